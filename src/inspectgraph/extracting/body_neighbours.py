"""What stands beside a noun phrase and belongs to it: an abbreviation, another name, a complement."""

from __future__ import annotations

import re

from inspectgraph.extracting.body_tokens import Token
from inspectgraph.reading.document import Span

#: An abbreviation in brackets.
ABBREVIATION = re.compile(r"\(\s?['‘]?(?:the )?([A-Z][\w&+-]*[A-Z+]\w?(?:-[A-Z]+)?)['’]?\s?\)")
_COMPLEMENT = re.compile(
    r" (?:for|of|dedicated to working with|dedicated to|working with) (?!(?:the|their|its|this|these|those|them|him|her|each|all|any|which|whom|people|change|support|help|"
    r"children(?: and (?:young people|(?:their )?families))?|young people|families|parents|carers|staff|professionals|"
    r"(?:\w+ )?social workers|managers|children's (?:social care|services))\b(?! (?:who|with|in|leaving)\b))"
    r"((?:[\w'-]+ ){0,5}?[\w'-]+)(?= (?:who|to|is|are|has|have|had|was|were|which|that|in|at|from|with|by|on|use[ds]?|will|can|provid\w+|supports|supporting|when|where|as|aged|through|during"
    r"|works|worked|helps|helping|enabl\w+|ensur\w+|continu\w+|complet\w+|undertak\w+|meets?|and (?:enhance|improve|develop|ensure|strengthen|extend|increase|provide)|focus\w*|\w{3,}ed)\b| \(|[.,;:)]|$)"
)
#: "a service for children with additional needs".
_WITH_NEEDS = re.compile(
    r" for (?:children|young people|children and young people) (?:with|who have)"
    r" (?:[\w-]+ ){0,3}(?:needs|disabilit(?:y|ies)|difficulties|autism|SEND)\b"
)
#: "a panel for children who do not go to school".
_CLAUSE = re.compile(
    r" (?:for|providing (?:\w+ )?support (?:to|for)) (?:those|children|young people|pupils|families|parents|children and families)"
    r" (?:who|aged|whose|at risk of) [^,.;:()\n]{4,60}?(?=[.,;:(\n]| (?:is|has|was|meets|provides|offers|which|that|helps|ensures|brings|gives|makes|works|runs)\b)"
)
_ALIAS = re.compile(
    r",? (?:the )?'([A-Z][^'\n]{2,40})'|,? \((?!the )'?([A-Z][a-z]+ [A-Z][\w' -]{2,30})'?\)|,? \(the '?([A-Z]\w+ (?:team|service|hub|unit))'?\)"
    r"|, ([A-Z][a-z]+(?: (?:(?:in|of|for|with) )?[A-Z][a-z]+)+)(?=(?: \([A-Z]+\))?, (?:(?:which|that|who) )?(?:\w+ly )?(?:is|are|has|have|meets?|helps?)\b)"
)
_ALIAS_BEFORE = re.compile(
    r"'([A-Z][^'\n]{2,30})', (?:the|which is the)(?: (?:(?:local )?authority|council|borough|city|county)'s)? \Z|(?<=\s)([A-Z][\w@-]+(?: [A-Z][\w@-]+){0,3}) \((?:the|our) \Z"
)
#: The same where the phrase is all that the brackets hold ("Brightstars (Children in Care Council)").
_ALIAS_OUTSIDE = re.compile(r"(?:^|[ \n])([A-Z][\w@-]{3,}(?: [A-Z][\w@-]+){0,3}) \(\Z")
#: What follows a head in capitals and belongs to the name ("Support Teams in Schools").
_CAPITAL_COMPLEMENT = re.compile(
    r"(?: (?:in|for|of|with|on|to)(?: the)? (?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z][a-z]\w+)+\b(?! [A-Z])"
)


def alias_of(text: str, start: int, end: int) -> str | None:
    """A proper name that stands beside a phrase.

    Args:
        text: The whole text.
        start: Where the phrase begins.
        end: Where its head noun ends.
    """
    after = _ALIAS.match(text, end)
    lead = text[max(start - 15, 0) : start]
    near = "(" in lead or "'," in text[max(start - 30, 0) : start]
    found = after or (_ALIAS_BEFORE.search(text, max(start - 50, 0), start) if near else None)
    if found is None and text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        found = _ALIAS_OUTSIDE.search(text, max(start - 50, 0), start)
    return next(filter(None, found.groups()), None) if found else None


def complement_of(text: str, start: int, head: Token) -> Span | None:
    """A phrase with the complement that follows its head noun, "team for ...".

    Args:
        text: The whole text.
        start: Where the phrase begins.
        head: Its head noun.
    """
    match = _CAPITAL_COMPLEMENT.match(text, head.end) if head.text[0].isupper() else None
    match = (
        match or _WITH_NEEDS.match(text, head.end) or _CLAUSE.match(text, head.end) or _COMPLEMENT.match(text, head.end)
    )
    return Span(start, match.end()) if match else None
