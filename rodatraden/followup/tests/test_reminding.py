"""Who is reminded, when, and never twice."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.reminding import Reminder, remind_due, reminder_due
from rodatraden.followup.tests.cast import REPORTS, ReportTown, reporting_model
from rodatraden.lib import clock
from rodatraden.organisation.models import Notice
from rodatraden.steering.schema.followup import Reminders
from rodatraden.steering.tests.steered import steer_by

RULE = Reminders(before=(7, 1), after=(1, 7), duty=("after",))
DUE = date(2018, 9, 14)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 9, 6), None),
        (date(2018, 9, 7), Reminder(-7, False)),
        (date(2018, 9, 12), Reminder(-7, False)),
        (date(2018, 9, 13), Reminder(-1, False)),
        (date(2018, 9, 14), Reminder(-1, False)),
        (date(2018, 9, 15), Reminder(1, True)),
        (date(2018, 9, 20), Reminder(1, True)),
        (date(2018, 9, 21), Reminder(7, True)),
        (date(2018, 12, 31), Reminder(7, True)),
    ],
)
def test_the_latest_reminder_whose_day_has_come_is_the_one_that_is_sent(day: date, expected: Reminder | None) -> None:
    assert reminder_due(RULE, DUE, day) == expected


@given(st.dates(date(2018, 1, 1), date(2019, 12, 31)))
def test_who_has_time_left_is_never_told_that_it_is_late(day: date) -> None:
    found = reminder_due(RULE, DUE, day)
    assert found is None or (found.days > 0) is (day > DUE)


def test_a_rule_without_days_reminds_nobody() -> None:
    silent = Reminders(before=(), after=())
    assert all(reminder_due(silent, DUE, DUE + timedelta(days=n)) is None for n in range(-30, 30))


@pytest.fixture
def reminding(town: ReportTown) -> ReportTown:
    steer_by(reporting_model() + "\n[reminders]\nbefore = [7, 1]\nafter = [1, 7]\n")
    return town


pytest_db = pytest.mark.django_db


@pytest_db
def test_everybody_late_is_told_once_however_often_it_runs(reminding: ReportTown) -> None:
    remind_due()
    told = Notice.objects.filter(kind="report-reminder")
    count = told.count()
    assert count > 0
    assert not remind_due()
    assert told.count() == count


@pytest_db
def test_what_nobody_sent_is_not_said_to_come_from_a_person(reminding: ReportTown) -> None:
    remind_due()
    assert set(Notice.objects.filter(kind="report-reminder").values_list("made_by", flat=True)) == {"Röda tråden"}


@pytest_db
def test_who_has_handed_in_is_not_reminded_and_what_was_said_is_done(reminding: ReportTown) -> None:
    remind_due()
    waiting = Notice.objects.open().filter(kind="report-reminder", to_unit=reminding.school)
    assert waiting.count() == 1
    reminding.submit(reminding.school)
    assert not waiting.exists()
    with clock.held(clock.today() + timedelta(days=8)):
        remind_due()
    assert not waiting.exists()


@pytest_db
def test_a_later_reminder_takes_the_place_of_the_one_before(reminding: ReportTown) -> None:
    slot = reminding.slot(reminding.school)
    waiting = Notice.objects.open().filter(kind="report-reminder", to_unit=reminding.school, about__contains="halvar")
    for day in (slot.by - timedelta(days=7), slot.by, slot.by + timedelta(days=1), slot.by + timedelta(days=9)):
        with clock.held(day):
            remind_due()
            assert waiting.count() == 1
    assert Notice.objects.filter(about=waiting.get().about, to_unit=reminding.school).count() == 4
    client = Client()
    client.force_login(reminding.controller)
    with clock.held(slot.by + timedelta(days=30)):
        client.post("/perstorp/rapporter/halvar/2018-06-30/paminn-alla/")
        asked = waiting.get()
        assert asked.key.startswith("remind-all:")
    with clock.held(slot.by + timedelta(days=31)):
        remind_due()
        assert waiting.get() == asked


@pytest_db
def test_a_model_without_reminders_reminds_nobody(town: ReportTown) -> None:
    assert not remind_due()
    assert not Notice.objects.exists()
    assert "reminders" not in REPORTS
