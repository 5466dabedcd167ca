"""Whose a plan is: each verb by the whole cast, for a plan of the council, of a board and of a unit."""

import pytest

from rodatraden.lib import clock
from rodatraden.organisation.heads import heads, writes
from rodatraden.organisation.models import UnitKind
from rodatraden.planning.kinds import decider_of
from rodatraden.planning.models import Plan, State
from rodatraden.planning.rights import (
    by_official,
    can,
    decides,
    is_executive,
    is_for_council,
    is_writer_of,
    may,
    position_for,
)
from rodatraden.planning.states import Verb
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.steering.schema import Model

pytestmark = pytest.mark.django_db
CAST = ("controller", "clerk", "leader", "chair", "secretary", "head", "member", "auditor", "other_head")
VERBS: list[tuple[str, Verb, str]] = [
    ("budget", "write", "controller clerk leader"),
    ("budget", "send_out", "controller leader"),
    ("budget", "give_view", ""),
    ("budget", "propose", "controller leader"),
    ("budget", "advise", "controller clerk leader"),
    ("budget", "take_back", "controller leader"),
    ("budget", "refer_back", "controller clerk"),
    ("budget", "table", "controller clerk"),
    ("budget", "reject", "controller clerk"),
    ("budget", "amend", "controller clerk"),
    ("budget", "put_back", "controller clerk"),
    ("budget", "reopen", "controller clerk"),
    ("budget", "decide", "controller clerk"),
    ("budget", "approve_minutes", "controller clerk"),
    ("budget", "announce", "controller clerk"),
    ("budget", "appeal", "controller clerk"),
    ("budget", "uphold", "controller clerk"),
    ("budget", "annul", "controller clerk"),
    ("budget", "replace", "controller clerk"),
    ("budget", "end", "controller clerk"),
    ("budget", "discard", "controller leader"),
    ("namndplan", "write", "controller clerk chair secretary"),
    ("namndplan", "send_out", "controller chair"),
    ("namndplan", "give_view", ""),
    ("namndplan", "propose", "controller chair"),
    ("namndplan", "advise", ""),
    ("namndplan", "take_back", "controller chair"),
    ("namndplan", "refer_back", "controller clerk chair secretary"),
    ("namndplan", "table", "controller clerk chair secretary"),
    ("namndplan", "reject", "controller clerk chair secretary"),
    ("namndplan", "amend", "controller clerk chair secretary"),
    ("namndplan", "put_back", "controller clerk chair secretary"),
    ("namndplan", "reopen", "controller clerk chair secretary"),
    ("namndplan", "decide", "controller clerk chair secretary"),
    ("namndplan", "approve_minutes", "controller clerk chair secretary"),
    ("namndplan", "announce", "controller clerk chair secretary"),
    ("namndplan", "appeal", "controller clerk chair secretary"),
    ("namndplan", "uphold", "controller clerk chair secretary"),
    ("namndplan", "annul", "controller clerk chair secretary"),
    ("namndplan", "replace", "controller clerk chair secretary"),
    ("namndplan", "end", "controller clerk chair secretary"),
    ("namndplan", "discard", "controller chair"),
    ("enhetsplan", "write", "controller clerk chair secretary head"),
    ("enhetsplan", "send_out", "controller chair head"),
    ("enhetsplan", "give_view", ""),
    ("enhetsplan", "propose", "controller chair head"),
    ("enhetsplan", "advise", ""),
    ("enhetsplan", "take_back", "controller chair head"),
    ("enhetsplan", "refer_back", "controller head"),
    ("enhetsplan", "table", "controller head"),
    ("enhetsplan", "reject", "controller head"),
    ("enhetsplan", "decide", "controller head"),
    ("enhetsplan", "end", "controller head"),
    ("enhetsplan", "discard", "controller chair head"),
]


def model_of(town: PlanTown) -> Model:
    found = town.operator.model_on(clock.today())
    assert found is not None
    return found


