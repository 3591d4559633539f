"""A small invented register that the tests of merging change."""

from __future__ import annotations

import datetime as dt

import pytest

from accountability.dates import PartialDate
from accountability.model import (
    Commitment,
    Conclusion,
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
    Recommendation,
    Register,
    Response,
    Stage,
    Step,
    TargetDate,
)


@pytest.fixture
def harbour() -> Register:
    """Give a report with a conclusion, three recommendations and no answers."""
    return Register(
        id="harbour",
        title="Storm warnings at small harbours",
        organisations=(
            Organisation(id="uk-hcc", name="Harbours and Coasts Committee"),
            Organisation(
                id="uk-harbours",
                name="Department for Harbours",
                kind=OrganisationKind.DEPARTMENT,
                other_names=("Harbours Department",),
            ),
        ),
        documents=(
            Document(
                id="uk-hcc-hc9041",
                kind=DocumentKind.REPORT,
                title="Storm warnings at small harbours",
                authors=("uk-hcc",),
                reference="HC 9041",
                published=PartialDate.day(dt.date(2027, 2, 12)),
            ),
        ),
        items=(
            Conclusion(
                id="uk-hcc-hc9041/con-1",
                document="uk-hcc-hc9041",
                label="1",
                series="con",
                text="Small harbours hear of storms too late to act on them.",
            ),
            Recommendation(
                id="uk-hcc-hc9041/rec-1",
                document="uk-hcc-hc9041",
                label="1",
                series="rec",
                text="The Department should publish one warning standard for every harbour.",
                addressed_to=("uk-harbours",),
            ),
            Recommendation(
                id="uk-hcc-hc9041/rec-2",
                document="uk-hcc-hc9041",
                label="2",
                series="rec",
                text="The Department should test the sirens of every harbour each winter.",
                addressed_to=("uk-harbours",),
            ),
            Recommendation(
                id="uk-hcc-hc9041/rec-3",
                document="uk-hcc-hc9041",
                label="3",
                series="rec",
                text="Somebody should pay for radios in fishing boats.",
            ),
        ),
    )


@pytest.fixture
def answered(harbour: Register) -> Register:
    """Give the report with recommendation 1 answered and a date promised."""
    return harbour.with_records(
        Response(
            id="uk-hcc-hc9041/rec-1/uk-harbours",
            answers="uk-hcc-hc9041/rec-1",
            responder="uk-harbours",
            text="We will publish a standard.",
            steps=(Step(stage=Stage.SENT, day=PartialDate.day(dt.date(2027, 4, 9))),),
        ),
        Commitment(
            id="uk-hcc-hc9041/rec-1/uk-harbours/c1",
            text="We will publish a standard.",
            items=("uk-hcc-hc9041/rec-1",),
            response="uk-hcc-hc9041/rec-1/uk-harbours",
            owners=("uk-harbours",),
            dates=(TargetDate(date=PartialDate.month(2028, 3, "March 2028"), reason="winter"),),
        ),
    )
