"""Damaged files: whatever the bytes, a reader reads them or says why not, and never fails otherwise."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability import AccountabilityError, ImportContext, dumps, loads, read
from accountability.samples import load_sample, sample_page

pytestmark = pytest.mark.fuzz

JSON = dumps(load_sample()).encode()
PAGE = sample_page("after-response")


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Cut, double, overwrite or insert at up to eight places of *whole*."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 200)))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.just(bytes(data[start:end]) * 2),
                st.sampled_from(
                    [b"\x00", b"\r", b"\xff", b'"', b"{", b"]", b"1e999", b"\xe2\x80\xa8"]
                ),
            )
        )
        data[start:end] = piece
    return bytes(data)


def outcome(reading: Callable[[bytes], object], data: bytes) -> str:
    """Let *reading* have *data* and say what came of it; only our own errors are caught."""
    try:
        reading(data)
    except AccountabilityError as error:
        return str(error)
    return "read"


@given(damaged(JSON))
def test_a_damaged_register_is_read_or_refused(data: bytes) -> None:
    """A register file with damage anywhere is read, or refused with a reason."""
    assert "" != outcome(loads, data)


@given(damaged(PAGE))
def test_a_damaged_page_is_read_or_refused(data: bytes) -> None:
    """A tracker page with damage anywhere is read, or refused with a reason."""
    assert "" != outcome(lambda data: read(data, ImportContext(file="page.txt")), data)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes of no kind at all are refused with a reason."""
    assert "" != outcome(loads, data)
    assert "" != outcome(lambda data: read(io.BytesIO(data)), data)
