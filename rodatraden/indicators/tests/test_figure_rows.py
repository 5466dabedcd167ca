"""The figures of an indicator as rows on the page and in the file: how each is written, and what is said of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.decisions.models import Decision
from rodatraden.indicators.figure_rows import (
    PeriodRow,
    figures_table,
    outcome_words,
    period_rows,
    replacements,
    target_words,
    written,
)
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.sentence import Unit as Written
from rodatraden.indicators.series import read_history
from rodatraden.indicators.services import record_outcome, set_target
from rodatraden.indicators.tests.rows import a_target, an_indicator, an_outcome, somebody, year
from rodatraden.indicators.tests.test_rows import outcome, target
from rodatraden.organisation.models import Unit

NOW = year(2018)


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"], decimals=1)


def rows_of(indicator: Indicator, now: Any = NOW) -> list[PeriodRow]:
    indicator.refresh_from_db()
    history = read_history(indicator)
    return period_rows(history, history.series(indicator.owner_id), now)


@pytest.mark.parametrize(
    ("more", "unit", "words"),
    [
        ({"value": "55"}, Written("index"), "55"),
        ({"value": "55.5"}, Written("index", 1), "55,5"),
        ({"value": "55.5", "decimals": 2}, Written("index", 1), "55,50"),
        ({"value": "12000"}, Written("kr"), "12\u00a0000"),
        ({"value": "-3"}, Written("kr"), "−3"),
        ({"value": None, "form": "as_before"}, Written("index"), "minst som perioden före"),
        ({"value": None, "form": "interval", "low": Decimal(50), "high": Decimal(60)}, Written("index"), "50–60"),
        (
            {"value": None, "form": "interval", "low": Decimal("2.5"), "high": Decimal(3)},
            Written("dagar", 1),
            "2,5–3,0",
        ),
        ({"value": None}, Written("index"), ""),
        ({"value": None, "form": "interval", "low": Decimal(50)}, Written("index"), ""),
    ],
)
def test_a_target_is_written_by_its_form(more: dict[str, Any], unit: Written, words: str) -> None:
    assert str(target_words(target("2018", **more), unit)) == words


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "words"),
    [
        ("51", None, Written("index", 0), "51"),
        ("51", None, Written("index", 1), "51,0"),
        ("70", 0, Written("index", 1), "70"),
        ("0", None, Written("index", 0), "0"),
        ("51", None, Written("%", 0), "51\u00a0%"),
    ],
)
def test_an_outcome_is_written_with_the_decimals_of_its_source(
    value: str, decimals: int | None, unit: Written, words: str
) -> None:
    assert str(outcome_words(outcome("2018", value, decimals=decimals), unit)) == words


@given(st.decimals(-(10**6), 10**6, places=3), st.integers(0, 3))
def test_what_is_written_has_just_the_decimals_that_are_said(value: Decimal, decimals: int) -> None:
    words = str(outcome_words(outcome("2018", str(value), decimals=decimals), Written("index", 1)))
    assert len(words.partition(",")[2]) == decimals


def test_how_an_indicators_numbers_are_written_is_its_own() -> None:
    made = Indicator(unit_of_measure="plats", decimals=0, rank_of=290, direction="lower")
    assert written(made) == Written("plats", 0, 290, "lower")


def test_there_is_a_row_for_each_period_the_latest_first_and_one_for_this_year(safety: Indicator) -> None:
    an_outcome(safety, 2016, "1")
    a_target(safety, 2020, "2")
    assert [(row.period.key, row.now) for row in rows_of(safety)] == [("2020", False), ("2018", True), ("2016", False)]


@pytest.mark.parametrize(
    ("periods", "shown"),
    [
        ([], []),
        (["2017-Q1"], ["2017-Q1"]),
        (["2017-Q1", "2017"], ["2018", "2017-Q1", "2017"]),
        (["2018"], ["2018"]),
    ],
)
def test_a_year_without_figures_is_shown_only_among_years(
    safety: Indicator, periods: list[str], shown: list[str]
) -> None:
    for period in periods:
        an_outcome(safety, period, "1")
    assert sorted(row.period.key for row in rows_of(safety)) == sorted(shown)


def test_a_missing_figure_is_none_and_a_nought_is_nought(safety: Indicator) -> None:
    an_outcome(safety, 2017, "0")
    now, before = rows_of(safety)
    assert (now.outcome, now.target) == (None, None)
    assert before.outcome is not None
    assert before.outcome.value == Decimal(0)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "2018"),
        ({"measured_period": "2016"}, "2016"),
        ({"preliminary": True}, "2018, preliminärt"),
        ({"measured_period": "2016", "preliminary": True}, "2016, preliminärt"),
    ],
)
def test_when_an_outcome_was_measured_is_told(safety: Indicator, fields: dict[str, Any], told: str) -> None:
    an_outcome(safety, 2018, "51", **fields)
    (row,) = rows_of(safety)
    assert str(row.measured) == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ""),
        ({"next_measured": "2018"}, "mäts 2018"),
        ({"next_measured": "2019"}, "mäts inte"),
        ({"first_measured": "2019"}, "mäts inte"),
        ({"next_measured": "2017", "rhythm": "two_years"}, "mäts inte"),
        ({"next_measured": "2016", "rhythm": "two_years"}, ""),
    ],
)
def test_of_a_year_without_outcome_it_is_told_whether_one_will_come(
    house: dict[str, Unit], fields: dict[str, str], told: str
) -> None:
    made = an_indicator(house["kf"], **fields)
    an_outcome(made, 2015, "1")
    assert str(rows_of(made)[0].measured) == told


def test_women_and_men_stand_in_the_row_of_their_period(house: dict[str, Unit]) -> None:
    made = an_indicator(house["kf"], by_gender=True)
    for breakdown, value in (("total", "10"), ("women", "8"), ("men", "12")):
        an_outcome(made, 2018, value, breakdown=breakdown)
    an_outcome(made, 2017, "7", breakdown="women")
    now, before = rows_of(made)
    assert [each.value for each in (now.outcome, now.women, now.men) if each] == [10, 8, 12]
    assert before.women is not None
    assert (before.outcome, before.women.value, before.men) == (None, Decimal(7), None)


def test_each_figure_tells_its_own_source_and_who_entered_it(safety: Indicator) -> None:
    an_outcome(safety, 2018, "1", source="SCB")
    a_target(safety, 2018, "2", source="Bilaga 1", note="Enligt bilagan", entered_by="Anna")
    (row,) = rows_of(safety)
    assert [([str(what) for what in one.what], one.source, one.by, one.note) for one in row.origins] == [
        (["utfall"], "SCB", "Provet", ""),
        (["målvärde"], "Bilaga 1", "Anna", "Enligt bilagan"),
    ]
    assert {one.on for one in row.origins} == {"2018-09-10"}


def test_figures_of_the_same_origin_share_a_line(house: dict[str, Unit]) -> None:
    made = an_indicator(house["kf"], by_gender=True)
    for breakdown, value in (("total", "10"), ("women", "8"), ("men", "12")):
        an_outcome(made, 2018, value, breakdown=breakdown, source="SCB")
    (row,) = rows_of(made)
    (origin,) = row.origins
    assert [str(what) for what in origin.what] == ["utfall", "kvinnor", "män"]


def test_a_forecast_has_a_place_of_its_own_and_is_called_so(safety: Indicator) -> None:
    an_outcome(safety, 2018, "52", preliminary=True)
    an_outcome(safety, 2018, "56", forecast=True)
    (row,) = rows_of(safety)
    assert row.outcome is not None and row.forecast is not None
    assert (row.outcome.value, str(row.outcome.word)) == (Decimal(52), "prel.")
    assert (row.forecast.value, str(row.forecast.word)) == (Decimal(56), "prognos")


def test_a_target_shows_its_decision_and_that_it_outlives_the_council(
    safety: Indicator, house: dict[str, Unit]
) -> None:
    decision = Decision.objects.create(key="kf-1", title="Mål", body=house["kf"], date=date(2017, 11, 29))
    a_target(safety, 2018, "55", decision=decision)
    a_target(safety, 2019, "60", decision=decision, mandate=True)
    later, now = rows_of(safety)
    assert now.decision == str(decision)
    assert (now.mandate, bool(now.outlives)) == (False, False)
    assert (later.mandate, str(later.outlives)) == (
        True,
        "gäller efter mandatperioden då det sattes, som slutar 2018-10-14",
    )


@pytest.mark.parametrize("example", [True, False])
def test_what_is_made_up_is_marked_in_its_own_cell(safety: Indicator, example: bool) -> None:
    an_outcome(safety, 2018, "1", example=example)
    a_target(safety, 2018, "2", example=not example)
    (row,) = rows_of(safety)
    assert row.outcome is not None
    assert row.target is not None
    assert (row.outcome.example, row.target.example) == (example, not example)


# What was replaced


def test_a_correction_is_told_with_both_values_and_why(safety: Indicator, house: dict[str, Unit]) -> None:
    actor = somebody(house["kf"])
    an_outcome(safety, 2017, "51")
    a_target(safety, 2018, "55")
    whose: dict[str, Any] = {"indicator": safety.pk, "unit": house["kf"].pk}
    record_outcome(actor, period=year(2017), value=Decimal("52.5"), reason="SCB rättade", **whose)
    set_target(actor, period=NOW, form="as_before", reason="Nytt beslut", **whose)
    told = [
        (each.period.key, str(each.what), str(each.before), str(each.after), each.reason)
        for each in replacements(read_history(safety), house["kf"].pk)
    ]
    assert sorted(told) == [
        ("2017", "utfall", "51,0", "52,5", "SCB rättade"),
        ("2018", "målvärde", "55,0", "minst som perioden före", "Nytt beslut"),
    ]


def test_a_figure_that_was_replaced_by_nothing_is_told_as_gone(safety: Indicator, house: dict[str, Unit]) -> None:
    row = an_outcome(safety, 2017, "51")
    type(row).objects.filter(pk=row.pk).update(superseded_at=row.entered_at)
    (gone,) = replacements(read_history(safety), house["kf"].pk)
    assert (str(gone.before), str(gone.after), gone.reason, gone.by, gone.on) == ("51,0", "", "", "", "2018-09-10")


def test_what_another_unit_corrected_is_not_told_here(safety: Indicator, house: dict[str, Unit]) -> None:
    row = an_outcome(safety, 2017, "51", unit=house["sn"])
    type(row).objects.filter(pk=row.pk).update(superseded_at=row.entered_at)
    assert replacements(read_history(safety), house["kf"].pk) == []


# The file


def test_the_file_has_every_figure_by_period_the_outcome_before_the_target(safety: Indicator) -> None:
    a_target(safety, 2018, "55.500000")
    an_outcome(safety, 2018, "51", measured_period="2016", preliminary=True)
    an_outcome(safety, 2016, "50")
    table = figures_table(read_history(safety))
    assert [(str(row["what"]), str(row["period"]), row["value"]) for row in table.rows] == [
        ("utfall", "2016", Decimal(50)),
        ("utfall", "2018", Decimal(51)),
        ("målvärde", "2018", Decimal("55.5")),
    ]
    assert [str(row.get("measured")) for row in table.rows] == ["2016", "2016", "None"]
    assert [row.get("preliminary") for row in table.rows] == [False, True, None]


def test_every_cell_of_the_file_has_a_column(safety: Indicator) -> None:
    an_outcome(safety, 2018, "51")
    a_target(safety, 2018, "55")
    table = figures_table(read_history(safety))
    keys = {column.key for column in table.columns}
    assert len(table.rows) == 2
    for row in table.rows:
        assert set(row) <= keys


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("55.000000", "55"),
        ("55.500000", "55.5"),
        ("0.000000", "0"),
        ("1200.000000", "1200"),
        ("-3.250000", "-3.25"),
        ("0.000001", "0.000001"),
    ],
)
def test_a_number_goes_into_the_file_without_closing_zeros(safety: Indicator, stored: str, shown: str) -> None:
    an_outcome(safety, 2018, stored)
    (row,) = figures_table(read_history(safety)).rows
    assert f"{row['value']:f}" == shown


def test_a_replaced_figure_stays_in_the_file_with_its_day(safety: Indicator, house: dict[str, Unit]) -> None:
    an_outcome(safety, 2017, "51")
    actor = somebody(house["kf"])
    fields: dict[str, Any] = {"indicator": safety.pk, "unit": house["kf"].pk, "period": year(2017)}
    record_outcome(actor, value=Decimal(52), reason="SCB rättade", **fields)
    old, new = figures_table(read_history(safety)).rows
    assert (old["value"], old["replaced"], old["reason"]) == (Decimal(51), date(2018, 9, 10), "")
    assert (new["value"], new["replaced"], new["reason"]) == (Decimal(52), None, "SCB rättade")
