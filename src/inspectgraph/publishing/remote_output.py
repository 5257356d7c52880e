"""The output of a build in object storage: there whole, or not at all.

Each build lies under a prefix of its own, named by its content. One small object, written last and in one step, says
which of them is the current one.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from inspectgraph import remote
from inspectgraph.errors import OutputError, RemoteError
from inspectgraph.processing.file_digest import sha256_of
from inspectgraph.publishing.checksums import BUILD_SUMS, SUMS, recorded
from inspectgraph.publishing.output_folder import MARK, locked, replaced
from inspectgraph.remote import RemoteFile

CURRENT = "current.json"
_ATTEMPTS = 3
_PREFIX = re.compile(r"builds/[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class _Pointer:
    """What the object that names the current build says.

    Attributes:
        prefix: Of the build, below the output's address.
        sha256: Digest of its `build.sha256`, on which all other digests hang.
        file: The object itself, so that it is exchanged only while it is this one.
    """

    prefix: str
    sha256: str
    file: RemoteFile


class RemoteOutput:
    """An output in object storage, with a copy on this machine.

    Args:
        url: Its address, `s3://bucket/output`.

    Attributes:
        told: What was noticed, for people.

    Raises:
        RemoteError: It is no address of object storage.
    """

    def __init__(self, url: str) -> None:
        if not remote.is_storage(url):
            raise RemoteError(f"{url}: an output goes into a folder or to s3://", "name another one with -o")
        self._url = url.rstrip("/")
        self._pointer: _Pointer | None = None
        self._sums: dict[str, str] = {}
        self.told: list[str] = []

    def bring(self) -> Path:
        """Makes the copy on this machine equal to the current build, and gives its folder; without one, if there is none.

        Raises:
            OutputError: Another process is at the copy.
            RemoteError: The storage does not answer, or what lies there is damaged.
        """
        copy = _copy_of(self._url)
        for _ in range(_ATTEMPTS):
            self._pointer = self._read_pointer()
            if self._pointer is None:
                shutil.rmtree(copy, ignore_errors=True)
                return copy
            try:
                if sha256_of(copy / BUILD_SUMS) != self._pointer.sha256:
                    self._download(self._pointer, copy)
            except _Gone:
                continue
            self._sums = _sums_of(copy)
            return copy
        raise RemoteError(f"{self._url} changes faster than it can be read", "try again later")

    def publish(self, folder: Path) -> None:
        """Puts a build in place of the one that was current when `bring` was called.

        Raises:
            OutputError: Another one has been put there meanwhile.
            RemoteError: It can't be written.
        """
        content = (folder / BUILD_SUMS).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        former, prefix = self._pointer, f"builds/{digest[:16]}"
        sums = {**_sums_of(folder), BUILD_SUMS: digest}
        kept = {name for name, found in sums.items() if former and self._sums.get(name) == found}
        try:
            remote.copy([(self._address(former.prefix, name), self._address(prefix, name)) for name in kept if former])
            remote.upload([(folder / name, self._address(prefix, name)) for name in sorted(set(sums) - kept)])
        except RemoteError:
            with suppress(RemoteError):  # it may be out of reach
                remote.remove(self._address(prefix))
            raise
        build = json.loads((folder / MARK).read_bytes())["build"]
        said = json.dumps({"build": build, "prefix": prefix, "sha256": digest}, indent=1) + "\n"
        if not remote.exchange(self._address(CURRENT), said.encode(), former.file if former else None):
            now = self._read_pointer()
            # A request that the storage has done but not answered is sent once more, and then refused.
            if now is None or now.prefix != prefix:
                remote.remove(self._address(prefix))
                raise OutputError(
                    f"another build was published at {self._url} meanwhile", "build again: it goes on from that one"
                )
        if former and former.prefix != prefix:
            try:
                remote.remove(self._address(former.prefix))
            except RemoteError as error:
                self.told.append(f"the former build could not be removed: {error}")

    def _address(self, *parts: str) -> str:
        return posixpath.join(self._url, *parts)

    def _read_pointer(self) -> _Pointer | None:
        address = self._address(CURRENT)
        # Its tag is taken before its content: should it change in between, it is exchanged no more, never wrongly.
        file = remote.find(address)
        if file is None:
            return None
        try:
            said = json.loads(remote.read(address))
            prefix, sha256 = str(said["prefix"]), str(said["sha256"])
        except (ValueError, TypeError, KeyError) as error:
            raise RemoteError(f"{address} is no description of a build", "name another place with -o") from error
        if not _PREFIX.fullmatch(prefix):
            raise RemoteError(f"{address} names {prefix!r}, which is no place of a build")
        return _Pointer(prefix, sha256, file)

    def _download(self, pointer: _Pointer, copy: Path) -> None:
        """Exchanges the copy for a build.

        Raises:
            RemoteError: What came is not what was built.
        """
        had = _sums_of(copy)
        with locked(copy), replaced(copy) as folder:
            self._take(pointer, [BUILD_SUMS], folder, {BUILD_SUMS: pointer.sha256})
            self._take(pointer, [SUMS], folder, recorded(folder, BUILD_SUMS))
            sums = _sums_of(folder)
            for name, digest in sums.items():
                if name != SUMS and had.get(name) == digest and sha256_of(copy / name) == digest:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(copy / name, folder / name)
            self._take(pointer, [name for name in sums if not (folder / name).exists()], folder, sums)

    def _take(self, pointer: _Pointer, names: list[str], folder: Path, sums: Mapping[str, str]) -> None:
        """Copies files of a build to a folder and compares their digests.

        Raises:
            RemoteError: What came is not what was built.
        """
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not remote.download([(self._address(pointer.prefix, name), folder / name) for name in names]):
            raise _Gone
        for name in names:
            if sha256_of(folder / name) != sums.get(name):
                raise RemoteError(
                    f"{self._address(pointer.prefix, name)} is not what was built", "build again, or restore it"
                )


class _Gone(Exception):
    """A build that was removed while it was read: another one has taken its place."""


def _sums_of(folder: Path) -> dict[str, str]:
    """Digests of the files of a build by their names, but that of the list that has all others.

    Raises:
        RemoteError: A name leads out of the folder.
    """
    found = {**recorded(folder, SUMS), **recorded(folder, BUILD_SUMS)}
    for name in found:
        if not _inside(name):
            raise RemoteError(f"{folder / SUMS} names {name!r}, which is no file of a build")
    return found


def _inside(name: str) -> bool:
    """Whether a relative path stays below its folder."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _copy_of(url: str) -> Path:
    """The folder of the copy on this machine of an output in object storage."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = hashlib.sha256(f"{os.environ.get('AWS_ENDPOINT_URL', '')} {url}".encode()).hexdigest()[:16]
    return cache / "inspectgraph" / place / posixpath.basename(url)


def local(words: str) -> Path:
    """A folder by its path, or by its address in object storage, of which there is then a copy on this machine.

    Raises:
        OutputError: There is no build at the address.
        RemoteError: The storage does not answer.
    """
    if not remote.is_remote(words):
        return Path(words)
    folder = RemoteOutput(words).bring()
    if not folder.exists():
        raise OutputError(f"There is no build at {words}.", f"Build one first: inspectgraph build -o {words}")
    return folder
