"""The page at a path of the site: of a thing, a term or a named graph."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.presenting.pages import page
from inspectgraph.presenting.presentation import Page, Presentation
from inspectgraph.presenting.representations import Representations
from inspectgraph.presenting.site_pages import graph_page, term_page


def thing_page(presentation: Presentation, representations: Representations, node: NamedNode) -> Page | None:
    """The page of a thing, a term or a named graph; none when nothing is known of it."""
    if presentation.dataset.is_graph(node.value):
        return graph_page(presentation, node)
    if representations.is_term(node):
        known = representations.vocabulary.knows(node)
        return term_page(presentation, representations.vocabulary.page(node)) if known else page(presentation, node)
    return page(presentation, node)
