"""The whole graph of each digest, as a person has read it once: what an extractor changes shows here, line by line."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from inspectgraph import data
from inspectgraph.asking.names import QUERY_PREFIXES, shorten
from inspectgraph.building import BuildResult
from inspectgraph.graph.terms import IG, TYPE, slug_of

BASE = "https://data.example.org/"
FOLDER = Path(__file__).parent / "golden"
DIGESTS = sorted(path.name for path in data.seeds("documents").iterdir())
#: The order of a file: the document first, its facts in the order of the text, the words at the end.
_KINDS = (
    "Document Publication Inspection Judgement Association Person Post Tenure Unit Board Programme PartnerOrganisation"
    " Finding Observation Measure Statement Other Evidence"
).split()
_WIDTH = 120


def golden(name: str) -> Path:
    """The file that keeps the graph of a digest."""
    return FOLDER / f"{name.removesuffix('.digest.txt')}.ttl"


def document_graphs(output: Path) -> dict[str, list[Triple]]:
    """The graph of each document of a build, by the name of its file."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    names: dict[str, str] = {}
    for quad in pyoxigraph.parse(path=str(output / "graph.nq"), format=RdfFormat.N_QUADS):
        assert isinstance(quad, Quad)
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(f"{BASE}graph/document/"):
            graphs[quad.graph_name.value].append(quad.triple)
            if quad.predicate == IG.fileName and isinstance(quad.object, Literal):
                names[quad.graph_name.value] = quad.object.value
    return {names[graph]: triples for graph, triples in graphs.items()}


def turtle(triples: Iterable[Triple]) -> str:
    """A graph as Turtle to be read and compared: a line for each property, and one for each quotation."""
    subjects: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        subjects[triple.subject.value][triple.predicate.value].append(triple.object)

    def order(subject: str) -> tuple[int, int, str]:
        properties = subjects[subject]
        kinds = [slug_of(kind) for kind in properties[TYPE.value] if isinstance(kind, NamedNode)]
        place = min((_KINDS.index(kind) for kind in kinds if kind in _KINDS), default=_KINDS.index("Other"))
        proofs = [subject, *(str(term.value) for term in properties.get(IG.evidence.value, []))]
        starts = [int(term.value) for proof in proofs for term in subjects.get(proof, {}).get(IG.start.value, [])]
        return place, min(starts, default=0), subject

    ordered = sorted(subjects, key=order)
    body = "\n".join(_subject(subject, subjects[subject]) for subject in ordered)
    used = [prefix for prefix in sorted(QUERY_PREFIXES) if f" {prefix}:" in body or f"^^{prefix}:" in body]
    head = [f"@base <{BASE}> .", *(f"@prefix {prefix}: <{QUERY_PREFIXES[prefix]}> ." for prefix in used)]
    return "\n".join(head) + "\n\n" + body


def _subject(subject: str, properties: dict[str, list[NamedNode | Literal]]) -> str:
    lines = [
        _property("a" if predicate == TYPE.value else _iri(predicate), sorted(map(_term, terms)))
        for predicate, terms in sorted(properties.items(), key=lambda item: (item[0] != TYPE.value, item[0]))
    ]
    if lines[0] == "a ig:Evidence":
        return f"{_iri(subject)} {' ; '.join(lines)} ."
    return f"{_iri(subject)} " + " ;\n    ".join(lines) + " .\n"


def _property(predicate: str, terms: list[str]) -> str:
    line = f"{predicate} {' , '.join(terms)}"
    return line if len(terms) == 1 or len(line) <= _WIDTH else f"{predicate}\n        " + " ,\n        ".join(terms)


def _iri(iri: str) -> str:
    short = shorten(iri, BASE)
    return short if short.partition(":")[0] in QUERY_PREFIXES else f"<{short}>"


def _term(term: NamedNode | Literal) -> str:
    if isinstance(term, NamedNode):
        return _iri(term.value)
    plain = str(Literal(term.value))
    if term.language:
        return f"{plain}@{term.language}"
    datatype = _iri(term.datatype.value)
    return plain if datatype == "xsd:string" else f"{plain}^^{datatype}"


@pytest.fixture(scope="module")
def graphs(digests_build: BuildResult) -> dict[str, list[Triple]]:
    return document_graphs(digests_build.output)


@pytest.mark.xdist_group("digests")
@pytest.mark.parametrize("name", DIGESTS)
def test_a_digest_has_the_graph_that_it_had(graphs: dict[str, list[Triple]], name: str) -> None:
    found = turtle(graphs[name])
    if os.environ.get("RENEW_GOLDEN"):
        golden(name).write_text(found, encoding="utf-8")
    kept = golden(name).read_text(encoding="utf-8") if golden(name).is_file() else ""
    if found != kept:
        changes = difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "found", n=2, lineterm="")
        advice = f"{golden(name).name} differs; if it is right so, `make golden`"
        pytest.fail("\n".join([advice, *changes]), pytrace=False)


@pytest.mark.xdist_group("digests")
@pytest.mark.parametrize("name", DIGESTS)
def test_the_turtle_holds_all_triples(graphs: dict[str, list[Triple]], name: str) -> None:
    parsed = pyoxigraph.parse(turtle(graphs[name]).encode(), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in parsed if isinstance(quad, Quad)} == set(graphs[name])


def test_each_digest_has_its_file_and_no_other_is_there() -> None:
    assert {path.name for path in FOLDER.glob("*.ttl")} == {golden(name).name for name in DIGESTS}
