"""A Frictionless data package that describes tables.

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from inspectgraph.exporting.origin import Origin
from inspectgraph.exporting.tables.forms import FORMS
from inspectgraph.exporting.tables.table import Table

FILE_NAME = "datapackage.json"


def describe(tables: Mapping[str, tuple[Table, bytes]], form: str, origin: Origin) -> str:
    """The text of `datapackage.json`.

    Args:
        tables: By file name each table with the bytes that were written.
        form: Of the tables, the same for all.
        origin: Where they come from.
    """
    package = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "inspections-of-childrens-services",
        "title": origin.title or "Inspections of children's services in England",
        "description": origin.line,
        "homepage": origin.iri,
        **({"licenses": [{"path": licence} for licence in origin.licences]} if origin.licences else {}),
        "contributors": [{"title": origin.creator, "role": "wrangler"}],
        "resources": [_resource(name, table, data, form) for name, (table, data) in tables.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, table: Table, data: bytes, form: str) -> dict[str, object]:
    fields = [
        {"name": column.name, "title": column.title, "type": column.type, "description": column.description}
        | ({"format": "uri"} if column.shows == "link" else {})
        for column in table.columns
    ]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": name,
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "format": form,
        "mediatype": FORMS[form].media_type,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": {"fields": fields, "missingValues": [""]},
    }
