"""Where a text speaks of an inspection, and what it says of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from inspectgraph.dates import DateMention, PartialDate, find_dates, month_number
from inspectgraph.extracting.earlier_grades import CLAUSE, GradeSaid, find_grades
from inspectgraph.extracting.earlier_subjects import SUBJECTS, UNSAID, Subject, find_subjects
from inspectgraph.reading.document import Document, Span, sentence_at


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an inspection is spoken of.

    Attributes:
        kind: `inspection` or the slug of a framework that has a name of its own; `joint` and `thematic` too.
        subject: What was inspected, `UNSAID` where the words leave it open.
        rule: Id of the rule.
        span: The sentence.
        date: When it was, or else when its report came out.
        end: The last day, where the text gives a period.
        published: Whether `date` is that of the report.
        grade, as_written: The grade of the subject.
        part: Whether the grade is one among others of a wider inspection.
        plural: Whether several are spoken of together.
        together: Whether safeguarding and looked after children were inspected as one.
        framework: Where the words name it.
        authority: Slug, where it is not the one that the document is about.
    """

    kind: str
    subject: Subject
    rule: str
    span: Span
    date: PartialDate | None = None
    end: PartialDate | None = None
    published: bool = False
    grade: str | None = None
    as_written: str | None = None
    part: bool = False
    plural: bool = False
    together: bool = False
    framework: str | None = None
    authority: str | None = None


_ANCHOR = re.compile(
    r"(?P<jtai>\bjoint\s+(?:area\s+targeted|targeted\s+area)\s+inspections?(?:\s+\(JTAIs?\))?|\bJTAIs?\b)"
    r"|(?P<focused>\bfocuss?ed\s+visits?\b)|(?P<monitoring>\bmonitoring\s+visits?\b)"
    r"|(?P<review>\bjoint\s+area\s+reviews?\b(?!\)|\s+\w+\s+regulations))"
    r"|(?P<sif>\bSIF\b(?!\)|\s+(?:re-?)?inspection))"
    r"|(?P<verb>\b(?:re-?)?inspected\b)"
    r"|(?P<noun>\b(?:re-?)?inspections?\b(?!\s+(?:team|framework|survey|preparation|process|handbook|service|evidence|"
    r"programme|act\b|and\s+review|fieldwork|dates?\b|activity)))",
    re.IGNORECASE,
)
#: Every anchor holds one of these; to look for plain words is many times faster.
_STEMS = ("nspect", "NSPECT", " visit", "ocused Visit", "onitoring Visit", "rea review", "rea Review", "JTAI", "SIF")
_KINDS = {"jtai": "jtai", "focused": "focused-visit", "monitoring": "monitoring-visit", "review": "joint-area-review"}
#: Begins the noun phrase that ends in "inspection".
_PHRASE_START = re.compile(
    r"(?:\b(?:the|its|their|an?|this|these|those|our|each|any|both|since|following|after|from|at|by|in|of|to|with|during|for|until|most|two|seven|despite|was|were|is|are|has|have|had|and(?=\s+(?:focus|monitor))|\w+'s?)\s|[,;:(]\s?|\bwhen\s)",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:last|previous(?:ly)?|recent|earlier|prior|initial|former)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:this|these|current|next|future|full\s+re-?inspection|forthcoming|our|peer|mock|internal|self|practice)\b", re.IGNORECASE)
