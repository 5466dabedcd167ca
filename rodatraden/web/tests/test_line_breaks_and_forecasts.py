"""Where the chart of outcomes breaks, what somebody expects in it, and that its words keep out of each other's way."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart
from rodatraden.web import charts
from rodatraden.web.charts import PAGE, PRINT, Break, Forecast, LineChart, Skin, Spark
from rodatraden.web.charts.line_frame import Box, Width, _box, _meet
from rodatraden.web.charts.spark import runs
from rodatraden.web.tests.samples import aim, outcome, year

SVG = "{http://www.w3.org/2000/svg}"
FIVE = [outcome(at, value) for at, value in ((2013, "60"), (2014, "58"), (2015, "50"), (2016, "52"), (2017, "51"))]
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


def a_break(day: str, why: str = "ny enkät") -> Break:
    return Break(date.fromisoformat(day), why)


def drawn(width: Width = "wide", skin: Skin = PAGE, **parts: object) -> ElementTree.Element:
    chart = LineChart("Trygghet", "Beskrivning", **parts)  # type: ignore[arg-type]
    return ElementTree.fromstring(charts.line(chart, "c", width, skin))  # noqa: S314 (our own text)


def with_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def ends(path: ElementTree.Element) -> list[tuple[float, ...]]:
    """The points of a straight path."""
    return [tuple(float(part) for part in spot.split()) for spot in path.attrib["d"][1:].split("L")]


# Breaks


def test_each_break_is_a_line_with_its_reason_to_point_at() -> None:
    root = drawn(outcomes=FIVE, breaks=[a_break("2016-07-01", "färre frågor"), a_break("2015-01-01")])
    lines = [group for group in root.iter(f"{SVG}g") if with_class(group, "split")]
    assert [group.findtext(f"{SVG}title") for group in lines] == ["2015-01-01: ny enkät", "2016-07-01: färre frågor"]
    assert {"ny enkät", "färre frågor"} <= set(words(root))


def test_a_break_stands_on_its_day() -> None:
    root = drawn(outcomes=FIVE, breaks=[a_break("2015-01-01"), a_break("2016-07-01")])
    dots = [float(dot.get("cx", "")) for dot in with_class(root, "dot")]
    new_year, midsummer = (ends(line)[0][0] for line in with_class(root, "split"))
    assert dots[1] < new_year < dots[2]
    assert new_year == pytest.approx((dots[1] + dots[2]) / 2, abs=0.3)
    assert midsummer == pytest.approx(dots[3], abs=0.3)


def test_nothing_is_joined_across_any_of_several_breaks() -> None:
    root = drawn(outcomes=FIVE, breaks=[a_break("2015-01-01"), a_break("2016-01-01")])
    one, other = (ends(path) for path in with_class(root, "out"))
    dots = [float(dot.get("cx", "")) for dot in with_class(root, "dot")]
    assert [one[0][0], one[1][0], other[0][0], other[1][0]] == [dots[0], dots[1], dots[3], dots[4]]


def test_a_year_that_is_measured_in_two_ways_stands_alone() -> None:
    root = drawn(outcomes=FIVE, breaks=[a_break("2015-07-01")])
    assert (len(with_class(root, "out")), len(with_class(root, "dot"))) == (2, 5)


def test_the_promise_does_not_start_from_what_is_measured_in_another_way() -> None:
    joined = drawn(outcomes=FIVE, aims=[aim(2018, "55"), aim(2019, "60")])
    parted = drawn(outcomes=FIVE, aims=[aim(2018, "55"), aim(2019, "60")], breaks=[a_break("2018-01-01")])
    assert [len(ends(with_class(root, "aim")[0])) for root in (joined, parted)] == [3, 2]


def test_limits_lie_over_the_outcomes_that_they_were_reckoned_from() -> None:
    limits = charts.Limits(Decimal(51), Decimal(49), Decimal(53), since=year(2015))
    root = drawn(outcomes=FIVE, limits=limits, breaks=[a_break("2015-01-01")])
    dots = [float(dot.get("cx", "")) for dot in with_class(root, "dot")]
    (mean,) = with_class(root, "mean")
    assert [spot[0] for spot in ends(mean)] == [dots[2], dots[4]]


def test_a_reason_without_room_is_left_to_the_title_and_the_table() -> None:
    long = "pensionsavgångar räknas inte längre"
    breaks = [a_break("2014-01-01", long), a_break("2015-01-01")]
    root = drawn("narrow", outcomes=FIVE, breaks=breaks)
    assert not [said for said in words(root) if said.startswith("pension")]
    assert [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")][0] == f"2014-01-01: {long}"
    table = charts.line_table(LineChart("T", "D", FIVE, breaks=breaks), ("År", "Utfall", "Målvärde"))
    assert (year(2014), Decimal(58), None, f"2014-01-01: {long}") in table.rows


def test_a_reason_moves_up_where_a_point_stands_at_the_floor() -> None:
    high = [outcome(2013, "60"), outcome(2014, "61"), outcome(2015, "59"), outcome(2016, "58")]
    low = [outcome(2013, "60"), outcome(2014, "61"), outcome(2015, "2"), outcome(2016, "1")]
    at = []
    for outcomes in (high, low):
        root = drawn(outcomes=[outcome(2012, "0"), *outcomes], breaks=[a_break("2015-01-01", "ny enkät till alla")])
        (said,) = [element for element in root.iter(f"{SVG}text") if element.text == "ny enkät till alla"]
        at.append(float(said.attrib["y"]))
    assert at[0] > 250 and at[1] < 70


def test_two_breaks_before_one_period_share_its_row() -> None:
    breaks = [a_break("2014-03-01", "a"), a_break("2014-09-01", "b"), a_break("2019-01-01", "c")]
    table = charts.line_table(LineChart("T", "D", FIVE, breaks=breaks), ("År", "Utfall", "Målvärde"))
    assert table.heads[3] == "Ny mätmetod"
    assert [row[3] for row in table.rows] == ["", "", "", "2014-03-01: a; 2014-09-01: b", ""]


@given(
    st.lists(st.integers(2005, 2018), min_size=1, max_size=12, unique=True),
    st.lists(st.dates(date(2004, 1, 1), date(2019, 12, 31)), max_size=4, unique=True),
)
@settings(max_examples=60, deadline=None)
def test_two_points_are_joined_exactly_where_they_are_comparable(years: list[int], days: list[date]) -> None:
    known = sorted(years)
    outcomes = [outcome(at, str(at % 7)) for at in known]
    root = drawn(outcomes=outcomes, breaks=[Break(day, "ny enkät") for day in days])
    joined = sum(not apart(year(one), year(after), days) for one, after in zip(known, known[1:], strict=False))
    assert len(with_class(root, "out")) + len(with_class(root, "bridge")) == joined
    assert len(with_class(root, "split")) == len(days)
    wide = float(root.attrib["viewBox"].split()[2])
    assert all(0 <= spot[0] <= wide for line in with_class(root, "split") for spot in ends(line))


# Forecasts


def test_a_forecast_is_hollow_dashed_and_called_so() -> None:
    root = drawn(outcomes=FIVE, forecasts=[Forecast(year(2018), Decimal(54))])
    (line,), (tip,) = with_class(root, "ahead"), with_class(root, "ahead-tip")
    last = with_class(root, "dot")[-1]
    assert ends(line)[0] == (float(last.get("cx", "")), float(last.get("cy", "")))
    assert tip.attrib["d"].endswith("z")
    assert words(root).count("prognos") == 1 and "54" in words(root)
    assert len(with_class(root, "dot")) == len(FIVE), "a forecast is no outcome"
    assert len(with_class(root, "out")) == len(FIVE) - 1


def test_on_paper_a_forecast_is_as_hollow_and_as_dashed() -> None:
    root = drawn(skin=PRINT, outcomes=FIVE, forecasts=[Forecast(year(2018), Decimal(54))])
    dashed = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray") == "7 5"]
    hollow = [path for path in root.iter(f"{SVG}path") if path.attrib["d"].endswith("z")]
    assert [(path.get("stroke"), path.get("fill")) for path in dashed] == [("#1b1a17", "none")]
    assert [(path.get("stroke"), path.get("fill")) for path in hollow] == [("#1b1a17", "#ffffff")]
    assert "prognos" in words(root)


def test_a_made_up_forecast_says_so() -> None:
    assert "exempel" in words(drawn(outcomes=FIVE, forecasts=[Forecast(year(2018), Decimal(54), example=True)]))
    assert "exempel" not in words(drawn(outcomes=FIVE, forecasts=[Forecast(year(2018), Decimal(54))]))


def test_a_forecast_of_what_has_come_out_is_left_to_the_table() -> None:
    chart = LineChart("T", "D", FIVE, forecasts=[Forecast(year(2017), Decimal(54)), Forecast(year(2018), Decimal(55))])
    assert [one.period for one in chart.open_forecasts] == [year(2018)]
    assert len(with_class(drawn(outcomes=FIVE, forecasts=chart.forecasts), "ahead-tip")) == 1
    rows = charts.line_table(chart, ("År", "Utfall", "Målvärde")).rows
    assert [(row[0], row[3]) for row in rows[:3]] == [(year(2018), 55), (year(2017), 54), (year(2016), None)]


def test_beside_a_preliminary_outcome_the_forecast_stands() -> None:
    outcomes = [*FIVE, outcome(2018, "40", preliminary=True)]
    root = drawn(outcomes=outcomes, aims=[aim(2018, "55")], forecasts=[Forecast(year(2018), Decimal(54))])
    (line,) = with_class(root, "ahead")
    before = with_class(root, "dot")[-1]
    assert ends(line)[0] == (float(before.get("cx", "")), float(before.get("cy", "")))
    assert len(with_class(root, "prel")) == len(with_class(root, "ahead-tip")) == 1


@pytest.mark.parametrize(
    ("outcomes", "breaks"), [([], []), ([outcome(2019, "50")], []), (FIVE, [a_break("2018-01-01")])]
)
def test_a_forecast_without_an_outcome_to_go_on_from_has_no_line(
    outcomes: list[charts.Outcome], breaks: list[Break]
) -> None:
    root = drawn(outcomes=outcomes, breaks=breaks, forecasts=[Forecast(year(2018), Decimal(54))])
    assert (len(with_class(root, "ahead")), len(with_class(root, "ahead-tip"))) == (0, 1)


@pytest.mark.parametrize(("expected", "wanted", "over"), [("57", "54", True), ("51", "54", False)])
def test_a_forecast_and_its_target_are_written_on_each_side(expected: str, wanted: str, over: bool) -> None:
    root = drawn(outcomes=FIVE, aims=[aim(2018, wanted)], forecasts=[Forecast(year(2018), Decimal(expected))])
    at = {text.text: float(text.attrib["y"]) for text in root.iter(f"{SVG}text")}
    assert (at["prognos"] < at[expected] < at[wanted]) is over
    assert (at["prognos"] > at[expected] > at[wanted]) is not over


values = st.integers(-1000, 1000)


@given(st.dictionaries(st.integers(2010, 2018), values, max_size=9), st.dictionaries(st.integers(2010, 2022), values))
@settings(max_examples=60, deadline=None)
def test_every_open_forecast_is_drawn_once_and_within_the_frame(past: dict[int, int], ahead: dict[int, int]) -> None:
    outcomes = [outcome(at, str(value)) for at, value in past.items()]
    forecasts = [Forecast(year(at), Decimal(value)) for at, value in ahead.items()]
    if not (outcomes or forecasts):
        return
    for width in WIDTHS:
        root = drawn(width, outcomes=outcomes, forecasts=forecasts)
        _, _, wide, high = (float(part) for part in root.attrib["viewBox"].split())
        tips = with_class(root, "ahead-tip")
        assert len(tips) == len(set(ahead) - set(past)) == words(root).count("prognos")
        for tip in tips:
            for part in tip.attrib["d"][1:-1].split("L"):
                x, y = (float(number) for number in part.split())
                assert 0 <= x <= wide and 0 <= y <= high


# Words


def boxes(root: ElementTree.Element, role: str) -> list[Box]:
    return [
        _box(text.get("class", ""), float(text.attrib["x"]), float(text.attrib["y"]), text.text or "")
        for text in with_class(root, role)
        if text.tag == f"{SVG}text"
    ]


@given(st.lists(st.integers(40, 60), min_size=2, max_size=9))
@settings(max_examples=60, deadline=None)
def test_on_a_narrow_chart_no_figure_of_an_earlier_outcome_lies_on_another(numbers: list[int]) -> None:
    outcomes = [outcome(2010 + at, f"{value}.5", example=True) for at, value in enumerate(numbers)]
    root = drawn("narrow", outcomes=outcomes, aims=[aim(2019, "70"), aim(2020, "72")])
    assert words(root).count("exempel") >= 1
    small = [box for box in boxes(root, "mid") if box[3] - box[1] < 13]
    figures = [box for box in small if box[3] < 290]
    meeting = [pair for pair in combinations(figures, 2) if _meet(*pair)]
    assert len(meeting) <= 2, "only the last figure and the first example must be there"


def test_words_meet_where_they_share_a_place() -> None:
    assert _meet((0, 0, 10, 10), (9, 9, 20, 20))
    assert not _meet((0, 0, 10, 10), (10, 0, 20, 10))
    assert not _meet((0, 0, 10, 10), (0, 10, 10, 20))


@pytest.mark.parametrize(("role", "left"), [("lab", 100), ("lab mid", 90), ("lab end", 80)])
def test_words_reach_from_where_they_are_anchored(role: str, left: float) -> None:
    found = _box(role, 100, 50, "000")
    assert found[0] == pytest.approx(left, abs=1)
    assert found[1] < 50 < found[3]


# Small curves


@pytest.mark.parametrize(
    ("numbers", "cuts", "lengths"),
    [
        ("1234", (), [4]),
        ("1234", (2,), [2, 2]),
        ("1234", (1, 3), [1, 2, 1]),
        ("1-34", (2,), [1, 2]),
        ("1234", (0,), [4]),
        ("--", (1,), []),
    ],
)
def test_a_small_curve_is_cut_at_a_break(numbers: str, cuts: tuple[int, ...], lengths: list[int]) -> None:
    known = [None if sign == "-" else Decimal(sign) for sign in numbers]
    assert [len(run) for run in runs(known, cuts)] == lengths


@pytest.mark.parametrize(("cuts", "points"), [((), 3), ((1,), 3), ((2,), 2)])
def test_a_small_promise_does_not_start_across_a_break(cuts: tuple[int, ...], points: int) -> None:
    aims = [None, None, Decimal(5), Decimal(6)]
    svg = charts.spark(Spark("T", [Decimal(1), Decimal(2), None, None], aims, cuts=cuts), "s")
    (path,) = with_class(ElementTree.fromstring(svg), "aim")  # noqa: S314 (our own text)
    assert len(ends(path)) == points


@given(st.lists(st.none() | st.decimals(-9, 9, places=1), max_size=12), st.lists(st.integers(0, 12), max_size=4))
def test_a_cut_loses_no_value_and_joins_none(numbers: list[Decimal | None], cuts: list[int]) -> None:
    found = runs(numbers, cuts)
    assert [spot for run in found for spot in run] == [(at, one) for at, one in enumerate(numbers) if one is not None]
    assert all(place not in cuts for run in found for place, _value in run[1:])


def test_months_break_on_their_day() -> None:
    months = [charts.Outcome(Period.parse(f"2017-{at:02}"), Decimal(at)) for at in range(1, 13)]
    root = drawn(outcomes=months, breaks=[a_break("2017-06-01"), a_break("2017-09-15")])
    assert len(with_class(root, "out")) == 11 - 1 - 2


# Signals


def signals(root: ElementTree.Element) -> list[tuple[str, str]]:
    return [(text.text or "", text.get("class", "")) for text in with_class(root, "strong")]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_signal_is_written_on_another_and_the_latest_always_is(width: Width) -> None:
    months = [Period.parse(f"2017-{at:02}") for at in range(1, 13)]
    told = {4, 5, 6, 11}
    outcomes = [
        charts.Outcome(at, Decimal(9 if place in told else 5), signal=f"{at.name}: signal" if place in told else "")
        for place, at in enumerate(months)
    ]
    root = drawn(width, outcomes=outcomes)
    assert len(with_class(root, "signal")) == len(told), "each has its ring"
    assert ("december 2017: signal", "strong end") in signals(root)
    assert not [pair for pair in combinations(boxes(root, "strong"), 2) if _meet(*pair)]
    wide = float(root.attrib["viewBox"].split()[2])
    assert all(box[0] >= 0 and box[2] <= wide for box in boxes(root, "strong"))


def test_a_signal_at_the_left_edge_is_told_to_the_right() -> None:
    outcomes = [
        charts.Outcome(year(2010 + at), Decimal(at % 3), signal="2010: signal" if not at else "") for at in range(12)
    ]
    assert signals(drawn(outcomes=outcomes)) == [("2010: signal", "strong")]
