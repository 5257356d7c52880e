"""The folder of a site: files that did not change stay the very same, and the whole comes into place at once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph.errors import PublishingError

MANIFEST = ".inspectgraph.json"
#: What may stand in the folder of a first publication: a repository's own files, and what tells a host the domain.
_FOREIGN = frozenset({"CNAME", "README.md", "LICENSE"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a site holds.

    Attributes:
        tag: Of the dataset and the program that made it.
        files: SHA-256 of each file by its name.
    """

    tag: str = ""
    files: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """That of a folder; empty where there is none."""
        try:
            said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            return cls(str(said["tag"]), dict(said["files"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Writes it into a folder."""
        text = json.dumps({"tag": self.tag, "files": dict(sorted(self.files.items()))}, indent=0) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")


@dataclass(slots=True)
class Target:
    """Writes the files of a site aside.

    Attributes:
        folder: Where to.
        former: The folder of the site as it was.
        manifest: Of that.
        written: SHA-256 of each file by its name.
        changed: How many are new or other than before.
    """

    folder: Path
    former: Path
    manifest: Manifest
    written: dict[str, str] = field(default_factory=dict)
    changed: int = 0
    _folders: set[Path] = field(default_factory=set)

    def write(self, name: str, content: str | bytes) -> None:
        """A file; one that did not change is the former one, with its time.

        Raises:
            PublishingError: Two things would have the same file, or it lies outside of the site.
        """
        data = content.encode() if isinstance(content, str) else content
        digest = hashlib.sha256(data).hexdigest()
        path = self._place(name)
        former = self.former / name
        same = self.manifest.files.get(name) == digest and former.is_file() and former.stat().st_size == len(data)
        if same and _link(former, path):
            self.written[name] = digest
            return
        path.write_bytes(data)
        self.written[name] = digest
        self.changed += 1

    def copy(self, name: str, source: Path) -> None:
        """A large file, not read into memory."""
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path, former = self._place(name), self.former / name
        if not (self.manifest.files.get(name) == digest and former.is_file() and _link(former, path)):
            # Never a link to the build's own file: its time would be that of the build.
            shutil.copyfile(source, path)
            self.changed += 1
        self.written[name] = digest

    def _place(self, name: str) -> Path:
        if name in self.written or {"", ".", ".."} & set(name.split("/")):
            raise PublishingError(f"{name} can't be a file of the site, or is one already.")
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return path


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of a site when all went well; what is not the site's stays in it.

    Raises:
        PublishingError: The folder can't be written, or holds files that are no site's.
    """
    folder = folder.absolute()
    foreign = _foreign(folder)
    aside = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    former = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        for name in foreign:
            if not (aside / name).exists():
                os.rename(folder / name, aside / name)
        if folder.exists():
            folder.rename(former)
        aside.rename(folder)
    except OSError as error:
        if former.exists() and not folder.exists():
            former.rename(folder)
        for name in foreign:
            if not (folder / name).exists() and (aside / name).exists():
                os.rename(aside / name, folder / name)
        raise PublishingError(f"{folder} can't be written: {error}", "Is there room on the disk?") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _foreign(folder: Path) -> list[str]:
    """What stands in a folder besides the site, at its top."""
    if folder.exists() and not folder.is_dir():
        raise PublishingError(f"{folder} is a file.", "Name a folder.")
    if not folder.is_dir():
        return []
    ours = {name.partition("/")[0] for name in Manifest.read(folder).files} | {MANIFEST}
    found = sorted(each.name for each in folder.iterdir() if each.name not in ours)
    strange = [name for name in found if not name.startswith(".") and name not in _FOREIGN]
    if strange and not (folder / MANIFEST).is_file():
        raise PublishingError(
            f"{folder} holds files that are no site's ({', '.join(strange[:3])}).", "Name an empty folder or a new one."
        )
    return found


def _link(former: Path, path: Path) -> bool:
    """Makes a path the former file itself, so that its time stays; False where the disk can't."""
    try:
        os.link(former, path)
    except OSError:
        try:
            shutil.copy2(former, path)
        except OSError:
            return False
    return True


def is_whole(folder: Path, files: Iterable[str]) -> bool:
    """Whether a folder has all files of a site."""
    return all((folder / name).is_file() for name in files)
