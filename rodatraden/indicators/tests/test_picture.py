"""The chart says what the figures say: no trend of few points, no line across a break, no point for nothing."""

from decimal import Decimal

import pytest

from rodatraden.indicators.models import Indicator
from rodatraden.indicators.picture import Picture, pictures
from rodatraden.indicators.rows import OutcomeRow, TargetRow
from rodatraden.indicators.series import Series
from rodatraden.indicators.tests.rows import year
from rodatraden.lib.periods import Period

NOW = year(2018)


def indicator(**fields: object) -> Indicator:
    return Indicator(name="Tryggheten", unit_of_measure="index", **fields)


def outcome(at: Period, value: str, **more: object) -> OutcomeRow:
    told = {"measured_period": None, "preliminary": False, "example": False, "decimals": None, **more}
    return OutcomeRow(0, 0, 0, at, "total", Decimal(value), source="", note="", **told)  # type: ignore[arg-type]


def target(at: Period, value: str | None, form: str = "value", low: str = "", high: str = "") -> TargetRow:
    number, bottom, top = (Decimal(each) if each else None for each in (value, low, high))
    return TargetRow(0, 0, 0, at, "total", form, number, bottom, top, False, False, None, "", "", None)


def draw(held: Indicator, outcomes: dict[Period, str], *targets: TargetRow) -> list[Picture]:
    rows = {at: outcome(at, value) for at, value in outcomes.items()}
    return pictures(Series(held, 1, "total", rows, {each.period: each for each in targets}), NOW)


def years_of(*values: str, last: int = 2017) -> dict[Period, str]:
    return {year(last - len(values) + 1 + at): value for at, value in enumerate(values)}


def test_an_indicator_without_figures_has_no_chart() -> None:
    assert draw(indicator(), {}) == []


def test_one_outcome_and_its_path_are_drawn_without_a_trend() -> None:
    (picture,) = draw(indicator(), {year(2017): "51"}, target(NOW, "55"), target(year(2020), "65"))
    assert (picture.signal.state, picture.foreseen) == ("too-few", None)
    assert picture.chart.limits is None
    assert [aim.value for aim in picture.chart.aims] == [55, 65]
    assert picture.svg.count("<svg") == 2


def test_a_year_in_which_nothing_is_measured_is_shaded() -> None:
    held = indicator(next_measured=year(2019), rhythm="two_years")
    (picture,) = draw(held, {year(2017): "51"}, target(NOW, "55"), target(year(2019), "60"))
    assert picture.chart.unmeasured == [NOW]
    assert "Ingen mätning 2018." in picture.chart.description


def test_a_target_without_outcome_is_still_a_chart() -> None:
    (picture,) = draw(indicator(), {}, target(NOW, "55"))
    assert picture.chart.outcomes == []
    assert picture.chart.description == "Inget utfall. Målvärden: 55 (2018)."
    assert picture.svg


def test_enough_points_give_limits_and_a_forecast_with_an_interval() -> None:
    values = ("50", "52", "49", "51", "50", "53", "51", "50", "52")
    (picture,) = draw(indicator(), years_of(*values), target(year(2019), "55"))
    assert picture.chart.limits is not None
    assert picture.chart.limits.lower < 50 < picture.chart.limits.upper
    assert picture.foreseen is not None
    assert [each.period for each in picture.chart.expected] == [year(2019)]
    assert picture.foreseen.low < picture.foreseen.value < picture.foreseen.high


def test_a_special_cause_is_said_at_its_point() -> None:
    values = ("50", "52", "49", "51", "50", "53", "51", "50", "90")
    (picture,) = draw(indicator(), years_of(*values))
    assert [each.signal for each in picture.chart.outcomes if each.signal] == ["2017: signal"]
    assert picture.signal.state == "better"


def test_an_earlier_point_outside_the_limits_is_told_although_the_latest_is_quiet() -> None:
    values = ("50", "52", "49", "51", "50", "53", "51", "50", "90", "51")
    (picture,) = draw(indicator(), years_of(*values))
    assert [each.signal for each in picture.chart.outcomes if each.signal] == ["2016: signal"]
    assert str(picture.earlier) == "Utanför gränserna: 2016. Något särskilt hände då."
    (quiet,) = draw(indicator(), years_of(*values[:8]))
    assert str(quiet.earlier) == ""


def test_for_a_rank_up_is_worse() -> None:
    values = ("50", "52", "49", "51", "50", "53", "51", "50", "90")
    (picture,) = draw(indicator(rank_of=290, direction="lower"), years_of(*values))
    assert picture.signal.state == "worse"


def test_an_interval_and_as_the_year_before_are_drawn_by_their_bounds() -> None:
    interval = target(NOW, None, "interval", "50", "60")
    (picture,) = draw(indicator(), {year(2017): "51"}, interval)
    assert [(aim.value, aim.upper) for aim in picture.chart.aims] == [(Decimal(50), Decimal(60))]
    (before,) = draw(indicator(), {year(2017): "51"}, target(NOW, None, "as_before"))
    assert [(aim.period, aim.value) for aim in before.chart.aims] == [(NOW, Decimal(51))]


def test_as_the_year_before_without_a_year_before_promises_nothing_to_draw() -> None:
    (picture,) = draw(indicator(), {year(2015): "51"}, target(NOW, None, "as_before"))
    assert picture.chart.aims == []


def test_months_have_a_chart_of_their_own_beside_the_years() -> None:
    figures = {year(2017): "51", Period.parse("2018-01"): "50", Period.parse("2018-02"): "52"}
    found = draw(indicator(), figures)
    assert [(picture.kind, len(picture.chart.outcomes)) for picture in found] == [("year", 1), ("month", 2)]
    assert found[1].chart.current is None


def test_per_cent_is_never_foreseen_past_a_hundred() -> None:
    held = Indicator(name="Andel", unit_of_measure="%", decimals=0)
    (picture,) = draw(held, years_of("90", "91", "93", "94", "96", "97", "98", "99"), target(year(2020), "100"))
    assert picture.foreseen is not None
    assert picture.foreseen.high <= 100


@pytest.mark.parametrize("value", ["0", "-3"])
def test_zero_and_below_are_values_like_others(value: str) -> None:
    (picture,) = draw(indicator(), {year(2017): value})
    assert [each.value for each in picture.chart.outcomes] == [Decimal(value)]
