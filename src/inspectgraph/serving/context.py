"""What every part of the server works with."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph import __version__
from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.place import Place
from inspectgraph.errors import ServingError
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
        folder: The output folder of the build; none where only its graph is there.
        settings: The publisher's.
        tag: Changes whenever the dataset or the program does.
        links: The addresses of the site.
        site: Makes what is shown of the dataset.
    """

    dataset: Dataset
    folder: Path | None
    settings: Settings
    tag: str
    links: Links
    site: Site = field(repr=False)

    @classmethod
    def open(cls, place: Place, settings: Settings) -> Context:
        """Opens a build.

        Raises:
            OutputError: There is none.
            EndpointError: Its endpoint does not answer as it should.
            ServingError: The folder is of another build than what the endpoint has.
        """
        dataset = place.open()
        links = Links(dataset.base, settings.root)
        site = Site(dataset, place.folder, links, settings.title)
        base = site.presentation.build.get("base", dataset.base)
        if base != dataset.base:
            raise ServingError(
                f"{place.folder} has the base {base}, and the store at {place.endpoint} has {dataset.base}: they are two.",
                "Name the output folder of the build that was loaded, or none.",
            )
        return cls(dataset, place.folder, settings, _tag(place), links, site)


def _tag(place: Place) -> str:
    """A hash of what the build was made of, or of the store's files where a build has not said it.

    What lies in a store elsewhere may change between two starts of the server, so that each start has its own.
    """
    folder = place.folder
    if place.endpoint or folder is None:
        return hashlib.blake2b(f"{place.endpoint} {time.time_ns()}".encode(), digest_size=12).hexdigest()
    try:
        said = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        made_of = [said["fingerprint"], said["settled"]]
    except (OSError, ValueError, KeyError):
        files = sorted((folder / "store").iterdir())
        made_of = [(each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files]
    return hashlib.blake2b(repr([__version__, *made_of]).encode(), digest_size=12).hexdigest()
