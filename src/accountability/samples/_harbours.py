"""The sample register, put together record by record."""

from __future__ import annotations

import datetime as dt

from accountability.dates import DateConventions, PartialDate, Precision, Season, Undated
from accountability.model import (
    Assessment,
    Assurance,
    Commitment,
    CommitmentKind,
    Conclusion,
    Implementation,
    Item,
    ItemKind,
    Link,
    LinkKind,
    Note,
    Opinion,
    Position,
    PositionHow,
    Recommendation,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Update,
    Waiver,
)
from accountability.samples._papers import (
    AGENCY,
    ASSOCIATION,
    BUOYS,
    BUOYS_REPLY,
    COMMITTEE,
    DEPARTMENT,
    DOCUMENTS,
    DREDGING,
    GOVERNMENT,
    LETTER,
    MOORINGS,
    ORGANISATIONS,
    PAGE,
    PILOTS,
    PROGRESS,
    SITE,
    STORMS,
    STORMS_REPLY,
    on,
)

__all__ = ["build"]

_SEASONS = DateConventions()


def build() -> Register:
    """Build the sample register."""
    return Register(
        id="harbours",
        title="Harbours and coasts",
        jurisdiction="uk",
        organisations=ORGANISATIONS,
        documents=DOCUMENTS,
        items=_ITEMS,
        responses=_RESPONSES,
        commitments=_COMMITMENTS,
        updates=_UPDATES,
        assessments=_ASSESSMENTS,
        notes=_NOTES,
        waivers=_WAIVERS,
    )


# --- what was recommended ---------------------------------------------------------------------------------


def _recommendation(
    label: str,
    title: str,
    text: str,
    *,
    document: str = STORMS,
    paragraph: str = "",
    to: tuple[str, ...] = (DEPARTMENT,),
    kind: ItemKind = ItemKind.RECOMMENDATION,
    follows: str = "",
    parent: str = "",
    wanted: tuple[PartialDate, ...] = (),
    links: tuple[Link, ...] = (),
    sources: tuple[Source, ...] = (),
) -> Recommendation:
    if follows:
        links = (Link(kind=LinkKind.FOLLOWS_FROM, to=_con(follows)), *links)
    return Recommendation(
        id=_rec(label, document),
        document=document,
        kind=kind,
        label=label,
        series="Recommendations",
        paragraph=paragraph,
        title=title,
        text=text,
        addressed_to=to,
        wanted_by=wanted,
        parent=_rec(parent, document) if parent else None,
        links=links,
        sources=sources,
    )


def _rec(label: str, document: str = STORMS) -> str:
    return f"{document}/rec-{label.lower()}"


def _con(label: str) -> str:
    return f"{STORMS}/con-{label}"


def _conclusion(label: str, text: str, paragraph: str) -> Conclusion:
    return Conclusion(
        id=_con(label),
        document=STORMS,
        label=label,
        series="Conclusions",
        paragraph=paragraph,
        text=text,
    )


