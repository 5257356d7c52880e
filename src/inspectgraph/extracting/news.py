"""What a news article is and says by itself: that it is one, its title and date, and the inspection that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.dates import DateMention, PartialDate, find_dates
from inspectgraph.extracting.earlier_grades import slug_of
from inspectgraph.extracting.grades import GRADE
from inspectgraph.facts import Inspection, Judgement, Stated
from inspectgraph.reading.document import Block, Document, Span, sentence_at
from inspectgraph.reference import find_authorities, load

RULES: dict[str, str] = {
    "news/by-form": "A text with a by-line or a line of date, with reported speech, on Ofsted and an authority.",
    "news/date-line": "The date that stands in a line of its own or in the by-line.",
    "news/title": "The first line of an article that reads as a headline.",
    "news/subject": "The authority that the headline and the first paragraphs name, else the one named most often.",
    "news/inspection-date": "When the inspectors came, as far as the article gives month and year.",
    "news/framework": "The kind of inspection, where the article names it beside the inspection it is about.",
    "news/conducted-by": "Ofsted, which the article names.",
    "news/overall": "The grade for the services as a whole.",
    "news/area": "The grade for an area that the article names.",
}

_HEAD = 15
_LEDE = 6
_NAME = r"[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w'’-]+)){1,3}"
_BY_LINE = re.compile(
    rf"(?:(?:[Ww]ords|[Ww]ritten|[Pp]osted|[Rr]eport(?:ed)?)\s+)?(?:[Bb]y|BY|Author|Reporter):?\s+{_NAME}(?:\s+and\s+{_NAME})?\b.{{0,70}}"
)
_DATE_EXTRAS = re.compile(
    r"(?:first\s+)?published|posted|updated|last|modified|date|news|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|\b(?:on|at|by|gmt|bst|am|pm)\b|\d\d?[:.]\d\d\s*(?:am|pm)?|\d+\s+min(?:ute)?s?(?:\s+read)?|[|•·,:;()/–-]",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\bInspection\s+dates?:|\b(?:Lead|Reporting)\s+inspector\b|\bDear\s+\w|carried\s+out\s+under\s+section\s+\d|\bsummarises\s+the\s+findings\b|\bYours\s+sincerely",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|told|added|says|stated|states|according\s+to|commented|responding)\b")
_GRADE = re.compile(GRADE, re.IGNORECASE)


def recognise_news(document: Document) -> bool:
    """Whether a document is a news article on the inspection of an authority's children's services, by its form."""
    text = document.text
    if "Ofsted" not in text or _OFFICIAL.search(text) or len(text) > 40_000:
        return False
    head = [document.quote(block.span) for block in document.blocks[:_HEAD]]
    formed = any(_BY_LINE.fullmatch(line) for line in head) or any(_is_date_line(line) for line in head)
    return bool(formed and _SPEECH.search(text) and _GRADE.search(text) and find_authorities(text))


def news_date(document: Document) -> Stated[PartialDate] | None:
    """The date of an article, from its line of date or its by-line; `None` where it prints none."""
    for block in (*document.blocks[:_HEAD], *document.blocks[-3:]):
        line = document.quote(block.span)
        if not (
            _is_date_line(line) or _BY_LINE.fullmatch(line) or line.lower().startswith(("published", "first published"))
        ):
            continue
        dates = find_dates(document.text, block.start, block.end)
        if dates and dates[0].start.day:
            return Stated(
                dates[0].start,
                document.text[dates[0].first : dates[0].last],
                "news/date-line",
                (Span(dates[0].first, dates[0].last),),
            )
    return None


def news_title(document: Document) -> Stated[str] | None:
    """The headline of an article."""
    lines = [block for block in document.blocks[:_HEAD] if _is_prose(document.quote(block.span))]
    titles = [block for block in lines if len(document.quote(block.span).split()) > 3]
    block = next(iter(titles or lines), None)
    if block is None:
        return None
    return Stated(document.quote(block.span), document.quote(block.span), "news/title", (block.span,))


def _is_date_line(line: str) -> bool:
    dates = find_dates(line) if len(line) < 90 else []
    if not dates:
        return False
    rest = line[: dates[0].first] + line[dates[0].last :]
    rest = re.sub(rf"(?:^|\bby\s+|[|•·,]\s*){_NAME}", " ", rest)
    return not _DATE_EXTRAS.sub("", "".join(rest)).strip()


def _is_prose(line: str) -> bool:
    return not (_is_date_line(line) or _BY_LINE.fullmatch(line) or ">" in line or line.startswith(("http", "www")))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the authorities that it names."""

    span: Span
    words: str
    slugs: frozenset[str]


