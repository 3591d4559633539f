"""Replies that are shared: one for several items, and one that several bodies give together."""

from __future__ import annotations

from collections.abc import Mapping

from accountability.exporters.word.words import listed
from accountability.model import Item, Register, Response
from accountability.tables.entries import RowEntry

__all__ = ["answer_by", "hosts_of", "joined_in", "with_helpers"]


def hosts_of(register: Register, by_item: Mapping[str, list[RowEntry]]) -> Mapping[str, str]:
    """Return the items that share the reply to another, each with the item whose reply it is."""
    found: dict[str, str] = {}
    for about, rows in by_item.items():
        host = _points_to(register, rows[0]) if len(rows) == 1 else None
        held = by_item.get(host or "", [])
        if host is None or host == about or len(held) != 1:
            continue
        if held[0].row.responder == rows[0].row.responder and not _points_to(register, held[0]):
            found[about] = host
    return found


def _points_to(register: Register, entry: RowEntry) -> str | None:
    """Return the item whose reply a row shares; None if it has words of its own."""
    shown = entry.shown
    if shown is None or shown.text.strip() or len(shown.refers_to) != 1:
        return None
    held = register.get(shown.refers_to[0])
    if isinstance(held, Item):
        return held.id
    return held.answers if isinstance(held, Response) else None


def joined_in(rows: list[RowEntry]) -> Mapping[str, str]:
    """Return the rows of one item that join another body's answer: their keys, and whose it is."""
    found: dict[str, str] = {}
    for entry in rows:
        shown = entry.shown
        if shown is None or shown.text.strip() or shown.position is None:
            continue
        for other in rows:
            lead = other.shown
            if other is entry or lead is None or not lead.text.strip():
                continue
            if lead.id in shown.refers_to and lead.position is shown.position:
                found[entry.key] = other.key
    return found


def with_helpers(entry: RowEntry, rows: list[RowEntry], told: Mapping[str, str]) -> str:
    """Return who gives an answer: who leads, and who answers with it."""
    name = entry.register.name_of
    who = name(entry.row.responder)
    helpers = [name(one.row.responder) for one in rows if told.get(one.key) == entry.key]
    if helpers:
        return f"{who} (lead), with {listed(helpers)}"
    lead = next((one for one in rows if one.key == told.get(entry.key)), None)
    return f"{who}, with {name(lead.row.responder)}" if lead else who


def answer_by(entry: RowEntry, rows: list[RowEntry], told: Mapping[str, str]) -> str:
    """Return the heading of one body's answer."""
    return f"Answer by {with_helpers(entry, rows, told)}"