_ITEMS: tuple[Item, ...] = (
    _recommendation(
        "1",
        "Light the outer moles",
        "The Department should make sure that the outer mole of every harbour with more than fifty "
        "berths is lit by the end of 2026.",
        document=BUOYS,
        paragraph="14",
    ),
    _recommendation(
        "2",
        "One register of buoys",
        "The Department should keep one register of buoys for the whole coast.",
        document=BUOYS,
        paragraph="22",
    ),
    _recommendation(
        "3",
        "Replace the bell buoys",
        "The Department should replace every bell buoy that cannot be heard at two miles.",
        document=BUOYS,
        paragraph="31",
    ),
    _recommendation(
        "4",
        "Ask before a light is put out",
        "No light should be put out for good before its harbour has been asked.",
        document=BUOYS,
        paragraph="36",
        to=(GOVERNMENT,),
    ),
    _recommendation(
        "5",
        "Publish the repair times",
        "The Department should publish how long it takes to repair a light.",
        document=BUOYS,
        paragraph="40",
    ),
    _conclusion(
        "1",
        "Small harbours hear of storms too late to act on them.4 In the winter of 2025 half of them "
        "learned of the worst storm by telephone, from each other.",
        "9",
    ),
    _recommendation(
        "1",
        "Publish one warning standard for every harbour",
        "The Department should publish one standard for storm warnings, to be used at every harbour "
        "whatever its size.",
        paragraph="12",
        follows="1",
    ),
    _conclusion(
        "2",
        "Sirens that are never tested are not relied on. We saw three that had been painted over.",
        "17",
    ),
    _recommendation(
        "2",
        "Test the sirens each winter",
        "The Department and the Coastal Safety Agency should test every siren once each winter and "
        "publish which of them could be heard.",
        paragraph="19",
        to=(DEPARTMENT, AGENCY),
        follows="2",
    ),
    _recommendation(
        "3",
        "Pay for radios in fishing boats",
        "The Department should meet half the cost of a radio for every fishing boat under ten metres.",
        paragraph="24",
    ),
    _conclusion(
        "3",
        "Harbours with fewer than twenty berths have nobody whose task it is to pass a warning on, and "
        "the Department could not tell us how many such harbours there are in the twelve months to",
        "28",
    ),
    _recommendation(
        "4",
        "Warnings for harbours with fewer than twenty berths",
        "The Department should publish, within six months, a plan to bring storm warnings to every "
        "harbour with fewer than twenty berths.",
        paragraph="31",
        follows="3",
        wanted=(
            PartialDate(
                latest=dt.date(2027, 8, 12), words="within six months", precision=Precision.SPAN
            ),
        ),
    ),
    _recommendation(
        "5",
        "Teach what a warning means",
        "",
        paragraph="35",
    ),
    _recommendation(
        "5a",
        "A leaflet in every harbour office",
        "A leaflet that says what each warning means should lie in every harbour office.",
        paragraph="35",
        parent="5",
    ),
    _recommendation(
        "5b",
        "An hour's training for harbour staff",
        "Everybody who works in a harbour office should have an hour's training each year.",
        paragraph="35",
        parent="5",
    ),
    _recommendation(
        "6",
        "Power to close a harbour",
        "Harbour masters should be given the power to close a harbour when a red warning stands.",
        paragraph="41",
    ),
    _recommendation(
        "7",
        "Tell us what the radios cost",
        "The Department should write to us within three months with what the radios have cost.",
        paragraph="44",
        kind=ItemKind.REQUEST,
    ),
    _recommendation(
        "8",
        "A watch rota in every harbour",
        "Harbour masters should agree a rota, so that somebody is awake in every harbour on a night "
        "with a warning.",
        paragraph="47",
    ),
    _recommendation(
        "9",
        "Count the false alarms",
        "The Department should publish each year how many warnings were followed by no storm.",
        paragraph="50",
    ),
    _recommendation(
        "10",
        "Remember the harbours that were lost",
        "The Department should mark the tenth anniversary of the great storm in 2029.",
        paragraph="55",
        sources=(
            Source(document=PAGE, place="row 10", fields=("kind",), words="Recommendation 10"),
            Source(document=PAGE, place="row 10", fields=("kind",), words="Conclusion"),
        ),
    ),
    _recommendation(
        "11",
        "Keep the telephone line open",
        "The Department should keep the harbour telephone line open all night, all year.",
        paragraph="58",
        to=(),
        links=(Link(kind=LinkKind.REPEATS, to=_rec("4", BUOYS), words="as we said in HC 8710"),),
    ),
    _recommendation(
        "1",
        "Dredge before the silt wins",
        "The Department should set out by spring which of the smaller ports it will dredge.",
        document=DREDGING,
        paragraph="16",
    ),
    _recommendation(
        "1",
        "Winter moorings for visiting boats",
        "The Department should find a winter mooring for every boat that is turned away.",
        document=MOORINGS,
        paragraph="8",
    ),
    _recommendation(
        "1",
        "A tug for every large harbour",
        "The Department should say how many tugs it thinks are enough.",
        document=PILOTS,
        paragraph="5",
    ),
)


# --- what was answered ------------------------------------------------------------------------------------


