"""Zstandard, of which the package is an extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import BinaryIO, cast

from inspectgraph.errors import ExportError

#: Equal contents give equal bytes as long as neither this nor the version of the library changes.
_LEVEL = 9


@contextmanager
def compressed(file: BinaryIO) -> Iterator[BinaryIO]:
    """What is written goes into a file as one frame, by one thread.

    Raises:
        ExportError: The package is not installed.
    """
    with _package().ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(file, closefd=False) as packed:
        yield cast(BinaryIO, packed)


@contextmanager
def decompressed(file: BinaryIO) -> Iterator[BinaryIO]:
    """The content of a file that was compressed.

    Raises:
        ExportError: The package is not installed.
        OSError: The file is damaged.
    """
    from io import BufferedReader

    zstandard = _package()
    try:
        with zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=False) as unpacked:
            yield BufferedReader(unpacked, 2**20)
    except zstandard.ZstdError as error:
        raise OSError(f"it is damaged ({error})") from error


def _package() -> ModuleType:
    try:
        import zstandard
    except ModuleNotFoundError as error:
        raise ExportError(f"zstd needs the package {error.name}", "pip install 'inspectgraph[shards]'") from error
    return zstandard
