"""
Prose read into meaning: dates, positions and promises, each with the words it rests on.

Replies say "by the end of 2027", "agrees with the importance of" and "in due course", and counting them
as dates and acceptances by searching for "2027" and "agree" is how trackers come to be wrong. What is
read here never raises and never guesses: words that fix no date are `Undated`, a reply that states no
position is *not stated*, and everything keeps its words and their place.

Texts are expected as read (`accountability.text.repair`); callers map the places back to what was
printed with `accountability.text.RepairedText.printed_words`.
"""

from accountability.wording._readings import (
    Certainty,
    CountedFrom,
    DateReading,
    PositionReading,
    PromiseReading,
    Speaker,
)
from accountability.wording.dates import find_dates, read_date
from accountability.wording.positions import read_position
from accountability.wording.promises import find_promises
from accountability.wording.saying import say_date

__all__ = [
    "Certainty",
    "CountedFrom",
    "DateReading",
    "PositionReading",
    "PromiseReading",
    "Speaker",
    "find_dates",
    "find_promises",
    "read_date",
    "read_position",
    "say_date",
]
