"""The people who inspected: the title block and the inspection team."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.extracting import names, roles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import Organisation, PersonRole
from inspectgraph.reading.characters import fold
from inspectgraph.reading.document import Block, Document, Span

RULES: dict[str, str] = {
    "team/label": "A label such as “Lead inspector” or “Team inspectors” gives the role of the names that follow it.",
    "team/sentence": "A sentence of a letter names those who visited: “The inspectors were” and the like.",
    "team/column": "In an inspection team of two inspectorates each name is followed by its inspectorate and rank.",
}

#: Label in the singular, slug. The text may have them in the plural and in any case.
_LABELS: tuple[tuple[str, str], ...] = (
    ("deputy lead inspector", "deputy-lead-inspector"), ("assistant lead inspector", "deputy-lead-inspector"),
    ("joint lead inspector", "lead-inspector"), ("co-lead inspector", "lead-inspector"),
    ("lead inspector", "lead-inspector"), ("reporting inspector", "lead-inspector"),
    ("managing inspector", "lead-inspector"),
    ("team inspector", "team-inspector"), ("team member", "team-inspector"),
    ("inspection team member", "team-inspector"),
    ("associate inspector", "associate-inspector"), ("additional inspector", "team-inspector"),
    ("contracted inspector", "associate-inspector"), ("seconded inspector", "associate-inspector"),
    ("shadow inspector", "other"), ("supernumerary inspector", "other"), ("trainee inspector", "other"),
    ("regulatory inspector", "team-inspector"), ("ofsted inspector", "team-inspector"),
    ("quality assurance manager", "quality-assurance"), ("quality assurance inspector", "quality-assurance"),
    ("quality assurance lead", "quality-assurance"), ("quality assurance", "quality-assurance"),
)  # fmt: skip
_ANALYST = (
    r"(?:senior\s+|principal\s+)?(?:data\s+analyst|information\s+analyst|analytical\s+officer|analyst"
    r"|research\s+officer|data\s+officer)"
)
_WORDS = "|".join(label.replace(" ", r"\s+") for label, _ in sorted(_LABELS, key=lambda pair: -len(pair[0])))
_LABEL = re.compile(
    rf"(?<![\w-])(?P<label>(?:{_WORDS}|{_ANALYST})s?)(?:\s*\([^)\n]{{1,30}}\))?\s*(?:(?P<colon>:|[–-](?=\s+[A-Z]))|(?=\s*\n"
    rf"|\s+[A-Z][a-z'’-]+\s+[A-Z]|\s*$))"
    r"|(?P<sentence>\binspectors\s+who\s+[^:.\n]{3,80}:)",
    re.IGNORECASE,
)
#: In a folded text.
_ANY_LABEL = re.compile(r"inspectors?\b|analysts?\b|officers?\b|assurance\b|team\s+members?\b")


def _slug(label: str) -> str:
    words = re.sub(r"\s+", " ", label).lower().removesuffix("s")
    return next((slug for name, slug in _LABELS if words == name), "other")


def _title(label: str) -> str:
    words = re.sub(r"\s+", " ", label).strip()
    return words[:-1] if words.lower().endswith("s") else words


def _labels_in(document: Document, block: Block, whole: bool) -> list[re.Match[str]]:
    """The labels of a block; without a colon only at its start or, in a team section, before a name."""
    found = []
    for match in _LABEL.finditer(document.text, block.start, block.end):
        if (
            match["sentence"]
            or match["colon"]
            or match.start() == block.start
            or whole
            or match["label"].lower().startswith("reporting")
        ):
            found.append(match)
    return found


#: A line of a list that gives each name with its rank.
_RANKED = re.compile(
    r"(?P<name>[A-Z][^,\n]{3,60}?),?\s+(?:(?:senior\s+)?(?:Her|His)\s+Majesty's\s+Inspector|S?HMI)\s*", re.IGNORECASE
)


def _values(
    document: Document,
    blocks: Sequence[Block],
    index: int,
    start: int,
    end: int,
    many: bool,
    loose: bool,
    plural: bool,
) -> Iterator[Span]:
    """The names after a label: in the rest of its line, and in the lines that go on with the list.

    Args:
        document: Where they stand.
        blocks: Its blocks.
        index: Number of the block with the label.
        start: Offset after the label.
        end: Where the next label or the block ends.
        many: Whether the list may go on in the next line without a comma.
        loose: Whether a line may hold other words beside names.
        plural: Whether the label is, so that lines of a name and a rank go on with the list.
    """
    text = document.text
    yield from names.split_names(text, start, end)
    if end < blocks[index].end:
        return
    rest = text[start:end].rstrip()
    open_list = not rest or rest.endswith((",", ";", " and")) or many
    for block in blocks[index + 1 :]:
        line = text[block.start : block.end]
        if plural and (ranked := _RANKED.fullmatch(line)):
            yield from names.split_names(text, block.start, block.start + ranked.end("name"))
            continue
        if not open_list or _ANY_LABEL.search(fold(text), block.start, block.end):
            return
        if not names.is_list_of_names(text, block.start, block.end):
            if loose and names.leading_name(text, block.start, block.end):
                yield from names.split_names(text, block.start, block.end)
            return
        yield from names.split_names(text, block.start, block.end)
        open_list = line.rstrip().endswith((",", ";", " and")) or many


def labelled(document: Document, sections: Sequence[Section]) -> Iterator[PersonRole]:
    """People whom a label or a sentence introduces, on the first page and in the section of the inspection team."""
    found = list(_labelled(document, sections))
    yield from found
    known = {names.same_person_key(person.name) for person in found}
    yield from (person for person in in_sentences(document) if names.same_person_key(person.name) not in known)


def _labelled(document: Document, sections: Sequence[Section]) -> Iterator[PersonRole]:
    blocks, folded = document.blocks, fold(document.text)
    teams = [section.span for section in sections if section.key == "team"]
    for index, block in enumerate(blocks):
        if block.end - block.start > 900 or not _ANY_LABEL.search(folded, block.start, block.end):
            continue
        within = any(block.start in span for span in teams)
        matches = _labels_in(document, block, within)
        for position, match in enumerate(matches):
            stop = matches[position + 1].start() if position + 1 < len(matches) else block.end
            label = match["label"] or "inspectors"
            slug = "team-inspector" if match["sentence"] else _slug(label)
            if (
                slug == "lead-inspector"
                and not match["colon"]
                and not within
                and not label.lower().startswith("reporting")
                and not (match.start() == block.start and names.whole_name(document.text, match.end(), block.end))
            ):
                continue
            plural = label[-1] in "sS"
            spans = _values(
                document, blocks, index, match.end(), stop, within and plural, bool(match["sentence"]), plural
            )
            if label.lower().startswith("reporting"):
                first = names.leading_name(document.text, match.end(), stop)
                spans = iter([first[0]] if first else list(spans)[:1])
            for span in spans:
                proof = Span(match.start(), span.end) if span.end <= block.end else span
                yield PersonRole(
                    names.person_name(document.quote(span)),
                    slug,
                    _title(label).capitalize(),
                    "team/label",
                    (proof,),
                    roles.OFSTED,
                )


_WHO_INSPECTED = re.compile(
    r"\b(?P<rank>(?:(?:Her|His)\s+Majesty's\s+|lead\s+|deputy\s+lead\s+)?inspectors?)(?:,\s+)?"
    r"(?:\s+(?:for|on|during|of|who\s+carried\s+out)\s+(?:this|the)\s+(?:\w+\s+)?(?:visit|inspection|review))?"
    r"\s+(?:were|was)\s+(?=[A-Z])"
    r"|^inspectors?:?[ \t]+(?=[A-Z])"
    r"|\b(?:visit|inspection|review)\s+was\s+(?:carried\s+out|conducted|undertaken|(?P<led>led))\s+by\s+(?=[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z)])\.(?:\s|$)|(?<=HMI)\.(?:\s|$)|\n")
_LEADS = re.compile(
    r"[\s,(]*(?:who\s+(?:was|is)\s+(?:the\s+)?)?(?:the\s+)?(?P<deputy>deputy\s+)?lead\s+inspector\b", re.IGNORECASE
)
_RANK_AFTER = re.compile(
    r"[\s,(]*(?P<rank>(?:Her|His)\s+Majesty's\s+Inspector|(?:Ofsted|Social\s+Care)\s+(?:\w+\s+)?Inspector)\b",
    re.IGNORECASE,
)
#: Letters say on their first page who came.
_FIRST_PAGE = 6000
_LONGEST_LIST = 800


def in_sentences(document: Document) -> Iterator[PersonRole]:
    """Those who visited, from the sentence of a letter that names them."""
    text = document.text
    for match in _WHO_INSPECTED.finditer(text, 0, min(_FIRST_PAGE, len(text))):
        limit = min(match.end() + _LONGEST_LIST, len(text))
        end = _SENTENCE_END.search(text, match.end(), limit)
        found = names.split_names(text, match.end(), end.start() if end else limit)
        rank = match["rank"] or "inspector"
        for name in found:
            own = _RANK_AFTER.match(text, name.end)
            leads = _LEADS.match(text, own.end() if own else name.end)
            said = "lead inspector" if match["led"] or leads else _title(rank)
            slug = _slug(("deputy " if leads and leads["deputy"] else "") + said)
            title = own["rank"] if own and slug == "other" else said
            yield PersonRole(
                names.person_name(document.quote(name)),
                "team-inspector" if slug == "other" else slug,
                title[:1].upper() + title[1:],
                "team/sentence",
                (Span(match.start(), name.end),),
                roles.OFSTED,
            )


_RANK_WORDS = frozenset(
    "ofsted cqc hmi shmi ohmi oi hmis care quality commission senior his her majesty's lead deputy team inspector"
    " inspectors children's "
    "services social education send early years health specialist regulatory associate additional shadow & and of"
    " manager "
    "advisor adviser national regional".split()
)
_SEND_TOKEN = re.compile(r"[^\s,;()]+|[,;()]")


def in_columns(document: Document, sections: Sequence[Section]) -> Iterator[PersonRole]:
    """The team of an inspection by two inspectorates: "A, Ofsted HMI, lead inspector B, CQC inspector"."""
    for section in sections:
        if section.key != "team":
            continue
        for block in document.blocks_in(section.span)[1:]:
            yield from _people_in_row(document, block)


def _people_in_row(document: Document, block: Block) -> Iterator[PersonRole]:
    tokens = list(_SEND_TOKEN.finditer(document.text, block.start, block.end))
    ranks = [token.group().strip(".,").lower() in _RANK_WORDS for token in tokens]
    position = 0
    while position < len(tokens):
        first = position
        while position < len(tokens) and not ranks[position]:
            position += 1
        rank = position
        while position < len(tokens) and (ranks[position] or tokens[position].group() in ",;()"):
            position += 1
        if rank in (first, position):
            continue
        name = names.whole_name(document.text, tokens[first].start(), tokens[rank - 1].end())
        if name is None:
            continue
        title = document.text[tokens[rank].start() : tokens[position - 1].end()].strip(" ,;(")
        lower = title.lower()
        slug = "other" if "shadow" in lower else "lead-inspector" if "lead" in lower else "team-inspector"
        if slug == "lead-inspector" and "deputy" in lower:
            slug = "deputy-lead-inspector"
        found = roles.inspectorates(title)
        inspectorate = found[0][1] if found else "ofsted" if re.search(r"\bs?hmis?\b", lower) else None
        organisation = (
            Organisation("inspectorate", inspectorate, roles.INSPECTORATE_NAMES[inspectorate]) if inspectorate else None
        )
        yield PersonRole(
            names.person_name(document.quote(name)), slug, title, "team/column",
            (Span(name.start, tokens[position - 1].end()),), organisation,
        )  # fmt: skip
