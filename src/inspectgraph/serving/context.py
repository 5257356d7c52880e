"""What every part of the server works with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph import __version__
from inspectgraph.asking.dataset import Dataset
from inspectgraph.presenting.links import Links
from inspectgraph.presenting.site import Site
from inspectgraph.serving.limits import MEBIBYTE, Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """How a publisher wants the server.

    Attributes:
        title: Of the site.
        root: Path of the site on its host, with a slash at both ends.
        limits: Of queries.
        services: Endpoints that a query may call with `SERVICE`; none as a rule.
        cache: Bytes of rendered pages that are kept.
        log: Whether a line is written for each request.
    """

    title: str = "Inspections of children's services"
    root: str = "/"
    limits: Limits = field(default_factory=Limits)
    services: tuple[str, ...] = ()
    cache: int = 64 * MEBIBYTE
    log: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """A dataset that is served.

    Attributes:
        dataset: Open for reading in the server's own process.
        folder: The output folder of the build.
        settings: The publisher's.
        tag: Changes whenever the dataset or the program does.
        links: The addresses of the site.
        site: Makes what is shown of the dataset.
    """

    dataset: Dataset
    folder: Path
    settings: Settings
    tag: str
    links: Links
    site: Site = field(repr=False)

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> Context:
        """Opens the output folder of a build.

        Raises:
            OutputError: It is no build.
        """
        dataset = Dataset.open(folder)
        links = Links(dataset.base, settings.root)
        site = Site(dataset, folder, links, settings.title)
        return cls(dataset, folder, settings, _tag(folder), links, site)


def _tag(folder: Path) -> str:
    """A hash of what the build was made of, or of the store's files where a build has not said it."""
    try:
        said = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        made_of = [said["fingerprint"], said["settled"]]
    except (OSError, ValueError, KeyError):
        files = sorted((folder / "store").iterdir())
        made_of = [(each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files]
    return hashlib.blake2b(repr([__version__, *made_of]).encode(), digest_size=12).hexdigest()
