"""Laws of growing: what joins is found again, nothing held is lost, and doing it twice is doing it once."""

from __future__ import annotations

from hypothesis import given

from accountability.merge import grow
from accountability.model import Register
from accountability.testing.strategies import registers

messy = registers(messy=True)
tidy = registers()


@given(messy)
def test_what_is_held_joins_without_a_trace(register: Register) -> None:
    """A register that its own records join stays as it is."""
    result = grow(register, register)
    assert (register, ()) == (result.register, result.applied)


@given(messy)
def test_an_empty_register_takes_everything_as_it_is(register: Register) -> None:
    """Where nothing is held, nothing is renamed."""
    empty = Register(id=register.id, title=register.title)
    assert list(register) == list(grow(empty, register).register)


@given(messy, messy)
def test_nothing_held_is_lost(register: Register, other: Register) -> None:
    """Every id stays, and every text that was held stays the text."""
    grown = grow(register, other).register
    for record in register:
        assert record.id in grown
        assert getattr(record, "text", "") in {"", getattr(grown[record.id], "text", "")}


@given(tidy, tidy)
def test_growing_twice_is_growing_once(register: Register, other: Register) -> None:
    """What has joined is recognised the next time."""
    once = grow(register, other)
    twice = grow(once.register, other)
    assert once.register == twice.register
