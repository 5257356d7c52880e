from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from inspectgraph import data
from inspectgraph.errors import ReferenceDataError
from inspectgraph.reference import find_authorities, load, resolve

_HEADER = (
    "slug,gss,name,aliases,type,region_gss,region,la_code,ofsted_urn,"
    "valid_from,valid_to,predecessors,statistical_neighbours\n"
)
_ROW = "essex,E10000012,Essex,,county,E12000006,East of England,881,80468,,,,\n"
_BODY_HEADER = "slug,name,abbreviations,aliases,kind,valid_from,valid_to,replaces\n"


def _found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[start:end], slugs) for start, end, slugs in find_authorities(text)]


class TestTables:
    def test_every_authority_of_today_and_the_former_ones(self) -> None:
        authorities = load().authorities.values()
        assert sum(not authority.valid_to for authority in authorities) == 153
        assert sum(bool(authority.valid_to) for authority in authorities) == 8

    def test_a_row(self) -> None:
        essex = load().authorities["essex"]
        assert (essex.name, essex.gss, essex.la_code, essex.ofsted_urn) == ("Essex", "E10000012", "881", "80468")
        assert (essex.kind, essex.region, essex.region_gss) == ("county", "East of England", "E12000006")
        assert len(essex.statistical_neighbours) == 10
        assert load().by_gss["E10000012"] is essex

    def test_a_former_authority_keeps_the_name_and_has_a_slug_of_its_own(self) -> None:
        former = load().authorities["dorset-to-2019"]
        assert former.name == load().authorities["dorset"].name == "Dorset"
        assert former.valid_to == "2019-03-31"

    def test_no_name_says_until_when(self) -> None:
        assert not [a.name for a in load().authorities.values() if re.search(r"[()\d]", a.name)]

    @pytest.mark.parametrize(
        ("former", "successors"),
        [
            ("cumbria", {"cumberland", "westmorland-and-furness"}),
            ("northamptonshire", {"north-northamptonshire", "west-northamptonshire"}),
            ("dorset-to-2019", {"dorset", "bournemouth-christchurch-and-poole"}),
            ("poole", {"bournemouth-christchurch-and-poole"}),
            ("essex", set()),
        ],
    )
    def test_successors(self, former: str, successors: set[str]) -> None:
        assert set(load().successors(former)) == successors

    def test_neighbours_are_authorities_of_today(self) -> None:
        authorities = load().authorities
        for authority in authorities.values():
            assert authority.slug not in authority.statistical_neighbours
            assert all(neighbour in authorities for neighbour in authority.statistical_neighbours)

    @pytest.mark.parametrize("slug", ["ofsted", "cqc", "hmicfrs", "hmic", "hmi-probation", "hmi-prisons"])
    def test_inspectorates(self, slug: str) -> None:
        assert load().national[slug].kind == "inspectorate"

    def test_national_bodies(self) -> None:
        national = load().national
        assert national["cafcass"].name == "Children and Family Court Advisory and Support Service"
        assert "CAFCASS" in national["cafcass"].abbreviations
        assert national["dcsf"].kind == "government"
        assert national["dfe"].replaces == ("dcsf",)
        assert {body.kind for body in national.values()} == {"inspectorate", "government", "partner"}

    def test_loads_without_heavy_libraries(self, project: Path) -> None:
        code = (
            "import sys; from inspectgraph.reference import load; load();"
            "print(*({'rdflib', 'pyoxigraph', 'rapidfuzz', 'networkx'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONPATH": str(project / "src")},
        )
        assert done.stdout.strip() == ""


