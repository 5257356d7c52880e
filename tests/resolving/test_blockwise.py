"""Resolution on disk comes to what resolution in memory comes to, byte for byte."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from inspectgraph.building import BuildOptions, BuildResult, build
from inspectgraph.dates import PartialDate
from inspectgraph.errors import OutputError
from inspectgraph.facts import (
    Body,
    EarlierInspection,
    Inspection,
    Judgement,
    Organisation,
    PersonRole,
    Report,
    Spans,
    Stated,
)
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads, parsed
from inspectgraph.graph.terms import FOAF
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes
from inspectgraph.reference import load
from inspectgraph.resolving.blockwise.columns import COLUMNS, Work
from inspectgraph.resolving.blockwise.naming import name_things
from inspectgraph.resolving.blockwise.reading import read_ledger, stem
from inspectgraph.resolving.blockwise.resolver import resolve_on_disk
from inspectgraph.resolving.blockwise.settling import keep_thing
from inspectgraph.resolving.blockwise.tables import Tables
from inspectgraph.resolving.curation import Curation
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.naming import name
from inspectgraph.resolving.resolver import Resolution, resolve
from inspectgraph.resolving.rulings import Ruling
from inspectgraph.resolving.things import Thing

IRIS = Iris("https://example.org/")
HERE: Spans = (Span(0, 5),)
Documents = dict[str, bytes]
AUTHORITIES = ("essex", "southend-on-sea", "kent")
#: Few surnames, some of them a letter apart, so that whoever is drawn is often near to others.
PEOPLE = tuple(
    f"{given} {surname}"
    for given in ("Ann", "A", "Mike", "Michael", "Louise", "Louse", "Ann Maria Clare")
    for surname in ("Harrington", "Harringtn", "Harringon", "Hocking", "Smith", "Cox")
)
ROLES = ("lead-inspector", "team-inspector", "dcs", "lead-member", "police", "chief-executive")
BODIES = (
    ("emergency duty team", "team"), ("emergency duty service", "service"), ("Virtual School", "service"),
    ("multi-agency safeguarding hub", "service"), ("MASH", "service"), ("Essex Police", "partner-organisation"),
    ("Essx Police", "partner-organisation"), ("CAFCASS", "partner-organisation"), ("youth panel", "panel"),
    ("Children and Family Court Advisory and Support Service", "partner-organisation"),
)  # fmt: skip
GRADES = ("good", "inadequate", "outstanding")
DAYS = ("2014", "2014-01", "2014-01-14", "2014-02-05", "2018-11-19", "2018-11", "2010-08")
AREAS = ("overall", "leadership", "adoption", "care-leavers", "lscb")


def stated(value: str) -> Stated[str]:
    return Stated(value, value, "test/stated", HERE)


def dated(value: str) -> Stated[PartialDate]:
    return Stated(PartialDate.parse(value), value, "test/date", HERE)


def drawn(random: Random) -> Report:
    """A report, an article or a table of few authorities, people and days."""
    pick = random.choice

    def day() -> str:
        return pick(DAYS)

    def grade(area: str) -> Judgement:
        value = pick(GRADES)
        return Judgement(area, value, value, "test/grade", HERE)

    authority, kind = pick(AUTHORITIES), pick(("inspection-report", "inspection-report", "news"))
    framework = pick(("sif", "ilacs", ""))
    inspection = Inspection(
        stated(authority), stated(framework) if framework else None, (stated("ofsted"),) if kind != "news" else (),
        dated(day()) if random.random() < 0.8 else None, None, (),
        tuple(grade(area) for area in random.sample(AREAS, random.randint(0, 3))),
    )  # fmt: skip
    council = Organisation("authority", authority, "the council")
    return Report(
        kind, "test", inspection,
        issued=dated(day()) if random.random() < 0.5 else None,
        earlier=tuple(
            EarlierInspection(
                authority, subject, "test/earlier", HERE, None, PartialDate.parse(day()), area="overall",
                grade=(value := pick(GRADES)), grade_as_written=value,
            )
            for subject in random.sample(("overall", "safeguarding", "looked after children"), random.randint(0, 2))
        ),
        people=tuple(
            PersonRole(name, (role := pick(ROLES)), role, "test/person", HERE, council if random.random() < 0.7 else None)
            for name in random.sample(PEOPLE, random.randint(1, 4))
        ),
        bodies=tuple(
            Body(name, what, "test/body", HERE, pick((None, "EDT")), owner=pick((authority, authority, None)))
            for name, what in random.sample(BODIES, random.randint(1, 4))
        ),
    )  # fmt: skip


def documents_of(seed: int, count: int) -> Documents:
    random, found = Random(seed), {}
    for number in range(count):
        read = read_bytes(f"Words of number {number}.".encode(), f"{number}.txt")
        report = drawn(random)
        found[read.identifier] = emit(report, read, IRIS, Source(report.kind != "news")).encode()
    return found


def on_disk(
    folder: Path, documents: Mapping[str, bytes], ledger: Ledger, rulings: tuple[Ruling, ...] = ()
) -> Resolution:
    folder.mkdir()
    found = resolve_on_disk(documents, IRIS, load(), ledger.entries, folder, rulings).loaded()
    return Resolution(
        dict(found.texts), found.consolidated, found.resolution, found.ledger, found.aliases, found.warnings,
        removal=found.removal,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_it_comes_to_the_same_as_in_memory_and_so_it_does_with_a_ledger(seed: int, tmp_path: Path) -> None:
    documents = documents_of(seed, 24)
    some = dict(itertools.islice(documents.items(), seed, 24, 2))
    first = resolve(some, IRIS, load(), Ledger())
    assert on_disk(tmp_path / "first", some, Ledger()) == first
    second = resolve(documents, IRIS, load(), first.ledger)
    assert on_disk(tmp_path / "second", documents, first.ledger) == second
    third = resolve(dict(itertools.islice(documents.items(), 12)), IRIS, load(), second.ledger)
    assert on_disk(tmp_path / "third", dict(itertools.islice(documents.items(), 12)), second.ledger) == third
    assert second.aliases or third.aliases, "the case is to have IRIs that lead elsewhere"


def ruling(action: str, kind: str, a: str, b: str = "", name: str = "") -> Ruling:
    return Ruling(action, kind, a, b, name, "It is so.", "A. Curator", "decisions.csv:2")


def test_a_curator_decides_over_blocks(tmp_path: Path) -> None:
    documents = documents_of(7, 16)
    people = sorted(
        {quad.subject.value for text in documents.values() for quad in parsed(text) if quad.predicate == FOAF.name}  # type: ignore[union-attr]
    )
    # By name these would never meet: each is in a block of its own.
    by_surname = {iri.rsplit("-", 2)[1]: iri for iri in people}
    cox, smith, hocking, harrington = (by_surname[name] for name in ("cox", "smith", "hocking", "harrington"))
    bodies = sorted(
        {
            quad.subject.value  # type: ignore[union-attr]
            for text in documents.values()
            for quad in parsed(text)
            if "/id/unit/" in str(quad.subject) and quad.predicate.value.endswith("prefLabel")
        }
    )
    rulings = (
        ruling("same", "person", cox, smith),
        ruling("different", "person", hocking, by_surname["harringtn"]),
        ruling("rename", "person", harrington, name="A Better Name"),
        ruling("same", "body", bodies[0], bodies[-1]),
        ruling("same", "inspection", "0.txt: ", "1.txt: "),
        ruling("different", "inspection", "2.txt: ", "3.txt: "),
        ruling("remove", "person", "Ann Harrington"),
        ruling("rename", "person", "nobody/at-all", name="None"),
    )
    former = resolve(documents_of(7, 9), IRIS, load(), Ledger()).ledger
    expected = resolve(documents, IRIS, load(), former, rulings)
    assert on_disk(tmp_path / "out", documents, former, rulings) == expected
    assert expected.removal.names
    assert expected.warnings


def test_what_a_curator_told_apart_by_other_mentions_is_no_question(tmp_path: Path) -> None:
    documents: Documents = {}
    for file, authority, role in (("a", "essex", "dcs"), ("b", "essex", "dcs"), ("c", "kent", "lead-member")):
        read = read_bytes(f"Words of {file}.".encode(), f"{file}.txt")
        held = PersonRole(
            "Bo Cox", role, role, "test/person", HERE, Organisation("authority", authority, "the council")
        )
        documents[read.identifier] = emit(Report("news", "test", people=(held,)), read, IRIS, Source(False)).encode()
    assert b"people/other-role" in nquads(on_disk(tmp_path / "first", documents, Ledger()).resolution)
    for number, file in enumerate("ab"):
        rulings = (ruling("different", "person", f"{file}.txt: Bo Cox", "c.txt: Bo Cox"),)
        found = on_disk(tmp_path / str(number), documents, Ledger(), rulings)
        assert found == resolve(documents, IRIS, load(), Ledger(), rulings)
        assert b"people/other-role" not in nquads(found.resolution)


def test_a_curator_may_name_what_only_the_ledger_calls_so(tmp_path: Path) -> None:
    documents: Documents = {}
    for owner in ("essex", "southend-on-sea"):
        read = read_bytes(f"Words of {owner}.".encode(), f"{owner}.txt")
        police = Body("Essex Police", "partner-organisation", "test/body", HERE, None, (), owner)
        documents[read.identifier] = emit(Report("news", "test", bodies=(police,)), read, IRIS, Source()).encode()
    former = resolve(documents, IRIS, load(), Ledger()).ledger
    rulings = (ruling("rename", "body", "partner/essex-police", name="The Police"),)
    found = on_disk(tmp_path / "out", documents, former, rulings)
    assert found == resolve(documents, IRIS, load(), former, rulings)
    assert b'"The Police"' in nquads(found.consolidated)


def test_a_build_is_the_same_on_disk(tmp_path: Path, digests_build: BuildResult) -> None:
    result = build(BuildOptions(output=tmp_path / "out", workers=0, on_disk="200MB"))
    assert result.status == 0
    names = ("graph.nq", "graph.trig", "ledger.jsonl", "validation-report.ttl", "report.html", "SHA256SUMS")
    for each in names:
        assert (tmp_path / "out" / each).read_bytes() == (digests_build.output / each).read_bytes(), each
    assert not list((tmp_path / "out").glob(".*"))


def test_who_has_no_duckdb_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(OutputError) as raised:
        resolve_on_disk({}, IRIS, load(), (), tmp_path)
    assert raised.value.hint == "pip install 'inspectgraph[scale]'"


def test_memory_that_is_no_size_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="a lot of memory"):
        resolve_on_disk({}, IRIS, load(), (), tmp_path, memory="a lot")


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    with Tables(tmp_path, {"word": ("letter", "value")}, "5MB") as tables:
        for number in range(40_000):
            tables.add("word", f"{number % 977}", "word" * 50)
        with pytest.raises(OutputError, match="could not sort or join") as raised:
            list(tables.rows("SELECT a.value, b.value AS other FROM word a, word b ORDER BY ALL LIMIT 1000000"))
    assert "memory" in raised.value.hint


def test_rows_come_back_sorted_and_in_groups(tmp_path: Path) -> None:
    folder = tmp_path / "a folder's [name]?"
    folder.mkdir()
    with Tables(folder, {"word": ("letter", "value")}, "100MB") as tables:
        for word in ("beech", "ash", "elm", "birch", "alder") * 3000:
            tables.add("word", word[0], (word, len(word)))
        found = [
            (letter, len(rows), {word for _, (word, _) in rows})
            for letter, rows in tables.groups("FROM word ORDER BY letter")
        ]
        assert found == [("a", 6000, {"ash", "alder"}), ("b", 6000, {"beech", "birch"}), ("e", 3000, {"elm"})]
        tables.add("word", "o", ("oak", 3))
        assert [letter for letter, _ in tables.groups("FROM word ORDER BY letter")] == ["a", "b", "e", "o"]


def test_what_is_linked_by_any_way_is_one_block(tmp_path: Path) -> None:
    with Tables(tmp_path, {"link": ("one", "other")}, "100MB") as tables:
        chain = [f"n{number:03}" for number in range(200)]
        Random(3).shuffle(chain)
        for one, other in itertools.pairwise(chain):
            tables.add("link", one, other)
        tables.add("link", "x", "y")
        tables.components("block", "SELECT one, other FROM link")
        blocks = {
            block: {node for _, node in rows}
            for block, rows in tables.groups("SELECT block, node FROM block ORDER BY block")
        }
    assert blocks == {"n000": set(chain), "x": {"x", "y"}}


def test_things_contend_for_an_iri_within_a_block_only(tmp_path: Path) -> None:
    for seed in range(6):
        things, former = contenders(Random(seed))
        expected = name(things, former)
        (tmp_path / str(seed)).mkdir()
        with Tables(tmp_path / str(seed), COLUMNS, "100MB") as tables:
            read_ledger(former.entries, (), tables, IRIS)
            for thing in things:
                keep_thing(thing, tables)
            name_things(Work(tables, IRIS, load(), Curation()))
            of = {Mention(document, iri): final for document, iri, final in tables.rows("FROM final")}
            lines = b"".join(line for (line,) in tables.rows("SELECT line FROM entry ORDER BY iri"))
            leads = {alias: tuple(iri for _, iri in rows) for alias, rows in tables.groups("FROM alias ORDER BY ALL")}
        assert of == expected.of
        assert lines.decode() == expected.ledger.dump()
        assert leads == expected.aliases


def contenders(random: Random) -> tuple[list[Thing], Ledger]:
    """Things and published IRIs that have to do with each other in every way, by few names."""
    iris = [
        f"https://example.org/id/{path}"
        for path in ("person/a-000001", "person/a-000002", *(f"unit/u{n}" for n in range(20)))
    ]
    mentions = [Mention(f"d{number}", f"https://example.org/id/m/{number}") for number in range(60)]
    random.shuffle(mentions)
    things: list[Thing] = []
    held: list[str] = []
    while mentions:
        some, mentions = sorted(mentions[: (size := random.randint(1, 3))]), mentions[size:]
        anchors = tuple(sorted(f"{mention.document} anchor" for mention in some))
        held += anchors
        things.append(
            Thing(random.choice(("body", "person")), tuple(some), anchors, random.choice(iris), (-len(some),))
        )
    random.shuffle(held)
    published = random.sample(iris, 14)
    once = [iri for iri in iris if iri not in published] + [f"{iris[5]}-abcdef"]
    entries = [
        Entry(
            iri, random.choice(("body", "person")), tuple(sorted([*held[at * 3 : at * 3 + 3], f"gone {at}"])),
            tuple(sorted(random.sample(once, random.randint(0, 2)))),
        )
        for at, iri in enumerate(published)
    ]  # fmt: skip
    return things, Ledger.of(entries)


def test_iris_that_digests_tell_apart_have_one_stem() -> None:
    assert (
        stem("https://example.org/id/inspection/essex/sif/2014-01-14")
        == "https://example.org/id/inspection/essex/sif/2014-01-14"
    )
    assert stem("https://example.org/id/unit/essex/mash-0a1b2c-0a1b2c3d") == "https://example.org/id/unit/essex/mash"
