"""A build wherever its documents are and its output goes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from inspectgraph import remote
from inspectgraph.building.options import BuildOptions, BuildResult, Progress
from inspectgraph.building.steps import build_here
from inspectgraph.processing.elsewhere import Elsewhere, find_elsewhere
from inspectgraph.publishing.output_folder import MARK
from inspectgraph.publishing.remote_output import RemoteOutput


def build(options: BuildOptions, progress: Progress = lambda stage, done, total, item: None) -> BuildResult:
    """Builds the graph and puts it in place of the former one.

    Args:
        options: What to build.
        progress: Told of each step: stage, how many are done, of how many, and the current one.

    Raises:
        EngineError: The cluster that reads documents is lost; what it has read is kept for the next build.
        OutputError: The output can't be written; the former one stays.
        ReferenceDataError: A reference table, a catalogue or the ledger is malformed.
        RemoteError: Files elsewhere can't be read or written; what was read is kept for the next build.
    """
    for url in (*options.urls, *filter(None, (options.url,))):
        remote.scheme_of(url)
    if not options.url:
        with _elsewhere(options, progress) as elsewhere:
            return build_here(options, progress, elsewhere, lambda folder: None)
    output = RemoteOutput(options.url)
    options = replace(options, output=output.bring())
    with _elsewhere(options, progress) as elsewhere:
        result = build_here(options, progress, elsewhere, output.publish)
    return replace(result, url=options.url, warnings=(*result.warnings, *output.told))


@contextmanager
def _elsewhere(options: BuildOptions, progress: Progress) -> Iterator[Elsewhere]:
    """The documents that are not on this machine, while they are needed."""
    if not options.urls:
        yield Elsewhere()
        return
    with tempfile.TemporaryDirectory(prefix="inspectgraph-") as scratch:
        yield find_elsewhere(options.urls, Path(scratch), _known(options.output), progress)


def _known(output: Path) -> dict[tuple[str, str], str]:
    """Digests of the files elsewhere that the former build read, by address and tag."""
    try:
        inputs = json.loads((output / MARK).read_bytes())["inputs"]
        return {(each["url"], each["tag"]): each["sha256"] for each in inputs if each.get("tag")}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
