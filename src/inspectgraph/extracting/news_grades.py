"""The grades that a news article reports of the inspection that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.dates import PartialDate
from inspectgraph.extracting.earlier_grades import slug_of
from inspectgraph.extracting.grades import GRADE
from inspectgraph.facts import Judgement
from inspectgraph.reading.document import Document, Span, sentence_at
from inspectgraph.reference import find_authorities

_AREAS = tuple(
    (area, re.compile(pattern, re.IGNORECASE))
    for area, pattern in (
        ("children-in-care-and-care-leavers", r"children\s+in\s+care\s+and\s+care\s+leavers"),
        ("help-and-protection", r"help\s+and\s+protection|child\s+protection"),
        ("children-in-care", r"children\s+in\s+care|looked[\s-]after\s+children|children\s+looked\s+after"),
        ("care-leavers", r"care\s+leavers"),
        ("leadership", r"impact\s+of\s+(?:its\s+)?leaders|\bleadership\b"),
        ("adoption", r"\badoption\b"),
        ("overall", r"overall\s+effectiveness"),
    )
)
_Q = r"['\"‘’“”]*"
_GRADED = rf"(?:required\s+improvement(?:\s+to\s+be\s+good)?|{GRADE})"
#: "good practice" is no rating.
_BUT = (
    r"(?!\s+(?:practice|progress|quality|relationships?|work|support|outcomes|enough|examples?|understanding|news"
    r"|care)\b)"
)
_AS_RATING = (
    r"(?=\s+(?:rating|judge?ment|grade|verdict|report|in\s+all|across|for|overall|from\s+Ofsted|by\s+Ofsted|status)"
    r"|[.,]|$)"
)
#: How a grade is said to be given; @ stands for the grade, which is the last group of each form.
_FORMS = (
    r"\b(?:judged|rated|graded|ranked|found|deemed|declared|considered|classed|labelled|branded|scored)\b[^.;]{0,110}?"
    r"(?:\s+(?:to\s+be|as(?:\s+being)?|at))?\s+@" + _BUT,
    r"\b(?:awarded|gave|given|gives|handed|hands|received|receives?|secured?s?|earned|earns|gained|achieved?s?|won|wins"
    r"|retain(?:ed|s)|kept|keeps|maintain(?:ed|s)|gets?|got)\b[^.;]{0,90}?\s+@" + _AS_RATING,
    r"\b(?:services?|department|council|authority)\s+(?:is|are|was|were|remains?|has\s+been|have\s+been)\s+"
    r"(?:now\s+|still\s+)?@" + _BUT,
    rf"\bfrom\s+{_Q}{GRADE}{_Q}\s+to\s+(?:an?\s+|being\s+)?(?:(?:rated|judged)\s+)?@",
    r"\b(?:(?:up|down)graded|up(?:ped)?|moved?|improved|rose|risen|fell|fallen|dropped)\b(?:\s+[\w']+){0,6}?\s+to\s+@",
    r",?\s(?:but|and|while)\s+@(?=\s+(?:for|in)\s)",
)
_GIVEN = re.compile(
    "|".join(form.replace("@", f"{_Q}(?P<grade{number}>{_GRADED}){_Q}") for number, form in enumerate(_FORMS)),
    re.IGNORECASE,
)
_ALL_AREAS = re.compile(r"['\"’”]*\s+(?:in|across|for)\s+(?:all|every|most)\b", re.IGNORECASE)
_FOR = re.compile(r"['\"’”]*\s+(?:rating\s+|judge?ment\s+|grade\s+)?(?:for|in|on)\s+", re.IGNORECASE)
_YEAR_AFTER = re.compile(
    r"['\"’”]*(?:\s+(?:overall|for\s[^,.;]{3,50}|rating|judge?ment|by\s+Ofsted|inspection))*,?\s+(?:it\s+(?:was\s+given|received)\s+)?(?:in|since)\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:previous(?:ly)?|last\s+(?:time|rated|judged|graded)|formerly|had\s+been|before\s+that|at\s+(?:its|the)\s+last)\b",
    re.IGNORECASE,
)
_PROVIDER = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|colleges?|pupils|children's\s+homes?|foster(?:ing)?\s+agenc(?:y|ies))\b",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 1500
_LIST_STOP = re.compile(
    r"[.;]|,\s+(?:while|but|which|and\s+(?:was|were|its))|\s(?:while|but|whereas|which|with)\b|\band\s+" + _Q + GRADE,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the slugs of the authorities that it names."""

    span: Span
    slugs: frozenset[str]


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Every sentence of a document, in order."""
    named = find_authorities(document.text)
    for block in document.blocks:
        place = block.start
        while place < block.end:
            span = sentence_at(document, Span(place, place + 1))
            span = Span(max(span.start, place), min(span.end, place + _LONGEST_SENTENCE))
            yield Sentence(span, frozenset(slug for start, _, slugs in named if start in span for slug in slugs))
            rest = document.text[span.end : block.end]
            place = block.end - len(rest.lstrip())


def find_judgements(document: Document, sentences: list[Sentence], visit: PartialDate | None) -> tuple[Judgement, ...]:
    """One grade for each area: of contradicting ones that which is said most often, else first."""
    said: dict[str, list[Judgement]] = {}
    for sentence in sentences:
        for match in _GIVEN.finditer(document.text, *sentence.span):
            name = match.lastgroup or ""
            if _is_other(document.text, sentence, match, name, visit):
                continue
            areas = _areas_of(document.text, sentence, match, name)
            rule = "news/area" if areas != ["overall"] else "news/overall"
            for area in areas:
                said.setdefault(area, []).append(
                    Judgement(area, slug_of(match[name]), match[name], rule, (sentence.span,))
                )
    chosen = []
    for judgements in said.values():
        counts = Counter(judgement.grade for judgement in judgements)
        best = max(counts, key=lambda grade: counts[grade])
        chosen.append(next(judgement for judgement in judgements if judgement.grade == best))
    return tuple(chosen)


def _is_other(text: str, sentence: Sentence, match: re.Match[str], name: str, visit: PartialDate | None) -> bool:
    """Whether a grade is of another time than the inspection that the article is about, or of a school or home."""
    if _PROVIDER.search(text, max(sentence.span.start, match.start() - 60), match.end()):
        return True
    year = _YEAR_AFTER.match(text, match.end(name), sentence.span.end)
    if year and (visit is None or int(year["year"]) != visit.year):
        return True
    return bool(_PAST.search(text, max(sentence.span.start, match.start() - 40), match.start(name)))


def _areas_of(text: str, sentence: Sentence, match: re.Match[str], name: str) -> list[str]:
    """The areas that a grade is for: those after it, those in its clause, else the whole."""
    if _ALL_AREAS.match(text, match.end(name), sentence.span.end):
        return ["overall"]
    lead = _FOR.match(text, match.end(name), sentence.span.end)
    if lead:
        stop = _LIST_STOP.search(text, lead.end(), sentence.span.end)
        if areas := _named(text, lead.end(), stop.start() if stop else sentence.span.end):
            return areas
    earlier = [other.end() for other in _GIVEN.finditer(text, sentence.span.start, match.start())]
    first = max([sentence.span.start, *earlier])
    return _named(text, first, match.start(name)) or ["overall"]


def _named(text: str, first: int, last: int) -> list[str]:
    """The areas that a part of a text names, the longer name before one that it holds."""
    found: list[tuple[int, int, str]] = []
    for area, pattern in _AREAS:
        for match in pattern.finditer(text, first, last):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((*match.span(), area))
    return list(dict.fromkeys(area for _, _, area in sorted(found)))
