"""Files that are elsewhere: in object storage (s3), or on a host of the web (http, only to be read).

All that asks other machines for files in a build is here, by fsspec. Paths of this machine never come here.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from inspectgraph.errors import RemoteError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

T = TypeVar("T")
SCHEMES = ("s3", "http", "https")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
#: Bytes that a document may have.
LARGEST = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file that is elsewhere.

    Attributes:
        url: Where.
        size: Its bytes; `None` where the host does not tell.
        tag: What the storage calls this content; empty where it does not. Equal tags of one address, equal bytes.
    """

    url: str
    size: int | None
    tag: str

    @property
    def name(self) -> str:
        """The last part of its address."""
        return name_of(self.url)


def is_remote(words: str) -> bool:
    """Whether words name something elsewhere: `s3://bucket/reports`."""
    return "://" in words


def name_of(url: str) -> str:
    """The file name in an address."""
    path = url if scheme_of(url) == "s3" else unquote(urlsplit(url).path)
    return posixpath.basename(path.rstrip("/"))


def folder_of(url: str) -> str:
    """The address of the folder above; empty where there is none."""
    scheme, _, path = url.rstrip("/").partition("://")
    above = posixpath.dirname(path)
    return above and f"{scheme}://{above}"


def scheme_of(url: str) -> str:
    """`s3`, `http` or `https`.

    Raises:
        RemoteError: It is another one, or the address holds a password, or asks a host without encryption.
    """
    scheme = url.partition("://")[0].lower()
    if scheme not in SCHEMES:
        raise RemoteError(f"{url}: there is no way to files of {scheme}://", f"known are {', '.join(SCHEMES)}")
    if scheme != "s3":
        parts = urlsplit(url)
        if parts.username is not None:
            raise RemoteError(f"{parts.hostname}: the address holds a user name", "take the file by other means")
        if scheme == "http" and parts.hostname not in _LOOPBACK:
            raise RemoteError(f"{url} is not https", "name an address that begins with https://")
    return scheme


def is_storage(url: str) -> bool:
    """Whether an address is of object storage, which has folders and can be written."""
    return scheme_of(url) == "s3"


def files_under(url: str) -> list[RemoteFile]:
    """The file at an address, or all that are below it; none when there is nothing. Sorted by address.

    Raises:
        RemoteError: The storage or the host does not answer, or forbids it.
    """
    system, path = _opened(url)
    if is_storage(url):
        found = _asked(url, lambda: system.find(path, detail=True, refresh=True)) or {}
        # An empty object whose name ends so is how some programs make a folder.
        files = [_described(url, name, info) for name, info in found.items() if not name.endswith("/")]
        return sorted(files, key=lambda file: file.url)
    file = find(url)
    return [] if file is None else [file]


def find(url: str) -> RemoteFile | None:
    """The file at an address; `None` when there is none.

    Raises:
        RemoteError: As for `files_under`.
    """
    system, path = _opened(url)
    options = {"refresh": True} if is_storage(url) else {}
    info = _asked(url, lambda: system.info(path, **options))
    return _described(url, path, info) if info and info["type"] == "file" else None


def read(url: str, most: int = LARGEST) -> bytes:
    """The bytes of a file.

    Raises:
        RemoteError: There is none, it is larger than allowed or of unknown size, or it can't be read.
    """
    file = find(url)
    if file is None:
        raise RemoteError(f"{url}: there is no such file", "check the address")
    if file.size is None or file.size > most:
        raise RemoteError(f"{url} is larger than {most:,} bytes" if file.size else f"{url}: its size is not told")
    system, path = _opened(url)
    data: bytes | None = _asked(url, lambda: system.cat_file(path))
    if data is None:
        raise RemoteError(f"{url}: there is no such file any more", "build again")
    return data


def read_known(url: str, sha256: str) -> bytes:
    """The bytes of a file of which the digest is known.

    Raises:
        RemoteError: As for `read`, or the bytes are others now.
    """
    data = read(url)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RemoteError(f"{url} was changed while it was read", "build again")
    return data


def download(pairs: Sequence[tuple[str, Path]]) -> bool:
    """Copies files of object storage to this machine, several at a time; whether all were there.

    Raises:
        RemoteError: They can't be read.
    """
    if not pairs:
        return True
    system, _ = _opened(pairs[0][0])
    there = [_opened(url)[1] for url, _ in pairs]
    here = [str(path) for _, path in pairs]
    return _asked(pairs[0][0], lambda: (system.get(there, here), True)) is not None