_VISIT = re.compile(
    r"\b(?:[Ii]nspections?|[Ff]ocuss?ed\s+visits?|[Mm]onitoring\s+visits?|inspected"
    r"|[Ii]nspectors,?\s+(?:\w+\s+){0,2}(?:visited|spent|were|arrived|went|came|descended))\b"
    r"(?P<gap>[^.;]{0,110}?)\b(?:in|on|between|from|during|of)\s+(?:the\s+\w+\s+of\s+|late\s+|early\s+)?(?=\d|[A-Z][a-z]{2})"
)
_BEFORE = re.compile(
    r"\b(?:last|previous|earlier|prior|former|since\s+(?:the|its)|then)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:previous|last|earlier|published|improve|since|after|before|appointed|expected|next)\b", re.IGNORECASE
)
_FRAMEWORKS = tuple(
    (slug, re.compile(pattern, re.IGNORECASE))
    for slug, pattern in (
        ("jtai", r"joint\s+targeted\s+area\s+inspection|\bJTAI\b"),
        ("focused-visit", r"\bfocuss?ed\s+visit"),
        ("monitoring-visit", r"\bmonitoring\s+visit"),
        ("area-send", r"\b(?:area\s+)?SEND\s+inspection|special\s+educational\s+needs\b[^.]{0,50}\binspection"),
        ("ilacs", r"\bILACS\b|inspection\s+of\s+local\s+authority\s+children's\s+services"),
        ("sif", r"\bsingle\s+inspection\s+framework\b"),
    )
)
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
_BUT = r"(?!\s+(?:practice|progress|quality|relationships?|work|support|outcomes|enough|examples?|understanding|news|care)\b)"
_AS_RATING = r"(?=\s+(?:rating|judge?ment|grade|verdict|report|in\s+all|across|for|overall|from\s+Ofsted|by\s+Ofsted|status)|[.,]|$)"
#: How a grade is said to be given; @ stands for the grade, which is the last group of each form.
_FORMS = (
    r"\b(?:judged|rated|graded|ranked|found|deemed|declared|considered|classed|labelled|branded|scored)\b[^.;]{0,110}?(?:\s+(?:to\s+be|as(?:\s+being)?|at))?\s+@" + _BUT,
    r"\b(?:awarded|gave|given|gives|handed|hands|received|receives?|secured?s?|earned|earns|gained|achieved?s?|won|wins|retain(?:ed|s)|kept|keeps|maintain(?:ed|s)|gets?|got)\b[^.;]{0,90}?\s+@" + _AS_RATING,
    r"\b(?:services?|department|council|authority)\s+(?:is|are|was|were|remains?|has\s+been|have\s+been)\s+(?:now\s+|still\s+)?@" + _BUT,
    rf"\bfrom\s+{_Q}{GRADE}{_Q}\s+to\s+(?:an?\s+|being\s+)?(?:(?:rated|judged)\s+)?@",
    r"\b(?:(?:up|down)graded|up(?:ped)?|moved?|improved|rose|risen|fell|fallen|dropped)\b(?:\s+[\w']+){0,6}?\s+to\s+@",
    r",?\s(?:but|and|while)\s+@(?=\s+(?:for|in)\s)",
)  # fmt: skip
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
_LIST_STOP = re.compile(
    r"[.;]|,\s+(?:while|but|which|and\s+(?:was|were|its))|\s(?:while|but|whereas|which|with)\b|\band\s+" + _Q + GRADE,
    re.IGNORECASE,
)


def news_inspection(document: Document, issued: PartialDate | None = None) -> Inspection | None:
    """The inspection that an article is about.

    Args:
        document: A news article.
        issued: Its date, if known; an inspection cannot be later.

    Returns:
        The inspection as far as the article tells of it; `None` when it names no authority.
    """
    authority = _authority(document, issued)
    if authority is None:
        return None
    sentences = [
        sentence for sentence in _sentences(document) if not sentence.slugs or authority.value in sentence.slugs
    ]
    when = _when(document, sentences, issued)
    ofsted = document.text.find("Ofsted")
    return Inspection(
        authority=authority,
        framework=_framework(document, when),
        conducted_by=(Stated("ofsted", "Ofsted", "news/conducted-by", (Span(ofsted, ofsted + 6),)),)
        if ofsted >= 0
        else (),
        start=Stated(when[0].start, *when[1:]) if when else None,
        end=Stated(when[0].end or when[0].start, *when[1:]) if when else None,
        judgements=_judgements(document, sentences, when[0].start if when else None),
    )


