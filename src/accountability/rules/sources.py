"""Rules about where records were read: SRC6xx."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from accountability.exceptions import did_you_mean
from accountability.findings import Finding, Severity
from accountability.model import Commitment, Record, Source, Update
from accountability.rules._base import Inspection, quoted
from accountability.rules._rule import Rule

__all__ = ["FIELD_UNKNOWN", "LOST_CHARACTERS", "RULES", "SOURCE_NOT_HELD"]


def _sources(record: Record) -> Iterator[Source]:
    yield from getattr(record, "sources", ())
    match record:
        case Commitment(dates=dates):
            yield from (target.source for target in dates if target.source is not None)
        case Update(evidence=evidence):
            yield from evidence
        case _:
            pass


def _not_held(inspection: Inspection) -> Iterator[Finding]:
    register = inspection.register
    missing: dict[str, list[Record]] = {}
    for record in register:
        for source in _sources(record):
            if source.document and source.document not in register:
                missing.setdefault(source.document, []).append(record)
    for number, (document, records) in enumerate(sorted(missing.items())):
        near = inspection.nearest(document, register.documents, number)
        more = inspection.others(len({record.id for record in records}) - 1)
        yield SOURCE_NOT_HELD.report(
            inspection,
            min(records, key=inspection.rank),
            f"its source is {quoted(document, 80)}, a document that is not held{near}{more}.",
            about="sources",
        )


SOURCE_NOT_HELD = Rule(
    code="SRC601",
    severity=Severity.WARNING,
    title="A source in a document that is not held",
    rationale="A fact whose paper cannot be found cannot be shown to anybody who doubts it.",
    source="Every fact names the document it was read in, and the place.",
    help="Add the document with its title and address, or correct the id.",
    bad='A response read in "cp-9107", and no document of that id.',
    good="The same, with the document.",
    inspect=_not_held,
)


def _field_unknown(inspection: Inspection) -> Iterator[Finding]:
    for record in inspection.register:
        names = attrs.fields_dict(type(record))
        for source in getattr(record, "sources", ()):
            for field in source.fields:
                if field not in names:
                    near = did_you_mean(field, names).rstrip("?")
                    yield FIELD_UNKNOWN.report(
                        inspection,
                        record,
                        f"a source speaks for the field {quoted(field, 40)}, which a "
                        f"{type(record).__name__.lower()} does not have{near}.",
                        about="sources",
                    )


FIELD_UNKNOWN = Rule(
    code="SRC602",
    severity=Severity.WARNING,
    title="A source that speaks for no field",
    rationale="A misspelt field leaves the right one without a source, and nobody notices.",
    source="Registers edited by hand and by other programs.",
    help="Correct the name of the field.",
    bad='fields: ["positon"]',
    good='fields: ["position"]',
    inspect=_field_unknown,
)


_LOST = re.compile(r"\ufffd|\(cid:\d+\)|â€[™œ“”\u009d˜]|Ã[©¨¢¤¶¼]|Â[£°§·]")
_TEXTS = ("title", "text", "position_words")


def _lost(inspection: Inspection) -> Iterator[Finding]:
    for record in inspection.register:
        for field in _TEXTS:
            text = getattr(record, field, "")
            found = list(dict.fromkeys(_LOST.findall(text)))
            if found:
                at = text.index(found[0])
                words = text[max(0, at - 25) : at + 25]
                yield LOST_CHARACTERS.report(
                    inspection,
                    record,
                    f"characters were lost in reading: {quoted('… ' + words + ' …')}.",
                    about=field,
                )
                break


LOST_CHARACTERS = Rule(
    code="SRC604",
    severity=Severity.WARNING,
    title="Characters that were lost in reading",
    rationale=(
        "A pound sign or an apostrophe that turned into something else cannot be searched for, and "
        "will be quoted as it stands."
    ),
    source="Fonts in PDF files without a table of characters; files read in the wrong encoding.",
    help="Copy the words again from the paper, or import it from another file.",
    bad='"The Departmentâ€™s plan costs Â£2 million."',
    good='"The Department\'s plan costs £2 million."',
    inspect=_lost,
)


RULES: tuple[Rule, ...] = (SOURCE_NOT_HELD, FIELD_UNKNOWN, LOST_CHARACTERS)
