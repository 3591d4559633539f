"""What readers outside, and other bodies, are not shown."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

from accountability.dates import PartialDate
from accountability.model import (
    Assessment,
    Commitment,
    Document,
    DocumentKind,
    Implementation,
    Opinion,
    Organisation,
    Position,
    Recommendation,
    Record,
    Register,
    Response,
    Source,
    Stage,
    Step,
    TargetDate,
    Update,
)
from accountability.samples import load_sample
from accountability.tables import Profile, Scope, tracker
from accountability.tables.visible import LeftOut, visible

AS_OF = dt.date(2031, 6, 1)
OUTSIDE = pytest.mark.parametrize("profile", [Profile.SCRUTINY, Profile.PUBLICATION])


def on(month: int, day: int) -> PartialDate:
    """Return a day of 2031."""
    return PartialDate.day(dt.date(2031, month, day))


def held(*more: Record) -> Register:
    """Return two items, one published answer, and *more*."""
    return Register(
        id="piers",
        title="Piers",
        organisations=(
            Organisation(id="pier-office", name="Pier Office"),
            Organisation(id="tide-agency", name="Tide Agency"),
        ),
        documents=(
            Document(
                id="report",
                kind=DocumentKind.REPORT,
                title="Piers",
                authors=("committee",),
                published=on(1, 10),
            ),
            Document(id="reply", kind=DocumentKind.RESPONSE, title="Reply", published=on(3, 10)),
            Document(id="ret", kind=DocumentKind.RETURN, title="ret.xlsx", received=on(5, 1)),
            Document(
                id="progress",
                kind=DocumentKind.PROGRESS_REPORT,
                title="Progress",
                published=on(5, 10),
            ),
        ),
        items=(
            Recommendation(
                id="r1",
                document="report",
                label="1",
                text="Mend the piers.",
                addressed_to=("pier-office", "tide-agency"),
            ),
            Recommendation(
                id="r2",
                document="report",
                label="2",
                text="Paint the piers.",
                addressed_to=("pier-office",),
            ),
        ),
        responses=(
            Response(
                id="r1/pier-office",
                answers="r1",
                responder="pier-office",
                text="Agreed.",
                document="reply",
            ),
        ),
    ).with_records(*more)


def sifted(profile: Profile, *more: Record, for_: tuple[str, ...] = ()) -> tuple[Register, LeftOut]:
    """Return what a reader sees of the register that holds *more*."""
    return visible(held(*more), profile, Scope(responders=for_), AS_OF)


def seen(profile: Profile, *more: Record, for_: tuple[str, ...] = ()) -> list[str]:
    """Return which of *more* a reader sees."""
    left, _ = sifted(profile, *more, for_=for_)
    return [record.id for record in more if record.id in left]


DRAFT = Response(id="r1/pier-office@2", answers="r1", responder="pier-office", text="Perhaps not.")
PROMISE = Commitment(id="c1", text="By May.", items=("r1",), response=DRAFT.id)
OPEN = Commitment(id="c2", text="By July.", items=("r1",), response="r1/pier-office")


# --- views ----------------------------------------------------------------------------------------


@OUTSIDE
@pytest.mark.parametrize("about", [DRAFT.id, PROMISE.id, "u1", "r1/never-held"])
def test_a_view_of_what_is_not_shown_is_not_shown(profile: Profile, about: str) -> None:
    """What somebody made of a draft, its promise or an unsent report would tell what they say."""
    update = Update(id="u1", about="r1", reported_by="pier-office", text="Half.")
    view = Assessment(id="a1", about=about, by="committee", text="Too little.", day=on(5, 1))
    left, out = sifted(profile, DRAFT, PROMISE, update, view)
    assert () == left.assessments
    assert 1 == out.views


@OUTSIDE
@pytest.mark.parametrize("about", ["r1", "report", "r1/pier-office", "r1/tide-agency"])
def test_a_view_of_an_item_a_paper_or_a_row_stays(profile: Profile, about: str) -> None:
    """A site's "not addressed" is about the missing answer, by the id that it would get."""
    view = Assessment(
        id="a1",
        about=about,
        by="site",
        position=Position.NOT_ADDRESSED,
        day=on(5, 1),
    )
    assert ["a1"] == seen(profile, view)


def undated(by: str, *sources: Source) -> Assessment:
    """Return a view of which nobody knows the day."""
    return Assessment(id="a1", about="r1", by=by, opinion=Opinion.SATISFACTORY, sources=sources)


