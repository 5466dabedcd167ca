"""What a plan changes of targets and frames is told where it is read, decided and frozen."""

from decimal import Decimal

import pytest

from rodatraden.documents import freezing
from rodatraden.documents.content import Callout, KeySentence
from rodatraden.indicators.models import Target
from rodatraden.lib.periods import Period
from rodatraden.planning.divided import divided_within
from rodatraden.planning.hindrances import hindrances
from rodatraden.planning.models import Plan
from rodatraden.planning.sentence import changes_told, how_much
from rodatraden.planning.services import propose_frames, propose_target, revise_plan
from rodatraden.planning.source import read
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_frames import budget, decided_budget, tkr
from rodatraden.planning.tests.test_pages import page, post, text

CHANGED = "Ändrat målvärde: Trygghet 2019, 70 index (förut: 93)"


@pytest.fixture
def aimed(town: PlanTown) -> Plan:
    """A board's plan that proposes 70 where 93 was decided."""
    trust = town.indicator()
    town.measured("Tryggt", trust, serves=(town.council_goal.item,))
    town.target(trust, "2019", "93", unit=town.board)
    plan, year = town.plan(), Period.parse("2019")
    propose_target(town.operator, plan, indicator=trust, unit=town.board, period=year, value=Decimal(70))
    return plan


def told(town: PlanTown, plan: Plan) -> tuple[str, list[str]]:
    source = read(town.operator, plan, economy=False)
    return str(how_much(source)), [str(each) for each in changes_told(source)]


def test_a_changed_target_is_told_beside_what_held(town: PlanTown, aimed: Plan) -> None:
    much, changes = told(town, aimed)
    assert much.endswith("alla som förut. Ett målvärde är ändrat.")
    assert changes == [CHANGED]
    proposed = town.proposed(aimed)
    for name, *address in (("plan", proposed.pk), ("step", proposed.pk, "besluta")):
        assert "Ett målvärde är ändrat." in text(page(town.secretary, name, *address)), name
    assert CHANGED in text(page(town.secretary, "step", proposed.pk, "besluta"))


def test_what_is_frozen_tells_it_as_it_was_decided(town: PlanTown, aimed: Plan) -> None:
    decided = town.decide(town.proposed(aimed), confirmed=True)
    assert decided.frozen is not None
    parts = freezing.document_of(decided.frozen).parts
    assert any(isinstance(part, Callout) and CHANGED in part.items for part in parts)
    assert any(isinstance(part, KeySentence) and "Ett målvärde är ändrat." in part.text for part in parts)
    assert told(town, decided)[1] == [CHANGED], "against what it replaced, not against itself"


def test_a_target_where_there_was_none_is_counted_and_one_that_is_the_same_is_not(town: PlanTown, aimed: Plan) -> None:
    Target.objects.all().delete()
    assert told(town, aimed) == ("Planen har 3 nämndmål, alla som förut. Ett målvärde är nytt.", [])
    Target.objects.all().delete()
    row = aimed.targets.get()
    town.target(row.indicator, "2019", "70", unit=town.board)
    assert told(town, aimed) == ("Planen har 3 nämndmål, alla som förut.", [])


def test_a_changed_frame_is_told_of_a_change_of_a_decided_plan(town: PlanTown) -> None:
    first = decided_budget(town, tkr(town.board, 63_000), tkr(town.other, 21_900))
    assert "ram" not in told(town, first)[0], "a plan of a new year has a table of its frames"
    new = revise_plan(town.operator, first, "Fler elever.")
    propose_frames(town.operator, new, [tkr(town.board, 63_010), tkr(town.other, None)])
    much, changes = told(town, new)
    assert much.endswith("2 ramar är ändrade.")
    assert [change.replace("\N{NO-BREAK SPACE}", " ") for change in changes] == [
        f"Ändrad ram: {town.board.name}, drift, 63 010 tkr (förut: 63 000 tkr)",
        f"Ändrad ram: {town.other.name}, drift, ingen ram (förut: 21 900 tkr)",
    ]


def test_more_than_there_is_stands_in_the_way_and_is_told_on_the_plan(town: PlanTown) -> None:
    plan = budget(town, tkr(town.board, 63_000), tkr(town.council, 60_000))
    over = "Mer än det som finns är fördelat för drift."
    assert over in map(str, hindrances(town.operator, plan))
    assert over in text(page(town.clerk, "plan", plan.pk))
    propose_frames(town.operator, plan, [tkr(town.council, 70_000)])
    assert not divided_within(town.operator, plan)
    assert not divided_within(town.operator, town.plan())
    post(town.clerk, "step", plan.pk, "foresla")
    assert over not in text(page(town.clerk, "step", plan.pk, "besluta"))
