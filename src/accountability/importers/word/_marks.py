"""What brings fields home: the names that we gave to controls and bookmarks, in documents of anybody."""

from __future__ import annotations

import re

from accountability.importers.word._lines import Mark

__all__ = ["of_bookmark", "of_tag"]

_TAG = re.compile(r"acc:\d{1,3}:\d{1,9}-([a-z]{6}):([a-z_]{1,40})")
_BOOKMARK = re.compile(r"acc_\d{1,9}_([a-z]{6})(?:_([a-z_]{1,40}))?")
_WHOLE = re.compile(r"answer_\d{1,9}_([a-z]{6})")


def of_tag(tag: str, at: int = 0) -> tuple[Mark, ...]:
    """Return the mark of a control with a tag; nothing if it is not ours."""
    found = _TAG.fullmatch(tag)
    return (Mark(at, "control", *found.groups()),) if found is not None else ()


def of_bookmark(name: str, at: int = 0) -> tuple[Mark, ...]:
    """Return the mark of a bookmark with a name; nothing if it is not ours."""
    found = _BOOKMARK.fullmatch(name)
    if found is not None:
        letters, column = found.groups("")
        return (Mark(at, "bookmark" if column else "line", letters, column),)
    found = _WHOLE.fullmatch(name)
    return (Mark(at, "whole", found[1]),) if found is not None else ()