@OUTSIDE
def test_a_view_without_a_day_is_shown_if_it_stands_in_a_paper_that_is_out(
    profile: Profile,
) -> None:
    """A page that prints a view without a day has said it; what was only written down was not said."""
    page = Document(id="page", kind=DocumentKind.PAGE, title="Page")
    assert ["a1"] == seen(profile, undated("site", Source(document="page")), page)[:1]
    left, out = sifted(profile, undated("site"))
    assert ((), 1) == (left.assessments, out.undated)
    assert "1 × view that nobody is known to have given" in out.words


@OUTSIDE
@pytest.mark.parametrize(
    ("sources", "shown"),
    [
        ((Source(place="keeper.xlsx!Recommendations!P6", fields=("opinion",)),), False),
        ((Source(document="ret", place="P6"),), False),
        ((Source(place="keeper.xlsx!Recommendations!P6"), Source(document="progress")), True),
        ((Source(document="letter"),), True),
        ((), True),
    ],
    ids=["typed", "in-a-return", "typed-and-out", "in-a-letter", "a-day-alone"],
)
def test_a_view_that_was_typed_into_a_copy_is_shown_once_it_is_in_a_paper(
    profile: Profile, sources: tuple[Source, ...], shown: bool
) -> None:
    """The day that collecting gave it is no day on which anybody said it."""
    letter = Document(id="letter", kind=DocumentKind.LETTER, title="From the Committee")
    view = evolve(undated("site", *sources), day=on(5, 2))
    left, out = sifted(profile, letter, view)
    assert (shown, not shown) == ("a1" in left, bool(out.undated))


def test_the_recommender_is_shown_its_own_view_without_a_day() -> None:
    """Nobody is kept from reading what they said themselves; everybody else is not told."""
    assert ["a1"] == seen(Profile.SCRUTINY, undated("committee"))
    assert [] == seen(Profile.PUBLICATION, undated("committee"))


# --- promises -------------------------------------------------------------------------------------


@OUTSIDE
@pytest.mark.parametrize("response", [None, "r9/nobody"])
@pytest.mark.parametrize("document", [None, "ret", "nowhere"])
def test_a_promise_that_stands_in_nothing_that_is_out_is_not_shown(
    profile: Profile, response: str | None, document: str | None
) -> None:
    """A promise needs an answer that was given, or a paper that was."""
    promise = Commitment(
        id="c1",
        text="By May.",
        items=("r1",),
        response=response,
        dates=(TargetDate(date=on(5, 1)),),
        sources=(Source(document=document, place="row 1"),),
    )
    assert [] == seen(profile, promise)


@OUTSIDE
def test_a_promise_in_a_paper_that_is_out_is_shown_with_its_first_date(profile: Profile) -> None:
    """A plan that was published tells everybody, without being an answer."""
    dates = (TargetDate(date=on(5, 1)),)
    promise = Commitment(
        id="c1", text="By May.", items=("r1",), dates=dates, sources=(Source(document="progress"),)
    )
    left, _ = sifted(profile, promise)
    assert (promise,) == left.commitments


@OUTSIDE
def test_milestones_go_with_their_promise_and_reports_with_both(profile: Profile) -> None:
    """Nothing that hangs on a hidden promise is left, however far below it."""
    first = Commitment(id="m1", text="First.", parent="c1", response="r1/pier-office")
    second = Commitment(id="m2", text="Second.", parent="m1", response="r1/pier-office")
    update = Update(
        id="u1", about="m2", reported_by="pier-office", sources=(Source(document="progress"),)
    )
    assert [] == seen(profile, DRAFT, PROMISE, second, first, update)


