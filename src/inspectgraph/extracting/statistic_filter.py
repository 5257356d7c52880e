"""Which numbers of a text are figures about the service, and which only name, limit or date something.

Ages, years, numbers of sections and stages, thresholds, time limits set by law, what inspectors
themselves did and saw, and "one" as a pronoun are no figures.
"""

from __future__ import annotations

import re

from inspectgraph.extracting.numbers import WORDS, Number

_W = rf"(?:\d[\d.,]*|{'|'.join(word for word in WORDS if ' ' not in word)})"
_WINDOW = 90

#: Words that number a thing: "section 47", "Key Stage 4", "stage two", "tier 3".
_LABEL = re.compile(
    r"(?:\b(?:sections?|key\sstages?|ks|stages?|year|paragraphs?|recommendations?|parts?|chapters?|articles?|regulations?|"
    r"schedules?|levels?|tiers?|grades?|phases?|bands?|pages?|versions?|annex|appendix|pep|steps?|tables?|figure|options?|"
    r"modules?|standards?|waves?|forms?|wards?|zones?|no\.|numbered|operation|adoption|box|room|act|p\.|s\.|volume|unit|per|type|"
    r"categor(?:y|ies)|priority|principle|criterion|question)"
    rf"|\b(?:sections|key\sstages?|stages|levels|tiers|grades|paragraphs|years|recommendations)\s{_W}\s?(?:and|or|to|,|–|-|/))\s$",
    re.IGNORECASE,
)
#: Ages, except after a bare "over" or "under", which limit other things too.
_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|ages\sof|age\sof|age\sgroups?|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|approach(?:es|ed|ing)?|age\srange|birth\sto|born)"
    rf"(?:\s(?:between|from|over|under|up\sto|of|about|around))?(?:\s{_W}(?:\s(?:and|or|to)|,|\s?[–-]|-\sto|-\sand))?\s?"
    r"|\b(?:children|people|leavers|persons|pupils|adults|those|babies|boys|girls|students|siblings)\s(?:of\s)?"
    r"(?:over|under|above|below|from)(?:\sthe)?\s"
    r"|\b(?:pre|post|under|over)-)$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    rf"(?:-|\s)?(?:\s?(?:-|–|to|and|or)\s?{_W})?(?:-|\s)(?:plus\b|years?[- ]olds?\b|years?\s(?:old|of\sage)\b)|\s?years?\s(?:old|of\sage)\b"
    r"|-(?:\s(?:and|to|or)\s)|\s(?:to|and|or)\s\d\d?-?(?:\s|-)year[- ]olds?"
    r"|\s?[–-]\s?\d\d?(?:\)|-year)",
    re.IGNORECASE,
)  # fmt: skip
_AGE_POINT = re.compile(r"\b(?:at|until|to|from|till|past|beyond|over|under)\s$", re.IGNORECASE)
_AGE_END = re.compile(r"\s?(?:[.,;:)]|(?:and|or|if|when|who|where|with|are|have|should|can|could|do)\b)", re.IGNORECASE)
#: "Three or more placements", "five A*-C grades", "two thirds", "one in eight", "24-hour", "three-quarters".
_THRESHOLD_AFTER = re.compile(
    r"\s(?:or\s(?:more|fewer|less|over|above|under|older|younger)|and\s(?:over|above|under))\b|\s?\+"
    r"|\s(?:good\s)?(?:or\smore\s)?(?:gcse|gsce|a\*|a-level|a\slevel)|\s(?:or\smore\s)?(?:good\s)gcses?"
    r"|[- ](?:thirds?|quarters?|fifths?|halves)\b|-[a-z]|\s?(?:am|pm)\b|\s(?:times|fold)\b|:\d|'s\b"
    rf"|\sin\s(?:every\s)?{_W}\b|(?:st|nd|rd|th)\b|\s[–-]\s?\d+\)",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"\s(?:(?:key|main|strategic|overarching|broad|clear|core|new|agreed|different|distinct|identified|separate|main)\s){0,2}"
    r"(?:priorit(?:y|ies)|objectives?|themes?|aspects?|strands?|stages?|elements?|principles?|pillars?|outcomes?|domains?|"
    r"recommendations?|actions?|steps?|phases?|options?|levels?|tiers?|ways?|types?|reasons?|questions?|occasions?|criteria|"
    r"factors?|examples?|parts?|sections?|of\sthe\s(?:key|main)|other|of\s(?:her|his)\smajesty|hmi|(?:\w+\s){0,2}inspectors?|"
    r"judge?ments?|pages?|languages?\sand|dimensions?|workstreams?|areas?\s(?:for|of\spractice|of\sdevelopment)|parents|sides)\b",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(r"\b(?:groups?|pairs?|sets?|between)\sof\s$|\b(?:minimum|maximum|limit)\sof\s$", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:threshold|requirement|standard|statutory|required|limit|guidelines?|expectation)\b[^.;]{0,25}$", re.IGNORECASE
)
#: What inspectors did and saw themselves.
_ANECDOTE_BEFORE = re.compile(
    r"\b(?:inspectors\s(?:met|saw|looked|spoke|observed|visited|reviewed|sampled|identified|considered|tracked|examined|read|"
    r"found|noted|referred|raised|returned|asked|evaluated|scrutinised)|a\sreview\sof|seen\sby\sinspectors|sample\sof|sampled|for\sexample,?\sin|in)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_ANECDOTE_AFTER = re.compile(
    r"[^.;]{0,60}\b(?:by\sinspectors|(?:cases?|files?|records?|plans?|examples?|audits?)\s(?:seen|sampled|tracked|looked\sat|examined|"
    r"reviewed|considered|read|were\sreferred|was\sseen)|told\s(?:an\s)?inspectors?|spoken\sto|who\s(?:met|spoke)|met\swith|interviewed|said)\b"
    r"|\s(?:\w+\s){0,2}(?:cases?|examples?|instances?|files?|records?)(?:[,:;.]|\s(?:inspectors|where|seen|the|this|a|there|it|in\swhich|that)\b)",
    re.IGNORECASE,
)
_NOT_A_SPELL = re.compile(
    r"\b(?:last|past|previous|next|first|preceding|coming|every|each|for|after|in|than|minimum\sof|least|another|further|additional|"
    r"these|those|during|initial|final|recent|subsequent|early|only|a|the|some|within\sthe|around\severy|under)\s$",
    re.IGNORECASE,
)
_SPELL_AFTER = re.compile(
    r"\s?(?:ago|before|prior|later|after|old|or\smore|or\sless|or\slonger|or\sover|earlier|away\sfrom\s(?:home|where))\b|'", re.IGNORECASE
)
_SPELL_OF = re.compile(
    r"\b(?:averag\w*|wait\w*|length|durations?|timescales?|timeliness|time\s(?:taken|to|from|between)|take[ns]?|taking|took|delay\w*|"
    r"proceedings|scorecard|days\s(?:as|away)|median|longest|seen|completed|concluded)\b",
    re.IGNORECASE,
)
#: What is counted. A small number in words is a figure only beside one of these.
_COUNTABLE = re.compile(
    r"[^.;:,(]{0,60}?\b(?:child(?:ren)?|people|person|leavers?|famil(?:y|ies)|carers?|adopters?|adoptions?|teams?|homes?|placements?|reviews?|"
    r"scrs?|posts?|flats?|staff|workers?|managers?|cent(?:re|er)s?|schools?|councils?|groups?|panels?|notifications?|incidents?|"
    r"disruptions?|breakdowns?|exclusions?|apprentices(?:hips?)?|hubs?|districts?|boards?|beds?|agencies|localit(?:y|ies)|clusters?|"
    r"volunteers?|advocates?|households?|referrals?|assessments?|requests?|complaints?|deaths?|births?|matches|"
    r"approvals?|siblings?|brothers?|sisters?|pupils?|students?|babies|mothers?|young\s\w+|vacanc(?:y|ies)|visits?|areas|advis[eo]rs?|"
    r"commissioners?|officers?|practitioners?|directors?|services|units?|orders?|pathways?|places?|hospitals?|clinics?|enquir(?:y|ies)|"
    r"episodes?|cases|trusts?|groups?|ccgs?|quadrants?|bases?|houses?|properties|tenanc(?:y|ies)|nurser(?:y|ies)|languages|"
    r"live|lived|lives|remained|required?s?|were|are|feature|have|with|did)\b",
    re.IGNORECASE,
)  # fmt: skip
_ONE_BEFORE = re.compile(
    r"\b(?:there\s(?:was|were|is|are|has\sbeen|have\sbeen)(?:\s(?:only|just|currently))?|(?:only|the|just|operates|runs|by|of|from|to)"
    r"|(?:and|,|in\sone\sand))\s(?:only\s)?$|\($",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\s(?:of|or|another|in|by|to|another's|stop|place|another|such\sexample|that|which|where|aspect|person)\b", re.IGNORECASE)
_NONE = re.compile(r"\s(?:of\swhom\s)?(?:lives?|were|was|are|is)\b|\s(?:of\s(?:them|whom)\s)?(?:lives?|were|are)\b", re.IGNORECASE)
_NO_EVENT = re.compile(
    r"\s(?:(?:\w+\s){0,3}(?:disruptions?|breakdowns?|exclusions?|permanent\sexclusions)\b"
    r"|(?:[\w-]+\s){0,3}(?:asylum[- ]seek\w+)\b"
    r"|(?:[\w-]+\s){0,4}?(?:children|young\speople|care\sleavers|child|looked\safter\schildren|pupils?)(?:\s(?:\w+\s){0,5}?"
    r"(?:(?:have|has)\sbeen\s(?:subject|permanently|placed|excluded)|(?:is|are|were|was)\s(?:currently\s)?(?:placed|living)\sin\s(?:bed|unsuitable|b&b)|"
    r"ceased|who\sare\sunacc|live)))",
    re.IGNORECASE,
)
_NO_BEFORE = re.compile(r"(?:^|[.,;:(]\s|\b(?:been|are|is|were|was|and|with|in|had|but|has|have)\s|•\s)$", re.IGNORECASE)
_YEAR_FIGURE = re.compile(r"(?:19|20)\d\d")


def _is_age(number: Number, before: str, after: str) -> bool:
    if number.unit not in ("count", "years"):
        return False
    if number.value > 30:
        return False
    if _AGE_BEFORE.search(before) or number.unit == "count" and _AGE_AFTER.match(after):
        return True
    if number.unit == "years":
        return bool(re.match(r"\s?(?:old|of\sage)\b", after, re.IGNORECASE))
    return bool(14 <= number.value <= 25 and not number.word and _AGE_POINT.search(before) and _AGE_END.match(after)
                and not re.search(r"\bfrom\s[^.;]*\bto\s$", before)) and before[-5:] not in ("sed to",)  # fmt: skip


def _is_spell(number: Number, before: str, after: str, sentence: str) -> bool:
    """Whether a number of days, weeks, months or years says how long something takes."""
    if number.unit in ("miles", "hours"):
        return False
    if _NOT_A_SPELL.search(before) or _SPELL_AFTER.match(after):
        return False
    if _LIMIT.search(before):
        return False
    return bool(_SPELL_OF.search(sentence))


def _is_vague_figure(printed: str, before: str, after: str, area_information: bool) -> bool:
    """Whether "no", "none" or "both" stands for a number."""
    if printed == "no":
        return bool(_NO_BEFORE.search(before) and _NO_EVENT.match(after))
    if not area_information:
        return False
    return bool(_NONE.match(after)) if printed == "none" else bool(re.match(r"\s(?:of\swhom\s)?lives?\b", after))


def is_figure(number: Number, text: str, first: int, last: int, area_information: bool, company: bool) -> bool:
    """Whether a number says how many, how much or how long.

    Args:
        number: A number that is no date or year.
        text: The canonical text.
        first, last: The sentence that holds it.
        area_information: Whether it stands in the section on the authority's area, which holds little else.
        company: Whether another figure, written in digits, stands in the same sentence.
    """
    before = text[max(first, number.start - _WINDOW) : number.start]
    after = text[number.end : min(last, number.end + _WINDOW)]
    printed = text[number.start : number.end]
    if number.vague:
        return _is_vague_figure(printed.lower(), before, after, area_information)
    if number.unit == "count":
        if _LABEL.search(before) and not before.endswith("stage one and ") or _GROUP_OF.search(before):
            return False
        if _YEAR_FIGURE.fullmatch(printed) or printed[0] == "0" and "." not in printed:
            return False
    if _is_age(number, before, after):
        return False
    if _THRESHOLD_AFTER.match(after):
        return False
    if number.unit in ("hours", "days", "working-days", "weeks", "months", "years", "miles"):
        return _is_spell(number, before, after, text[first:last])
    if number.unit != "count":
        return True
    if _ABSTRACT.match(after) or _LIMIT.search(before):
        return False
    if number.value <= 60 and not area_information and (_ANECDOTE_AFTER.match(after) or re.search(r"inspectors\s(?:met|saw|spoke)[^.;]{0,40}$", before, re.IGNORECASE)):
        return False
    if re.search(r"\b(?:more|less|fewer)\sthan\s$", before, re.IGNORECASE) and number.value <= 10:
        return False
    if number.value == 1:
        if _ONE_OF.match(after):
            return bool(re.match(r"\sin\s(?:19|20)\d\d", after))
        return _COUNTABLE.match(after) is not None and (area_information or company or bool(_ONE_BEFORE.search(before))) or before.endswith("from ") or before.endswith("reduction of ")
    if number.value <= 10 and number.word:
        return area_information or company or _COUNTABLE.match(after) is not None
    return True