#: Inspections of others than the authority.
OTHERS = re.compile(
    r"\b(?:schools?|colleges?|academ(?:y|ies)|pupils?|nurser(?:y|ies)|early\s+years|children's\s+centres?|providers?|provision|placements?"
    r"|agenc(?:y|ies)|hospitals?|prisons?|secure|trusts?|units?|serious\s+case\s+reviews?|short\s+breaks?\s+(?:centre|unit)|settings?|premises|regulatory)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"(?:\s+(?:report|judge?ment|findings|visit|process|work|under\s+the|\([^()]{2,60}\)|(?:of|into|on|to|for|about)\s[^,;:()%]{2,140}?(?:\s\([^()]{2,60}\))?))*?"
    r",?(?:\s+(?:which|was|were|took|place|that|also|been|had|has|carried|out|undertaken|conducted|completed|held|published|reported|last|previously"
    r"|Ofsted|by|full|earlier|late|early|back))*"
    r"\s+(?:\(?(?:in|on|during|between|from|of|for|at\s+the\s+(?:end|start|beginning)\s+of|the\s+\w+\s+of|in\s+the\s+\w+\s+of|both|dated)\s+)*(?:both\s+|\()?",
    re.IGNORECASE,
)
_VERB_GAP = re.compile(
    r"(?:\s+[^,;:()]{2,110}?)??,?\s+(?:(?:last|by\s+\w+)\s+)?(?:in|on|during|between|from|at\s+the\s+(?:end|start|beginning)\s+of|in\s+the\s+\w+\s+of)\s+(?:the\s+\w+\s+of\s+)?",
    re.IGNORECASE,
)
#: Words that show that the date belongs to something else.
_STRAYS = re.compile(
    r"\b(?:improved|improvements?|has|have|led|appointed|since|became|becoming|when|introduced|resulted|changes?|developed|made|decline|remains?|identified)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)
_THIS = re.compile(r"(?:this|the)\s+(?:\w+\s+)?(?:inspection|review)\b", re.IGNORECASE)
_RECENT = re.compile(r"(?<!most )\brecent\b", re.IGNORECASE)
#: Not the inspection of the authority's own social care, of which "recent" would be this one.
APART = frozenset({"special_needs", "health", "police", "youth_offending"})
#: Social workers make monitoring visits too.
_INSPECTORS = re.compile(r"\bOfsted|\binspect|\bsubsequent\b|\bHMI\b", re.IGNORECASE)
_REPORTS = re.compile(r"\s+(?:reports|findings|recommendations)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|publication)\b", re.IGNORECASE)
_ALSO = re.compile(r"(?P<month>[A-Z][a-z]{2,8})\s+and\s+$")
_LAW = re.compile(r"\b(?:Act|Regulations|Order|Rules|guidance)\s+$", re.IGNORECASE)
_LEAD = re.compile(r"(?:in|during|on)\s+$", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:between|from|since)\b", re.IGNORECASE)
_AND = re.compile(r"\)?(?:,\s+(?:which|when|where)\s[^,;.]{3,90}(?=,))?,?(?:\s+(?:and|or|&)\s+(?:in\s+)?|\s*,\s*(?:in\s+)?|\s+and\s+(?P<again>(?:of\s+|for\s+)?[^.;:]{3,80}?),?\s+\(?in\s+\(?)", re.IGNORECASE)
_WHOSE = re.compile(r"\A(?:The|Its|It|They|Services|These|Ofsted|Both|Overall|This)\b[^.]{0,60}\b(?:judged|rated|found|graded|rating)\b")


@dataclass
class _Anchor:
    """An anchor with what surrounds it in its sentence."""

    match: re.Match[str]
    kind: str
    phrase: int
    dates: list[DateMention] = field(default_factory=list)
    subjects: list[list[Subject]] = field(default_factory=list)
    published: bool = False
    stop: int = 0


def dates_of(text: str, first: int, last: int) -> list[DateMention]:
    """Dates and bare years, with the first of two months that share a year ("January and May 2019")."""
    found = []
    for mention in find_dates(text, first, last, years=True):
        if _LAW.search(text, max(first, mention.first - 14), mention.first):
            continue
        before = _ALSO.search(text, max(first, mention.first - 16), mention.first)
        if before and mention.start.month and not mention.start.day:
            try:
                month = month_number(before["month"])
            except StopIteration:
                month = 0
            if month:
                found.append(DateMention(PartialDate(mention.start.year, month), None, before.start(), before.end("month")))
        found.append(mention)
    return found


def find_mentions(document: Document, regions: tuple[Span, ...], own: frozenset[str], start: PartialDate | None) -> list[Mention]:
    """Every place that speaks of another inspection than the document's own.

    Args:
        document: The document.
        regions: The parts of its text to look at.
        own: Kinds of inspection (slugs) that the document itself is the report of.
        start: When its own inspection began; what began then or later is not another one.

    Returns:
        The mentions in the order of the text.
    """
    mentions: list[Mention] = []
    text = document.text
    for region in regions:
        for sentence in sentences_with(document, region, _STEMS):
            mentions += _in_sentence(document, sentence, own, start)
    return mentions


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
            found.append(sentence_at(document, Span(place, place + 1)))
    return found


def _in_sentence(document: Document, sentence: Span, own: frozenset[str], start: PartialDate | None) -> list[Mention]:
    text = document.text
    matches = list(_ANCHOR.finditer(text, sentence.start, sentence.end))
    dates = dates_of(text, sentence.start, sentence.end)
    anchors: list[_Anchor] = []
    for position, match in enumerate(matches):
        begin = matches[position - 1].end() if position else sentence.start
        anchor = _Anchor(match, _KINDS.get(match.lastgroup or "", "inspection"), _phrase_start(text, begin, match.start()))
        anchors.append(anchor)
    for position, anchor in enumerate(anchors):
        following = anchors[position + 1].phrase if position + 1 < len(anchors) else sentence.end
        anchor.stop = max(following, anchor.match.end())
        _read_dates(text, anchor, dates, sentence)
    anchors = [anchor for anchor in anchors if _is_earlier(text, sentence, anchor, own, start)]
    if not anchors:
        return []
    grades = find_grades(text, sentence.start, sentence.end)
    if not grades and anchors[-1].kind == "inspection":
        grades, sentence = _next_sentence(document, sentence)
    shared = _share_grades(anchors, grades)
    return [mention for anchor in anchors for mention in _say(text, sentence, anchor, shared.get(id(anchor), []), own)]


def _phrase_start(text: str, first: int, last: int) -> int:
    """Where the noun phrase begins whose last word is the anchor."""
    begin = max(first, last - 110)
    for match in _PHRASE_START.finditer(text, begin, last):
        begin = match.start() if match[0].lower().startswith(("this", "these", "most", "our")) else match.end()
    return begin


def _read_dates(text: str, anchor: _Anchor, dates: list[DateMention], sentence: Span) -> None:
    """Finds the dates that belong to an anchor: within its phrase, after it, or at the sentence's head."""
    match = anchor.match
    inside = [date for date in dates if anchor.phrase <= date.first and date.last <= match.start()]
    if inside:
        anchor.dates, anchor.subjects = inside[-1:], [[]]
        return
    gap = _VERB_GAP if match.lastgroup == "verb" else _GAP
    position = match.end()
    for date in (date for date in dates if match.end() <= date.first and date.last <= anchor.stop + 1):
        if not anchor.dates:
            between = text[position : date.first]
            if not gap.fullmatch(between) or _STRAYS.search(between):
                break
            anchor.published = bool(_PUBLISHED.search(between) or _PUBLISHED.search(text, max(sentence.start, anchor.phrase - 24), anchor.phrase))
            anchor.subjects.append([hit.subject for hit in find_subjects(text, position, date.first)])
        else:
            link = _AND.fullmatch(text, position, date.first)
            if link is None or _BETWEEN.search(text, sentence.start, anchor.phrase):
                break
            named = [hit.subject for hit in find_subjects(text, position, date.first)]
            anchor.subjects.append(named)
        anchor.dates.append(date)
        position = date.last
    if anchor.dates:
        return
    before = [date for date in dates if date.last <= match.start()]
    if before and anchor is not None:
        date = before[0]
        between = text[date.last : match.start()]
        if _LEAD.search(text, sentence.start, date.first) and date.first - sentence.start < 8 and len(between) < 120 and not _STRAYS.search(between):
            anchor.dates, anchor.subjects = [date], [_object(text, anchor)]


def _is_earlier(text: str, sentence: Span, anchor: _Anchor, own: frozenset[str], start: PartialDate | None) -> bool:
    """Whether an anchor speaks of another inspection of the authority, done before."""
    match = anchor.match
    phrase = text[anchor.phrase : match.end()]
    if _OWN.search(phrase):
        return False
    whole = match[0].lower().startswith("re") and not anchor.dates
    if _others(text, sentence, anchor):
        return False
    if anchor.dates:
        anchor_dates = anchor.dates[0].start
        if start is not None:
            return anchor_dates < start and (not anchor_dates.agrees(start) or anchor.kind not in own | {"inspection"})
        return True
    if whole:
        return False
    cue = _EARLIER.search(phrase) or re.search(r"\blast\s+$", text[max(sentence.start, match.start() - 8) : match.start()])
    if match.lastgroup == "verb":
        return bool(cue)
    if anchor.kind == "monitoring-visit" and not cue and not _INSPECTORS.search(text, sentence.start, sentence.end):
        return False
    if anchor.kind != "inspection":
        return anchor.kind not in own or bool(cue)
    if _JOINT.search(phrase):
        return "jtai" not in own and not _THIS.match(text, sentence.start, sentence.end)
    if _RECENT.search(phrase):
        looked_at = [hit.subject for hit in find_subjects(text, anchor.phrase, match.start())] or _object(text, anchor)
        return any(subject.key in APART for subject in looked_at)
    return bool(cue)


def _others(text: str, sentence: Span, anchor: _Anchor) -> bool:
    """Whether it is an inspection of a school, a home or some other provider."""
    match = anchor.match
    near = text[anchor.phrase : match.start()]
    object_end = anchor.dates[0].first if anchor.dates else match.end()
    after = text[match.end() : object_end]
    if OTHERS.search(near) or OTHERS.search(after):
        return True
    head = text[max(sentence.start, match.start() - 160) : anchor.phrase]
    if re.search(r"children's\s+homes?\b", text[sentence.start : sentence.end], re.IGNORECASE) and re.search(
        r"most\s+recent|last", near, re.IGNORECASE
    ):
        return True
    return bool(OTHERS.search(head)) and bool(re.search(r"\b(?:judged|rated|graded)\b", head))


def _next_sentence(document: Document, sentence: Span) -> tuple[list[GradeSaid], Span]:
    """The grades of the sentence that goes on about the same inspection, and the two sentences as one."""
    block = document.block_at(sentence.start)
    rest = document.text[sentence.end : block.end]
    stripped = rest.lstrip()
    if not stripped or not _WHOSE.match(stripped):
        return [], sentence
    begin = block.end - len(stripped)
    following = sentence_at(document, Span(begin, begin + 1))
    grades = find_grades(document.text, following.start, following.end)
    return grades, Span(sentence.start, following.end) if grades else sentence


def _share_grades(anchors: list[_Anchor], grades: list[GradeSaid]) -> dict[int, list[GradeSaid]]:
    """Gives each grade to the inspection that it belongs to: the nearest before it, else the first after."""
    shared: dict[int, list[GradeSaid]] = {}
    able = [anchor for anchor in anchors if anchor.kind in ("inspection", "joint-area-review")]
    for said in grades:
        before = [anchor for anchor in able if anchor.match.end() <= said.last]
        anchor = before[-1] if before else able[0] if able else None
        if anchor is not None:
            shared.setdefault(id(anchor), []).append(said)
    return shared


def _say(text: str, sentence: Span, anchor: _Anchor, grades: list[GradeSaid], own: frozenset[str]) -> list[Mention]:
    """Makes the mentions of one anchor: one for each inspection and subject."""
    match = anchor.match
    kind = anchor.kind
    phrase = text[anchor.phrase : match.start()]
    plural = match[0].rstrip(")").lower().endswith("s") or anchor.kind == "inspection" and bool(_REPORTS.match(text, match.end()))
    framework = kind if kind != "inspection" else None
    if re.search(r"\bSIF\b|single\s+inspection", text[anchor.phrase : anchor.stop], re.IGNORECASE) or match.lastgroup == "sif":
        framework = "sif"
    elif re.search(r"\bILACS\b", phrase):
        framework = "ilacs"
    named = [hit.subject for hit in find_subjects(text, anchor.phrase, match.start())] if match.lastgroup != "verb" else []
    if kind == "inspection":
        if re.search(r"\bjoint\b", phrase, re.IGNORECASE):
            kind = "joint"
        elif SUBJECTS["thematic"] in named:
            kind = "thematic"
    if kind == "thematic" and not anchor.dates:
        return []
    if kind != "inspection":
        found = _plain(text, sentence, anchor, kind, framework, plural)
        if kind == "joint-area-review" and grades:
            found = [replace(mention, grade=grades[0].grade, as_written=grades[0].as_written) for mention in found]
        return found
    lists = [list(dict.fromkeys(subjects)) for subjects in anchor.subjects] or [_object(text, anchor)]
    lists[0] = list(dict.fromkeys([*named, *lists[0]]))
    if not any(lists) and match.lastgroup == "verb":
        clause = max((mark.end() for mark in CLAUSE.finditer(text, sentence.start, match.start())), default=sentence.start)
        head = [hit.subject for hit in find_subjects(text, clause, match.start())]
        lists[0] = list(dict.fromkeys(head)) if _passive(text, sentence, anchor) else []
    dates = anchor.dates
    rule = "earlier/dated" if dates else "earlier/last"
    if len(dates) > 1 and len(lists[0]) == len(dates) and not any(lists[1:]):
        lists = [[subject] for subject in lists[0]]
    elif len(dates) > 1 and len(lists[0]) > 1 and not any(lists[1:]):
        return []
    if len(dates) > 1 and not any(lists) and any(len(said.subjects) > 1 for said in grades):
        return []
    found = []
    for position, subjects in enumerate(lists):
        apart = [subject for subject in subjects if subject.key in APART]
        subjects = apart[:1] or subjects
        date = dates[position] if dates else None
        together = {SUBJECTS["safeguarding"], SUBJECTS["looked_after"]} <= set(subjects)
        base = Mention(
            kind, UNSAID, rule, sentence, date.start if date else None, date.end if date else None, anchor.published,
            plural=plural and len(lists) == 1, together=together, framework=framework,
        )  # fmt: skip
        later = dates[position + 1].first if position + 1 < len(dates) else None
        mine = [said for said in grades if len(lists) == 1 or later is None or said.first < later]
        if position and len(lists) > 1 and date is not None:
            mine = [said for said in mine if said.last > date.first]
        found += _graded(base, subjects, mine or (grades if len(grades) == 1 else []))
    return found


def _plain(text: str, sentence: Span, anchor: _Anchor, kind: str, framework: str | None, plural: bool) -> list[Mention]:
    """Visits and joint inspections: no grade, one for each date."""
    rule = "earlier/named-kind"
    between = text[anchor.match.end() : anchor.dates[0].first] if anchor.dates else ""
    if not anchor.dates or plural and _PERIOD.search(between):
        return [Mention(kind, UNSAID, rule, sentence, plural=plural, framework=framework)]
    return [
        Mention(kind, UNSAID, rule, sentence, date.start, date.end, anchor.published, framework=framework)
        for date in anchor.dates
    ]


def _object(text: str, anchor: _Anchor) -> list[Subject]:
    """What an undated inspection was of: "the last inspection of the adoption service"."""
    lead = re.compile(r"\s+of\s+(?:the\s+)?").match(text, anchor.match.end(), anchor.stop)
    if lead is None:
        return []
    stop = re.compile(r",(?!\s+children\s+looked)|[;:.]|\s(?:has|have|had|was|were|is|are|and\s+remains|remains?|which|when|judged|in\s+(?:19|20))\b").search(text, lead.end(), anchor.stop)
    return [hit.subject for hit in find_subjects(text, lead.end(), stop.start() if stop else anchor.stop)]


def _passive(text: str, sentence: Span, anchor: _Anchor) -> bool:
    """Whether the clause before "inspected" names what was inspected."""
    return bool(re.search(r"\b(?:was|were|been)\s+(?:\w+\s+){0,2}$", text[sentence.start : anchor.match.start()]))


def _graded(base: Mention, subjects: list[Subject], grades: list[GradeSaid]) -> list[Mention]:
    """One mention for each subject, with its grade; the grade's own subjects count before those of the inspection."""
    if not grades:
        return [replace(base, subject=subject) for subject in subjects or [UNSAID]]
    found: list[Mention] = []
    for said in grades:
        whose = list(said.subjects) or subjects or [UNSAID]
        if subjects and said.subjects and len(subjects) == 1 and said.subjects != tuple(subjects):
            whose = subjects if said.subjects[0] not in subjects and not base.plural else list(said.subjects)
        for subject in whose:
            part = bool(said.subjects) and subject not in subjects
            found.append(replace(base, subject=subject, grade=said.grade, as_written=said.as_written, part=part, rule="earlier/graded"))
    return found