@OUTSIDE
@pytest.mark.parametrize(
    ("target", "told"),
    [
        (TargetDate(date=on(9, 1)), False),
        (TargetDate(date=on(9, 1), source=Source(document="ret", place="H4")), False),
        (TargetDate(date=on(9, 1), source=Source(document="progress")), True),
        (TargetDate(date=on(9, 1), told=("committee",)), True),
        (TargetDate(date=on(9, 1), told=("committee",), told_on=on(6, 2)), False),
        (TargetDate(date=on(9, 1), told_on=on(5, 31)), True),
    ],
)
def test_a_moved_date_is_shown_once_it_was_told(
    profile: Profile, target: TargetDate, told: bool
) -> None:
    """A file that came back tells the keeper alone; a letter of next week tells nobody yet."""
    promise = evolve(OPEN, dates=(TargetDate(date=on(7, 1)), target))
    left, out = sifted(profile, promise)
    assert (1 + told, 1 - told) == (len(left.commitments[0].dates), out.dates)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (None, True),
        (Source(place="team.xlsx!Recommendations!H9"), True),
        (Source(document="ret", place="H4"), True),
        (Source(document="a paper that is not held"), False),
    ],
)
def test_who_answers_is_shown_the_date_they_gave_last(source: Source | None, told: bool) -> None:
    """A date out of a file that came back is theirs to move again, before anybody was told of it."""
    target = TargetDate(date=on(9, 1), source=source)
    promise = evolve(OPEN, dates=(TargetDate(date=on(7, 1)), target))
    left, _out = sifted(Profile.RESPONDER, promise, for_=("pier-office",))
    assert 1 + told == len(left.commitments[0].dates)


# --- reports of progress --------------------------------------------------------------------------


@OUTSIDE
@pytest.mark.parametrize(
    ("steps", "sources", "shown"),
    [
        ((), (), False),
        ((), (Source(place="ret.xlsx!H4"),), False),
        ((), (Source(document="ret", place="H4"),), False),
        ((Step(stage=Stage.CLEARED),), (), False),
        ((Step(stage=Stage.SENT, day=on(6, 2)),), (), False),
        ((Step(stage=Stage.SENT, day=on(5, 2)),), (), True),
        ((), (Source(document="progress"),), True),
    ],
)
def test_a_report_is_shown_once_it_was_sent_or_stands_in_a_paper(
    profile: Profile, steps: tuple[Step, ...], sources: tuple[Source, ...], shown: bool
) -> None:
    """What reached only the keeper's desk is not out."""
    update = Update(
        id="u1",
        about="r1",
        reported_by="pier-office",
        implementation=Implementation.IN_PROGRESS,
        steps=steps,
        sources=sources,
    )
    assert (["u1"] if shown else []) == seen(profile, update)


# --- papers ---------------------------------------------------------------------------------------


@OUTSIDE
def test_files_that_came_back_and_papers_that_are_not_out_are_not_listed(profile: Profile) -> None:
    """A letter in preparation is nobody's business, unless something shown was read from it."""
    letter = Document(id="letter", kind=DocumentKind.LETTER, title="To the Committee")
    later = Document(id="later", kind=DocumentKind.LETTER, title="Next week", published=on(6, 8))
    plan = Document(id="plan", kind=DocumentKind.PLAN, title="A plan")
    item = Recommendation(id="r3", document="plan", label="3", text="Plan.")
    left, out = sifted(profile, letter, later, plan, item)
    assert ["report", "reply", "progress", "plan"] == [document.id for document in left.documents]
    assert 3 == out.documents


# --- the day of the copy --------------------------------------------------------------------------


@OUTSIDE
def test_what_was_given_after_the_day_is_not_shown(profile: Profile) -> None:
    """Answers, reports and views of later days are for later copies."""
    sent = (Step(stage=Stage.SENT, day=on(6, 2)),)
    answer = Response(
        id="r2/pier-office", answers="r2", responder="pier-office", text="No.", steps=sent
    )
    paper = Document(id="late", kind=DocumentKind.RESPONSE, title="Late", published=on(6, 2))
    other = Response(
        id="r1/tide-agency",
        answers="r1",
        responder="tide-agency",
        text="Yes.",
        day=on(5, 30),
        document="late",
    )
    update = Update(
        id="u1",
        about="r1",
        reported_by="pier-office",
        day=on(6, 2),
        sources=(Source(document="progress"),),
    )
    view = Assessment(id="a1", about="r1", by="committee", day=on(6, 2), text="Good.")
    left, out = sifted(profile, answer, paper, other, update, view)
    assert ["r1/pier-office"] == [answer.id for answer in left.responses]
    assert ((), (), 3) == (left.updates, left.assessments, out.later)


