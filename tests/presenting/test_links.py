"""IRIs and the paths of a site."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from inspectgraph.presenting.links import TERMS, Links

BASE = "https://inspections.shire.gov.uk/children/"
LINKS = Links(BASE, "/children/", ".html")
LETTERS = st.characters(categories=["L", "N"], include_characters="-._~:@!$&'()*+,;=")
SEGMENTS = st.lists(st.text(LETTERS, min_size=1), min_size=1)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (BASE + "id/authority/essex", "doc/authority/essex"),
        (BASE + "id/dataset#ttl", "doc/dataset"),
        (BASE + "graph/document/0a", "graph/document/0a"),
        (TERMS + "ontology#Inspection", "def/ontology/Inspection"),
        (TERMS + "ontology", "def/ontology"),
        (TERMS + "vocab/grade/good", "def/vocab/grade/good"),
        (TERMS + "shapes/document/named", "def/shapes/document/named"),
        ("http://www.w3.org/ns/org#Post", None),
        (BASE + "other/essex", None),
        (BASE + "id/publication/../../etc", None),
        (BASE + "id/publication/a//b", None),
    ],
)
def test_each_thing_of_ours_has_a_path(iri: str, path: str | None) -> None:
    assert LINKS.path(NamedNode(iri)) == path


@given(SEGMENTS)
def test_the_way_back(segments: list[str]) -> None:
    node = NamedNode(f"{BASE}id/publication/{'/'.join(segments)}")
    path = LINKS.path(node)
    if path is None:
        assert {".", ".."} & set(segments)
    else:
        assert LINKS.node(path) == node
        assert re.fullmatch(r"[\x21-\x7e]+", LINKS.to(path))


def test_terms_come_back() -> None:
    for iri in (TERMS + "ontology#Judgement", TERMS + "ontology", TERMS + "vocab/area", TERMS + "profile/full"):
        node = NamedNode(iri)
        assert LINKS.node(LINKS.path(node) or "") == node


def test_where_links_lead() -> None:
    served = Links(BASE)
    assert LINKS.href(NamedNode(BASE + "id/authority/essex")) == "/children/doc/authority/essex.html"
    assert served.href(NamedNode(BASE + "id/authority/essex")) == "/doc/authority/essex"
    assert LINKS.href(NamedNode(BASE + "id/evidence/0a/3-9")) == "/children/doc/document/0a.html#at-3-9"
    assert LINKS.href(NamedNode(BASE + "id/statement/0a")) is None
    assert served.href(NamedNode(BASE + "id/statement/0a")) == "/doc/statement/0a"
    assert LINKS.href(NamedNode("http://www.w3.org/ns/org#Post")) == "http://www.w3.org/ns/org#Post"
    assert LINKS.href(NamedNode("javascript:alert(1)")) is None
    assert LINKS.to("") == "/children/"
