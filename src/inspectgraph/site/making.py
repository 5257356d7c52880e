"""What a static site consists of, in pieces that processes can make side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import PublishingError
from inspectgraph.exporting.things import Things
from inspectgraph.presenting import site_pages
from inspectgraph.presenting.catalogue import SUMS, checksums
from inspectgraph.presenting.contents import pages_of_things
from inspectgraph.presenting.description import Profile
from inspectgraph.presenting.home import home
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.list_kinds import LISTS
from inspectgraph.presenting.listing import ListQuery, as_json
from inspectgraph.presenting.rdf_forms import FORMS
from inspectgraph.presenting.site import Site
from inspectgraph.presenting.sitemap import robots, sitemaps
from inspectgraph.presenting.thing_pages import thing_page
from inspectgraph.site.hosts import rules
from inspectgraph.site.target import Target

#: Forms of data beside each page.
EXTENSIONS = ("ttl", "jsonld")
PER_PAGE = 200
_STATIC = Path(site_pages.__file__).parent / "static"
#: Things that one process makes before it takes more.
_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of the site.

    Attributes:
        kind: `things`, `list` or `rest`.
        name: Of the list.
        things: Path and IRI of each thing.
    """

    kind: str
    name: str = ""
    things: tuple[tuple[str, str], ...] = ()


@dataclass
class Maker:
    """Makes the files of a static site.

    Attributes:
        folder: The output folder of a build.
        title: Of the site; the program's own where it is empty.
    """

    folder: Path
    title: str = ""

    @cached_property
    def site(self) -> Site:
        """All that is shown."""
        dataset = Dataset.open(self.folder)
        links = Links(dataset.base, urlsplit(dataset.base).path or "/", ".html")
        return Site(dataset, self.folder, links, self.title or "Inspections of children's services")

    @property
    def base(self) -> str:
        """The dataset's."""
        return self.site.dataset.base

    def tasks(self) -> list[Task]:
        """All pieces, those that take long first."""
        things = self._things
        pieces = [things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE)]
        lists = sorted(LISTS, key=lambda name: name not in ("findings", "statistics"))
        return [
            *(Task("list", name) for name in lists),
            Task("rest"),
            *(Task("things", things=tuple(piece)) for piece in pieces),
        ]

    def make(self, task: Task, target: Target) -> None:
        """Writes a piece."""
        if task.kind == "list":
            self._list(task.name, target)
        elif task.kind == "rest":
            self._rest(target)
        for path, iri in task.things:
            self._thing(path, NamedNode(iri), target)

    @cached_property
    def _things(self) -> Sequence[tuple[str, str]]:
        site = self.site
        found = pages_of_things(Things(site.dataset), site.representations.vocabulary, site.links)
        return [(path, node.value) for path, node in found]

    def _thing(self, path: str, node: NamedNode, target: Target) -> None:
        page = thing_page(self.site.presentation, self.site.representations, node)
        description = self.site.representations.description(node, Profile.FULL)
        if page is None or description is None:
            raise PublishingError(f"{node.value} has no page.", "This is a fault of the program.")
        target.write(f"{path}.html", page.html)
        for extension in EXTENSIONS:
            target.write(f"{path}.{extension}", self.site.representations.rdf(description, FORMS[extension]))

    def _list(self, name: str, target: Target) -> None:
        site, query = self.site, ListQuery(per_page=PER_PAGE)
        page = site.lists.page(name, query)
        for number in range(1, page.pages + 1):
            shown = site.lists.page(name, replace(query, page=number))
            html = site_pages.list_page(site.presentation, site.lists, shown).html
            target.write(f"{site_pages.list_path(name, number)}.html", html)
        whole = site.lists.page(name, ListQuery(per_page=max(page.total, 1)))
        target.write(f"{name}.json", _json(as_json(whole, site.links)))
        target.write(f"{name}.csv", site.lists.csv(name, ListQuery()))

    def _rest(self, target: Target) -> None:
        for name, content in self._singles():
            target.write(name, content)
        site = self.site
        for each in site.representations.dumps:
            target.copy(f"data/{each.name}", self.folder / each.name)
        target.write(f"data/{SUMS}", checksums(site.representations.dumps))
        for path in sorted(_STATIC.rglob("*")):
            if path.is_file():
                target.write(f"static/{path.relative_to(_STATIC).as_posix()}", path.read_bytes())

    def _singles(self) -> Iterator[tuple[str, str]]:
        """The files that there is one of."""
        site, show = self.site, self.site.presentation
        yield "index.html", home(show).html
        yield "licences.html", site_pages.licences_page(show).html
        yield "data.html", site_pages.data_page(show, site.representations.dumps).html
        yield "api.html", site_pages.api_page(show).html
        yield "search.html", site_pages.search_page(show, "", ()).html
        yield "search.json", json.dumps(self._names(), ensure_ascii=False, separators=(",", ":")) + "\n"
        yield "404.html", site_pages.missing_page(show, "").html
        description = site.representations.description(site.representations.itself, Profile.SHORT)
        assert description is not None
        yield ".well-known/void", site.representations.rdf(description, FORMS["ttl"]).decode()
        pages = ["", *LISTS, "data", "api", "licences", *(path for path, _ in self._things)]
        addresses = [self._origin + site.links.to(path) for path in pages]
        yield from sitemaps(addresses, self.base).items()
        yield "robots.txt", robots(self.base)
        yield from rules(site.links, self._former()).items()

    def _names(self) -> list[list[str]]:
        """All names with the addresses of their pages, for the search that runs in the browser."""
        found: dict[tuple[str, str, str, str], set[str]] = {}
        for node, name, kind, of, also in self.site.search.entries:
            href = self.site.links.href(node)
            if href is not None:
                found.setdefault((name, kind, of, href), set()).add(also)
        return [[*key, *sorted(others - {key[0]})] for key, others in sorted(found.items())]

    def _former(self) -> dict[str, str]:
        """Paths of former IRIs with those that they lead to; what leads to several things is left out."""
        found: dict[str, str] = {}
        for alias, leads in self.site.representations.published.aliases.items():
            if len(leads) == 1 and alias.startswith(self.base) and leads[0].startswith(self.base):
                found[alias.removeprefix(self.base)] = leads[0].removeprefix(self.base)
        return found

    @property
    def _origin(self) -> str:
        """Scheme and host of the site."""
        return self.base.removesuffix(self.site.links.root)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
