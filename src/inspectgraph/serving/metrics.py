"""What the server counts, in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

#: Upper bounds in seconds of the classes in which durations of queries are counted.
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts of one server since it was started."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.from_cache = 0
        self._durations = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0

    def query_took(self, seconds: float) -> None:
        """Counts a query by its duration."""
        self._durations[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds += seconds

    def text(self, queries: Mapping[str, int], pool: Mapping[str, int], kept: int) -> str:
        """All counts.

        Args:
            queries: How many ended in each way.
            pool: The state of the pool.
            kept: Bytes of answers in memory.
        """
        lines = [
            *_metric("requests_total", "counter", "Answers by class of route and status.", (
                (f'route="{route}",status="{status}"', count) for (route, status), count in sorted(self.requests.items())
            )),
            *_metric("cache_hits_total", "counter", "Answers given from memory.", [("", self.from_cache)]),
            *_metric("cache_bytes", "gauge", "Size of the answers in memory.", [("", kept)]),
            *_metric("queries_total", "counter", "SPARQL queries by how they ended.", (
                (f'end="{end}"', count) for end, count in sorted(queries.items()) if end != "workers"
            )),
            *_metric("workers_started_total", "counter", "Processes ever started.", [("", queries.get("workers", 0))]),
            *_metric("pool", "gauge", "Processes and queries at this moment.", (
                (f'state="{state}"', count) for state, count in pool.items()
            )),
            *self._histogram(),
        ]  # fmt: skip
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        name = "inspectgraph_query_seconds"
        lines = [f"# HELP {name} How long queries took.", f"# TYPE {name} histogram"]
        total = 0
        for bound, count in zip((*_BOUNDS, "+Inf"), self._durations, strict=True):
            total += count
            lines.append(f'{name}_bucket{{le="{bound}"}} {total}')
        return [*lines, f"{name}_sum {self._seconds:.6f}", f"{name}_count {total}"]


def _metric(name: str, kind: str, explanation: str, values: Iterable[tuple[str, int]]) -> list[str]:
    full = f"inspectgraph_{name}"
    said = [f"{full}{{{labels}}} {count}" if labels else f"{full} {count}" for labels, count in values]
    return [f"# HELP {full} {explanation}", f"# TYPE {full} {kind}", *said]
