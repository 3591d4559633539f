"""
Follow every recommendation to its end.

What a committee, auditor or inquiry said; what government answered; what it promised, by when; what
was done; and why we say so. This front door imports nothing: each name below is fetched from its
room on first use, so that ``import accountability`` costs nothing and an extra that is not installed
is missed only by whoever asks for it.
"""

from __future__ import annotations

# Type checkers know the name; importing `typing` for it would cost more than all the rest.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from accountability.calendars import (
        WorkingDays,
        calendar_names,
        working_days,
    )
    from accountability.dates import (
        AnyDate,
        DateConventions,
        PartialDate,
        Precision,
        Season,
        Undated,
    )
    from accountability.deadlines import (
        Anchor,
        Bodies,
        Calendar,
        Citation,
        Confidence,
        Deadline,
        DeadlineRule,
        Unit,
        response_deadline,
    )
    from accountability.exceptions import (
        AccountabilityError,
        CalendarRequiredError,
        DuplicateIdError,
        ExportRefusedError,
        InvalidDateError,
        InvalidOptionError,
        InvalidRecordError,
        InvalidRegisterError,
        MissingExtraError,
        PluginError,
        UnknownCalendarError,
        UnknownExporterError,
        UnknownFormatError,
        UnknownJurisdictionError,
        UnknownOptionError,
        UnknownRecordError,
        UnknownRuleError,
        UnknownVocabularyError,
        UnreadableFileError,
    )
    from accountability.exporters._base import (
        ExportContext,
        Exporter,
    )
    from accountability.findings import (
        Finding,
        FindingKind,
        Place,
        Severity,
    )
    from accountability.importers import (
        ImportContext,
        Importer,
        Limits,
        Reading,
        read,
    )
    from accountability.jurisdictions import (
        Jurisdiction,
        deadline_of,
        jurisdiction_names,
        jurisdiction_of,
        load_jurisdiction,
        missing_calendar,
    )
    from accountability.merge import (
        Applied,
        Change,
        Conflict,
        Digest,
        MergeResult,
        combine,
        diff,
        grow,
        merge,
        reconcile,
    )
    from accountability.model import (
        AppliedChange,
        Assessment,
        Assurance,
        Collection,
        Commitment,
        CommitmentKind,
        Conclusion,
        Document,
        DocumentKind,
        Event,
        EventKind,
        How,
        Implementation,
        Item,
        ItemKind,
        Link,
        LinkKind,
        Note,
        Opinion,
        Organisation,
        OrganisationKind,
        Position,
        PositionHow,
        Recommendation,
        Record,
        Register,
        Response,
        Row,
        Source,
        Stage,
        Step,
        TargetDate,
        Update,
        Waiver,
    )
    from accountability.plugins import (
        export,
        exporters,
    )
    from accountability.rules import (
        RULES,
        Checked,
        IgnoredFinding,
        Inspection,
        Rule,
        check,
        examine,
    )
    from accountability.serialization import (
        dump,
        dumps,
        from_dict,
        json_schema,
        load,
        loads,
        to_dict,
    )
    from accountability.status import (
        Axes,
        Reason,
        ResponderVerdict,
        Status,
        TimelineEntry,
        Timeliness,
        Verdict,
        commitment_statuses,
        status_of,
        statuses,
        timeline,
        verdicts_by_row,
    )
    from accountability.summary import (
        Breakdown,
        Count,
        DueWithin,
        Summary,
        summary,
    )
    from accountability.tables import (
        Column,
    )
    from accountability.vocabularies import (
        Term,
        Vocabulary,
        load_vocabulary,
        plain,
        vocabulary_names,
    )
    from accountability.wording import (
        Certainty,
        CountedFrom,
        DateReading,
        PositionReading,
        PromiseReading,
        find_dates,
        find_promises,
        read_date,
        read_position,
    )

    __version__: str