def _answer(
    item: str,
    text: str,
    position: Position,
    words: str = "",
    *,
    responder: str = DEPARTMENT,
    document: str = STORMS_REPLY,
    prepared_by: tuple[str, ...] = ("uk-dfh-warnings",),
    declined: tuple[str, ...] = (),
    refers_to: tuple[str, ...] = (),
) -> Response:
    steps = (
        Step(stage=Stage.CLEARED, day=on(2027, 4, 6), by="Accounting officer"),
        Step(stage=Stage.SENT, day=on(2027, 4, 9)),
        Step(stage=Stage.PUBLISHED, day=on(2027, 4, 15), reference="CP 9107"),
    )
    return Response(
        id=f"{item}/{responder}",
        answers=item,
        responder=responder,
        position=position,
        position_how=PositionHow.READ,
        position_words=words,
        text=text,
        document=document,
        prepared_by=prepared_by if document == STORMS_REPLY else (),
        declined=declined,
        refers_to=refers_to,
        steps=steps if document == STORMS_REPLY else (),
    )


_AGREES = "The government agrees with the Committee’s recommendation."

_RESPONSES = (
    _answer(
        _rec("1", BUOYS),
        f"{_AGREES} Lights will be put up at the nine harbours that have none.",
        Position.ACCEPTED,
        _AGREES,
        document=BUOYS_REPLY,
    ),
    _answer(
        _rec("2", BUOYS),
        f"{_AGREES} A register will be made from the lists that exist.",
        Position.ACCEPTED,
        _AGREES,
        document=BUOYS_REPLY,
    ),
    _answer(
        _rec("3", BUOYS),
        f"{_AGREES} Twelve buoys will be replaced as money allows.",
        Position.ACCEPTED,
        _AGREES,
        document=BUOYS_REPLY,
    ),
    _answer(
        _rec("4", BUOYS),
        "The government disagrees with the Committee’s recommendation. A light that misleads must be "
        "put out the same night, and the Department tells its harbour on the next day.",
        Position.REJECTED,
        "The government disagrees with the Committee’s recommendation.",
        responder=GOVERNMENT,
        document=BUOYS_REPLY,
    ),
    _answer(
        _rec("5", BUOYS),
        f"{_AGREES} The times will be published with the annual report.",
        Position.ACCEPTED,
        _AGREES,
        document=BUOYS_REPLY,
    ),
    _answer(
        _rec("1"),
        f"{_AGREES} Ta rget implementation date: by summer 2027. The Department is writing the "
        "standard together with six harbours, and it will be published by summer 2027.",
        Position.ACCEPTED,
        _AGREES,
    ),
    _answer(
        _rec("2"),
        f"{_AGREES} Every siren will have been tested by winter 2027. Those that nobody hears will be "
        "replaced by 2029.",
        Position.ACCEPTED,
        _AGREES,
    ),
    _answer(
        _rec("3"),
        f"{_AGREES} The scheme will open in Spring 2027 and close when the money is spent.",
        Position.ACCEPTED,
        _AGREES,
        prepared_by=("uk-dfh-ports-finance", "uk-dfh-small-craft"),
    ),
    _answer(
        _rec("4"),
        "The government accepts this recommendation in principle. It does not think that a harbour "
        "with no berths to let needs a plan of its own. A plan for the others will follow in due course.",
        Position.ACCEPTED_IN_PRINCIPLE,
        "The government accepts this recommendation in principle.",
        declined=(
            "It does not think that a harbour with no berths to let needs a plan of its own.",
        ),
        prepared_by=("uk-dfh-small-craft",),
    ),
    _answer(
        _rec("5a"),
        f"{_AGREES} The leaflet will be printed by June 2027.",
        Position.ACCEPTED,
        _AGREES,
    ),
    _answer(
        _rec("5b"),
        f"{_AGREES} Training will have reached every harbour by March 2028.",
        Position.ACCEPTED,
        _AGREES,
    ),
    _answer(
        _rec("6"),
        "The government disagrees with the Committee’s recommendation. A closed harbour is a danger to "
        "the boats that are making for it, and the power has never been asked for.",
        Position.REJECTED,
        "The government disagrees with the Committee’s recommendation.",
    ),
    _answer(
        _rec("7"),
        "The Department is considering what can be published while contracts are being let.",
        Position.UNDER_CONSIDERATION,
        "The Department is considering what can be published while contracts are being let.",
        prepared_by=("uk-dfh-ports-finance",),
    ),
    _answer(
        _rec("8"),
        "This recommendation is not for the government to respond to. The Association of Harbour "
        "Masters has told us that it will reply to the Committee itself.",
        Position.NOT_FOR_RESPONDER,
        "This recommendation is not for the government to respond to.",
    ),
    _answer(
        _rec("9"),
        "The Department welcomes the Committee’s interest in false alarms, which are fewer than they "
        "were.",
        Position.NOT_STATED,
    ),
    _answer(
        _rec("10"),
        "The government notes this recommendation.",
        Position.NOTED,
        "The government notes this recommendation.",
    ),
    _answer(
        _rec("11"),
        f"{_AGREES} The line is open all night and will stay so.",
        Position.ACCEPTED,
        _AGREES,
    ),
    _answer(
        _rec("1"),
        "The Agency accepts the recommendation and will help to write the standard. See also the "
        "answer to recommendation 3.",
        Position.ACCEPTED,
        "The Agency accepts the recommendation",
        responder=AGENCY,
        document=LETTER,
        refers_to=(_rec("3"),),
    ),
    Response(
        id=f"{_rec('2')}/{AGENCY}",
        answers=_rec("2"),
        responder=AGENCY,
        position=Position.ACCEPTED,
        position_how=PositionHow.CHOSEN,
        text="The Agency will test the sirens on its own quays in January 2028.",
        prepared_by=(AGENCY,),
        steps=(
            Step(stage=Stage.COMMISSIONED, day=on(2027, 9, 21)),
            Step(stage=Stage.DRAFTED, day=on(2027, 9, 28)),
        ),
    ),
)


