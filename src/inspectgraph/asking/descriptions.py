"""What is said of things, kept, so that an endpoint is asked seldom.

A page asks for one property of a thing after the other, and then for the next thing of a list. So a thing is asked for as
a whole, and together with things that came in the same answer: what is wanted of one is likely to be wanted of all.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import NamedNode, Quad

#: Quads whose things are asked for together.
_TOGETHER = 100
#: Things that are kept, and things of which it is remembered what they came with.
_MOST = 50_000
_REMEMBERED = 500_000


class Descriptions:
    """The quads that have a thing as their subject; many threads may ask.

    Args:
        describe: Gives the quads of some things, in any order.
        most: Things that are kept; those not asked for the longest go first.
    """

    def __init__(self, describe: Callable[[list[NamedNode]], Iterable[Quad]], most: int = _MOST) -> None:
        self._describe = describe
        self._most = most
        self._known: OrderedDict[NamedNode, tuple[Quad, ...]] = OrderedDict()
        self._company: OrderedDict[NamedNode, Sequence[NamedNode]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, node: NamedNode) -> tuple[Quad, ...]:
        """What is said of a thing."""
        with self._lock:
            if (known := self._known.get(node)) is not None:
                self._known.move_to_end(node)
                return known
            wanted = [node, *self._next(node)]
        found: dict[NamedNode, list[Quad]] = {each: [] for each in wanted}
        for quad in self._describe(wanted):
            if isinstance(quad.subject, NamedNode) and quad.subject in found:
                found[quad.subject].append(quad)
        with self._lock:
            for each, quads in found.items():
                self._known[each] = tuple(quads)
                self._meet([quad.object for quad in quads])
            while len(self._known) > self._most:
                self._known.popitem(last=False)
            return tuple(found[node])

    def met(self, quads: Sequence[Quad]) -> None:
        """Remembers which terms have come together."""
        with self._lock:
            for start in range(0, len(quads), _TOGETHER):
                some = quads[start : start + _TOGETHER]
                self._meet([*(quad.subject for quad in some), *(quad.object for quad in some)])

    def _meet(self, terms: Iterable[object]) -> None:
        nodes = list(dict.fromkeys(term for term in terms if isinstance(term, NamedNode) and term not in self._known))
        for node in nodes if len(nodes) > 1 else ():
            self._company[node] = nodes
            self._company.move_to_end(node)
        while len(self._company) > _REMEMBERED:
            self._company.popitem(last=False)

    def _next(self, node: NamedNode) -> list[NamedNode]:
        """Those that came with a thing, and are not known yet."""
        company = self._company.pop(node, ())
        return [each for each in company if each != node and each not in self._known][: 2 * _TOGETHER]
