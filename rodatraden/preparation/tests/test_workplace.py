"""The workplace meeting: what is said becomes items of the thread, with somebody responsible and a date."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.planning.models import Fate
from rodatraden.planning.services import propose
from rodatraden.preparation.models import Idea, IdeaState
from rodatraden.preparation.tests.cast import PreparedTown
from rodatraden.preparation.workplace import (
    agree,
    attends,
    leave_idea,
    level_of,
    propose_idea,
    reword_idea,
    seen_of,
    take_back,
    take_up_idea,
    undecided,
)
from rodatraden.tenancy.edits import Refused, Stale
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import change_draft

BY = date(2018, 11, 30)


def idea(town: PreparedTown, what: str = "Rastvärdar", **said: Any) -> Idea:
    return propose_idea(town.operator, town.school, what=what, serves=town.goal.item, **said)


def agreed(town: PreparedTown, row: Idea, **said: Any) -> Idea:
    fields = {"responsible": "enhetschef", "deadline": BY, **said}
    return agree(town.operator, row, **fields)


def test_what_is_agreed_is_decided_at_once_and_serves_the_goal(town: PreparedTown) -> None:
    row = agreed(town, idea(town), who="Anna och Bo")
    version = ItemVersion.objects.get(item=row.item)
    assert (version.state, version.title, version.deadline) == (State.DECIDED, "Rastvärdar", BY)
    assert (version.responsible_unit, version.responsible_kind) == (town.school, "enhetschef")
    assert version.comment == "Görs av Anna och Bo."
    assert [served.serves for served in version.contributions.all()] == [town.goal.item]


def test_in_a_plan_that_is_being_written_it_is_a_draft_of_the_plan(town: PreparedTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    row = agreed(town, idea(town), deadline=date(2019, 4, 30))
    version = ItemVersion.objects.get(item=row.item)
    assert version.state == State.DRAFT
    assert [(kept.fate, kept.version) for kept in plan.items.filter(item=row.item)] == [(Fate.NEW, version)]


def test_what_is_to_be_done_before_the_plan_begins_is_not_in_it(town: PreparedTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    row = agreed(town, idea(town))
    assert not plan.items.filter(item=row.item).exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"responsible": ""}, "responsible"),
        ({"deadline": None}, "deadline"),
        ({"deadline": date(2018, 1, 1)}, "deadline"),
    ],
)
def test_nothing_is_agreed_without_somebody_and_a_day_to_come(
    town: PreparedTown, said: dict[str, Any], field: str
) -> None:
    row = idea(town)
    with pytest.raises(Refused) as told:
        agreed(town, row, **said)
    assert field in told.value.reasons
    assert not ItemVersion.objects.filter(title="Rastvärdar").exists()


def test_the_same_words_twice_are_one_proposal_and_agreed_twice_is_once(town: PreparedTown) -> None:
    row = idea(town)
    assert idea(town, " rastvärdar ") == row
    first, second = agreed(town, row), agreed(town, row)
    assert first.item == second.item
    assert ItemVersion.objects.filter(title="Rastvärdar").count() == 1


def test_what_is_left_may_be_taken_up_again_until_it_is_agreed(town: PreparedTown) -> None:
    row = idea(town)
    assert leave_idea(town.operator, row).state == IdeaState.LEFT
    assert take_up_idea(town.operator, row).state == IdeaState.PROPOSED
    agreed(town, row)
    with pytest.raises(Refused, match="redan kommit överens"):
        leave_idea(town.operator, row)


def test_a_proposal_says_something(town: PreparedTown) -> None:
    with pytest.raises(Refused, match="vad ni vill"):
        idea(town, "  ")


def test_only_who_writes_for_the_unit_holds_its_meeting(town: PreparedTown) -> None:
    other = town.actor(town.other_head)
    with pytest.raises(PermissionDenied):
        propose_idea(other, town.school, what="Intrång", serves=town.goal.item)
    row = idea(town)
    for verb in (leave_idea, take_up_idea):
        with pytest.raises(PermissionDenied):
            verb(other, row)
    with pytest.raises(PermissionDenied):
        agree(other, row, responsible="enhetschef", deadline=BY)
    assert row not in Idea.objects.visible_to(other)
    assert row in Idea.objects.visible_to(town.operator)


def test_who_works_there_proposes_and_the_head_agrees(town: PreparedTown) -> None:
    employee, member = town.actor(town.employee), town.actor(town.member)
    row = propose_idea(employee, town.school, what="Läxhjälp", serves=town.goal.item)
    assert row in Idea.objects.visible_to(employee)
    for verb in (leave_idea, take_up_idea):
        with pytest.raises(PermissionDenied):
            verb(employee, row)
    with pytest.raises(PermissionDenied):
        agree(employee, row, responsible="enhetschef", deadline=BY)
    assert agree(town.actor(town.head), row, responsible="enhetschef", deadline=BY).state == IdeaState.AGREED
    assert [attends(who, town.school) for who in (employee, town.actor(town.head), member)] == [True, True, False]


def test_a_role_at_a_body_is_no_place_of_work(town: PreparedTown) -> None:
    assert not attends(town.actor(town.member), town.executive)


def test_the_level_is_what_the_model_says_that_workplaces_decide(town: PreparedTown) -> None:
    model = town.operator.model_on(date(2018, 9, 10))
    assert model is not None
    level = level_of(model)
    assert level is not None
    assert level.key == "aktivitet"
    without = model.model_copy(update={"participation": ()})
    assert level_of(without) == level
    assert level_of(without.model_copy(update={"level": ()})) is None


def test_a_proposal_is_reworded_by_those_who_meet_and_the_log_says_so(town: PreparedTown) -> None:
    row, other = idea(town, "Rastvärdra"), town.decided("Alla vågar fråga", "namndmal", town.school)
    said: dict[str, Any] = {"what": " Rastvärdar ", "serves": other.item, "seen": seen_of(row)}
    changed = reword_idea(town.actor(town.employee), row, **said)
    assert (changed.what, changed.serves) == ("Rastvärdar", other.item)
    entry = Entry.objects.get(verb="ändrade förslag på arbetsplatsträff")
    assert entry.before is not None and entry.after is not None
    assert (entry.before["what"], entry.after["what"]) == ("Rastvärdra", "Rastvärdar")
    with pytest.raises(PermissionDenied):
        reword_idea(town.actor(town.other_head), row, **said)


def test_the_second_of_two_who_reword_is_told_and_the_same_words_are_no_conflict(town: PreparedTown) -> None:
    row = idea(town, "Rastvärdra")
    seen, serves = seen_of(row), town.goal.item
    reword_idea(town.operator, row, what="Rastvärdar", serves=serves, seen=seen)
    assert reword_idea(town.operator, row, what="Rastvärdar", serves=serves, seen=seen).what == "Rastvärdar"
    with pytest.raises(Stale) as told:
        reword_idea(town.operator, row, what="Rastledare", serves=serves, seen=seen)
    assert told.value.differing() == ["what"]
    row.refresh_from_db()
    assert row.what == "Rastvärdar"


def test_words_are_not_emptied_nor_made_the_same_as_another_proposal(town: PreparedTown) -> None:
    row, other = idea(town, "Läxhjälp"), idea(town)
    for what, why in (("  ", "vad ni vill"), ("rastvärdar", "finns redan")):
        with pytest.raises(Refused, match=why):
            reword_idea(town.operator, row, what=what, serves=town.goal.item, seen=seen_of(row))
    assert other.what == "Rastvärdar"


def test_what_is_agreed_is_not_reworded(town: PreparedTown) -> None:
    row = agreed(town, idea(town))
    with pytest.raises(Refused, match="Ta först tillbaka"):
        reword_idea(town.operator, row, what="Annat", serves=town.goal.item, seen=seen_of(row))


def test_what_was_agreed_by_mistake_is_a_proposal_again_and_out_of_the_plan(town: PreparedTown) -> None:
    plan = town.plan("enhetsplan", town.school)
    row = agreed(town, idea(town), deadline=date(2019, 4, 30))
    draft = undecided([row])[row.item_id or 0]
    back = take_back(town.operator, row, edit=draft.edit)
    assert (back.state, back.item) == (IdeaState.PROPOSED, None)
    assert not plan.items.filter(item=draft.item_id).exists()
    assert not Item.objects.filter(pk=draft.item_id).exists()
    entry = Entry.objects.get(verb="tog tillbaka det bestämda på arbetsplatsträff")
    assert entry.before is not None and entry.before["item"] == draft.item.key
    assert agreed(town, back, deadline=date(2019, 4, 30)).state == IdeaState.AGREED


def test_what_somebody_has_written_in_since_is_not_thrown_away_unread(town: PreparedTown) -> None:
    town.plan("enhetsplan", town.school)
    row = agreed(town, idea(town), deadline=date(2019, 4, 30))
    draft = undecided([row])[row.item_id or 0]
    change_draft(town.operator, draft, draft.edit, title="Rastvärdar varje dag")
    with pytest.raises(Stale) as told:
        take_back(town.operator, row, edit=draft.edit)
    assert told.value.theirs == {"title": "Rastvärdar varje dag"}
    with pytest.raises(PermissionDenied):
        take_back(town.actor(town.employee), row, edit=draft.edit)
    assert ItemVersion.objects.filter(pk=draft.pk).exists()


def test_what_is_decided_or_proposed_is_not_taken_back(town: PreparedTown) -> None:
    row = agreed(town, idea(town))
    assert undecided([row]) == {}
    with pytest.raises(Refused, match="är beslutat"):
        take_back(town.operator, row, edit=1)
    plan = town.plan("enhetsplan", town.school)
    row = agreed(town, idea(town, "Läxhjälp"), deadline=date(2019, 4, 30))
    draft = undecided([row])[row.item_id or 0]
    propose(town.operator, plan)
    with pytest.raises(Refused):
        take_back(town.operator, row, edit=draft.edit)
    row.refresh_from_db()
    assert (row.state, row.item) == (IdeaState.AGREED, draft.item)


def test_what_the_plan_has_dropped_is_taken_back_as_well_and_a_proposal_stays_one(town: PreparedTown) -> None:
    row = idea(town)
    assert take_back(town.operator, row, edit=None).state == IdeaState.PROPOSED
    Idea.objects.filter(pk=row.pk).update(state=IdeaState.AGREED)
    assert take_back(town.operator, row, edit=None).state == IdeaState.PROPOSED
