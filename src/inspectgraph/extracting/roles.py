"""Which role a title denotes, and which organisation stands beside it."""

from __future__ import annotations

import re

from inspectgraph import reference
from inspectgraph.facts import Organisation

_SAFEGUARDING_BOARD = r"(?:\blscb\b|\blscp\b|\bscb\b|safeguarding\s+(?:children'?s?'?\s+)?(?:board|partnership))"
_HEALTH = (
    r"\bnhs\b|\bccgs?\b|\bpct\b|clinical\s+commissioning|\bicbs?\b|\bics\b|integrated\s+(?:care|health)|\bhealth"
    r"|hospital"
    r"|\bnurs(?:e|ing)|\bdoctor\b|foundation\s+trust|primary\s+care|midwi|accountable\s+officer|\bgp\b|clinical"
    r"|paediatric"
)
#: The head of children's services, of whatever title (Children Act 2004, section 18).
DIRECTOR_OF_CHILDREN = re.compile(
    r"\bdcs\b|(?:director|head)s?,?\s+(?:of\s+|for\s+)?(?:the\s+)?(?:[\w',&]+\s+){0,4}?(?:children|people|young|famil)",
    re.IGNORECASE,
)
_SECOND_RANK = re.compile(
    r"\b(?:assistant|deputy|associate|vice|divisional|head\s+of\s+service|(?:service|programme)s?(?=\s+(?:director|manager|lead|head)))\b",
    re.IGNORECASE,
)
_HEALTH_BODY = re.compile(
    r"\bnhs\b|\bccgs?\b|\bicbs?\b|clinical\s+commissioning|integrated\s+(?:care|health)|foundation\s+trust|hospital",
    re.IGNORECASE,
)

#: Pattern over "title | organisation", slug, whether a deputy's title counts too. The first that matches counts.
_ROLES: tuple[tuple[re.Pattern[str], str, bool], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), slug, deputies)
    for pattern, slug, deputies in (
        (
            r"police,?\s+(?:fire\s+)?and\s+(?:fire,?\s+)?(?:and\s+)?crime|\bp(?:f)?cc\b|\bmopac\b"
            r"|mayor\b.{0,30}\b(?:policing|police|crime)",
            "pcc", True,
        ),
        (r"scrutineer", "other", True),
        (rf"\bchair.*{_SAFEGUARDING_BOARD}|{_SAFEGUARDING_BOARD}.*\bchair", "lscb-chair", False),
        (
            r"department\s+(?:for|of)\b|\bdfe\b|\bdcsf\b|home\s+office|ministry\s+of|secretary\s+of\s+state"
            r"|government\s+office",
            "government-official", True,
        ),
        (r"youth\s+(?:offending|justice)|\byots?\b|\byos\b|\byjs\b|\byot\b", "youth-justice", True),
        (r"probation|rehabilitation\s+compan|\bcrc\b|\bnps\b", "probation", True),
        (_HEALTH, "health", True),
        (r"constable|constabulary|\bpolice\b|superintendent|\bcommander\b|detective|chief\s+inspector", "police", True),
        (r"chief\s+executive|\bceo\b|managing\s+director|head\s+of\s+paid\s+service", "chief-executive", False),
        (
            r"lead\s+(?:council\s+|cabinet\s+|elected\s+)?member|cabinet\s+(?:member|lead)|portfolio\s+holder"
            r"|executive\s+(?:member|councillor)",
            "lead-member", False,
        ),
        (
            r"leader\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,4}council|council\s+leader|^(?:the\s+)?leader\b",
            "council-leader", False,
        ),
    )
)  # fmt: skip


def role_slug(title: str | None, organisation: str = "") -> str:
    """The slug of the role scheme for a post.

    Ofsted writes to the head of the service under many titles; each director for children or people
    of the authority who is no deputy counts as director of children's services.

    Args:
        title: As written; `None` where only the organisation is.
        organisation: As written, or empty.

    Returns:
        The slug, `other` for a post that the scheme does not name.
    """
    text = f"{title or ''} | {organisation}"
    second = bool(_SECOND_RANK.search(title or ""))
    if title and not second and DIRECTOR_OF_CHILDREN.search(title) and not _HEALTH_BODY.search(text):
        return "dcs"
    for pattern, slug, deputies in _ROLES:
        if pattern.search(text) and (deputies or not second):
            return slug
    return "other"


_RANK = (
    r"interim|acting|executive|corporate|strategic|statutory|deputy|assistant|joint|managing|group|regional|national|"
    r"divisional|independent|senior|chief|lead|place|area|service|programme|associate|designated|named|operational|"
    r"permanent|temporary|borough|group|vice|co|medical|clinical|nursing|operating|finance|accountable|information"
)
_OFFICE = (
    r"directors?|chief\s+executive(?:\s+officer)?|chief\s+(?:operating\s+|nursing\s+|medical\s+)?officer|ceo|dcs"
    r"|chair(?:man|woman|person)?"
    r"|head\s+of|leader|lead\s+member|cabinet\s+(?:member|lead)|portfolio\s+holder|mayor|commissioner"
    r"|police(?:,?\s+fire)?\s+and\s+crime\s+commissioner|chief\s+constable|(?:chief\s+)?superintendent|commander"
    r"|manager"
    r"|accountable\s+officer|officer|nurse|doctor|inspector|scrutineer|secretary|constable|executive\s+lead|lead"
    r"|convenor"
)
#: The first words of a title, wherever a title may begin.
TITLE_START = re.compile(
    rf"\b(?:A/|T/)?(?:(?-i:[A-Z]{{2,5}})\s+)?(?:(?:{_RANK})[\s-]+){{0,4}}(?:{_OFFICE})\b", re.IGNORECASE
)

