"""Rows on disk, written in any order and read sorted, so that memory holds no more than one group of them."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from glob import escape
from pathlib import Path
from types import ModuleType
from typing import Any, Self

from inspectgraph.errors import OutputError

_ROWS_OF_A_PIECE = 4096
_THREADS = 2
#: A column of this name holds any value, one of the other lines of a file; all others hold words.
VALUE, LINE = "value", "line"
Row = tuple[Any, ...]


class Tables:
    """Tables in Parquet files, sorted and joined by DuckDB.

    To be used in a `with`, which ends with the tables; their files are left to whoever made the folder.

    Args:
        folder: An empty folder.
        columns: The columns of each table.
        memory: What DuckDB may take, "1GB"; what does not fit is sorted and joined on disk.

    Raises:
        OutputError: DuckDB or PyArrow is not installed, or the memory is no size. Later, that it does not do, or the disk.
    """

    def __init__(self, folder: Path, columns: Mapping[str, Sequence[str]], memory: str) -> None:
        duckdb, self._arrow, self._parquet = _engines()
        self._folder, self._columns = folder, columns
        self._schemas = {name: self._schema(columns[name]) for name in columns}
        self._waiting: dict[str, list[Row]] = {name: [] for name in columns}
        self._writers: dict[str, Any] = {}
        self._numbers = itertools.count()
        settings = {
            "memory_limit": memory,
            "threads": _THREADS,
            "temp_directory": str(folder / "spilt"),
            # Rows come in the order that a query asks for, and in any where it asks for none.
            "preserve_insertion_order": False,
        }
        try:
            self._database = duckdb.connect(config=settings)
        except (duckdb.Error, ValueError) as error:
            raise OutputError(f"DuckDB does not start with {memory} of memory: {error}", "say it like 2GB") from error
        self._trouble = duckdb.Error
        for name in columns:
            (folder / name).mkdir()
            self._parquet.write_table(self._schemas[name].empty_table(), folder / name / "none.parquet")
            files = f"{escape(str(folder / name))}/*.parquet"
            self._run(f"CREATE VIEW {name} AS FROM read_parquet({_quoted(files)})")

    def _schema(self, columns: Sequence[str]) -> Any:
        arrow = self._arrow
        return arrow.schema([(name, arrow.binary() if name in (VALUE, LINE) else arrow.string()) for name in columns])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Closes the files."""
        with ExitStack() as stack:
            stack.callback(self._database.close)
            for writer in self._writers.values():
                stack.callback(writer.close)

    def add(self, table: str, *row: object) -> None:
        """Adds a row; what a query reads is what was added before it."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _ROWS_OF_A_PIECE:
            self._write(table)

    def _write(self, table: str) -> None:
        waiting, self._waiting[table] = self._waiting[table], []
        writer = self._writers.get(table)
        if writer is None:
            path = self._folder / table / f"{next(self._numbers)}.parquet"
            writer = self._writers[table] = self._parquet.ParquetWriter(path, self._schemas[table])
        names = self._columns[table]
        columns = [
            list(map(pickle.dumps, column)) if name == VALUE else column
            for name, column in zip(names, zip(*waiting, strict=True), strict=True)
        ]
        writer.write_table(
            self._arrow.Table.from_arrays(list(map(self._arrow.array, columns)), schema=self._schemas[table])
        )

    def _close(self) -> None:
        """Makes all that was added known to queries."""
        for table, waiting in self._waiting.items():
            if waiting:
                self._write(table)
        while self._writers:
            self._writers.popitem()[1].close()

    def _run(self, query: str) -> Any:
        try:
            return self._database.execute(query)
        except self._trouble as error:
            raise OutputError(
                f"DuckDB could not sort or join what the documents say: {str(error).splitlines()[0]}",
                "give it more memory, or make room on the disk of the output",
            ) from error

    def rows(self, query: str) -> Iterator[Row]:
        """The rows of a query, in its order.

        The result goes by way of the disk, since DuckDB holds a sorted result in memory until it is taken.
        """
        self._close()
        path = self._folder / f"result-{next(self._numbers)}.parquet"
        self._run(f"COPY ({query}) TO {_quoted(str(path))} (FORMAT parquet, ROW_GROUP_SIZE {_ROWS_OF_A_PIECE})")
        try:
            with self._parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(_ROWS_OF_A_PIECE):
                    yield from zip(
                        *(_values(name, batch[name].to_pylist()) for name in batch.schema.names), strict=True
                    )
        finally:
            path.unlink()

    def groups(self, query: str) -> Iterator[tuple[Any, list[Row]]]:
        """The rows of a query that is ordered by its first column, those with one value there together."""
        for key, rows in itertools.groupby(self.rows(query), key=lambda row: row[0]):
            yield key, list(rows)

    def components(self, name: str, edges: str) -> None:
        """Makes a table of what is linked: each `node` with its `block`, the least of all that it is linked to.

        Args:
            name: Of the table.
            edges: A query for pairs of nodes, in columns `one` and `other`. A node without edges is in no row.
        """
        self._close()
        run = self._run
        run(f"CREATE TABLE {name}_edge AS WITH e AS ({edges}) SELECT one, other FROM e UNION SELECT other, one FROM e")
        run(f"CREATE TABLE {name} AS SELECT one AS node, min(least(one, other)) AS block FROM {name}_edge GROUP BY one")
        while True:
            # Each takes the least block of its neighbours, and the block that this one has by now.
            run(
                f"CREATE TABLE {name}_next AS SELECT n.node, least(min(n.block), min(m.block), min(far.block)) AS block "
                f"FROM {name} n JOIN {name}_edge e ON e.one = n.node JOIN {name} m ON m.node = e.other "
                f"JOIN {name} far ON far.node = n.block GROUP BY n.node"
            )
            changed = run(f"SELECT count(*) FROM {name} JOIN {name}_next x USING (node) WHERE {name}.block <> x.block")
            (count,) = changed.fetchone()
            run(f"DROP TABLE {name}")
            run(f"ALTER TABLE {name}_next RENAME TO {name}")
            if not count:
                run(f"DROP TABLE {name}_edge")
                return


def _engines() -> tuple[ModuleType, ModuleType, ModuleType]:
    try:
        import duckdb
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise OutputError(
            "Resolution on disk needs DuckDB and PyArrow.", "pip install 'inspectgraph[scale]'"
        ) from error
    return duckdb, pyarrow, pyarrow.parquet


def _values(name: str, column: list[Any]) -> list[Any]:
    if name != VALUE:
        return column
    return [None if each is None else pickle.loads(each) for each in column]


def _quoted(words: str) -> str:
    """Words as SQL writes them."""
    return "'" + words.replace("'", "''") + "'"
