"""The pages of the site that are about no single thing: lists, search, terms, licences, data, what is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from inspectgraph.exporting.tables.reading import JOINT
from inspectgraph.exporting.tables.table import Cell, Column
from inspectgraph.graph.terms import IG, TYPE
from inspectgraph.presenting import words
from inspectgraph.presenting.catalogue import SUMS, Dump
from inspectgraph.presenting.grades import chip
from inspectgraph.presenting.licences import DIGEST, OPEN_GOVERNMENT, PUBLIC_DOMAIN, RESERVED, Licence
from inspectgraph.presenting.list_kinds import LISTS, ListKind
from inspectgraph.presenting.listing import Choice, ListPage, Lists, Row, shown_columns
from inspectgraph.presenting.presentation import Crumb, Page, Presentation
from inspectgraph.presenting.search import Hit
from inspectgraph.presenting.vocabulary import ONTOLOGY, TermPage, Value

#: A text in a cell is cut where it would fill the screen.
_LONGEST_CELL = 320
_NUMBERS = ("integer", "number")
_DATES = ("start", "end", "issued", "first_told", "last_told", "until")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head.

    Attributes:
        column: The column.
        href: The list sorted by it; nothing where it can't be sorted.
        sorted: `ascending`, `descending` or nothing.
    """

    column: Column
    href: str
    sorted: str


def list_page(presentation: Presentation, lists: Lists, page: ListPage) -> Page:
    """A page of a list: with a form that filters where a server answers, page by page in a static site."""
    kind, links = page.kind, presentation.links
    columns = shown_columns(kind)
    served = presentation.is_served
    return presentation.render(
        "list.html",
        kind.table.title if page.query.page == 1 else f"{kind.table.title}, page {page.query.page}",
        path=kind.name,
        page=page,
        headings=[_heading(page, column, links.to(kind.name)) for _, column in columns],
        rows=[[_cell(presentation, lists, kind, row, place, column) for place, column in columns] for row in page.rows],
        numbers=_NUMBERS,
        dates=_DATES,
        choices=_forms(lists, page) if served else (),
        chosen=dict(page.query.filters),
        pages=[(number, _address(presentation, page, number)) for number in _near(page.query.page, page.pages)],
        before=_address(presentation, page, page.query.page - 1) if page.query.page > 1 else None,
        after=_address(presentation, page, page.query.page + 1) if page.query.page < page.pages else None,
        csv=page.query.address(links.data(kind.name, "csv"), page=1) if served else links.data(kind.name, "csv"),
        json=page.query.address(links.data(kind.name, "json"), page=1) if served else links.data(kind.name, "json"),
    )


def list_path(name: str, number: int) -> str:
    """The path of a page of a list in a static site."""
    return name if number == 1 else f"{name}/page-{number}"


def search_page(presentation: Presentation, asked: str, hits: Sequence[Hit]) -> Page:
    """What was found, the likest first."""
    title = f"Search: {asked}" if asked else "Search"
    return presentation.render("search.html", title, path="search", asked=asked, hits=hits, plural=words.plural)


def term_page(presentation: Presentation, term: TermPage) -> Page:
    """The page of a class, a property, a concept, a scheme, a shape or of the ontology."""
    crumbs: tuple[Crumb, ...] = (
        () if term.node == ONTOLOGY else (Crumb("Vocabulary", presentation.links.to("def/ontology")),)
    )
    schemes = [value for name, values in term.facts if name == "Scheme" for value in values]
    crumbs += tuple(
        Crumb(presentation.name(each), presentation.href(each) or "") for each in schemes if isinstance(each, NamedNode)
    )

    def show(value: Value) -> Markup | str:
        if isinstance(value, NamedNode):
            return presentation.link(value, PUBLIC_DOMAIN.name if value.value == PUBLIC_DOMAIN.iri else None)
        return words.day(value.value) if isinstance(value, Literal) else value

    return presentation.render("term.html", term.label, crumbs, node=term.node, term=term, show=show)


def graph_page(presentation: Presentation, graph: NamedNode) -> Page:
    """The page of a named graph: of what it tells, how much, and its triples as data."""
    counts: Counter[NamedNode] = Counter()
    size = 0
    for quad in presentation.dataset.quads(graph=graph):
        size += 1
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            counts[quad.object] += 1
    document = next((each.subject for each in presentation.dataset.quads(None, IG.graph, graph)), None)
    name = presentation.name(document) if isinstance(document, NamedNode) else presentation.name(graph)
    classes = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    return presentation.render(
        "graph.html", f"Graph: {name}", node=graph, size=size, classes=classes, document=document
    )