_BODY_WORD = re.compile(
    r"council|local authority|borough|\bboard\b|\btrust\b|\bccgs?\b|\bicbs?\b|\bics\b|\bnhs\b|\bgroup\b|police"
    r"|constabulary|service|company|\bteam\b"
    r"|partnership|\blscb\b|\blscp\b|ofsted|commission\b|\bcqc\b|inspectorate|department|\bcity\b|county|corporation"
    r"|\bhmi\b|\bhmicfrs\b|\bhmip\b|agency|hospital|university|college|association",
    re.IGNORECASE,
)
_TITLE_MORE = re.compile(
    r"children|famil|learning|education|skills|people|young|lifelong|health|inclusion|commissioning", re.IGNORECASE
)


def is_title(part: str) -> bool:
    """Whether a part between commas names a post."""
    return TITLE_START.search(part) is not None


def is_organisation(part: str) -> bool:
    """Whether a part between commas names an organisation."""
    return _BODY_WORD.search(part) is not None


def continues_title(part: str) -> bool:
    """Whether a part between commas goes on with a title such as "Director of Children, Families and Learning"."""
    return _TITLE_MORE.search(part) is not None


_INSPECTORATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bofsted\b|office\s+for\s+standards\s+in\s+education", re.IGNORECASE), "ofsted"),
    (
        re.compile(r"care\s+quality\s+commission|\bcqc\b|inspector\s+of\s+(?:health|hospitals|primary)", re.IGNORECASE),
        "cqc",
    ),
    (re.compile(r"\bhmicfrs\b|constabulary\s+and\s+fire|inspector\w*\s+of\s+fire", re.IGNORECASE), "hmicfrs"),
    (re.compile(r"\bhmip\b|(?:hmi|inspector\w*\s+of)\s+probation", re.IGNORECASE), "hmi-probation"),
    (re.compile(r"\bhmic\b|(?:hmi|inspector\w*\s+of)\s+constabulary", re.IGNORECASE), "hmic"),
)
INSPECTORATE_NAMES = {
    "ofsted": "Ofsted",
    "cqc": "Care Quality Commission",
    "hmicfrs": "HMICFRS",
    "hmi-probation": "HMI Probation",
    "hmic": "HMI Constabulary",
}
OFSTED = Organisation("inspectorate", "ofsted", "Ofsted")


def inspectorates(text: str) -> tuple[tuple[int, str], ...]:
    """The inspectorates that a text names.

    Returns:
        Offset and slug of each, in the order of the text.
    """
    found: list[tuple[int, str]] = []
    for pattern, slug in _INSPECTORATES:
        for match in pattern.finditer(text):
            if not (slug == "hmic" and any(other == "hmicfrs" and abs(at - match.start()) < 30 for at, other in found)):
                found.append((match.start(), slug))
    return tuple(sorted(found))


_DEPARTMENT = re.compile(r"\bdepartment\s+(?:for|of)\b|home\s+office|ministry\s+of|\bdfe\b|\bdcsf\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"police|constabulary|\bnhs\b|\bccg|\bicb|trust|probation|company|commission|integrated|service|\bteam\b",
    re.IGNORECASE,
)


def organisation(name: str, authority: str | None, authority_name: str) -> Organisation:
    """What kind of organisation a name denotes.

    Args:
        name: As written.
        authority: Slug of the authority that the document is about.
        authority_name: Its name, or empty.

    Returns:
        The organisation: an authority, a safeguarding board of the authority, an inspectorate, a department or another.
    """
    name = re.sub(r"\s+", " ", name).strip(" ,.")
    if re.search(_SAFEGUARDING_BOARD, name, re.IGNORECASE):
        return Organisation("board", authority or "", name)
    if found := inspectorates(name):
        return Organisation("inspectorate", found[0][1], name)
    if _DEPARTMENT.search(name):
        return Organisation("government", _department(name), name)
    if _FOREIGN.search(name):
        return Organisation("other", "", name)
    slugs = [slug for _, _, mentioned in reference.find_authorities(name) for slug in mentioned]
    if authority and (authority in slugs or authority_name and name.lower() == authority_name.lower()):
        return Organisation("authority", authority, name)
    return Organisation("authority", slugs[0], name) if len(slugs) == 1 else Organisation("other", "", name)


def _department(name: str) -> str:
    """The slug of a department; empty for one that the reference does not have."""
    for body in reference.load().national.values():
        if body.kind == "government" and name.lower() in {
            form.lower() for form in (body.name, *body.abbreviations, *body.aliases)
        }:
            return body.slug
    return ""
