"""A single question to a single person: a link without an account, for a set time, that shows nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.audit.models import Entry
from rodatraden.followup.models import Inquiry, ReportText
from rodatraden.followup.services.asking import (
    answer_inquiry,
    ask,
    open_inquiry,
    use_answer,
    withdraw_inquiry,
)
from rodatraden.followup.tests.cast import ReportTown
from rodatraden.lib import clock
from rodatraden.lib.tokens import sum_of
from rodatraden.organisation.letters.server import CONSOLE
from rodatraden.tenancy.edits import Refused

pytestmark = pytest.mark.django_db
SCHOOL = "/perstorp/rapporter/halvar/2018-06-30/skolan/"
SOON = date(2018, 9, 20)


def asked(town: ReportTown, **fields: Any) -> tuple[Inquiry, str]:
    told: Any = {"question": "Hur många cyklar?", "to": "Vaktmästaren", "part": "fraga-var", "expires_on": SOON}
    row, link = ask(town.actor(town.head), town.address(town.school), **{**told, **fields})
    return row, link.rstrip("/").rpartition("/")[2]


def test_only_the_sum_of_the_token_is_kept(town: ReportTown) -> None:
    row, token = asked(town)
    assert row.token_sha256 == sum_of(token)
    assert token not in str(Inquiry.objects.values())
    assert open_inquiry(token) == row
    assert open_inquiry(f"{token}x") is None


@pytest.mark.parametrize("who", ["member", "auditor", "leader", "other_head"])
def test_only_who_writes_the_report_asks(town: ReportTown, who: str) -> None:
    actor = town.actor(getattr(town, who))
    with pytest.raises(PermissionDenied):
        ask(actor, town.address(town.school), question="Vad?", to="Någon", expires_on=SOON)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question": " "}, "question"),
        ({"to": ""}, "to"),
        ({"expires_on": date(2018, 9, 9)}, "expires_on"),
        ({"expires_on": date(2019, 9, 9)}, "expires_on"),
    ],
)
def test_what_does_not_hold_is_refused_by_field(town: ReportTown, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(town, **fields)
    assert set(refused.value.reasons) == {field}


def test_the_link_holds_for_its_time_and_no_longer(town: ReportTown) -> None:
    _row, token = asked(town)
    with clock.held(SOON):
        assert open_inquiry(token) is not None
    with clock.held(SOON + timedelta(days=1)):
        assert open_inquiry(token) is None
        with pytest.raises(Refused, match="gäller inte längre"):
            answer_inquiry(token, "Tolv")


def test_an_answer_may_be_changed_until_it_is_used(town: ReportTown) -> None:
    row, token = asked(town)
    answer_inquiry(token, "Tolv")
    answer_inquiry(token, "Tretton")
    row.refresh_from_db()
    assert row.answer == "Tretton"
    use_answer(town.actor(town.head), row)
    with pytest.raises(Refused, match="gäller inte längre"):
        answer_inquiry(token, "Fjorton")


def test_a_link_that_is_withdrawn_leads_nowhere(town: ReportTown) -> None:
    row, token = asked(town)
    with pytest.raises(PermissionDenied):
        withdraw_inquiry(town.actor(town.member), row)
    withdraw_inquiry(town.actor(town.head), row)
    assert open_inquiry(token) is None


def test_everything_is_logged_without_the_token(town: ReportTown) -> None:
    row, token = asked(town)
    answer_inquiry(token, "Tolv")
    use_answer(town.actor(town.head), row)
    said = list(Entry.objects.filter(kind="report").order_by("pk").values_list("verb", "actor"))
    assert said == [
        ("påbörjade", "Rektor"),
        ("frågade", "Rektor"),
        ("svarade på frågan", "Vaktmästaren"),
        ("använde svaret", "Rektor"),
    ]
    assert token not in str(list(Entry.objects.values()))


def test_the_page_of_the_link_shows_the_question_and_nothing_else(town: ReportTown) -> None:
    _row, token = asked(town, question="Hur många <b>cyklar</b>?")
    town.write(town.school, "Hemligt utkast")
    answer = Client().get(f"/svar/perstorp/{token}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Hur många &lt;b&gt;cyklar&lt;/b&gt;?" in html
    assert "Hemligt utkast" not in html and "Huvudmeny" not in html


@pytest.mark.parametrize("path", ["/svar/perstorp/gissning/", "/svar/hallsberg/gissning/"])
def test_a_guess_leads_nowhere(town: ReportTown, path: str) -> None:
    assert Client().get(path).status_code in (404, 410)


def test_somebody_without_an_account_answers_and_the_head_takes_it_in(
    town: ReportTown, django_capture_on_commit_callbacks: Any
) -> None:
    head = Client()
    head.force_login(town.head)
    typed = {"about": "part:fraga-var", "question": "Hur många?", "to": "Vaktmästaren", "expires_on": "2018-09-20"}
    assert head.post(f"{SCHOOL}fraga/", {**typed, "email": "inte en adress"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        made = head.post(f"{SCHOOL}fraga/", {**typed, "email": "vakt@example.org"})
    assert "Länken är klar" in made.content.decode()
    (letter,) = mail.outbox
    token = letter.body.rstrip("/\n").rpartition("/")[2]
    assert letter.to == ["vakt@example.org"] and "Hur många?" in letter.body
    stranger = Client()
    assert stranger.post(f"/svar/perstorp/{token}/", {"answer": ""}).status_code == 422
    assert "Tack" in stranger.post(f"/svar/perstorp/{token}/", {"answer": "Tolv cyklar."}).content.decode()
    row = Inquiry.objects.get()
    assert "Tolv cyklar." in head.get(SCHOOL).content.decode()
    head.post(f"{SCHOOL}fraga/{row.pk}/", {"use": "1"})
    assert ReportText.objects.get(part="fraga-var").text == "Tolv cyklar."
    assert Client().get(f"/svar/perstorp/{token}/").status_code == 410


def test_a_figure_that_is_asked_for_is_entered_when_it_is_used(town: ReportTown) -> None:
    indicator = town.indicator("cyklar", owner=town.school, unit_of_measure="antal")
    row, token = asked(town, indicator=indicator.pk, part="2017")
    head = Client()
    head.force_login(town.head)
    head.post(f"{SCHOOL}fraga/{row.pk}/", {"use": "1"})
    answer_inquiry(token, "ett dussin")
    refused = head.post(f"{SCHOOL}fraga/{row.pk}/", {"use": "1"}, follow=True)
    assert refused.status_code == 200 and not indicator.outcomes.exists()
    answer_inquiry(token, "12")
    head.post(f"{SCHOOL}fraga/{row.pk}/", {"use": "1"})
    assert indicator.outcomes.get().value == 12


def test_the_head_takes_the_link_back_from_the_page(town: ReportTown) -> None:
    row, token = asked(town)
    head = Client()
    head.force_login(town.head)
    head.post(f"{SCHOOL}fraga/{row.pk}/", {"withdraw": "1"})
    assert open_inquiry(token) is None
    assert head.post(f"{SCHOOL}fraga/{row.pk + 99}/", {"withdraw": "1"}).status_code == 404


@pytest.mark.parametrize(("backend", "told"), [(CONSOLE, "Den är inte skickad"), ("", "Den är också skickad")])
def test_the_page_does_not_say_that_a_letter_went_where_none_can(
    town: ReportTown, settings: Settings, capsys: pytest.CaptureFixture[str], backend: str, told: str
) -> None:
    settings.EMAIL_BACKEND = backend or settings.EMAIL_BACKEND
    head = Client()
    head.force_login(town.head)
    sent = {"about": "part:fraga-var", "question": "Hur många?", "to": "Vaktmästaren", "email": "v@perstorp.example"}
    answer = head.post(f"{SCHOOL}fraga/", {**sent, "expires_on": SOON.isoformat()})
    assert answer.status_code == 200 and told in answer.content.decode()
    assert "Hur många" not in capsys.readouterr().out
