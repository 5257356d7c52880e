"""A published IRI stays with the thing that holds its mentions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import ReferenceDataError
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.naming import name
from inspectgraph.resolving.things import Thing

BASE = "https://example.org/id/"


def thing(anchors: str, natural: str, kind: str = "person", rank: int = 0) -> Thing:
    """A thing with one mention for each letter."""
    return Thing(kind, tuple(Mention(each, "x") for each in anchors), tuple(anchors), natural, (rank,))


def chosen(things: list[Thing], former: Ledger) -> list[str]:
    names = name(things, former)
    return [names.of[each.mentions[0]] for each in things]


def ledger(*entries: tuple[str, str]) -> Ledger:
    return Ledger.of(Entry(iri, "person", tuple(anchors)) for iri, anchors in entries)


def test_a_new_thing_is_called_by_its_nature() -> None:
    names = name([thing("ab", "one")], Ledger())
    assert names.ledger == ledger(("one", "ab"))
    assert names.aliases == {}


def test_a_published_iri_stays_though_a_better_one_is_known() -> None:
    assert chosen([thing("abc", "better")], ledger(("one", "a"))) == ["one"]


def test_two_published_iris_of_one_thing_become_one_and_an_alias() -> None:
    names = name([thing("ab", "new")], ledger(("one", "a"), ("two", "b")))
    assert names.aliases == {"two": ("one",)}
    assert names.ledger.entries == (Entry("one", "person", ("a", "b"), ("two",)),)


def test_an_iri_of_what_are_several_things_names_them_all() -> None:
    names = name([thing("a", "new"), thing("bc", "newer")], ledger(("one", "abc")))
    assert set(names.of.values()) == {"new", "newer"}
    assert names.aliases == {"one": ("new", "newer")}
    assert [entry.aliases for entry in names.ledger.entries] == [("one",), ("one",)]


def test_an_iri_that_named_several_never_stands_for_one_of_them() -> None:
    names = name([thing("a", "one"), thing("bc", "newer")], ledger(("one", "abc")))
    assert "one" not in names.of.values()
    again = name([thing("a", "one"), thing("b", "one"), thing("c", "two")], names.ledger)
    assert "one" not in again.of.values()
    assert len(again.aliases["one"]) == 3


def test_parts_that_are_one_again_are_what_the_iri_leads_to() -> None:
    parted = name([thing("a", "new"), thing("bc", "newer")], ledger(("one", "abc")))
    assert name([thing("abc", "new")], parted.ledger).aliases == {"newer": ("new",), "one": ("new",)}


def test_a_mention_that_moved_to_another_thing_splits_nothing() -> None:
    names = name([thing("a", "new"), thing("bcde", "newer")], ledger(("one", "ab"), ("two", "cde")))
    assert (set(names.of.values()), names.aliases) == ({"one", "two"}, {})


def test_an_iri_that_says_what_it_stands_for_stays_with_it() -> None:
    former = Ledger.of([Entry("essex/2014", "inspection", ("a", "b"))])
    names = name([thing("a", "essex/2014", "inspection"), thing("b", "essex/mention", "inspection")], former)
    assert (set(names.of.values()), names.aliases) == ({"essex/2014", "essex/mention"}, {})


def test_an_alias_is_a_thing_again_when_what_it_was_is_split_off() -> None:
    former = Ledger.of([Entry("one", "person", ("a", "b", "c"), ("two",))])
    names = name([thing("ab", "one"), thing("c", "two")], former)
    assert names.aliases == {}
    assert names.ledger == ledger(("one", "ab"), ("two", "c"))


def test_what_a_build_lacks_stays_in_the_ledger_and_comes_back() -> None:
    former = ledger(("one", "a"), ("gone", "z"))
    names = name([thing("a", "one")], former)
    assert names.ledger == former
    assert chosen([thing("z", "other")], names.ledger) == ["gone"]


def test_two_things_never_share_an_iri() -> None:
    first, second = chosen([thing("a", "one", rank=1), thing("b", "one")], Ledger())
    assert second == "one"
    assert first.startswith("one-")


def test_iris_of_one_kind_never_go_to_another() -> None:
    former = Ledger.of([Entry("one", "body", ("a",))])
    assert chosen([thing("a", "new")], former) == ["new"]


_PARTITIONS = st.permutations("abcdef").flatmap(
    lambda letters: st.sets(st.integers(1, 5), max_size=5).map(
        lambda cuts: ["".join(letters)[i:j] for i, j in zip([0, *sorted(cuts)], [*sorted(cuts), 6], strict=True)]
    )
)


@given(_PARTITIONS, _PARTITIONS)
def test_a_second_build_with_the_ledger_changes_nothing(before: list[str], after: list[str]) -> None:
    def build(parts: list[str], former: Ledger) -> Ledger:
        return name([thing("".join(sorted(part)), f"n{min(part)}") for part in parts], former).ledger

    built = build(after, build(before, Ledger()))
    assert build(after, built) == built
    assert build(after[::-1], built) == built
    names = {entry.iri for entry in built.entries}
    assert len(names) == len(built.entries)
    assert not names & {alias for entry in built.entries for alias in entry.aliases}


@given(st.lists(_PARTITIONS, min_size=3, max_size=3))
def test_no_published_iri_is_lost(builds: list[list[str]]) -> None:
    former = Ledger()
    published: set[str] = set()
    for parts in builds:
        names = name([thing("".join(sorted(part)), f"n{min(part)}") for part in parts], former)
        there = set(names.of.values())
        assert published <= there | set(names.aliases)
        assert all(there >= set(leads) for leads in names.aliases.values())
        published |= there
        former = names.ledger


def test_ledger_round_trip(tmp_path: Path) -> None:
    made = Ledger.of([Entry(BASE + "b", "body", ("y", "x")), Entry(BASE + "a", "person", ("z é",), ("old",))])
    made.save(tmp_path / "ledger.jsonl")
    loaded = Ledger.load(tmp_path / "ledger.jsonl")
    assert [entry.iri for entry in loaded.entries] == [BASE + "a", BASE + "b"]
    assert loaded.entries[1].anchors == ("x", "y")
    loaded.save(tmp_path / "again.jsonl")
    assert Ledger.load(tmp_path / "again.jsonl").dump() == loaded.dump()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "has the fields"),
        ('{"iri": "x"}', "has the fields"),
        ('{"iri": "x", "class": "thing", "anchors": [], "aliases": []}', "class is 'thing'"),
        ('{"iri": "", "class": "body", "anchors": [], "aliases": []}', "iri is no text"),
        ('{"iri": "x", "class": "body", "anchors": [1], "aliases": []}', "anchors is no list"),
        ('{"iri": "ok", "class": "body", "anchors": [], "aliases": []}', "ok stands there twice"),
        ('{"iri": "x", "class": "body", "anchors": [], "aliases": ["ok"]}', "ok stands there twice"),
        ('{"iri": "x", "class": "body", "anchors": ["a"], "aliases": []}', "the mention a holds ok and x"),
    ],
)
def test_malformed_ledger_names_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(Entry("ok", "body", ("a",)).line() + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=rf"ledger\.jsonl:2: .*{reason}"):
        Ledger.load(path)


def test_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError):
        Ledger.load(tmp_path / "none.jsonl")
