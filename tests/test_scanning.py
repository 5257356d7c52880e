"""A pattern that is tried only where one of its first words may begin finds what it finds anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extracting import posts
from inspectgraph.reference import gazetteer, load
from inspectgraph.reference.scanning import finditer, first_letters

PATTERNS = {
    "posts": (posts._CANDIDATE, posts._CANDIDATE_BEGINS),
    "new": (posts._NEW_OR_ROLE, posts._NEW_BEGINS),
    "authorities": (gazetteer._gazetteer()[0], gazetteer._first_words()),
}
WORDS = (
    "in post|In  post|in the role|APPOINTED|took up|taking up|takes|assumed up|came into|stepped into|recruited|arrival"
    "|appointment in|became|held this post|elected|confirmed|made permanent|in place|has been a|have had an|new chief executive|newly appointed director of children's services|recently appointed dcs"
    "|Interim|acting lead member|chair|London Borough of Sutton|city of york|County of Essex|Royal Borough of Kingston"
    "|Kent|St. Helens|st helens|Bath & North East Somerset|pan-Essex|Bury|reading|BCP|Stoke-on-Trent|\u017fouthwark|ﬁnd|\n|.|,"
).split("|")


@pytest.mark.parametrize("name", PATTERNS)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_same_is_found(name: str, words: list[str]) -> None:
    pattern, begins = PATTERNS[name]
    text = " ".join(words)
    assert [each.span() for each in finditer(pattern, begins, text)] == [each.span() for each in pattern.finditer(text)]


def test_every_name_of_an_authority_is_found() -> None:
    for authority in load().authorities.values():
        for name in (authority.name, *authority.aliases):
            assert [slugs for _, _, slugs in gazetteer.find_authorities(f"He works for {name} County Council now.")], (
                name
            )


def test_matches_do_not_overlap() -> None:
    pattern, begins = re.compile(r"\bab(?:-ab)?", re.IGNORECASE), first_letters(["ab"])
    assert [each.group() for each in finditer(pattern, begins, "AB-ab-abx ab")] == ["AB-ab", "ab", "ab"]
