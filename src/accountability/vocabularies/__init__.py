"""
What each body calls an answer, and what that means in ours.

One TOML file a body, read by `load_vocabulary`; our own words for everything are the vocabulary
"plain" and the function `plain`. Which vocabulary a document is written in is data of its
jurisdiction (`accountability.jurisdictions`).
"""

from accountability.vocabularies.terms import (
    Term,
    Vocabulary,
    load_vocabulary,
    plain,
    vocabulary_names,
)

__all__ = ["Term", "Vocabulary", "load_vocabulary", "plain", "vocabulary_names"]
