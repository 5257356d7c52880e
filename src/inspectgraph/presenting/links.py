"""Where a thing is described: from its IRI to a path of the site, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

#: The program's own namespaces lie under this one; a site serves their terms itself, below `def/`.
TERMS = "https://w3id.org/inspectgraph/"
_SAFE = "/:@!$&'()*+,;=~"
_EVIDENCE = re.compile(r"id/evidence/([^/]+)/(\d+-\d+)")
#: What a static site has no page of: it stands on the pages and in the RDF of what it is about.
_PARTS = re.compile(r"id/(?:statement|resolution|corroboration|candidate|conflict)/")


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one site.

    The dataset's base is the site's root, whatever its host: `{base}id/authority/essex` is described at
    `/doc/authority/essex`. Terms of the ontology lie at `/def/ontology/Inspection`, concepts at `/def/vocab/grade/good`.

    Attributes:
        base: The dataset's base.
        root: Path of the site on its host, with a slash at both ends.
        suffix: What the address of a page ends with: nothing where a server negotiates, `.html` in a static site.
    """

    base: str
    root: str = "/"
    suffix: str = ""

    def path(self, node: NamedNode) -> str | None:
        """The path under which a thing is described, without root and suffix; none for what is not ours.

        >>> links = Links("https://data.example.org/")
        >>> links.path(NamedNode("https://data.example.org/id/authority/essex"))
        'doc/authority/essex'
        >>> links.path(NamedNode("https://w3id.org/inspectgraph/ontology#Inspection"))
        'def/ontology/Inspection'
        """
        iri = node.value
        if iri.startswith(self.base):
            rest = iri.removeprefix(self.base).partition("#")[0]
            path = "doc/" + rest.removeprefix("id/") if rest.startswith("id/") else rest
            found = path if rest.startswith(("id/", "graph/")) else None
        else:
            rest = iri.removeprefix(TERMS)
            found = "def/" + rest.replace("#", "/", 1).rstrip("/") if rest != iri and rest else None
        # A browser would resolve such segments away, and a file would land elsewhere.
        return None if found is None or {"", ".", ".."} & set(found.split("/")) else found

    def node(self, path: str) -> NamedNode | None:
        """The thing that is described at a path, which need not exist; `id/...` is understood as well.

        Args:
            path: Decoded, without root and suffix.
        """
        first, _, rest = path.partition("/")
        if not rest:
            return None
        if first in ("id", "doc"):
            return _node(f"{self.base}id/{rest}")
        if first == "graph":
            return _node(f"{self.base}graph/{rest}")
        if first == "def":
            section, _, term = rest.partition("/")
            return _node(f"{TERMS}{section}#{term}" if section == "ontology" and term else TERMS + rest)
        return None

    def href(self, node: NamedNode) -> str | None:
        """Where a person who follows a link to a thing should land; none where there is nothing to see.

        Evidence is a place in the page of its document. What is not ours is linked by its own IRI.
        """
        local = node.value.removeprefix(self.base)
        if place := _EVIDENCE.fullmatch(local):
            return f"{self.to('doc/document/' + place[1])}#{self.anchor(node)}"
        if self.suffix and local != node.value and _PARTS.match(local):
            return None
        path = self.path(node)
        if path is not None:
            return self.to(path)
        return node.value if node.value.startswith(("https://", "http://")) and local == node.value else None

    def anchor(self, evidence: NamedNode) -> str:
        """The fragment of a document's page at which the words of an evidence node stand: `at-294-327`."""
        return "at-" + evidence.value.rpartition("/")[2]

    def to(self, path: str) -> str:
        """The address of a page by its path."""
        return f"{self.root}{quote(path, safe=_SAFE)}{self.suffix if path else ''}"

    def data(self, path: str, extension: str) -> str:
        """The address of another form of a page: `data("doc/authority/essex", "ttl")`."""
        return f"{self.root}{quote(path, safe=_SAFE)}.{extension}"

    def file(self, name: str) -> str:
        """The address of a file that is no page: `file("static/site.css")`."""
        return self.root + quote(name, safe=_SAFE)


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None
