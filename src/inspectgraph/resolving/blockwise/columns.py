"""The tables of a resolution on disk. A `block` is what the rules decide together; a mention is a document and an IRI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspectgraph.graph.iris import Iris
from inspectgraph.reference import Reference
from inspectgraph.resolving.blockwise.tables import Tables
from inspectgraph.resolving.curation import Curation
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.things import Marks, Settled, Thing

_MENTION = ("document", "iri")
COLUMNS: dict[str, tuple[str, ...]] = {
    # What documents say, by what it is compared with.
    "document": ("document",),
    "inspection": ("node", *_MENTION, "value"),
    "body_mention": (*_MENTION, "path", "value"),
    "body": ("node", "iri", "value"),
    "person_mention": (*_MENTION, "value"),
    "person": ("node", *_MENTION, "value"),
    "almost": ("given", "letters", "place", "surname"),
    "publication": ("node", *_MENTION, "reports", "value"),
    # Which nodes a curator's decision brings together.
    "ruled": ("kind", "ruling", "node"),
    "ruled_mention": _MENTION,
    # What became one, and why.
    "thing": ("stem", "value"),
    "member": ("kind", *_MENTION, "first", "natural_iri"),
    "anchor": ("anchor", "stem"),
    "decision": (*_MENTION, "value"),
    "doubt": ("doubt", *_MENTION, "value"),
    "cluster": ("authority", *_MENTION, "value"),
    "voice": ("document", "value"),
    # IRIs, as they were and as they are.
    "former": ("stem", "value"),
    "former_part": ("iri", "value"),
    "former_anchor": ("anchor", "stem"),
    "former_alias": ("alias", "stem"),
    "final": (*_MENTION, "final"),
    "entry": ("iri", "kind", "line"),
    "alias": ("alias", "iri"),
    "part": ("iri", "source", "value"),
    "node": ("iri",),
    "asked": ("iri",),
    # What documents say under those IRIs.
    "renamed": ("document", "local", "final"),
    "claim": ("about", "predicate", "scope", "value"),
    "statement": ("document", "node", "subject", "line"),
    "wanted": ("document", "node"),
    "told": ("iri", "kind", "value"),
    "called": (*_MENTION, "value"),
    "consolidated": ("line",),
    "resolution": ("line",),
}


@dataclass(frozen=True)
class Work:
    """What every step of a resolution on disk needs.

    Attributes:
        tables: With `COLUMNS`.
        iris: Of the dataset.
        reference: The reference tables.
        curated: A curator's decisions.
    """

    tables: Tables
    iris: Iris
    reference: Reference
    curated: Curation

    @cached_property
    def ruled(self) -> Mapping[Mention, tuple[int, ...]]:
        """The mentions that a curator's decisions are about, with the numbers of those."""
        return self.curated.concerned()

    @cached_property
    def marks(self) -> Marks:
        """By mention the sides that it takes in decisions that things are different."""
        return self.curated.marks()

    def marks_of(self, mentions: Iterable[Mention]) -> Marks:
        """The marks of some mentions."""
        return {mention: self.marks[mention] for mention in mentions if mention in self.marks}

    def join(self, settled: Settled, kind: str) -> list[tuple[Thing, Thing]]:
        """What a curator joins of what the rules decided in a block; the things that became one."""
        if self.ruled and any(mention in self.ruled for thing in settled.things for mention in thing.mentions):
            return self.curated.join(settled, kind)
        return []

    def rule_together(self, kind: str, mention: Mention, node: str) -> None:
        """Notes that what a curator says of a mention concerns a node, and with it the others of which it is said."""
        for number in self.ruled.get(mention, ()):
            self.tables.add("ruled", kind, str(number), node)

    def blocks(self, kind: str, edges: str = "") -> None:
        """Makes the table `KIND_block`: which nodes are decided together with others.

        Args:
            kind: Of the mentions.
            edges: A query for pairs of nodes that the rules compare.
        """
        ruled = (
            "SELECT DISTINCT a.node AS one, b.node AS other FROM ruled a JOIN ruled b USING (kind, ruling) "
            f"WHERE kind = '{kind}' AND a.node < b.node"
        )
        self.tables.components(f"{kind}_block", f"{ruled} UNION ALL {edges}" if edges else ruled)
