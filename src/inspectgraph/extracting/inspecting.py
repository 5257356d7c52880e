"""When an inspection was, under which law, and by whom."""

from __future__ import annotations

import re

from inspectgraph.dates import DateMention, PartialDate, find_dates
from inspectgraph.facts import Stated
from inspectgraph.reading.document import Document, Span, sentence_at

RULES = {
    "dates/title-block": "The label 'Inspection date(s)' of the title block gives the first and the last day.",
    "dates/sentence": "A sentence that says when the inspection took place gives its dates.",
    "dates/published": "The label 'Report published' or 'Published' gives the date of publication.",
    "dates/letter": "The date line above the salutation is the date of a letter.",
    "legal/section": "A section of an act named as a power of this inspection is its legal basis.",
    "legal/regulations": "Regulations named as a power of this inspection are its legal basis.",
    "conducted/named": "An inspectorate that the text names as inspecting conducted the inspection.",
    "conducted/form": "Reports of this form are Ofsted's.",
}

_LABEL = re.compile(
    r"^\s*(?:inspection\s+date(?:s|\(s\))?|date(?:s|\(s\))?\s+of\s+(?:the\s+)?inspection|(?:visit|review)\s+dates?)\s*:?\s*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:report\s+)?published(?:\s+on)?\s*:?\s*", re.IGNORECASE)
_ANY_LABEL = re.compile(r"\b(?:inspection\s+dates?|dates?\s+of\s+(?:the\s+)?inspection)\s*:\s*", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:conducted|carried\s+out|took\s+place|undertook|undertaken|visited|visit\s+to|inspected|inspection\s+of|between|visit\s+on)\b",
    re.IGNORECASE,
)
#: What leads to the date of an earlier inspection.
_ANOTHER = re.compile(
    r"\b(?:since|previous(?:ly)?|last\s+(?:inspect|visit|review)\w*|identified\s+(?:in|at|by|during)|was\s+judged)\b",
    re.IGNORECASE,
)
_COVER = 4500


def find_period(document: Document) -> tuple[Stated[PartialDate] | None, Stated[PartialDate] | None]:
    """First and last day of the inspection, as precise as printed.

    Several visits count from the first day of the first to the last day of the last. A
    single printed date is both.
    """
    for block in document.blocks:
        if block.start > _COVER:
            break
        line = document.text[block.start : block.end]
        label = _LABEL.match(line) or _ANY_LABEL.search(line)
        if label is None or "previous" in line[: label.end()].lower():
            continue
        mentions = find_dates(document.text, block.start + label.end(), _label_end(document, block.end))
        if mentions:
            return _ends(document, _same_visit(document, mentions), "dates/title-block")
    return None, None


def _label_end(document: Document, end: int) -> int:
    """Where the value of a label ends: its line, or the next one where the line breaks off."""
    following = document.text.find("\n", end + 1)
    line = document.text[end + 1 : following if following > 0 else len(document.text)]
    starts_with_date = re.match(r"\s*(?:and\s+)?\d{1,2}\s", line)
    return following if starts_with_date and following > 0 else end


def _same_visit(document: Document, mentions: list[DateMention]) -> list[DateMention]:
    """The dates that belong to the label: up to the next label on the same line."""
    kept = [mentions[0]]
    for mention in mentions[1:]:
        between = document.text[kept[-1].last : mention.first]
        if re.search(r"[A-Za-z]{4,}", between):
            break
        kept.append(mention)
    return kept


def _ends(
    document: Document, mentions: list[DateMention], rule: str
) -> tuple[Stated[PartialDate], Stated[PartialDate]]:
    span = Span(mentions[0].first, mentions[-1].last)
    written = document.quote(span)
    last = mentions[-1].end or mentions[-1].start
    return Stated(mentions[0].start, written, rule, (span,)), Stated(last, written, rule, (span,))


def find_period_in_prose(
    document: Document, limit: int = _COVER
) -> tuple[Stated[PartialDate] | None, Stated[PartialDate] | None]:
    """The dates in the first sentence that says when the inspection or visit took place."""
    for mention in find_dates(document.text, 0, min(limit, len(document.text))):
        sentence = sentence_at(document, Span(mention.first, mention.last))
        words = document.quote(sentence)
        if _ANOTHER.search(document.text, sentence.start, mention.first):
            continue
        if (
            len(words.split()) > 5
            and _SENTENCE.search(words)
            and re.search(r"inspect|visit|fieldwork", words, re.IGNORECASE)
        ):
            return _ends(document, [mention], "dates/sentence")
    return None, None


def find_published(document: Document) -> Stated[PartialDate] | None:
    """The printed date of publication, from its label on the first page."""
    for match in _PUBLISHED.finditer(document.text, 0, min(_COVER, len(document.text))):
        mentions = find_dates(document.text, match.end(), match.end() + 40)
        if mentions and mentions[0].first == match.end():
            span = Span(mentions[0].first, mentions[0].last)
            return Stated(mentions[0].start, document.quote(span), "dates/published", (Span(match.start(), span.end),))
    return None


