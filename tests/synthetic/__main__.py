"""Writes made-up reports into a folder: `python -m tests.synthetic FOLDER --count 1000`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.synthetic.forms import blocks
from tests.synthetic.rendering import as_pdf, as_text
from tests.synthetic.report import draw


def write(folder: Path, count: int, pdf: bool, first: int = 0, length: int = 40) -> list[Path]:
    """Writes the reports of consecutive seeds.

    Args:
        folder: Where to; made when it is missing.
        count: How many.
        pdf: As PDF, not as text.
        first: The first seed.
        length: Paragraphs of findings in each.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for seed in range(first, first + count):
        report = draw(seed)
        content = blocks(report, length)
        path = folder / f"{report.stem}-{seed}.{'pdf' if pdf else 'txt'}"
        path.write_bytes(as_pdf(content) if pdf else as_text(content))
        files.append(path)
    return files


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--length", type=int, default=40, help="paragraphs of findings in each")
    parser.add_argument("--pdf", action="store_true")
    wanted = parser.parse_args()
    write(wanted.folder, wanted.count, wanted.pdf, wanted.first, wanted.length)