# --- what was promised ------------------------------------------------------------------------------------


def _promise(
    item: str,
    text: str,
    *dates: TargetDate,
    kind: CommitmentKind = CommitmentKind.TARGET,
    responder: str = DEPARTMENT,
    number: int = 1,
) -> Commitment:
    response = f"{item}/{responder}"
    return Commitment(
        id=f"{response}/c{number}",
        text=text,
        items=(item,),
        response=response,
        owners=(responder,),
        kind=kind,
        dates=dates,
    )


_NOVEMBER = PartialDate.month(2027, 11, "November 2027")

_COMMITMENTS = (
    _promise(
        _rec("1", BUOYS),
        "Lights will be put up at the nine harbours that have none.",
        TargetDate(date=PartialDate.year(2026, "by the end of 2026").until()),
    ),
    _promise(
        _rec("3", BUOYS),
        "Twelve buoys will be replaced as money allows.",
        TargetDate(date=Undated(words="as money allows")),
    ),
    _promise(
        _rec("1"),
        "it will be published by summer 2027",
        TargetDate(date=_SEASONS.season(Season.SUMMER, 2027, "by summer 2027").until()),
    ),
    _promise(
        _rec("2"),
        "Every siren will have been tested by winter 2027.",
        TargetDate(date=_SEASONS.season(Season.WINTER, 2027, "by winter 2027").until()),
    ),
    _promise(
        _rec("2"),
        "Those that nobody hears will be replaced by 2029.",
        TargetDate(date=PartialDate.year(2029, "by 2029").until()),
        number=2,
    ),
    _promise(
        _rec("3"),
        "The scheme will open in Spring 2027 and close when the money is spent.",
        TargetDate(date=_SEASONS.season(Season.SPRING, 2027, "Spring 2027")),
        TargetDate(
            date=_NOVEMBER,
            set_on=on(2027, 6, 7),
            reason="The supplier of the radios went out of business in May.",
        ),
    ),
    _promise(
        _rec("4"),
        "A plan for the others will follow in due course.",
        TargetDate(date=Undated(words="in due course")),
    ),
    _promise(
        _rec("5a"),
        "The leaflet will be printed by June 2027.",
        TargetDate(date=PartialDate.month(2027, 6, "by June 2027").until()),
    ),
    _promise(
        _rec("5b"),
        "Training will have reached every harbour by March 2028.",
        TargetDate(date=PartialDate.month(2028, 3, "by March 2028").until()),
    ),
    _promise(
        _rec("11"),
        "The line is open all night and will stay so.",
        kind=CommitmentKind.CONTINUOUS,
    ),
)


# --- what was done ----------------------------------------------------------------------------------------


def _update(
    about: str,
    day: PartialDate,
    claim: Implementation | None,
    text: str,
    *,
    responder: str = DEPARTMENT,
    assurance: Assurance = Assurance.SELF_REPORTED,
    completed: PartialDate | None = None,
    degree: str = "",
    evidence: str = "",
    printed: str = "",
) -> Update:
    shown = day.earliest.isoformat() if day.earliest else "undated"
    return Update(
        id=f"{about}/u-{responder}-{shown}",
        about=about,
        reported_by=responder,
        day=day,
        implementation=claim,
        text=text,
        assurance=assurance,
        completed_on=completed,
        degree=degree,
        printed_status=printed,
        evidence=(Source(words=evidence),) if evidence else (),
        sources=(Source(document=PROGRESS),),
    )


