"""The texts of a report: saved as one types, never overwritten by a second hand, begun from last time's."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.models import Entry
from rodatraden.followup.models import Report, ReportText
from rodatraden.followup.reports import Address
from rodatraden.followup.services import copy_forward, write_text
from rodatraden.followup.services.writing import LONGEST
from rodatraden.followup.tests.cast import HALF_YEAR, ReportTown, named
from rodatraden.tenancy.edits import Refused, Stale

pytestmark = pytest.mark.django_db


def text_of(town: ReportTown) -> ReportText:
    return ReportText.objects.get(report__unit=town.school, part="fraga-var")


def test_the_first_word_begins_the_report_and_says_so_in_the_log(town: ReportTown) -> None:
    town.write(town.school)
    report = Report.objects.get()
    assert (report.state, report.kind, report.period_end) == ("draft", "halvar", HALF_YEAR)
    assert Entry.objects.filter(kind="report", verb="påbörjade").count() == 1
    assert text_of(town).edit == 1


def test_what_already_stands_is_saved_without_a_change(town: ReportTown) -> None:
    town.write(town.school)
    town.write(town.school, seen=0)
    assert text_of(town).edit == 1


def test_the_second_of_two_is_told_and_nothing_is_lost(town: ReportTown) -> None:
    address, receiver = town.address(town.school), town.receiver(town.school)
    first, second = named(town.operator, "Ettan"), named(town.operator, "Tvåan")
    write_text(first, address, "fraga-var", "Min text", seen=0, receiver=receiver)
    with pytest.raises(Stale) as told:
        write_text(second, address, "fraga-var", "En annan", seen=0, receiver=receiver)
    assert (told.value.theirs["text"], told.value.mine["text"], told.value.who) == ("Min text", "En annan", "Ettan")
    assert text_of(town).text == "Min text"
    write_text(second, address, "fraga-var", "En annan", seen=1, receiver=receiver)
    assert (text_of(town).text, text_of(town).edit, text_of(town).written_by) == ("En annan", 2, "Tvåan")


@pytest.mark.parametrize("who", ["member", "auditor", "other_head"])
def test_nobody_else_writes(town: ReportTown, who: str) -> None:
    actor = town.actor(getattr(town, who))
    with pytest.raises(PermissionDenied):
        write_text(actor, town.address(town.school), "fraga-var", "Hej", seen=0, receiver=town.receiver(town.school))
    assert not Report.objects.exists()


def test_a_report_that_is_handed_in_is_not_written_on(town: ReportTown) -> None:
    town.write(town.school)
    town.submit(town.school)
    with pytest.raises(Refused, match="inlämnad"):
        town.write(town.school, "Mer", seen=1)
    assert text_of(town).text == "Vi är på väg."


def test_a_text_may_be_long_but_not_endless(town: ReportTown) -> None:
    town.write(town.school, "å" * LONGEST)
    assert len(text_of(town).text) == LONGEST
    with pytest.raises(Refused, match="för lång"):
        town.write(town.school, "å" * (LONGEST + 1), seen=1)


HOSTILE = ["<script>alert(1)</script>", "=HYPERLINK(1)", "‮bakvänt", "😀 👩‍👩‍👧", "#let x = 1", "\u0007klang", "a\r\nb"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_signs_are_kept_as_they_were_typed(town: ReportTown, text: str) -> None:
    town.write(town.school, text)
    assert text_of(town).text == text


def test_last_time_is_copied_only_into_what_is_empty_and_is_marked(town: ReportTown) -> None:
    before = Address("halvar", date(2017, 6, 30), town.school.pk)
    write_text(town.operator, before, "fraga-var", "Förra året", seen=0, receiver=town.board.pk)
    write_text(town.operator, before, "fraga-sedan", "Då fortsätter vi", seen=0, receiver=town.board.pk)
    town.write(town.school, "I år")
    copied = copy_forward(town.operator, town.address(town.school), receiver=town.receiver(town.school))
    rows = {row.part: row for row in ReportText.objects.filter(report__period_end=HALF_YEAR)}
    assert copied == 1
    assert (rows["fraga-var"].text, rows["fraga-var"].copied_from) == ("I år", None)
    assert (rows["fraga-sedan"].text, rows["fraga-sedan"].copied_from) == ("Då fortsätter vi", date(2017, 6, 30))
    town.write(town.school, "Nytt", "fraga-sedan", seen=1)
    assert ReportText.objects.get(report__period_end=HALF_YEAR, part="fraga-sedan").copied_from is None


def test_where_there_was_no_last_time_that_is_said(town: ReportTown) -> None:
    with pytest.raises(Refused, match="ingen tidigare rapport"):
        copy_forward(town.operator, town.address(town.school), receiver=town.receiver(town.school))
    assert not Report.objects.exists()
