"""What the name of a person is, and where one ends in a line of a list or a letter."""

from __future__ import annotations

import re

from inspectgraph.reading.document import Span

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness cllr councillor alderman rev reverend canon "
    "colonel".split()
)
#: Honours, degrees and offices that follow a name without being part of it.
_POST_NOMINALS = frozenset(
    "mbe obe cbe kbe dbe kcb dcb cb qpm qc kc jp dl cstj bsc ba ma msc mba mb mbbs chb bchir bs md phd dphil dsc dch "
    "llb llm dipsw cqsw pgce fca cpfa frca frcp frcn frcpch frcs mrcp mrcgp mrcpch rn rgn rmn ccmi frsa fcipd hmi "
    "shmi hmip hmci ai oi ri kpm vr vd td rd gm mc om ch bem cvo lvo mvo kcvo gbe gcb bed med mphil msw pgdip frs fba "
    "ffph mfph frcog frcgp frcem frcpsych mrcpsych frcnurs fcma acma mcipd cipfa hons".split()
)
_PARTICLES = frozenset("de du da di dos del della van von der den ten ter la le al bin ibn ap ferch st y".split())
#: Capitalised words of the field that are never part of a person's name in these documents.
_OTHER_WORDS = frozenset(
    """
    a about academy accountable acting acute adam's additional address adoption adult adults age agency all an
    analyst and area assistant associate at authority avenue based board borough box branch britain building
    buildings bureau business by cabinet care carers centre chair chairman chairperson chairwoman chief chief's
    child children city clerk clinical college combined commander commission commissioner commissioning committee
    community company constabulary contents copies copy corporate corporation council councils county crescent crime
    crown cyngor date dear department deputy designate designated detective development director directorate
    directors district division divisional downs eastern education effectiveness english environment estate
    executive experiences families family federation findings fire first floor for force foundation framework fund
    gardens general governance government grade greater group head headquarters health healthcare help her his home
    hospital hospitals house housing hub improvement in inadequate independent inspection inspections inspector
    inspectorate inspectorate's inspectors integrated interim isle joint judgement judgment justice kingdom lead
    leadership learning legal level lifelong local lscb main majesty management manager managing medical member
    mental met metropolitan mid midlands ministry monitoring n/a name national neighbourhood new nhs none northern
    nurse nursing of offending office officer ofsted ofsted's on operations organisation our outcomes outstanding
    overall p.o panel partner partners partnership people police policing policy practice prevention primary prison
    private probation programme progress protection provider provision public published quality rapid
    recommendations referral region regional regulation regulatory rehabilitation report reporting requires rescue
    residential review royal safeguarding school schools science scrutineer secondary secretary section senior
    service services shadow sincerely skills social southern special specialist square staff state statutory
    strategic strategy street summary superintendent supernumerary supporting surgery system team terrace the theme
    these this to town trust unit unitary united university vacant virtual visit warden way website welfare western
    with work worker working works yard yorkshire yours youth
    """.split()
)
#: Words of the field that are surnames too: part of a name only as its last word.
_ALSO_SURNAMES = frozenset(
    "central close constable court day drive early east england friend great hall key lane leader london mayor "
    "north park place post quay road row scheme south wales ward west wood young".split()
)
_NEVER = _OTHER_WORDS | _POST_NOMINALS | _ALSO_SURNAMES
_PLACE = re.compile(r".*(?:shire|-(?:on|upon|under|in|le)-\w+)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_][\w'-]*\.?")
_SEPARATOR = re.compile(r"[ \t]+")
_LONGEST = 5


def _word(token: str) -> str:
    return token.rstrip(".").lower()


def _is_name_word(token: str) -> bool:
    """Whether a word may be part of a name: capitalised, no acronym, no genitive and no word of the field."""
    word = token.rstrip(".")
    if _word(token) in _NEVER or word.endswith(("'s", "s'")):
        return False
    first = word[2:] if word[:2].lower() in ("d'", "o'") else word
    if not first or not first[0].isupper():
        return False
    return len(first) == 1 or not first.isupper()


def _skip(text: str, start: int, end: int) -> int:
    match = _SEPARATOR.match(text, start, end)
    return match.end() if match else start


