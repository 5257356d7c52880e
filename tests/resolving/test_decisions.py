"""A curator's decisions override the rules, at every build, and the graph says whose they are and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from inspectgraph.building import BuildOptions, build
from inspectgraph.dates import PartialDate
from inspectgraph.errors import ReferenceDataError
from inspectgraph.facts import Body, EarlierInspection, Inspection, Judgement, PersonRole, Report, Stated
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import parsed
from inspectgraph.graph.terms import FOAF, IG, RDFS, SKOS, TYPE
from inspectgraph.graph.writer import Source
from inspectgraph.reading.document import Span
from inspectgraph.reading.reader import read_bytes
from inspectgraph.reference import load
from inspectgraph.resolving.ledger import Ledger
from inspectgraph.resolving.resolver import Resolution, resolve
from inspectgraph.resolving.rulings import COLUMNS, Ruling, load_rulings

IRIS = Iris("https://example.org/")
HERE = (Span(0, 5),)
Documents = dict[str, bytes]


def stated(value: str) -> Stated[str]:
    return Stated(value, value, "test/stated", HERE)


def report(start: str, *, people: tuple[str, ...] = (), bodies: tuple[str, ...] = (), earlier: str = "") -> Report:
    """A report of an inspection of Essex."""
    inspection = Inspection(
        stated("essex"), stated("ilacs" if start > "2018" else "sif"), (stated("ofsted"),),
        Stated(PartialDate.parse(start), start, "test/date", HERE), None, (),
        (Judgement("overall", "good", "good", "test/grade", HERE),),
    )  # fmt: skip
    before = EarlierInspection(
        "essex", "overall", "test/earlier", HERE, None, PartialDate.parse(earlier or "2014"), area="overall", grade="good",
        grade_as_written="good",
    )  # fmt: skip
    return Report(
        "inspection-report",
        "test",
        inspection,
        earlier=(before,) if earlier else (),
        people=tuple(PersonRole(name, "team-inspector", "HMI", "test/person", HERE) for name in people),
        bodies=tuple(Body(name, "service", "test/body", HERE, owner="essex") for name in bodies),
    )


def document(name: str, said: Report) -> Documents:
    read = read_bytes(f"Words of {name}.".encode(), f"{name}.txt")
    return {read.identifier: emit(said, read, IRIS, Source()).encode()}


@pytest.fixture(scope="module")
def documents() -> Documents:
    """Two reports with an inspector and a service of one name, and others."""
    first = report("2014-01-14", people=("Ann Marlow", "Pat Doe"), bodies=("virtual school", "front door"))
    second = report(
        "2018-11-19", people=("Ann Marlow", "Pat Roe"), bodies=("virtual school", "access hub"), earlier="2014"
    )
    return {**document("first", first), **document("second", second)}


def ruling(action: str, kind: str, a: str, b: str = "", name: str = "") -> Ruling:
    return Ruling(action, kind, a, b, name, "Because.", "A. Curator", "decisions.csv:2")


def resolved(documents: Documents, *rulings: Ruling, ledger: Ledger | None = None) -> Resolution:
    return resolve(documents, IRIS, load(), ledger or Ledger(), rulings)


def called(made: Resolution, predicate: NamedNode = FOAF.name) -> dict[str, str]:
    """The consolidated names by IRI."""
    return {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in made.consolidated
        if quad.predicate == predicate
    }


def number(made: Resolution, kind: NamedNode) -> int:
    return sum(quad.predicate == TYPE and quad.object == kind for quad in made.consolidated)


def said(made: Resolution, rule: str) -> set[str]:
    """What the graph of decisions says of those by a rule."""
    nodes = {quad.subject for quad in made.resolution if quad.predicate == IG.rule and f'"{rule}"' in str(quad.object)}
    return {quad.object.value for quad in made.resolution if quad.subject in nodes}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("decision", "kind", "change"),
    [
        (ruling("same", "person", "first.txt: Pat Doe", "second.txt: Pat Roe"), FOAF.Person, -1),
        (ruling("same", "body", "first.txt: Front Door", "second.txt: access hub"), IG.Unit, -1),
        (ruling("same", "inspection", "first.txt", "second.txt"), IG.Inspection, -1),
        (ruling("different", "person", "first.txt: Ann Marlow", "second.txt: ann marlow"), FOAF.Person, 1),
        (ruling("different", "body", "first.txt: virtual school", "second.txt: virtual school"), IG.Unit, 1),
        (ruling("different", "inspection", "first.txt", "second.txt: overall 2014"), IG.Inspection, 1),
        (ruling("different", "inspection", "id/inspection/essex/sif/2014-01-14", "second.txt: 2014"), IG.Inspection, 1),
    ],
)
def test_a_decision_overrides_the_rules(documents: Documents, decision: Ruling, kind: NamedNode, change: int) -> None:
    without, made = resolved(documents), resolved(documents, decision)
    assert number(made, kind) - number(without, kind) == change
    assert {"Because.", "A. Curator"} <= said(made, decision.rule)
    assert made.warnings == ()
    again = resolved(documents, decision, ledger=made.ledger)
    assert (again.documents, again.ledger) == (made.documents, made.ledger)


def test_what_is_joined_by_hand_is_certain(documents: Documents) -> None:
    made = resolved(documents, ruling("same", "person", "first.txt: Pat Doe", "second.txt: Pat Roe"))
    assert "1.0" in said(made, "decisions/same")
    assert {"Pat Doe", "Pat Roe"} & set(called(made).values()) == {min("Pat Doe", "Pat Roe")}


def test_two_inspections_joined_by_hand_are_one_in_the_documents(documents: Documents) -> None:
    made = resolved(documents, ruling("same", "inspection", "first.txt", "second.txt"))
    reported = {quad.object for each in made.documents.values() for quad in each if quad.predicate == IG.reports}
    assert len(reported) == 1


@pytest.mark.parametrize(
    ("decision", "predicate"),
    [
        (ruling("rename", "person", "first.txt: Pat Doe", name="Patricia Doe"), FOAF.name),
        (ruling("rename", "body", "id/unit/essex/front-door", name="Front Door of Essex"), SKOS.prefLabel),
        (ruling("rename", "inspection", "first.txt", name="The first inspection"), RDFS.label),
    ],
)
def test_a_preferred_name(documents: Documents, decision: Ruling, predicate: NamedNode) -> None:
    made = resolved(documents, decision)
    assert decision.name in called(made, predicate).values()
    assert "A. Curator" in said(made, "decisions/rename")
    assert "Pat Doe" in {quad.object.value for quad in made.consolidated} or predicate != FOAF.name  # type: ignore[union-attr]


def test_a_published_iri_that_a_curator_splits_names_both(documents: Documents) -> None:
    first = resolved(documents)
    iri = next(iri for iri, name in called(first).items() if name == "Ann Marlow")
    key = iri.removeprefix(IRIS.base)
    decision = ruling("different", "person", key, "second.txt: Ann Marlow")
    made = resolved(documents, decision, ledger=first.ledger)
    assert len(made.aliases[iri]) == 2
    assert set(made.aliases[iri]) == {each for each, name in called(made).items() if name == "Ann Marlow"}
    (reason,) = [q.object.value for q in made.resolution if q.subject == NamedNode(iri) and q.predicate == IG.reason]  # type: ignore[union-attr]
    assert "several" in reason
    again = resolved(documents, decision, ledger=made.ledger)
    assert (again.ledger, again.aliases) == (made.ledger, made.aliases)


def test_an_iri_means_all_that_the_ledger_has_for_it(documents: Documents) -> None:
    first = resolved(documents)
    iri = next(iri for iri, name in called(first).items() if name == "Ann Marlow")
    made = resolved(documents, ruling("same", "person", f"<{iri}>", "first.txt: Pat Doe"), ledger=first.ledger)
    assert number(made, FOAF.Person) == number(first, FOAF.Person) - 1


@pytest.mark.parametrize("key", ["third.txt: Pat Doe", "first.txt: Nobody", "id/person/nobody-000000", "Pat Doe"])
def test_a_decision_about_nothing_is_told(documents: Documents, key: str) -> None:
    made = resolved(documents, ruling("same", "person", key, "second.txt: Pat Roe"))
    (warning,) = made.warnings
    assert warning.startswith("decisions.csv:2: ")
    assert key in warning


def test_a_decision_that_another_undoes_is_told(documents: Documents) -> None:
    same = ruling("same", "person", "first.txt: Pat Doe", "second.txt: Pat Roe")
    apart = replace(same, action="different", a="id/person/x", b="second.txt: Pat Roe")
    quads = [quad for text in documents.values() for quad in parsed(text)]
    first = next(quad.subject.value for quad in quads if str(quad.object) == '"Pat Doe"')  # type: ignore[union-attr]
    apart = replace(apart, a=first.removeprefix(IRIS.base))
    assert resolved(documents, same, apart).warnings == ("decisions.csv:2: they are one by another decision",)


def write(folder: Path, *rows: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_decisions_are_read_in_order_and_once(tmp_path: Path) -> None:
    row = "same,person,a.pdf: A,b.pdf: B,,Why,Who"
    (read,) = load_rulings([write(tmp_path, row, row)])
    assert (read.action, read.kind, read.a, read.b, read.reason, read.who) == (
        "same", "person", "a.pdf: A", "b.pdf: B", "Why", "Who",
    )  # fmt: skip
    assert read.place == "decisions.csv:2"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("join,person,a,b,,Why,Who", "action is 'join'"),
        ("same,place,a,b,,Why,Who", "kind is 'place'"),
        ("same,person,a,,,Why,Who", "same needs b"),
        ("same,person,a,b,Name,Why,Who", "same takes no name"),
        ("rename,person,a,,,Why,Who", "rename needs name"),
        ("same,person,a,a,,Why,Who", "a and b are one"),
        ("same,person,a,b,,,Who", "reason is empty"),
        ("same,person,a,b,,Why,", "who is empty"),
        ("same,person,a,b", "not as many cells"),
        ("different,person,y,x,,Why,Who", "but decisions.csv:2 says same"),
    ],
)
def test_a_wrong_row_names_file_and_line(tmp_path: Path, row: str, problem: str) -> None:
    path = write(tmp_path, "same,person,x,y,,Why,Who", row)
    with pytest.raises(ReferenceDataError, match=rf"decisions\.csv:3: .*{problem}"):
        load_rulings([path])


@pytest.mark.parametrize("content", ["a,b\n", "", "\x00"])
def test_another_file_is_no_decisions(tmp_path: Path, content: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(content)
    with pytest.raises(ReferenceDataError, match=r"decisions\.csv"):
        load_rulings([path])


REPORT = """Inspection of Essex local authority children's services
Inspection dates: 3 to 7 February 2025
Lead inspector: Ann Other, HMI

