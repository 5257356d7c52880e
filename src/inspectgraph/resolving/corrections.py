"""The curator's file `corrections.csv`: values that hold in the place of what was stated or understood.

A document's own graph says what the document says, and stays. A correction changes what the build makes of all documents:
the consolidated graph, and with it the default graph of every query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.dates import PartialDate
from inspectgraph.errors import ReferenceDataError
from inspectgraph.graph.background import vocabulary_quads
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import lines, parsed
from inspectgraph.graph.terms import IG, RDF, SKOS, TYPE, XSD, concept, date, english, number, text
from inspectgraph.resolving.curation import full_iri
from inspectgraph.resolving.curators_table import rows

if TYPE_CHECKING:
    from inspectgraph.resolving.resolver import Resolution

FILE_NAME = "corrections.csv"
COLUMNS = ("fact", "property", "value", "reason", "who")
RULES: dict[str, str] = {"corrections/value": "A curator put a value in the place of what was stated or understood."}
#: What may be corrected, each with what its values are: a concept scheme, a date, a number or words.
PROPERTIES = {
    "grade": "grade", "framework": "framework", "startDate": "date", "endDate": "date", "from": "date", "to": "date",
    "value": "number", "roleTitle": "words", "valueAsWritten": "words", "text": "words",
}  # fmt: skip
#: The bounds in days that follow from a date.
_BOUNDS = {"startDate": "Start", "from": "Start", "endDate": "End", "to": "End"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file.

    Attributes:
        fact: IRI of what is corrected, in full or short form.
        property: Its property, a key of `PROPERTIES`.
        value: That holds: the slug of a concept, a date as precise as it is known, a number or words.
        reason, who: In words.
        place: File name and line, for messages.
    """

    fact: str
    property: str
    value: str
    reason: str
    who: str
    place: str


def load_corrections(paths: Iterable[Path]) -> tuple[Correction, ...]:
    """The corrections of some files, in order.

    Raises:
        ReferenceDataError: A file can't be read, a row is wrong, or two rows correct the same.
    """
    found: dict[tuple[str, str], Correction] = {}
    for cells, place in rows(paths, COLUMNS, COLUMNS):
        cells["property"] = cells["property"].removeprefix("ig:")
        correction = Correction(place=place, **cells)
        if correction.property not in PROPERTIES:
            raise ReferenceDataError(
                f"{place}: {correction.property} can't be corrected", f"these can: {', '.join(PROPERTIES)}"
            )
        _value(correction)
        known = found.setdefault((correction.fact, correction.property), correction)
        if known.value != correction.value:
            raise ReferenceDataError(f"{place}: {known.place} gives it another value", "keep one of the two")
    return tuple(found.values())


def _value(correction: Correction) -> NamedNode | Literal:
    """The value as a term.

    Raises:
        ReferenceDataError: It is none of that kind.
    """
    kind, words = PROPERTIES[correction.property], correction.value
    try:
        if kind == "date":
            return date(PartialDate.parse(words))
        if kind == "number":
            return number(Decimal(words))
    except (ValueError, InvalidOperation):
        hint = "2014, 2014-01 or 2014-01-14" if kind == "date" else "a number with a point, 7.7"
        raise ReferenceDataError(f"{correction.place}: {words!r} is no {kind}", hint) from None
    if kind == "words":
        return text(words)
    slug = words.removeprefix(f"{kind}:")
    known = {
        quad.subject for quad in vocabulary_quads(Iris("https://data.example.org/")) if quad.predicate == SKOS.inScheme
    }
    node = concept(kind, "".join(c for c in slug if c.isalnum() or c == "-"))
    if node not in known or not node.value.endswith(f"/{slug}"):
        raise ReferenceDataError(
            f"{correction.place}: {words!r} is no {kind}", f"see the scheme {kind} in the reference"
        )
    return node


def correct(resolution: Resolution, corrections: Sequence[Correction], iris: Iris) -> Resolution:
    """What the documents say together, with the corrections applied, visible and warned of where they match nothing."""
    if not corrections:
        return resolution
    consolidated = set(resolution.consolidated)
    reasons = set(resolution.resolution)
    warnings = list(resolution.warnings)
    corrected: set[tuple[bytes, bytes]] = set()
    for each in corrections:
        node = _node(each.fact, iris, resolution)
        predicate, value = IG[each.property], _value(each)
        stated = _stated(node, resolution, consolidated)
        former = {quad.object for quad in stated if quad.predicate == predicate}
        if not stated:
            warnings.append(f"{each.place}: nothing is {each.fact} any more")
            continue
        if former == {value}:
            warnings.append(f"{each.place}: {each.fact} has this value without the correction; it may go")
        values: dict[NamedNode, NamedNode | Literal] = {predicate: value}
        if each.property in _BOUNDS:
            day, end = PartialDate.parse(each.value), _BOUNDS[each.property]
            values[IG[f"earliest{end}"]] = Literal(day.earliest(), datatype=XSD.date)
            values[IG[f"latest{end}"]] = Literal(day.latest(), datatype=XSD.date)
        consolidated = {quad for quad in consolidated if not (quad.subject == node and quad.predicate in values)}
        consolidated |= {Quad(node, name, term, iris.graph("consolidated")) for name, term in values.items()}
        corrected |= {(str(node).encode(), str(name).encode()) for name in values}
        reasons |= set(_told(each, node, value, former, iris))
    return replace(
        resolution,
        consolidated=sorted(consolidated, key=str),
        resolution=sorted(reasons, key=str),
        warnings=tuple(warnings),
        corrected=frozenset(corrected),
    )


def _node(fact: str, iris: Iris, resolution: Resolution) -> NamedNode:
    """The thing that a curator means, by the IRI that it has now."""
    iri = full_iri(fact, iris.base)
    leads = resolution.aliases.get(iri, ())
    return NamedNode(leads[0] if len(leads) == 1 else iri)


def _stated(node: NamedNode, resolution: Resolution, consolidated: Iterable[Quad]) -> list[Quad]:
    """What is said of a thing: in the consolidated graph, else in the documents'."""
    subject = str(node).encode() + b" "
    said = [
        line
        for each in resolution.texts.values()
        if subject in each
        for line in lines(each)
        if line.startswith(subject)
    ]
    together = [quad for quad in consolidated if quad.subject == node]
    settled = {quad.predicate for quad in together}
    return together + [quad for quad in parsed(b"".join(said)) if quad.predicate not in settled]


def _told(
    each: Correction, node: NamedNode, value: NamedNode | Literal, former: Iterable[object], iris: Iris
) -> Iterable[Quad]:
    """The correction as data of `graph/resolution`."""
    told, graph = iris.hashed("correction", node, each.property, value), iris.graph("resolution")
    yield Quad(told, TYPE, IG.Correction, graph)
    yield Quad(told, IG.about, node, graph)
    yield Quad(told, IG.property, IG[each.property], graph)
    yield Quad(told, RDF.object, value, graph)
    yield Quad(told, IG.rule, text("corrections/value"), graph)
    yield Quad(told, IG.reason, english(each.reason), graph)
    yield Quad(told, IG.decidedBy, text(each.who), graph)
    for was in former:
        if was != value and isinstance(was, NamedNode):
            yield Quad(told, IG.formerValue, Literal(was.value, datatype=XSD.anyURI), graph)
        elif was != value and isinstance(was, Literal):
            yield Quad(told, IG.formerValue, text(was.value), graph)
