"""Of whom a chart is: England, a region, or an authority."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.lookup import Lookup
from inspectgraph.exporting.choosing import one_authority
from inspectgraph.exporting.origin import Origin
from inspectgraph.exporting.things import Things
from inspectgraph.graph.terms import IG, VOCABULARY_BASE

OVERALL = NamedNode(f"{VOCABULARY_BASE}area/overall")
#: What a chart calls inspections where the vocabulary's names are too long.
_CALLED = {
    "ilacs": "ILACS",
    "sif": "SIF",
    "sif-reinspection": "SIF re-inspection",
    "slac": "SLAC",
    "aipc": "AIPC",
    "ucra": "UCRA",
    "jtai": "JTAI",
    "lac": "LAC",
    "area-send": "Area SEND",
    "lscb-review": "LSCB review",
    "fostering": "Fostering",
    "adoption": "Adoption",
    "private-fostering": "Private fostering",
}
#: Inspections whose overall grade is that of one service or on a scale of its own, not the authority's.
_OF_THEIR_OWN = frozenset({"fostering", "adoption", "private-fostering", "area-send", "jtai", "lscb-review"})


@dataclass
class Scope:
    """What a chart reads.

    Attributes:
        things: The dataset, limited to one authority when only that one is wanted.
        region: When set, only its authorities are wanted.
        name: Of the authority or the region; else England.
    """

    things: Things
    region: NamedNode | None
    name: str

    @classmethod
    def of(cls, dataset: Dataset, authority: str = "", region: str = "") -> Scope:
        """The scope that the names say.

        Raises:
            QueryError: Nothing has one of the names.
            ExportError: Several authorities have the name.
        """
        things = Things(dataset, one_authority(dataset, authority) if authority else None)
        within = Lookup(dataset).one_or_more(region, "region")[0] if region else None
        named = things.only or within
        return cls(things, within, things.name(named) if named else "England")

    @cached_property
    def source(self) -> str:
        """The line that says where a chart comes from."""
        return Origin.of(self.things.dataset).line

    @cached_property
    def authorities(self) -> frozenset[NamedNode]:
        """The authorities that are wanted."""
        things = self.things
        return frozenset(
            each
            for each in things.of(IG.LocalAuthority)
            if things.wanted(each) and (self.region is None or self.region in things.nodes(each, IG.region))
        )

    @cached_property
    def inspections(self) -> list[NamedNode]:
        """Their inspections."""
        return [
            each
            for each in self.things.inspections
            if self.authorities.intersection(self.things.nodes(each, IG.inspects))
        ]

    def is_whole(self, inspection: NamedNode) -> bool:
        """Whether the overall grade of an inspection is the authority's."""
        return self.things.text(inspection, IG.judgesWholeService) == "true"

    def called(self, inspection: NamedNode) -> str:
        """What sort of inspection it was, in a word or two, its subject with it where that tells more."""
        framework = self.things.concept(inspection, IG.framework)
        found = self.things.node(inspection, IG.framework)
        said = _CALLED.get(framework) or (self.things.name(found) if found else "")
        said = said or next(iter(self.things.texts(inspection, IG.subject)), "Inspection")
        return said[:1].upper() + said[1:]

    def area(self, inspection: NamedNode, judgement: NamedNode) -> str:
        """What a judgement is of; an overall grade that is not the authority's is of what was inspected."""
        area = self.things.node(judgement, IG.area)
        framework = self.things.concept(inspection, IG.framework)
        if area == OVERALL and framework in _OF_THEIR_OWN:
            return f"{_CALLED[framework]} inspections"
        return self.things.name(area) if area else ""
