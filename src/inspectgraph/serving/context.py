"""What every part of the server works with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from inspectgraph import __version__
from inspectgraph.asking.dataset import Dataset
from inspectgraph.errors import ServingError
from inspectgraph.presenting.builds import Build
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
        earlier: Output folders of other builds that are served beside it, for who asks what they said.
        log: Whether a line is written for each request.
    """

    title: str = "Inspections of children's services"
    root: str = "/"
    limits: Limits = field(default_factory=Limits)
    services: tuple[str, ...] = ()
    cache: int = 64 * MEBIBYTE
    earlier: tuple[Path, ...] = ()
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
        earlier: The other builds that are served beside it.
    """

    dataset: Dataset
    folder: Path
    settings: Settings
    tag: str
    links: Links
    site: Site = field(repr=False)
    earlier: tuple[Context, ...] = ()

    @classmethod
    def open(cls, folder: Path, settings: Settings) -> Context:
        """Opens the output folder of a build.

        Raises:
            OutputError: It is no build.
            ServingError: A build that is to be served beside it is none that can be told from it.
        """
        dataset = Dataset.open(folder)
        links = Links(dataset.base, settings.root)
        site = Site(dataset, folder, links, settings.title)
        context = cls(dataset, folder, settings, _tag(folder), links, site)
        earlier = tuple(cls.open(each, replace(settings, earlier=())) for each in settings.earlier)
        for each in earlier:
            _check(each, context)
        return replace(context, earlier=earlier)

    @property
    def build(self) -> Build:
        """What the build says of itself."""
        return Build.of(self.site.presentation.build)


def _check(other: Context, context: Context) -> None:
    """Whether another build can be served beside one.

    Raises:
        ServingError: It is the same one, does not say which one it is, or is of another publisher.
    """
    if not other.build.id or other.build.id == context.build.id:
        raise ServingError(f"{other.folder} is no other build than {context.folder}", "name the output of another one")
    if other.dataset.base != context.dataset.base:
        raise ServingError(
            f"{other.folder} is a build for {other.dataset.base}, and {context.folder} for {context.dataset.base}",
            "only builds with the same base can be served side by side",
        )


def _tag(folder: Path) -> str:
    """A hash of what the build was made of, or of the store's files where a build has not said it."""
    try:
        said = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        made_of = [said["fingerprint"], said["settled"]]
    except (OSError, ValueError, KeyError):
        files = sorted((folder / "store").iterdir())
        made_of = [(each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files]
    return hashlib.blake2b(repr([__version__, *made_of]).encode(), digest_size=12).hexdigest()
