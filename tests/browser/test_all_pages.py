"""Every kind of page: reachable for all, no wider than the screen, proof against hostile words."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Walk, Walking

pytestmark = pytest.mark.xdist_group("browser")
Picture = Callable[[Page, str], None]
ESSEX = quote("https://data.example.org/id/authority/essex", safe="")
PAGES = {
    "home": "/",
    "authority": "/doc/authority/essex",
    "compare": "/compare?a=essex&a=suffolk",
    "neighbourhood": f"/neighbourhood?of={ESSEX}",
    "neighbourhoods": "/neighbourhood",
    "day": "/on?day=2018-12-01",
    "authority on a day": "/on?day=2018-12-01&authority=essex",
    "no authority on a day": "/on?day=2021-04-01&authority=northamptonshire",
    "builds": "/builds",
    "query": "/query",
    "question": "/query?question=history&authority=Essex",
    "problem": "/query?query=SELECT",
    "authorities": "/authorities",
    "inspections": "/inspections",
    "people": "/people",
    "services": "/services",
    "documents": "/documents",
    "search": "/search?q=essex",
    "ontology": "/def/ontology",
    "term": "/def/ontology/Inspection",
    "concept": "/def/vocab/grade/good",
    "region": "/doc/region/east-of-england",
    "data": "/data",
    "licences": "/licences",
    "api": "/api",
    "software": "/software",
}
#: Found by following the first row of a list.
LISTED = {"inspection": "/inspections", "person": "/people", "body": "/services", "document": "/documents",
          "finding": "/findings", "figure": "/statistics", "judgement": "/judgements"}  # fmt: skip
_RUN = """async () => {
  const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']});
  return found.violations.map(each => each.id + ': ' + each.help + '\\n' +
    each.nodes.slice(0, 4).map(node => '  ' + node.target + ' ' + node.html.slice(0, 160) + ' ' + node.failureSummary).join('\\n'));
}"""


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds at levels A and AA."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(_RUN)
    return found


def paths(walk: Walk) -> dict[str, str]:
    """All kinds of pages with their paths."""
    found = dict(PAGES)
    for name, path in LISTED.items():
        row = walk.to(path).locator("main table tbody tr").first
        found[name] = row.get_by_role("link").first.get_attribute("href") or ""
    link = walk.to(found["document"]).get_by_role("link", name="Inspection").first
    return (
        {**found, "publication": link.get_attribute("href") or ""}
        if "publication" in (link.get_attribute("href") or "")
        else found
    )


#: In the dark only colours differ.
DARK = (
    "home",
    "authority",
    "day",
    "authority on a day",
    "query",
    "question",
    "neighbourhood",
    "document",
    "inspection",
)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, False), (1280, True)])
def test_no_page_breaks_the_rules_of_level_a_or_aa(
    site: str, walking: Walking, picture: Picture, axe: str, width: int, dark: bool
) -> None:
    found: dict[str, list[str]] = {}
    wide: list[str] = []
    with walking(site, width, dark=dark) as walk:
        for name, path in paths(walk).items():
            if dark and name not in DARK:
                continue
            page = walk.to(path)
            picture(page, f"{name}-{width}{'-dark' if dark else ''}")
            if broken := violations(page, axe):
                found[name] = broken
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(name)
    assert not found, "\n".join(f"{name}\n" + "\n".join(each) for name, each in found.items())
    assert not wide


def test_hostile_words_stay_words(hostile_site: str, walking: Walking) -> None:
    base = "https://inspections.shire.gov.uk/"
    things = ("authority/hostile", "person/hostile-000001", "finding/hostile", "document/d100000000000001",
              "inspection/northmoor/sif/2014-03-04", "authority/northmoor")  # fmt: skip
    pages = [
        "/",
        "/authorities",
        "/people",
        "/services",
        "/findings",
        "/documents",
        "/search?q=script",
        "/compare?a=hostile",
        "/on?day=2014-03-10",
        "/on?day=2014-03-10&authority=hostile",
    ]
    pages += [f"/doc/{each}" for each in things]
    pages += [f"/neighbourhood?of={quote(f'{base}id/{each}', safe='')}" for each in things]
    hostile = quote("</script><script>alert(1)</script>")
    pages += [f"/search?q={hostile}", f"/query?query={hostile}", f"/query?question=history&authority={hostile}",
              "/query?query=" + quote("SELECT ?name { ?thing foaf:name|skos:prefLabel ?name }")]  # fmt: skip
    with walking(hostile_site) as walk:
        for path in pages:
            page = walk.to(path)
            scripts = page.locator("script:not([src])")
            assert scripts.count() == 0, path
            assert page.locator("script").count() <= 3, path
