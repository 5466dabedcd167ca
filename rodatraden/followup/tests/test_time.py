"""The clock: leap day, the year turned while an occasion is open, midnight in Sweden, and a clock set back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from rodatraden.followup.freezing import why_anew
from rodatraden.followup.mine import my_reports
from rodatraden.followup.models import Report, ReportText, Step, StepKind
from rodatraden.followup.reminding import LATEST, remind_due
from rodatraden.followup.reports import Address
from rodatraden.followup.round import Slot, earlier, round_of, steps_of
from rodatraden.followup.services import (
    copy_forward,
    move_occasion,
    return_report,
    submit_report,
    supervise,
    write_text,
)
from rodatraden.followup.supervision import supervision
from rodatraden.followup.tests.cast import ReportTown, reporting_model
from rodatraden.lib import clock
from rodatraden.organisation.models import Notice, Unit
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.kept import made_once

pytestmark = pytest.mark.django_db
MONTHLY = """
[[report]]
key = "manad"
name = { one = "månadsrapport", many = "månadsrapporter" }
kind = "monthly"
months = [2, 11, 12]
climbs = [
  { sender = "enhetschef", receiver = "namnd", edge = "prepares" },
  { sender = "namnd", receiver = "ks", edge = "information" },
]

[reminders]
"""
NOVEMBER, DECEMBER = date(2018, 11, 30), date(2018, 12, 31)
LEAP_DAY = date(2028, 2, 29)
DAY = timedelta(days=1)


@pytest.fixture
def town(perstorp: Municipality) -> ReportTown:
    """With a monthly report as well."""
    return made_once(lambda: ReportTown(reporting_model() + MONTHLY), "monthly")


def slot(town: ReportTown, end: date, unit: Unit) -> Slot:
    round = round_of(town.operator, "manad", end)
    assert round is not None
    return round.slots[unit.pk]


def write(town: ReportTown, end: date, text: str, seen: int = 0) -> None:
    at = slot(town, end, town.school)
    write_text(town.operator, at.address, "analys", text, seen=seen, receiver=at.due.receiver)


def submit(town: ReportTown, end: date, unit: Unit | None = None) -> Report:
    at = slot(town, end, unit or town.school)
    return submit_report(town.operator, at.address, (), due=at.by, receiver=at.due.receiver)


def to_do(town: ReportTown, kind: str = "manad") -> dict[date, bool]:
    """The monthly reports that wait for the head, and whether each is late."""
    found = my_reports(town.actor(town.head)).to_do
    return {task.round.occasion.end: task.late for task in found if task.round.occasion.report == kind}


# The year is turned


def test_a_report_begun_in_december_is_the_same_in_january(town: ReportTown) -> None:
    client = Client()
    client.force_login(town.head)
    path = "/perstorp/rapporter/manad/2018-12-31/skolan/"
    with clock.held(date(2018, 12, 20)):
        write(town, DECEMBER, "Året går mot sitt slut.")
        assert "Året går mot sitt slut." in client.get(path).content.decode()
    with clock.held(date(2019, 1, 2)):
        assert to_do(town)[DECEMBER] is False
        assert "Året går mot sitt slut." in client.get(path).content.decode()
        write(town, DECEMBER, "Året blev bra.", seen=1)
        report = submit(town, DECEMBER)
        assert DECEMBER not in to_do(town)
    assert Report.objects.filter(kind="manad").count() == 1
    assert (report.state, report.is_late, clock.day_of(report.submitted_at or clock.now()).year) == (
        "submitted",
        False,
        2019,
    )
    assert ReportText.objects.get().text == "Året blev bra."


def test_supervision_still_shows_the_occasion_of_last_year_that_is_open(town: ReportTown) -> None:
    client = Client()
    client.force_login(town.leader)
    Report.objects.create(kind="manad", period_end=DECEMBER, unit=town.board, state="draft")
    with clock.held(date(2019, 1, 14)):
        answer = client.get("/perstorp/uppsikt/", follow=True)
    assert answer.redirect_chain[-1][0] in {
        "/perstorp/uppsikt/manad/2018-12-31/",
        "/perstorp/uppsikt/ars/2018-12-31/",
    }
    with clock.held(date(2019, 1, 14)):
        page = client.get("/perstorp/uppsikt/manad/2018-12-31/").content.decode()
    assert "/perstorp/rapporter/manad/2018-12-31/bun/" in page


def test_what_nobody_has_begun_waits_on_also_when_the_year_has_turned(town: ReportTown) -> None:
    due = {end: slot(town, end, town.school).by for end in (NOVEMBER, DECEMBER)}
    assert due[NOVEMBER] < DECEMBER < due[DECEMBER]
    with clock.held(DECEMBER):
        assert to_do(town) == {NOVEMBER: True, date(2018, 2, 28): True}
    with clock.held(date(2019, 1, 1)):
        assert to_do(town) == {NOVEMBER: True, DECEMBER: False}
    with clock.held(due[DECEMBER] + LATEST - DAY):
        assert to_do(town)[DECEMBER] is True
    with clock.held(due[DECEMBER] + LATEST):
        assert DECEMBER not in to_do(town)


def test_what_is_late_is_reminded_of_over_new_year(town: ReportTown) -> None:
    with clock.held(date(2019, 1, 1)):
        remind_due()
    ends = {key.split(":")[3] for key in Notice.objects.values_list("key", flat=True) if key.startswith("remind:")}
    assert NOVEMBER.isoformat() in ends


# Leap day


def test_a_period_that_ends_on_leap_day_is_last_time_a_year_later(town: ReportTown) -> None:
    with clock.held(LEAP_DAY + DAY):
        write(town, LEAP_DAY, "En dag till.")
        report = submit(town, LEAP_DAY)
        client = Client()
        client.force_login(town.head)
        answer = client.get("/perstorp/rapporter/manad/2028-02-29/skolan/")
        assert answer.status_code == 200
    next_year = date(2029, 2, 28)
    assert round_of(town.operator, "manad", date(2028, 2, 28)) is None
    assert earlier("manad", next_year, [town.school.pk]) == {town.school.pk: report}
    with clock.held(next_year + DAY):
        at = slot(town, next_year, town.school)
        assert copy_forward(town.operator, at.address, receiver=at.due.receiver) == 1
        found = ReportText.objects.get(report__period_end=next_year)
        assert (found.text, found.copied_from) == ("En dag till.", LEAP_DAY)


def test_what_is_due_on_leap_day_is_late_the_day_after(town: ReportTown) -> None:
    december = date(2027, 12, 31)
    move_occasion(
        town.operator, report="manad", period_end=december, unit=town.school, reason="Bokslutet", new_due=LEAP_DAY
    )
    at = slot(town, december, town.school)
    assert at.by == LEAP_DAY
    assert (at.is_late(LEAP_DAY), at.is_late(LEAP_DAY + DAY)) == (False, True)
    with clock.held(LEAP_DAY):
        assert to_do(town)[december] is False
        assert submit(town, december).is_late is False


# Midnight in Sweden


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2018, 8, 31, 21, 59, tzinfo=UTC), False),
        (datetime(2018, 8, 31, 22, 0, tzinfo=UTC), True),
        (datetime(2018, 8, 30, 22, 0, tzinfo=UTC), False),
    ],
)
def test_a_day_ends_at_midnight_in_sweden(at: datetime, late: bool) -> None:
    assert Report(due=date(2018, 8, 31), submitted_at=at, state="submitted").is_late is late


def test_what_is_handed_in_just_after_midnight_is_dated_that_day(town: ReportTown) -> None:
    town.submit(town.school)
    Report.objects.update(submitted_at=datetime(2018, 8, 31, 22, 30, tzinfo=UTC))
    assert "2018-09-01" in str(town.slot(town.school).told)


# The clock is set back


def test_a_clock_that_is_set_back_between_two_saves_loses_nothing(town: ReportTown) -> None:
    with clock.held(date(2019, 1, 10)):
        write(town, DECEMBER, "Först")
    with clock.held(date(2019, 1, 8)):
        write(town, DECEMBER, "Sedan", seen=1)
    row = ReportText.objects.get()
    assert (row.text, row.edit, clock.day_of(row.written_at)) == ("Sedan", 2, date(2019, 1, 8))


def test_steps_follow_each_other_by_number_when_the_clock_is_set_back(town: ReportTown) -> None:
    with clock.held(date(2019, 1, 10)):
        report = submit(town, DECEMBER)
        at = slot(town, DECEMBER, town.school)
        return_report(town.operator, at.address, "Den första orsaken", receiver=at.due.receiver)
        submit(town, DECEMBER)
    with clock.held(date(2019, 1, 8)):
        return_report(town.operator, at.address, "Den andra orsaken", receiver=at.due.receiver)
    kinds = ["begun", "submitted", "returned", "submitted", "returned"]
    assert [step.kind for step in steps_of([report])[report.pk]] == kinds
    assert [step.kind for step in report.steps.all()] == kinds
    assert why_anew([slot(town, DECEMBER, town.school)]) == {town.school.pk: "Den andra orsaken"}


def test_the_latest_word_of_supervision_is_the_one_said_last_also_when_the_clock_is_set_back(town: ReportTown) -> None:
    address = Address("manad", DECEMBER, town.board.pk)
    Report.objects.create(kind="manad", period_end=DECEMBER, unit=town.board, state="submitted")
    for day, kind in ((10, StepKind.INSUFFICIENT), (8, StepKind.SUFFICIENT)):
        with clock.held(date(2019, 1, day)):
            supervise(town.actor(town.leader), address, kind, "Vi har läst.")
    round = round_of(town.operator, "manad", DECEMBER)
    assert round is not None
    (row,) = [each for each in supervision(town.operator, round).rows if each.slot.place.key == "bun"]
    assert row.sufficient is not None and row.sufficient.kind == StepKind.SUFFICIENT
    assert Step.objects.count() == 2