_UPDATES = (
    _update(
        _rec("1", BUOYS),
        on(2026, 12, 18),
        Implementation.IMPLEMENTED,
        "All nine lights are lit.",
        completed=on(2026, 12, 11),
        evidence="Notice to harbours 41/2026",
        assurance=Assurance.REVIEWED,
        printed="Implemented",
    ),
    _update(
        _rec("2", BUOYS),
        on(2027, 3, 1),
        Implementation.SUPERSEDED,
        "The buoys are now in the chart register, which did not exist when the Committee reported.",
    ),
    _update(
        _rec("3", BUOYS),
        on(2027, 3, 1),
        Implementation.STOPPED,
        "Seven of twelve buoys were replaced. There is no money for the others.",
        degree="seven of twelve",
    ),
    _update(
        _rec("4", BUOYS),
        on(2027, 3, 1),
        None,
        "Nothing to report.",
        responder=GOVERNMENT,
    ),
    _update(
        _rec("5", BUOYS),
        on(2027, 3, 1),
        Implementation.CLOSED,
        "Closed.",
        printed="Closed",
    ),
    _update(
        f"{_rec('1')}/{DEPARTMENT}/c1",
        on(2027, 7, 14),
        Implementation.IN_PROGRESS,
        "Five of the six harbours have agreed the draft.",
    ),
    _update(
        f"{_rec('3')}/{DEPARTMENT}/c1",
        on(2027, 9, 30),
        Implementation.IN_PROGRESS,
        "A new supplier has been found, and the first forty radios have been ordered.",
    ),
    _update(
        f"{_rec('5a')}/{DEPARTMENT}/c1",
        on(2027, 6, 30),
        Implementation.IMPLEMENTED,
        "The leaflet lies in every harbour office.",
        completed=on(2027, 6, 21),
        evidence="What the warnings mean, first printing",
    ),
    _update(
        f"{_rec('5b')}/{DEPARTMENT}/c1",
        on(2027, 9, 30),
        Implementation.PARTLY_IMPLEMENTED,
        "Staff of 61 harbours have been trained.",
        degree="61 of 140 harbours",
    ),
)


# --- what others make of it ---------------------------------------------------------------------------------

_ASSESSMENTS = (
    Assessment(
        id=f"{_rec('4')}/{DEPARTMENT}/a-{COMMITTEE}",
        about=f"{_rec('4')}/{DEPARTMENT}",
        by=COMMITTEE,
        responder=DEPARTMENT,
        day=on(2027, 5, 20),
        opinion=Opinion.FURTHER_RESPONSE_REQUESTED,
        text="“In due course” is not a date. We ask the Department to give one.",
    ),
    Assessment(
        id=f"{_rec('5a')}/a-{COMMITTEE}",
        about=_rec("5a"),
        by=COMMITTEE,
        day=on(2027, 9, 14),
        opinion=Opinion.SATISFACTORY,
        text="We have seen the leaflet, and it is clear.",
    ),
    Assessment(
        id=f"{_rec('1')}/a-{SITE}",
        about=_rec("1"),
        by=SITE,
        responder=DEPARTMENT,
        printed_status="Not Addressed",
        position=Position.NOT_ADDRESSED,
        sources=(Source(document=PAGE, place="row 1"),),
    ),
)

_NOTES = (
    Note(
        id=f"{_rec('3')}/n1",
        about=_rec("3"),
        day=on(2027, 9, 30),
        text="Write to the Committee about the new date before the debate.",
    ),
    Note(
        id=f"{_rec('8')}/n1",
        about=_rec("8"),
        day=on(2027, 4, 20),
        text=f"Ask whether {ASSOCIATION} has replied; nothing has reached us.",
    ),
)

_WAIVERS = (
    Waiver(
        id=f"{_rec('10')}/w1",
        rule="RSP2",
        record=_rec("10"),
        reason="The anniversary is two years away; the Committee has been told that we will return to it.",
        until=on(2028, 12, 31),
    ),
)
