"""The words by which a sentence speaks of another inspection, and the dates that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from inspectgraph.dates import DateMention, PartialDate, find_dates, month_number
from inspectgraph.extracting.earlier_subjects import ALONE, APART, Subject, find_subjects
from inspectgraph.reading.document import Document, Span, sentence_at

_ANCHOR = re.compile(
    r"(?P<jtai>\bjoint\s+(?:area\s+targeted|targeted\s+area)\s+inspections?(?:\s+\(JTAIs?\))?|\bJTAIs?\b)"
    r"|(?P<focused>\bfocuss?ed\s+(?:assurance\s+)?visits?\b|(?<=Ofsted\s)assurance\s+visits?\b"
    r"|(?:(?<=\blast\s)|(?<=\bprevious\s))visit(?=,?\s+in\s+(?:\w+\s+)?20\d\d))|(?P<monitoring>\bmonitoring\s+visits?\b)"
    r"|(?P<review>\bjoint\s+area\s+reviews?\b(?!\)|\s+\w+\s+regulations))"
    r"|(?P<sif>\b(?:SIF|ILACS)\b(?!\)|\s+(?:\w+\s+)?(?:(?:re-?)?inspection|visit|framework)))"
    r"|(?P<revisit>\bre-?visit\b)"
    r"|(?P<verb>\b(?:re-?)?inspected\b)"
    r"|(?P<noun>(?<!dates\sof\sprevious\s)(?<!date\sof\sprevious\s)\b(?:re-?)?inspections?\b(?!\s+(?:team|framework|survey|preparation|process|handbook|service|evidence|"
    r"programme|act\b|and\s+review|fieldwork|dates?\b|activity)))",
    re.IGNORECASE,
)
#: Every anchor holds one of these; to look for plain words is many times faster.
STEMS = (
    "nspect", "NSPECT", " visit", "revisit", "re-visit", "ocused Visit", "onitoring Visit", "rea review", "rea Review",
    "JTAI", "SIF", "ILACS",
)  # fmt: skip
_KINDS = {
    "jtai": "jtai", "focused": "focused-visit", "monitoring": "monitoring-visit", "review": "joint-area-review",
}  # fmt: skip
#: What a noun phrase that ends in "inspection" begins after.
_PHRASE_START = re.compile(
    r"\b(?:the|its|their|an?|this|these|those|our|each|any|both|since|following|(?<!looked\s)after|from|at|by|in|of|to"
    r"|with|during|for|until|most|two|seven|despite|was|were|is|are|has|have|had|and(?=\s+\Z)|(?<=\d{4}\s)and|\w+'s?)\s"
    r"|[,;:(]\s?|\bwhen\s",
    re.IGNORECASE,
)
_KEPT = ("this", "these", "most", "our")
#: A table that was read as one line is no sentence; of such only the surroundings are looked at.
_LONGEST_SENTENCE = 1500
_LONGEST_PHRASE = 110

_EARLIER = re.compile(r"\b(?:last|previous(?:ly)?|recent|earlier|prior|initial|former)\b", re.IGNORECASE)
_LAST = re.compile(r"\blast\s+$", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this|these|current|next|future|full\s+re-?inspection|forthcoming|our|peer|mock|internal|self|practice)\b",
    re.IGNORECASE,
)
#: Inspections of others than the authority.
OTHERS = re.compile(
    r"\b(?:schools?|colleges?|academ(?:y|ies)|pupils?|nurser(?:y|ies)|early\s+years|children's\s+centres?|providers?"
    r"|provision|placements?|agenc(?:y|ies)|hospitals?|prisons?|secure|trusts?|units?|serious\s+case\s+reviews?"
    r"|short\s+breaks?\s+(?:centre|unit)|settings?|premises|regulatory)\b",
    re.IGNORECASE,
)
_GRADED_THERE = re.compile(r"\b(?:judged|rated|graded)\b", re.IGNORECASE)
_HOME = re.compile(r"children's\s+homes?\b", re.IGNORECASE)
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)
_THIS = re.compile(r"(?:this|the)\s+(?:\w+\s+)?(?:inspection|review)\b", re.IGNORECASE)
_THIS_IS = re.compile(r"\bthis\s+(?:is|was)\s+(?:an?|the|our|Ofsted's)\s+$", re.IGNORECASE)
_RECENT = re.compile(r"(?<!most )\brecent\b", re.IGNORECASE)
#: Social workers make monitoring visits too.
_INSPECTORS = re.compile(r"\bOfsted|\binspect|\bsubsequent\b|\bHMI\b", re.IGNORECASE)

#: What may stand between "inspection" and its date, and between "inspected" and its date.
_GAP = re.compile(
    r"(?:\s+(?:report|judge?ment|findings|visit|process|work|under\s+the|\([^()]{2,60}\)"
    r"|(?:raised|found|highlighted|revealed)\s+(?:[\w-]+\s+){0,3}?(?:concerns?|weaknesses|shortfalls|failings|failures)"
    r"|(?:of|into|on|to|for|about)\s(?:[^,;:()%]|,(?=\s+(?:referral|children\s+looked))){2,140}?(?:\s\([^()]{2,60}\))?))*?"
    r",?(?:\s+by\s+(?:HMIC(?:FRS)?|(?:Ofsted\s+and\s+)?(?:the\s+)?(?:CQC|Care\s+Quality\s+Commission)))?"
    r"(?:\s+(?:which|was|were|took|place|that|also|been|had|has|carried|out|undertaken|conducted|completed|held"
    r"|published|reported|last|previously|Ofsted|by|one|most|recently|full|earlier|late|early|back))*"
    r"\s+(?:\(?(?:in|on|during|between|from|of|for|at\s+the\s+(?:end|start|beginning)\s+of|the\s+\w+\s+of"
    r"|in\s+the\s+\w+\s+of|both|dated)\s+)*(?:both\s+|\()?",
    re.IGNORECASE,
)
_VERB_GAP = re.compile(
    r"(?:\s+[^,;:()]{2,110}?)??,?\s+(?:(?:last|by\s+\w+)\s+)?"
    r"(?:in|on|during|between|from|at\s+the\s+(?:end|start|beginning)\s+of)\s+(?:the\s+\w+\s+of\s+)?",
    re.IGNORECASE,
)
#: Words that show that the date belongs to something else.
_STRAYS = re.compile(
    r"\b(?:improved|improvements?|has|have|led|appointed|since|became|becoming|when|introduced|resulted|changes?"
    r"|developed|made|decline|remains?|identified)\b",
    re.IGNORECASE,
)
#: What may stand between two dates of one phrase: "in May 2012, when they were good, and of another thing in 2013".
_AND = re.compile(
    r"\)?(?:,\s+(?:which|when|where)\s[^,;.]{3,90}(?=,))?,?"
    r"(?:\s+(?:and|or|&)\s+(?:in\s+)?|\s*,\s*(?:in\s+)?"
    r"|\s+and\s+(?:of\s+|for\s+)?(?:(?!\b(?:peer|reviews?|visits?|appoint\w+|diagnostic|revisit)\b)[^.;:]){3,80}?,?\s+\(?in\s+\(?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|publication)\b", re.IGNORECASE)
#: What was done in answer to an inspection: the day is that of the answer ("submitted a plan in response to the review on 2 May").
_ANSWER = re.compile(
    r"\b(?:in\s+(?:response|answer|reply)\s+to|to\s+address|responding\s+to)\s+(?:the\s+)?$", re.IGNORECASE
)
_ON_DAY = re.compile(r"\s+on\s+", re.IGNORECASE)
_SENTENCE_LEAD = re.compile(r"(?:in|during|on)\s+$", re.IGNORECASE)
_LAW = re.compile(r"\b(?:Act|Regulations|Order|Rules|guidance)\s+$", re.IGNORECASE)
_MONTH_AND = re.compile(r"(?P<month>[A-Z][a-z]{2,8})\s+and\s+$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_OBJECT_END = re.compile(
    r",(?!\s+children\s+looked)|[;:.]|\s(?:has|have|had|was|were|is|are|and\s+remains|remains?|which|when|judged|in\s+(?:19|20))\b"
)


@dataclass
class Anchor:
    """Words that speak of an inspection, with what belongs to them in their sentence.

    Attributes:
        match: The words.
        form: Which of the forms they have: `noun`, `verb`, `sif` or that of a named kind.
        kind: `inspection`, or the slug of a framework that has a name of its own.
        phrase: Where their noun phrase begins.
        stop: Where the next one's noun phrase begins, or the sentence ends.
        dates: When, one for each inspection.
        subjects: For each date, what is named between it and the one before.
        published: Whether the date is that of the report.
    """

    match: re.Match[str]
    form: str
    kind: str
    phrase: int
    stop: int
    dates: list[DateMention] = field(default_factory=list)
    subjects: list[list[Subject]] = field(default_factory=list)
    published: bool = False


def sentences_with(document: Document, region: Span, stems: tuple[str, ...]) -> list[Span]:
    """The sentences of a region that hold one of some words, in order."""
    text = document.text
    places: list[int] = []
    for stem in stems:
        place = text.find(stem, region.start, region.end)
        while place >= 0:
            places.append(place)
            place = text.find(stem, place + len(stem), region.end)
    found: list[Span] = []
    for place in sorted(places):
        if not found or place >= found[-1].end:
            sentence = sentence_at(document, Span(place, place + 1))
            first = max(sentence.start, place - _LONGEST_SENTENCE // 2)
            found.append(Span(first, min(sentence.end, first + _LONGEST_SENTENCE)))
    return found


def dates_of(text: str, first: int, last: int) -> list[DateMention]:
    """Dates and bare years, with the first of two months that share a year; the years of acts are left out."""
    found = []
    for mention in find_dates(text, first, last, years=True):
        if _LAW.search(text, max(first, mention.first - 14), mention.first):
            continue
        before = _MONTH_AND.search(text, max(first, mention.first - 16), mention.first)
        if before and mention.start.month and not mention.start.day:
            try:
                month = month_number(before["month"])
            except StopIteration:
                pass
            else:
                date = PartialDate(mention.start.year, month)
                found.append(DateMention(date, None, before.start(), before.end("month")))
        found.append(mention)
    return found


def find_anchors(text: str, sentence: Span) -> list[Anchor]:
    """The anchors of a sentence with their dates, whether they speak of other inspections or not."""
    matches = list(_ANCHOR.finditer(text, *sentence))
    if not matches:
        return []
    begins = [sentence.start, *(match.end() for match in matches)]
    phrases = [_phrase_start(text, begin, match.start()) for begin, match in zip(begins, matches, strict=False)]
    dates = dates_of(text, *sentence)
    anchors = []
    for match, phrase, following in zip(matches, phrases, [*phrases[1:], sentence.end], strict=True):
        form = match.lastgroup or ""
        anchor = Anchor(match, form, _KINDS.get(form, "inspection"), phrase, max(following, match.end()))
        _read_dates(text, anchor, dates, sentence)
        anchors.append(anchor)
    return anchors


def is_earlier(text: str, sentence: Span, anchor: Anchor, own: frozenset[str], start: PartialDate | None) -> bool:
    """Whether an anchor speaks of another inspection of the authority than the document's own.

    Args:
        text: The whole text.
        sentence: The anchor's sentence.
        anchor: The anchor.
        own: Kinds of inspection that the document itself is the report of.
        start: When its own inspection began.
    """
    match = anchor.match
    phrase = text[anchor.phrase : match.end()]
    if (
        _OWN.search(phrase)
        or _THIS_IS.search(text, sentence.start, anchor.phrase)
        or _of_others(text, sentence, anchor)
        or match[0].lower() == "visit"
        and own & {"monitoring-visit", "focused-visit"}
    ):
        return False
    if anchor.dates:
        date = anchor.dates[0].start
        distinct = anchor.kind not in own | {"inspection"}
        return start is None or date < start and (distinct or not date.agrees(start))
    cue = _EARLIER.search(phrase) or _LAST.search(text, max(sentence.start, match.start() - 8), match.start())
    if anchor.form in ("verb", "revisit") or match[0].lower().startswith("re"):
        return anchor.form == "verb" and bool(cue)
    if anchor.kind != "inspection":
        named = anchor.kind != "monitoring-visit" or bool(_INSPECTORS.search(text, *sentence))
        return bool(cue) or named and anchor.kind not in own
    if _JOINT.search(phrase):
        return not own & {"jtai", "area-send"} and not _THIS.match(text, *sentence)
    looked_at = [hit.subject for hit in find_subjects(text, anchor.phrase, match.start())]
    if any(subject.key in ALONE for subject in looked_at):
        return True
    if _RECENT.search(phrase):
        # "The recent inspection" is this one, unless it was of something that this one does not look at.
        return any(subject.key in APART for subject in looked_at or object_of(text, anchor))
    return bool(cue)


def object_of(text: str, anchor: Anchor) -> list[Subject]:
    """What an undated inspection was of: "the last inspection of the adoption service"."""
    lead = _OF.match(text, anchor.match.end(), anchor.stop)
    if lead is None:
        return []
    stop = _OBJECT_END.search(text, lead.end(), anchor.stop)
    return [hit.subject for hit in find_subjects(text, lead.end(), stop.start() if stop else anchor.stop)]


def _phrase_start(text: str, first: int, last: int) -> int:
    begin = max(first, last - _LONGEST_PHRASE)
    for match in _PHRASE_START.finditer(text, begin, last):
        begin = match.start() if match[0].lower().startswith(_KEPT) else match.end()
    return begin


def _read_dates(text: str, anchor: Anchor, dates: list[DateMention], sentence: Span) -> None:
    """Finds the dates of an anchor: within its phrase, after it, or at the head of the sentence."""
    match = anchor.match
    if inside := [date for date in dates if anchor.phrase <= date.first and date.last <= match.start()]:
        anchor.dates, anchor.subjects = inside[-1:], [[]]
        return
    gap = _VERB_GAP if anchor.form == "verb" else _GAP
    place = match.end()
    for date in (date for date in dates if place <= date.first and date.last <= anchor.stop + 1):
        between = text[place : date.first]
        if not anchor.dates:
            if not gap.fullmatch(between) or _STRAYS.search(between):
                break
            before = text[max(sentence.start, anchor.phrase - 24) : anchor.phrase]
            if _ON_DAY.fullmatch(between) and _ANSWER.search(before):
                break
            anchor.published = bool(_PUBLISHED.search(between) or _PUBLISHED.search(before))
        elif not _AND.fullmatch(between) or _BETWEEN.search(text, sentence.start, anchor.phrase):
            break
        anchor.subjects.append([hit.subject for hit in find_subjects(text, place, date.first)])
        anchor.dates.append(date)
        place = date.last
    if anchor.dates:
        return
    head = next((date for date in dates if date.last <= match.start()), None)
    if head and head.first - sentence.start < 8 and _SENTENCE_LEAD.search(text, sentence.start, head.first):
        between = text[head.last : match.start()]
        if len(between) < 120 and not _STRAYS.search(between):
            anchor.dates, anchor.subjects = [head], [object_of(text, anchor)]


def _of_others(text: str, sentence: Span, anchor: Anchor) -> bool:
    """Whether it is an inspection of a school, a home or some other provider."""
    match = anchor.match
    near = text[anchor.phrase : match.start()]
    after = text[match.end() : anchor.dates[0].first if anchor.dates else match.end()]
    if OTHERS.search(near) or OTHERS.search(after):
        return True
    if re.search(r"most\s+recent|last", near, re.IGNORECASE) and _HOME.search(text, *sentence):
        return True
    head = text[max(sentence.start, match.start() - 160) : anchor.phrase]
    return bool(OTHERS.search(head) and _GRADED_THERE.search(head))
