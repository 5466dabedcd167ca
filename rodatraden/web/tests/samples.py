"""One picture of every kind, with the same nasty text in every place where a user's text can come."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rodatraden.lib.periods import Period
from rodatraden.web import charts
from rodatraden.web.charts import PAGE, PRINT, Skin
from rodatraden.web.marks import Mark

NASTY = "<script>alert('&\"')</script>\x00\x08"
MET = Mark("met", "disc", NASTY)
UNMEASURED = Mark("unmeasured", "ring", "Ej mätt")


def year(number: int) -> Period:
    return Period.year_of(number)


def outcome(number: int, value: str, example: bool = False, preliminary: bool = False) -> charts.Outcome:
    return charts.Outcome(year(number), Decimal(value), example, preliminary)


def aim(number: int, value: str, upper: str = "") -> charts.Aim:
    return charts.Aim(year(number), Decimal(value), Decimal(upper) if upper else None)


def a_line(skin: Skin) -> str:
    chart = charts.LineChart(
        NASTY,
        NASTY,
        outcomes=[outcome(2015, "57", example=True), outcome(2016, "54", preliminary=True), outcome(2017, "51.25")],
        aims=[aim(2018, "55"), aim(2019, "60", "65")],
        limits=charts.Limits(Decimal("54"), Decimal("50"), Decimal("58")),
        breaks=[charts.Break(date(2016, 1, 1), NASTY), charts.Break(date(2017, 1, 1), NASTY, NASTY)],
        unmeasured=[year(2018)],
        forecasts=[charts.Forecast(year(2018), Decimal(58), example=True), charts.Forecast(year(2019), Decimal(59))],
        expected=[charts.Expected(year(2020), Decimal(60), Decimal(55), Decimal(66))],
        current=year(2018),
        unit=NASTY,
    )
    return charts.line(chart, "c", skin=skin)


def a_signal(skin: Skin) -> str:
    points = [charts.Outcome(year(2001 + at), Decimal(at % 3), signal=NASTY if at == 7 else "") for at in range(15)]
    return charts.line(charts.LineChart(NASTY, NASTY, points), "c", "narrow", skin)


def a_road() -> str:
    travellers = [charts.Traveller(NASTY, Decimal("0.5"), MET), charts.Traveller(NASTY, None, UNMEASURED)]
    return charts.road(travellers, NASTY, "c")


def a_road_head() -> str:
    return charts.road_head(NASTY, NASTY, NASTY, "c")


def a_spark(skin: Skin) -> str:
    return charts.spark(charts.Spark(NASTY, [Decimal(1), None, Decimal(3)], [None, None, Decimal(4)]), "c", skin)


def a_thread() -> str:
    nodes = [
        charts.ThreadNode("a", 0, NASTY, f"/?q={NASTY}", MET, [NASTY], NASTY, ("above", "below")),
        charts.ThreadNode("b", 1, NASTY, "/b", open=True),
        charts.ThreadNode("c", 2, "Utan adress"),
    ]
    links = [charts.ThreadLink("a", "b", broken=True), charts.ThreadLink("a", "c")]
    columns = [charts.ThreadColumn(NASTY, NASTY)] * 3
    return charts.thread_picture(charts.ThreadPicture(NASTY, NASTY, columns, nodes, links, here="b"), "c")


def a_stem() -> str:
    nodes = [charts.ThreadNode(key, 0, NASTY, notes=[NASTY], open=key == "b") for key in "abc"]
    links = [charts.ThreadLink("a", "b"), charts.ThreadLink("a", "c")]
    return charts.stem(charts.ThreadPicture(NASTY, NASTY, [charts.ThreadColumn("")], nodes, links), "c")


def a_wheel(skin: Skin) -> str:
    events = [
        charts.WheelEvent(1, NASTY, date(2018, 3, 1), 0, url=f"/?{NASTY}"),
        charts.WheelEvent(2, NASTY, date(2018, 10, 1), 1, until=date(2018, 12, 1)),
        charts.WheelEvent(0, NASTY, date(2018, 5, 1), 1, small=True),
    ]
    year_2018 = charts.Wheel(NASTY, NASTY, 2018, [NASTY, NASTY], events, date(2018, 9, 10), (NASTY, NASTY))
    return charts.wheel(year_2018, "c", skin)


ON_PAPER_TOO: dict[str, Callable[[Skin], str]] = {
    "line": a_line,
    "signal": a_signal,
    "spark": a_spark,
    "wheel": a_wheel,
}
ON_THE_PAGE: dict[str, Callable[[], str]] = {
    "road": a_road,
    "road head": a_road_head,
    "thread": a_thread,
    "stem": a_stem,
}
EACH = [(kind, skin) for kind in ON_PAPER_TOO for skin in (PAGE, PRINT)] + [(kind, PAGE) for kind in ON_THE_PAGE]


def picture(kind: str, skin: Skin) -> str:
    return ON_THE_PAGE[kind]() if kind in ON_THE_PAGE else ON_PAPER_TOO[kind](skin)
