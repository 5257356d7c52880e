"""Files against schemas of our own; see schemas/README.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import xmlschema

FOLDER = Path(__file__).parent / "schemas"


@cache
def _json(name: str) -> Callable[[Any], Any]:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    compiled: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return compiled


@cache
def _gexf() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(FOLDER / "gexf.xsd"))


def check_json(name: str, text: str) -> Any:
    """The value of the text, which must be as the schema says."""
    value = json.loads(text)
    _json(name)(value)
    return value


def check_gexf(text: str) -> None:
    """Fails unless the text is GEXF: elements, types, keys and what refers to them."""
    _gexf().validate(text)


#: The schema of each file of each format that is JSON.
FILES = {
    ("cytoscape", ""): "cytoscape",
    ("cytoscape", ".style.json"): "cytoscape-style",
    ("node-link", ""): "node-link",
    ("graphology", ""): "graphology",
    ("kumu", ""): "kumu",
}
