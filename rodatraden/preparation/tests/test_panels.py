"""What preparation adds to the pages of plans and units."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from rodatraden.documents.services import store
from rodatraden.organisation.models import UnitKind
from rodatraden.planning.models import Plan
from rodatraden.preparation.services import record_consultation
from rodatraden.preparation.tests.cast import DAY, PreparedTown
from rodatraden.preparation.workplace import propose_idea
from rodatraden.tenancy.models import User

Visit = Callable[[User, str], str]


@pytest.fixture
def visit(town: PreparedTown, client: Client) -> Visit:
    def ask(user: User, path: str) -> str:
        client.force_login(user)
        answer: Any = client.get(f"/perstorp/{path}")
        found: HttpResponse = answer
        assert found.status_code == 200, path
        return " ".join(found.content.decode().split())

    return ask


def test_a_plan_leads_to_what_it_rests_on_and_says_what_it_waits_for(town: PreparedTown, visit: Visit) -> None:
    page = visit(town.secretary, f"planer/{town.next.pk}/")
    assert "Analysen är inte påbörjad." in page
    assert "Det här saknas före beslutet: förhandling enligt MBL." in page
    assert f'href="/perstorp/planer/{town.next.pk}/underlag/"' in page


def test_what_a_decision_was_taken_without_is_told_of_it_afterwards(town: PreparedTown, visit: Visit) -> None:
    Plan.objects.filter(pk=town.next.pk).update(decision=town.board_meeting, state="decided")
    assert "Beslutet togs utan det här: förhandling enligt MBL." in visit(town.secretary, f"planer/{town.next.pk}/")
    page = visit(town.secretary, f"planer/{town.next.pk}/underlag/")
    assert "Hölls inte med facken före beslutet." in page
    assert "Saknas." not in page and "saknas före beslutet" not in page


def test_a_plan_that_waits_for_nothing_says_only_how_far_the_analysis_is(town: PreparedTown, visit: Visit) -> None:
    budget = town.plan("budget", town.council)
    town.conclusion(plan=budget)
    page = visit(town.clerk, f"planer/{budget.pk}/")
    assert "En slutsats, som ännu inte lett till något förslag." in page
    assert "saknas före beslutet" not in page


def test_a_workplace_leads_its_head_to_the_meeting(town: PreparedTown, visit: Visit) -> None:
    path = f"organisation/enheter/{town.school.key}/"
    assert f'href="/perstorp/apt/{town.school.key}/"' in visit(town.head, path)


def test_who_does_not_write_for_the_workplace_is_not_led_there(town: PreparedTown, visit: Visit) -> None:
    for user in (town.member, town.auditor, town.other_head):
        assert "Arbetsplatsträff" not in visit(user, f"organisation/enheter/{town.school.key}/")


def test_the_first_page_leads_to_the_own_workplaces_meeting(town: PreparedTown, visit: Visit) -> None:
    link = f'href="/perstorp/apt/{town.school.key}/"'
    propose_idea(town.operator, town.school, what="Läxhjälp", serves=town.goal.item)
    for user in (town.head, town.employee):
        page = visit(user, "")
        assert link in page
        assert "Ett förslag att ta ställning till." in page
    for user in (town.member, town.secretary, town.other_head):
        assert link not in visit(user, "")


def test_who_works_there_is_led_to_the_meeting_from_the_unit(town: PreparedTown, visit: Visit) -> None:
    page = visit(town.employee, f"organisation/enheter/{town.school.key}/")
    assert f'href="/perstorp/apt/{town.school.key}/"' in page


@pytest.mark.parametrize("kind", [UnitKind.BOARD, UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD])
def test_a_body_is_no_workplace(town: PreparedTown, visit: Visit, kind: UnitKind) -> None:
    key = {"board": "bun", "council": "kf", "executive_board": "ks"}[kind]
    assert "Håll en träff" not in visit(town.controller, f"organisation/enheter/{key}/")


def test_the_minutes_of_a_negotiation_are_read_by_those_who_read_the_plan(town: PreparedTown, client: Client) -> None:
    file = store(town.operator, "mbl.txt", io.BytesIO(b"Protokoll"))
    said: Any = {"kind": "mbl", "day": DAY, "parties": "Kommunal", "agreed": True}
    record_consultation(town.operator, town.next, file=file, **said)

    def served() -> set[str]:
        found = set()
        for who in ("secretary", "head", "employee", "other_head", "auditor", "member"):
            client.force_login(getattr(town, who))
            answer, page = client.get(f"/perstorp/filer/{file.pk}/"), client.get(analysis)
            assert answer.status_code == page.status_code and answer.status_code in (200, 404), who
            found |= {who} if answer.status_code == 200 else set()
        return found

    analysis = f"/perstorp/planer/{town.next.pk}/underlag/"
    assert served() == {"secretary", "head", "employee"}
    Plan.objects.filter(pk=town.next.pk).update(decision=town.board_meeting, state="decided")
    assert served() == {"secretary", "head", "employee", "other_head", "auditor", "member"}
