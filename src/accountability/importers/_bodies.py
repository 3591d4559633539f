"""What class of body a name is likely to be, from the general words in it."""

from __future__ import annotations

import re

from accountability.model import OrganisationKind

__all__ = ["kind_of_body", "speaks_of_a_body"]

_WORDS: tuple[tuple[str, OrganisationKind], ...] = (
    ("committee|committees|panel", OrganisationKind.COMMITTEE),
    ("inquiry|commission of inquiry|royal commission", OrganisationKind.INQUIRY),
    ("audit office|auditors?|auditor-general|inspector general", OrganisationKind.AUDITOR),
    ("inspectorate|regulator|ombudsman", OrganisationKind.REGULATOR),
    ("court|coroner", OrganisationKind.COURT),
    ("department|ministry|treasury|(?:home|cabinet|foreign) office", OrganisationKind.DEPARTMENT),
    ("government", OrganisationKind.GOVERNMENT),
    (
        "agency|authority|council|service|services|trust|police|board|commission",
        OrganisationKind.PUBLIC_BODY,
    ),
    ("ltd|limited|plc|inc|company|corporation", OrganisationKind.COMPANY),
)

_PATTERNS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind) for words, kind in _WORDS)


def kind_of_body(name: str) -> OrganisationKind:
    """Return the likely class of the body called *name*; `OrganisationKind.OTHER` if no word says."""
    return next(
        (kind for pattern, kind in _PATTERNS if pattern.search(name)), OrganisationKind.OTHER
    )


_UNCERTAIN = frozenset({OrganisationKind.OTHER, OrganisationKind.COMPANY})
_OFFICE = re.compile(
    r"\b(?:office|ministries|departments|agencies|authorities|councils)\b", re.IGNORECASE
)


def speaks_of_a_body(words: str) -> bool:
    """Tell whether a word of *words* is one that names of public bodies are made of."""
    return kind_of_body(words) not in _UNCERTAIN or _OFFICE.search(words) is not None
