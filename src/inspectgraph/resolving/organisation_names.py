"""Names of organisations that work for several authorities, in comparable form: police forces and health bodies."""

from __future__ import annotations

import re
from functools import lru_cache

from inspectgraph.graph.iris import slug

# What such an organisation is, in its several wordings; health bodies as the Health and Care Acts of 2012 and 2022
# and the NHS name them.
_FORMS = tuple(
    (re.compile(rf"\b(?:{wording})\b"), form)
    for wording, form in (
        (r"integrated (?:health and )?care (?:board|partnership|system)s?|icbs?|ics", "icb"),
        (r"clinical commissioning groups?|ccgs?", "ccg"),
        (r"police (?:force|service|constabulary)s?|constabular(?:y|ies)|police", "police"),
        (r"(?:nhs )?foundation trusts?|nhs trusts?|health ?care trusts?", "nhstrust"),
        (r"community rehabilitation compan(?:y|ies)|crcs?", "crc"),
        (r"border agency", "borderagency"),
    )
)
_KINDS = frozenset(form for _, form in _FORMS)
_SMALL = frozenset("the of for and in nhs s area local with within uk".split())
#: Words that say what an organisation does and not which it is.
_GENERAL = frozenset(
    "mental health care community partnership healthcare services service children childrens young peoples people"
    " families family university hospital hospitals teaching primary public joint integrated gp gps".split()
)


@lru_cache(maxsize=8192)
def organisation_key(name: str) -> tuple[str, ...]:
    """The words that tell an organisation from others, with what it is in one wording; sorted.

    >>> organisation_key("NHS Frimley Integrated Care Board"), organisation_key("the Metropolitan Police Service")
    (('frimley', 'icb'), ('metropolitan', 'police'))
    """
    plain = slug(name).replace("-", " ")
    for pattern, form in _FORMS:
        plain = pattern.sub(form, plain)
    return tuple(sorted({word for word in plain.split() if word not in _SMALL}))


def serves_several(key: tuple[str, ...]) -> bool:
    """Whether a name is the proper name of a police force or a health body, which may serve several authorities.

    >>> serves_several(organisation_key("Essex Police")), serves_several(organisation_key("mental health trust"))
    (True, False)
    """
    words = set(key)
    if words == {"borderagency"}:
        return True
    return bool(words & _KINDS) and bool(words - _KINDS - _GENERAL)
