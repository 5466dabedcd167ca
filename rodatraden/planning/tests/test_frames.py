"""The frames of a plan: proposed, decided, changed by a new decision and by nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.decisions.models import Decision
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.services import record_amount, withdraw
from rodatraden.lib import clock
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan
from rodatraden.planning.services import FrameEntry, propose_frames, revise_plan
from rodatraden.planning.services.frames import frames_mark
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.tests.cast import PlanTown, queries_to_decide
from rodatraden.tenancy.edits import Refused, Stale

LINE, INVESTED = "drift", "investeringar"


def entered(unit: Unit, thousands: int, year: int = 2018, line: str = LINE) -> Amount:
    """A frame that somebody has entered."""
    return Amount.objects.create(
        unit=unit, line=line, kind="frame", year=year, as_of=date(year, 12, 31), value=Decimal(thousands) * 1000,
        entered_by="Provet", entered_at=clock.now(),
    )  # fmt: skip


def tkr(unit: Unit, thousands: int | None, reason: str = "", line: str = LINE) -> FrameEntry:
    return FrameEntry(unit.pk, line, None if thousands is None else Decimal(thousands) * 1000, reason)


def budget(town: PlanTown, *entries: FrameEntry) -> Plan:
    """The council's budget for 2019 with frames proposed."""
    plan = town.plan("budget", town.council)
    propose_frames(town.operator, plan, entries)
    plan.refresh_from_db()
    return plan


def decided_budget(town: PlanTown, *entries: FrameEntry) -> Plan:
    return town.decide(town.proposed(budget(town, *entries)))


def frame(unit: Unit, line: str = LINE) -> Amount:
    return Amount.objects.current().get(unit=unit, line=line, kind=AmountKind.FRAME, year=2019)


def test_the_decision_makes_proposed_frames_those_of_the_economy(town: PlanTown) -> None:
    plan = budget(town, tkr(town.board, 152_600, "Fler elever"), tkr(town.other, 21_900), tkr(town.council, 180_000))
    assert not Amount.objects.exists()
    plan = town.decide(town.proposed(plan))
    assert {(row.unit_id, row.value, row.decision_id, row.as_of) for row in Amount.objects.current()} == {
        (unit.pk, Decimal(thousands) * 1000, plan.decision_id, date(2019, 12, 31))
        for unit, thousands in ((town.board, 152_600), (town.other, 21_900), (town.council, 180_000))
    }


def test_many_frames_cost_as_many_queries_to_decide_as_a_few(town: PlanTown) -> None:
    three = (tkr(town.council, 1), tkr(town.board, 2), tkr(town.other, 3))
    few = queries_to_decide(town, lambda: town.proposed(budget(town, *three[:1])))
    assert queries_to_decide(town, lambda: town.proposed(budget(town, *three))) == few


def test_a_frame_that_was_entered_before_is_replaced_and_kept_in_the_history(town: PlanTown) -> None:
    old = entered(town.board, 100_000, 2019)
    decided_budget(town, tkr(town.board, 152_600, "Fler elever"))
    assert (frame(town.board).replaces_id, frame(town.board).reason) == (old.pk, "Fler elever")
    old.refresh_from_db()
    assert old.superseded_at is not None


def test_a_new_decision_replaces_the_frames_and_takes_back_what_it_leaves_out(town: PlanTown) -> None:
    plan = decided_budget(town, tkr(town.board, 152_600), tkr(town.other, 21_900))
    new = revise_plan(town.operator, plan, "Omfördelning.")
    assert {(row.unit_id, row.value) for row in new.frames.all()} == {
        (town.board.pk, Decimal(152_600_000)), (town.other.pk, Decimal(21_900_000)),
    }  # fmt: skip
    propose_frames(town.operator, new, [tkr(town.board, 155_000), tkr(town.other, None)])
    town.decide(town.proposed(new), paragraph="99", day=date(2018, 9, 5))
    now = frame(town.board)
    assert (now.value, now.decision) == (Decimal(155_000_000), Plan.objects.get(pk=new.pk).decision)
    assert not Amount.objects.current().filter(unit=town.other).exists()
    assert "Beslutat i" in Amount.objects.get(unit=town.other).withdrawn_because


def by_hand(town: PlanTown, value: int, **more: object) -> None:
    told = {"unit": town.board.pk, "line": LINE, "kind": "frame", "year": 2019, "value": Decimal(value) * 1000}
    record_amount(town.operator, sure=True, reason="Fel", **told, **more)


def decision(town: PlanTown, body: Unit, day: date) -> int:
    return int(Decision.objects.create(key=f"d{day}{body.pk}", title="Omdisponering", body=body, date=day).pk)


