"""Where everything that is exported comes from: the line below pictures, and what packages say of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph import __version__
from inspectgraph.asking.dataset import Dataset
from inspectgraph.graph.terms import DCT, VOID

#: Said where the dataset does not know under which licence its documents are.
LICENCE = "Facts stay under the licence of the documents that state them"


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of an export.

    Attributes:
        iri: Of the dataset.
        title: Its title; empty where it has none.
        documents: How many documents it was built from; empty where it does not say.
        licences: Those of the documents, as far as the dataset knows them.
        creator: The program that built it.
    """

    iri: str
    title: str
    documents: str
    licences: tuple[str, ...]
    creator: str

    @classmethod
    def of(cls, dataset: Dataset) -> Origin:
        """Reads it from a dataset."""
        node, graph = NamedNode(f"{dataset.base}id/dataset"), dataset.graph("dataset")

        def first(predicate: NamedNode) -> str:
            found = (
                quad.object.value
                for quad in dataset.quads(node, predicate, None, graph)
                if isinstance(quad.object, Literal)
            )
            return min(found, default="")

        licences = {
            quad.object.value
            for quad in dataset.quads(None, DCT.license, None, graph)
            if isinstance(quad.object, NamedNode)
        }
        return cls(
            node.value, first(DCT.title), first(VOID.documents), tuple(sorted(licences)), f"inspectgraph {__version__}"
        )

    @property
    def licence(self) -> str:
        """Under which licence the facts are, in words."""
        return f"Licence of the documents: {', '.join(self.licences)}" if self.licences else LICENCE

    @property
    def line(self) -> str:
        """All of it in a line for people."""
        built = f"{self.documents} document{'' if self.documents == '1' else 's'}, " if self.documents else ""
        name = f"{self.title}, " if self.title else ""
        return f"Source: {name}{built}{self.iri} · {self.creator} · {self.licence}"