class TestStrictness:
    def _load(self, folder: Path, authorities: str, bodies: str = _BODY_HEADER) -> None:
        (folder / "authorities.csv").write_text(authorities, encoding="utf-8")
        (folder / "bodies.csv").write_text(bodies, encoding="utf-8")
        load(folder)

    def test_a_right_table(self, tmp_path: Path) -> None:
        self._load(tmp_path, _HEADER + _ROW)

    @pytest.mark.parametrize(
        ("rows", "complaint"),
        [
            (_ROW.replace("county", "shire"), r"authorities\.csv:2: type is 'shire'"),
            (_ROW.replace("E10000012", "X1"), r"authorities\.csv:2: gss is wrong: 'X1'"),
            (_ROW.replace("essex", "Essex County"), r"authorities\.csv:2: slug is wrong"),
            (_ROW.replace(",Essex,", ",,"), r"authorities\.csv:2: name is empty"),
            (_ROW + _ROW, r"authorities\.csv:3: essex \(E10000012\) stands there twice"),
            (_ROW.replace(",,,,\n", ",,,E99999999,\n"), r"authorities\.csv:2: predecessors names E99999999"),
            (_ROW.replace(",,,,\n", "\n"), r"authorities\.csv:2: not as many cells"),
            (_ROW.replace(",,,,\n", ",2019-4,,,\n"), r"authorities\.csv:2: valid_from is wrong"),
        ],
    )
    def test_a_wrong_row_is_named(self, tmp_path: Path, rows: str, complaint: str) -> None:
        with pytest.raises(ReferenceDataError, match=complaint):
            self._load(tmp_path, _HEADER + rows)

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReferenceDataError, match="without column slug"):
            self._load(tmp_path, _HEADER.replace("slug,", "") + _ROW.replace("essex,", ""))

    def test_a_wrong_body_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReferenceDataError, match=r"bodies\.csv:2: kind is 'club'"):
            self._load(tmp_path, _HEADER + _ROW, _BODY_HEADER + "rotary,Rotary,,,club,,,\n")

    def test_a_missing_table_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReferenceDataError, match=r"authorities\.csv"):
            load(tmp_path)

    def test_the_seeds_are_right(self) -> None:
        assert load(data.seeds()).authorities == load().authorities


@pytest.mark.parametrize(
    ("text", "mention", "slug"),
    [
        ("services in Hull are", "Hull", "kingston-upon-hull"),
        ("by Kingston Upon Hull City Council.", "Kingston Upon Hull City Council", "kingston-upon-hull"),
        ("Kingston upon Hull, City of", "Kingston upon Hull, City of", "kingston-upon-hull"),
        (
            "the Royal Borough of Kingston upon Thames Council",
            "Royal Borough of Kingston upon Thames Council",
            "kingston-upon-thames",
        ),
        ("Bedford Borough has", "Bedford Borough", "bedford"),
        ("Derby City and", "Derby City", "derby"),
        ("Tameside metropolitan borough", "Tameside metropolitan borough", "tameside"),
        (
            "Bournemouth, Christchurch and Poole Council",
            "Bournemouth, Christchurch and Poole Council",
            "bournemouth-christchurch-and-poole",
        ),
        ("in Bournemouth and", "Bournemouth", "bournemouth"),
        ("Borough of Poole", "Borough of Poole", "poole"),
        ("Telford & Wrekin", "Telford & Wrekin", "telford-and-wrekin"),
        ("Telford and Wrekin Council", "Telford and Wrekin Council", "telford-and-wrekin"),
        ("Durham County Council", "Durham County Council", "county-durham"),
        ("County Durham", "County Durham", "county-durham"),
        ("Nottingham City Council", "Nottingham City Council", "nottingham"),
        ("Nottinghamshire County Council", "Nottinghamshire County Council", "nottinghamshire"),
        ("ESSEX COUNTY COUNCIL", "ESSEX COUNTY COUNCIL", "essex"),
        ("the Essex council", "Essex council", "essex"),
        ("Essex local authority has", "Essex local authority", "essex"),
        ("Essex\nCounty Council", "Essex\nCounty Council", "essex"),
        ("Essex's services", "Essex", "essex"),
        ("the pan-Essex group", "Essex", "essex"),
        ("Southend on Sea Borough Council", "Southend on Sea Borough Council", "southend-on-sea"),
        ("care leavers in Southend benefit", "Southend", "southend-on-sea"),
        ("Council of the Isles of Scilly", "Council of the Isles of Scilly", "isles-of-scilly"),
        ("City of York Council", "City of York Council", "york"),
        (
            "City of Bradford Metropolitan District Council",
            "City of Bradford Metropolitan District Council",
            "bradford",
        ),
        ("City of London Corporation", "City of London Corporation", "city-of-london"),
        ("St Helens Metropolitan Borough Council", "St Helens Metropolitan Borough Council", "st-helens"),
        ("Newcastle upon Tyne City Council", "Newcastle upon Tyne City Council", "newcastle-upon-tyne"),
        ("North East Lincolnshire Council", "North East Lincolnshire Council", "north-east-lincolnshire"),
        ("Bath and North East Somerset", "Bath and North East Somerset", "bath-and-north-east-somerset"),
        ("Leeds city centre", "Leeds", "leeds"),
        ("pupils in Reading learn", "Reading", "reading"),
        ("READING BOROUGH COUNCIL", "READING BOROUGH COUNCIL", "reading"),
        ("B&NES", "B&NES", "bath-and-north-east-somerset"),
    ],
)
def test_mentions(text: str, mention: str, slug: str) -> None:
    assert _found(text) == [(mention, (slug,))]


