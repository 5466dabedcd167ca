"""How the forecast of a year has moved against the frame, as a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rodatraden.economy.deviation import MILLION, THOUSAND, deviation_told
from rodatraden.economy.rows import Figure, LineRow
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, capital, say, say_many
from rodatraden.web import charts

FEWEST = 2
"""Fewer forecasts make no picture."""
WORDS = (say("prognos"), say("ram"), say("mäts inte"), say("exempel"), say("Axeln börjar vid"))


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, what it shows in words, and the same as a table. `example` says that all of it is made up."""

    title: Text
    svg: str
    table: charts.ChartTable
    example: bool


def picture(row: LineRow, forecasts: Mapping[date, Figure], year: int) -> Picture | None:
    """The forecasts of a year by the month they were made, and the frame; None where there is too little to draw."""
    months = {Period.of("month", day): figure for day, figure in forecasts.items()}
    if len(months) < FEWEST:
        return None
    largest = max(abs(figure.value) for figure in (*row.figures, *months.values()))
    size, unit, decimals = (MILLION, "mkr", 1) if largest >= MILLION else (THOUSAND, "tkr", 0)
    title = say("{line} {year}: prognosen för hela året och ramen", line=capital(row.name), year=year)
    all_example = all(figure.example for figure in months.values())
    chart = charts.LineChart(
        title=str(title),
        description=str(_described(row, len(months))),
        outcomes=[charts.Outcome(at, each.value / size, each.example) for at, each in sorted(months.items())],
        aims=_frame_over(row, list(months), size),
        unit=unit,
        decimals=decimals,
        words=tuple("" if all_example and word is WORDS[3] else str(word) for word in WORDS),
    )
    heads = str(say("Prognosen gjord")), str(say("Prognos, {unit}", unit=unit)), str(say("Ram, {unit}", unit=unit))
    svg = charts.line_pair(chart, f"ekonomi-{row.line.key}")
    return Picture(title, svg, charts.line_table(chart, heads), all_example)


def _frame_over(row: LineRow, months: list[Period], size: Decimal) -> list[charts.Aim]:
    """The frame as a level line: the same at the first month and the last."""
    if row.frame is None:
        return []
    return [charts.Aim(month, row.frame.value / size) for month in (min(months), max(months))]


def _described(row: LineRow, number: int) -> Text:
    """The picture for who does not see it."""
    made = say_many(number, "En prognos är gjord.", "{n} prognoser är gjorda.")
    if row.deviation is None:
        return made
    return say("{made} Den senaste: {told}.", made=made, told=deviation_told(row.deviation, row.is_investment))