def plan_of(town: PlanTown, kind: str, state: str = State.PREPARATION) -> Plan:
    """A plan that is not kept: rights ask only what it is of."""
    unit = {"budget": town.council, "namndplan": town.board, "enhetsplan": town.school}[kind]
    return Plan(pk=0, kind=kind, unit=unit, state=state)


def those(town: PlanTown, asked: str) -> set[str]:
    """The names of the cast in a row, each one known."""
    assert set(asked.split()) <= set(CAST)
    assert all(name in vars(town) for name in CAST)
    return set(asked.split())


@pytest.mark.parametrize(("kind", "verb", "who"), VERBS)
def test_a_verb_is_for_these_and_nobody_else(town: PlanTown, kind: str, verb: Verb, who: str) -> None:
    plan, model = plan_of(town, kind), model_of(town)
    found = {name for name in CAST if may(town.actor(vars(town)[name]), model, verb, plan)}
    assert found == those(town, who)


@pytest.mark.parametrize(
    ("unit", "who"),
    [
        ("council", "controller clerk leader"),
        ("executive", "controller clerk leader"),
        ("board", "controller clerk chair secretary"),
        ("school", "controller clerk chair secretary head"),
        ("other_school", "controller clerk chair secretary"),
        ("other", "controller clerk other_head"),
    ],
)
def test_a_units_plans_are_written_by_these(town: PlanTown, unit: str, who: str) -> None:
    found = {name for name in CAST if writes(town.actor(vars(town)[name]), vars(town)[unit].pk)}
    assert found == those(town, who)


@pytest.mark.parametrize(
    ("unit", "who"),
    [
        ("council", "controller leader"),
        ("executive", "controller leader"),
        ("board", "controller chair"),
        ("school", "controller chair head"),
        ("other_school", "controller chair"),
        ("other", "controller"),
    ],
)
def test_a_unit_is_answered_for_by_these(town: PlanTown, unit: str, who: str) -> None:
    found = {name for name in CAST if heads(town.actor(vars(town)[name]), vars(town)[unit].pk)}
    assert found == those(town, who)


def test_who_answers_for_a_unit_also_writes_its_plans(town: PlanTown) -> None:
    for name in CAST:
        actor = town.actor(vars(town)[name])
        for unit in (town.council, town.executive, town.board, town.school, town.other):
            assert writes(actor, unit.pk) or not heads(actor, unit.pk), (name, unit.key)


@pytest.mark.parametrize(
    ("kind", "state", "verb", "who"),
    [
        ("namndplan", "preparation", "decide", ""),
        ("namndplan", "proposed", "decide", "controller clerk chair secretary"),
        ("namndplan", "tabled", "decide", "controller clerk chair secretary"),
        ("namndplan", "decided", "decide", ""),
        ("namndplan", "rejected", "decide", ""),
        ("namndplan", "preparation", "write", "controller clerk chair secretary"),
        ("namndplan", "proposed", "write", ""),
        ("namndplan", "amending", "write", "controller clerk chair secretary"),
        ("budget", "amending", "write", "controller clerk leader"),
        ("namndplan", "amending", "decide", "controller clerk chair secretary"),
        ("namndplan", "proposed", "amend", "controller clerk chair secretary"),
        ("enhetsplan", "proposed", "amend", ""),
        ("namndplan", "preparation", "discard", "controller chair"),
        ("namndplan", "out_for_views", "discard", ""),
        ("namndplan", "proposed", "take_back", "controller chair"),
        ("namndplan", "tabled", "take_back", ""),
        ("budget", "proposed", "advise", "controller clerk leader"),
        ("budget", "preparation", "advise", ""),
        ("namndplan", "proposed", "advise", ""),
        ("enhetsplan", "preparation", "decide", "controller head"),
        ("enhetsplan", "proposed", "decide", "controller head"),
        ("enhetsplan", "decided", "decide", ""),
        ("enhetsplan", "proposed", "table", ""),
        ("enhetsplan", "decided", "approve_minutes", ""),
        ("namndplan", "decided", "approve_minutes", "controller clerk chair secretary"),
        ("namndplan", "minutes_approved", "announce", "controller clerk chair secretary"),
        ("enhetsplan", "proposed", "refer_back", "controller head"),
    ],
)
def test_what_can_be_done_follows_from_the_state_too(
    town: PlanTown, kind: str, state: str, verb: Verb, who: str
) -> None:
    plan, model = plan_of(town, kind, state), model_of(town)
    found = {name for name in CAST if can(town.actor(vars(town)[name]), model, verb, plan)}
    assert found == those(town, who)