def leading_name(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """The name with which a part of a text begins, after titles.

    Args:
        text: The whole text.
        start: Where the part begins.
        end: Where it ends.

    Returns:
        The span of the name without titles, and the offset after the honours that follow it; `None` when
        the part begins with something else.
    """
    position = _skip(text, start, end)
    while (token := _TOKEN.match(text, position, end)) and _word(token.group()) in _TITLES:
        position = _skip(text, token.end(), end)
    first = position
    last = position
    names = words = 0
    while (token := _TOKEN.match(text, position, end)) and words < _LONGEST:
        written = token.group()
        if _is_name_word(written):
            names += 1
            last = token.end() - (1 if written.endswith(".") and len(written) > 2 else 0)
        elif names and _word(written) in _ALSO_SURNAMES and written[0].isupper():
            names, last = names + 1, token.end()
            break
        elif not (written in _PARTICLES or written.lower() in _PARTICLES and names):
            break
        words += 1
        position = _skip(text, token.end(), end)
        if position == token.end():
            break
    if names < 2 and not _is_joined(text[first:last]):
        return None
    return Span(first, last), _after_honours(text, last, end)


def _is_joined(word: str) -> bool:
    """Whether a single word is a forename and a surname without the space between them."""
    return bool(re.fullmatch(r"[A-Z][a-z]{2,}[A-Z][a-z]{3,}", word)) and not re.match(r"(?:Mac|Fitz|Mc)[A-Z]", word)


_HONOUR = re.compile(r"[ ,]*\(?([A-Za-z]+)\)?(?![\w'])")
_OFFICE = re.compile(
    r"[ ,]*\(?(?:Senior\s+)?(?:HMIs?|SHMI|Her Majesty's Inspector|His Majesty's Inspector)\b\)?", re.IGNORECASE
)


def _after_honours(text: str, start: int, end: int) -> int:
    position = start
    while (match := _HONOUR.match(text, position, end)) and match[1].lower() in _POST_NOMINALS:
        position = match.end()
    if office := _OFFICE.match(text, position, end):
        position = office.end()
    return position


_TITLES_BEFORE = re.compile(r"(?:\b(?:" + "|".join(sorted(_TITLES)) + r")\.?[ \t]+)+$", re.IGNORECASE)


def start_with_titles(text: str, name: Span) -> int:
    """Where a name begins, together with the titles before it."""
    since = max(name.start - 40, 0)
    match = _TITLES_BEFORE.search(text[since : name.start])
    return since + match.start() if match else name.start


def strip_honours(text: str) -> str:
    """What stands beside a name, without the honours that come first."""
    return text[_after_honours(text, 0, len(text)) :]


def trailing_name(text: str, start: int, end: int, places: frozenset[str] = frozenset()) -> Span | None:
    """The name with which a part of a text ends.

    Args:
        text: The whole text.
        start: Where the part begins.
        end: Where it ends; white space, commas and brackets before it are passed over.
        places: Lower-case words of places, dropped in front of a name of two other words.

    Returns:
        The span of the name, or `None` when the part ends with something else.
    """
    tokens = list(_TOKEN.finditer(text, start, end))
    while tokens and (_word(tokens[-1].group()) in _POST_NOMINALS):
        tokens.pop()
    taken: list[re.Match[str]] = []
    for token in reversed(tokens):
        word = token.group()
        between = text[token.end() : taken[-1].start()] if taken else " "
        surname = not taken and word[0].isupper() and _word(word) in _ALSO_SURNAMES
        if between.strip(" ") or not between or not (surname or _is_name_word(word) or word in _PARTICLES):
            break
        if taken and word.endswith(".") and len(word) > 2 or len(taken) == 4:
            break
        taken.append(token)
    taken.reverse()

    def is_place(token: re.Match[str]) -> bool:
        return _word(token.group()) in places or bool(_PLACE.fullmatch(token.group()))

    while taken and (taken[0].group() in _PARTICLES or _word(taken[0].group()) in _TITLES):
        taken.pop(0)
    while len(taken) > 2 and is_place(taken[0]):
        taken.pop(0)
    if len(taken) < 2 or text[taken[-1].end() : end].strip(" ,(\t\n") and not tokens:
        return None
    if all(is_place(token) for token in taken):
        return None
    return Span(taken[0].start(), taken[-1].end())


def person_name(written: str) -> str:
    """A name as written, with single spaces; two words that lost the space between them get it back."""
    name = re.sub(r"\s+", " ", written).strip()
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name, count=1) if _is_joined(name) else name


def whole_name(text: str, start: int, end: int) -> Span | None:
    """The name in a part of a text that holds a name, titles and honours, and nothing else."""
    found = leading_name(text, start, end)
    if found is None or text[found[1] : end].strip(" .,;\t"):
        return None
    return found[0]


_LIST_SEPARATOR = re.compile(r"\s*(?:[,;\n]|\band\b|&|(?<=[a-z)])\.\s+(?=[A-Z])|(?<=\bHMI)\s+(?=[A-Z]))\s*")
_MARK = re.compile(r"\s*\([^()\n]*\)")


def split_names(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The names in a list such as "A, HMI, B (associate inspector) and C.".

    Returns:
        The spans of the names in order. Pieces that are no names are left out.
    """
    names: list[Span] = []
    position = start
    for separator in (*_LIST_SEPARATOR.finditer(text, start, end), None):
        last = separator.start() if separator else end
        found = leading_name(text, position, last)
        if found is not None and not _MARK.sub("", text[found[1] : last]).strip(" .,;:-–\t"):
            names.append(found[0])
        position = separator.end() if separator else end
    return tuple(names)


def is_list_of_names(text: str, start: int, end: int) -> bool:
    """Whether a part of a text is a list of names, with marks such as HMI, and nothing else."""
    pieces = re.split(r"[,;]|\band\b|(?<=\bHMI)\s+(?=[A-Z])", _MARK.sub("", text[start:end]))
    rest = [piece.strip(" .") for piece in pieces]
    named = [piece for piece in rest if piece and not re.fullmatch(r"(?:Senior\s+)?S?HMI", piece)]
    return bool(named) and all(whole_name(piece, 0, len(piece)) for piece in named)


def same_person_key(name: str) -> str:
    """A name without case and punctuation: equal for two spellings that differ in nothing else."""
    return re.sub(r"[^\w]+", "", name).lower()
