"""What makes a text a news article, its title and date, and the inspection that it is about."""

from __future__ import annotations

import re
from collections import Counter

from inspectgraph.dates import DateMention, PartialDate, find_dates
from inspectgraph.extracting.grades import GRADE
from inspectgraph.extracting.news_grades import Sentence, find_judgements, sentences_of
from inspectgraph.facts import Inspection, Stated
from inspectgraph.reading.document import Document, Span, sentence_at
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
    if len(text) > 40_000 or "Ofsted" not in text or _OFFICIAL.search(text):
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
        sentence for sentence in sentences_of(document) if not sentence.slugs or authority.value in sentence.slugs
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
        judgements=find_judgements(document, sentences, when[0].start if when else None),
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


def _when(
    document: Document, sentences: list[Sentence], issued: PartialDate | None
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
