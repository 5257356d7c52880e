"""The store from which pySHACL reads answers as rdflib's own does."""

from __future__ import annotations

import itertools
from collections import Counter

import rdflib

from inspectgraph.validating.triples import TripleGraph, Triples

A, B, P, Q = (rdflib.URIRef(f"https://example.org/{name}") for name in "abpq")
SAID = [(A, P, B), (A, P, rdflib.Literal("1")), (A, Q, B), (B, P, A), (B, Q, rdflib.Literal("1")), (A, P, B)]


def test_every_pattern_has_the_answers_of_a_graph_in_memory() -> None:
    usual = rdflib.Graph()
    for triple in SAID:
        usual.add(triple)
    ours = rdflib.Graph(Triples(SAID))
    assert len(ours) == len(usual) == 5
    one = rdflib.Literal("1")
    for pattern in itertools.product((None, A, B, P), (None, P, Q), (None, A, B, one)):
        assert sorted(ours.triples(pattern)) == sorted(usual.triples(pattern)), pattern


def test_values_and_subjects_are_those_of_a_graph_in_memory() -> None:
    usual = rdflib.Graph()
    for triple in SAID:
        usual.add(triple)
    ours = TripleGraph(SAID)
    for predicate, node in itertools.product((None, P, Q), (None, A, B, P, rdflib.Literal("1"))):
        if node is None or isinstance(node, rdflib.URIRef):
            assert Counter(ours.objects(node, predicate)) == Counter(usual.objects(node, predicate)), (node, predicate)
        assert Counter(ours.subjects(predicate, node)) == Counter(usual.subjects(predicate, node)), (predicate, node)
