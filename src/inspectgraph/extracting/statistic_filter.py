"""Which numbers of a text are figures about the service, and which only name, limit or date something.

Ages, numbers of sections and stages, thresholds, time limits set by law, what inspectors
themselves saw, and "one" as a pronoun are no figures.
"""

from __future__ import annotations

import re

from inspectgraph.dates import MONTHS
from inspectgraph.extracting.numbers import WORDS, Number

_WORDS = tuple(word for word, value in WORDS.items() if value and " " not in word)
_W = rf"(?:\d[\d.,]*|{'|'.join(_WORDS)})"
_SMALL = rf"(?:(?:10|\d)(?!\d)|{'|'.join(word for word in _WORDS if WORDS[word] <= 10)})"
_WINDOW = 90
_SPELLS = {"days", "working-days", "weeks", "months", "years"}
_OLDEST = 30


def _before(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})$")


def _after(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


#: Words that number a thing: "section 47", "Key Stages 1 and 2", "stage two", "per 10,000".
_LABEL = _before(
    r"\b(?:sections?|key\sstages?|ks|stages?|(?<!last\s)(?<!past\s)(?<!this\s)(?<!each\s)(?<!next\s)years?|paragraphs?|recommendations?|parts?|chapters?|articles?|regulations?|schedules?|"
    r"levels?|tiers?|grades?|phases?|bands?|pages?|versions?|annex|appendix|pep|steps?|tables?|figure|options?|modules?|standards?|"
    r"waves?|forms?|wards?|zones?|no\.|numbered|operation|adoption|box|room|act|p\.|s\.|volume|unit|per|type|categor(?:y|ies)|"
    r"priority|principle|profile|criterion|question)\s",
    r"(?:^|[\s(])'",
    rf"\b(?:sections|key\sstages?|stages|levels|tiers|grades|paragraphs|years|recommendations)\s{_W}\s?(?:and|or|to|,|–|-|/|&)\s",
)
_AGE_BEFORE = _before(
    r"\b(?:aged?|ages|(?:age|ages|age\sgroups?|age\srange)(?:\sof)?|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|approach(?:es|ed|ing)?|birth\sto)"
    rf"(?:\s(?:between|from|over|under|up\sto|about|around))?(?:\s{_W}(?:\s(?:and|or|to)|,|\s?[–-]|-\sto|-\sand))?\s?",
    r"\b(?:children|people|leavers|persons|pupils|adults|those|babies|boys|girls|students|siblings)\s(?:of\s)?(?:over|under|above|below)\s(?:the\s)?",
    r"\b(?:pre|post|under|over)-",
    r"\b(?:who|they|she|he|person|child)\s(?:is|are|was|were)\s(?:over\s|under\s|nearly\s|still\s|now\s|aged\s)?",
    r"\b0\s?(?:–|-|to)\s?",
    r"\(\d\d?\s?(?:–|-|to)\s?",
    r"\b(?:until|till|past|beyond)\s(?:the\s)?",
)
_AGE_AFTER = _after(
    rf"(?:-|\s)?(?:\s?(?:-|–|to|and|or)\s?{_W})?(?:-|\s)(?:plus|years?[- ]olds?)\b",
    r"\s?years?\s(?:old|of\sage)\b",
    r"-\s(?:and|to|or)\s|-to-",
    r"\s(?:to|and|or)\s\d\d?(?:-|\s)years?(?:-|\s)olds?",
    r"\s?[–-]\s?\d\d?(?:\)|-years?)",
)
_AGE_POINT = _before(r"\b(?:at|until|from|till|past|beyond)\s")
_AGE_END = _after(r"\s?(?:[.,;:)]|(?:and|or|if|when|who|where|with|are|have|should|can|could|do)\b)")
_FROM_TO = _before(r"\bfrom\s[^.;]*\bto\s")
#: "Three or more placements", "five A*-C grades", "two thirds", "one in eight", "24-hour".
_THRESHOLD = _after(
    r"\s(?:or\s(?:more|fewer|less|over|above|under|older|younger)|and\s(?:over|above|under))\b|\s?\+",
    rf"(?:\s(?:and|to|or)\s{_W})?\s(?:or\smore\s)?(?:good\s)?(?:(?:passes\sat\s)?g[cs][cs]es?\b|a\*|a[- ]level)",
    r"[- ](?:thirds?|quarters?|fifths?|halves)\b|-[a-z]|\s?(?:am|pm)\b|\s(?:times|fold)\b|:\d|'s\b|(?:st|nd|rd|th)\b",
    rf"\s(?:in|or|out\sof)\s(?:every\s)?{_SMALL}\b",
    r"\s[–-]\s?\d+\)",
    rf"\s(?:{'|'.join(month for month in MONTHS if month != 'may')})\b",
)
_LIMIT = _before(
    rf"\b{_SMALL}\s(?:in|or|out\sof)\s(?:every\s)?",
    r"\b(?:threshold|requirement|standard|limit|guidelines?|expectation|minimum|maximum)\sof\s",
    r"\bstatutory\s(?:\w+\s){0,3}",
    r"\b(?:groups|pairs|sets|(?:sibling|sister|brother)s?\sgroups?)\sof\s",
)
#: Things of the mind and of paper: they are counted to list them, not to measure the service.
_ABSTRACT = _after(
    r"\s(?:(?!at|in|on|of|by|for|with|under)[\w-]+\s)?(?:key\s|main\s|strategic\s)?"
    r"(?:priorit(?:y|ies)|objectives?|themes?|aspects?|strands?|stages?|elements?|principles?|pillars?|outcomes?|domains?|recommendations?|"
    r"actions?|steps?|phases?|options?|levels?|tiers?|ways?|types?|reasons?|questions?|occasions?|criteria|factors?|examples?|parts?|"
    r"sections?|dimensions?|workstreams?|judge?ments?|sides|inspectors?|hmi)\b",
    r"\s(?:other|of\s(?:her|his)\smajesty|areas?\s(?:for|of\s(?:practice|development|improvement))|parents)\b",
)
#: What inspectors did and saw.
_SEEN_BEFORE = _before(
    r"\binspectors\s(?:met|saw|spoke|looked|observed|visited|reviewed|sampled|tracked|examined|read|identified|found|considered|referred|raised)\b[^.;]{0,40}",
    r"\b(?:review|sample)\sof\s",
)
_SEEN_AFTER = _after(
    r"[^.;]{0,60}\b(?:by\sinspectors|(?:cases?|files?|records?|plans?|audits?|assessments?)\s(?:were\s|was\s)?(?:seen|sampled|tracked|looked\sat|"
    r"examined|reviewed|considered|read|referred|selected)|told\s(?:an\s)?inspectors?|spoken\sto|who\s(?:met|spoke)|interviewed|said)\b"
)
_CASE_BEFORE = _before(r"\b(?:in|of|for)\s(?:(?:at\sleast|only|just|these|the)\s)?")
_CASE_AFTER = _after(r"\s(?:\w+\s)?(?:cases?|examples?|instances?|files?|records?)(?:[,:;.]|\s(?!of\b))")
_NO_SPELL = _before(
    r"\b(?:last|past|previous|next|first|preceding|coming|every|each|for|after|in|than|least|another|further|additional|these|those|during|"
    r"initial|final|recent|subsequent|early|only|a|the|some|within\sthe|under|target\sof)\s(?:over\s|more\sthan\s|at\sleast\s|up\sto\s|nearly\s|almost\s)?"
)
_SPELL_AFTER = _after(
    r"\s?(?:ago|prior|later|after|old|or\smore|or\sless|or\slonger|or\sover|earlier|before\s(?:the|this)\sinspection)\b|'"
)
_WAITED = _before(r"\bwait\w*\s(?:[a-z]+\s){0,2}?(?:up\sto|over|more\sthan|at\sleast|around|about|of|for|nearly)\s")
_SPELL_OF = _after(
    r"\b(?:averag\w*|wait\w*|length|durations?|timescales?|timeliness|time\s(?:taken|to|from|between)|take[ns]?|taking|took|delay\w*|"
    r"proceedings|scorecard|median|longest|seen|completed|concluded)\b"
)
_SHARE = _after(r"%|\bper\scent\b|\btimescales?\b|\btarget\b|\bonly\sone\b")
_ANAPHORA = _before(r"\b(?:the|these|those|its|their|all)\s")
_FROM_ONE = _after(r"\s(?:in|to|at)\b")
_OPENING_ONE = _before(
    r"\bthere\s(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:only\s|just\s|currently\s)?",
    r"\b(?:only|the|just|operates|runs|reduction\sof|increase\sof|by)\s",
    r"\(",
)
_PRONOUN_ONE = _after(
    r"\s(?:of|or|another|in(?!\s(?:19|20)\d\d)|by|to|stop|place|that|which|where|aspect|person|side|undertaken|made|used|seen)\b|\s?[,.;]\s"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NONE = _after(r"\s(?:of\s(?:whom|them)\s)?(?:lives?|were|was|are|is)\b")
_BOTH = _after(r"\s(?:of\swhom\s)?lives?\b")
_NO_BEFORE = _before(
    r"^", r"[.,;:(]\s", r"•\s", r"\b(?:been|are|is|were|was|and|with|in|had|but|has|have|operates|reported|recent)\s"
)
_NO_CHILDREN = (
    r"\s(?:[\w-]+\s){0,4}?(?:children|people|person|leavers?|child|pupils?)\s(?:\w+\s){0,5}?"
    r"(?:(?:have|has)\sbeen\s(?:subject|permanently|placed|excluded|accommodated)|(?:is|are|were|was)\s(?:currently\s)?(?:placed|living|accommodated)\sin\s(?:an?\s)?(?:bed|unsuitable|unregistered|residential|b&b|home)|"
    r"ceased|who\sare\sunaccompanied|live)"
)
_NO_EVENT = _after(
    r"\s(?:[\w-]+\s){0,3}(?:disruptions?|breakdowns?|exclusions?|asylum[- ]seek\w+|[\w-]*(?:to|for)[- ]adopt(?:ion)?\splacements?|serious\scase\sreviews?|scrs|children's\shomes?)\b(?!\sof\s(?:its|their))",
    _NO_CHILDREN,
)


#: What stands behind the number of a footnote or of a judgement, at the beginning of a line.
_NUMBERED_LINE = _after(r"\s(?:the|this|these|ofsted|figures?\s(?:taken|are)|in\sthis)\b")
_NUMBERED_ROW = _after(r"\s(?:adoption\sperformance|(?:the\s)?experiences?\sand\sprogress)\b")


def _is_vague_figure(printed: str, before: str, after: str, area_information: bool) -> bool:
    """Whether "no", "any", "none" or "both" stands for a number."""
    if printed == "no":
        return bool(_NO_BEFORE.search(before) and _NO_EVENT.match(after))
    if printed == "any":
        return bool(re.search(r"\bnot\s(?:been\s|had\s)?$", before) and _NO_EVENT.match(after))
    return area_information and bool((_NONE if printed == "none" else _BOTH).match(after))


def _is_age(number: Number, before: str, after: str) -> bool:
    if number.value > _OLDEST or number.unit not in ("count", "years"):
        return False
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    return (
        number.unit == "count"
        and not number.word
        and 14 <= number.value <= 25
        and bool(_AGE_POINT.search(before) and _AGE_END.match(after))
        and not _FROM_TO.search(before)
    )


def _is_name(printed: str, before: str) -> bool:
    """Whether a number is the name of a thing, a year, or part of a telephone number."""
    if printed.isdigit() and (printed[0] == "0" or len(printed) > 6 or _YEAR.fullmatch(printed)):
        return True
    if len(printed) == 4 and printed.isdigit() and before.endswith((" of ", " in ", "since ")):
        return True
    return _LABEL.search(before) is not None


def _is_spell(before: str, after: str, sentence: str) -> bool:
    """Whether a number of days, weeks, months or years says how long something takes."""
    if before.endswith("within ") and _SHARE.search(sentence):
        return False
    if _SPELL_AFTER.match(after):
        return False
    if _WAITED.search(before):
        return True
    return _NO_SPELL.search(before) is None and _SPELL_OF.search(sentence) is not None


def _is_seen(number: Number, before: str, after: str) -> bool:
    """Whether a number counts cases that inspectors looked at or people whom they met."""
    if number.value > 60:
        return False
    if _SEEN_BEFORE.search(before) or _SEEN_AFTER.match(after):
        return True
    return number.value <= 20 and bool(_CASE_BEFORE.search(before) and _CASE_AFTER.match(after))


def _is_count(number: Number, printed: str, before: str, after: str, area_information: bool) -> bool:
    """Whether a number without a unit counts something."""
    if _is_name(printed, before) or number.value <= 10 and before.endswith("than "):
        return False
    if _ABSTRACT.match(after) and not (number.value > 10 and after.startswith(" parents")):
        return False
    if area_information:
        return number.value != 1 or not _PRONOUN_ONE.match(after)
    if _is_seen(number, before, after) or number.value == 2 and _ANAPHORA.search(before):
        return False
    if number.value != 1:
        return True
    if before.endswith("from "):
        return _FROM_ONE.match(after) is not None
    return not _PRONOUN_ONE.match(after) and _OPENING_ONE.search(before) is not None


def is_figure(number: Number, text: str, first: int, last: int, area_information: bool) -> bool:
    """Whether a number says how many, how much or how long.

    Args:
        number: A number that is no part of a date or period.
        text: The canonical text, folded.
        first: Start of the sentence that holds it.
        last: End of the sentence.
        area_information: Whether it stands in the section on the authority's area, which holds little else.
    """
    before = text[max(first, number.start - _WINDOW) : number.start]
    after = text[number.end : min(last, number.end + _WINDOW)]
    printed = text[number.start : number.end]
    if not number.word and (number.start == first and _NUMBERED_LINE.match(after) or _NUMBERED_ROW.match(after)):
        return False
    if number.vague:
        return _is_vague_figure(printed, before, after, area_information)
    if _is_age(number, before, after) or _THRESHOLD.match(after) or _LIMIT.search(before):
        return False
    if number.unit in _SPELLS:
        return _is_spell(before, after, text[first:last])
    if number.unit == "count":
        return _is_count(number, printed, before, after, area_information)
    return number.unit not in ("miles", "hours", "minutes")
