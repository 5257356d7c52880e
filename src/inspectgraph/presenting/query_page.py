"""The page on which people ask in SPARQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph
from markupsafe import Markup
from pyoxigraph import NamedNode

from inspectgraph.asking.catalogue import Question, questions
from inspectgraph.asking.names import QUERY_PREFIXES
from inspectgraph.graph.terms import IG, OWL, RDFS, SKOS, VOCABULARY_BASE
from inspectgraph.presenting.presentation import Page, Presentation

#: Rows of an answer that the page shows; the downloads have all.
SHOWN = 200
_CHARTED = 40
#: Characters of a value that is not broken over lines, such as a date.
_NARROW = 12
_FIRST = """\
# The authorities with their inspections in the order of time.
SELECT ?authority_name ?start ?framework ?overall ?inspection
WHERE {
  ?inspection ig:inspects ?authority ; ig:startDate ?start .
  ?authority skos:prefLabel ?authority_name .
  OPTIONAL { ?inspection ig:framework/skos:notation ?framework }
  OPTIONAL {
    ?inspection ig:hasJudgement ?judgement .
    ?judgement ig:area area:overall ; ig:grade/skos:prefLabel ?overall .
  }
}
ORDER BY ?authority_name ?start
LIMIT 100
"""
#: Downloads by the kind of answer.
ROW_FORMATS = (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"))
GRAPH_FORMATS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a query.

    Attributes:
        variables: Heads of the columns.
        rows: Cells as they are shown.
        is_graph: Whether it is a graph, whose rows are triples.
        truth: Of an ASK.
        more: Whether there is more than is shown.
        bars: Label, value and share of the largest, where the answer can be drawn.
        measure: What the bars measure.
    """

    variables: Sequence[str] = ()
    rows: Sequence[Sequence[Markup]] = ()
    is_graph: bool = False
    truth: bool | None = None
    more: bool = False
    bars: Sequence[tuple[str, str, float]] = ()
    measure: str = ""

    @property
    def formats(self) -> tuple[tuple[str, str], ...]:
        """What it can be downloaded as."""
        return GRAPH_FORMATS if self.is_graph else ROW_FORMATS


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked.

    Attributes:
        query: SPARQL; empty where none was given.
        question: One of the catalogue that fills the editor.
        values: Words for its parameters.
        answer: What came of it; none before it ran.
        problem: What was wrong, and what to do.
        view: `table`, `chart` or `graph`.
        milliseconds: How long it took.
    """

    query: str = ""
    question: Question | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    answer: Answered | None = None
    problem: tuple[str, str] | None = None
    view: str = "table"
    milliseconds: float | None = None


def page(presentation: Presentation, asked: Asked) -> Page:
    """The page with what was asked and answered."""
    return presentation.render(
        "query.html",
        "Ask in SPARQL",
        path="query",
        asked=asked,
        query=without_header(asked.query or (asked.question.sparql if asked.question else _FIRST)),
        examples=list(questions().values()),
        prefixes=QUERY_PREFIXES,
        shown=SHOWN,
        scripts=("query.js",),
    )


def without_header(query: str) -> str:
    """A question's query without the lines that describe it, which the page shows in another way."""
    if not query.startswith("# title:"):
        return query
    lines = query.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return "".join(lines[first:]).lstrip("\n")


def terms(presentation: Presentation) -> dict[str, Any]:
    """What an editor may complete: prefixes, and the terms of the ontology and the concept schemes with what they mean."""
    found = []
    things = presentation.things
    for term in things.of(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        if term in IG:
            found.append((presentation.dataset.short(term.value), things.text(term, RDFS.comment)))
    for concept in things.of(SKOS.Concept):
        if concept.value.startswith(VOCABULARY_BASE):
            found.append((presentation.dataset.short(concept.value), presentation.name(concept)))
    common = ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:notation", "foaf:name", "foaf:Person",
              "prov:qualifiedAssociation", "prov:agent", "prov:hadRole", "prov:wasQuotedFrom", "org:member",
              "org:organization", "org:role", "org:postIn", "org:unitOf", "dct:title", "dct:issued")  # fmt: skip
    found += [(each, "") for each in common]
    return {"prefixes": QUERY_PREFIXES, "terms": sorted(found)}


def read_rows(presentation: Presentation, body: bytes) -> Answered:
    """An answer in the SPARQL 1.1 Query Results JSON Format, for the page."""
    said = json.loads(body)
    if "boolean" in said:
        return Answered(truth=bool(said["boolean"]))
    variables = said["head"]["vars"]
    bindings = said["results"]["bindings"]
    rows = [[_cell(presentation, row.get(name)) for name in variables] for row in bindings[:SHOWN]]
    bars, measure = _bars(variables, bindings)
    return Answered(variables, rows, more=len(bindings) > SHOWN, bars=bars, measure=measure)


def read_graph(presentation: Presentation, body: bytes) -> Answered:
    """A graph in N-Triples, for the page."""
    triples = [quad.triple for quad in pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    rows = [[_term(presentation, each) for each in triple] for triple in triples[:SHOWN]]
    return Answered(("subject", "predicate", "object"), rows, is_graph=True, more=len(triples) > SHOWN)


def _cell(presentation: Presentation, binding: dict[str, str] | None) -> Markup:
    if binding is None:
        return Markup("")
    if binding["type"] == "uri":
        return _term(presentation, NamedNode(binding["value"]))
    value = str(binding["value"])
    return Markup('<span class="unbroken">{}</span>' if len(value) <= _NARROW else "{}").format(value)


def _term(presentation: Presentation, term: Any) -> Markup:
    if isinstance(term, NamedNode):
        return presentation.link(term, presentation.dataset.short(term.value))
    return Markup("{}").format(getattr(term, "value", str(term)))


def _bars(
    variables: Sequence[str], bindings: Sequence[dict[str, dict[str, str]]]
) -> tuple[list[tuple[str, str, float]], str]:
    """Bars from the first column of words and the last one of numbers, where there are both."""
    numbers = [name for name in variables if bindings and all(_number(row.get(name)) is not None for row in bindings)]
    labels = [name for name in variables if name not in numbers]
    if not numbers or not labels or len(bindings) > SHOWN:
        return [], ""
    measure, label = numbers[-1], labels[0]
    values = [(row.get(label, {}).get("value", ""), _number(row.get(measure)) or 0.0) for row in bindings[:_CHARTED]]
    largest = max((abs(value) for _, value in values), default=0) or 1
    return [(name.rpartition("/")[2], f"{value:g}", round(abs(value) / largest, 4)) for name, value in values], measure


def _number(binding: dict[str, str] | None) -> float | None:
    if binding is None or not binding.get("datatype", "").endswith(("#integer", "#decimal", "#double")):
        return None
    try:
        return float(binding["value"])
    except ValueError:
        return None
