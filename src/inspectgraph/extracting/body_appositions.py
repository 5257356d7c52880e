"""Proper names that a text explains: "Zipwire, an intensive support service", "groups: 'One' and 'Two'", "Name (ABC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from inspectgraph.extracting.body_known import KnownName
from inspectgraph.extracting.body_naming import NOT_BODIES
from inspectgraph.reading.document import Document, Span

RULES: dict[str, str] = {
    "body_appositions/explained": "A proper name that the text explains: a name, then in an apposition what kind of body it is.",
    "body_appositions/named": "A proper name after the kind of body, in brackets, in quotation marks or after a word like 'called'.",
    "body_appositions/defined": "A name in capitals whose initials a bracket gives, unless it is a document, a procedure or a person.",
}

_NAME = r"[A-Z][\w'+-]*(?: (?:[A-Z][\w'+-]*|\d+|(?:in|of|the|and|for|with|to|at) (?=[A-Z])))*"
_KINDS = {
    "service": "service", "clinic": "service", "centre": "service", "club": "service", "charity": "partner-organisation",
    "organisation": "partner-organisation", "project": "project", "programme": "programme", "scheme": "programme",
    "initiative": "programme", "campaign": "programme", "team": "team", "hub": "hub", "group": "council", "council": "council",
    "parent carer forum": "partner-organisation", "parent and carer forum": "partner-organisation", "forum": "council", "panel": "panel", "agency": "partnership", "alliance": "partnership", "consortium": "partnership",
    "partnership": "partnership", "board": "board", "model": "model",
}  # fmt: skip
_HEADS = "|".join(_KINDS)

#: "Zipwire, an in-house intensive support service", "Brighter Futures (an activity group ...)".
_EXPLAINED = re.compile(rf"'?(?:, | \()(?:which is )?(?:an?|the) (?:[a-z][\w'-]+ ){{0,6}}?(?P<head>{_HEADS})\b")
_NAME_BEFORE = re.compile(rf"(?:(?<=[\w,'•.:] )|(?<=\n)|^)'?(?P<name>{_NAME})\Z")
#: "regional adoption agency (Adopt East)", "a project called 'Pause'", "the parent carer forum, Family Voice".
_NAMED = re.compile(
    rf"\b(?i:(?P<head>{_HEADS}))s?(?:(?: of| for) [a-z' ]{{3,40}}?)?(?:,? (?:called|known as|named|entitled)(?: the)? |: | \((?:the )?|, (?:the )?|,? )(?P<quote>'?)(?P<name>{_NAME}|(?<=')[^'\n]{{3,40}})(?P<close>'?)(?P<end>\)| \(|[,.;:]| and\b| is\b| has\b| to\b| which\b|$)",
    re.MULTILINE,
)
#: Heads after which a comma is enough.
_BARE = frozenset({"agency", "alliance", "forum", "parent carer forum", "parent and carer forum", "charity"})
_ALSO = re.compile(r" and '([A-Z][^'\n]{2,40})'")
#: "Making Every Intervention Count (MEIC)".
_DEFINED = re.compile(r"(?P<name>[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|and|the|in|for|to|into|&)){1,7}) \((?P<short>[A-Z][A-Za-z&+]*[A-Z+])\)")
_NO_BODY = re.compile(
    r".*\b(?:Act|Plans?|Assessments?|Framework|Orders?|Strategy|Officers?|Outline|Reviews?|Questionnaires?|Protocol|Form|System|Children|Persons?|Education|Inspector|Inspectorate"
    r"|Services|Director|Executive|Needs|Disability|Disabilities|Training|People|Families|Learning|Commission|Guidance|Procedures?|Conferences?|Meetings?|Year|Abuse|Exploitation|Mutilation|Standards?"
    r"|Group|Employment|Register|Database|Report|Commissioner|Workers?|Coordinators?|Lead|Manager|Offer|Statements?|Minors|Notification|Requirements?|Profile|Process|Analysis|Record|Mechanism|Referral|Pathway|Tool|Stage|Maker|Association|Agreement)$"
)
_NO_NAME = re.compile(r"(?i:front door|crash pad)|(?:Recommendations?|Reviews?|Regulations|Annex|Figure|Table|Appendix)$|.*\b(?:Law|Act)$|\w+ly\b|(?:However|Also|Therefore|First|Overall|Thus|Hence|Nevertheless|Nonetheless|Instead|Moreover|Furthermore|Today|Similarly|The|This|These|Ofsted|Inspectors?|Social|Children|Young|Staff|In|All|Section|England|Since|At|CQC|Police|She|He|They|It|Mr|Ms|Mrs|Dr|DfE|Department|HMI|January|February|March|April|May|June|July|August|September|October|November|December|Leaders|Managers)\b")


def explained_names(document: Document, start: int, end: int, places: frozenset[str]) -> Iterator[KnownName]:
    """The proper names within a stretch of the text that the text itself says to be a body.

    Args:
        document: What to read.
        start: Where to begin.
        end: Where to stop.
        places: Names of the authority in lower case, which name no body alone.
    """
    text = document.text

    def known(first: int, last: int, kind: str, rule: str, short: str | None = None) -> KnownName | None:
        written = text[first:last].rstrip("'")
        if written.lower() in places or _NO_NAME.match(written) or len(written) < 4 or written.isupper() and len(written) < 5:
            return None
        return KnownName(Span(first, first + len(written)), written, re.sub(r"\W+", " ", written.lower()), kind, False, f"body_appositions/{rule}", short)

    for match in _EXPLAINED.finditer(text, start, end):
        before = _NAME_BEFORE.search(text, max(start, match.start() - 60), match.start())
        if before and (found := known(before.start("name"), before.end("name"), _KINDS[match["head"]], "explained")):
            yield replace(found, span=Span(found.span.start, match.end()))
    for match in _NAMED.finditer(text, start, end):
        kind = _KINDS[match["head"].lower()]
        separator = text[match.end("head") : match.start("name")]
        quoted = bool(match["quote"]) and bool(match["close"])
        bracketed = "(" in separator and match["end"] == ")" and kind not in ("team", "service", "board", "panel", "hub")
        called = re.search(r"called|known as|named|entitled", separator) is not None
        bare = separator.startswith(", ") and match["head"].lower() in _BARE and match["end"][0] in " ,.("
        if not (quoted or bracketed and len(match["name"]) > 5 or called or bare) or match["quote"] and not match["close"]:
            continue
        if found := known(match.start("name"), match.end("name"), kind, "named"):
            yield found
            if quoted and (also := _ALSO.match(text, match.end("close"))):
                second = known(also.start(1), also.end(1), kind, "named")
                if second:
                    yield second
    for match in _DEFINED.finditer(text, start, end):
        short = match["short"]
        starts = [m.start() for m in re.finditer(r"(?<![\w'])[A-Z]", match["name"])]
        first = next((match.start("name") + at for n, at in enumerate(starts) if _fits(short, "".join(match["name"][i] for i in starts[n:]))), None)
        if first is None or short in NOT_BODIES or _NO_BODY.match(match["name"]):
            continue
        if found := known(first, match.end("name"), "programme", "defined", short):
            yield found


def _fits(short: str, initials: str) -> bool:
    """Whether an abbreviation is made of the initials of a name."""
    return re.sub(r"[^A-Z]", "", short.upper()) == initials.upper() or "".join(c for c in short if c.isupper()) == initials
