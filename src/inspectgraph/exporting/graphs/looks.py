"""Colours and sizes."""

from __future__ import annotations

import math

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
#: Of each grade, told apart by brightness too; older words of a rank share the hue of the newer ones.
GRADE_COLOURS: dict[str, str] = {
    "Outstanding": "#08519c",
    "Good": "#6baed6",
    "Requires improvement to be good": "#fdae61",
    "Requires improvement": "#fdae61",
    "Adequate": "#fed98e",
    "Satisfactory": "#fed98e",
    "Inadequate": "#b2182b",
    "Typically positive experiences and outcomes": "#5aae61",
    "Inconsistent experiences and outcomes": "#c2a5cf",
    "Widespread and/or systemic failings": "#762a83",
}
NO_GRADE = ("No overall grade", "#bdbdbd")


def look(kind: str, grade: str, coloured_by: str) -> tuple[str, str]:
    """The group of a node, as a legend has it, and its colour `#rrggbb`."""
    if coloured_by == "grade" and kind in ("LocalAuthority", "Inspection", "Judgement"):
        return (grade, GRADE_COLOURS.get(grade, NO_GRADE[1])) if grade else NO_GRADE
    return KIND_LOOKS.get(kind, (kind, "#888888"))


def size(degree: int) -> float:
    """The diameter of a node; its area grows with the degree."""
    return round(8 + 4 * math.sqrt(degree), 2)