def upload(pairs: Sequence[tuple[Path, str]]) -> None:
    """Copies files of this machine to object storage, several at a time.

    Raises:
        RemoteError: They can't be written.
    """
    if pairs:
        system, _ = _opened(pairs[0][1])
        here = [str(path) for path, _ in pairs]
        there = [_opened(url)[1] for _, url in pairs]
        _asked(pairs[0][1], lambda: system.put(here, there), "written")


def copy(pairs: Sequence[tuple[str, str]]) -> None:
    """Copies files within object storage, where the bytes stay.

    Raises:
        RemoteError: They can't be copied.
    """
    if pairs:
        system, _ = _opened(pairs[0][0])
        sources = [_opened(url)[1] for url, _ in pairs]
        targets = [_opened(url)[1] for _, url in pairs]
        _asked(pairs[0][1], lambda: system.copy(sources, targets), "written")


def exchange(url: str, content: bytes, former: RemoteFile | None) -> bool:
    """Writes a file in one step if it is still the former one, or still not there; whether it was.

    Raises:
        RemoteError: It can't be written.
    """
    system, path = _opened(url)
    condition = {"IfMatch": former.tag} if former else {"IfNoneMatch": "*"}
    try:
        system.pipe_file(path, content, **condition)
    except Exception as error:
        if _status(error) in {409, 412}:
            return False
        raise _trouble(url, "written", error) from error
    return True


def remove(url: str) -> None:
    """Removes all that is below an address of object storage.

    Raises:
        RemoteError: It can't be removed.
    """
    system, path = _opened(url)
    _asked(url, lambda: system.rm(path, recursive=True), "removed")


def _status(error: BaseException | None) -> int:
    """The status with which storage refused; 0 where it did not."""
    while error is not None:
        response = getattr(error, "response", None)
        if isinstance(response, dict):
            return int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        error = error.__cause__
    return 0


def _described(url: str, name: str, info: dict[str, Any]) -> RemoteFile:
    address = f"s3://{name}" if is_storage(url) else url
    tag = str(info.get("ETag") or "")
    return RemoteFile(address, info.get("size"), "" if tag.startswith("W/") else tag)


def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    """What reaches an address, and the address as that calls it."""
    scheme = scheme_of(url)
    return _system(scheme), url.partition("://")[2].rstrip("/") if scheme == "s3" else url


@cache
def _system(scheme: str) -> AbstractFileSystem:
    # Credentials, regions and endpoints are those of the environment and of fsspec's own configuration.
    try:
        import fsspec

        if scheme == "s3":
            return fsspec.filesystem("s3", use_listings_cache=False)
        # A host that was named must answer itself, with bytes that have the size it tells.
        return fsspec.filesystem(
            scheme,
            use_listings_cache=False,
            allow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            client_kwargs={"raise_for_status": _answered, "auto_decompress": False},
        )
    except ImportError as error:
        raise RemoteError(
            f"files of {scheme}:// need the package {error.name or 's3fs'}", "pip install 'inspectgraph[remote]'"
        ) from error


async def _answered(response: Any) -> None:
    """Lets pass what is the file itself.

    Raises:
        OSError: It is something else.
    """
    if response.status in {404, 410}:
        raise FileNotFoundError(str(response.url))
    if response.status in {301, 302, 303, 307, 308}:
        raise OSError(f"it has moved to {response.headers.get('Location', 'another place')}; name that address")
    if response.status != 200:
        raise OSError(f"the host answers {response.status} {response.reason}")


def _asked(url: str, ask: Callable[[], T], what: str = "read") -> T | None:
    """What the storage or a host answers; `None` when there is nothing to read.

    Raises:
        RemoteError: Whatever goes wrong, in words for a person.
    """
    try:
        return ask()
    except FileNotFoundError as error:
        cause = error.__cause__
        # Of the web fsspec says so, too, when a host does not answer.
        unanswered = not is_storage(url) and cause is not None and not isinstance(cause, FileNotFoundError)
        if unanswered or what != "read":
            raise _trouble(url, what, cause if unanswered and cause else error) from error
        return None
    except Exception as error:
        raise _trouble(url, what, error) from error


def _trouble(url: str, what: str, error: BaseException) -> RemoteError:
    return RemoteError(
        f"{url} can't be {what}: {str(error) or type(error).__name__}",
        "check the address, the credentials and the endpoint (AWS_ENDPOINT_URL)" if is_storage(url) else "",
    )
