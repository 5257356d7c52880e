"""People who must not be named."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from inspectgraph import data
from inspectgraph.asking.dataset import Dataset
from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.errors import ReferenceDataError
from inspectgraph.presenting.published import Published
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.removal import BLANK, Removal
from inspectgraph.resolving.rulings import load_rulings
from inspectgraph.site.publishing import Publication, publish
from inspectgraph.validating.check import check

BASE = "https://inspections.shire.gov.uk/"
HEAD = "action,kind,a,b,name,reason,who\n"
#: What a build keeps for the next one, and does not publish.
WORKING = ("facts", "ledger.jsonl")
pytestmark = pytest.mark.xdist_group("digests")


@pytest.mark.parametrize(
    "written",
    [
        "Helen Lincoln", "HELEN LINCOLN", "Helen\nLincoln", "Helen  Lincoln", "Lincoln, Helen", "H. Lincoln",
        "H Lincoln", "Ms Lincoln", "Ms. Lincoln", "Councillor H. Lincoln", "helen.lincoln", "helen-lincoln",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    removal = Removal((), ("Helen Lincoln",))
    hidden = removal.text(f"It was {written}'s work.")
    assert hidden == f"It was {BLANK * len(written)}'s work."


def test_other_words_stay() -> None:
    removal = Removal((f"{BASE}id/person/x",), ("Ian Young",))
    words = "Young people in Lincoln; Ian Youngman; Brian Young."
    assert removal.text(words) == words
    assert removal.hides(f"{BASE}id/inspection/a/association/lead-inspector/ian-young")
    assert removal.hides(f"{BASE}id/person/ian-young-9c41d2")
    assert not removal.hides(f"{BASE}id/unit/essex/young-carers")
    assert not removal.hides(f"{BASE}id/person/brian-young-000000")


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_text_keeps_its_length(before: str, after: str) -> None:
    words = f"{before} Ida Quill {after}"
    hidden = Removal((), ("Ida Quill",)).text(words)
    assert len(hidden) == len(words)
    assert "Ida Quill" not in hidden


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("remove,body,Family Hub,,,r,w", "is for a person"),
        ("remove,person,,,,r,w", "needs a"),
        ("remove,person,Ann,Bob,,r,w", "takes no b"),
        ("remove,person,Ann,,,,w", "reason is empty"),
    ],
)
def test_a_row_that_is_wrong_says_so(row: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_rulings([file])


def test_several_forms_of_one_name_may_be_given(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    rows = "remove,person,Ann Marlow,,Annie Marlow,r,w\nremove,person,Ann Marlow,,Marlow,r,w\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    assert [each.name for each in load_rulings([file])] == ["Annie Marlow", "Marlow"]


@pytest.fixture(scope="module")
def removed(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildResult, BuildResult]:
    """A build of the digests, and the next one, in which two people must not be named."""
    folder = tmp_path_factory.mktemp("removed")
    before = build(BuildOptions((), folder / "out", BASE, 0))
    shutil.copytree(folder / "out", folder / "before")
    decisions = folder / "decisions.csv"
    lead = next(
        row["person"].value
        for row in Dataset.open(folder / "out").select("SELECT ?person { ?person foaf:name 'Dave Hill' }")
    )
    decisions.write_text(
        f"{HEAD}remove,person,Helen Lincoln,,,She asked,A. Curator\nremove,person,{lead},,,He asked,A. Curator\n"
    )
    after = build(BuildOptions((data.seeds("documents"),), folder / "out", BASE, 0, decisions=decisions))
    return before, after


NAMES = ("helen lincoln", "dave hill", "helen-lincoln", "dave-hill")


def test_no_name_stands_in_what_is_published(removed: tuple[BuildResult, BuildResult]) -> None:
    out = removed[1].output
    former = b"".join(path.read_bytes() for path in (out.parent / "before").glob("graph.*")).lower()
    assert all(name.encode() in former for name in NAMES)
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.relative_to(out).parts[0] not in WORKING:
            content = path.read_bytes().lower()
            assert not [name for name in NAMES if name.encode() in content], path


def test_what_is_left_is_sound(removed: tuple[BuildResult, BuildResult]) -> None:
    before, after = removed
    report = check(after.output)
    assert report.conforms
    assert report.quotes
    assert after.counts["people"] == before.counts["people"] - 2
    assert after.counts["tenures"] == before.counts["tenures"]
    posts = Dataset.open(after.output).select("SELECT ?t { ?t a ig:Tenure FILTER NOT EXISTS { ?t org:member ?p } }")
    assert len(list(posts)) >= 2


def test_nothing_changes_where_nobody_is_removed() -> None:
    assert Removal().text("Helen Lincoln") == "Helen Lincoln"
    assert not Removal().hides(f"{BASE}id/person/helen-lincoln-3fa9c1")


def test_no_name_stands_in_the_static_site(removed: tuple[BuildResult, BuildResult], tmp_path: Path) -> None:
    publish(Publication(removed[1].output, tmp_path / "site", BASE, workers=0))
    for path in sorted((tmp_path / "site").rglob("*")):
        content = path.read_bytes().lower() if path.is_file() else b""
        assert not [name for name in NAMES if name.encode() in content or name in path.name], path


def test_the_address_of_someone_who_was_removed_says_so(removed: tuple[BuildResult, BuildResult]) -> None:
    out = removed[1].output
    published = Published.read(Dataset.open(out), out)
    entries = Ledger.load(out / "ledger.jsonl").entries
    people = [each.iri for each in entries if re.search("helen-lincoln|dave-hill", each.iri) and each.kind == "person"]
    assert len(people) == 2
    assert all(published.is_gone(NamedNode(iri)) for iri in people)