def test_a_decided_frame_is_not_changed_by_hand_but_by_a_new_decision(town: PlanTown) -> None:
    plan = decided_budget(town, tkr(town.board, 152_600))
    with pytest.raises(Refused, match=plan.title) as refused:
        by_hand(town, 160_000)
    assert "Ändra planen" in refused.value.reasons["value"]
    by_hand(town, 152_600, note="Inget nytt belopp")
    wrong = [
        plan.decision_id,
        decision(town, town.board, date(2018, 9, 6)),
        decision(town, town.council, date(2017, 1, 9)),
    ]
    for other in wrong:
        with pytest.raises(Refused, match="nytt beslut"):
            by_hand(town, 160_000, decision=other)
    newer = decision(town, town.council, date(2018, 9, 7))
    by_hand(town, 160_000, decision=newer)
    assert frame(town.board).decision_id == newer
    with pytest.raises(Refused, match="nytt beslut"):
        by_hand(town, 170_000)


def test_a_decided_frame_is_not_taken_back_by_hand(town: PlanTown) -> None:
    plan = decided_budget(town, tkr(town.board, 152_600))
    with pytest.raises(Refused, match=plan.title):
        withdraw(town.operator, frame(town.board), "Fel enhet")
    loose = entered(town.other, 21_900, 2019)
    withdraw(town.operator, loose, "Fel enhet")


def test_what_a_proposal_leaves_open_is_free(town: PlanTown) -> None:
    entered(town.board, 100_000, 2019)
    budget(town, tkr(town.board, 152_600))
    by_hand(town, 160_000)
    assert frame(town.board).value == 160_000_000


def test_a_new_plan_begins_with_the_frames_of_the_year_before(town: PlanTown) -> None:
    entered(town.board, 152_600)
    entered(town.school, 300, line=INVESTED)
    entered(town.council, 180_000)
    plan = town.plan("budget", town.council)
    found = {(row.unit_id, row.line): row.value for row in plan.frames.all()}
    assert found == {
        (town.board.pk, LINE): Decimal(152_600_000),
        (town.board.pk, INVESTED): Decimal(300_000),
        (town.council.pk, LINE): Decimal(180_000_000),
    }
    assert not town.plan().frames.exists()


def test_a_plan_begins_with_what_its_own_year_has_been_given_already(town: PlanTown) -> None:
    entered(town.board, 152_600)
    entered(town.other, 20_000)
    entered(town.board, 300, line=INVESTED)
    entered(town.board, 155_000, 2019)
    plan = town.plan("budget", town.council)
    found = {(row.unit_id, row.line): row.value for row in plan.frames.all()}
    assert found == {(town.board.pk, LINE): Decimal(155_000_000), (town.board.pk, INVESTED): Decimal(300_000)}


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (lambda town: tkr(town.school, 10), "ingen ram till enheten"),
        (lambda town: tkr(town.board, 10, line="annat"), "annat"),
        (lambda town: FrameEntry(town.board.pk, LINE, Decimal(10) ** 15), "för stort"),
        (lambda town: FrameEntry(town.board.pk, LINE, Decimal("0.001")), "decimaler"),
        (lambda town: tkr(town.board, 1, "x" * 301), "för lång"),
    ],
)
def test_what_is_no_frame_of_the_plan_is_refused_by_its_key(town: PlanTown, entry: object, why: str) -> None:
    plan = town.plan("budget", town.council)
    told = entry(town)  # type: ignore[operator]
    with pytest.raises(Refused, match=why) as refused:
        propose_frames(town.operator, plan, [tkr(town.other, 5), told])
    assert set(refused.value.reasons) == {told.key}
    assert not plan.frames.exists()


def test_only_a_budget_has_frames_and_only_its_writers_propose_them(town: PlanTown) -> None:
    with pytest.raises(Refused, match="inga ramar"):
        propose_frames(town.operator, town.plan(), [tkr(town.board, 10)])
    plan = town.plan("budget", town.council)
    with pytest.raises(PermissionDenied):
        propose_frames(town.actor(town.head), plan, [tkr(town.board, 10)])
    town.proposed(plan)
    with pytest.raises(Refused, match="skrivs inte längre"):
        propose_frames(town.operator, plan, [tkr(town.board, 10)])


def test_nobody_decides_or_overwrites_frames_that_they_have_not_read(town: PlanTown) -> None:
    plan = town.plan("budget", town.council)
    read, seen = reading_mark(plan), frames_mark(plan.frames.all())
    assert propose_frames(town.operator, plan, [tkr(town.board, 10)], seen=seen) == 1
    plan.refresh_from_db()
    assert reading_mark(plan) != read
    with pytest.raises(Refused, match="Någon annan"):
        propose_frames(town.operator, plan, [tkr(town.board, 20)], seen=seen)
    before = reading_mark(plan)
    assert propose_frames(town.operator, plan, [tkr(town.board, 10)]) == 0
    plan.refresh_from_db()
    assert reading_mark(plan) == before
    with pytest.raises(Stale):
        town.decide(town.proposed(plan), seen=read)
