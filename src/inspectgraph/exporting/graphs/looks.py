"""Colours and sizes."""

from __future__ import annotations

import math

from inspectgraph.charting.colours import GRADE_COLOURS, NO_GRADE
from inspectgraph.exporting.graphs.draft import Attributes

#: Of each kind of node: what a legend calls it, and its colour.
KIND_LOOKS: dict[str, tuple[str, str]] = {
    "LocalAuthority": ("Local authority", "#1f4e79"),
    "Region": ("Region", "#7f7f7f"),
    "Inspectorate": ("Inspectorate", "#5b3a8c"),
    "GovernmentBody": ("Government body", "#4a4a4a"),
    "Person": ("Person", "#e07b39"),
    "Inspection": ("Inspection", "#2a9d8f"),
    "Judgement": ("Judgement", "#c9a227"),
    "Unit": ("Team or service", "#6aa84f"),
    "Board": ("Board or partnership", "#a64d79"),
    "Programme": ("Programme", "#45818e"),
    "PartnerOrganisation": ("Partner organisation", "#8d6e63"),
    "Finding": ("Finding", "#9fc5e8"),
    "Observation": ("Figure", "#b6d7a8"),
    "Tenure": ("Post held", "#f6b26b"),
    "Association": ("Part in an inspection", "#f9cb9c"),
    "Post": ("Post", "#b45f06"),
    "Publication": ("Publication", "#999999"),
    "Document": ("Document", "#cccccc"),
    "Concept": ("Kind of service", "#6aa84f"),
}
EDGE_COLOUR = "#9aa3ad"
_BETTER, _WORSE = "#2166ac", "#c2410c"


#: People of a team, by whether they ever led one.
_LED, _NEVER_LED = ("Led at least once", "#b5541c"), ("Team member", "#f2b27a")


def look(node: Attributes, coloured_by: str) -> tuple[str, str]:
    """The group of a node, as a legend has it, and its colour `#rrggbb`.

    Args:
        node: What is known of it.
        coloured_by: `kind`, `grade`, or `led` for people who led inspections and those who did not.
    """
    kind, grade = str(node["kind"]), str(node.get("grade", ""))
    if coloured_by == "led" and kind == "Person":
        return _LED if node.get("led") else _NEVER_LED
    if coloured_by == "grade" and kind in ("LocalAuthority", "Inspection", "Judgement"):
        return (grade, GRADE_COLOURS.get(grade, NO_GRADE[1])) if grade else NO_GRADE
    return KIND_LOOKS.get(kind, (kind, "#888888"))


def tendency(balance: int | None, better: str, worse: str) -> dict[str, str]:
    """What an edge says when its balance is not even: `tendency`, in the given words, and its `color`."""
    if not balance:
        return {}
    return {"tendency": better, "color": _BETTER} if balance > 0 else {"tendency": worse, "color": _WORSE}


def size(degree: int) -> float:
    """The diameter of a node; its area grows with the degree."""
    return round(8 + 4 * math.sqrt(degree), 2)
