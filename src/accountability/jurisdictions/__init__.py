"""
What differs from one legislature or government to the next, as files with citations.

One TOML file a jurisdiction: by when documents must be answered, in which words, how its papers mean
their dates, what it calls the one who recommends, which kinds of items want a reply. `load_jurisdiction`
reads one that comes with the library or one of somebody's own; `deadline_of` applies its deadlines.
"""

from accountability.jurisdictions.due import (
    AppliedRule,
    apply_rules,
    deadline_of,
    missing_calendar,
)
from accountability.jurisdictions.facts import Jurisdiction, RecommenderWord, VocabularyChoice
from accountability.jurisdictions.loading import (
    jurisdiction_names,
    jurisdiction_of,
    load_jurisdiction,
)

__all__ = [
    "AppliedRule",
    "Jurisdiction",
    "RecommenderWord",
    "VocabularyChoice",
    "apply_rules",
    "deadline_of",
    "jurisdiction_names",
    "jurisdiction_of",
    "load_jurisdiction",
    "missing_calendar",
]
