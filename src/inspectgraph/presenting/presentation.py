"""What every page is made with: the dataset, the addresses of the site, names for all that is shown, the templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pyoxigraph import DefaultGraph, Literal, NamedNode

from inspectgraph import __version__
from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import FOAF, IG, TYPE
from inspectgraph.presenting import words
from inspectgraph.presenting.evidence import Proofs
from inspectgraph.presenting.grades import STYLES, bars, chip
from inspectgraph.presenting.history import History
from inspectgraph.presenting.licences import Licences
from inspectgraph.presenting.links import Links

BUILT = Path(__file__).parent / "static" / "built"
_DEFAULT = DefaultGraph()
#: The forms of a description, by the extension of their addresses.
FORMS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))

NAVIGATION = (
    ("authorities", "Authorities"),
    ("inspections", "Inspections"),
    ("people", "People"),
    ("services", "Services"),
    ("documents", "Documents"),
    ("compare", "Compare"),
    ("on", "On a day"),
    ("query", "SPARQL"),
    ("def/ontology", "Vocabulary"),
)
#: What the dataset holds: the list of it, its name, the classes that are counted.
_COUNTED = (
    ("inspections", "inspections", (IG.Inspection,)),
    ("judgements", "judgements", (IG.Judgement,)),
    ("people", "people", (FOAF.Person,)),
    ("services", "services and bodies", (IG.Unit, IG.Board, IG.Programme, IG.PartnerOrganisation)),
    ("findings", "findings", (IG.Finding,)),
    ("statistics", "figures", (IG.Observation,)),
    ("documents", "documents", (IG.Document,)),
)
_MADE_WHEN_ASKED = frozenset({"compare", "on", "query"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes:
        title: What it is about, as in the browser's window.
        html: All of it.
    """

    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the home page.

    Attributes:
        label: Its name.
        href: Its address.
    """

    label: str
    href: str


class Presentation:
    """Makes the pages of one dataset.

    Attributes:
        dataset: What the pages show.
        folder: The output folder of the build, for the texts of its documents.
        links: The addresses of the site.
        title: Of the site.
        things: Reads the dataset thing by thing.
        proofs: Finds the words behind facts.
        history: Knows the inspections in the order of time.
        licences: Finds the licences of documents.
    """

    def __init__(
        self,
        dataset: Dataset,
        folder: Path,
        links: Links | None = None,
        title: str = "Inspections of children's services",
    ) -> None:
        self.dataset = dataset
        self.folder = folder
        self.links = links or Links(dataset.base)
        self.title = title
        self.things = Things(dataset)
        self.licences = Licences(dataset)
        self.history = History(self.things)
        self.proofs = Proofs(dataset, self.links)
        self._names: dict[NamedNode, str] = {}

    def name(self, node: NamedNode) -> str:
        """What to call a thing on a page; never an IRI where the dataset or its own path has words for it."""
        known = self._names.get(node)
        if known is None:
            found = self.things.name(node)
            unnamed = found == self.dataset.short(node.value)
            known = self._names[node] = words.of_iri(node) if unnamed else words.cut(found) + self._until(node)
        return known

    def _until(self, node: NamedNode) -> str:
        """What tells a former authority from the one that may bear its name now."""
        if not node.value.startswith(f"{self.dataset.base}id/authority/"):
            return ""
        until = self.things.text(node, IG.validTo)
        return f" (until {until[:4]})" if until else ""

    def href(self, node: NamedNode) -> str | None:
        """Where a link to a thing leads; none where there is nothing to see."""
        return self.links.href(node)

    def link(self, node: NamedNode, label: str | None = None, kind: str = "") -> Markup:
        """A link to a thing with its name, or the name alone where there is nothing to see.

        Args:
            node: The thing.
            label: Other words than its name.
            kind: A class for the style sheet.
        """
        # Put together by hand: a page may hold a thousand of these, and `Markup.format` is slow.
        shown = escape(self.name(node) if label is None else label)
        address = self.href(node)
        if address is None:
            return Markup(f"<span>{shown}</span>")
        classed = f' class="{escape(kind)}"' if kind else ""
        return Markup(f'<a{classed} href="{escape(address)}">{shown}</a>')

    def said(self, node: NamedNode) -> dict[NamedNode, list[NamedNode | Literal]]:
        """What the default graph says of a thing, by property; quicker than one question for each."""
        found: dict[NamedNode, list[NamedNode | Literal]] = {}
        for quad in self.dataset.quads(node, None, None, _DEFAULT):
            if isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.predicate, []).append(quad.object)
        return found

    def render(self, template: str, title: str, crumbs: tuple[Crumb, ...] = (), **values: Any) -> Page:
        """A page from a template that extends `base.html`.

        Args:
            template: Its file among the templates.
            title: Of the page.
            crumbs: The way to it, without the home page and the page itself.
            values: What the template shows. `node` is the thing that the page is about, when it is about one.
        """
        given: dict[str, Any] = {"node": None, "path": None, "scripts": (), **values}
        html = self._environment.get_template(template).render(title=title, crumbs=crumbs, **given)
        return Page(title, html)

    @cached_property
    def build(self) -> dict[str, Any]:
        """What the build says of itself; empty where it has not."""
        try:
            said = json.loads((self.folder / "build.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    @property
    def is_served(self) -> bool:
        """Whether a server answers, so that pages may lead to what is made when it is asked for."""
        return not self.links.suffix

    @property
    def nav(self) -> tuple[tuple[str, str], ...]:
        """The paths and names of the main parts of the site."""
        return NAVIGATION if self.is_served else tuple(each for each in NAVIGATION if each[0] not in _MADE_WHEN_ASKED)

    @property
    def finished(self) -> str:
        """The day on which the build ended, in words; empty where unknown."""
        return words.day(str(self.build.get("finished", ""))[:10])

    def built(self, name: str) -> str | None:
        """The address of a bundled script or style sheet; none where it has not been made."""
        return self.links.file(f"static/built/{name}") if (BUILT / name).is_file() else None

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many things of each kind the dataset holds, with the list of them and their name."""
        told = {"documents": self.build.get("documents"), **self.build.get("counts", {})}
        return [
            (path, label, told[label] if isinstance(told.get(label), int) else self._count(kinds))
            for path, label, kinds in _COUNTED
        ]

    def _count(self, kinds: tuple[NamedNode, ...]) -> int:
        return sum(1 for kind in kinds for _ in self.dataset.quads(None, TYPE, kind, _DEFAULT))

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("inspectgraph.presenting"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters.update(day=words.day, plural=words.plural, month=words.month)
        environment.globals.update(
            site=self, links=self.links, link=self.link, name=self.name, href=self.href, proof=self.proofs.mark,
            chip=chip, bars=bars, styles=STYLES, forms=FORMS if self.is_served else FORMS[:2], version=__version__,
        )  # fmt: skip
        return environment
