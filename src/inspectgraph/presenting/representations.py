"""What is at a path of the site, and its RDF: the same for the server and the static site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from inspectgraph.asking.dataset import Dataset
from inspectgraph.presenting.catalogue import Dump, catalogue, dumps
from inspectgraph.presenting.description import Describer, Description, Profile, about
from inspectgraph.presenting.licences import OPEN_GOVERNMENT, PUBLIC_DOMAIN, Licences
from inspectgraph.presenting.links import TERMS, Links
from inspectgraph.presenting.published import Published
from inspectgraph.presenting.rdf_forms import Form
from inspectgraph.presenting.vocabulary import Vocabulary


@dataclass
class Representations:
    """The things of a dataset as RDF.

    Attributes:
        dataset: The dataset.
        folder: The output folder of its build; none where only its graph is there.
        links: The addresses of the site.
        endpoint: Whether the site has a SPARQL endpoint.
    """

    dataset: Dataset
    folder: Path | None
    links: Links
    endpoint: bool = True

    @cached_property
    def describer(self) -> Describer:
        """Describes things."""
        return Describer(self.dataset)

    @cached_property
    def published(self) -> Published:
        """Knows the IRIs of former builds."""
        return Published.read(self.dataset, self.folder)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Knows the terms."""
        return Vocabulary(self.dataset)

    @cached_property
    def licences(self) -> Licences:
        """Knows the licences of documents."""
        return Licences(self.dataset)

    @cached_property
    def dumps(self) -> tuple[Dump, ...]:
        """The files to download."""
        return dumps(self.folder) if self.folder else ()

    @property
    def itself(self) -> NamedNode:
        """The dataset as a thing."""
        return NamedNode(self.dataset.base + "id/dataset")

    def is_there(self, node: NamedNode) -> bool:
        """Whether something is said of a thing."""
        if self.is_term(node):
            return self.vocabulary.knows(node) or self.published.is_there(node)
        return self.published.is_there(node)

    def is_term(self, node: NamedNode) -> bool:
        """Whether an IRI is one of the program's own namespaces."""
        return node.value.startswith(TERMS) and not node.value.startswith(self.dataset.base)

    def description(self, node: NamedNode, profile: Profile) -> Description | None:
        """The description of a thing, a term, a graph or of the dataset; none where nothing is known."""
        if node == self.itself:
            triples = {*catalogue(self.dataset, self.links, self.dumps, endpoint=self.endpoint)}
            if profile is Profile.FULL and (full := self.describer.describe(node, profile)):
                triples.update(full.triples)
            return Description(node, profile, tuple(sorted(triples, key=str)), {})
        if self.is_term(node) and (said := self.vocabulary.triples(node)):
            return Description(node, profile, said, {})
        return self.describer.describe(node, profile)

    def licence(self, node: NamedNode) -> str:
        """The IRI of the licence of a thing's description; that of the page on licences where it has several."""
        if self.is_term(node):
            return PUBLIC_DOMAIN.iri
        if node == self.itself:
            return OPEN_GOVERNMENT.iri
        found = self.licences.for_fact(node)
        return found.iri if found else self.dataset.base + "licences"

    def rdf(self, description: Description, form: Form) -> bytes:
        """A description with what is said of itself, in a form."""
        path = self.links.path(description.node) or ""
        page = self.dataset.base + path
        said: list[Triple] = about(description, page, self.licence(description.node), self.itself.value)
        return form.write([*said, *description.triples], self.dataset.base, description.node)
