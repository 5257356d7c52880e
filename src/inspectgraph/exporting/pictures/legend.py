"""What pictures of a graph have around and beside the nodes: legend, years, labels."""

from __future__ import annotations

from inspectgraph.charting.colours import GRADE_COLOURS, NO_GRADE
from inspectgraph.exporting.formats.parts import PropertyGraph, edges, nodes
from inspectgraph.exporting.graphs.draft import SEPARATOR, Attributes
from inspectgraph.exporting.graphs.layout import PER_YEAR
from inspectgraph.exporting.graphs.looks import KIND_LOOKS

_ORDER = [*(name for name, _ in KIND_LOOKS.values()), *GRADE_COLOURS, NO_GRADE[0]]


def legend(graph: PropertyGraph) -> list[tuple[str, str, int]]:
    """The groups of a graph with colour and number of nodes, grades from the best to the worst."""
    counts: dict[str, int] = {}
    colours: dict[str, str] = {}
    for _, values in nodes(graph):
        group = str(values["group"])
        counts[group] = counts.get(group, 0) + 1
        colours.setdefault(group, str(values["color"]))
    place = {name: number for number, name in enumerate(_ORDER)}
    names = sorted(counts, key=lambda name: (place.get(name, len(place)), name))
    return [(name, colours[name], counts[name]) for name in names]


def tendencies(graph: PropertyGraph) -> list[tuple[str, str]]:
    """What the colours of edges stand for, in words."""
    return sorted({(str(v["tendency"]), str(v["color"])) for *_, v in edges(graph) if "tendency" in v and "color" in v})


def years(graph: PropertyGraph) -> list[tuple[int, float]]:
    """Each year of a time line with its place on the x-axis of the graph; none where places are no times."""
    first = graph.graph.get("first_year")
    if not first:
        return []
    last = max(float(values["x"]) for _, values in nodes(graph))
    return [(first + count, count * PER_YEAR) for count in range(int(last // PER_YEAR) + 1)]


def is_head(graph: PropertyGraph, values: Attributes) -> bool:
    """Whether a node is the head of a row of a time line."""
    return bool(graph.graph.get("first_year")) and values["kind"] == "LocalAuthority"


def shown_label(graph: PropertyGraph, values: Attributes) -> str:
    """The label as a picture has it.

    The authority's name is left out where the row or the title has it, and stands with boards that share their name.
    """
    label, owner = str(values["label"]), str(values.get("belongs_to", ""))
    if graph.graph.get("name") == "careers" and owner and owner not in label and SEPARATOR not in owner:
        return f"{label} ({owner})"
    if graph.graph.get("name") in ("history", "authority") and values["kind"] == "Inspection":
        label = label.removeprefix(f"{values.get('authority', '')}, ")
        return label[:1].upper() + label[1:]
    return label
