"""What a server and a static site answer to programs."""

from __future__ import annotations

from docs.generate.markdown import page, table

from inspectgraph.presenting.description import MOST_INCOMING, Profile
from inspectgraph.presenting.list_kinds import LISTS, ListKind
from inspectgraph.presenting.listing import MOST_PER_PAGE, PER_PAGE
from inspectgraph.presenting.rdf_forms import FORMS
from inspectgraph.presenting.search import kinds

_INTRODUCTION = """\
What [`inspectgraph serve`](command-line.md#serve) answers besides [SPARQL](../how-to/ask-in-sparql.md). A
[static site](../how-to/publish-linked-data.md) has the same addresses with `.html` after those of pages, without filters,
`.nt` and `.rdf`. `/openapi.json` tells programs of the lists and of the search."""
_ADDRESSES = (
    (
        "`/id/...`",
        "a thing: 303 to its description; 301 to what a former IRI leads to, 300 where it leads to several, 410 where to none",
    ),
    ("`/doc/...`", "the description of a thing, in the form that `Accept` asks for, or by extension"),
    ("`/graph/...`", "a named graph: its page, and its content as data"),
    ("`/def/...`", "the ontology, its classes and properties, concept schemes, concepts, shapes and profiles"),
    ("`/doc/dataset`", "the dataset itself as VoID and DCAT; `/.well-known/void` leads there"),
    ("`/search`, `/search.json`", f"things by name, also misspelt: `q`, `kind` ({', '.join(kinds())}), `limit`"),
    (
        "`/on`, `/on.json`, `/on.csv`",
        "what held on a day, of a server: `day`, `authority`, `region` (last parts of IRIs, or names), `build` (of those served beside it)",
    ),
    ("`/builds`", "which build is served, and which others beside it, of a server"),
    (
        "`/neighbourhood`, `/neighbourhood.json`",
        "what is linked to a thing, of a server: `of`, an IRI in full or from `id/` on, or a name",
    ),
    ("`/data`, `/data/SHA256SUMS`", "the dumps with their digests; ranges are answered"),
    ("`/licences`", "under which licence the words of each document may be used"),
    ("`/api`, `/openapi.json`", "the lists for programmers, and for programs"),
    ("`/sitemap.xml`, `/robots.txt`", "for crawlers"),
)


def text() -> str:
    """The page."""
    forms = [(f"`.{form.extension}`", form.name, f"`{form.media_type}`") for form in FORMS.values()]
    profiles = [
        ("`short`", f"`{Profile.SHORT.value}`", "what the thing says of itself, with labels for all that is shown; the default"),
        ("`full`", f"`{Profile.FULL.value}`",
         f"also evidence with its words, statements, decisions, and up to {MOST_INCOMING} links of each property that lead to it"),
    ]  # fmt: skip
    return page(
        "Web API",
        _INTRODUCTION,
        "## Addresses",
        table(("address", "holds"), _ADDRESSES),
        "## Forms and profiles of a description",
        table(("extension", "form", "media type"), [("`.html`", "page", "`text/html`"), *forms]),
        "How much is said is chosen by `Accept-Profile` or `?_profile=`; `Link` headers name the alternatives.",
        table(("name", "profile", "says"), profiles),
        "## Lists",
        f"Each list is a page (`/judgements`), JSON (`.json`) and CSV (`.csv`). Parameters besides its filters: `q`, words that "
        f"all stand in a row; `sort`, a column, with a hyphen before it for the last first; `page` and `per_page` "
        f"({PER_PAGE}, at most {MOST_PER_PAGE}), which CSV does not need: it has all rows that fit. The values of a filter are the "
        f"last parts of IRIs (`essex`, `requires-improvement`), and years. JSON gives `total`, `pages`, `next` and `items`. A wrong "
        f"question gets 400 with the reason. In CSV an apostrophe stands before what a spreadsheet would take for a formula.",
        *(_list(kind) for kind in LISTS.values()),
    )


def _list(kind: ListKind) -> str:
    filters = ", ".join(f"`{facet.name}`" for facet in kind.facets)
    columns = [(f"`{column.name}`", column.description, column.type) for column in kind.table.columns]
    head = f"### {kind.table.title}\n\n`/{kind.name}`: {kind.table.description} Filters: {filters}."
    return f"{head}\n\n{table(('column', 'holds', 'type'), columns)}"