What needs to improve
- The plans of the fostering service.
"""
RENAMED = "rename,person,a.txt: Ann Other,,Ann B Other,As she signs,A. Curator"


def names_in(output: Path) -> bool:
    return '"Ann B Other"' in (output / "graph.nq").read_text(encoding="utf-8")


def test_a_build_takes_the_decisions_beside_the_documents(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(REPORT, encoding="utf-8")
    options = BuildOptions((source,), tmp_path / "out", workers=0)
    build(options)
    assert not names_in(options.output)
    write(source, RENAMED)
    result = build(options)
    assert (result.unchanged, result.warnings, names_in(options.output)) == (False, (), True)
    assert build(options).unchanged


def test_a_build_takes_the_decisions_of_a_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "decided"
    folder.mkdir()
    path = write(folder, RENAMED, RENAMED.replace("a.txt", "b.txt"))
    result = build(BuildOptions((tmp_path / "a.txt",), tmp_path / "out", workers=0, decisions=path))
    assert names_in(result.output)
    assert result.warnings == ("decisions.csv:3: no person is 'b.txt: Ann Other'",)
    missing = BuildOptions((tmp_path / "a.txt",), tmp_path / "out", workers=0, decisions=tmp_path / "none.csv")
    with pytest.raises(ReferenceDataError, match=r"none\.csv"):
        build(missing)