@pytest.mark.parametrize(
    ("who", "kind", "unit", "expected"),
    [
        ("head", "enhetsplan", "school", "enhetschef (Parkskolan)"),
        ("head", "enhetsplan", "other_school", ""),
        ("chair", "enhetsplan", "school", ""),
        ("secretary", "enhetsplan", "school", ""),
        ("controller", "enhetsplan", "school", ""),
        ("auditor", "enhetsplan", "school", ""),
    ],
)
def test_the_position_of_an_official_is_named_with_the_unit(
    town: PlanTown, who: str, kind: str, unit: str, expected: str
) -> None:
    model = model_of(town)
    type = model.plan_of(kind)
    assert type is not None
    actor = town.actor(vars(town)[who])
    assert position_for(actor, model, decider_of(model, type), vars(town)[unit].pk) == expected
    assert decides(actor, model, type, vars(town)[unit].pk) == (expected != "" or who == "controller")


@pytest.mark.parametrize(
    ("kind", "official", "council"),
    [
        ("budget", False, True),
        ("namndplan", False, False),
        ("enhetsplan", True, False),
    ],
)
def test_a_plan_is_decided_by_a_body_or_an_official(town: PlanTown, kind: str, official: bool, council: bool) -> None:
    model = model_of(town)
    plan = plan_of(town, kind)
    assert by_official(model, plan) is official
    assert is_for_council(town.operator, model, plan) is council


def test_only_they_speak_for_the_executive_board(town: PlanTown) -> None:
    found = {name for name in CAST if is_executive(town.actor(vars(town)[name]))}
    assert found == {"controller", "clerk", "leader"}
    assert town.executive.kind == UnitKind.EXECUTIVE_BOARD


@pytest.mark.parametrize("who", CAST)
def test_of_a_type_that_no_model_has_nobody_but_who_decides_on_the_unit_treats_it(town: PlanTown, who: str) -> None:
    plan = Plan(pk=0, kind="okand", unit=town.board, state=State.PROPOSED)
    actor = town.actor(vars(town)[who])
    assert may(actor, model_of(town), "decide", plan) == (who in {"controller", "clerk", "chair", "secretary"})
    assert not may(actor, model_of(town), "advise", plan)
    assert not by_official(model_of(town), plan)


@pytest.mark.parametrize("who", CAST)
def test_without_a_model_nobody_advises(town: PlanTown, who: str) -> None:
    plan = plan_of(town, "budget")
    actor = town.actor(vars(town)[who])
    assert not may(actor, None, "advise", plan)
    assert not by_official(None, plan)
    assert may(actor, None, "decide", plan) == (who in {"controller", "clerk"})


def test_a_section_is_its_writers_by_role_and_unit(town: PlanTown) -> None:
    section = town.section(town.plan())
    assert not is_writer_of(town.actor(town.head), section)
    section.writer_unit, section.writer_kind = town.school, "enhetschef"
    assert is_writer_of(town.actor(town.head), section)
    assert may(town.actor(town.head), model_of(town), "write", section.plan, section)
    assert not may(town.actor(town.head), model_of(town), "write", section.plan)
    section.writer_kind = "sekreterare"
    assert not is_writer_of(town.actor(town.head), section)
    section.writer_unit, section.writer_kind = town.other_school, "enhetschef"
    assert not is_writer_of(town.actor(town.head), section)
