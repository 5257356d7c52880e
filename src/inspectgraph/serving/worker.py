"""The process in which a client's query runs, so that it can be killed.

It holds no state between queries. On its channel it reads a query as a line of JSON and writes a line of JSON about the
answer, with the answer after it or, when that is long, in a file.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from io import BufferedRWPair
from pathlib import Path
from typing import Any

from inspectgraph.asking.dataset import Dataset
from inspectgraph.asking.guard import QuerySyntaxError
from inspectgraph.asking.place import Place
from inspectgraph.asking.source import Scope
from inspectgraph.errors import EndpointError, QueryError
from inspectgraph.serving.answers import Caps, Question, answer
from inspectgraph.serving.limits import Limits
from inspectgraph.serving.problems import Problem, of_endpoint

#: Longer answers go into a file.
_INLINE = 2**18


def work(channel: socket.socket, place: Place, spool: Path, limits: Limits) -> None:
    """Answers queries until the channel is closed.

    Args:
        channel: To the server.
        place: Where the build is.
        spool: A path of this worker's own: the file for a long answer; what the engine complains of goes beside it.
        limits: Of a query.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["RUST_BACKTRACE"] = "0"
    if not spool.parent.is_dir():
        return  # the server has ended meanwhile
    os.dup2(os.open(complaints(spool), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    dataset = place.open()
    dataset.query("ASK { ?s ?p ?o }")
    held = _bound_memory(limits.memory)
    caps = Caps(limits.rows, limits.answer)
    with channel, channel.makefile("rwb") as stream:
        _tell(stream, {})
        for line in stream:
            # The server kills a worker in time; should the server itself be gone or stuck, the alarm does.
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)
            said, body = _reply(dataset, question_from(line), caps, spool)
            signal.setitimer(signal.ITIMER_REAL, 0)
            # What an engine has once taken it seldom gives back, and the next query has a right to the whole.
            worn = _data_size() - held > limits.memory // 4
            _tell(stream, {**said, "worn": worn, "length": len(body)}, body)
            if worn:
                return


def complaints(spool: Path) -> Path:
    """The file in which a worker's engine says why it breaks down."""
    return spool.with_suffix(".err")


def question_to(asked: Question) -> bytes:
    """A query as a line for a worker."""
    scope = asked.scope
    said = {
        "query": asked.query,
        "accept": asked.accept,
        "default": scope.default,
        "named": scope.named,
        "services": sorted(scope.services),
        "first": asked.first,
    }
    return json.dumps(said).encode() + b"\n"


def question_from(line: bytes) -> Question:
    """The query of a line."""
    said = json.loads(line)
    scope = Scope(tuple(said["default"]), tuple(said["named"]), frozenset(said["services"]))
    return Question(said["query"], said["accept"], scope, said["first"])


def _reply(dataset: Dataset, asked: Question, caps: Caps, spool: Path) -> tuple[dict[str, Any], bytes]:
    """What is said of the answer, and the answer itself unless it lies in the file."""
    try:
        media_type, pieces = answer(dataset, asked, caps)
        said = {"media_type": media_type}
        body, size = _gather(pieces, spool)
        return {**said, "spooled": size} if size > len(body) else said, body
    except Problem as problem:
        return {"problem": _members(problem)}, b""
    except QueryError as error:
        return {"problem": _members(_wrong(error))}, b""
    except EndpointError as error:
        return {"problem": _members(of_endpoint(error))}, b""
    except MemoryError:
        return {"memory": True}, b""


def _gather(pieces: Iterator[bytes], spool: Path) -> tuple[bytes, int]:
    """The bytes of an answer, or none when they lie in the file, and how many they are."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > _INLINE:
            break
    else:
        return bytes(held), len(held)
    with spool.open("wb") as file:
        file.write(held)
        for piece in pieces:
            file.write(piece)
        return b"", file.tell()


def _members(problem: Problem) -> dict[str, Any]:
    """The arguments of a problem."""
    return {
        "status": problem.status,
        "title": problem.title,
        "detail": problem.detail,
        "headers": problem.headers,
        **problem.members,
    }


def _wrong(error: QueryError) -> Problem:
    if isinstance(error, QuerySyntaxError):
        place = {"line": error.line, "column": error.column, "expected": list(error.expected)}
        return Problem(400, str(error), error.hint, None, **place)
    return Problem(400, str(error), error.hint)


def _tell(stream: BufferedRWPair, said: dict[str, Any], body: bytes = b"") -> None:
    stream.write(json.dumps(said).encode() + b"\n" + body)
    stream.flush()


def _bound_memory(most: int) -> int:
    """Lets the process take no more than so many bytes from now on; gives what it holds already."""
    import resource

    held = _data_size()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Only writable private memory counts: the engine reserves far more addresses than it uses, and maps files.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    if held:
        resource.setrlimit(kind, (held + most, held + most))
    return held


def _data_size() -> int:
    """Bytes of writable private memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
    except (OSError, StopIteration):
        return 0
