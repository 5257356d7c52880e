"""The real documents together: IRIs that stay when documents are added, and one history of an authority."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph
import pytest
from pyoxigraph import NamedNode

from inspectgraph.asking.answering import ask
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.results import records
from inspectgraph.building import BuildResult
from inspectgraph.graph.background import reference_quads, vocabulary_quads
from inspectgraph.graph.default_graph import default_graph
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads
from inspectgraph.graph.terms import IG
from inspectgraph.processing import facts_file
from inspectgraph.reference import load
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import Resolution, resolve

IRIS = Iris("https://data.example.org/")
pytestmark = pytest.mark.xdist_group("corpus")
Documents = Mapping[str, bytes]


@pytest.fixture(scope="module")
def documents(corpus_build: BuildResult, seeds_build: BuildResult) -> Documents:
    """The facts of all real documents."""
    paths = [path for build in (corpus_build, seeds_build) for path in sorted((build.output / "facts").glob("*.json"))]
    facts = [each for path in paths if (each := facts_file.load(path)) is not None and not each.reason]
    return {each.identifier: each.quads for each in facts}


def resolved(documents: Documents, ledger: Ledger) -> Resolution:
    return resolve(documents, IRIS, load(), ledger)


def published(resolution: Resolution) -> set[str]:
    """The IRIs of things that a build publishes, evidence excepted."""
    quads = [
        *resolution.consolidated,
        *resolution.resolution,
        *(q for each in resolution.documents.values() for q in each),
    ]
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return {iri for iri in subjects if not iri.startswith(f"{IRIS.base}id/evidence/")}


@pytest.fixture(scope="module")
def halves(documents: Documents) -> tuple[Resolution, Resolution]:
    """The resolution of every other document, and of all with the ledger of the first."""
    half = resolved({name: documents[name] for name in sorted(documents)[::2]}, Ledger())
    return half, resolved(documents, half.ledger)


def test_no_published_iri_vanishes_when_documents_are_added(halves: tuple[Resolution, Resolution]) -> None:
    half, whole = halves
    gone = published(half) - published(whole)
    assert not gone
    targets = {iri for leads in whole.aliases.values() for iri in leads}
    assert targets <= published(whole) - set(whole.aliases)


def test_an_alias_names_what_it_leads_to_and_why(halves: tuple[Resolution, Resolution]) -> None:
    half, whole = halves
    aliases = {quad.subject for quad in whole.resolution if quad.object == IG.Alias}
    assert {alias.value for alias in aliases if isinstance(alias, NamedNode)} == set(whole.aliases)
    assert {quad.subject for quad in whole.resolution if quad.predicate == IG.reason} >= aliases
    assert not half.aliases


def test_the_same_again_with_the_ledger(documents: Documents, halves: tuple[Resolution, Resolution]) -> None:
    again = resolved(documents, halves[1].ledger)
    assert again.ledger == halves[1].ledger
    assert again.documents == halves[1].documents


def test_one_history_of_essex(documents: Documents) -> None:
    made = resolved(documents, Ledger())
    background = [*reference_quads(IRIS, load()), *vocabulary_quads(IRIS)]
    store = pyoxigraph.Store()
    for each in (background, made.consolidated, *made.documents.values()):
        store.bulk_extend(each)
    consolidated, known = nquads(made.consolidated), nquads(background)
    default = default_graph(consolidated, known, made.texts.values())
    store.bulk_load(b"".join(default), pyoxigraph.RdfFormat.N_TRIPLES)
    rows = records(ask(Dataset(store), "history", {"authority": ["Essex"]}))
    dated = [(row["start"], row["framework_name"]) for row in rows if row["start"]]
    assert dated == [
        ("2009-10-14", "ucra"), ("2010-08", "slac"), ("2011-10", "slac"), ("2012-03", "adoption"),
        ("2013-02", "private-fostering"), ("2013-05", "fostering"), ("2014-01-14", "sif"), ("2018-11-19", "ilacs"),
        ("2023-06-26", "ilacs"),
    ]  # fmt: skip
    by_start = {row["start"]: row for row in rows}
    assert by_start["2018-11-19"]["lead_inspectors"] == "Tara Geere"
    assert by_start["2018-11-19"]["directors"] == "Helen Lincoln"
    assert "Overall effectiveness: Outstanding" in str(by_start["2023-06-26"]["grades"])
    assert [row["subject"] for row in rows if not row["start"]] == ["children's homes", "joint area review"]
    said = [quad for each in made.documents.values() for quad in each if quad.predicate == IG.reports]
    assert sum(str(quad.object).endswith("/essex/ilacs/2018-11-19>") for quad in said) == 3
