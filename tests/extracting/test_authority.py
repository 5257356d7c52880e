from __future__ import annotations

import pytest

from inspectgraph.errors import UnknownDocument
from inspectgraph.extracting.authority import find_authority
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Stated
from inspectgraph.reading.reader import read_bytes


def authority(text: str, on: str | None = None) -> Stated[str]:
    document = read_bytes(text.encode(), "x.txt")
    found = find_authority(document, find_sections(document), on)
    assert all(document.quote(span) == found.as_written for span in found.spans)
    return found


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Essex County Council\n\nInspection of children's social care services", "essex"),
        ("Inspection of Leeds local authority children's services", "leeds"),
        (
            "Royal Borough of Kingston upon Thames Council\n\nInspection of services for children",
            "kingston-upon-thames",
        ),
        ("Kingston Upon Hull City Council\n\nInspection of children's social care services", "kingston-upon-hull"),
        ("London Borough of Redbridge Council\n\nInspection of services for children", "redbridge"),
        ("Area SEND inspection of Surrey Local Area Partnership", "surrey"),
    ],
)
def test_the_title_names_the_authority(title: str, slug: str) -> None:
    text = f"{title}\n\nChildren placed in Kent, Kent and Kent are seen often.\n"
    found = authority(text)
    assert (found.value, found.rule) == (slug, "authority/title")


def test_without_a_title_the_most_named_counts() -> None:
    found = authority("Workers in Suffolk know children. Suffolk has grown. A few live in Norfolk.")
    assert (found.value, found.rule) == ("suffolk", "authority/most-named")


def test_the_fullest_form_is_as_written() -> None:
    text = "Inspection of Essex local authority children's services\n\nEssex is large. Essex County Council knows it.\n"
    assert authority(text).as_written == "Essex County Council"


def test_a_former_authority_counts_in_its_time() -> None:
    text = "Inspection of Dorset local authority children's services\n"
    assert [authority(text, on).value for on in ("2016-01", "2021-10")] == ["dorset-to-2019", "dorset"]


def test_no_authority_is_an_unknown_document() -> None:
    with pytest.raises(UnknownDocument, match=r"x\.txt names no local authority"):
        authority("Inspection of children's services in a far country\n")
