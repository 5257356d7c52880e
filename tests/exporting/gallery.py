"""Pictures to look at: every view as a still picture and as a browser shows its page, and every chart.

python -m tests.exporting.gallery OUT FOLDER [AUTHORITY]
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from inspectgraph.asking.dataset import Dataset
from inspectgraph.exporting.charts.catalogue import CHARTS
from inspectgraph.exporting.exports import export_chart, export_graph
from inspectgraph.exporting.graphs.views import VIEWS
from inspectgraph.exporting.saving import save

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()


@contextmanager
def opened_browser() -> Iterator[Any]:
    """A chromium without a window, closed in the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def draw(out: Path, folder: Path, browser: Any, authority: str = "Essex") -> list[Path]:
    """Writes the pictures.

    Args:
        out: The output folder of a build.
        folder: Where they go.
        browser: What shows the pages.
        authority: Of the view and the chart that need one.

    Returns:
        Their paths.
    """
    dataset = Dataset.open(out)
    written: list[Path] = []
    for name, chart in CHARTS.items():
        only = authority if chart.needs_authority else ""
        written += save(export_chart(dataset, name, "png", only, target=folder / f"chart-{name}.png"))
    for name, view in VIEWS.items():
        only = authority if view.needs_authority else ""
        # The whole graph is for other programs: too much to be seen.
        if name == "full":
            continue
        written += save(export_graph(dataset, "png", name, only, folder / f"view-{name}.png"))
        (path,) = save(export_graph(dataset, "html", name, only, folder / f"page-{name}.html"))
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn]")
        page.screenshot(path=path.with_suffix(".png"))
        page.close()
        written.append(path.with_suffix(".png"))
    return written


if __name__ == "__main__":
    with opened_browser() as started:
        print(*draw(Path(sys.argv[1]), Path(sys.argv[2]), started, *sys.argv[3:4]), sep="\n")
