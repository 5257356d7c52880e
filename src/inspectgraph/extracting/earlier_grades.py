"""Sentences that say how an inspection judged something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.extracting.earlier_subjects import SUBJECTS, Subject, find_subjects
from inspectgraph.extracting.grades import GRADE, grade_slug
from inspectgraph.reading.characters import fold

_QUOTED = r"['\"‘“]*"
_WORDS = rf"{_QUOTED}(?P<grade>{GRADE}|required\s+improvement(?:\s+to\s+be\s+good)?){_QUOTED}"
#: "good or outstanding", "good or better" and "at least good" are no grade of one inspection.
_ALONE = (
    r"(?!\s+(?:or|and)\s+(?:\w+\s+)?(?:outstanding|good|better|adequate|above)\b)"
    r"(?!\s+(?:enough|practice|progress|quality))"
)
_JUDGED = re.compile(
    r"\b(?:judged|rated|graded|ranked)\b(?!\s+at\s+least)(?P<object>[^.;:]{0,110}?)"
    r"(?:\s+(?:to\s+be|to|as(?:\s+being)?|at|overall|both|either)){0,2}\s+"
    + _WORDS + _ALONE,
    re.IGNORECASE,
)  # fmt: skip
_FOUND = re.compile(
    r"\b(?:found|considered|deemed)\b(?P<object>(?:(?!\brequir)[^.;:]){0,90}?)\s+(?:to\s+be\s+|to\s+(?=requir))(?:overall\s+)?"
    + _WORDS
    + _ALONE,
    re.IGNORECASE,
)
_RATING = re.compile(
    rf"(?:\brating\s+(?:was|of)\s+{_WORDS}"
    rf"|\b(?:the|an?)\s+(?:(?:19|20)\d\d\s+)?(?!good\s+judge?ment){_WORDS.replace('grade>', 'noun>')}"
    r"\s+(?:judge?ment|rating|grade)\b(?!\s+inspection))",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|maintain(?:s|ed|ing)?|sustained|stayed|continues?\s+to\s+be)\b(?:\s+(?!not)\w+)?\s+"
    + _WORDS + r"(?=\s+services|\s+overall|\s+in\s+(?:their|its)\s+overall|[,.;])",
    re.IGNORECASE,
)  # fmt: skip
_AS_BEFORE = re.compile(
    _WORDS + r",?\s+as\s+(?:was\s+the\s+case|found|judged|(?:it|they)\s+(?:was|were|did))\b", re.IGNORECASE
)
_REQUIRED = re.compile(
    r"(?P<object>)\b(?:services|they|it|authority|council|\w+ overall)\s+(?:\w+\s+)?"
    r"(?P<grade>required\s+improvement(?:\s+to\s+be\s+good)?)\b(?=\s*[.,;]|\s+overall|\s+to)",
    re.IGNORECASE,
)
_CHANGED = (
    r"mov(?:ed?|es|ing)|up|down|r[io]s(?:e|en|ing)|improv(?:ed|es|ing|ement)|f[ae]ll(?:en|s|ing)?|drop(?:s|ped|ping)?"
    r"|go(?:ne|es|ing)|went|jump(?:s|ed|ing)?|(?:up|down)graded|progress(?:ed)?|declin(?:ed?|es|ing)"
    r"|deteriorat(?:ed?|es|ing)|slip(?:s|ped)|turn(?:ed)?(?:\s+around)?|climb(?:s|ed|ing)?"
)
_MOVED = re.compile(
    rf"(?:\b(?:{_CHANGED})\s+(?:[\w']+\s+){{0,6}}?from\s+(?:an?\s+|being\s+)?(?:(?:rated|judged|graded)\s+)?"
    r"|\bprevious(?:ly)?\s+(?:Ofsted\s+)?(?:(?:been\s+)?(?:judged|rated|graded)\s+(?:to\s+be\s+|as\s+)?"
    r"|(?:rating|grade|judge?ment)\s+(?:of|was)\s+))" + _WORDS + _ALONE,
    re.IGNORECASE,
)
_FOUND_BARE = re.compile(
    rf"\bfound\s+(?:that\s+)?(?P<object>(?:(?!to\b)[\w']+\s+){{1,5}}?){_WORDS}(?=\s*[.,;]|\s+and\s)", re.IGNORECASE
)
#: What was so then: "when the overall judgement was inadequate", "services for care leavers were outstanding".
_WAS = re.compile(
    r"\b(?:services(?P<object>\s+for\s+[^.,;:]{3,50}?)?|overall\s+(?:judge?ment|effectiveness|grade)(?:\s+of\s+[^.,;:]{3,50}?)?)"
    r"\s+(?:was|were)\s+(?:(?:all|also|both|overall)\s+)?"
    + _WORDS + _ALONE + r"(?=\s*(?:[.,;)]|and\s)|\s+overall|\s+in\s+all)",
    re.IGNORECASE,
)  # fmt: skip
#: "the good judgement from the last inspection in 2018".
_AWARDED = re.compile(
    rf"\b(?:the|an?|its|this)\s+{_WORDS}\s+(?:judge?ment|rating|grade)\s+(?:from|at|given\s+at|of|awarded\s+at)\s+(?:the|its)\s+(?:last|previous)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:is|are|now|currently)\s+(?:(?:now|also|still|currently|all|both)\s+)?$", re.IGNORECASE)
#: Every form holds one of these, in a folded text; to look for plain words is many times faster.
_ANY = re.compile("outstanding|adequate|satisfactory|requir|good|judged")
_FORMS = (_MOVED, _JUDGED, _FOUND, _RATING, _STAYED, _AS_BEFORE, _REQUIRED, _FOUND_BARE, _WAS, _AWARDED)
_OR_BEFORE = re.compile(
    r"\b(?:outstanding|good|adequate|inadequate|either|least)\s+(?:or|and)?\s*$|\bat\s+least\s+$", re.IGNORECASE
)
_FOR_WHAT = re.compile(
    r"\s+(?:overall\s+)?(?:for|in\s+respect\s+of|in\s+relation\s+to|with\s+regard\s+to)\s+", re.IGNORECASE
)
CLAUSE = re.compile(
    r"[;:]|,?(?<!looked)\s\b(?:while|whilst|when|which|where|who|but|since|after|although|as)\b|\.\s", re.IGNORECASE
)
#: "they were" refers to what the sentence began with.
_REFERS_BACK = re.compile(r"\s*(?:they|it|that|which|this|the\s+service)\s+(?:\w+\s+){0,2}", re.IGNORECASE)
_HEAD = 70
_LIST_END = re.compile(
    r",?\s+(?:while|whilst|but|when|in\s+(?:its|the|an?|\w+\s+(?:19|20)\d\d|(?:19|20)\d\d)|and\s+" + GRADE + r")|[.;]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GradeSaid:
    """One grade that a sentence gives.

    Attributes:
        first, last: Offsets of the words that give it.
        grade: Slug of the grade scheme.
        as_written: The grade as printed.
        subjects: What it was given for, as far as the clause says so itself.
        present: Whether it is the grade of today ("are now judged to be good").
        former: Whether it is said as what was before ("moved from inadequate").
    """

    first: int
    last: int
    grade: str
    as_written: str
    subjects: tuple[Subject, ...]
    former: bool = False
    present: bool = False


def slug_of(as_written: str) -> str:
    """The slug of a grade, also in the past tense ("required improvement")."""
    return "requires-improvement" if as_written.lower().startswith("requir") else grade_slug(as_written)


def find_grades(text: str, first: int, last: int) -> list[GradeSaid]:
    """The grades that a sentence gives, in order and without overlaps.

    Args:
        text: The whole text.
        first: Where the sentence begins.
        last: Where it ends.
    """
    found: list[GradeSaid] = []
    for form in _FORMS if _ANY.search(fold(text), first, last) else ():
        for match in form.finditer(text, first, last):
            name = "grade" if match["grade"] else "noun"
            start, end = match.span(name)
            if _OR_BEFORE.search(text, max(first, start - 24), start) or any(
                start < other.last and match.start() < other.last and end > other.first for other in found
            ):
                continue
            if form is _FOUND_BARE and not _object(match):
                continue
            after = _after(text, match.end(), last)
            subjects = after or _object(match) or (() if form is _RATING else _before(text, first, match.start()))
            found.append(
                GradeSaid(
                    match.start(),
                    match.end(),
                    slug_of(match[name]),
                    match[name],
                    subjects,
                    form is _MOVED,
                    bool(_NOW.search(text, max(first, match.start() - 24), match.start())),
                )
            )
            found += _further(text, match.end(), last, subjects)
    return sorted(found, key=lambda said: said.first)


def _object(match: re.Match[str]) -> tuple[Subject, ...]:
    """What stands between "judged" and the grade."""
    if "object" not in match.groupdict() or not match["object"]:
        return ()
    return tuple(dict.fromkeys(hit.subject for hit in find_subjects(match.string, *match.span("object"))))


def _after(text: str, first: int, last: int) -> tuple[Subject, ...]:
    """What the grade is for, where that follows: "inadequate for safeguarding"."""
    lead = _FOR_WHAT.match(text, first, last)
    if lead is None:
        return ()
    stop = _LIST_END.search(text, lead.end(), last)
    return tuple(dict.fromkeys(hit.subject for hit in find_subjects(text, lead.end(), stop.start() if stop else last)))


def _before(text: str, first: int, last: int) -> tuple[Subject, ...]:
    """The subject of the clause whose verb gives the grade."""
    start = first
    for match in CLAUSE.finditer(text, first, last):
        start = match.end()
    named = [hit.subject for hit in find_subjects(text, start, last)]
    if not named and _REFERS_BACK.fullmatch(text, start, last):
        named = [hit.subject for hit in find_subjects(text, first, min(first + _HEAD, start))]
    return tuple(dict.fromkeys(named))


_FURTHER = re.compile(
    rf"[^.;:]{{0,60}}?,?\s+(?:and|but)\s+(?:as\s+)?{_WORDS}\s+(?:for\s|in\s|(?P<overall>overall)\b)", re.IGNORECASE
)
#: "... to be adequate and safeguarding services to be inadequate", "... good with leadership outstanding".
_FURTHER_SUBJECT = re.compile(
    rf"(?:\s+overall)?,?\s+(?:and|but|with)\s+(?P<whose>(?:(?!judged|rated|found|graded)[^.;:,]){{3,70}}?)\s+"
    rf"(?:(?:to\s+be|as|was|were)\s+)?{_WORDS}{_ALONE}(?=\s*(?:[,.;)]|$)|\s+in\b)",
    re.IGNORECASE,
)


def _further(text: str, first: int, last: int, subjects: tuple[Subject, ...]) -> list[GradeSaid]:
    """A second grade of the same verb: "inadequate for one thing and adequate for another"."""
    stop_at = min(last, first + 120)
    if match := _FURTHER_SUBJECT.match(text, first, stop_at):
        whose = tuple(hit.subject for hit in find_subjects(text, *match.span("whose")))
        if whose:
            return [GradeSaid(match.start("whose"), match.end(), slug_of(match["grade"]), match["grade"], whose)]
    match = _FURTHER.match(text, first, stop_at)
    if match is None:
        return []
    if match["overall"]:
        return [GradeSaid(*match.span("grade"), slug_of(match["grade"]), match["grade"], (SUBJECTS["overall"],))]
    stop = _LIST_END.search(text, match.end(), last)
    own = tuple(hit.subject for hit in find_subjects(text, match.end(), stop.start() if stop else last))
    if not own and not text[match.end() : match.end() + 4].isdigit():
        return []
    return [GradeSaid(*match.span("grade"), slug_of(match["grade"]), match["grade"], own or subjects)]
