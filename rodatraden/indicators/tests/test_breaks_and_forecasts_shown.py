"""The picture and the tables of an indicator tell where its series breaks, and what somebody expects."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.figure_rows import PeriodRow, figures_table, period_rows
from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.indicators.picture import Picture, pictures
from rodatraden.indicators.rows import OutcomeRow, TargetRow
from rodatraden.indicators.series import Series, read_history
from rodatraden.indicators.tests.rows import a_break, a_target, an_indicator, an_outcome, year
from rodatraden.indicators.tests.test_picture import indicator, outcome, target, years_of
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart
from rodatraden.organisation.models import Unit

NOW = year(2018)
NINE = ("50", "52", "49", "51", "50", "53", "51", "50", "52")


def a_day(text: str, reason: str = "ny enkät") -> SeriesBreak:
    return SeriesBreak(day=date.fromisoformat(text), reason=reason)


def draw(
    outcomes: dict[Period, str],
    *breaks: SeriesBreak,
    targets: tuple[TargetRow, ...] = (),
    forecasts: dict[Period, str] | None = None,
) -> list[Picture]:
    rows = {at: outcome(at, value) for at, value in outcomes.items()}
    ahead = {at: outcome(at, value, forecast=True) for at, value in (forecasts or {}).items()}
    promises = {each.period: each for each in targets}
    return pictures(Series(indicator(), 1, "total", rows, promises, ahead, breaks), NOW)


# Breaks in the picture


def test_each_break_is_told_with_its_day_and_reason() -> None:
    (picture,) = draw(years_of(*NINE), a_day("2012-01-01", "annat urval"), a_day("2014-07-01"))
    assert [(each.day, each.why) for each in picture.chart.breaks] == [
        (date(2012, 1, 1), "annat urval"),
        (date(2014, 7, 1), "ny enkät"),
    ]
    assert picture.chart.description.endswith(
        "Ny mätmetod från 2012-01-01: annat urval. Ny mätmetod från 2014-07-01: ny enkät. "
        "Värden före och efter går inte att jämföra."
    )
    assert picture.svg.count("<title>Ny mätmetod från 2012-01-01: annat urval.</title>") == 2


def test_a_break_outside_of_the_picture_parts_nothing_in_it() -> None:
    (picture,) = draw(years_of(*NINE), a_day("2009-01-01"), a_day("2019-01-01"))
    assert picture.chart.breaks == []
    assert "mätmetod" not in picture.chart.description


def test_a_break_to_come_is_drawn_among_the_targets_and_leaves_todays_signal_alone() -> None:
    coming = a_day("2019-01-01")
    (picture,) = draw(years_of(*NINE), coming, targets=(target(NOW, "55"), target(year(2020), "60")))
    assert [each.day for each in picture.chart.breaks] == [coming.day]
    assert picture.signal.state == "steady"
    assert picture.foreseen is None, "2020 is measured in another way"


def test_limits_lie_over_the_stretch_that_they_were_reckoned_from() -> None:
    (picture,) = draw(years_of("90", "91", *NINE), a_day("2009-01-01"))
    assert picture.chart.limits is not None
    assert picture.chart.limits.since == year(2009)
    assert picture.chart.limits.upper < 60


def test_the_last_stretch_alone_may_claim_a_signal() -> None:
    (picture,) = draw(years_of(*NINE), a_day("2018-01-01"))
    assert (picture.signal.state, picture.chart.limits, picture.foreseen) == ("too-few", None, None)
    assert not [each for each in picture.chart.outcomes if each.signal]
    (special,) = draw(years_of("50", "52", "49", "51", "50", "53", "51", "50", "90"), a_day("2018-01-01"))
    assert str(special.earlier) == "Utanför gränserna: 2017. Något särskilt hände då."


def test_as_the_year_before_is_not_drawn_across_a_break() -> None:
    before = (target(NOW, None, "as_before"),)
    assert draw({year(2017): "51"}, targets=before)[0].chart.aims
    assert draw({year(2017): "51"}, a_day("2018-01-01"), targets=before)[0].chart.aims == []


# Forecasts in the picture


def test_a_forecast_is_drawn_called_so_and_no_outcome() -> None:
    (picture,) = draw(years_of("50", "51"), forecasts={NOW: "54"})
    assert [(each.period, each.value) for each in picture.chart.forecasts] == [(NOW, Decimal(54))]
    assert [each.period for each in picture.chart.outcomes] == [year(2016), year(2017)]
    assert "Prognos: 54 (2018)." in picture.chart.description
    assert picture.svg.count('class="ahead-tip"') == picture.svg.count(">prognos</text>") == 2
    assert picture.table.heads == ("Period", "Utfall", "Målvärde", "Prognos")
    assert picture.table.rows[0] == (NOW, None, None, Decimal(54))


def test_a_forecast_alone_is_a_picture_too() -> None:
    (picture,) = draw({}, forecasts={NOW: "54"})
    assert picture.svg and picture.chart.description == "Inget utfall. Prognos: 54 (2018)."


def test_the_breaks_have_a_column_in_the_pictures_table() -> None:
    (picture,) = draw(years_of("50", "51", "52"), a_day("2016-01-01"))
    assert picture.table.heads == ("Period", "Utfall", "Målvärde", "Ny mätmetod")
    assert [row[3] for row in picture.table.rows] == ["", "", "2016-01-01: ny enkät", ""]


@given(
    st.lists(st.integers(0, 100), max_size=14),
    st.dictionaries(st.integers(2005, 2021), st.integers(-1000, 1000), max_size=5),
)
def test_no_forecast_is_ever_part_of_a_trend(values: list[int], ahead: dict[int, int]) -> None:
    """Whatever somebody expects: the same signal, limits and reckoned interval as without."""
    measured = years_of(*(str(value) for value in values))
    told = draw(measured, forecasts={year(at): str(value) for at, value in ahead.items()})
    without = draw(measured)
    assert without or all(picture.signal.last.points == () for picture in told)
    for picture, plain in zip(told, without, strict=False):
        assert (picture.signal, picture.forecast) == (plain.signal, plain.forecast)
        assert (picture.chart.limits, picture.chart.expected) == (plain.chart.limits, plain.chart.expected)
        assert picture.chart.outcomes == plain.chart.outcomes


# The table of figures


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    row = an_indicator(house["kf"])
    for at in (2013, 2014, 2015, 2016):
        an_outcome(row, at, "50")
    return row


def rows_of(row: Indicator) -> list[PeriodRow]:
    row.refresh_from_db()
    history = read_history(row)
    return period_rows(history, history.series(row.owner_id), NOW)


def parted(row: Indicator) -> dict[str, list[str]]:
    """The breaks told above each period."""
    return {each.period.key: [str(one.day) for one in each.breaks] for each in rows_of(row) if each.breaks}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([], {}),
        (["2014-01-01"], {"2013": ["2014-01-01"]}),
        (["2014-01-01", "2016-01-01"], {"2013": ["2014-01-01"], "2015": ["2016-01-01"]}),
        (["2017-01-01", "2018-01-01"], {"2016": ["2018-01-01", "2017-01-01"]}),
        (["2014-07-01"], {"2014": ["2014-07-01"]}),
        (["2018-07-01"], {"2018": ["2018-07-01"]}),
        (["2013-01-01"], {}),
        (["2019-01-01"], {}),
        (["1990-01-01"], {}),
    ],
)
def test_the_table_tells_a_break_between_the_rows_that_it_parts(
    safety: Indicator, days: list[str], told: dict[str, list[str]]
) -> None:
    for day in days:
        a_break(safety, day)
    assert parted(safety) == told


def test_a_break_to_come_is_told_among_the_targets(safety: Indicator) -> None:
    a_target(safety, 2020, "60")
    a_break(safety, "2019-01-01")
    assert parted(safety) == {"2018": ["2019-01-01"]}


def test_a_year_measured_in_two_ways_says_so(safety: Indicator) -> None:
    a_break(safety, "2014-07-01")
    assert [row.period.key for row in rows_of(safety) if row.torn] == ["2014"]


@pytest.mark.parametrize("days", [["2014-01-01"], ["2014-07-01"], ["2014-01-01", "2015-07-01"]])
def test_wherever_two_rows_are_apart_something_stands_between_them(safety: Indicator, days: list[str]) -> None:
    for day in days:
        a_break(safety, day)
    rows, known = rows_of(safety), [date.fromisoformat(day) for day in days]
    for above, below in zip(rows, rows[1:], strict=False):
        assert bool(below.breaks or above.torn or below.torn) is apart(above.period, below.period, known)


def test_the_file_says_from_when_each_outcome_is_comparable(safety: Indicator) -> None:
    assert "stretch" not in {column.key for column in figures_table(read_history(safety)).columns}
    a_break(safety, "2014-01-01")
    a_break(safety, "2015-07-01")
    a_target(safety, 2016, "60")
    table = figures_table(read_history(safety))
    assert [(str(row["period"]), str(row["what"]), str(row["stretch"])) for row in table.rows] == [
        ("2013", "utfall", ""),
        ("2014", "utfall", "2014-01-01"),
        ("2015", "utfall", "inget annat värde"),
        ("2016", "utfall", "2015-07-01"),
        ("2016", "målvärde", ""),
    ]
    assert {key for row in table.rows for key in row} <= {column.key for column in table.columns}


def test_a_series_knows_the_days_and_no_forecast_is_one_of_its_points(safety: Indicator) -> None:
    an_outcome(safety, 2018, "60", forecast=True)
    a_break(safety, "2015-01-01")
    held = read_history(safety).series(safety.owner_id)
    assert held.broken_on == (date(2015, 1, 1),)
    assert [point.period for point in held.points("year")] == [year(at) for at in (2013, 2014, 2015, 2016)]
    assert [type(row) for row in held.forecasts.values()] == [OutcomeRow]
