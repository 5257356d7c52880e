from __future__ import annotations

import pytest

from inspectgraph.extracting import roles


@pytest.mark.parametrize(
    ("title", "organisation", "slug"),
    [
        ("Director of Children's Services", "", "dcs"),
        ("DCS", "", "dcs"),
        ("Executive Director for Schools, Children, and Families", "", "dcs"),
        ("Interim Executive Director, People", "", "dcs"),
        ("Corporate Director of Children and Young People's Service", "", "dcs"),
        ("Head of Paid Service", "Ash Council", "chief-executive"),
        ("Service Director for Children's Social Care", "", "other"),
        ("Assistant Director for Children", "", "other"),
        ("Director of Children's Nursing", "NHS Foundation Trust", "health"),
        ("Chief Executive", "Ash County Council", "chief-executive"),
        ("Deputy Chief Executive (People)", "Ash Council", "other"),
        ("Chief Executive", "Ash Integrated Care Board", "health"),
        ("Designated Nurse", "", "health"),
        ("Cabinet member for children", "", "lead-member"),
        ("Portfolio holder", "", "lead-member"),
        ("Leader of the Council", "", "council-leader"),
        ("Chair of Ash LSCB", "", "lscb-chair"),
        ("Chair", "Ash Safeguarding Children's Partnership", "lscb-chair"),
        ("Vice chair", "Ash LSCB", "other"),
        ("Independent Scrutineer", "Ash Safeguarding Children Board", "other"),
        ("Chief Constable", "Ash Police", "police"),
        ("Police, Fire and Crime Commissioner", "", "pcc"),
        ("Deputy Mayor for Policing and Crime", "", "pcc"),
        ("Deputy Mayor", "", "other"),
        ("CRC Director", "", "probation"),
        ("Divisional Director", "National Probation Service", "probation"),
        ("YOT Manager", "", "youth-justice"),
        (None, "Youth Justice Service", "youth-justice"),
        (None, "Department for Education", "government-official"),
        ("Librarian", "", "other"),
    ],
)
def test_slug_of_a_post(title: str | None, organisation: str, slug: str) -> None:
    assert roles.role_slug(title, organisation) == slug


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Essex County Council", "authority", "essex"),
        ("Surrey", "authority", "surrey"),
        ("Essex Police", "other", ""),
        ("Essex LSCB", "board", "essex"),
        ("Ofsted", "inspectorate", "ofsted"),
        ("CQC", "inspectorate", "cqc"),
        ("Department for Education", "government", "dfe"),
        ("Department for Cats", "government", ""),
        ("A Trust", "other", ""),
    ],
)
def test_kind_of_an_organisation(name: str, kind: str, slug: str) -> None:
    found = roles.organisation(name, "essex", "Essex County Council")
    assert (found.kind, found.slug, found.name) == (kind, slug, name)


def test_inspectorates_in_their_order() -> None:
    text = "Care Quality Commission Ofsted HMI Constabulary and Fire & Rescue HMI Probation"
    assert [slug for _, slug in roles.inspectorates(text)] == ["cqc", "ofsted", "hmicfrs", "hmi-probation"]
    assert [slug for _, slug in roles.inspectorates("HMI Constabulary HMI Probation")] == ["hmic", "hmi-probation"]
