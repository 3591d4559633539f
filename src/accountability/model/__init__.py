"""
The records: what the library is about.

`enumerations` holds the closed lists, `values` and `records` what is stored, `register` everything
together with its look-ups, `rows` the rows of a tracker. All public names are here.
"""

from accountability.model.enumerations import (
    Assurance,
    CommitmentKind,
    DocumentKind,
    EventKind,
    How,
    Implementation,
    ItemKind,
    LinkKind,
    Opinion,
    OrganisationKind,
    Position,
    PositionHow,
    Stage,
)
from accountability.model.records import (
    Assessment,
    Collection,
    Commitment,
    Conclusion,
    Document,
    Item,
    Note,
    Organisation,
    Recommendation,
    Record,
    Response,
    Update,
    Waiver,
)
from accountability.model.register import COLLECTIONS, Register
from accountability.model.rows import Row, asked_rows, response_id
from accountability.model.values import (
    AppliedChange,
    Event,
    Extra,
    Link,
    Source,
    Step,
    TargetDate,
)

__all__ = [
    "COLLECTIONS",
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
    "Extra",
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
    "asked_rows",
    "response_id",
]
