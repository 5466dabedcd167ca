"""Every chart at its edges: nothing, one, equal, negative, huge and missing values, long words, many nodes."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodatraden.lib.periods import Period
from rodatraden.web import charts
from rodatraden.web.charts import PRINT, Aim, Expected, Limits, LineChart, Outcome, Spark, ThreadLink, Traveller
from rodatraden.web.charts.layers import heights, layered
from rodatraden.web.charts.line_frame import Width
from rodatraden.web.charts.scale import Scale, nice_ticks, value_ticks
from rodatraden.web.charts.spark import runs
from rodatraden.web.marks import Mark

MET = Mark("met", "disc", "Uppfylls")
LONG = "Samhällsbyggnadsförvaltningsplaneringsberedningens"
SVG = "{http://www.w3.org/2000/svg}"
SIZED = st.decimals(-(10**9), 10**9, places=2)


def year(number: int) -> Period:
    return Period.year_of(number)


def parsed(svg: str) -> ElementTree.Element:
    """The picture as a tree, once it is sure that it is one and that all that it draws has a place."""
    assert not re.search(r'[="\s,](nan|-?inf)', svg)
    return ElementTree.fromstring(svg)  # noqa: S314 (our own)


def box(root: ElementTree.Element) -> tuple[float, float]:
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return width, height


def inside(svg: str) -> ElementTree.Element:
    """The picture, where every disc lies within its frame."""
    root = parsed(svg)
    width, height = box(root)
    for disc in root.iter(f"{SVG}circle"):
        assert 0 <= float(disc.attrib["cx"]) <= width
        assert 0 <= float(disc.attrib["cy"]) <= height
    return root


def drawn(*values: str | None, aims: tuple[str | None, ...] = ()) -> LineChart:
    """A chart of years from 2010; None is a year without a value."""
    outcomes = [Outcome(year(2010 + at), Decimal(value)) for at, value in enumerate(values) if value is not None]
    targets = [Aim(year(2010 + at), Decimal(value)) for at, value in enumerate(aims) if value is not None]
    missing = [year(2010 + at) for at, value in enumerate(values) if value is None]
    return LineChart("Trygghet", "Så här gick det.", outcomes, targets, unmeasured=missing)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize(
    ("values", "aims"),
    [
        (("51",), ()),
        (("0",), ()),
        (("-3",), ()),
        (("7", "7", "7"), ()),
        (("0", "0", "0"), ("0", "0", "0")),
        (("-5", "-1", "-9"), ()),
        (("-5", "5"), ()),
        (("1000000000000", "2"), ()),
        (("999999999999999999", "999999999999999998"), ()),
        (("0.000001", "0.000002"), ()),
        (("51", None, None, "54"), ("50",)),
        ((None, None, "54"), ()),
        ((), ("55",)),
        ((), ("55", None, "60")),
        (("1",) * 80, ("2",) * 80),
    ],
)
def test_a_line_copes_with(values: tuple[str | None, ...], aims: tuple[str, ...], width: Width) -> None:
    root = inside(charts.line(drawn(*values, aims=aims), "c", width))
    known = sum(value is not None for value in values)
    dots = [disc for disc in root.iter(f"{SVG}circle") if disc.attrib["class"] == "dot"]
    assert len(dots) == known


def test_a_line_of_nothing_is_nothing() -> None:
    assert charts.line(drawn(), "c") == charts.line_pair(drawn(None, None), "c") == ""


@given(st.lists(SIZED | st.none(), min_size=1, max_size=20), st.lists(SIZED | st.none(), max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_line_lies_within_its_frame(values: list[Decimal | None], aims: list[Decimal | None]) -> None:
    shown = [None if value is None else str(value) for value in values]
    wanted = [None if value is None else str(value) for value in aims]
    widths: tuple[Width, ...] = ("wide", "narrow")
    for width in widths:
        svg = charts.line(drawn(*shown, aims=tuple(wanted)), "c", width)
        assert (svg == "") == (not any(value is not None for value in [*values, *aims]))
        if svg:
            inside(svg)


def test_limits_without_any_outcome_are_not_drawn() -> None:
    limits = Limits(Decimal(5), Decimal(1), Decimal(9))
    chart = LineChart("T", "D", aims=[Aim(year(2018), Decimal(5))], limits=limits)
    assert 'class="limit"' not in charts.line(chart, "c")


def test_limits_that_coincide_keep_their_words_apart() -> None:
    chart = LineChart("T", "D", [Outcome(year(2018), Decimal(5))], limits=Limits(Decimal(5), Decimal(5), Decimal(5)))
    rows = [float(found.attrib["y"]) for found in inside(charts.line(chart, "c")).iter(f"{SVG}text")
            if " 5,0" in (found.text or "")]  # fmt: skip
    assert len(rows) == 3
    assert all(after - before >= 15 for before, after in zip(rows, rows[1:], strict=False))


def test_what_the_series_leads_to_is_an_interval_and_no_point() -> None:
    coming = [Expected(year(2020), Decimal(60), Decimal(55), Decimal(66))]
    root = inside(charts.line(LineChart("T", "D", [Outcome(year(2018), Decimal(5))], expected=coming), "c"))
    assert [part.attrib["class"] for part in root.iter(f"{SVG}path")].count("fan") == 1
    assert [disc.attrib["class"] for disc in root.iter(f"{SVG}circle")] == ["dot"]


def test_long_words_do_not_break_a_line() -> None:
    chart = LineChart(LONG, LONG, [Outcome(year(2018), Decimal(5), signal=LONG)], unit=LONG, breaks=())
    assert inside(charts.line(chart, "c")).find(f"{SVG}title") is not None


@pytest.mark.parametrize(
    ("values", "lines", "dots"),
    [
        (["1"], 0, 1),
        (["1", "2"], 1, 1),
        (["1", None, "2"], 0, 2),
        (["1", "2", None, "3", "4"], 2, 1),
        ([None, None, "1"], 0, 1),
        (["1", "1", "1"], 1, 1),
        (["-1", "-2"], 1, 1),
        (["1e15", "-1e15"], 1, 1),
    ],
)
def test_a_spark_is_broken_where_values_are_missing(values: list[str | None], lines: int, dots: int) -> None:
    curve = Spark("Trygghet", [None if value is None else Decimal(value) for value in values])
    root = inside(charts.spark(curve, "s"))
    found = [part.attrib["class"] for part in root if "class" in part.attrib]
    assert (found.count("out"), found.count("dot")) == (lines, dots)


def test_a_spark_of_nothing_is_nothing() -> None:
    assert charts.spark(Spark("T", []), "s") == charts.spark(Spark("T", [None], [None]), "s") == ""


@given(st.lists(SIZED | st.none(), max_size=30), st.lists(SIZED | st.none(), max_size=30), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_spark_lies_within_its_frame(values: list[Decimal | None], aims: list[Decimal | None], up: bool) -> None:
    svg = charts.spark(Spark("T", values, aims, "higher" if up else "lower"), "s")
    if svg:
        inside(svg)


@given(st.lists(SIZED | st.none(), max_size=30))
def test_runs_hold_every_value_once_with_its_place(values: list[Decimal | None]) -> None:
    found = runs(values)
    assert [pair for run in found for pair in run] == [(at, one) for at, one in enumerate(values) if one is not None]
    assert all(after[0] - before[0] == 1 for run in found for before, after in zip(run, run[1:], strict=False))


@pytest.mark.parametrize("share", ["0", "1", "0.5", "-1000000", "1000000", "0.0000001"])
@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_road_copes_with_many_on_one_spot(share: str, count: int) -> None:
    svg = charts.road([Traveller(f"i{at}", Decimal(share), MET) for at in range(count)], "Vägen", "r")
    assert parsed(svg).attrib["viewBox"] == "0 0 300 48"
    assert svg.count("<use") == count


def test_a_road_of_nobody_is_still_a_road() -> None:
    root = parsed(charts.road([], "Vägen", "r"))
    assert root.find(f"{SVG}desc") is not None


def wheel(*events: charts.WheelEvent, rings: int = 2, today: date | None = None) -> str:
    return charts.wheel(charts.Wheel("Året", "D", 2018, [f"ring {at}" for at in range(rings)], events, today), "w")


@pytest.mark.parametrize("rings", [1, 2, 7])
def test_a_wheel_without_events_is_a_year_all_the_same(rings: int) -> None:
    root = inside(wheel(rings=rings))
    words = [found.text for found in root.iter(f"{SVG}text")]
    assert "jan" in words
    assert "dec" in words
    assert len([disc for disc in root.iter(f"{SVG}circle") if disc.attrib["class"] == "orbit"]) == rings


@pytest.mark.parametrize("count", [1, 12, 60])
def test_events_of_one_day_stay_within_the_wheel(count: int) -> None:
    root = inside(wheel(*[charts.WheelEvent(at, f"H {at}", date(2018, 2, 28), 0) for at in range(count)]))
    assert len([disc for disc in root.iter(f"{SVG}circle") if disc.attrib["class"] == "event"]) == count


@pytest.mark.parametrize(
    ("start", "end"), [((1, 1), (12, 31)), ((6, 1), (6, 1)), ((11, 1), (12, 31)), ((1, 31), (2, 1))]
)
def test_an_arc_is_drawn_where_work_lasts(start: tuple[int, int], end: tuple[int, int]) -> None:
    event = charts.WheelEvent(1, "Arbete", date(2018, *start), 0, until=date(2018, *end))
    assert wheel(event).count('class="span"') == (1 if start != end else 0)


def test_long_ring_names_and_titles_do_not_break_a_wheel() -> None:
    event = charts.WheelEvent(1, LONG * 3, date(2018, 3, 1), 0, url="/x")
    year_2018 = charts.Wheel(LONG, LONG, 2018, [LONG * 2, LONG], [event], date(2018, 3, 1), (LONG, LONG))
    inside(charts.wheel(year_2018, "w"))


def thread(nodes: int, columns: int = 4, title: str = "Mål", **more: object) -> charts.ThreadPicture:
    """A thread where every node but those of the first column serves one to its left."""
    made = [charts.ThreadNode(f"n{at}", at % columns, f"{title} {at}", f"/n{at}") for at in range(nodes)]
    links = [ThreadLink(f"n{at - 1}", f"n{at}") for at in range(nodes) if at % columns]
    heads = [charts.ThreadColumn(f"Nivå {at}", "beslutas av nämnden") for at in range(columns)]
    return charts.ThreadPicture("Tråden", "D", heads, made, links, **more)  # type: ignore[arg-type]


def test_a_thread_of_nothing_is_nothing() -> None:
    assert charts.thread_picture(thread(0), "t") == ""


@pytest.mark.parametrize("nodes", [1, 2, 5, 200])
@pytest.mark.parametrize("columns", [1, 4, 8])
def test_a_thread_of_any_size_has_every_node_once(nodes: int, columns: int) -> None:
    svg = charts.thread_picture(thread(nodes, columns), "t")
    inside(svg)
    assert svg.count("<a ") == nodes
    assert len(set(re.findall(r'href="(/n\d+)"', svg))) == nodes


@pytest.mark.parametrize("title", ["", "x", LONG, LONG * 6, "ord " * 80])
def test_a_title_of_any_length_is_drawn(title: str) -> None:
    inside(charts.thread_picture(thread(6, 3, title), "t"))


def test_a_chosen_node_that_is_not_there_breaks_nothing() -> None:
    inside(charts.thread_picture(thread(6, 3, here="ingen"), "t"))


def test_a_link_to_itself_and_a_link_twice_break_nothing() -> None:
    picture = thread(4, 2)
    links = [*picture.links, *picture.links, ThreadLink("n0", "n0"), ThreadLink("n1", "n0"), ThreadLink("x", "y")]
    inside(charts.thread_picture(charts.ThreadPicture("T", "D", picture.columns, picture.nodes, links), "t"))


PAIRS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=30)


@given(PAIRS)
@settings(max_examples=80, deadline=None)
def test_any_links_give_every_key_one_place_in_its_column(pairs: list[tuple[int, int]]) -> None:
    places = {f"k{at}": at % 4 for at in range(16)}
    links = [(f"k{one}", f"k{other}") for one, other in pairs]
    layers = layered(places, links)
    found = [key for column in layers.columns for key in column if key in places]
    assert sorted(found) == sorted(places)
    y = heights(layers, dict.fromkeys(places, 40.0), 10)
    assert min(y.values()) == pytest.approx(10)
    for column in layers.columns:
        assert [y[key] for key in column] == sorted(y[key] for key in column)


MAKES: dict[str, Callable[[], str]] = {
    "line": lambda: charts.line(drawn("1", "2"), "c", skin=PRINT),
    "spark": lambda: charts.spark(Spark("T", [Decimal(1), Decimal(2)]), "s", PRINT),
}


@pytest.mark.parametrize("kind", sorted(MAKES))
def test_a_printed_chart_needs_no_style_sheet_and_says_how_large_it_is(kind: str) -> None:
    root = parsed(MAKES[kind]())
    assert "class" not in {name for part in root.iter() for name in part.attrib}
    width, height = box(root)
    assert (float(root.attrib["width"]), float(root.attrib["height"])) == (width, height)


@pytest.mark.parametrize(("low", "high"), [(0, 0), (5, 5), (-5, -5), (1e15, 1e15), (1e-9, 1e-9), (-1e15, 1e15)])
def test_ticks_enclose_even_one_value(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low + 1e-9
    assert ticks[-1] >= high - 1e-9
    assert len(ticks) >= 2


@given(st.lists(st.floats(-1e6, -1), min_size=1, max_size=10))
def test_negative_values_never_get_an_axis_above_zero(values: list[float]) -> None:
    assert value_ticks(values)[-1] <= 0


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_the_ends_of_a_scale_are_its_ends(low: float, high: float) -> None:
    scale = Scale(low, high, 100, 20)
    if low != high:
        assert scale(low) == pytest.approx(100)
        assert scale(high) == pytest.approx(20, abs=1e-3)
    else:
        assert scale(low) == 60
