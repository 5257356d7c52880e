"""The IRIs of the data. They follow from what a thing is, never from the order of input."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pyoxigraph import NamedNode

from inspectgraph.reading.document import Span

_SAFEGUARDING_BOARD = re.compile(r"\blscb\b|safeguarding\s+children(?:'s)?\s+board", re.IGNORECASE)
_BODY_PATHS = {
    "board": "board", "panel": "board", "partnership": "board",
    "programme": "programme", "project": "programme", "model": "programme",
    "partner-organisation": "partner",
}  # fmt: skip


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens; "unnamed" when nothing is left."""
    plain = unicodedata.normalize("NFKD", words.replace("'", "").replace("&", " and "))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "unnamed"


def digest(*parts: object, length: int = 16) -> str:
    """Hexadecimal digits that stand for what the parts say."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


def body_path(kind: str) -> str:
    """Which class of body a body type belongs to: `unit`, `board`, `programme` or `partner`."""
    return _BODY_PATHS.get(kind, "unit")


class Iris:
    """Makes the IRIs of one dataset.

    Attributes:
        base: The publisher's base, ending in "/".
    """

    def __init__(self, base: str) -> None:
        self.base = base if base.endswith("/") else base + "/"

    def _id(self, *parts: str) -> NamedNode:
        return NamedNode(self.base + "id/" + "/".join(parts))

    def graph(self, name: str) -> NamedNode:
        """A named graph that is not a document's: `consolidated`, `reference`, ..."""
        return NamedNode(f"{self.base}graph/{name}")

    def document_graph(self, identifier: str) -> NamedNode:
        """The named graph of a document."""
        return NamedNode(f"{self.base}graph/document/{identifier}")

    def document(self, identifier: str) -> NamedNode:
        """A document, by the first digits of its file's digest."""
        return self._id("document", identifier)

    def publication(self, path: str) -> NamedNode:
        """A publication, by its path: publisher, authority, framework, start."""
        return self._id("publication", path)

    def authority(self, name: str) -> NamedNode:
        """An authority, by its slug."""
        return self._id("authority", name)

    def region(self, name: str) -> NamedNode:
        """A region, by the slug of its name."""
        return self._id("region", name)

    def inspectorate(self, name: str) -> NamedNode:
        """An inspectorate, by its slug."""
        return self._id("inspectorate", name)

    def government(self, name: str) -> NamedNode:
        """A government department, by its slug."""
        return self._id("government", name)

    def inspection(self, authority: str, framework: str, when: str) -> NamedNode:
        """An inspection whose start is known, or whose last part is a digest of what is said of it."""
        return self._id("inspection", authority, framework, when)

    def judgement(self, inspection: NamedNode, area: str) -> NamedNode:
        """The judgement of an area, under its inspection."""
        return NamedNode(f"{inspection.value}/judgement/{area}")

    def association(self, inspection: NamedNode, role: str, name: str) -> NamedNode:
        """A person's part in an inspection, under it."""
        return NamedNode(f"{inspection.value}/association/{role}/{slug(name)}")

    def person(self, name: str, document: str) -> NamedNode:
        """A person as one document names them; the digest is of that mention."""
        return self._id("person", f"{slug(name)}-{digest('person', document, slug(name), length=6)}")

    def post(self, holder: str, role: str, title: str) -> NamedNode:
        """The seat: one for each role of an organisation; other roles go by their title."""
        return self._id("post", holder, slug(title) if role == "other" else role)

    def body(self, kind: str, owner: str | None, name: str) -> NamedNode:
        """A unit, board, programme or partner; those of an authority lie under its slug.

        An authority has one Local Safeguarding Children Board, whatever a text calls it
        (Children Act 2004, section 13).
        """
        path = body_path(kind)
        last = "lscb" if path == "board" and owner and _SAFEGUARDING_BOARD.search(name) else slug(name)
        return self._id(path, owner, last) if owner else self._id(path, last)

    def evidence(self, document: str, span: Span) -> NamedNode:
        """The words of a document between two offsets."""
        return self._id("evidence", document, f"{span.start}-{span.end}")

    def hashed(self, kind: str, *parts: object) -> NamedNode:
        """A thing that is known only by what it says: a finding, an observation, a tenure, a statement."""
        return self._id(kind, digest(kind, *parts))
