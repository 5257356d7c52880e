"""Publishes a build as a static site."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import inspectgraph
from inspectgraph import data
from inspectgraph.errors import PublishingError
from inspectgraph.processing.orphans import end_with_parent
from inspectgraph.site.making import Maker, Task
from inspectgraph.site.target import MANIFEST, Manifest, Target, is_whole, replaced

Progress = Callable[[str, int, int, str], None]
#: Names that nobody owns (RFC 2606, RFC 6761).
_RESERVED = ("example", "example.org", "example.com", "example.net", "test", "invalid", "localhost", "local")
_CODE = ("asking", "exporting", "graph", "presenting", "site")


@dataclass(frozen=True, slots=True)
class Publication:
    """What to publish.

    Attributes:
        folder: The output folder of a build.
        target: The folder of the site.
        base: The publisher's base; that of the build when empty.
        title: Of the site; the program's own when empty.
        workers: Processes; as many as processors when `None`, none at all when 0.
    """

    folder: Path
    target: Path
    base: str = ""
    title: str = ""
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it.

    Attributes:
        base: Where the site belongs.
        files: How many files it has.
        changed: How many of them are new or other than before.
        removed: How many former files are gone.
        size: Bytes of all.
        seconds: How long it took.
    """

    base: str
    files: int
    changed: int
    removed: int
    size: int
    seconds: float


def publish(wanted: Publication, progress: Progress = lambda stage, done, total, item: None) -> Published:
    """Writes the site, or does nothing when it is up to date.

    Args:
        wanted: What to publish.
        progress: Told of each step: stage, how many pieces are done, of how many, and the current one.

    Raises:
        OutputError: The folder is not the output of a build.
        PublishingError: The base is nobody's own or not that of the build, or the target can't be written.
    """
    began = time.monotonic()
    maker = Maker(wanted.folder, wanted.title)
    check_base(maker.base, wanted.base)
    former, tag = Manifest.read(wanted.target), _tag(wanted)
    if tag and former.tag == tag and is_whole(wanted.target, former.files):
        return _told(maker.base, wanted.target, former, 0, 0, began)
    with replaced(wanted.target) as aside:
        tasks = maker.tasks()
        written: dict[str, str] = {}
        changed = 0
        progress("publishing", 0, len(tasks), "")
        for done, (task, made) in enumerate(_made(wanted, tasks, aside, former), 1):
            twice = written.keys() & made.written.keys()
            if twice:
                raise PublishingError(f"{min(twice)} would be written twice.", "This is a fault of the program.")
            written |= made.written
            changed += made.changed
            progress("publishing", done, len(tasks), task.name or (task.things[0][0] if task.things else ""))
        manifest = Manifest(tag, written)
        manifest.write(aside)
        removed = len(former.files.keys() - written.keys())
    return _told(maker.base, wanted.target, manifest, changed, removed, began)


def check_base(base: str, asked: str) -> None:
    """Makes sure that a base is a publisher's own.

    Args:
        base: Of the build.
        asked: What the publisher named; nothing when empty.

    Raises:
        PublishingError: It is an example, of this machine alone, or not what was named.
    """
    named = asked if not asked or asked.endswith("/") else asked + "/"
    parts = urlsplit(named or base)
    host = (parts.hostname or "").rstrip(".")
    again = "Build with a base of your own, at which the site will be: inspectgraph build --base https://YOUR.SITE/"
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise PublishingError(f"{named or base} is no address at which a site can be.", again)
    if any(host == name or host.endswith("." + name) for name in _RESERVED) or _is_private(host):
        raise PublishingError(f"{named or base} is an address for examples, which nobody owns.", again)
    if named and named != base:
        raise PublishingError(
            f"The graph was built with the base {base}, not {named}.", f"inspectgraph build --base {named}"
        )


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host


def _made(wanted: Publication, tasks: Sequence[Task], aside: Path, former: Manifest) -> Iterator[tuple[Task, Target]]:
    """Each piece with what was written of it, as they are done."""
    crew = (os.cpu_count() or 1) if wanted.workers is None else wanted.workers
    if crew == 0:
        maker = Maker(wanted.folder, wanted.title)
        for task in tasks:
            target = Target(aside, wanted.target.absolute(), former)
            maker.make(task, target)
            yield task, target
        return
    pool = ProcessPoolExecutor(
        crew,
        multiprocessing.get_context("spawn"),
        _begin,
        (wanted.folder, wanted.title, aside, wanted.target.absolute(), former),
    )
    with pool:
        waiting = {pool.submit(_work, task): task for task in tasks}
        try:
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for each in done:
                    yield waiting.pop(each), each.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_crew: tuple[Maker, Path, Path, Manifest] | None = None


def _begin(folder: Path, title: str, aside: Path, former: Path, manifest: Manifest) -> None:
    """Prepares a process: it opens the dataset once."""
    end_with_parent()
    global _crew  # noqa: PLW0603 - the initialiser of a process has no other way to hand on what it made
    _crew = Maker(folder, title), aside, former, manifest


def _work(task: Task) -> Target:
    assert _crew is not None
    maker, aside, former, manifest = _crew
    target = Target(aside, former, manifest)
    maker.make(task, target)
    return Target(aside, former, Manifest(), target.written, target.changed)


def _tag(wanted: Publication) -> str:
    """Of what the site depends on: the build and the program; nothing when the build does not tell."""
    try:
        said = json.loads((wanted.folder / "build.json").read_text(encoding="utf-8"))
        made_of = [said["fingerprint"], said["settled"], said.get("finished", "")]
    except (OSError, ValueError, KeyError):
        return ""
    digest = hashlib.sha256(repr([inspectgraph.__version__, wanted.title, *made_of]).encode())
    package = Path(inspectgraph.__file__).parent
    files = [path for part in _CODE for path in (package / part).rglob("*") if path.is_file()]
    for path in sorted((*files, *data.ontology().rglob("*.ttl"), data.ontology("context.jsonld")), key=str):
        if "__pycache__" not in path.parts:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _told(base: str, folder: Path, manifest: Manifest, changed: int, removed: int, began: float) -> Published:
    size = sum((folder / name).stat().st_size for name in (*manifest.files, MANIFEST))
    return Published(base, len(manifest.files), changed, removed, size, time.monotonic() - began)
