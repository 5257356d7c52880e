"""What runs in the browser and was written by others."""

from __future__ import annotations

import json

from inspectgraph.presenting.presentation import BUILT, Page, Presentation


def page(presentation: Presentation) -> Page:
    """The libraries that are bundled, with their licences in full."""
    try:
        bundled = json.loads((BUILT / "licences.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        bundled = []
    return presentation.render("software.html", "Software of these pages", path="software", bundled=bundled)
