"""The cyclic garbage collector, paused while much is made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]

_MUCH = 10_000
"""Objects; below, the collector looks at them faster than anybody notices."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """
    Pause the collector in a block that makes a great many objects and no cycles of them.

    There it finds nothing, and looks at every object again and again. It is always put back as it was.
    Where much was made, it goes to the oldest generation at once, as `gc.unfreeze` is documented to do:
    the collector would bring it there as well, after looking at every object. Nobody else's frozen
    objects are thawed.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _MUCH and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
