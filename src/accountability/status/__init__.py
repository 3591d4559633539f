"""
Verdicts: what has become of an item or a promise as of a day, and why we say so.

Facts are stored in records; a status never is, because it changes with the day and with what others
say. It is worked out here, from given answers, claims and promises that count on the day asked about,
by one procedure for everybody, and every verdict says what it rests on. Total: any register, any day,
with or without a calendar and a jurisdiction.
"""

from accountability.status.values import (
    ATTENTION,
    Axes,
    Reason,
    ResponderVerdict,
    Status,
    TimelineEntry,
    Timeliness,
    Verdict,
    joined,
    plain,
)

__all__ = [
    "ATTENTION",
    "Axes",
    "Reason",
    "ResponderVerdict",
    "Status",
    "TimelineEntry",
    "Timeliness",
    "Verdict",
    "joined",
    "plain",
]