def licences_page(presentation: Presentation) -> Page:
    """Which licence covers what, document by document."""
    things, links = presentation.things, presentation.links
    found: dict[Licence, list[tuple[NamedNode, str, str]]] = {}
    for document in things.of(IG.Document):
        publication = things.node(document, IG.renditionOf)
        name = things.name(publication) if publication else ""
        source = presentation.licences.sources.address(document.value)
        shown = name if publication and name != presentation.dataset.short(publication.value) else ""
        found.setdefault(presentation.licences.of(document), []).append((document, shown, source))
    groups = sorted(found.items(), key=lambda item: (not item[0].is_open, item[0].name))
    return presentation.render(
        "licences.html", "Licences", path="licences", groups=groups, open_government=OPEN_GOVERNMENT, digest=DIGEST,
        reserved=RESERVED, public_domain=PUBLIC_DOMAIN, vocabulary=links.to("def/ontology"),
    )  # fmt: skip


def data_page(presentation: Presentation, files: Sequence[Dump]) -> Page:
    """What there is to download, and how programs get at the rest."""
    return presentation.render(
        "data.html", "Data", path="data", files=files, sums=SUMS, lists=LISTS.values(), base=presentation.dataset.base
    )


def api_page(presentation: Presentation) -> Page:
    """How to use the lists, the search and linked data from programs."""
    return presentation.render(
        "api.html", "Using the data from programs", path="api", lists=LISTS.values(), base=presentation.dataset.base
    )


def missing_page(presentation: Presentation, path: str, near: Sequence[Hit] = ()) -> Page:
    """What a reader sees where nothing is, with what may have been meant."""
    return presentation.render("missing.html", "Not found", missing=path[:200], near=near)


def gone_page(presentation: Presentation) -> Page:
    """What a reader sees where something was."""
    return presentation.render("gone.html", "No longer published")


def choices_page(presentation: Presentation, nodes: Sequence[NamedNode]) -> Page:
    """What a reader sees at a former address of what turned out to be several things."""
    return presentation.render("choices.html", "Several things", nodes=nodes)


def _heading(page: ListPage, column: Column, path: str) -> Heading:
    ascending, descending = page.query.sort == column.name, page.query.sort == f"-{column.name}"
    wanted = f"-{column.name}" if ascending else column.name
    way = "ascending" if ascending else "descending" if descending else ""
    return Heading(column, page.query.address(path, sort=wanted, page=1), way)


def _cell(
    presentation: Presentation, lists: Lists, kind: ListKind, row: Row, place: int, column: Column
) -> Markup | str:
    """A cell as the page shows it."""
    cell: Cell = row.cells[place]
    if column.name == kind.naming and row.iri:
        return presentation.link(NamedNode(row.iri), _text(cell) or presentation.name(NamedNode(row.iri)))
    if cell is None:
        return ""
    if leads := kind.leads.get(column.name):
        return Markup("; ").join(_led(presentation, lists, leads, part) for part in str(cell).split(JOINT))
    if column.shows == "grade":
        return chip(lists.grade(str(cell)))
    if column.name == "framework":
        return lists.framework(str(cell))
    if column.shows == "link":
        return Markup('<a href="{}">{}</a>').format(str(cell), "source") if str(cell).startswith("http") else str(cell)
    return _text(cell)


def _led(presentation: Presentation, lists: Lists, kind: str, name: str) -> Markup:
    target = lists.target(kind, name)
    return Markup("{}").format(name) if target is None else presentation.link(target, name)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}"
    if cell is None:
        return ""
    text = words.day(str(cell))
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL].rsplit(" ", 1)[0] + " …"


def _forms(lists: Lists, page: ListPage) -> list[tuple[str, str, list[Choice]]]:
    """The facets of a list with what can be chosen."""
    forms = []
    for facet in page.kind.facets:
        choices = list(page.choices[facet.name])
        if facet.name == "framework":
            choices = [replace(each, label=lists.framework(each.label)) for each in choices]
        forms.append((facet.name, facet.name.capitalize(), choices))
    return forms


def _near(number: int, pages: int) -> list[int]:
    """The numbers of the pages to which a page leads."""
    wanted = {1, pages, *range(number - 2, number + 3)}
    return sorted(each for each in wanted if 1 <= each <= pages)


def _address(presentation: Presentation, page: ListPage, number: int) -> str:
    if presentation.is_served:
        return page.query.address(presentation.links.to(page.kind.name), page=number)
    return presentation.links.to(list_path(page.kind.name, number))
