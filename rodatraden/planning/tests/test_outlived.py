"""A new steering model no longer has a plan's type, or the level of what stands in it: it is told, and nothing is
lost. The plan is read, taken along as a file, and put away."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rodatraden.decisions.services import record_decision
from rodatraden.organisation.access import system
from rodatraden.planning.models import Plan, State
from rodatraden.planning.services import add_item, write_section
from rodatraden.planning.tests.cast import PlanTown, planning_model
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.tests.steered import begin_by, steer_by
from rodatraden.tenancy.models import User

TYPE_GONE = re.compile("Plantypen ”namndplan” finns inte längre i styrmodellen.")
LEVEL_GONE = re.compile("Styrmodellen har ändrats: [^.]*Läsro[^.]* står på en nivå som planen inte längre beslutar.")
KEPT = ("Vi driver skolor.", "Läsro")
FORMATS = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK"}
CHANGES = {
    "type": lambda text: text.replace('"namndplan"', '"annanplan"'),
    "level": lambda text: text.replace('"namndmal"', '"nyttmal"'),
    "decided elsewhere": lambda text: text.replace('key = "namndmal"\ndecided_in = "namndplan"', 'key = "namndmal"'),
}
LEVELS = ("level", "decided elsewhere")


def written(town: PlanTown, state: State = State.PREPARATION) -> Plan:
    """A plan with a text and a new goal, drafted, proposed or decided."""
    plan = town.plan()
    add_item(town.operator, plan, level="namndmal", unit=town.board, title="Läsro", serves=[town.council_goal.item])
    write_section(town.operator, town.section(plan), "Vi driver skolor.\n\n## Läget\n\n{{mål}}", seen=0)
    if state == State.PREPARATION:
        return plan
    plan = town.proposed(plan)
    return plan if state == State.PROPOSED else town.decide(plan)


def changed(plan: Plan, what: str) -> Plan:
    """The plan, when the model has changed beneath it."""
    steer_by(CHANGES[what](planning_model()))
    return plan


def address(name: str, plan: Plan, *more: str) -> str:
    return reverse(f"planning:{name}", args=("perstorp", plan.pk, *more))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, plan: Plan, *more: str) -> str:
    answer = client_of(user).get(address(name, plan, *more))
    assert answer.status_code == 200
    return re.sub(r"<[^>]*>", "", answer.content.decode())


def steps(user: User, plan: Plan) -> set[str]:
    """The steps that the plan's page leads to."""
    return set(re.findall(r"/steg/([a-z-]+)/", client_of(user).get(address("plan", plan)).content.decode()))


def post(user: User, plan: Plan, step: str, **fields: Any) -> None:
    assert client_of(user).post(address("step", plan, step), fields).status_code == 302


@pytest.mark.parametrize("state", [State.PREPARATION, State.PROPOSED, State.DECIDED])
@pytest.mark.parametrize("what", CHANGES)
def test_its_page_says_so_and_all_that_was_written_is_read(town: PlanTown, what: str, state: State) -> None:
    plan = changed(written(town, state), what)
    shown = page(town.chair, "plan", plan)
    assert (TYPE_GONE if what == "type" else LEVEL_GONE).search(shown)
    assert [words for words in KEPT if words not in shown] == []


@pytest.mark.parametrize("state", [State.PREPARATION, State.DECIDED])
@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("form", FORMATS)
def test_it_is_taken_along_as_a_file(town: PlanTown, what: str, state: State, form: str) -> None:
    plan = changed(written(town, state), what)
    answer = client_of(town.chair).get(address("document", plan), {"format": form})
    body = b"".join(answer) if answer.streaming else answer.content
    assert (answer.status_code, body[: len(FORMATS[form])]) == (200, FORMATS[form])


def test_the_document_of_one_whose_type_is_gone_says_what_was_placed_and_cannot_be_shown(town: PlanTown) -> None:
    shown = page(town.chair, "document", changed(written(town), "type"))
    assert [words for words in (*KEPT, "Läget", "Här stod: mål.") if words not in shown] == []


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.PREPARATION, {"slang"}),
        (State.PROPOSED, {"ta-tillbaka", "avsla"}),
        (State.DECIDED, {"avsluta"}),
    ],
)
def test_of_one_whose_type_is_gone_nothing_is_offered_but_to_put_it_away(
    town: PlanTown, state: State, offered: set[str]
) -> None:
    plan = changed(written(town, state), "type")
    assert steps(town.chair, plan) == offered
    assert "Skriv planen" not in page(town.chair, "plan", plan)


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_decided_ends_on_its_day(town: PlanTown, what: str) -> None:
    plan = changed(written(town, State.DECIDED), what)
    assert "avsluta" in steps(town.chair, plan)
    post(town.chair, plan, "avsluta", day="2019-02-01", comment="Ny styrmodell.")
    plan.refresh_from_db()
    assert (plan.state, str(plan.valid_to)) == (State.ENDED, "2019-02-01")
    assert "Vi driver skolor." in page(town.chair, "plan", plan)