__all__ = [
    "RULES",
    "AccountabilityError",
    "Anchor",
    "AnyDate",
    "Applied",
    "AppliedChange",
    "Assessment",
    "Assurance",
    "Axes",
    "Bodies",
    "Breakdown",
    "Calendar",
    "CalendarRequiredError",
    "Certainty",
    "Change",
    "Checked",
    "Citation",
    "Collection",
    "Column",
    "Commitment",
    "CommitmentKind",
    "Conclusion",
    "Confidence",
    "Conflict",
    "Count",
    "CountedFrom",
    "DateConventions",
    "DateReading",
    "Deadline",
    "DeadlineRule",
    "Digest",
    "Document",
    "DocumentKind",
    "DueWithin",
    "DuplicateIdError",
    "Event",
    "EventKind",
    "ExportContext",
    "ExportRefusedError",
    "Exporter",
    "Finding",
    "FindingKind",
    "How",
    "IgnoredFinding",
    "Implementation",
    "ImportContext",
    "Importer",
    "Inspection",
    "InvalidDateError",
    "InvalidOptionError",
    "InvalidRecordError",
    "InvalidRegisterError",
    "Item",
    "ItemKind",
    "Jurisdiction",
    "Limits",
    "Link",
    "LinkKind",
    "MergeResult",
    "MissingExtraError",
    "Note",
    "Opinion",
    "Organisation",
    "OrganisationKind",
    "PartialDate",
    "Place",
    "PluginError",
    "Position",
    "PositionHow",
    "PositionReading",
    "Precision",
    "PromiseReading",
    "Reading",
    "Reason",
    "Recommendation",
    "Record",
    "Register",
    "ResponderVerdict",
    "Response",
    "Row",
    "Rule",
    "Season",
    "Severity",
    "Source",
    "Stage",
    "Status",
    "Step",
    "Summary",
    "TargetDate",
    "Term",
    "TimelineEntry",
    "Timeliness",
    "Undated",
    "Unit",
    "UnknownCalendarError",
    "UnknownExporterError",
    "UnknownFormatError",
    "UnknownJurisdictionError",
    "UnknownOptionError",
    "UnknownRecordError",
    "UnknownRuleError",
    "UnknownVocabularyError",
    "UnreadableFileError",
    "Update",
    "Verdict",
    "Vocabulary",
    "Waiver",
    "WorkingDays",
    "__version__",
    "calendar_names",
    "check",
    "combine",
    "commitment_statuses",
    "deadline_of",
    "diff",
    "dump",
    "dumps",
    "examine",
    "export",
    "exporters",
    "find_dates",
    "find_promises",
    "from_dict",
    "grow",
    "json_schema",
    "jurisdiction_names",
    "jurisdiction_of",
    "load",
    "load_jurisdiction",
    "load_vocabulary",
    "loads",
    "merge",
    "missing_calendar",
    "plain",
    "read",
    "read_date",
    "read_position",
    "reconcile",
    "response_deadline",
    "status_of",
    "statuses",
    "summary",
    "timeline",
    "to_dict",
    "verdicts_by_row",
    "vocabulary_names",
    "working_days",
]

