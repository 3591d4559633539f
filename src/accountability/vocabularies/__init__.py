"""
What each body calls an answer, and what that means in ours.

One TOML file a body, read by `load_vocabulary`; our own words for everything are the vocabulary
"plain" and the function `plain`. `match_term` finds the term that somebody meant and says how. Which
vocabulary a document is written in is data of its jurisdiction (`accountability.jurisdictions`).
"""

from accountability.vocabularies.matching import MatchRule, TermMatch, match_term
from accountability.vocabularies.term import Term, Voice
from accountability.vocabularies.terms import (
    Vocabulary,
    load_vocabulary,
    plain,
    vocabulary_names,
)

__all__ = [
    "MatchRule",
    "Term",
    "TermMatch",
    "Vocabulary",
    "Voice",
    "load_vocabulary",
    "match_term",
    "plain",
    "vocabulary_names",
]
