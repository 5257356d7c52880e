"""How to ask a host for files without being a burden to it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

Wait = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits of what is asked and of how long an answer is waited for.

    Attributes:
        at_once: Downloads at a time.
        delay: Seconds between two requests to one host.
        attempts: How often one file is asked for before it counts as failed.
        backoff: Seconds before the second attempt; each further one waits twice as long.
        longest_pause: Seconds that a host may ask to wait.
        connect_timeout, read_timeout: Seconds without any sign of life.
        longest_attempt: Seconds that one attempt may take as a whole.
        largest: Bytes that a file may have.
    """

    at_once: int = 2
    delay: float = 1.0
    attempts: int = 4
    backoff: float = 2.0
    longest_pause: float = 120.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    longest_attempt: float = 300.0
    largest: int = 100 * 1024 * 1024

    def pause_before(self, attempt: int) -> float:
        """Seconds before an attempt, from the second on; with jitter, so that clients do not come back together."""
        seconds: float = self.backoff * 2 ** (attempt - 2) * random.uniform(0.5, 1.5)
        return min(seconds, self.longest_pause)


@dataclass(slots=True)
class Pace:
    """When each host may be asked again.

    Attributes:
        delay: Seconds between two requests to one host.
        wait: Lets some seconds pass.
    """

    delay: float
    wait: Wait = time.sleep
    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def turn(self, host: str) -> None:
        """Waits until it is one's turn to ask a host."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + self.delay
        if start > now:
            self.wait(start - now)

    def pause(self, host: str, seconds: float) -> None:
        """Lets nobody ask a host for some seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a host asks to wait (RFC 9110, section 10.2.3); `None` when it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max((then - datetime.now(UTC)).total_seconds(), 0.0) if then.tzinfo else None
