"""Dumps of which a part is taken from former ones have the bytes of dumps made at once, and tell what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads, parsed
from inspectgraph.publishing.dumps import digests_of, write_json, write_nquads, write_parts, write_trig, write_turtle
from inspectgraph.publishing.former import Former
from inspectgraph.publishing.splicing import Difference

BASE = "https://data.example.org/"
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Dataset = tuple[Mapping[str, set[Triple]], set[Triple]]

#: What could be taken for the end of a block.
ODD = [" .\n", "\n}\n", ']},{"@id":"', '"]},{"@id":"', "{\n", "\\", "@prefix a: <b> .\n", "\r", "\u2028", ""]
words = st.builds("".join, st.lists(st.sampled_from(ODD) | st.text(max_size=2), max_size=3))
subjects = st.sampled_from([NamedNode(f"{BASE}id/{name}") for name in ("a", "a.b", "a/b", "document/c", "z")])
properties = st.sampled_from([NamedNode(f"http://example.org/{name}") for name in ("p", "q")])
decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
literals = st.one_of(
    words.map(Literal),
    words.map(lambda text: Literal(text, language="en")),
    st.integers().map(Literal),
    st.sampled_from(["1.50", "01", "x"]).map(lambda text: Literal(text, datatype=decimal)),
)
triples = st.sets(st.tuples(subjects, properties, subjects | literals), min_size=1, max_size=8)
names = st.sampled_from(["document/1", "document/2", "history"])
datasets = st.tuples(st.dictionaries(names, triples, min_size=1), triples)


def written(folder: Path, dataset: Dataset, former: Former | None) -> tuple[dict[str, str], Difference, set[Quad]]:
    """Dumps of a dataset: digests of its graphs, what changed, and the dataset."""
    folder.mkdir()
    iris = Iris(BASE)
    named = {
        iris.graph(name).value: b"".join(sorted(nquads([Quad(*each, iris.graph(name))]) for each in said))
        for name, said in dataset[0].items()
    }
    default = b"".join(sorted(nquads([Quad(*each)]) for each in dataset[1]))
    digests = digests_of(named, {})
    write_parts(
        folder, {graph: named[graph] for graph in (former.changed(digests) if former else digests)}, {}, default, iris
    )
    write_nquads(folder, named, {}, iris)
    found = write_trig(folder, BASE, digests, former), write_turtle(folder, BASE, former)
    write_json(folder, BASE, former)
    gone, came = (b"".join(getattr(each, name) for each in found if each) for name in ("gone", "came"))
    graphs = found[0].graphs if found[0] else ()
    return digests, Difference(gone, came, graphs), {*parsed(b"".join(named.values()) + default)}


@settings(deadline=None)
@given(datasets, datasets)
def test_dumps_that_begin_from_former_ones_are_those_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, one: Dataset, other: Dataset
) -> None:
    folder = tmp_path_factory.mktemp("dumps")
    digests, _, before = written(folder / "former", one, None)
    _, difference, after = written(folder / "spliced", other, Former(folder / "former", digests))
    written(folder / "whole", other, None)
    for name in ("graph.trig", "graph.ttl", "graph.jsonld", "graph.nq"):
        assert (folder / "spliced" / name).read_bytes() == (folder / "whole" / name).read_bytes(), name
    assert {*parsed(difference.gone)} == before - after
    assert {*parsed(difference.came)} == after - before
    assert {NamedNode(iri) for iri in difference.graphs} == graphs(before) - graphs(after)


def graphs(quads: set[Quad]) -> set[object]:
    """The named graphs of some quads."""
    return {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
