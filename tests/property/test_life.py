"""
A register's life, driven at random: reports, answers, dates, reports of progress, returns, new reports.

Every fact is dated on the day on which it is put in, and days only pass. So whatever happens, what a
past day looked like must stay as it was, and the history of a promise must only grow.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accountability import (
    Assessment,
    Assurance,
    Commitment,
    CommitmentKind,
    Conclusion,
    Document,
    DocumentKind,
    Implementation,
    Link,
    LinkKind,
    Note,
    Opinion,
    Organisation,
    OrganisationKind,
    PartialDate,
    Position,
    Recommendation,
    Register,
    Response,
    Source,
    Stage,
    Status,
    Step,
    TargetDate,
    Timeliness,
    Undated,
    Update,
    check,
    commitment_statuses,
    dumps,
    loads,
    statuses,
    summary,
    timeline,
)
from accountability.model import response_id

START = dt.date(2027, 2, 12)
COMMITTEE, DEPARTMENT, AGENCY, WATCHDOG = "hcc", "harbours", "safety", "watchdog"

STATED = st.sampled_from([p for p in Position if p is not Position.NOT_ADDRESSED])
ANSWERERS = st.sampled_from([DEPARTMENT, AGENCY])
DAYS_AHEAD = st.integers(-30, 400)


def standing(register: Register, as_of: dt.date) -> dict[str, Any]:
    """Give what a day looks like: status, axes and reasons of all items and promises issued by then."""
    verdicts = [*statuses(register, as_of=as_of), *commitment_statuses(register, as_of=as_of)]
    return {
        verdict.id: (
            verdict.status,
            verdict.axes,
            [reason for reason in verdict.reasons if reason.code not in {"draft", "allotted"}],
        )
        for verdict in verdicts
        if verdict.status is not Status.NOT_YET_MADE
    }


class Life(RuleBasedStateMachine):
    """One register, from its first report on."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START
        self.looked_at = START
        self.number = 0
        self.past: dict[dt.date, dict[str, Any]] = {}
        self.promised: dict[str, tuple[TargetDate, ...]] = {}
        self.register = Register(
            id="harbour",
            title="Storm warnings",
            jurisdiction="uk",
            organisations=(
                Organisation(id=COMMITTEE, name="Committee", kind=OrganisationKind.COMMITTEE),
                Organisation(id=DEPARTMENT, name="Department", kind=OrganisationKind.DEPARTMENT),
                Organisation(id=AGENCY, name="Agency", kind=OrganisationKind.PUBLIC_BODY),
                Organisation(id=WATCHDOG, name="Watchdog"),
            ),
        )

    # --- what is done ------------------------------------------------------------------------------

    def put(self, *records: Any) -> None:
        """Put records in, and remember every date that was promised."""
        self.register = self.register.with_records(*records)

    def named(self, what: str) -> str:
        """Mint an id."""
        self.number += 1
        return f"{what}-{self.number}"

    def reply_id(self, item: str, who: str) -> str:
        """Mint a reply's id: a body's first has the key that its row had before, as collecting gives it."""
        first = response_id(self.register, item, who)
        return self.named(first) if first in self.register else first

    @property
    def day(self) -> PartialDate:
        """Give today as a fact's day."""
        return PartialDate.day(self.today)

    def item(self, draw: st.DataObject) -> str:
        """Choose an item."""
        return draw.draw(st.sampled_from([item.id for item in self.register.items]), label="item")

    @initialize()
    def first_report(self) -> None:
        """Issue a report with two recommendations, one of them with a limb, and a conclusion."""
        report = Document(
            id="report",
            kind=DocumentKind.REPORT,
            title="Storm warnings",
            authors=(COMMITTEE,),
            published=self.day,
        )
        one, two, limb = (
            Recommendation(
                id=f"first-{label}",
                document="report",
                label=label,
                text="The Department should publish one standard by May 2027.",
                addressed_to=(DEPARTMENT,),
                parent="first-2" if label == "2(a)" else None,
            )
            for label in ("1", "2", "2(a)")
        )
        told = Conclusion(id="con-1", document="report", label="3", text="Warnings come late.")
        self.put(report, one, two, limb, told)

    @rule(days=st.integers(1, 200))
    def days_pass(self, days: int) -> None:
        """Remember what today looked like, and go on."""
        self.past[self.today] = standing(self.register, self.today)
        self.today += dt.timedelta(days=days)

    @rule(days=st.integers(-400, 800))
    def somebody_asks_about_another_day(self, days: int) -> None:
        """Look at any day."""
        self.looked_at = self.today + dt.timedelta(days=days)

    @precondition(lambda self: len(self.register.documents) < 4)
    @rule(draw=st.data(), kind=st.sampled_from(LinkKind))
    def a_later_report(self, draw: st.DataObject, kind: LinkKind) -> None:
        """Issue a report whose recommendation replaces or repeats another."""
        old = self.item(draw)
        paper, new = self.named("report"), self.named("rec")
        self.put(
            Document(
                id=paper,
                kind=DocumentKind.REPORT,
                title="Storm warnings again",
                authors=(COMMITTEE,),
                published=self.day,
            ),
            Recommendation(
                id=new,
                document=paper,
                label=str(self.number),
                text="Publish it.",
                addressed_to=(DEPARTMENT,),
                links=(Link(kind=kind, to=old),),
            ),
        )

    @rule(draw=st.data(), who=ANSWERERS, position=st.none() | STATED, points=st.booleans())
    def a_reply_is_drafted(
        self, draw: st.DataObject, who: str, position: Position | None, *, points: bool
    ) -> None:
        """Fill the row of a return: a draft, beside whatever was given, maybe pointing elsewhere."""
        item = self.item(draw)
        self.put(
            Response(
                id=self.reply_id(item, who),
                answers=item,
                responder=who,
                position=position,
                text="We have read it with care.",
                refers_to=(self.item(draw),) if points else (),
                day=self.day,
                steps=(Step(stage=Stage.DRAFTED, day=self.day),),
            )
        )

    def drafts(self) -> list[Response]:
        """Give the drafts."""
        return [reply for reply in self.register.responses if self.register.is_draft(reply)]

    @precondition(lambda self: self.drafts())
    @rule(draw=st.data(), stage=st.sampled_from([Stage.CLEARED, Stage.SENT, Stage.PUBLISHED]))
    def a_draft_moves_on(self, draw: st.DataObject, stage: Stage) -> None:
        """Clear a draft or give it; it counts from the day on which it is given."""
        draft = draw.draw(st.sampled_from(self.drafts()))
        step = Step(stage=stage, day=self.day, by="Permanent Secretary")
        self.put(evolve(draft, day=self.day, steps=(*draft.steps, step)))

    def given(self) -> list[Response]:
        """Give the given replies."""
        return [reply for reply in self.register.responses if self.register.is_given(reply)]

    @precondition(lambda self: self.given())
    @rule(draw=st.data(), position=STATED)
    def an_answer_is_changed_or_corrected(self, draw: st.DataObject, position: Position) -> None:
        """Give another answer, which corrects an earlier one or is simply a later one."""
        old = draw.draw(st.sampled_from(self.given()))
        self.put(
            Response(
                id=self.named(old.id),
                answers=old.answers,
                responder=old.responder,
                position=position,
                text="On reflection.",
                replaces=draw.draw(st.sampled_from([None, old.id])),
                day=self.day,
                steps=(Step(stage=Stage.SENT, day=self.day),),
            )
        )

    @precondition(lambda self: self.register.responses)
    @rule(
        draw=st.data(),
        kind=st.sampled_from(CommitmentKind),
        ahead=DAYS_AHEAD,
        condition=st.sampled_from(["", "subject to funding"]),
    )
    def something_is_promised(
        self, draw: st.DataObject, kind: CommitmentKind, ahead: int, condition: str
    ) -> None:
        """Promise something in an answer, given or not."""
        reply = draw.draw(st.sampled_from(self.register.responses))
        date = PartialDate.day(self.today + dt.timedelta(days=ahead))
        promise = Commitment(
            id=self.named("c"),
            text="We will publish it.",
            items=(reply.answers,),
            response=reply.id,
            owners=(reply.responder,),
            kind=kind,
            condition=condition,
            dates=(TargetDate(date=date, set_on=self.day),),
        )
        self.promised[promise.id] = promise.dates
        # A promise counts from the day of its answer; one that is made later says so by its source.
        paper = Document(
            id=self.named("letter"), kind=DocumentKind.LETTER, title="Letter", published=self.day
        )
        if self.register.is_given(reply):
            source = Source(document=paper.id, place="paragraph 2")
            promise = evolve(promise, response=None, sources=(source,))
            self.put(paper)
        self.put(promise)

    @precondition(lambda self: self.register.commitments)
    @rule(
        draw=st.data(),
        ahead=st.none() | DAYS_AHEAD,
        reason=st.sampled_from(["", "The sirens came late."]),
        told=st.sampled_from([(), (COMMITTEE,)]),
    )
    def a_date_is_moved(
        self, draw: st.DataObject, ahead: int | None, reason: str, told: tuple[str, ...]
    ) -> None:
        """Move a target date, with a reason or without, to a day or to vague words."""
        promise = draw.draw(st.sampled_from(self.register.commitments))
        date: PartialDate | Undated = Undated(words="in due course")
        if ahead is not None:
            date = PartialDate.day(self.today + dt.timedelta(days=ahead))
        moved = TargetDate(date=date, set_on=self.day, reason=reason, told=told)
        self.promised[promise.id] = (*promise.dates, moved)
        self.put(evolve(promise, dates=(*promise.dates, moved)))

    @rule(
        draw=st.data(),
        claimed=st.none() | st.sampled_from(Implementation),
        who=st.sampled_from(
            [
                (DEPARTMENT, Assurance.SELF_REPORTED),
                (AGENCY, Assurance.SELF_REPORTED),
                (COMMITTEE, Assurance.RECOMMENDER),
                (WATCHDOG, Assurance.THIRD_PARTY),
            ]
        ),
    )
    def progress_is_reported(
        self, draw: st.DataObject, claimed: Implementation | None, who: tuple[str, Assurance]
    ) -> None:
        """Report on an item or a promise, or correct a report."""
        abouts = [record.id for record in (*self.register.items, *self.register.commitments)]
        about = draw.draw(st.sampled_from(abouts))
        earlier = [update.id for update in self.register.updates_on(about)]
        self.put(
            Update(
                id=self.named("u"),
                about=about,
                reported_by=who[0],
                assurance=who[1],
                day=self.day,
                implementation=claimed,
                text="Work goes on.",
                replaces=draw.draw(st.sampled_from([None, *earlier])),
            )
        )

    @rule(
        draw=st.data(), opinion=st.sampled_from(Opinion), who=st.sampled_from([COMMITTEE, WATCHDOG])
    )
    def somebody_takes_a_view(self, draw: st.DataObject, opinion: Opinion, who: str) -> None:
        """Assess an item or an answer."""
        abouts = [self.item(draw), *(reply.id for reply in self.given())]
        self.put(
            Assessment(
                id=self.named("a"),
                about=draw.draw(st.sampled_from(abouts)),
                by=who,
                day=self.day,
                opinion=opinion,
                position=draw.draw(st.sampled_from([None, Position.NOT_ADDRESSED])),
            ),
            Note(id=self.named("n"), about=self.item(draw), day=self.day, text="Look again."),
        )

    # --- what must hold ----------------------------------------------------------------------------

    @invariant()
    def every_day_can_be_asked_about(self) -> None:
        """On each day each item and promise has a status, with reasons, that its timeliness bears out."""
        for as_of in (START, self.today, self.looked_at):
            verdicts = [*statuses(self.register, as_of=as_of)]
            assert len(self.register.items) == len(verdicts)
            for verdict in (*verdicts, *commitment_statuses(self.register, as_of=as_of)):
                for judged in (verdict, *verdict.responders):
                    assert judged.reasons
                    assert all(reason.code and reason.text for reason in judged.reasons)
                    late = judged.status is Status.OVERDUE
                    assert not late or judged.axes.timeliness is Timeliness.OVERDUE
                    assert not late or judged.days_overdue > 0

    @invariant()
    def the_past_stays_as_it_was(self) -> None:
        """What happened since has changed nothing of how any earlier day looked."""
        for as_of, before in self.past.items():
            assert before == standing(self.register, as_of)

    @invariant()
    def what_was_promised_is_kept_for_ever(self) -> None:
        """The original date and each revision stand in the register, in their order."""
        kept = {promise.id: promise.dates for promise in self.register.commitments}
        assert self.promised == kept
        for promise in self.register.commitments:
            told = [entry.code for entry in timeline(self.register, promise.id)]
            assert (1, len(promise.dates) - 1) == (told.count("date-set"), told.count("date-moved"))

    @invariant()
    def checking_is_total_and_survives_the_file(self) -> None:
        """Rules say the same of the register read again from its file, and verdicts are the same."""
        again = loads(dumps(self.register))
        assert self.register == again
        assert check(self.register, as_of=self.today) == check(again, as_of=self.today)
        assert standing(self.register, self.looked_at) == standing(again, self.looked_at)

    @invariant()
    def counts_add_up(self) -> None:
        """Every recommendation has one status, and the numbers add up to all of them."""
        counted = summary(self.register, as_of=self.looked_at)
        of = len(self.register.recommendations)
        counts = [c for c in counted.by_status if c.of.startswith("recommendation")]
        assert of == sum(count.number for count in counts)

    @invariant()
    def order_makes_no_difference(self) -> None:
        """Bodies, papers and reports in another order change no status."""
        turned = evolve(
            self.register,
            organisations=self.register.organisations[::-1],
            documents=self.register.documents[::-1],
            notes=self.register.notes[::-1],
        )
        assert [verdict.status for verdict in statuses(self.register, as_of=self.today)] == [
            verdict.status for verdict in statuses(turned, as_of=self.today)
        ]


TestLife = Life.TestCase
# A life is many registers long: half as many of them as the profile says are enough.
TestLife.settings = settings(
    stateful_step_count=15, max_examples=max(5, settings().max_examples // 2)
)
