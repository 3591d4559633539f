"""The collector is paused where much is made at once, and always put back as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from accountability.memory import collector_paused


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the collector as it was found."""
    enabled = gc.isenabled()
    yield
    if enabled:
        gc.enable()
    else:
        gc.disable()


@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_it_is_put_back(enabled: bool) -> None:
    """Whoever turned the collector on or off finds it so, whatever is raised inside."""
    if enabled:
        gc.enable()
    else:
        gc.disable()
    with pytest.raises(ValueError, match="off"):
        _raise_inside()
    assert enabled == gc.isenabled()


def _raise_inside() -> None:
    """Say in which state the collector is in a block that pauses it, and leave by that."""
    with collector_paused():
        raise ValueError("on" if gc.isenabled() else "off")


def test_what_was_made_is_old() -> None:
    """Much that was made is not looked at again at once."""
    gc.enable()
    with collector_paused():
        made: list[list[int]] = [[] for _ in range(20_000)]
    assert (20_000, True) == (len(made), gc.get_count()[0] < 10_000)