_ROOMS = {
    "calendars": (
        "WorkingDays",
        "calendar_names",
        "working_days",
    ),
    "dates": (
        "AnyDate",
        "DateConventions",
        "PartialDate",
        "Precision",
        "Season",
        "Undated",
    ),
    "deadlines": (
        "Anchor",
        "Bodies",
        "Calendar",
        "Citation",
        "Confidence",
        "Deadline",
        "DeadlineRule",
        "Unit",
        "response_deadline",
    ),
    "exceptions": (
        "AccountabilityError",
        "CalendarRequiredError",
        "DuplicateIdError",
        "ExportRefusedError",
        "InvalidDateError",
        "InvalidOptionError",
        "InvalidRecordError",
        "InvalidRegisterError",
        "MissingExtraError",
        "PluginError",
        "UnknownCalendarError",
        "UnknownExporterError",
        "UnknownFormatError",
        "UnknownJurisdictionError",
        "UnknownOptionError",
        "UnknownRecordError",
        "UnknownRuleError",
        "UnknownVocabularyError",
        "UnreadableFileError",
    ),
    "exporters._base": (
        "ExportContext",
        "Exporter",
    ),
    "findings": (
        "Finding",
        "FindingKind",
        "Place",
        "Severity",
    ),
    "importers": (
        "ImportContext",
        "Importer",
        "Limits",
        "Reading",
        "read",
    ),
    "jurisdictions": (
        "Jurisdiction",
        "deadline_of",
        "jurisdiction_names",
        "jurisdiction_of",
        "load_jurisdiction",
        "missing_calendar",
    ),
    "merge": (
        "Applied",
        "Change",
        "Conflict",
        "Digest",
        "MergeResult",
        "combine",
        "diff",
        "grow",
        "merge",
        "reconcile",
    ),
    "model": (
        "AppliedChange",
        "Assessment",
        "Assurance",
        "Collection",
        "Commitment",
        "CommitmentKind",
        "Conclusion",
        "Document",
        "DocumentKind",
        "Event",
        "EventKind",
        "How",
        "Implementation",
        "Item",
        "ItemKind",
        "Link",
        "LinkKind",
        "Note",
        "Opinion",
        "Organisation",
        "OrganisationKind",
        "Position",
        "PositionHow",
        "Recommendation",
        "Record",
        "Register",
        "Response",
        "Row",
        "Source",
        "Stage",
        "Step",
        "TargetDate",
        "Update",
        "Waiver",
    ),
    "plugins": (
        "export",
        "exporters",
    ),
    "rules": (
        "RULES",
        "Checked",
        "IgnoredFinding",
        "Inspection",
        "Rule",
        "check",
        "examine",
    ),
    "serialization": (
        "dump",
        "dumps",
        "from_dict",
        "json_schema",
        "load",
        "loads",
        "to_dict",
    ),
    "status": (
        "Axes",
        "Reason",
        "ResponderVerdict",
        "Status",
        "TimelineEntry",
        "Timeliness",
        "Verdict",
        "commitment_statuses",
        "status_of",
        "statuses",
        "timeline",
        "verdicts_by_row",
    ),
    "summary": (
        "Breakdown",
        "Count",
        "DueWithin",
        "Summary",
        "summary",
    ),
    "tables": ("Column",),
    "vocabularies": (
        "Term",
        "Vocabulary",
        "load_vocabulary",
        "plain",
        "vocabulary_names",
    ),
    "wording": (
        "Certainty",
        "CountedFrom",
        "DateReading",
        "PositionReading",
        "PromiseReading",
        "find_dates",
        "find_promises",
        "read_date",
        "read_position",
    ),
}
"""Which module holds which public names; modules are named from this package."""

if not TYPE_CHECKING:
    # Under this condition, so that a misspelled name stays an error for type checkers.

    def __getattr__(name: str) -> object:
        """Fetch a public name from its room, once."""
        if name == "__version__":
            from importlib.metadata import version

            return version(__name__)
        for room, names in _ROOMS.items():
            if name in names:
                from importlib import import_module

                value = getattr(import_module(f"{__name__}.{room}"), name)
                globals()[name] = value
                return value
        import difflib

        near = difflib.get_close_matches(name, __all__, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"module {__name__!r} has no attribute {name!r}{hint}"
        raise AttributeError(message, name=name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

    def _keep_functions() -> None:
        """Keep a room from hiding the function of its name (`merge`, `summary`) once it is imported."""
        import sys
        from types import ModuleType

        class FrontDoor(ModuleType):
            def __setattr__(self, name: str, value: object) -> None:
                if not (isinstance(value, ModuleType) and name in __all__):
                    super().__setattr__(name, value)

        sys.modules[__name__].__class__ = FrontDoor

    _keep_functions()
