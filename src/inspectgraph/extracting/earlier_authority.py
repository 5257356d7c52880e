"""Which authority an earlier inspection was of, and by which framework, as its date and grade allow."""

from __future__ import annotations

from dataclasses import replace

from inspectgraph.facts import EarlierInspection
from inspectgraph.reference import load

#: The grade that inspections of safeguarding and looked after children (2009 to 2012) do not have; where a
#: text gives it, the inspection was another one.
_NOT_GIVEN = {"slac": frozenset({"satisfactory", "requires-improvement"}), "aipc": frozenset({"satisfactory"})}


def in_its_time(earlier: EarlierInspection) -> EarlierInspection:
    """An earlier inspection of the authority that existed when it was made.

    A report of today's authority that recalls an inspection from before its beginning recalls one of
    its predecessor, where it has one of the same name. A framework that does not give the grade is
    not the one.
    """
    if earlier.framework and earlier.grade in _NOT_GIVEN.get(earlier.framework, frozenset()):
        earlier = replace(earlier, framework=None)
    authorities = load().authorities
    authority = authorities[earlier.authority]
    when = earlier.end or earlier.start
    if when is None or authority.in_being(str(when)):
        return earlier
    same_name = [
        slug
        for slug in authority.predecessors
        if authorities[slug].name == authority.name and authorities[slug].in_being(str(when))
    ]
    return replace(earlier, authority=same_name[0]) if len(same_name) == 1 else earlier