def find_letter_date(document: Document) -> Stated[PartialDate] | None:
    """The date that stands alone on a line near the top of a letter."""
    for block in document.blocks[:12]:
        line = document.text[block.start : block.end]
        mentions = find_dates(document.text, block.start, block.end)
        if len(mentions) == 1 and mentions[0].end is None and mentions[0].last - mentions[0].first > len(line) - 12:
            return Stated(
                mentions[0].start, document.text[mentions[0].first : mentions[0].last], "dates/letter", (block.span,)
            )
    return None


_ACTS = {
    "education and inspections act 2006": "ukpga/2006/40",
    "education and inspection act 2006": "ukpga/2006/40",
    "children act 2004": "ukpga/2004/31",
    "children act 1989": "ukpga/1989/41",
    "care standards act 2000": "ukpga/2000/14",
    "education act 2005": "ukpga/2005/18",
    "children and families act 2014": "ukpga/2014/6",
    "police and justice act 2006": "ukpga/2006/48",
    "health and social care act 2008": "ukpga/2008/14",
}
_REGULATIONS = {
    "local safeguarding children boards (review) regulations 2013": "uksi/2013/2299",
    "children act 2004 (joint area reviews) regulations 2015": "uksi/2015/1792",
}
# Begins with plain letters, not with a boundary, so that most of a text is passed over at once.
_SECTION = re.compile(
    r"section(?<!\wsection)s?\s+(?P<numbers>\d+[A-Z]?(?:\s*\(\d+\))?(?:\s*(?:,|and|&)\s*\d+[A-Z]?(?:\s*\(\d+\))?)*)\s+(?:of|in)\s+the\s+(?P<act>[A-Z][A-Za-z ]+? Act \d{4})"
)
_POWER = re.compile(
    r"\b(?:carried\s+out|conducted|undertaken|under\s+(?:its|the)\s+power|in\s+accordance\s+with|under\s+section|powers?)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,3}(?:inspections?|review|report|visit)\b|Ofsted\s+produces|inspectorates?|inspection",
    re.IGNORECASE,
)
_LEGISLATION = "http://www.legislation.gov.uk/id/"


def find_legal_basis(document: Document) -> tuple[Stated[str], ...]:
    """The sections and regulations under which this inspection was made, each once, by address.

    The address is that of legislation.gov.uk. A law that the text names for another purpose
    (audits under section 11, enquiries under section 47) is left out.
    """
    found: dict[str, Stated[str]] = {}
    for match in _SECTION.finditer(document.text):
        act = _ACTS.get(match["act"].lower())
        if act is None or not _is_power(document, match):
            continue
        for number in re.findall(r"\d+[A-Z]?", re.sub(r"\(\d+\)", "", match["numbers"])):
            address = f"{_LEGISLATION}{act}/section/{number}"
            written = f"{match['act'].replace('Inspection Act', 'Inspections Act')}, section {number}"
            found.setdefault(address, Stated(address, written, "legal/section", (Span(match.start(), match.end()),)))
    lowered = document.text.lower()
    for name, path in _REGULATIONS.items():
        position = lowered.find(name)
        if position >= 0:
            address = _LEGISLATION + path
            span = Span(position, position + len(name))
            found.setdefault(address, Stated(address, document.quote(span), "legal/regulations", (span,)))
    return tuple(found[address] for address in sorted(found))


def _is_power(document: Document, match: re.Match[str]) -> bool:
    words = document.quote(sentence_at(document, Span(match.start(), match.end())))
    return bool(_POWER.search(words) and _THIS.search(words)) and not re.search(
        r"\baudits?\b|enquir|accommodat|section 47|care order", words, re.IGNORECASE
    )


_INSPECTORATES = (
    (re.compile(r"\bOfsted\b"), "ofsted"),
    (re.compile(r"\bCare Quality Commission\b|\bCQC\b"), "cqc"),
    (re.compile(r"Constabulary and Fire (?:&|and) Rescue Services|\bHMICFRS\b", re.IGNORECASE), "hmicfrs"),
    (
        re.compile(
            r"\bInspectorate of Constabulary(?! and Fire)|\bHMI Constabulary(?! and Fire)|\bHMIC\b", re.IGNORECASE
        ),
        "hmic",
    ),
    (re.compile(r"\bInspectorate of Probation\b|\bHMI Prob(?:ation)?\b|\bHMIP\b", re.IGNORECASE), "hmi-probation"),
)

#: By these words a report of Ofsted's own form is Ofsted's, where it does not name itself.
_OWN_PEOPLE = re.compile(r"\bofsted\.gov\.uk|gov\.uk/ofsted|\b(?:Her|His)\s+Majesty's\s+Inspectors?\b|\bS?HMI\b")


def find_conductors(document: Document, joint: bool) -> tuple[Stated[str], ...]:
    """The inspectorates that inspected, by slug.

    Args:
        document: The document.
        joint: Whether several may have inspected together; otherwise Ofsted did, by the form of the report.
    """
    found = []
    text = document.text
    limit = _COVER if joint else len(text)
    for pattern, slug in _INSPECTORATES if joint else _INSPECTORATES[:1]:
        match = pattern.search(text, 0, limit) or (_OWN_PEOPLE.search(text) if slug == "ofsted" else None)
        if match:
            rule = "conducted/named" if joint else "conducted/form"
            found.append(Stated(slug, match.group(), rule, (Span(match.start(), match.end()),)))
    return tuple(found)
