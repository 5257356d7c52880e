"""How fast a build is exported, and how soon a browser draws it.

    python benchmarks/export_speed.py [OUT] [--json FILE]

OUT is the output folder of a build; without it the corpus of the shared documents is built. Each export runs in a process
of its own, through the command line, so that its time has the start of the program in it and its memory nothing else's.
The page of 2,000 nodes is drawn by a headless chromium, where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

VIEWS = ("inspectors", "careers", "history")
CHARTS = {"history": ("--authority", "Essex"), "grades": (), "authorities": (), "directors": (), "inspectors": ()}
NODES, EDGES = 2000, 3700


def export(out: Path, folder: Path, *arguments: str) -> dict[str, Any]:
    """Seconds, megabytes of memory at most, and megabytes written by one export."""
    target = folder / "export"
    command = [sys.executable, "-m", "inspectgraph", "export", *arguments, "--from", str(out), "-o", str(target)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        assert process.stderr is not None
        sys.exit(process.stderr.read())
    written = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in written)
    for path in written:
        path.unlink()
    shutil.rmtree(target, ignore_errors=True)
    return {
        "seconds": round(seconds, 2),
        "peak_mb": round(usage.ru_maxrss / 1024),
        "written_mb": round(size / 2**20, 2),
    }


def page(out: Path, folder: Path) -> dict[str, Any]:
    """The size of a page of 2,000 nodes, and after how many milliseconds it was drawn first, the median of five."""
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.exporting.graphs.draft import Draft, Value
    from inspectgraph.exporting.graphs.projection import draw
    from inspectgraph.exporting.graphs.views import VIEWS as known
    from inspectgraph.exporting.pictures.page import write
    from inspectgraph.exporting.sources import Sources

    chance, draft = random.Random(1), Draft(lambda iri: iri.removeprefix("https://data.test/"))
    for number in range(NODES):
        values: dict[str, Value] = {"region": "East", "start": f"{2009 + number % 15}-03-04", "evidence": 3}
        kind = "Person" if number % 3 else "Inspection"
        draft.node(f"https://data.test/{number}", kind, f"Person number {number}", values)
    for _ in range(EDGES):
        one, other = (f"https://data.test/{chance.randrange(NODES)}" for _ in range(2))
        draft.edge(one, other, "knows")
    path = folder / "page.html"
    path.write_text(write(draw(draft, known["careers"]), Sources(Dataset.open(out))), encoding="utf-8")
    result: dict[str, Any] = {"megabytes": round(path.stat().st_size / 2**20, 2), "first_drawn_ms": None}
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            drawn = []
            for _ in range(5):
                opened = browser.new_page(viewport={"width": 1280, "height": 800})
                opened.goto(path.as_uri())
                opened.wait_for_selector("html[data-drawn]")
                drawn.append(int(opened.evaluate("document.documentElement.dataset.drawn")))
                opened.close()
            browser.close()
        result["first_drawn_ms"] = sorted(drawn)[2]
    return result


def built(scratch: Path) -> Path:
    """A build of the corpus of the shared documents."""
    shared = Path(os.environ.get("INSPECTGRAPH_SHARED", Path(__file__).parents[2] / "shared"))
    if not (shared / "corpus").is_dir():
        sys.exit("Name the output folder of a build: there are no shared documents here.")
    out = scratch / "out"
    command = [sys.executable, "-m", "inspectgraph", "build", str(shared / "corpus"), "-o", str(out), "--quiet"]
    if subprocess.run(command, check=False).returncode == 2:
        sys.exit("The corpus can't be built.")
    return out


def main() -> None:
    """Runs the benchmark and prints its table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("out", nargs="?", type=Path)
    cli.add_argument("--json", type=Path)
    arguments = cli.parse_args()
    from inspectgraph.exporting.formats.catalogue import DATASET_FORMATS, GRAPH_FORMATS
    from inspectgraph.exporting.pictures.catalogue import PICTURES
    from inspectgraph.exporting.tables.forms import FORMS

    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        out = arguments.out or built(scratch)
        folder = scratch / "exports"
        folder.mkdir()
        runs = {f"{view} {form}": (form, "--view", view) for view in VIEWS for form in (*GRAPH_FORMATS, *PICTURES)}
        runs |= {f"full {form}": (form, "--view", "full") for form in GRAPH_FORMATS}
        runs |= {form: (form,) for form in DATASET_FORMATS}
        runs |= {f"all tables {form}": ("table", "all", "--format", form) for form in FORMS}
        runs |= {f"chart {chart} png": ("chart", chart, "--format", "png", *more) for chart, more in CHARTS.items()}
        print(f"{'export':28s} {'seconds':>8s} {'peak MB':>8s} {'MB':>8s}")
        for called, how in runs.items():
            row = result[called] = export(out, folder, *how)
            print(f"{called:28s} {row['seconds']:8.2f} {row['peak_mb']:8d} {row['written_mb']:8.2f}", flush=True)
        drawn = result["page of 2,000 nodes"] = page(out, scratch)
        print(f"page of 2,000 nodes: {drawn['megabytes']} MB, first drawn after {drawn['first_drawn_ms']} ms")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
