"""Resolution on disk: memory holds one block of mentions at a time, and the decisions are those of `resolving.resolver`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspectgraph.graph.iris import Iris
from inspectgraph.graph.nquads import parsed
from inspectgraph.reference import Reference
from inspectgraph.resolving.blockwise import naming, reading, settling, stating, telling
from inspectgraph.resolving.blockwise.columns import COLUMNS, Work
from inspectgraph.resolving.blockwise.tables import Tables
from inspectgraph.resolving.consolidated import Consolidation
from inspectgraph.resolving.ledger import Entry, Ledger
from inspectgraph.resolving.mentions import Mention
from inspectgraph.resolving.removal import Removal
from inspectgraph.resolving.resolver import Resolution
from inspectgraph.resolving.rulings import Ruling

#: What DuckDB may take of memory unless told otherwise.
MEMORY = "1GB"
_TABLES, _TEXTS, _CONSOLIDATED, _RESOLUTION, _LEDGER = (
    "tables",
    "documents",
    "consolidated.nq",
    "resolution.nq",
    "ledger.jsonl",
)
Stage = Callable[[str], None]


class Texts(Mapping[str, bytes]):
    """The N-Quads of documents, a file for each in a folder, read when asked for.

    Args:
        folder: Of the files, `IDENTIFIER.nq`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = sorted(path.stem for path in folder.glob("*.nq"))

    def __getitem__(self, identifier: str) -> bytes:
        try:
            return (self._folder / f"{identifier}.nq").read_bytes()
        except FileNotFoundError:
            raise KeyError(identifier) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class ResolutionOnDisk:
    """What resolution came to, in a folder. All is sorted as in `Resolution`.

    Attributes:
        folder: Where it is; it belongs to the caller.
        aliases: IRIs once published, and where each leads.
        warnings: Decisions of a curator that came to nothing, in words.
        removal: People who must not be named. They still stand in the graphs.
    """

    folder: Path
    aliases: dict[str, tuple[str, ...]]
    warnings: tuple[str, ...]
    removal: Removal

    @property
    def texts(self) -> Texts:
        """By identifier the N-Quads of each document's graph with final IRIs, read when asked for."""
        return Texts(self.folder / _TEXTS)

    @property
    def consolidated(self) -> Path:
        """N-Quads of `graph/consolidated`."""
        return self.folder / _CONSOLIDATED

    @property
    def resolution(self) -> Path:
        """N-Quads of `graph/resolution`."""
        return self.folder / _RESOLUTION

    @property
    def ledger(self) -> Path:
        """What is published now; the documents that the ledger knows are not among it."""
        return self.folder / _LEDGER

    def loaded(self) -> Resolution:
        """The same with the graphs in memory, but for the documents' own, which are read when asked for."""
        return Resolution(
            self.texts,
            parsed(self.consolidated.read_bytes()),
            parsed(self.resolution.read_bytes()),
            Ledger.load(self.ledger),
            self.aliases,
            self.warnings,
            removal=self.removal,
        )


def resolve_on_disk(
    documents: Mapping[str, bytes],
    iris: Iris,
    reference: Reference,
    former: Iterable[Entry],
    folder: Path,
    rulings: Sequence[Ruling] = (),
    memory: str = MEMORY,
    stage: Stage = lambda name: None,
) -> ResolutionOnDisk:
    """Decides which mentions are one thing, as `resolve` does, with tables on disk in the place of dictionaries.

    Memory holds a document, or a block of mentions that the rules compare with each other, and what DuckDB may take.

    Args:
        documents: The N-Quads of each document by its identifier, sorted, with local IRIs; each is asked for three times.
        iris: Of the dataset.
        reference: The reference tables.
        former: The IRIs that are published already.
        folder: An empty folder for what comes of it.
        rulings: A curator's decisions, which override the rules.
        memory: What DuckDB may take, "1GB".
        stage: Told of each step that is done.

    Raises:
        OutputError: DuckDB or PyArrow is not installed, or the memory is no size.
    """
    aside = folder / _TABLES
    aside.mkdir()
    try:
        with Tables(aside, COLUMNS, memory) as tables:
            named = reading.read_ledger(former, rulings, tables, iris)
            curated = reading.curation(rulings, documents, named, iris)
            return _resolve(documents, Work(tables, iris, reference, curated), folder, stage)
    finally:
        shutil.rmtree(aside)


def _resolve(documents: Mapping[str, bytes], work: Work, folder: Path, stage: Stage) -> ResolutionOnDisk:
    tables, curated = work.tables, work.curated
    reading.read_documents(documents, work)
    stage("read")
    settling.settle(work)
    stage("settle")
    naming.name_things(work)
    stage("name")
    ruled = {
        Mention(document, iri): final
        for document, iri, final in tables.rows("SELECT f.* FROM final f SEMI JOIN ruled_mention USING (document, iri)")
    }
    consolidation = Consolidation(work.iris, work.reference, curated.names(ruled))
    stating.state(documents, work, consolidation)
    stage("state")
    telling.consolidate(work, consolidation)
    telling.tell(work, ruled)
    leads = naming.lead_former_parts(work)
    telling.tell_aliases(work, leads)
    stage("tell")
    (folder / _TEXTS).mkdir()
    for identifier, text in stating.rewritten(documents, work):
        (folder / _TEXTS / f"{identifier}.nq").write_bytes(text)
    stage("rewrite")
    for query, name in (
        ("SELECT DISTINCT line FROM consolidated ORDER BY line", _CONSOLIDATED),
        ("SELECT DISTINCT line FROM resolution ORDER BY line", _RESOLUTION),
        ("SELECT line FROM entry ORDER BY iri, kind, line", _LEDGER),
    ):
        with (folder / name).open("wb") as file:
            file.writelines(line for (line,) in tables.rows(query))
    stage("write")
    aliases: dict[str, tuple[str, ...]] = {
        alias: tuple(iri for _, iri in rows) for alias, rows in tables.groups("SELECT * FROM alias ORDER BY ALL")
    }
    return ResolutionOnDisk(folder, {**aliases, **leads}, (*curated.warnings, *curated.unkept(ruled)), _removal(work))


def _removal(work: Work) -> Removal:
    def called() -> Iterator[tuple[Mention, list[str]]]:
        for document, iri, names in work.tables.rows("SELECT * FROM called"):
            yield Mention(document, iri), names

    things = {
        Mention(document, iri): final
        for document, iri, final in work.tables.rows("SELECT f.* FROM final f SEMI JOIN called USING (document, iri)")
    }
    return Removal.of(work.curated, called, things)
