"""Who is who in the sample, and which papers there are."""

from __future__ import annotations

import datetime as dt

from accountability.dates import PartialDate
from accountability.model import (
    Document,
    DocumentKind,
    Organisation,
    OrganisationKind,
)

__all__ = [
    "AGENCY",
    "ASSOCIATION",
    "BUOYS",
    "BUOYS_REPLY",
    "COMMITTEE",
    "DEPARTMENT",
    "DOCUMENTS",
    "DREDGING",
    "GOVERNMENT",
    "LETTER",
    "MOORINGS",
    "ORGANISATIONS",
    "PAGE",
    "PILOTS",
    "PROGRESS",
    "SITE",
    "STORMS",
    "STORMS_REPLY",
    "on",
]

COMMITTEE = "uk-harbours-and-coasts-committee"
DEPARTMENT = "uk-department-for-harbours"
AGENCY = "uk-coastal-safety-agency"
GOVERNMENT = "uk-government"
ASSOCIATION = "uk-association-of-harbour-masters"
SITE = "watching-the-tide"

STORMS = "uk-hcc-hc9041-2026-27"
STORMS_REPLY = "uk-cp9107"
LETTER = "uk-csa-letter-2027-04-09"
BUOYS = "uk-hcc-hc8710-2025-26"
BUOYS_REPLY = "uk-cp8803"
DREDGING = "uk-hcc-hc9155-2026-27"
MOORINGS = "uk-hcc-hc9203-2027-28"
PILOTS = "uk-hcc-hc9218-2027-28"
PROGRESS = "uk-dfh-progress-2027-09"
PAGE = "watching-the-tide-page@2027-09-20"


def on(year: int, month: int, day: int) -> PartialDate:
    """Return one day."""
    return PartialDate.day(dt.date(year, month, day))


ORGANISATIONS = (
    Organisation(
        id=COMMITTEE, name="Harbours and Coasts Committee", kind=OrganisationKind.COMMITTEE
    ),
    Organisation(
        id=DEPARTMENT,
        name="Department for Harbours",
        kind=OrganisationKind.DEPARTMENT,
        other_names=("DfHarb",),
    ),
    Organisation(
        id="uk-dfh-warnings", name="Warnings Team", kind=OrganisationKind.TEAM, part_of=DEPARTMENT
    ),
    Organisation(
        id="uk-dfh-ports-finance",
        name="Ports Finance Team",
        kind=OrganisationKind.TEAM,
        part_of=DEPARTMENT,
    ),
    Organisation(
        id="uk-dfh-small-craft",
        name="Small Craft Team",
        kind=OrganisationKind.TEAM,
        part_of=DEPARTMENT,
    ),
    Organisation(id=AGENCY, name="Coastal Safety Agency", kind=OrganisationKind.PUBLIC_BODY),
    Organisation(
        id=ASSOCIATION, name="Association of Harbour Masters", kind=OrganisationKind.GROUP
    ),
    Organisation(id=GOVERNMENT, name="HM Government", kind=OrganisationKind.GOVERNMENT),
    Organisation(id=SITE, name="Watching the Tide", kind=OrganisationKind.OTHER),
)


def _report(
    document_id: str,
    title: str,
    reference: str,
    session: str,
    published: PartialDate,
    *,
    to: tuple[str, ...],
) -> Document:
    return Document(
        id=document_id,
        kind=DocumentKind.REPORT,
        title=title,
        authors=(COMMITTEE,),
        reference=reference,
        session=session,
        language="en-GB",
        published=published,
        sent_to=to,
    )


DOCUMENTS = (
    _report(BUOYS, "Lights and buoys", "HC 8710", "2025–26", on(2026, 3, 10), to=(DEPARTMENT,)),
    Document(
        id=BUOYS_REPLY,
        kind=DocumentKind.RESPONSE,
        title="Government response to Lights and buoys",
        authors=(DEPARTMENT,),
        reference="CP 8803",
        language="en-GB",
        published=on(2026, 5, 6),
        received=on(2026, 5, 6),
        responds_to=(BUOYS,),
    ),
    _report(
        STORMS,
        "Storm warnings at small harbours",
        "HC 9041",
        "2026–27",
        on(2027, 2, 12),
        to=(DEPARTMENT, AGENCY),
    ),
    Document(
        id=STORMS_REPLY,
        kind=DocumentKind.RESPONSE,
        title="Government response to Storm warnings at small harbours",
        authors=(DEPARTMENT,),
        reference="CP 9107",
        language="en-GB",
        published=on(2027, 4, 15),
        received=on(2027, 4, 9),
        responds_to=(STORMS,),
    ),
    Document(
        id=LETTER,
        kind=DocumentKind.LETTER,
        title="Letter from the Coastal Safety Agency to the Committee",
        authors=(AGENCY,),
        language="en-GB",
        published=on(2027, 4, 16),
        received=on(2027, 4, 16),
        responds_to=(STORMS,),
    ),
    _report(
        DREDGING,
        "Dredging and the smaller ports",
        "HC 9155",
        "2026–27",
        on(2027, 7, 6),
        to=(DEPARTMENT,),
    ),
    _report(
        MOORINGS, "Moorings in winter", "HC 9203", "2027–28", on(2027, 9, 20), to=(DEPARTMENT,)
    ),
    _report(PILOTS, "Pilots and tugs", "HC 9218", "2027–28", on(2027, 10, 14), to=(DEPARTMENT,)),
    Document(
        id=PROGRESS,
        kind=DocumentKind.PROGRESS_REPORT,
        title="What we have done: harbours, lights and buoys",
        authors=(DEPARTMENT,),
        language="en-GB",
        published=on(2027, 9, 30),
    ),
    Document(
        id=PAGE,
        kind=DocumentKind.PAGE,
        title="Storm warnings at small harbours: what became of it",
        authors=(SITE,),
        url="https://watching-the-tide.example/hc-9041",
        published=on(2027, 9, 20),
        retrieved=on(2027, 9, 20),
    ),
)
