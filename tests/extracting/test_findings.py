from __future__ import annotations

from inspectgraph.extracting.findings import find_findings
from inspectgraph.extracting.sections import find_sections
from inspectgraph.facts import Finding
from inspectgraph.reading.reader import read_bytes

LONG = "Workers see children often and know them well, which helps to make plans that are clear to all who read them."


def find(text: str) -> list[tuple[Finding, str]]:
    document = read_bytes(text.encode(), "x.txt")
    return [(finding, document.quote(finding.span)) for finding in find_findings(document, find_sections(document))]


def kinds(text: str) -> list[str]:
    return [finding.kind for finding, _ in find(text)]


def test_bullets_under_the_heading_are_items() -> None:
    found = find(
        f"What needs to improve\n• Plans.\n• Panels.\nThe impact of leaders on social work practice with children and families\n1. {LONG}\n"
    )
    assert [(f.kind, words) for f, words in found[:2]] == [
        ("area-for-improvement", "• Plans."),
        ("area-for-improvement", "• Panels."),
    ]
    assert (found[2][0].kind, found[2][0].paragraph, found[2][0].area) == ("narrative", 1, "leadership")


def test_numbers_count_and_bullets_below_them_are_parts() -> None:
    text = "Recommendations\n1. Make plans that say:\n• who\n• when\n2. Meet often.\n3. Listen.\n"
    assert kinds(text) == ["recommendation"] * 3


def test_a_single_number_introduces_the_bullets() -> None:
    assert (
        kinds("Areas for improvement\n1. To do better the council should at once:\n• see children\n• write plans\n")
        == ["area-for-improvement"] * 2
    )


def test_priority_actions_have_their_kind() -> None:
    assert kinds("Areas for priority action\n• Staff are too few.\nAreas for development\n• Notes are short.\n") == [
        "priority-action",
        "area-for-improvement",
    ]


def test_inner_bullets_are_part_of_the_outer() -> None:
    assert (
        kinds("What needs to improve\n• Plans:\n  - of children\n  - of carers\n• Panels.\n")
        == ["area-for-improvement"] * 2
    )


def test_a_section_may_say_that_there_is_nothing() -> None:
    assert kinds("Priority and immediate action\nThere are no priority actions.\n") == []


def test_demands_of_a_table_are_items() -> None:
    text = (
        "Areas for improvement\nThe partnership should share its data with all who need them, and do so soon:\n• with schools\n"
        "Leaders must listen to parents and to children before they decide.\n"
    )
    assert [words.split()[0] for _, words in find(text)] == ["The", "Leaders"]


def test_strengths() -> None:
    assert kinds("Strengths\n• Staff are kind.\n• Calls are answered.\n") == ["strength"] * 2
