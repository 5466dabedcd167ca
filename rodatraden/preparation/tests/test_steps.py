"""The model's steps of preparing a plan: ticked with a day and a note, late where they are, and never in the way."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.planning.hindrances import hindrances
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.models import StepDone
from rodatraden.preparation.services import mark_step, record_consultation, withdraw_consultation
from rodatraden.preparation.steps import Prepared, by_when, steps_told
from rodatraden.preparation.tests.cast import PreparedTown
from rodatraden.steering.schema.base import Word
from rodatraden.steering.schema.planning import Deadline, Plan, Step
from rodatraden.tenancy.edits import Refused

DAY, TODAY = date(2018, 4, 12), date(2018, 9, 10)


def kind(month: int, year: int = -1) -> Plan:
    deadline = Deadline(month=month, year=year)
    return Plan(key="plan", name=Word(one="plan"), owner="namnd", decided_by="namnd", deadline=deadline)


@pytest.mark.parametrize(
    ("month", "plan", "day"),
    [
        (4, kind(11), date(2018, 4, 30)),
        (11, kind(11), date(2018, 11, 30)),
        (None, kind(11), date(2018, 11, 30)),
        (11, kind(6), None),
        (11, kind(1, 0), date(2018, 11, 30)),
        (2, Plan(key="plan", name=Word(one="plan"), owner="n", decided_by="n"), date(2018, 2, 28)),
        (None, Plan(key="plan", name=Word(one="plan"), owner="n", decided_by="n"), None),
    ],
)
def test_a_step_has_its_month_the_year_before(month: int | None, plan: Plan, day: date | None) -> None:
    assert by_when(Step(key="steg", what="Samtal", month=month), plan, 2019) == day


@pytest.mark.parametrize(
    ("done", "by", "told", "late"),
    [
        (DAY, date(2018, 4, 1), "Klart 2018-04-12", False),
        (None, None, "Inte klart", False),
        (None, date(2018, 4, 30), "Skulle ha varit klart 2018-04-30", True),
        (None, TODAY, "Senast 2018-09-10", False),
    ],
)
def test_how_a_step_stands(done: date | None, by: date | None, told: str, late: bool) -> None:
    each = Prepared(Step(key="steg", what="Samtal"), "", done, "", by, TODAY)
    assert (str(each.told), each.is_late) == (told, late)


def test_how_far_the_preparation_is() -> None:
    step = Step(key="steg", what="Samtal")
    done, late = Prepared(step, "", DAY, "", None, TODAY), Prepared(step, "", None, "", DAY, TODAY)
    assert str(steps_told([])) == ""
    assert str(steps_told([done, done])) == "2 av 2 steg i beredningen är klara."
    assert str(steps_told([done, late])) == "1 av 2 steg i beredningen är klart. Ett är försenat."
    assert str(steps_told([late, late])) == "0 av 2 steg i beredningen är klara. 2 är försenade."


def test_nothing_of_a_decided_plan_is_late_and_what_nobody_noted_may_be_done() -> None:
    each = Prepared(Step(key="steg", what="Samtal"), "", None, "", DAY, TODAY, decided=True)
    assert (str(each.told), each.is_late) == ("Inte antecknat som klart", False)
    assert str(steps_told([each, each])) == "0 av 2 steg i beredningen är antecknade som klara."


def test_a_step_of_other_plans_is_not_shown_and_not_ticked(town: PreparedTown) -> None:
    budget = town.plan("budget", town.council)
    assert [each.step.key for each in analysis_page(town.operator, budget).steps] == ["analys"]
    assert [each.step.key for each in analysis_page(town.operator, town.next).steps] == ["analys", "mbl"]
    with pytest.raises(Refused, match="inget sådant steg"):
        mark_step(town.operator, budget, step="mbl", day=DAY)


def test_a_step_that_is_a_negotiation_is_done_when_that_has_been_held(town: PreparedTown, client: Client) -> None:
    def negotiated() -> Prepared:
        return analysis_page(town.operator, town.next).steps[1]

    row = record_consultation(town.operator, town.next, kind="mbl", day=DAY, parties="Kommunal", agreed=True)
    assert (negotiated().done, negotiated().held) == (DAY, True)
    client.force_login(town.secretary)
    address = f"/perstorp/planer/{town.next.pk}/underlag/"
    page = client.get(address).content.decode()
    assert "1 av 2 steg" in page and "steg/?steg=analys" in page and "steg/?steg=mbl" not in page
    assert "Facken förhandlar" not in client.get(f"{address}steg/").content.decode()
    withdraw_consultation(town.operator, row, "Fel plan.")
    assert (negotiated().done, negotiated().held) == (None, False)


def test_a_decided_plan_is_not_behind(town: PreparedTown) -> None:
    done = town.decide(town.proposed(town.plan(unit=town.other)), anyhow="-")
    with clock.held(date(2018, 12, 24)):
        page = analysis_page(town.operator, done)
        assert [each.is_late for each in page.steps] == [False, False]
        assert "försenad" not in str(page.steps_told)


def test_it_is_ticked_changed_and_taken_back(town: PreparedTown) -> None:
    secretary = town.actor(town.secretary)
    mark_step(secretary, town.next, step="analys", day=DAY, note=" Bilaga 1 ")
    row = StepDone.objects.get()
    assert (row.day, row.note, row.written_by) == (DAY, "Bilaga 1", "Nämndsekreterare")
    mark_step(secretary, town.next, step="analys", day=TODAY)
    assert StepDone.objects.get().day == TODAY
    mark_step(secretary, town.next, step="analys", day=None)
    mark_step(secretary, town.next, step="analys", day=None)
    assert not StepDone.objects.exists()
    entry = entries().first()
    assert entry is not None and entry.verb == "tog tillbaka steg i beredningen"


def test_what_cannot_be_is_refused(town: PreparedTown) -> None:
    with pytest.raises(Refused, match="inget sådant steg"):
        mark_step(town.operator, town.next, step="annat", day=DAY)
    with pytest.raises(Refused, match="inte varit än"):
        mark_step(town.operator, town.next, step="analys", day=date(2018, 9, 11))
    with pytest.raises(PermissionDenied):
        mark_step(town.actor(town.member), town.next, step="analys", day=DAY)
    done = town.decide(town.proposed(town.plan("budget", town.council)), anyhow="-")
    with pytest.raises(Refused, match="beslutad"):
        mark_step(town.operator, done, step="analys", day=DAY)


def test_what_is_late_is_said_and_hinders_nothing(town: PreparedTown) -> None:
    before = list(hindrances(town.operator, town.next))
    with clock.held(date(2018, 12, 1)):
        page = analysis_page(town.operator, town.next)
        assert [each.is_late for each in page.steps] == [True, True]
        assert list(hindrances(town.operator, town.next)) == before
    assert not any(each.is_late for each in analysis_page(town.operator, town.next).steps)


def test_the_page_ticks_it_and_the_plan_says_how_far(town: PreparedTown, client: Client) -> None:
    client.force_login(town.secretary)
    address = f"/perstorp/planer/{town.next.pk}/underlag/"
    assert "Senast 2018-11-30" in client.get(address).content.decode()
    form = client.get(f"{address}steg/?steg=analys").content.decode()
    assert "Nuläget beskrivs" in form
    wrong = client.post(f"{address}steg/", {"step": "analys", "day": "2019-01-01", "note": "Se bilaga"})
    assert (wrong.status_code, "Se bilaga" in wrong.content.decode()) == (422, True)
    assert (
        client.post(f"{address}steg/", {"step": "analys", "day": "2018-04-12", "note": "Se bilaga"}).status_code == 302
    )
    page = client.get(address).content.decode()
    assert "Klart 2018-04-12" in page
    assert "Se bilaga" in page
    assert "1 av 2 steg" in client.get(f"/perstorp/planer/{town.next.pk}/").content.decode()
    client.force_login(town.member)
    assert client.get(f"{address}steg/").status_code in (403, 404)
