"""The teams, services, boards, programmes and partners that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspectgraph.extracting.body_appositions import explained_names
from inspectgraph.extracting.body_grammar import phrases
from inspectgraph.extracting.body_initials import initialled_names
from inspectgraph.extracting.body_keys import Mention
from inspectgraph.extracting.body_known import known_names
from inspectgraph.extracting.body_merging import merge
from inspectgraph.extracting.body_naming import kind_of, kind_with_complement, names_somebody
from inspectgraph.extracting.body_tokens import HEAD_WORDS, Phrase, mend
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Body
from inspectgraph.reading.document import Document, Span

#: Sections that the publisher prints in every report.
_FURNITURE = frozenset({"contents", "meanings", "boilerplate", "team", "inspection-information", "partnership-details"})


def find_bodies(
    document: Document,
    sections: tuple[Section, ...],
    authority: str | None,
    authority_names: tuple[str, ...] = (),
) -> tuple[Body, ...]:
    """The bodies that a document names, in the order of their first mention.

    Args:
        document: What to read.
        sections: Its sections; what the publisher prints in every report is left out. Without any, all is read.
        authority: Slug of the inspected authority, or `None`.
        authority_names: How the text may call it.

    Returns:
        One body for each organisational unit, with all its mentions.
    """
    spans = _stretches(section.span for section in sections if section.key not in _FURNITURE)
    if not sections:
        spans = [Span(0, len(document.text))]
    details = [section.span for section in sections if section.key == "partnership-details"]
    places = frozenset(name.lower() for name in authority_names)
    mentions: list[Mention] = []
    for span in spans:
        for phrase in phrases(document, document.blocks_in(span)):
            if phrase.head == "service" and _INSPECTED.search(
                document.text, max(phrase.span.start - 60, span.start), phrase.span.start
            ):
                continue
            if _ABSENT.search(document.text, max(phrase.span.start - 50, span.start), phrase.span.start):
                continue
            kind = kind_of(phrase, authority_names)
            if kind is not None:
                others = _other_forms(document, phrase, authority_names)
                mentions.append(
                    Mention(
                        phrase.text,
                        phrase.span,
                        kind,
                        "body_naming/function",
                        phrase.abbreviation,
                        others,
                        definite=phrase.definite,
                        alias=phrase.alias,
                    )
                )
            elif phrase.complement and (kind := kind_with_complement(phrase, document.quote(phrase.complement))):
                text = mend(document.quote(phrase.complement))
                mentions.append(Mention(text, phrase.complement, kind, "body_naming/complement", phrase.abbreviation))
        for known in (
            *known_names(document, *span),
            *explained_names(document, *span, places),
            *initialled_names(document, *span),
        ):
            mentions.append(
                Mention(
                    known.text,
                    known.span,
                    known.kind,
                    known.rule,
                    known.abbreviation,
                    known.others,
                    known.key,
                    known.national,
                )
            )
    for span in details:
        for known in known_names(document, *span):
            if known.text.startswith("NHS "):
                mentions.append(Mention(known.text, known.span, known.kind, known.rule, None, (), known.key))
    forums = {mention for mention in mentions if _PARENT_FORUM.fullmatch(mention.text)}
    if forums and _NAMED_FORUM.search(document.text):
        mentions = [mention for mention in mentions if mention not in forums]
    return merge(document, mentions, spans, authority, authority_names)


#: What an earlier inspection looked at is no unit that this text tells of ("the previous inspection of its fostering service").
_INSPECTED = re.compile(
    r"\binspections? of (?:the |its )?(?:(?:local )?authority(?:'s)? |council(?:'s)? |[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}(?:'s)? )?\Z"
)
#: What an area has not, or not yet, is no unit of it ("it decided not to have a youth board").
_ABSENT = re.compile(
    r"\b(?:not (?:to )?(?:have|operate|run)|yet to (?:introduce|establish|set up|create|develop)|without) (?:an?|any)\b(?: [\w-]+){0,2} ?'?\Z"
)
#: The forum of parents that every area has, and where a text gives the proper name that it goes by.
_PARENT_FORUM = re.compile(r"(?:[\w'-]+ )?parents?(?: and)? carers?'? forum", re.IGNORECASE)
_NAMED_FORUM = re.compile(
    r"parents?(?: and)? carers?'? forum(?:,? \(?|,? (?:called|known as) )'?[A-Z][\w']+ [A-Z\w]|(?:[A-Z]\w{1,40}[,)]+ which is|\b[A-Z]{3,9}, the) [\w' -]{0,30}\bparents?(?: and)? carer"
)
#: A name of two or more capitals before a general noun is often used without that ("the Full House team").
_PROPER = re.compile(
    r"(?:[a-z-]+ )*([A-Z][a-z]+(?: [A-Z][a-z]+){1,2}|[A-Z][A-Za-z]*[\d@]\w*) (?:team|service|project|programme|scheme|initiative)s?"
    r"|([A-Z].*) regional adoption agency"
)
#: Whom every unit is for is left off its name, which yet may be called by it ("the scrutiny committee for children").
_FOR_WHOM = re.compile(
    r" for (?:children(?: and (?:young people|families))?|young people|families|parents|adults)(?=[.,;:)\n]| (?:is|has|was|to|and)\b)"
)
#: Where a unit sits is left off its name, which yet may be called by it.
_BASED = re.compile(r"(?<![\w-])([a-z]+-based|in-house) \Z")


def _stretches(spans: Iterable[Span]) -> list[Span]:
    """The same text in as few spans as possible."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _other_forms(document: Document, phrase: Phrase, authority_names: tuple[str, ...]) -> tuple[str, ...]:
    """What else the text lets a phrase be called: without light words, with its complement or its proper name."""
    forms = [phrase.shorter] if phrase.shorter else []
    if phrase.complement and names_somebody(with_complement := mend(document.quote(phrase.complement))):
        place = with_complement.removeprefix(phrase.text).removeprefix(" in ")
        forms += [with_complement] if place not in authority_names else []
    if for_whom := _FOR_WHOM.match(document.text, phrase.span.end):
        forms.append(phrase.text + for_whom[0])
    if phrase.alias:
        forms += [phrase.alias, f"{phrase.text} ({phrase.alias})"]
    if bare := _PROPER.fullmatch(phrase.text):
        forms.append(bare[1] or bare[2])
    if based := _BASED.search(document.text, max(phrase.span.start - 24, 0), phrase.span.start):
        forms.append(f"{based[1]} {phrase.text}")
    if (
        phrase.head in ("subgroup", "sub-group")
        and phrase.modifiers[-1:]
        and phrase.modifiers[-1].lower() in HEAD_WORDS
    ):
        forms.append(phrase.text.rpartition(" ")[0])
    if (at := phrase.text.find("emergency duty")) > 0:
        forms.append(phrase.text[at:])
    if " social work " in phrase.text:
        forms.append(phrase.text.replace(" social work ", " "))
    forms += [phrase.text[len(place) :].lstrip() for place in authority_names if phrase.text.startswith(place + " ")]
    return tuple(forms)
