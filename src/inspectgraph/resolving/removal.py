"""People who must not be named: who they are, and how documents write their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspectgraph.graph.iris import slug
from inspectgraph.graph.terms import FOAF, SKOS
from inspectgraph.resolving.curation import Curation
from inspectgraph.resolving.mentions import DocumentIndex, Mention
from inspectgraph.resolving.rulings import REMOVE

#: What stands in the place of each character of a name: a text keeps its length, and each quote its offsets.
BLANK = "\u2588"
_TITLES = "mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|baroness|cllr|councillor|prof|professor|judge|rev"
_NAMES = (FOAF.name.value, SKOS.altLabel.value)


@dataclass(frozen=True)
class Removal:
    """The people whom a curator leaves out.

    Attributes:
        people: Their IRIs, sorted.
        names: All forms of their names that are known, sorted.
    """

    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        curation: Curation,
        called: Callable[[], Iterable[tuple[Mention, list[str]]]],
        things: Mapping[Mention, str],
    ) -> Removal:
        """Whom the decisions of a build leave out.

        Args:
            curation: The decisions with the mentions that they are about.
            called: Gives all people whom documents mention, each with the names there.
            things: The IRI of the thing of each mention.
        """
        rulings = [each for each in curation.applied if each.ruling.action == REMOVE]
        if not rulings:
            return cls()
        names: set[str] = set()
        mentions = {mention for each in rulings for mention in each.a}
        for each in rulings:
            names.add(each.ruling.name)
            if not each.a or ": " in each.ruling.a:
                # Named as a text has it: by itself, or after the document in which it stands.
                names.add(each.ruling.a.rpartition(": ")[2])
        wanted = {slug(name) for name in names if " " in name}
        mentions |= {mention for mention, known in called() if not wanted.isdisjoint(map(slug, known))}
        people = {things[mention] for mention in mentions if mention in things}
        for mention, known in called():
            if things.get(mention) in people:
                names.update(known)
        names = {name for name in names if name and "/" not in name}
        return cls(tuple(sorted(people)), tuple(sorted(names)))

    def hides(self, iri: str) -> bool:
        """Whether an IRI is one of these people, or bears a name."""
        return iri in self._people or bool(self._slugs and self._slugs.search(iri.lower()))

    def text(self, words: str) -> str:
        """A text of the same length in which no name stands."""
        pattern = self._pattern
        return pattern.sub(lambda match: BLANK * len(match[0]), words) if pattern else words

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(self.people)

    @cached_property
    def _slugs(self) -> re.Pattern[str] | None:
        """The names as an IRI has them; one word alone would be many another thing's."""
        slugs = sorted({slug(name) for name in self.names if len(name.split()) > 1})
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, slugs))})(?![a-z0-9])") if slugs else None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted({form for name in self.names for form in _forms(name)}, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if forms else None


def people_called(documents: Iterable[DocumentIndex]) -> Iterator[tuple[Mention, list[str]]]:
    """The people of documents, with what each document calls them."""
    for document in documents:
        for iri in document.types.get(FOAF.Person.value, ()):
            yield (
                Mention(document.identifier, iri),
                [value for each in _NAMES for value in document.values(iri, each)],
            )


def _forms(name: str) -> list[str]:
    """Patterns of the ways in which a name is written: in full, last name first, by initial, after a title."""
    parts = [re.escape(part) for part in name.split()]
    if len(parts) < 2:
        return parts
    between = r"[\s._\u00a0-]{1,3}"
    first, last = parts[0], parts[-1]
    return [
        between.join(parts),
        f"{first}{between}{last}",
        rf"{last},\s*{first}",
        rf"{first[0]}\.?\s+{last}",
        rf"(?:{_TITLES})\.?\s+(?:{first[0]}\.?\s+)?{last}",
    ]