@pytest.mark.parametrize(
    "text",
    [
        "a Kentish town",
        "Reading is taught daily.",
        "they were reading, and would bury it in a slough",
        "Piccadilly Gate, Store Street, Manchester M1 2WD",
        "Redcliffe Way, Bristol BS1 6NL",
        "12 Essex Road",
        "www.essex.gov.uk and help@essex.gov.uk",
        "Newcastle-under-Lyme, Bury St Edmunds and Sutton Coldfield",
        "Greater Manchester",
        "Mr Bradford and Councillor Peter Bradford",
        "the University of Sheffield",
        "an hms-bcp key and bcp",
    ],
)
def test_no_mention(text: str) -> None:
    assert _found(text) == []


def test_neighbours_in_one_sentence() -> None:
    text = "Southend-on-Sea lies in Essex; Essex County Council and Thurrock share a board with Southend."
    assert [slugs for _, slugs in _found(text)] == [
        ("southend-on-sea",),
        ("essex",),
        ("essex",),
        ("thurrock",),
        ("southend-on-sea",),
    ]


def test_a_longer_name_is_not_the_shorter_one() -> None:
    assert _found("North Yorkshire") == [("North Yorkshire", ("north-yorkshire", "north-yorkshire-to-2023"))]
    assert _found("York and Yorkshire") == [("York", ("york",))]
    assert _found("Derbyshire, Leicestershire and Nottinghamshire") == [
        ("Derbyshire", ("derbyshire",)),
        ("Leicestershire", ("leicestershire",)),
        ("Nottinghamshire", ("nottinghamshire",)),
    ]


@pytest.mark.parametrize(
    ("name", "on", "slugs"),
    [
        ("Dorset", "2018-05", ("dorset-to-2019",)),
        ("Dorset", "2019", ("dorset", "dorset-to-2019")),
        ("Dorset", "2019-03-31", ("dorset-to-2019",)),
        ("Dorset", "2019-04-01", ("dorset",)),
        ("Dorset", None, ("dorset", "dorset-to-2019")),
        ("Dorset Council", "2021-11-19", ("dorset",)),
        ("Dorset County Council", None, ("dorset-to-2019",)),
        ("Dorset County Council", "2024", ("dorset-to-2019",)),
        ("Cumbria", "2017-11", ("cumbria",)),
        ("the London Borough of Sutton", None, ("sutton",)),
        (" Essex County Council ", "2014-01-14", ("essex",)),
        ("Essex Police", None, ()),
        ("Atlantis", None, ()),
        ("", None, ()),
    ],
)
def test_resolve(name: str, on: str | None, slugs: tuple[str, ...]) -> None:
    assert resolve(name, on) == slugs


def test_every_name_of_the_table_is_found() -> None:
    for authority in load().authorities.values():
        for name in (authority.name, *authority.aliases):
            assert authority.slug in resolve(name), name
            assert (name, resolve(name)) in _found(f"in {name} the"), name


def test_authorities_of_the_corpus_are_known(shared: Path) -> None:
    for line in (shared / "corpus" / "manifest.csv").read_text(encoding="utf-8").splitlines()[1:]:
        name, published = line.split(",")[3:5]
        assert len(resolve(name.title(), published)) == 1, name