def test_a_responder_is_not_shown_what_is_from_after_the_day() -> None:
    """Its copy is as at a day: reports and moves of later days are for later copies, its answers stay."""
    sent = (Step(stage=Stage.SENT, day=on(6, 2)),)
    answer = Response(
        id="r2/pier-office", answers="r2", responder="pier-office", text="No.", steps=sent
    )
    first = TargetDate(date=on(7, 1))
    moved = TargetDate(date=on(9, 1), set_on=on(6, 2), reason="rain", told=("committee",))
    draft = TargetDate(date=on(10, 1), set_on=on(6, 3), reason="more rain")
    promise = evolve(OPEN, dates=(first, moved, draft))
    reports = [
        Update(id=f"u{day}", about="r1", reported_by="pier-office", day=on(6, day))
        for day in (1, 2)
    ]
    more = (answer, promise, *reports)
    left, out = sifted(Profile.RESPONDER, *more, for_=("pier-office",))
    assert ["r1/pier-office", "r2/pier-office"] == [one.id for one in left.responses]
    assert (first, draft) == left.commitments[0].dates
    assert ["u1"] == [one.id for one in left.updates]
    assert LeftOut(later=2) == out
    everything, nothing = sifted(Profile.KEEPER, *more)
    assert (held(*more), LeftOut()) == (everything, nothing)


@pytest.mark.parametrize("day", ["2027-02-16", "2027-06-01", "2027-10-01"])
@pytest.mark.parametrize("profile", [one for one in Profile if one is not Profile.KEEPER])
def test_nothing_in_a_copy_is_from_after_its_day(profile: Profile, day: str) -> None:
    """On any day of the sample's year; every answer, report, view and move."""
    as_of = dt.date.fromisoformat(day)
    left, _ = visible(load_sample(), profile, Scope(), as_of)
    answers = () if profile is Profile.RESPONDER else left.responses
    dated = (*answers, *left.updates, *left.assessments)
    days = [found for record in dated if isinstance(found := left.day_of(record), PartialDate)]
    assert [] == [one for one in days if one.latest is not None and one.latest > as_of]
    told = [
        target.told_on or target.set_on
        for promise in left.commitments
        for target in promise.dates[1:]
        if target.told
    ]
    days = [one for one in told if isinstance(one, PartialDate)]
    assert [] == [one for one in days if one.latest is not None and one.latest > as_of]


# --- one body among several -----------------------------------------------------------------------


def test_a_responder_does_not_see_what_others_have_not_sent() -> None:
    """On an item that two bodies answer, each sees its own drafts and reports, and what is out."""
    mine = Response(id="r1/tide-agency", answers="r1", responder="tide-agency", text="Draft.")
    updates = [
        Update(id=f"u-{name}-{number}", about=about, reported_by=name, sources=sources)
        for name in ("pier-office", "tide-agency")
        for number, (about, sources) in enumerate(
            [("r1", ()), (OPEN.id, ()), ("r1", (Source(document="progress"),))]
        )
    ]
    view = Assessment(id="a1", about=DRAFT.id, by="committee", text="Too little.")
    assert [
        "r1/tide-agency",
        OPEN.id,
        "u-pier-office-2",
        "u-tide-agency-0",
        "u-tide-agency-1",
        "u-tide-agency-2",
    ] == seen(Profile.RESPONDER, DRAFT, PROMISE, mine, OPEN, *updates, view, for_=("tide-agency",))


def test_a_team_sees_the_reports_of_the_body_it_prepares_answers_for() -> None:
    """Its row would otherwise say less than the body itself has said to it."""
    answer = evolve(held().responses[0], prepared_by=("paint-team",))
    updates = [
        Update(id=f"u{number}", about=about, reported_by="pier-office")
        for number, about in enumerate(["r1", OPEN.id, "r2"])
    ]
    assert ["u0", "u1"] == [
        name
        for name in seen(Profile.RESPONDER, answer, OPEN, *updates, for_=("paint-team",))
        if name.startswith("u")
    ]


def test_the_keeper_sees_everything() -> None:
    """Nothing is sifted from the copy of whoever holds the register."""
    register = held(DRAFT, PROMISE, OPEN)
    assert (register, LeftOut()) == visible(register, Profile.KEEPER, Scope(), AS_OF)


def test_nothing_of_a_hidden_draft_is_in_a_verdict() -> None:
    """Verdicts are worked out from what is left."""
    filled = tracker(held(DRAFT, PROMISE), as_of=AS_OF, profile=Profile.PUBLICATION)
    assert not any(
        name in reason.rests_on
        for verdict in filled.verdicts
        for reason in verdict.reasons
        for name in (DRAFT.id, PROMISE.id)
    )
