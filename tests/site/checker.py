"""Looks over a whole static site: every internal link leads somewhere, every RDF file parses, every page has its title.

Run by hand over a large one: python tests/site/checker.py DIR BASE
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pyoxigraph
from pyoxigraph import RdfFormat

FORMATS = {
    ".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD, ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG,
}  # fmt: skip
_LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class _Links(HTMLParser):
    """The links, anchors, title and scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.repeated: list[str] = []
        self.title = ""
        self.headings = 0
        self.language = ""
        self.inline: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self._inside = tag if tag in ("title", "script") and not (tag == "title" and self.title) else ""
        if (name := _LINKING.get(tag)) and said.get(name):
            self.links.append(said[name] or "")
        if tag == "script" and not said.get("src") and said.get("type") not in ("application/json",):
            self.inline.append("")
        self.headings += tag == "h1"
        if tag == "html":
            self.language = said.get("lang") or ""
        if anchor := said.get("id"):
            if anchor in self.anchors:
                self.repeated.append(anchor)
            self.anchors.add(anchor)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "script" and self.inline:
            self.inline[-1] += data


@dataclass
class Report:
    """What a check came to.

    Attributes:
        counts: Files and links that were looked at, by kind.
        faults: What is wrong, by kind, with the first places.
    """

    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def fault(self, kind: str, place: str) -> None:
        self.times[kind] += 1
        found = self.faults.setdefault(kind, [])
        if len(found) < 8:
            found.append(place)


def check(folder: Path, base: str) -> Report:
    """Looks over a site that belongs at a base."""
    report = Report()
    anchors: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], str] = {}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files):
        path = folder / name
        if path.suffix == ".html":
            page = _Links()
            page.feed(path.read_text(encoding="utf-8"))
            anchors[name] = page.anchors
            _check_page(page, name, report)
            for link in page.links:
                _follow(link, name, base, report, wanted)
        elif path.suffix in FORMATS or name == ".well-known/void":
            _parse(path, name, report)
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
            report.counts["JSON files"] += 1
        elif path.suffix == ".xml":
            for entry in ElementTree.parse(path).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
                _follow(entry.text or "", name, base, report, wanted)
    for (target, anchor), place in wanted.items():
        found = _file(target, files)
        if found is None:
            report.fault("links that lead nowhere", f"{place} -> {target}")
        elif anchor and anchor not in anchors.get(found, ()):
            report.fault("fragments that are not there", f"{place} -> {target}#{anchor}")
    report.counts["files"] = len(files)
    report.counts["targets"] = len(wanted)
    return report


def _check_page(page: _Links, name: str, report: Report) -> None:
    report.counts["pages"] += 1
    if not page.title.strip():
        report.fault("pages without title", name)
    if page.headings != 1:
        report.fault("pages without one main heading", f"{name}: {page.headings}")
    if not page.language:
        report.fault("pages without language", name)
    if page.repeated:
        report.fault("ids that stand twice on a page", f"{name}: {page.repeated[:3]}")


def _follow(link: str, name: str, base: str, report: Report, wanted: dict[tuple[str, str], str]) -> None:
    full = urljoin(base + name, link)
    if not full.startswith(base):
        if urlsplit(full).netloc == urlsplit(base).netloc:
            report.fault("links out of the site on its own host", f"{name} -> {link}")
        report.counts["links to other hosts"] += 1
        return
    report.counts["links"] += 1
    parts = urlsplit(full)
    target = unquote(parts._replace(query="", fragment="").geturl().removeprefix(base))
    wanted.setdefault((target, unquote(parts.fragment)), name)


def _file(target: str, files: set[str]) -> str | None:
    for name in (target, f"{target}index.html" if not target or target.endswith("/") else ""):
        if name and name in files:
            return name
    return None


def _parse(path: Path, name: str, report: Report) -> None:
    form = FORMATS.get(path.suffix, RdfFormat.TURTLE)
    try:
        triples = sum(1 for _ in pyoxigraph.parse(path=str(path), format=form))
    except SyntaxError as error:
        report.fault("RDF files that do not parse", f"{name}: {error}")
        return
    report.counts["RDF files"] += 1
    report.counts["statements"] += triples
    if not triples:
        report.fault("RDF files without statements", name)


def hosts(folder: Path) -> Counter[str]:
    """The hosts from which pages fetch something by themselves: scripts, style sheets, pictures."""
    found: Counter[str] = Counter()
    fetching = re.compile(
        r'<(?:script|img|iframe|source|video)\b[^>]*\bsrc="(https?://[^/"]+)|<link\b[^>]*rel="stylesheet"[^>]*href="(https?://[^/"]+)'
    )
    for path in folder.rglob("*.html"):
        for match in fetching.finditer(path.read_text(encoding="utf-8")):
            found[match[1] or match[2]] += 1
    return found


if __name__ == "__main__":
    done = check(Path(sys.argv[1]), sys.argv[2])
    print(dict(done.counts))
    for what, places in done.faults.items():
        print(f"{done.times[what]} {what}:", *places, sep="\n  ")
    print("fetched from other hosts:", dict(hosts(Path(sys.argv[1]))))
    sys.exit(bool(done.faults))
