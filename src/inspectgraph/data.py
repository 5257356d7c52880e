"""Where the files that travel with the program are: the ontology and the seeds."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[2]


def ontology(*parts: str) -> Path:
    """A file or folder of the ontology, `ontology("shapes")`; the ontology's own folder without parts."""
    return _find("ontology", parts)


def seeds(*parts: str) -> Path:
    """A file or folder of the seeds, `seeds("authorities.csv")`; the seeds' own folder without parts."""
    return _find("seeds", parts)


def _find(folder: str, parts: tuple[str, ...]) -> Path:
    # A wheel carries the folders inside the package; an editable install reads those of its checkout.
    packaged = _PACKAGED / folder
    return (packaged if packaged.is_dir() else _CHECKOUT / folder).joinpath(*parts)
