"""What must hold of a graph, from the shapes."""

from __future__ import annotations

from pathlib import Path

from docs.generate.markdown import page, table
from docs.generate.ontology import graph, short, shorts, words
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, SH
from rdflib.term import BNode, Node

from inspectgraph import data

_INTRODUCTION = """\
A *violation* sets the statement aside, with what depends on it; a *warning* and an *info* are told and change nothing. The
report names the shape (`sh:sourceShape`), whose name here is the last part of its IRI. In a message `{?value}` stands for
what was found. A shape without a target is a part of others."""
_ORDER = ("document", "document-sparql", "consolidated", "reference")


def text() -> str:
    """The page."""
    paths = sorted(data.ontology("shapes").glob("*.ttl"), key=lambda path: (_ORDER.index(path.stem), path.stem))
    return page("Shapes", _INTRODUCTION, *map(_file, paths))


def _file(path: Path) -> str:
    found = graph("shapes", path.name)
    title = next(found.objects(None, DCTERMS.title))
    shapes = sorted(found.subjects(SH.severity), key=str)
    headers = ("shape", "of", "looks at", "severity", "message", "why")
    return f"## {title}\n\n{table(headers, (_row(found, shape) for shape in shapes))}"


def _row(found: Graph, shape: Node) -> tuple[str, ...]:
    name = f"`{str(shape).rpartition('/')[2]}`"
    severity = str(found.value(shape, SH.severity)).rpartition("#")[2].lower()
    why = words(found, shape, SH.description)
    return name, _targets(found, shape), _path(found, shape), severity, _message(found, shape), why


def _targets(found: Graph, shape: Node) -> str:
    classes = shorts(found.objects(shape, SH.targetClass))
    having = shorts(found.objects(shape, SH.targetSubjectsOf))
    values = shorts(found.objects(shape, SH.targetObjectsOf))
    ways = (classes, having and f"what has {having}", values and f"values of {values}")
    return "; ".join(filter(None, ways))


def _path(found: Graph, shape: Node) -> str:
    path = found.value(shape, SH.path)
    return f"`{_path_words(found, path)}`" if path is not None else ""


def _path_words(found: Graph, path: Node) -> str:
    """A path as SPARQL writes it."""
    if not isinstance(path, BNode):
        return short(path)
    inverse, alternatives = found.value(path, SH.inversePath), found.value(path, SH.alternativePath)
    if inverse is not None:
        return "^" + _path_words(found, inverse)
    if alternatives is not None:
        return " or ".join(_path_words(found, each) for each in Collection(found, alternatives))
    return "/".join(_path_words(found, each) for each in Collection(found, path))


def _message(found: Graph, shape: Node) -> str:
    """The shape's own message, or that of its query."""
    query = found.value(shape, SH.sparql)
    return words(found, shape, SH.message) or (words(found, query, SH.message) if query is not None else "")
