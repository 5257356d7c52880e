"""Since when a post is held: "has been in post since", "the appointment of a new director in"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from inspectgraph.dates import DateMention, PartialDate, find_dates
from inspectgraph.extracting import post_titles
from inspectgraph.extracting.sections import Section
from inspectgraph.facts import PersonRole, UnnamedPost
from inspectgraph.reading.document import Document, Span, sentence_at
from inspectgraph.reference.scanning import finditer, first_letters

RULES: dict[str, str] = {
    "posts/since": "A post, a verb such as “appointed” or “in post”, and the date right after it.",
    "posts/appointment": (
        "“The appointment of” or “the arrival of” a post, or “became” a post, and the date right after the post."
    ),
    "posts/own-appointment": "“Her appointment in”: the post is the one that the sentence speaks of.",
    "posts/in-date": "A date that opens the sentence, and a post to which somebody was then appointed.",
    "posts/new": "A post of which the text says without a date that its holder is new, acting or interim.",
}

_START = (
    r"in\s+(?:post|role|position)|in\s+(?:the|this|his|her|their)\s+(?:(?:current|present)\s+)?(?:post|role|position)"
    r"|(?:held|holds)\s+(?:the|this|that)\s+(?:post|role|position|portfolio)|appointed|elected|took\s+over"
    r"|(?:has|have)\s+(?:led|headed)\s+(?:the\s+)?(?:service|department|directorate|council|board|authority)(?=\s+since)"
    r"|confirmed|(?:t(?:ook|akes?|aken|aking)|assumed)\s+up|joined|(?:came|stepped)\s+into|started|commenced|arrived|recruited"
    r"|(?:made|became)\s+permanent|in\s+place"
)
_LEAD_IN = (
    r"(?:since|in|on|from|at\s+the\s+(?:end|start|beginning)\s+of|in\s+the\s+(?:spring|summer|autumn"
    r"|winter)(?:\s+of)?|(?:in\s+)?(?:early|late|mid|autumn|spring|summer|winter)|during|\()\s*-?$"
)
_TAIL = r"(?:(?!\b(?:and|following|after|before|prior|until|report|judged|evaluated|inspection)\b)[^.;()])"
_SUBJECT = re.compile(rf"\b(?P<verb>{_START})\b{_TAIL}{{0,60}}?\b{_LEAD_IN}", re.IGNORECASE)
_OWN = re.compile(rf"\b(?:his|her|their|the\s+post\s*holder's)\s+(?:appointment|arrival)\s+{_LEAD_IN}", re.IGNORECASE)
_AFTER_ROLE = re.compile(rf"\s*(?:\([A-Z]+\)\s*)?,?\s*{_LEAD_IN}", re.IGNORECASE)
_SINCE_ONLY = re.compile(r"\s*(?:\([A-Z]+\)\s*)?since\s+$", re.IGNORECASE)
_THERE_IS = re.compile(r"in\s+post|\b(?:has|have)\s+(?:been|had)\s+(?:an?|the)\b", re.IGNORECASE)
#: One holder of two posts, of which the first is the subject: "the director of one is also the director of another".
_IS_ALSO = re.compile(r"(?:\s*\([A-Z]+\))?,?\s+is\s+also\s+(?:the\s+)?", re.IGNORECASE)
_BRINGS = re.compile(
    r"\b(?:appointments?|arrival|recruitment)\s+(?:of|to)\b|\bappoint(?:ed|ing)\b|\bbecame\b|\brecruited\b"
    r"|\bappointed\s+as\b|\bsecured\b|\b(?:replaced|succeeded)\s+by\b|\bthere\s+(?:was|is)\s+an?\s+new\b",
    re.IGNORECASE,
)
_BECAME = re.compile(r"\b(?:became|appointed\s+(?:as|to)|promoted\s+to)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:more\s+recently,?\s+)?(?:in|since|on|from)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_THEN = re.compile(
    r"[^.;]{0,110}?\b(?:appointed|took\s+up|joined|came\s+into\s+post|became|stepped\s+into|(?:started"
    r"|commenced)\s+in|in\s+(?:post|place))\b",
    re.IGNORECASE,
)
#: "In May the council appointed a director".
_APPOINTS = re.compile(
    r"[^.;]{0,60}?\b(?:council|authority|leaders|board|trust)\s+(?:\w+\s+)?(?:appointed|recruited)\s+(?:(?:an?|the|its|their)\s+)?",
    re.IGNORECASE,
)
#: "the director (appointed May 2015)".
_IN_BRACKETS = re.compile(r"(?:\s*\([A-Z]+\))?\s*\((?:newly\s+)?(?:appointed|elected)\s+(?:in\s+)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s*\([A-Z]+\))?\s*,?\s*(?:and|or)\s+(?:(?:a|an|the|two|three|four|another)\s+)?", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"(?:He|She|They|The post\s*holder|(?:This|That|The)\s+(?:interim\s+)?(?:arrangement|appointment|position|post|role))\b"
)
_CANDIDATE = re.compile(
    rf"\b(?:{_START}|appointments?\s+(?:of|to)|arrival|became|appointment\s+in|(?:has|have)\s+(?:been|had)\s+an?"
    r"|(?:replaced|succeeded)\s+by|there\s+(?:was|is)\s+an?\s+new)\b",
    re.IGNORECASE,
)
_CANDIDATE_BEGINS = first_letters(
    "in held hold appoint elect confirm took take taking assum join came stepp start commenc arriv recruit made became"
    " has have replac succeed there".split()
)
_PAST = re.compile(r"\b(?:previous|former|outgoing)\b", re.IGNORECASE)
_NEW_IN_ROLE = re.compile(
    r",?\s+(?:although|while|who\s+is)?\s*(?:relatively\s+|very\s+)?new\s+(?:in|to)\s+(?:the|his|her|their"
    r"|this)\s+(?:role|post)",
    re.IGNORECASE,
)


def _with_partners(
    mention: post_titles.Mention, all_mentions: Sequence[post_titles.Mention], text: str
) -> list[post_titles.Mention]:
    """A post with those before it that share its verb: "a new chief executive and lead member were appointed"."""
    taken = [mention]
    for other in reversed([one for one in all_mentions if one.end <= mention.start]):
        if not _JOINED.fullmatch(text, other.end, taken[-1].start):
            break
        taken.append(other)
    return taken


def _subjects(text: str, verb: int, mentions: list[post_titles.Mention]) -> list[post_titles.Mention]:
    """The posts that stand before a verb of tenure, without what one of them is also."""
    subjects = [one for one in mentions if one.end <= verb + 1 and verb - one.end <= 130]
    while len(subjects) > 1 and _IS_ALSO.fullmatch(text, subjects[-2].end, subjects[-1].start):
        subjects = subjects[:-1]
    return subjects


def _held_since(
    document: Document,
    sentence: Span,
    date: DateMention,
    mentions: list[post_titles.Mention],
    before: list[post_titles.Mention],
) -> list[tuple[post_titles.Mention, str]]:
    """The posts to which a date belongs, with the rule for each."""
    text = document.text
    lead = text[sentence.start : date.first]
    earlier = [one for one in mentions if one.end <= date.first]
    if earlier and _AFTER_ROLE.fullmatch(text, earlier[-1].end, date.first):
        last = earlier[-1]
        if _BECAME.search(text, sentence.start, last.start) or _BRINGS.search(text, sentence.start, last.end):
            group = [last] if _BECAME.search(text, sentence.start, last.start) else _with_partners(last, earlier, text)
            return [(one, "posts/appointment") for one in group]
        if _SINCE_ONLY.fullmatch(text, earlier[-1].end, date.first) and _THERE_IS.search(lead):
            return [(last, "posts/since")]
    if earlier and _IN_BRACKETS.fullmatch(text, earlier[-1].end, date.first):
        return [(earlier[-1], "posts/since")]
    if own := _OWN.search(lead):
        nearest = [one for one in mentions if one.end <= sentence.start + own.start()][-1:] or [
            one for one in mentions if one.start >= date.last
        ][:1]
        return [(one, "posts/own-appointment") for one in nearest]
    verb = None
    for match in _SUBJECT.finditer(lead):
        verb = match
    if verb is not None:
        at = sentence.start + verb.start()
        subjects = _subjects(text, at, mentions) or (before[-1:] if _PRONOUN.match(text, sentence.start) else [])
        if subjects and not any(one.start >= at for one in earlier):
            return [(one, "posts/since") for one in _with_partners(subjects[-1], subjects, text)]
    return _then_appointed(text, sentence, date, mentions) if _OPENS.fullmatch(lead) else []


def _then_appointed(
    text: str, sentence: Span, date: DateMention, mentions: list[post_titles.Mention]
) -> list[tuple[post_titles.Mention, str]]:
    """The post to which somebody was appointed at the date that opens the sentence."""
    for one in mentions:
        if one.start < date.last:
            continue
        if _APPOINTS.fullmatch(text, date.last, one.start):
            return [(one, "posts/in-date")]
        then = _THEN.match(text, one.end, sentence.end)
        if then is None:
            continue
        if then.group().lower().endswith("became"):
            return [(other, "posts/in-date") for other in mentions if other.start >= then.end()][:1]
        if re.search(r"\bresign|\bleft\b|\breplac", then.group(), re.IGNORECASE):
            continue
        return [(one, "posts/in-date")]
    return []


def find_tenures(
    document: Document, sections: Sequence[Section], authority: str | None, authority_name: str
) -> tuple[UnnamedPost, ...]:
    """Every statement that says since when a post is held, or that its holder is new, whoever holds it.

    Returns:
        One for each post and start, in the order of the text; a month and its year are one start.
    """
    if authority is None:
        return ()
    boards = post_titles.board_spans(sections)
    found: list[UnnamedPost] = []
    done: set[int] = set()
    for candidate in finditer(_CANDIDATE, _CANDIDATE_BEGINS, document.text):
        sentence = sentence_at(document, Span(candidate.start(), candidate.end()))
        if sentence.start in done or sentence.end - sentence.start > 900:
            continue
        done.add(sentence.start)
        board = post_titles.speaks_of_board(document, sentence, boards)
        mentions = post_titles.mentions(document, sentence, board)
        dates = [
            date for date in find_dates(document.text, sentence.start, sentence.end, years=True) if date.end is None
        ]
        if not dates:
            continue
        block = document.block_at(sentence.start)
        before = (
            post_titles.mentions(document, Span(block.start, sentence.start), board)
            if _PRONOUN.match(document.text, sentence.start)
            else []
        )
        for date in dates:
            for mention, rule in _held_since(document, sentence, date, mentions, before):
                span = Span(min(mention.start, date.first), max(mention.end, date.last))
                found.append(
                    UnnamedPost(
                        mention.slug,
                        mention.title,
                        post_titles.seat(mention, authority, authority_name),
                        rule,
                        (span,),
                        date.start,
                    )
                )
    return _merged(found) + _undated(document, boards, found, authority, authority_name)


def _same_title(one: str, other: str) -> bool:
    return re.sub(rf"\b(?:{post_titles.RANKS})\b|[\W]", "", one.lower()) == re.sub(
        rf"\b(?:{post_titles.RANKS})\b|[\W]", "", other.lower()
    )


def _merged(found: Sequence[UnnamedPost]) -> tuple[UnnamedPost, ...]:
    """One statement for each post and start; the more precise of two dates that agree."""
    kept: list[UnnamedPost] = []
    for post in found:
        for position, other in enumerate(kept):
            if (
                post.start is not None
                and other.start is not None
                and post.role == other.role
                and post.start.agrees(other.start)
                and (post.role != "other" or _same_title(post.title, other.title))
            ):
                better = post if len(str(post.start)) > len(str(other.start)) else other
                spans = tuple(dict.fromkeys((*other.spans, *post.spans)))
                kept[position] = replace(better, spans=spans)
                break
        else:
            kept.append(post)
    return tuple(kept)


_KEY_ROLES = frozenset({"dcs", "chief-executive", "lead-member", "council-leader", "lscb-chair"})


def _undated(
    document: Document, boards: list[Span], dated: Sequence[UnnamedPost], authority: str, authority_name: str
) -> tuple[UnnamedPost, ...]:
    """Posts whose holder is called new, acting or interim, once for each post that has no start for such a holder."""
    kept: dict[str, UnnamedPost] = {}
    proven = [span for post in dated for span in post.spans]
    for match in finditer(_NEW_OR_ROLE, _NEW_BEGINS, document.text):
        span = Span(match.start(), match.end())
        if any(span.start < other.end and other.start < span.end for other in proven):
            continue
        role = post_titles.ROLE.search(document.text, match.start(), match.end())
        if role is None:
            continue
        title = re.sub(r"\s+", " ", role["title"])
        slug = post_titles.slug_in_text(title, post_titles.speaks_of_board(document, span, boards))
        for_a_time = _FOR_A_TIME.search(title)
        told = any(post.role == slug and (not for_a_time or _FOR_A_TIME.search(post.title)) for post in dated)
        if slug in _KEY_ROLES and slug not in kept and not told:
            mention = post_titles.Mention(slug, title, role.start("title"), role.end())
            kept[slug] = UnnamedPost(
                slug, title, post_titles.seat(mention, authority, authority_name), "posts/new", (span,)
            )
    return tuple(kept.values())


_UNNAMED_ROLE = re.sub(r"\?P<\w+>", "?:", post_titles.ROLE.pattern)
_NEW_OR_ROLE = re.compile(
    rf"\b(?:interim|acting|new(?:ly\s+appointed)?|recently\s+appointed)\s+{_UNNAMED_ROLE}"
    rf"|\b(?:lead\s+member|chief\s+executive|dcs|chair)[\w' ()]{{0,40}}{_NEW_IN_ROLE.pattern}",
    re.IGNORECASE,
)
_NEW_BEGINS = first_letters("interim acting new recent lead chief dcs chair".split())


def find_posts(
    document: Document,
    sections: Sequence[Section],
    authority: str | None,
    authority_name: str,
    people: Sequence[PersonRole] = (),
) -> tuple[UnnamedPost, ...]:
    """Statements on tenure of posts of the authority and its safeguarding board whose holder is not named.

    Args:
        document: What was read.
        sections: Its sections.
        authority: Slug of the authority that it is about.
        authority_name: Its short name.
        people: What `find_people` gave: a start that stands there with a name is not repeated here.

    Returns:
        One for each post and start.
    """
    named = {(person.role, person.start) for person in people if person.start is not None}
    tenures = find_tenures(document, sections, authority, authority_name)
    spoken = {(person.role, span) for person in people for span in person.spans}

    def of_a_named_holder(post: UnnamedPost) -> bool:
        if post.start is not None:
            return (post.role, post.start) in named
        return any(post.role == role and span.start <= post.spans[0].start < span.end for role, span in spoken)

    return tuple(post for post in tenures if not of_a_named_holder(post))


_FOR_A_TIME = re.compile(r"\b(?:interim|acting)\b", re.IGNORECASE)


def latest_start(posts: Sequence[UnnamedPost], role: str, title: str) -> tuple[PartialDate, Span] | None:
    """When the present holder of a post began, after all that a document says of it.

    Args:
        posts: What `find_tenures` gave.
        role: Slug of the post.
        title: The holder's; who holds it not as interim did not begin when an interim one was appointed.

    Returns:
        The latest start that is not a former holder's, and the words for it.
    """
    dated = [
        (post.start, post.spans[0])
        for post in posts
        if post.role == role
        and post.start is not None
        and not _PAST.search(post.title)
        and (_FOR_A_TIME.search(title) or not _FOR_A_TIME.search(post.title))
    ]
    return max(dated, key=lambda pair: pair[0]) if dated else None
