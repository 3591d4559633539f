"""
What Hypothesis calls when it is imported, so that ``st.from_type(Recommendation)`` works unprompted.

Named by the entry point ``hypothesis``. It stands in the way of everybody who imports Hypothesis where
this library is installed; it therefore imports nothing at the top and raises nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]

_STRATEGIES = {
    "accountability.dates": {
        "DateConventions": "date_conventions",
        "PartialDate": "partial_dates",
        "Undated": "undated",
    },
    "accountability.findings": {
        "Finding": "findings",
        "Place": "places",
    },
    "accountability.model": {
        "AppliedChange": "applied_changes",
        "Assessment": "assessments",
        "Collection": "collections",
        "Commitment": "commitments",
        "Conclusion": "conclusions",
        "Document": "documents",
        "Event": "events",
        "Item": "items",
        "Link": "links",
        "Note": "notes",
        "Organisation": "organisations",
        "Recommendation": "recommendations",
        "Record": "records",
        "Register": "registers",
        "Response": "responses",
        "Source": "sources",
        "Step": "steps",
        "TargetDate": "target_dates",
        "Update": "updates",
        "Waiver": "waivers",
    },
}
"""Which strategy makes values of which class, by module."""


def register() -> None:
    """
    Tell Hypothesis how to make our values.

    Hypothesis files strategies under classes, so the model is imported here, which costs a test run
    about a tenth of a second; the strategies themselves are imported when the first is asked for. If
    the library cannot be imported, nothing is registered: that is for its own tests to say, not for
    everybody else's.
    """
    try:
        from importlib import import_module

        from hypothesis.strategies import register_type_strategy

        for module, classes in _STRATEGIES.items():
            room = import_module(module)
            for cls, strategy in classes.items():
                register_type_strategy(getattr(room, cls), _later(strategy))
    except Exception:  # noqa: BLE001  # whatever it is, it must not break everybody's `import hypothesis`
        return


def _later(name: str) -> Any:
    """Return what finds the strategy called *name* when Hypothesis first needs it."""

    def strategy(_cls: type[object]) -> SearchStrategy[object]:
        from accountability.testing import strategies

        made: SearchStrategy[object] = getattr(strategies, name)()
        return made

    return strategy
