"""The pages of terms, licences and data."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tests.presenting.small_build import BASE, HOSTILE, LONG

from inspectgraph.asking.dataset import Dataset
from inspectgraph.presenting import site_pages
from inspectgraph.presenting.licences import OPEN_GOVERNMENT, RESERVED, Licences
from inspectgraph.presenting.links import TERMS
from inspectgraph.presenting.published import Published
from inspectgraph.presenting.site import Site
from inspectgraph.presenting.sitemap import MOST, robots, sitemaps
from inspectgraph.presenting.thing_pages import thing_page
from inspectgraph.presenting.vocabulary import ONTOLOGY


def html(site: Site, iri: str) -> str:
    page = thing_page(site.presentation, site.representations, NamedNode(iri))
    assert page is not None
    return page.html


def test_every_term_has_a_page_and_data(site: Site) -> None:
    vocabulary = site.representations.vocabulary
    assert {ONTOLOGY, NamedNode(TERMS + "vocab/grade/good"), NamedNode(TERMS + "shapes/document/named")} <= set(
        vocabulary.nodes
    )
    for node in vocabulary.nodes:
        term = vocabulary.page(node)
        assert term.label, node
        assert term.kind
    every = {each.value for each in vocabulary.nodes}
    assert {each.value for each in (*vocabulary.classes, *vocabulary.properties)} <= every


def test_a_class_shows_properties_shapes_and_examples(site: Site) -> None:
    shown = html(site, TERMS + "ontology#Judgement")
    assert 'href="/def/ontology/grade"' in shown
    assert 'href="/def/shapes/document/judgement-grade"' in shown
    assert f'href="/doc/{"inspection/northmoor/ilacs/2018-11/judgement/overall"}"' in shown or "Examples" in shown


def test_a_concept_shows_who_uses_it(site: Site) -> None:
    shown = html(site, TERMS + "vocab/grade/outstanding")
    assert "Used by" in shown
    assert "northmoor" in shown


def test_licences_go_by_kind_of_document(site: Site) -> None:
    licences = Licences(site.dataset)
    assert licences.of(NamedNode(f"{BASE}id/document/d100000000000001")) == OPEN_GOVERNMENT
    assert licences.of(NamedNode(f"{BASE}id/document/d400000000000004")) == RESERVED
    shown = site_pages.licences_page(site.presentation).html
    assert shown.index(OPEN_GOVERNMENT.name) < shown.index("northmoor-2018.txt")
    assert licences.for_fact(NamedNode(f"{BASE}id/finding/f1")) == OPEN_GOVERNMENT
    assert licences.for_fact(NamedNode(f"{BASE}id/tenure/t4")) is None


def test_the_text_of_a_document_that_is_not_open_is_not_shown(site: Site) -> None:
    assert LONG not in html(site, f"{BASE}id/document/d400000000000004")
    assert LONG in html(site, f"{BASE}id/document/d100000000000001")


@pytest.mark.parametrize(
    "path", ["authority/hostile", "person/hostile-000001", "unit/hostile/hostile", "finding/hostile", "document/d100000000000001",
             "inspection/northmoor/sif/2014-03-04"],
)  # fmt: skip
def test_hostile_words_do_nothing(site: Site, path: str) -> None:
    shown = html(site, f"{BASE}id/{path}")
    assert HOSTILE not in shown
    assert "<script>alert" not in shown


def test_hostile_addresses_do_nothing(site: Site) -> None:
    show = site.presentation
    for page in (
        site_pages.missing_page(show, f"/doc/{HOSTILE}"),
        site_pages.search_page(show, HOSTILE, site.search.find(HOSTILE)),
    ):
        assert "<script>alert" not in page.html


def test_former_addresses(small: Path) -> None:
    published = Published.read(Dataset.open(small), small)
    person = f"{BASE}id/person/"
    assert published.leads_to(NamedNode(person + "a-marlow-000009")) == (person + "ann-marlow-000001",)
    assert len(published.leads_to(NamedNode(person + "marlow-of-two"))) == 2
    assert published.is_gone(NamedNode(person + "withdrawn-000003"))
    assert not published.is_gone(NamedNode(person + "never-000004"))
    assert not published.is_gone(NamedNode(person + "ann-marlow-000001"))


def test_sitemaps_are_split() -> None:
    files = sitemaps([f"{BASE}{number}" for number in range(MOST + 1)], BASE)
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert f"<loc>{BASE}sitemap-2.xml</loc>" in files["sitemap.xml"]
    assert sitemaps([BASE + "?a=1&b=<2>"], BASE)["sitemap.xml"].count("&amp;") == 1
    assert f"Sitemap: {BASE}sitemap.xml" in robots(BASE, ["/sparql"])


def test_what_has_only_a_name_has_a_page(site: Site) -> None:
    assert "Ofsted" in html(site, f"{BASE}id/inspectorate/ofsted")
