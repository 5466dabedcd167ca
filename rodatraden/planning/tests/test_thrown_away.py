"""A plan is thrown away with what was begun for it, or laid down where others have been heard about it."""

from datetime import date

import pytest

from rodatraden.organisation.models import Notice
from rodatraden.planning.models import Fate, Plan, State, StepKind
from rodatraden.planning.services import (
    add_item,
    amend,
    carry_item,
    change_item,
    discard_plan,
    drop_item,
    give_view,
    lay_down,
    leave_amending,
    send_out,
    take_back,
    write_section,
)
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.test_pages import page, post, text
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.models import State as VersionState
from rodatraden.thread.services import draft_version

DUE = date(2018, 9, 28)


@pytest.fixture
def heard(town: PlanTown) -> Plan:
    """A plan with a goal of its own that another board has given its view of, and that is written again."""
    plan = town.plan()
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    send_out(town.operator, plan, [town.other], DUE)
    give_view(town.actor(town.other_head), plan, town.other, "Mer läsro.")
    take_back(town.operator, plan)
    plan.refresh_from_db()
    return plan


def drafts(item: Item) -> int:
    return ItemVersion.objects.drafts().filter(item=item).count()


def test_a_new_goal_goes_with_what_is_new_beneath_it(town: PlanTown) -> None:
    plan = town.plan()
    goal = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item]
    )
    add_item(town.operator, plan, level="strategi", unit=town.board, title="Tysta rum", serves=[goal.item])
    discard_plan(town.operator, plan)
    assert not Item.objects.filter(pk=goal.item_id).exists()
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_what_serves_it_from_elsewhere_keeps_it(town: PlanTown) -> None:
    plan = town.plan()
    goal = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item]
    )
    town.decided("Tysta rum", "strategi", town.board, (goal.item,))
    with pytest.raises(Refused, match="Andra utkast"):
        discard_plan(town.operator, plan)
    assert drafts(goal.item) == 1, "all or nothing"


@pytest.mark.parametrize("how", ["discard", "carry", "drop"])
def test_a_draft_that_was_there_before_is_not_the_plans_to_throw_away(town: PlanTown, how: str) -> None:
    draft_version(town.operator, town.goal.item)
    plan = town.plan()
    row = town.row(plan, town.goal.item)
    change_item(town.operator, row)
    change_item(town.operator, town.row(plan, town.other_goal.item))
    if how == "discard":
        discard_plan(town.operator, plan)
        assert drafts(town.other_goal.item) == 0, "it was begun for the plan"
    elif how == "carry":
        carry_item(town.operator, row)
    else:
        drop_item(town.operator, row, "Uppnått.")
    assert drafts(town.goal.item) == 1


def test_what_waited_for_it_waits_no_more(town: PlanTown) -> None:
    plan = town.proposed(town.plan())
    amend(town.operator, plan)
    plan.refresh_from_db()
    write_section(town.operator, town.section(plan), "Något annat.", seen=0)
    leave_amending(town.operator, plan)
    plan.refresh_from_db()
    about = Notice.objects.open().filter(about=f"plan:{plan.pk}")
    assert about.exists()
    discard_plan(town.operator, plan)
    assert not about.exists()


def test_what_others_have_said_is_not_thrown_away(town: PlanTown, heard: Plan) -> None:
    with pytest.raises(Refused, match="Lägg ner den i stället"):
        discard_plan(town.operator, heard)
    offered = text(page(town.chair, "plan", heard.pk))
    assert "Lägg ner planen" in offered and "Släng planen" not in offered


def test_it_is_laid_down_and_can_be_read(town: PlanTown, heard: Plan) -> None:
    assert "kan läsas som den var" in text(page(town.chair, "step", heard.pk, "lagg-ner"))
    assert post(town.chair, "step", heard.pk, "lagg-ner", comment="").status_code == 422
    post(town.chair, "step", heard.pk, "lagg-ner", comment="Nämnden slås ihop.")
    heard.refresh_from_db()
    assert (heard.state, heard.valid_from) == (State.ENDED, None)
    assert heard.steps.filter(kind=StepKind.VIEW).exists() and heard.steps.last().kind == StepKind.LAID_DOWN  # type: ignore[union-attr]
    told = text(page(town.other_head, "plan", heard.pk))
    assert all(
        words in told for words in ("Planen lades ner utan beslut.", "Nämnden slås ihop.", "Mer läsro.", "Läsro")
    )
    for name in ("document", "for-us"):
        assert page(town.chair, name, heard.pk).status_code == 200
    new = heard.items.get(fate=Fate.NEW)
    assert new.version is not None and new.version.state == VersionState.REJECTED
    assert town.plan().pk != heard.pk, "another may be begun"


def test_what_nobody_was_heard_about_is_thrown_away_instead(town: PlanTown) -> None:
    with pytest.raises(Refused, match="Släng den i stället"):
        lay_down(town.operator, town.plan(), "Nämnden slås ihop.")
