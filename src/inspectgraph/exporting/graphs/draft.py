"""A property graph under construction, and the rules that every format needs.

Other programs fail on graphs that RDF allows: values that are absent or of several types, names that differ in case alone,
edges that share an identifier, characters that XML forbids. None of these leaves a draft.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping

from inspectgraph.exporting.things import Scalar
from inspectgraph.graph.iris import digest

Value = Scalar | Iterable[str] | None
Attributes = dict[str, Scalar]

#: Stands between the items of a list.
SEPARATOR = " | "
#: What formats keep for themselves (GEXF, GraphML, JSON of Cytoscape, D3 and graphology, Neo4j, Pajek).
RESERVED = frozenset(
    "attributes for from id interaction key links name nodes parent pid shared_name slices source spells target to type "
    "undirected viz".split()
)
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids or discourages, its lines ended by a line feed."""
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Clean text without line ends or runs of spaces, as labels have it."""
    return " ".join(clean(text).split())


def attribute_name(name: str) -> str:
    """The name of an attribute in lower case with underscores, none that a format keeps for itself.

    >>> attribute_name("startDate"), attribute_name("type"), attribute_name("2nd  Name")
    ('start_date', 'type_value', 'a_2nd_name')
    """
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_") or "value"
    if plain[0].isdigit():
        plain = "a_" + plain
    return f"{plain}_value" if plain in RESERVED else plain


def tidy(values: Mapping[str, Value]) -> Attributes:
    """Values under allowed names, the absent and the empty left out, lists joined.

    >>> tidy({"start": "", "End": None, "roles": ["team", "lead", "lead"]})
    {'roles': 'lead | team'}
    """
    kept: Attributes = {}
    for name, value in values.items():
        scalar = _scalar(value)
        if scalar is not None:
            kept[attribute_name(name)] = scalar
    if str(kept.get("end", "~")) < str(kept.get("start", "")):
        del kept["end"]
    return kept


def _scalar(value: Value) -> Scalar | None:
    if value is None or isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, int | float):
        return value
    items = {one_line(item).replace(SEPARATOR.strip(), "/") for item in value}
    return SEPARATOR.join(sorted(filter(None, items))) or None


class Draft:
    """Collects nodes and edges in any order and hands them over sorted.

    Attributes:
        nodes: The attributes of each node by its identifier.
        edges: Source, target and attributes of each edge by its identifier.
        lists: The names of attributes that may hold several values, joined.
    """

    def __init__(self, short: Callable[[str], str]) -> None:
        self._short = short
        self.nodes: dict[str, Attributes] = {}
        self.edges: dict[str, tuple[str, str, Attributes]] = {}
        self.lists: set[str] = set()

    def identifier(self, iri: str) -> str:
        """What a node is called in the files: its IRI's short form."""
        return clean(self._short(iri).removeprefix("id/"))

    def node(self, iri: str, kind: str, label: str, values: Mapping[str, Value] | None = None) -> str:
        """Adds a node, or to a node that is there already what it had not.

        Returns:
            Its identifier.
        """
        identifier = self.identifier(iri)
        known = self.nodes.setdefault(identifier, {})
        self._note_lists(values or {})
        own = {"label": one_line(label) or identifier, "kind": kind, "iri": iri}
        for name, value in {**tidy(own), **tidy(values or {})}.items():
            known.setdefault(name, value)
        return identifier

    def edge(self, source: str, target: str, relation: str, values: Mapping[str, Value] | None = None) -> None:
        """Adds an edge between the things of two IRIs; it is left out unless both are nodes in the end.

        Args:
            source: The IRI where it starts.
            target: The IRI where it ends.
            relation: What it says, in a word or two.
            values: Its attributes; `iri` names the fact behind it, `weight` counts what it stands for.
        """
        given = tidy(values or {})
        self._note_lists(values or {})
        ends = self.identifier(source), self.identifier(target)
        identifier = "e" + digest(ends[0], relation, ends[1], given.get("iri"))
        own: Attributes = {"label": relation.replace("_", " "), "relation": relation, "weight": 1}
        self.edges.setdefault(identifier, (*ends, {**own, **given}))

    def _note_lists(self, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            if value is not None and not isinstance(value, str | int | float):
                self.lists.add(attribute_name(name))

    def finish(self) -> tuple[dict[str, Attributes], dict[str, tuple[str, str, Attributes]]]:
        """The nodes and the edges, sorted, each attribute of one type throughout."""
        nodes = {identifier: dict(self.nodes[identifier]) for identifier in sorted(self.nodes)}
        edges = {
            identifier: (source, target, dict(values))
            for identifier, (source, target, values) in sorted(self.edges.items(), key=_order)
            if source in nodes and target in nodes
        }
        _unify(list(nodes.values()))
        _unify([values for _, _, values in edges.values()])
        return nodes, edges


def _order(edge: tuple[str, tuple[str, str, Attributes]]) -> tuple[str, str, str]:
    identifier, (source, target, _) = edge
    return source, target, identifier


def _unify(rows: list[Attributes]) -> None:
    """Makes each attribute one of text, whole number, number or truth value in all rows."""
    for name, kinds in attribute_types(rows).items():
        for row in rows:
            if name in row and type(row[name]) is not kinds:
                row[name] = float(row[name]) if kinds is float else _as_text(row[name])
    for row in rows:
        ordered = sorted(row.items())
        row.clear()
        row.update(ordered)


def attribute_types(rows: Iterable[Attributes]) -> dict[str, type]:
    """The type that can hold every value of each attribute."""
    seen: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            seen.setdefault(name, set()).add(type(value))
    return {name: _common(kinds) for name, kinds in sorted(seen.items())}


def _common(kinds: set[type]) -> type:
    if len(kinds) == 1:
        return next(iter(kinds))
    return float if kinds == {int, float} else str


def _as_text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
