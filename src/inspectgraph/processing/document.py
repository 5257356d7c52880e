"""One document from its file to its facts file: read, recognise, parse, emit, validate."""

from __future__ import annotations

from functools import cache

from inspectgraph import __version__, remote
from inspectgraph.errors import DocumentError
from inspectgraph.facts import Report, Stated
from inspectgraph.graph.background import reference_quads, vocabulary_quads
from inspectgraph.graph.emitter import emit
from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import nquads, parsed
from inspectgraph.graph.writer import OFFICIAL, Source
from inspectgraph.parsing import parse
from inspectgraph.processing.facts_file import FactsFile, Gap
from inspectgraph.processing.inputs import Entry, Input
from inspectgraph.reading.document import Document
from inspectgraph.reading.reader import read, read_bytes
from inspectgraph.reference import load as load_reference
from inspectgraph.stopwatch import Stopwatch
from inspectgraph.validating.document import DocumentValidator

_SHORTEST_GAP = 25


@cache
def _validator(base: str) -> DocumentValidator:
    iris = Iris(base)
    return DocumentValidator([*reference_quads(iris, load_reference()), *vocabulary_quads(iris)])


def process(item: Input, key: str, base: str, watch: Stopwatch | None = None) -> FactsFile:
    """The facts of one file; a document that can't be read or does not conform says why.

    Args:
        item: The file.
        key: Under which its facts are kept.
        base: The publisher's base.
        watch: Told of the stages, where somebody wants to know how long they took.

    Raises:
        RemoteError: The file is elsewhere and can't be read now.
    """
    watch = watch or Stopwatch()
    name = item.path.name
    try:
        content = remote.read_known(item.url, item.sha256) if item.url else item.content
        document = read(item.path) if content is None else read_bytes(content, name)
        watch.lap("read")
        report = parse(document)
        watch.lap("parse")
    except DocumentError as error:
        return FactsFile(key, "", name, reason=error.reason, message=str(error), hint=error.hint)
    emitted = emit(report, document, Iris(base), _source(item.entry, report)).encode()
    watch.lap("emit")
    validated = _validator(base).keep_conforming(parsed(emitted), document.text)
    watch.lap("validate")
    found = gaps(document, report)
    missed = sum(gap.end - gap.start for gap in found)
    return FactsFile(
        key=key,
        identifier=document.identifier,
        file_name=name,
        reason="" if validated.whole else "does-not-conform",
        message=""
        if validated.whole
        else "; ".join(sorted({f.message for f in validated.findings if f.severity == "Violation"})[:3]),
        hint="" if validated.whole else "see the validation report",
        form=report.parser,
        text=document.text,
        quads=nquads(validated.quads) if validated.removed else emitted,
        removed=nquads(validated.removed).decode(),
        findings=validated.findings,
        warnings=[*document.warnings, *report.notes],
        gaps=found,
        understood=round(1 - missed / max(len(document.text), 1), 4),
    )


def _source(entry: Entry | None, report: Report) -> Source:
    """Whether a document's text may be published: by its catalogue row, or as its kind goes."""
    reader = f"inspectgraph {__version__}"
    official = report.kind in OFFICIAL
    if entry is None:
        return Source(open_licence=official, reader=reader)
    if entry.digest:
        return Source(True, entry.publication, reader)
    return Source("open-government-licence" in entry.licence or official, "", reader)


def gaps(document: Document, report: Report) -> list[Gap]:
    """The blocks that no fact rests on and that are not known to hold none."""
    covered = sorted(
        span
        for spans in (
            report.understood,
            (finding.span for finding in report.findings),
            *(person.spans for person in report.people),
            *(post.spans for post in report.posts),
            *(earlier.spans for earlier in report.earlier),
            *(observation.spans for observation in report.observations),
            *(stated.spans for stated in _stated(report)),
            *(judgement.spans for judgement in (report.inspection.judgements if report.inspection else ())),
        )
        for span in spans
    )
    found = []
    position = 0
    reached = 0
    for block in document.blocks:
        while position < len(covered) and covered[position].start < block.end:
            reached = max(reached, covered[position].end)
            position += 1
        if reached <= block.start and block.end - block.start >= _SHORTEST_GAP and block.kind != "footnote":
            found.append(Gap(block.start, block.end, document.text[block.start : block.end][:80]))
    return found


def _stated(report: Report) -> list[Stated[object]]:
    inspection = report.inspection
    facts: list[Stated[object] | None] = [report.title, report.issued]
    if inspection is not None:
        facts += [inspection.authority, inspection.framework, inspection.start, inspection.end]
        facts += [*inspection.conducted_by, *inspection.legal_basis]
    return [fact for fact in facts if fact is not None]
