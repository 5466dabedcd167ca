"""Worked cases: exactly where things stand, so that a change of the looks is seen and meant."""

from datetime import date
from decimal import Decimal
from math import pi

import pytest

from rodatraden.lib.periods import Period
from rodatraden.web import charts
from rodatraden.web.charts.layers import crossings, layered
from rodatraden.web.charts.line import _short
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.road import along
from rodatraden.web.charts.scale import middle, nice_ticks, value_ticks
from rodatraden.web.charts.spacing import spread, within
from rodatraden.web.charts.wheel import angle


@pytest.mark.parametrize(
    ("share", "x"),
    [
        ("-9", 7.5),
        ("-0.2", 16),
        ("0", 46),
        ("0.5", 121),
        ("0.75", 158.5),
        ("1", 196),
        ("1.2", 226),
        ("9", 257.5),
    ],
)
def test_the_road_is_150_pixels_long(share: str, x: float) -> None:
    assert along(Decimal(share)) == pytest.approx(x)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([51, 65], [40, 50, 60, 70]),
        ([57.5, 80], [50, 60, 70, 80]),
        ([12.0, 14.0], [11, 12, 13, 14]),
        ([6, 17], [0, 10, 20]),
        ([0, 100], [0, 50, 100]),
        ([1131, 1826], [1000, 1500, 2000]),
        ([-5, -4], [-5.5, -5, -4.5, -4]),
        ([-2, 3], [-4, -2, 0, 2, 4]),
        ([0.2, 0.9], [0, 0.5, 1]),
        ([0, 0], [0, 0.5, 1]),
        ([228, 130], [100, 150, 200, 250]),
        ([-3, 0], [-3, -2, -1, 0]),
    ],
)
def test_an_axis_for_real_figures(values: list[float], ticks: list[float]) -> None:
    assert value_ticks(values) == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 3, [0, 1, 2, 3]),
        (0, 7, [0, 5, 10]),
        (0.01, 0.04, [0.01, 0.02, 0.03, 0.04]),
        (27103, 30584, [26000, 28000, 30000, 32000]),
    ],
)
def test_ticks_go_by_one_two_or_five(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([], []),
        ([5], [5]),
        ([0, 100], [0, 100]),
        ([50, 50], [45, 55]),
        ([50, 50, 50], [40, 50, 60]),
        ([0, 4, 100], [-3, 7, 100]),
        ([20, 0], [5, 15]),
    ],
)
def test_places_at_least_ten_apart(wanted: list[float], places: list[float]) -> None:
    assert spread(wanted, [10.0] * len(wanted)) == pytest.approx(places)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([0, 0], [0, 10]),
        ([30, 30], [20, 30]),
        ([15, 15], [10, 20]),
        ([1, 2, 3, 4, 5], [0, 7.5, 15, 22.5, 30]),
    ],
)
def test_places_within_thirty(wanted: list[float], places: list[float]) -> None:
    assert within(wanted, 10, 0, 30) == pytest.approx(places)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("2018", "2018"),
        ("2018-T2", "T2 2018"),
        ("2018-H1", "H1 2018"),
        ("2018-Q3", "Q3 2018"),
        ("2018-01", "jan 2018"),
        ("2018-03", "mars"),
        ("2018-07", "juli"),
        ("2018-09", "sep"),
        ("2018-09-10", "2018-09-10"),
    ],
)
def test_a_period_on_an_axis_is_short(key: str, shown: str) -> None:
    assert _short(Period.parse(key)) == shown


def test_a_year_stands_at_midsummer() -> None:
    assert middle(Period.parse("2018")) == date(2018, 7, 2).toordinal()
    assert middle(Period.parse("2018-06")) < middle(Period.parse("2018")) < middle(Period.parse("2018-H2"))


@pytest.mark.parametrize(
    ("when", "twelfths"),
    [
        (date(2018, 1, 16), 0.5),
        (date(2018, 4, 1), 3 + 0.5 / 30),
        (date(2018, 9, 10), 8 + 9.5 / 30),
        (date(2018, 12, 31), 11 + 30.5 / 31),
        (date(2020, 2, 29), 1 + 28.5 / 29),
    ],
)
def test_a_day_on_the_wheel(when: date, twelfths: float) -> None:
    assert angle(when) == pytest.approx(twelfths * pi / 6)


@pytest.mark.parametrize(
    ("links", "fewest"),
    [
        ([("a", "x"), ("b", "y"), ("c", "z")], 0),
        ([("a", "z"), ("b", "y"), ("c", "x")], 0),
        ([("a", "x"), ("a", "y"), ("b", "y"), ("b", "z")], 0),
        ([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], 1),
    ],
)
def test_no_line_crosses_that_need_not(links: list[tuple[str, str]], fewest: int) -> None:
    places = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    assert crossings(layered(places, links)) == fewest


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("Mål", 22, 27),
        ("Delaktighet, trygghet och", 140, 162),
        ("WWWW", 50, 54),
        ("iiii", 15, 18),
        ("\N{HEBREW LETTER ALEF}", 8, 8.1),
    ],
)
def test_the_width_of_a_text_is_near_the_truth(text: str, least: float, most: float) -> None:
    assert least <= text_width(text) <= most


def curve(**more: object) -> str:
    outcomes = [Decimal(1), Decimal(3)]
    return charts.spark(charts.Spark("Kurva", outcomes, **more), "c")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("aims", "rings", "paths"),
    [
        ((), 0, 0),
        ((None, None, Decimal(4)), 1, 1),
        ((None, Decimal(3), Decimal(4)), 1, 1),
        ((None, Decimal(3)), 0, 1),
    ],
)
def test_a_promise_ends_in_a_ring_unless_the_outcome_stands_there(
    aims: tuple[Decimal | None, ...], rings: int, paths: int
) -> None:
    svg = curve(aims=aims)
    assert svg.count('class="aim-dot"') == rings
    assert svg.count('class="aim"') == paths
