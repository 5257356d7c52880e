"""Graphs as lines of N-Quads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import apart, lines, nquads, parsed, place_of_evidence

IRIS = Iris("https://example.org/")
GRAPH = IRIS.document_graph("d1")


def quad(subject: str, value: str = "x") -> Quad:
    return Quad(
        NamedNode(f"https://example.org/id/{subject}"), NamedNode("https://example.org/p"), Literal(value), GRAPH
    )


@given(st.lists(st.tuples(st.sampled_from(["area", "evidence/d1/0-4", "evidence/d1/5-9", "unit/x"]), st.text())))
def test_quads_come_back_and_sort_as_their_lines_do(said: list[tuple[str, str]]) -> None:
    quads = sorted({quad(*each) for each in said}, key=str)
    text = nquads(quads)
    assert parsed(text) == quads
    assert lines(text) == sorted(lines(text))
    assert len(lines(text)) == len(quads)
    evidence, rest = apart(text, IRIS)
    others = lines(rest)
    place = place_of_evidence(others, IRIS)
    assert b"".join((*others[:place], evidence, *others[place:])) == text
    assert all("/id/evidence/" in each.subject.value for each in parsed(evidence))  # type: ignore[union-attr]
    assert not any("/id/evidence/" in each.subject.value for each in parsed(rest))  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["\n<https://example.org/id/evidence/d1/0-4> ", "a \u2028 b", "\x85", "\r"])
def test_words_that_look_like_a_line_are_words(words: str) -> None:
    text = nquads([quad("finding/1", words)])
    assert len(lines(text)) == 1
    assert apart(text, IRIS) == (b"", text)
