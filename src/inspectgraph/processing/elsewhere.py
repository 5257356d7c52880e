"""Documents that are elsewhere: what the addresses of a build hold.

Each document is read once for its digest and not kept; whatever process does it reads it again. Only what must be looked
at as a whole comes to this machine: tables, catalogues and the curator's files.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from inspectgraph import remote
from inspectgraph.processing.inputs import (
    BESIDE,
    CATALOGUE,
    CURATED,
    Input,
    Inputs,
    entry_of,
    is_other_table,
    may_be_document,
    passed_over,
    read_catalogue,
)
from inspectgraph.reading.tables import MEDIA_TYPES, MOST_BYTES
from inspectgraph.remote import LARGEST, RemoteFile

#: Files that are read for their digests at a time.
_AT_ONCE = 8


@dataclass(slots=True)
class Elsewhere:
    """What some addresses hold.

    Attributes:
        inputs: The documents.
        folders: Of this machine, with the catalogues and the curator's files that lie beside them.
    """

    inputs: Inputs = field(default_factory=Inputs)
    folders: list[Path] = field(default_factory=list)


def find_elsewhere(
    urls: Iterable[str],
    scratch: Path,
    known: Mapping[tuple[str, str], str],
    progress: Callable[[str, int, int, str], None],
) -> Elsewhere:
    """The documents at some addresses.

    Folders of object storage are read whole, as those of this machine are. On the web an address is one file; that of a
    catalogue stands for the files that it names.

    Args:
        urls: The addresses.
        scratch: A folder for what must come to this machine; to be kept while the documents are read.
        known: Digests of files that a former build has read, by address and tag.
        progress: Told of each file.

    Raises:
        RemoteError: An address is none, or the storage or a host does not answer.
        ReferenceDataError: A catalogue is malformed.
    """
    search = _Search(scratch)
    found = search.found
    files: dict[str, RemoteFile] = {}
    for url in sorted(set(urls)):
        for file in search.files_of(url):
            if (place := _place(scratch, file.url)) is None:
                found.inputs.missing.append((file.url, "odd-name", "its name is none that a file can have"))
            elif file.size is None:
                found.inputs.missing.append((file.url, "unknown-size", "its host does not say how large it is"))
            elif file.size > LARGEST:
                found.inputs.missing.append((file.url, "too-large", f"it has more than {LARGEST:,} bytes"))
            elif place.is_file():
                digest = hashlib.sha256(place.read_bytes()).hexdigest()
                found.inputs.files.append(Input(place, digest, entry_of(place)))
            else:
                files[file.url] = file

    def digest_of(file: RemoteFile) -> str:
        return known.get((file.url, file.tag), "") or hashlib.sha256(remote.read(file.url)).hexdigest()

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        digests = threads.map(digest_of, files.values())
        for done, (file, digest) in enumerate(zip(files.values(), digests, strict=True), 1):
            place = _place(scratch, file.url)
            assert place is not None
            found.inputs.files.append(Input(place, digest, entry_of(place), file.url, file.tag))
            progress("looking", done, len(files), file.name)
    return found


class _Search:
    """The search of a build for its documents elsewhere."""

    def __init__(self, scratch: Path) -> None:
        self.found = Elsewhere()
        self._scratch = scratch
        self._brought: dict[str, Path | None] = {}

    def files_of(self, url: str) -> Sequence[RemoteFile]:
        """The files of one address that may be documents; what lies beside them comes to this machine."""
        if remote.name_of(url) == CATALOGUE:
            return self._files_of_catalogue(url)
        files = remote.files_under(url)
        if not files:
            return self._missing(url)
        folder = url.rstrip("/")
        named = len(files) == 1 and files[0].url == folder
        if not remote.is_storage(url):
            return files
        folder = remote.folder_of(folder) if named else folder
        self._bring_beside(folder, BESIDE)
        if above := remote.folder_of(folder):
            self._bring(f"{above}/{CATALOGUE}")
        return files if named else self._documents(folder, files)

    def _documents(self, folder: str, files: Iterable[RemoteFile]) -> Sequence[RemoteFile]:
        """Those files of a folder of object storage that may be documents."""
        documents, others = [], []
        for file in files:
            parts = file.url.removeprefix(f"{folder}/").split("/")
            if any(part.startswith(".") and part not in (".", "..") for part in parts):
                continue
            if file.name in BESIDE:
                if file.name == CATALOGUE:
                    self._bring(file.url)
            elif may_be_document(Path(file.name)) and not self._is_other_table(file):
                documents.append(file)
            else:
                others.append(file.name)
        self.found.inputs.warnings += passed_over(folder, others)
        if not documents:
            self.found.inputs.missing.append((folder, "empty-folder", "the folder holds no document"))
        return documents

    def _files_of_catalogue(self, url: str) -> Sequence[RemoteFile]:
        """The files that a catalogue names, which lie beside it."""
        place = self._bring(url)
        if place is None:
            return self._missing(url)
        folder, storage = remote.folder_of(url), remote.is_storage(url)
        self._bring_beside(folder, CURATED if storage else ())
        files: list[RemoteFile] = []
        for name in read_catalogue(place):
            address = f"{folder}/{name if storage else quote(name)}"
            file = remote.find(address)
            files += self._missing(address) if file is None else [file]
        return files

    def _bring_beside(self, folder: str, names: Iterable[str]) -> None:
        """Copies catalogue and curator's files of a folder to this machine."""
        place = _place(self._scratch, folder)
        if place is not None and place not in self.found.folders:
            place.mkdir(parents=True, exist_ok=True)
            self.found.folders.append(place)
            for name in sorted(names):
                self._bring(f"{folder}/{name}")

    def _is_other_table(self, file: RemoteFile) -> bool:
        """Whether a file is a table of something else than outcomes, as far as it is small enough to be looked at."""
        if Path(file.name).suffix.lower() not in MEDIA_TYPES or (file.size or 0) > MOST_BYTES:
            return False
        place = self._bring(file.url)
        if place is None or not is_other_table(place):
            return False
        place.unlink()
        return True

    def _bring(self, url: str) -> Path | None:
        """Copies a file to its place in the scratch folder; `None` where there is none."""
        if url not in self._brought:
            place = _place(self._scratch, url)
            if place is not None and remote.find(url) is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(remote.read(url, MOST_BYTES))
            else:
                place = None
            self._brought[url] = place
        return self._brought[url]

    def _missing(self, url: str) -> Sequence[RemoteFile]:
        self.found.inputs.missing.append((url, "missing", "there is no such file or folder"))
        return ()


def _place(scratch: Path, url: str) -> Path | None:
    """Where a file of an address would be below the scratch folder; `None` where its name would lead out of it."""
    scheme, _, rest = url.partition("://")
    if not remote.is_storage(url):
        parts = urlsplit(url)
        above, name = posixpath.split(parts.path)
        rest = posixpath.join(parts.netloc, above.strip("/"), unquote(name))
    names = rest.split("/")
    odd = any(name in ("", ".", "..") or "\0" in name for name in names)
    return None if odd else scratch.joinpath(scheme, *names)