@pytest.mark.parametrize("what", CHANGES)
def test_a_proposal_is_taken_back_and_thrown_away(town: PlanTown, what: str) -> None:
    plan = changed(written(town, State.PROPOSED), what)
    post(town.controller, plan, "ta-tillbaka")
    post(town.controller, plan, "slang")
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_one_that_lies_with_its_body_is_rejected(town: PlanTown) -> None:
    plan = changed(written(town, State.PROPOSED), "type")
    post(town.chair, plan, "avsla", day="2018-09-03", paragraph="41", comment="Ny styrmodell.")
    plan.refresh_from_db()
    assert plan.state == State.REJECTED


def taken_out(town: PlanTown, plan: Plan, title: str) -> None:
    """On the page of its items, where it is named with what one does."""
    row = plan.items.get(version__title=title) if title == "Läsro" else plan.items.get(item__versions__title=title)
    removal = reverse("planning:drop-item", args=("perstorp", row.pk))
    assert removal in client_of(town.controller).get(address("items", plan)).content.decode()
    assert client_of(town.controller).post(removal, {"reason": "Ny nivå."}).status_code == 302


@pytest.mark.parametrize("what", LEVELS)
def test_what_stands_at_a_level_that_is_gone_is_taken_out(town: PlanTown, what: str) -> None:
    plan = changed(written(town), what)
    taken_out(town, plan, "Läsro")
    assert "Läsro" not in page(town.chair, "plan", plan)


def test_when_all_that_is_decided_elsewhere_is_taken_out_the_rest_is_decided(town: PlanTown) -> None:
    plan = changed(written(town), "decided elsewhere")
    for title in ("Läsro", town.goal.title, town.other_goal.title):
        taken_out(town, plan, title)
    assert "Styrmodellen har ändrats" not in page(town.chair, "plan", plan)
    assert town.decide(town.proposed(plan)).state == State.DECIDED


def test_a_plan_that_has_all_its_levels_says_nothing_of_them(town: PlanTown) -> None:
    assert "Styrmodellen har ändrats" not in page(town.chair, "plan", written(town))


def test_what_was_decided_before_the_model_changed_is_read_by_the_model_of_its_day(town: PlanTown) -> None:
    plan = written(town, State.DECIDED)
    SteeringModel.objects.update(valid_to=date(2018, 9, 8))
    begin_by(CHANGES["type"](planning_model()), date(2018, 9, 9))
    shown = page(town.chair, "plan", plan)
    assert "Plantypen ”nämndplan” finns inte längre i styrmodellen. Planen läses som den var när den gällde." in shown
    assert "avsluta" in steps(town.chair, plan)
    assert "Läsro" in page(town.chair, "for-us", plan)


def item_path(town: PlanTown, name: str) -> str:
    return reverse(f"thread:{name}", args=("perstorp", town.goal.item.key))


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_goal_at_a_level_that_is_gone_is_read_and_ended_from_its_own_page(town: PlanTown, is_kept: bool) -> None:
    if is_kept:
        SteeringModel.objects.update(valid_to=date(2018, 8, 31))
        begin_by(CHANGES["level"](planning_model()), date(2018, 9, 1))
    else:
        steer_by(CHANGES["level"](planning_model()))
    client = client_of(town.chair)
    shown = client.get(item_path(town, "item")).content.decode()
    assert "gäller, men på en nivå som styrmodellen inte längre har" in shown and item_path(town, "end") in shown
    assert client.get(item_path(town, "history"), follow=True).status_code == 200
    assert item_path(town, "end") not in client_of(town.head).get(item_path(town, "item")).content.decode()
    decision = record_decision(system(), title="Ny modell", body=town.board, date=date(2018, 9, 3), paragraph="97")
    told = {"on": "2018-12-31", "decision": decision.pk, "confirmed": "on"}
    assert client.post(item_path(town, "end"), told).status_code == 302
    town.goal.refresh_from_db()
    assert (town.goal.valid_to, town.goal.end_decision) == (date(2018, 12, 31), decision)


def test_a_goal_that_holds_at_a_level_that_is_gone_is_ended_by_the_plan(town: PlanTown) -> None:
    plan = changed(written(town), "level")
    for title in ("Läsro", town.goal.title, town.other_goal.title):
        taken_out(town, plan, title)
    plan = town.decide(town.proposed(plan))
    town.goal.refresh_from_db()
    assert (town.goal.valid_to, town.goal.end_decision) == (date(2018, 12, 31), plan.decision)
