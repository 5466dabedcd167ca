"""What happens to the items of a plan while it is written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.lib.periods import Period
from rodatraden.organisation.models import UnitKind
from rodatraden.planning.models import Fate, Plan, PlanItem, StepKind
from rodatraden.planning.services import (
    add_item,
    carry_item,
    change_item,
    drop_item,
    propose_target,
    remove_target,
)
from rodatraden.planning.services.rows import keep
from rodatraden.planning.source import read
from rodatraden.planning.tests.cast import PlanTown, planning_model
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.models import Item, ItemVersion
from rodatraden.thread.services import change_draft, decide_version, draft_version


def test_a_new_item_is_a_draft_that_says_what_it_serves(town: PlanTown) -> None:
    plan = town.plan()
    row = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Alla läser", serves=[town.council_goal.item]
    )
    assert row.fate == Fate.NEW
    assert row.version is not None
    assert row.version.state == "draft"
    assert [edge.serves for edge in row.version.contributions.all()] == [town.council_goal.item]


def test_what_somebody_writes_in_an_example_plan_is_no_example_and_what_the_demo_writes_is(town: PlanTown) -> None:
    plan, trust = town.plan(), town.indicator()
    Plan.objects.filter(pk=plan.pk).update(example=True)
    plan.refresh_from_db()
    year = Period.parse("2019")
    theirs, ours = town.actor(town.secretary), town.operator
    for actor, title in ((theirs, "Alla läser"), (ours, "Alla räknar")):
        row = add_item(actor, plan, level="namndmal", unit=town.board, title=title, serves=[town.council_goal.item])
        target = propose_target(actor, plan, indicator=trust, unit=town.board, period=year, value=Decimal(70))
        step = keep(actor, plan, StepKind.VIEW, title)
        made = {row.version.example if row.version else None, target.example, step.example}
        assert made == {actor is ours}


def test_what_held_before_is_the_latest_wording_also_where_the_first_has_no_day(town: PlanTown) -> None:
    """The databases place what has no first day differently."""
    always = draft_version(town.operator, None, level="namndmal", title="Alltid", unit=town.board)
    always = decide_version(town.operator, always, None, None, note="Framgår inte.", confirmed=True)
    anew = change_draft(town.operator, draft_version(town.operator, always.item), 1, title="Ny lydelse")
    decide_version(town.operator, anew, None, date(2018, 5, 1), note="Framgår inte.", confirmed=True)
    plan = town.plan()
    change_item(town.operator, town.row(plan, always.item))
    assert read(town.operator, plan).before[always.item_id].title == "Ny lydelse"


def test_without_what_it_serves_it_is_refused(town: PlanTown) -> None:
    with pytest.raises(Refused, match="bidrar till"):
        add_item(town.operator, town.plan(), level="namndmal", unit=town.board, title="Alla läser")
    assert not Item.objects.filter(versions__title="Alla läser").exists()


@pytest.mark.parametrize("level", ["fullmaktigemal", "aktivitet"])
def test_what_other_plans_decide_is_not_written_here(town: PlanTown, level: str) -> None:
    with pytest.raises(Refused, match="beslutas inte i den här planen"):
        add_item(town.operator, town.plan(), level=level, unit=town.board, title="Mål", serves=[town.vision.item])


def test_another_boards_item_is_not_either(town: PlanTown) -> None:
    with pytest.raises(Refused, match="hör inte till planen"):
        add_item(
            town.operator, town.plan(), level="namndmal", unit=town.other, title="Mål", serves=[town.council_goal.item]
        )


def test_a_changed_item_is_a_draft_of_what_holds(town: PlanTown) -> None:
    row = town.row(town.plan(), town.goal.item)
    version = change_item(town.operator, row)
    assert (version.title, version.state) == ("Fler trivs i skolan", "draft")
    row.refresh_from_db()
    assert (row.fate, row.version) == (Fate.CHANGED, version)
    assert change_item(town.operator, row) == version, "a second time it goes on with the same"


def test_a_draft_that_somebody_has_begun_is_gone_on_with(town: PlanTown) -> None:
    draft = draft_version(town.operator, town.goal.item)
    assert change_item(town.operator, town.row(town.plan(), town.goal.item)) == draft


def test_two_plans_do_not_change_the_same(town: PlanTown) -> None:
    change_item(town.operator, town.row(town.plan(), town.goal.item))
    with pytest.raises(Refused, match="ändras redan i"):
        change_item(town.operator, town.row(town.plan(year=2020), town.goal.item))


def test_what_is_dropped_says_why_and_can_be_carried_on_after_all(town: PlanTown) -> None:
    row = town.row(town.plan(), town.goal.item)
    change_item(town.operator, row)
    with pytest.raises(Refused, match="varför"):
        drop_item(town.operator, row, "")
    drop_item(town.operator, row, "Uppnått.")
    row.refresh_from_db()
    assert (row.fate, row.version, row.reason) == (Fate.DROPPED, None, "Uppnått.")
    assert not ItemVersion.objects.drafts().exists()
    carry_item(town.operator, row)
    row.refresh_from_db()
    assert (row.fate, row.reason) == (Fate.CARRIED, "")


def test_a_new_one_that_is_dropped_goes_away(town: PlanTown) -> None:
    plan = town.plan()
    row = add_item(
        town.operator, plan, level="namndmal", unit=town.board, title="Alla läser", serves=[town.council_goal.item]
    )
    with pytest.raises(Refused, match="nytt i planen"):
        carry_item(town.operator, row)
    drop_item(town.operator, row, "")
    assert not PlanItem.objects.filter(pk=row.pk).exists()
    assert not Item.objects.filter(pk=row.item_id).exists()


def test_the_head_of_the_administration_writes_the_boards_goals_in_its_plan(town: PlanTown) -> None:
    """They are drafts until the board has decided, which the head does not."""
    office = town.unit("forvaltningen", "Skolförvaltningen", UnitKind.ADMINISTRATION, town.board)
    head = town.actor(town.person("Förvaltningschef", "enhetschef", office))
    plan = town.plan()
    row = add_item(head, plan, level="namndmal", unit=town.board, title="Alla läser", serves=[town.council_goal.item])
    assert row.version is not None
    row.version.refresh_from_db()
    change_draft(head, row.version, row.version.edit, text="Varje elev läser varje dag.")
    assert change_item(head, town.row(plan, town.goal.item)).state == "draft"
    with pytest.raises(PermissionDenied):
        decide_version(head, row.version, None, date(2019, 1, 1), note="För hand.")


def test_who_does_not_write_the_plan_changes_nothing_in_it(town: PlanTown) -> None:
    row = town.row(town.plan(), town.goal.item)
    for user in (town.member, town.head, town.other_head):
        with pytest.raises(PermissionDenied):
            change_item(town.actor(user), row)


@pytest.mark.parametrize(
    ("decimals", "value", "said"),
    [(0, "24.5", "Indikatorn visas utan decimaler"), (1, "24.55", "med en decimal"), (2, "0.125", "med 2 decimaler")],
)
def test_a_body_decides_no_figure_that_would_be_shown_as_another(
    town: PlanTown, decimals: int, value: str, said: str
) -> None:
    plan, trust = town.plan(), town.indicator()
    trust.decimals = decimals
    told: dict[str, Any] = {"indicator": trust, "unit": town.board, "period": Period.parse("2019")}
    for fields in ({"value": Decimal(value)}, {"form": "interval", "low": Decimal(value), "high": Decimal(90)}):
        with pytest.raises(Refused, match=said):
            propose_target(town.operator, plan, **told, **fields)
    assert not plan.targets.exists()
    assert propose_target(town.operator, plan, **told, value=Decimal("24.500000").quantize(Decimal(1))).pk


def test_a_target_is_proposed_within_the_plans_time_and_can_be_taken_back(town: PlanTown) -> None:
    plan, trust = town.plan(), town.indicator()
    told: dict[str, Any] = {"indicator": trust, "unit": town.board, "period": Period.parse("2019")}
    target = propose_target(town.operator, plan, **told, value=Decimal(70))
    assert propose_target(town.operator, plan, **told, value=Decimal(72)).pk == target.pk
    with pytest.raises(Refused, match="utanför planens tid"):
        propose_target(town.operator, plan, **{**told, "period": Period.parse("2021")}, value=Decimal(70))
    with pytest.raises(Refused, match="saknas"):
        propose_target(town.operator, plan, **told)
    with pytest.raises(Refused, match="lägre än den undre"):
        propose_target(town.operator, plan, **told, form="interval", low=Decimal(9), high=Decimal(1))
    assert not trust.targets.exists(), "nothing is promised before the decision"
    remove_target(town.operator, target)
    assert not plan.targets.exists()


def test_the_thread_as_the_plan_would_have_it_shows_breaks_while_one_writes(town: PlanTown) -> None:
    plan = town.plan()
    version = change_item(town.operator, town.row(plan, town.goal.item))
    change_draft(town.operator, version, version.edit, title="Alla trivs i skolan")
    drop_item(town.operator, town.row(plan, town.other_goal.item), "Ersätts.")
    source = read(town.operator, plan)
    assert [node.title for node in source.nodes] == ["Alla trivs i skolan"]
    assert [node.title for node in source.above] == ["Tryggare skolor"]
    assert {broken.code for broken in source.breaks} == {"no-indicator", "no-responsible"}
    assert [node.title for node in source.with_fate(Fate.CHANGED)] == ["Alla trivs i skolan"]


@pytest.mark.django_db
def test_targets_are_asked_for_only_in_the_years_of_the_plan(perstorp: Municipality) -> None:
    asking = planning_model().replace('carries = ["responsible", "indicator"]', 'carries = ["indicator", "target"]')
    town = PlanTown(asking)
    trust = town.indicator()
    town.measured("Fler litar på skolan", trust, unit=town.board)
    town.target(trust, "2019", "70", unit=town.board)
    assert "no-target" not in {broken.code for broken in read(town.operator, town.plan()).breaks}
    later = read(town.operator, town.plan(year=2020)).breaks
    missing = [str(broken.message) for broken in later if broken.code == "no-target"]
    assert missing == ["”Trygghet” har inget målvärde för 2020."]
