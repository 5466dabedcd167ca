"""The chart of outcomes and targets."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.periods import Period
from rodatraden.web import charts
from rodatraden.web.charts.scale import Scale, nice_ticks, value_ticks
from rodatraden.web.tests.samples import aim, outcome, year

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**parts: object) -> ElementTree.Element:
    chart = charts.LineChart("Trygghet", "Beskrivning", **parts)  # type: ignore[arg-type]
    return ElementTree.fromstring(charts.line(chart, "c"))  # noqa: S314 (our own text)


def with_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_points_run_from_left_to_right_by_time() -> None:
    root = drawn(outcomes=[outcome(2017, "51"), outcome(2015, "54"), outcome(2016, "53")])
    across = [float(dot.get("cx", "")) for dot in with_class(root, "dot")]
    assert len(across) == 3
    assert across == sorted(across)


def test_a_greater_value_stands_higher() -> None:
    root = drawn(outcomes=[outcome(2015, "10"), outcome(2016, "30"), outcome(2017, "20")])
    first, second, third = (float(dot.get("cy", "")) for dot in with_class(root, "dot"))
    assert second < third < first


def test_a_missing_outcome_has_no_point_and_is_never_zero() -> None:
    root = drawn(outcomes=[outcome(2015, "54"), outcome(2017, "51")], unmeasured=[year(2016)])
    assert len(with_class(root, "dot")) == 2
    assert {"mäts", "inte"} <= set(words(root))
    assert len(with_class(root, "band")) == 1


def test_a_line_over_an_unmeasured_year_is_thin() -> None:
    root = drawn(outcomes=[outcome(2015, "54"), outcome(2017, "51"), outcome(2018, "50")])
    assert len(with_class(root, "bridge")) == 1
    assert len(with_class(root, "out")) == 1


def test_nothing_is_joined_across_a_break_in_the_series() -> None:
    years = [outcome(2015, "54"), outcome(2016, "53"), outcome(2017, "51")]
    root = drawn(outcomes=years, breaks=[charts.Break(date(2017, 1, 1), "ny enkät")])
    assert len(with_class(root, "out")) == 1
    assert len(with_class(root, "split")) == 1
    assert "ny enkät" in words(root)


def test_a_made_up_value_is_hollow_and_says_so() -> None:
    root = drawn(outcomes=[outcome(2016, "53", example=True), outcome(2017, "51")])
    assert len(with_class(root, "made")) == 1
    assert "exempel" in words(root)


def test_a_preliminary_value_looks_neither_final_nor_made_up() -> None:
    root = drawn(outcomes=[outcome(2017, "51", preliminary=True), outcome(2016, "5")])
    assert len(with_class(root, "prel")) == 1
    assert not with_class(root, "made")


def test_the_promised_path_starts_at_the_outcome_before_the_first_target() -> None:
    root = drawn(outcomes=[outcome(2016, "53"), outcome(2017, "51")], aims=[aim(2018, "55"), aim(2019, "60")])
    (path,) = with_class(root, "aim")
    last = with_class(root, "dot")[-1]
    assert (path.get("d") or "").startswith(f"M{last.get('cx')} {last.get('cy')}L")
    assert len(with_class(root, "aim-dot")) == 2


def test_an_interval_is_drawn_as_an_interval() -> None:
    root = drawn(outcomes=[outcome(2017, "51")], aims=[aim(2018, "50", "60")])
    assert len(with_class(root, "aim-band")) == 1
    assert "50–60" in words(root)


def test_targets_alone_make_a_chart_and_nothing_makes_none() -> None:
    assert with_class(drawn(aims=[aim(2019, "2")]), "aim-dot")
    assert charts.line(charts.LineChart("Tom", ""), "c") == ""


def test_limits_have_their_figures_beside_them() -> None:
    limits = charts.Limits(Decimal("7.8"), Decimal("3.1"), Decimal("12.5"))
    root = drawn(outcomes=[outcome(2000 + at, str(at % 5 + 5)) for at in range(12)], limits=limits)
    assert {"övre gräns 12,5", "medel 7,8", "undre gräns 3,1"} <= set(words(root))
    assert len(with_class(root, "limit")) == 2


def test_the_present_year_is_always_named_and_strong() -> None:
    root = drawn(outcomes=[outcome(1990 + at, "5") for at in range(28)], aims=[aim(2018, "5")], current=year(2018))
    assert [element.text for element in with_class(root, "strong")] == ["2018"]


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    assert any(
        "Axeln börjar vid 45." in text for text in words(drawn(outcomes=[outcome(2016, "51"), outcome(2017, "64")]))
    )
    assert not any("Axeln" in text for text in words(drawn(outcomes=[outcome(2016, "1"), outcome(2017, "64")])))


def test_wide_and_narrow_have_ids_of_their_own_and_readable_measures() -> None:
    both = charts.line_pair(charts.LineChart("T", "B", [outcome(2016, "1"), outcome(2017, "2")]), "c9")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4
    assert 'viewBox="0 0 760' in both and 'viewBox="0 0 360' in both


def test_labels_on_the_time_axis_never_touch() -> None:
    months = [charts.Outcome(Period.parse(f"{2015 + at // 12}-{at % 12 + 1:02}"), Decimal(at)) for at in range(40)]
    root = drawn(outcomes=months)
    bottom = max(float(text.get("y", "")) for text in root.iter(f"{SVG}text"))
    spots = sorted(float(text.get("x", "")) for text in root.iter(f"{SVG}text") if float(text.get("y", "")) == bottom)
    assert len(spots) > 3
    assert all(after - one > 40 for one, after in pairwise(spots))


def test_the_table_says_the_same_with_the_latest_first() -> None:
    chart = charts.LineChart(
        "T", "", [outcome(2017, "51")], [aim(2018, "55"), aim(2019, "50", "60")], unmeasured=[year(2018)]
    )
    table = charts.line_table(chart, ("År", "Utfall", "Målvärde"))
    assert table.rows == ((year(2019), None, "50–60"), (year(2018), None, Decimal(55)), (year(2017), Decimal(51), None))


def test_the_table_writes_as_many_decimals_as_the_chart() -> None:
    chart = charts.LineChart("T", "", [outcome(2017, "12.600000")], [aim(2018, "12.000000")], decimals=1)
    table = charts.line_table(chart, ("År", "Utfall", "Målvärde"))
    assert [[str(cell) for cell in row[1:] if cell] for row in table.rows] == [["12.0"], ["12.6"]]


values = st.floats(min_value=-1e7, max_value=1e7, allow_nan=False)


@given(st.lists(values, min_size=1, max_size=20))
def test_ticks_enclose_every_value_and_are_few(numbers: list[float]) -> None:
    ticks = value_ticks(numbers)
    unseen = max((ticks[1] - ticks[0]) * 1e-8, 1e-6)  # far less than a pixel
    assert ticks[0] <= min(numbers) + unseen
    assert ticks[-1] >= max(numbers) - unseen
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(ticks)


@given(st.lists(st.floats(min_value=0.01, max_value=1e6), min_size=1, max_size=10))
def test_positive_values_never_get_an_axis_below_zero(numbers: list[float]) -> None:
    assert value_ticks(numbers)[0] >= 0


@given(values, values)
def test_a_scale_keeps_the_order(one: float, other: float) -> None:
    scale = Scale(-1e7, 1e7, 300, 40)
    assert (scale(one) >= scale(other)) or one > other


def test_ticks_are_round() -> None:
    assert nice_ticks(41, 69) == [40, 50, 60, 70]
    assert nice_ticks(0.11, 0.39) == [0.1, 0.2, 0.3, 0.4]
    assert nice_ticks(5, 5)[0] < 5 < nice_ticks(5, 5)[-1]
