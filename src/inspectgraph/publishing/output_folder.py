"""An output folder comes into place whole, or not at all; one build at a time."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from inspectgraph.errors import OutputError

try:
    import fcntl
except ImportError:  # a system without it has no locks; there the user sees to it that builds do not meet
    fcntl = None  # type: ignore[assignment]

MARK = "build.json"
#: What may stand in an output folder besides a build: a page for people, git's own files.
KEPT = ("README.md", ".gitignore", ".gitkeep")
#: Of Linux's renameat2: paths are seen from the working directory; the two change places in one step.
_FROM_HERE, _EXCHANGE = -100, 2


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keeps other builds away from an output folder, and puts right what one that was cut short has left.

    The system ends the lock with the process, however that ends.

    Raises:
        OutputError: Another build is at it, or the place can't be written.
    """
    output = output.absolute()
    lock = output.with_name(f".{output.name}.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = _lock(lock, output)
    except OSError as error:
        raise OutputError(
            f"{lock.parent} can't be written: {error.strerror}", "name a folder that may be written with -o"
        ) from error
    try:
        for former in sorted(lock.parent.glob(f".{output.name}.old-*")):
            if not output.exists() and (former / MARK).is_file():
                former.rename(output)  # the build was cut short between its two renames
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def _lock(path: Path, output: Path) -> int:
    """The open and locked file; the one that has the name, not one that another build has just removed."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.exists(path) and os.stat(path).st_ino == os.fstat(handle).st_ino:
                return handle
        except BlockingIOError:
            os.close(handle)
            raise OutputError(
                f"another build is writing {output}", "wait until it has ended, or name another folder with -o"
            ) from None
        os.close(handle)


def leftovers(output: Path) -> list[Path]:
    """Folders that builds left which published nothing; what they have finished may be taken over."""
    output = output.absolute()
    return sorted(output.parent.glob(f".{output.name}.new-*"))


@contextmanager
def replaced(output: Path, keep: str = "") -> Iterator[Path]:
    """A new folder to fill, which takes the output's place when all went well.

    The former output stays as it was when anything goes wrong, at every moment. To be used under `locked`.

    Args:
        output: The folder.
        keep: The part of a new folder that is left to the next build where an exception ends this one, unless it was
            one that speaks of the disk; nothing when empty.

    Raises:
        OutputError: The output can't be written, or holds files that are no build's.
    """
    output = output.absolute()
    _check_place(output)
    aside = _new_folder(output)
    former = output.with_name(f".{output.name}.old-{os.getpid()}")
    left = None
    try:
        yield aside
        for name in KEPT:
            if (output / name).is_file():
                shutil.copy2(output / name, aside / name)
        if output.exists() and not _exchanged(aside, output):
            output.rename(former)
        if not output.exists():
            aside.rename(output)
    except OSError as error:
        if former.exists() and not output.exists():
            former.rename(output)
        raise OutputError(f"{output} can't be written: {error}", "is there room on the disk?") from error
    except OutputError:
        raise
    except BaseException:
        left = aside
        raise
    finally:
        for path in (*leftovers(output), *output.parent.glob(f".{output.name}.old-*")):
            if path == left:
                _strip(path, keep)
            else:
                shutil.rmtree(path, ignore_errors=True)


def _check_place(output: Path) -> None:
    """Whether a build may take a place."""
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file", "name a folder with -o")
    if output.is_dir() and not (output / MARK).exists():
        foreign = sorted(path.name for path in output.iterdir() if path.name not in KEPT)
        if foreign:
            raise OutputError(
                f"{output} holds files that are no build's ({', '.join(foreign[:3])})",
                "name another folder with -o, or empty it",
            )


def _new_folder(output: Path) -> Path:
    """An empty folder beside the output; a process that builds twice may have left one the first time."""
    for number in count():
        folder = output.with_name(f".{output.name}.new-{os.getpid()}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise OutputError(
                f"{folder} can't be made: {error.strerror}", "name a folder that may be written with -o"
            ) from error
        return folder
    raise AssertionError("unreachable")


def _strip(folder: Path, keep: str) -> None:
    """Leaves of a folder only one part, or nothing where it has none."""
    for path in folder.iterdir():
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    with suppress(OSError):
        (folder / keep).rmdir()  # only where nothing is in it
        folder.rmdir()


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step, so that no moment is without either; not every system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE) == 0)
