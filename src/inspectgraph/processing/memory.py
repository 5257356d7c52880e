"""How often Python looks for cycles among its objects."""

from __future__ import annotations

import gc
from collections.abc import Callable

#: New objects after which cycles are looked for. A build makes many objects that live to its end and few cycles;
#: as often as Python looks by itself, looking takes a tenth of the time.
_OBJECTS = 500_000


def collect_seldom() -> Callable[[], None]:
    """Looks for cycles seldom from now on, and not among what is there already; what undoes it."""
    former = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, former[1], former[2])

    def undo() -> None:
        gc.set_threshold(*former)
        gc.unfreeze()

    return undo