def _authority(document: Document, issued: PartialDate | None) -> Stated[str] | None:
    """The authority that the article is about, with the fullest form of its name."""
    text = document.text
    lede = document.blocks[min(_LEDE, len(document.blocks)) - 1].end if document.blocks else 0
    known = load().authorities
    mentions: dict[str, list[Span]] = {}
    weight: Counter[str] = Counter()
    for start, end, slugs in find_authorities(text):
        slug = next((slug for slug in slugs if issued is None or known[slug].in_being(str(issued))), slugs[0])
        mentions.setdefault(slug, []).append(Span(start, end))
        weight[slug] += 4 if start < lede else 1
    if not weight:
        return None
    slug = max(weight, key=lambda slug: (weight[slug], -mentions[slug][0].start))
    fullest = max(mentions[slug], key=lambda span: (span.end - span.start, -span.start))
    return Stated(slug, document.quote(fullest), "news/subject", (fullest,))


def _sentences(document: Document) -> Iterator[_Sentence]:
    named = find_authorities(document.text)
    for block in document.blocks:
        place = block.start
        while place < block.end:
            span = sentence_at(document, Span(place, place + 1))
            if span.end <= place:
                break
            slugs = frozenset(slug for start, _, slugs in named if span.start <= start < span.end for slug in slugs)
            yield _Sentence(span, document.quote(span), slugs)
            place = _next(document, span.end, block)


def _next(document: Document, place: int, block: Block) -> int:
    while place < block.end and document.text[place].isspace():
        place += 1
    return place


def _when(
    document: Document, sentences: list[_Sentence], issued: PartialDate | None
) -> tuple[DateMention, str, str, tuple[Span, ...]] | None:
    """When the inspectors came: the latest date that the article gives for an inspection of this authority."""
    found: list[tuple[DateMention, str, str, tuple[Span, ...]]] = []
    for sentence in sentences:
        dates = find_dates(document.text, *sentence.span)
        for match in _VISIT.finditer(document.text, *sentence.span) if dates else ():
            date = next((date for date in dates if date.first == match.end()), None)
            if (
                date is None
                or _BEFORE.search(document.text, sentence.span.start, match.start())
                or _ELSEWHERE.search(match["gap"])
            ):
                continue
            if issued is None or date.start <= issued:
                words = document.text[date.first : date.last]
                found.append((date, words, "news/inspection-date", (sentence.span,)))
    return max(found, key=lambda item: item[0].start, default=None)


def _framework(document: Document, when: tuple[DateMention, str, str, tuple[Span, ...]] | None) -> Stated[str] | None:
    """The kind of inspection, said in the first paragraphs or where the date of the inspection is."""
    spans = [block.span for block in document.blocks[:_LEDE]] + ([when[3][0]] if when else [])
    for slug, pattern in _FRAMEWORKS:
        for span in spans:
            if match := pattern.search(document.text, *span):
                return Stated(slug, match[0], "news/framework", (sentence_at(document, Span(*match.span())),))
    return None


def _judgements(document: Document, sentences: list[_Sentence], visit: PartialDate | None) -> tuple[Judgement, ...]:
    """One grade for each area: of contradicting ones that which is said most often, else first."""
    said: dict[str, list[Judgement]] = {}
    for sentence in sentences:
        for match in _GIVEN.finditer(document.text, *sentence.span):
            name = match.lastgroup or ""
            if _is_past(document.text, sentence, match, name, visit):
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


def _is_past(text: str, sentence: _Sentence, match: re.Match[str], name: str, visit: PartialDate | None) -> bool:
    """Whether a grade is one from before the inspection that the article is about."""
    year = _YEAR_AFTER.match(text, match.end(name), sentence.span.end)
    if year and (visit is None or int(year["year"]) != visit.year):
        return True
    return bool(_PAST.search(text, max(sentence.span.start, match.start() - 40), match.start(name)))


def _areas_of(text: str, sentence: _Sentence, match: re.Match[str], name: str) -> list[str]:
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
