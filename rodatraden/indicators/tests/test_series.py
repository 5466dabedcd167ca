"""Figures as values: what is current, what was replaced, what is measured elsewhere and what never will be."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.series import Series, read_history
from rodatraden.indicators.services import record_outcome
from rodatraden.indicators.tests.rows import a_break, a_target, an_indicator, an_outcome, somebody, year
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"], start_period="2017", next_measured="2019", rhythm="two_years")


def series_of(indicator: Indicator) -> Series:
    indicator.refresh_from_db()
    return read_history(indicator).series(indicator.owner_id)


def test_three_queries_read_everything(safety: Indicator) -> None:
    for at in range(2000, 2018):
        an_outcome(safety, at, "50")
        a_break(safety, f"{at}-01-01")
        a_target(safety, at, "50", decision=Decision.objects.create(key=f"b{at}", title="Beslut"))
    with CaptureQueriesContext(connection) as queries:
        history = read_history(safety)
        assert len(history.entered) == 36
        assert history.series(safety.owner_id).outcomes[year(2001)].value == 50
        assert len(history.series(safety.owner_id).broken_on) == 18
    assert len(queries) == 3


def test_only_what_nothing_has_replaced_is_in_the_series(safety: Indicator, house: dict[str, Unit]) -> None:
    actor = somebody(house["kf"])
    an_outcome(safety, 2017, "51")
    fields: dict[str, Any] = {"indicator": safety.pk, "unit": safety.owner_id, "period": year(2017)}
    record_outcome(actor, value=Decimal(52), reason="SCB rättade", **fields)
    history = read_history(safety)
    assert history.series(safety.owner_id).outcomes[year(2017)].value == 52
    ((old, new),) = history.replaced(safety.owner_id)
    assert new is not None
    assert (old.row.value, new.row.value, new.reason, new.entered_by) == (
        Decimal(51),
        Decimal(52),
        "SCB rättade",
        actor.by.name,
    )


def test_the_evidence_has_the_start_value_of_its_period(safety: Indicator) -> None:
    an_outcome(safety, 2016, "49")
    an_outcome(safety, 2017, "51")
    a_target(safety, 2018, "55")
    evidence = series_of(safety).evidence(year(2018))
    assert evidence.start == 51
    assert evidence.target is not None
    assert (evidence.target.value, evidence.previous) == (Decimal(55), Decimal(51))
    assert evidence.measured_earlier


def test_a_unit_without_outcomes_is_held_against_the_owners(safety: Indicator, house: dict[str, Unit]) -> None:
    an_outcome(safety, 2017, "290")
    a_target(safety, 2020, "75")
    a_target(safety, 2020, "72", unit=house["sn"])
    history = read_history(safety)
    assert history.units == {house["kf"].pk: "Kommunfullmäktige", house["sn"].pk: "Socialnämnden"}
    board = history.series(house["sn"].pk)
    assert (board.outcomes[year(2017)].value, board.targets[year(2020)].value) == (Decimal(290), Decimal(72))
    assert history.series(house["kf"].pk).targets[year(2020)].value == 75


def test_a_value_measured_in_another_year_is_a_point_there(safety: Indicator) -> None:
    an_outcome(safety, 2015, "14.0")
    an_outcome(safety, 2017, "12.6", measured_period=year(2016))
    points = series_of(safety).points("year")
    assert [(point.period, point.value) for point in points] == [
        (year(2015), Decimal("14.0")),
        (year(2016), Decimal("12.6")),
    ]


@pytest.mark.parametrize("own_first", [True, False])
def test_a_years_own_measurement_stands_before_one_shown_for_another(safety: Indicator, own_first: bool) -> None:
    shown, measured = (2017, 2016) if own_first else (2015, 2016)
    an_outcome(safety, 2016, "13")
    an_outcome(safety, shown, "12", measured_period=year(measured))
    assert [(point.period, point.value) for point in series_of(safety).points("year")] == [(year(2016), Decimal(13))]


def test_years_and_months_are_series_of_their_own(safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    an_outcome(safety, "2018-01", "52")
    a_target(safety, "2018-T1", "53")
    series = series_of(safety)
    assert series.kinds == ("year", "tertial", "month")
    assert [point.value for point in series.points("month")] == [52]
    assert series.latest("tertial") is None


def test_before_the_next_survey_nothing_is_measured(safety: Indicator) -> None:
    an_outcome(safety, 2017, "51")
    for at in (2018, 2019, 2020):
        a_target(safety, at, "60")
    series = series_of(safety)
    measured = {at: series.will_be_measured(year(at)) for at in range(2017, 2022)}
    assert measured == {2017: True, 2018: False, 2019: True, 2020: False, 2021: True}
    assert series.unmeasured_targets() == [year(2018), year(2020)]


def test_before_the_first_survey_nothing_is_measured(house: dict[str, Unit]) -> None:
    nmi = an_indicator(house["kf"], "nmi", first_measured="2019")
    series = series_of(nmi)
    assert [series.will_be_measured(year(at)) for at in (2018, 2019, 2020)] == [False, True, True]


def test_without_a_word_about_it_every_year_is_expected(house: dict[str, Unit]) -> None:
    assert series_of(an_indicator(house["kf"], "utan")).will_be_measured(year(2018))


def test_a_year_whose_value_was_measured_before_it_is_no_measured_year(safety: Indicator) -> None:
    an_outcome(safety, 2018, "51", measured_period=year(2017))
    assert not series_of(safety).will_be_measured(year(2018))


def test_each_breakdown_is_a_series_of_its_own(house: dict[str, Unit]) -> None:
    split = an_indicator(house["kf"], "delad", by_gender=True)
    for breakdown, value in (("total", "50"), ("women", "45"), ("men", "55")):
        an_outcome(split, 2017, value, breakdown=breakdown)
    history = read_history(split)
    found = [history.series(split.owner_id, each).outcomes[year(2017)].value for each in ("total", "women", "men")]
    assert found == [50, 45, 55]


def test_a_figure_knows_its_trace(safety: Indicator, house: dict[str, Unit]) -> None:
    decision = Decision.objects.create(key="kf-2017", title="Mål och budget 2018", body=house["kf"])
    target = a_target(safety, 2018, "55", decision=decision, entered_by="Controller")
    history = read_history(safety)
    trace = history.trace(history.series(safety.owner_id).targets[year(2018)])
    assert (trace.entered_by, trace.decision, trace.entered_at) == (
        "Controller",
        "Mål och budget 2018",
        target.entered_at,
    )


def test_a_month_measured_within_a_year_is_no_period_of_its_own(safety: Indicator) -> None:
    an_outcome(safety, 2017, "51", measured_period=Period.parse("2017-10"))
    assert [point.period for point in series_of(safety).points("year")] == [year(2017)]
