"""A worker, as the server has it in hand."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from inspectgraph.serving.worker import complaints

#: How far a long query stands back.
_NICE = 10


class Died(Exception):
    """A worker is gone."""


class Killed(Exception):
    """A worker was killed from outside, for which its query can do nothing."""


@dataclass(eq=False, slots=True)
class WorkerProcess:
    """A process that answers one query after the other.

    Attributes:
        process: To be killed when it takes too much.
        reader, writer: Our end of its channel.
        spool: The file for a long answer.
    """

    process: BaseProcess
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    spool: Path

    async def hear(self) -> tuple[dict[str, Any], bytes]:
        """What it says next, and the bytes that come with it.

        Raises:
            Died: It says nothing any more.
        """
        try:
            said: dict[str, Any] = json.loads(await self.reader.readline())
            return said, await self.reader.readexactly(said.get("length", 0))
        except (OSError, ValueError, asyncio.IncompleteReadError) as error:
            raise Died from error

    async def ask(self, question: bytes) -> tuple[dict[str, Any], bytes]:
        """What is said of an answer, and the answer unless it lies in the file.

        Raises:
            Died: The process ended over it.
        """
        self.writer.write(question)
        return await self.hear()

    def yield_to_others(self) -> None:
        """Lets other processes go first."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid or 0, _NICE)

    def end(self) -> None:
        """Ends the process, at once."""
        with suppress(OSError):
            self.process.kill()
        self.writer.close()
        self.spool.unlink(missing_ok=True)

    def last_words(self) -> str:
        """What its engine complained of."""
        with suppress(OSError):
            return complaints(self.spool).read_text(encoding="utf-8", errors="replace")
        return ""
