"""A year of the municipality at work: which model speaks, and what it costs to ask."""

from datetime import date
from typing import Any

from rodatraden.followup.services import cancel_occasion
from rodatraden.followup.tests.cast import HALF_YEAR, ReportTown, reporting_model
from rodatraden.followup.year import year_of
from rodatraden.organisation.access import system
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.active import models_between
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.tests.steered import begin_by


def test_a_year_costs_two_queries_however_much_is_in_it(town: ReportTown, django_assert_num_queries: Any) -> None:
    somebody = system()
    year_of(somebody, 2018)
    with django_assert_num_queries(2):
        few = year_of(somebody, 2018).dues
    for number in range(20):
        town.unit(f"n{number}", f"Nämnd {number}", UnitKind.BOARD, town.council)
    cancel_occasion(town.operator, report="ars", period_end=date(2018, 12, 31), unit=town.other, reason="x")
    everybody = system()
    with django_assert_num_queries(2):
        many = year_of(everybody, 2018).dues
    assert len(many) > len(few) + 15


def test_each_period_is_reported_by_the_model_of_its_last_day(town: ReportTown) -> None:
    SteeringModel.objects.update(valid_to=date(2018, 9, 30))
    begin_by(reporting_model().replace('key = "ars"', 'key = "bokslut"'), date(2018, 10, 1))
    year = year_of(town.operator, 2018)
    assert [each.report for each in year.occasions] == ["halvar", "bokslut"]
    assert {each.report: year.models[each].report_of("ars") is not None for each in year.occasions} == {
        "halvar": True,
        "bokslut": False,
    }


def test_before_there_is_a_model_nothing_is_reported(town: ReportTown) -> None:
    assert year_of(town.operator, 2016).dues == ()
    assert models_between(date(2016, 1, 1), date(2016, 12, 31)) == []


def test_a_row_names_a_unit_and_what_it_is_asked_for(town: ReportTown) -> None:
    due = next(due for due in year_of(town.operator, 2018).dues if due.unit == town.board.pk)
    assert (due.occasion.report, due.occasion.end, due.floor, due.receiver) == (
        "halvar", HALF_YEAR, "namnd", town.council.pk,
    )  # fmt: skip


def test_a_grouping_is_asked_only_while_somebody_holds_a_role_in_it(
    town: ReportTown, django_assert_num_queries: Any
) -> None:
    boards = town.unit("namnderna", "Nämnderna", UnitKind.BOARD, town.council)
    below = town.unit("miljo", "Miljönämnden", UnitKind.BOARD, boards)

    def asked() -> set[int]:
        return {due.unit for due in year_of(system(), 2018).dues}

    assert below.pk in asked() and boards.pk not in asked()
    town.person("Ordförande för alla", "ordforande", boards)
    assert {below.pk, boards.pk} <= asked()
    everybody = system()
    with django_assert_num_queries(3):
        year_of(everybody, 2018)
