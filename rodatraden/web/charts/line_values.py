"""What a chart of outcomes shows, as values, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.text import capital, say
from rodatraden.web.charts.table import Cell, ChartTable


@dataclass(frozen=True)
class Outcome:
    """A measured value. `signal` is what to say of a special cause ("17 i juli: signal")."""

    period: Period
    value: Decimal
    example: bool = False
    preliminary: bool = False
    signal: str = ""


@dataclass(frozen=True)
class Aim:
    """A target for a period; with `upper` it is an interval."""

    period: Period
    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True)
class Limits:
    """Control limits (XmR) and the mean they lie around, for the outcomes from `since` on; None is all of them."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    since: Period | None = None


@dataclass(frozen=True)
class Break:
    """From this day the series is measured in another way; nothing is joined across it. `told` is a whole sentence."""

    day: date
    why: str
    told: str = ""

    @property
    def said(self) -> str:
        return self.told or f"{self.day.isoformat()}: {self.why}"


@dataclass(frozen=True)
class Forecast:
    """What somebody expects a period to come to. It stands beside the outcome, and is never one of them."""

    period: Period
    value: Decimal
    example: bool = False


@dataclass(frozen=True)
class Expected:
    """What the outcomes alone lead to, with its interval."""

    period: Period
    value: Decimal
    low: Decimal
    high: Decimal


Mark = Outcome | Aim | Forecast | Expected
WORDS = (
    say("utfall"), say("målväg"), say("mäts inte"), say("exempel"), say("Axeln börjar vid"), say("prognos"),
    say("ny mätmetod"),
)  # fmt: skip
LIMIT_WORDS = (say("övre gräns"), say("medel"), say("undre gräns"))


@dataclass(frozen=True)
class LineChart:
    """`forecasts` are somebody's own, `expected` what follows from the series. `words` are those of WORDS."""

    title: str
    description: str
    outcomes: Sequence[Outcome] = ()
    aims: Sequence[Aim] = ()
    limits: Limits | None = None
    breaks: Sequence[Break] = ()
    unmeasured: Sequence[Period] = ()
    forecasts: Sequence[Forecast] = ()
    expected: Sequence[Expected] = ()
    current: Period | None = None
    unit: str = ""
    decimals: int | None = None
    words: tuple[str, ...] = field(default_factory=lambda: tuple(str(word) for word in WORDS))
    limit_words: tuple[str, ...] = field(default_factory=lambda: tuple(str(word) for word in LIMIT_WORDS))

    @property
    def broken_on(self) -> list[date]:
        return [one.day for one in self.breaks]

    @property
    def open_forecasts(self) -> list[Forecast]:
        """Those of periods that have no final outcome yet: what has come out needs no forecast in the picture."""
        final = {one.period for one in self.outcomes if not one.preliminary}
        return [one for one in self.forecasts if one.period not in final]

    @property
    def marks(self) -> list[Mark]:
        """All that is drawn as a point with a figure."""
        return [*self.outcomes, *self.aims, *self.open_forecasts]

    def periods(self) -> list[Period]:
        """Every period that has something to show, in order, each once."""
        many: list[Mark] = [*self.outcomes, *self.aims, *self.forecasts, *self.expected]
        found = {one.period for one in many}
        return sorted(found | set(self.unmeasured) | ({self.current} if self.current else set()))


def line_table(chart: LineChart, heads: tuple[str, str, str]) -> ChartTable:
    """The same as rows, the latest first: period, outcome, target (an interval as text); then the forecast, and from
    when it is measured anew, where the chart has any."""
    outcomes = {one.period: one for one in chart.outcomes}
    aims = {one.period: one for one in chart.aims}
    forecasts, anew = {one.period: one for one in chart.forecasts}, _anew(chart)
    rows: list[tuple[Cell, ...]] = []
    for period in reversed(chart.periods()):
        outcome, aim, forecast = outcomes.get(period), aims.get(period), forecasts.get(period)
        target: Cell = _rounded(aim.value, chart.decimals) if aim else None
        if aim and aim.upper is not None:
            target = f"{format_number(aim.value, chart.decimals)}–{format_number(aim.upper, chart.decimals)}"
        row: list[Cell] = [period, _rounded(outcome.value, chart.decimals) if outcome else None, target]
        row += [_rounded(forecast.value, chart.decimals) if forecast else None] if forecasts else []
        row += [anew.get(period, "")] if anew else []
        rows.append(tuple(row))
    more = [capital(chart.words[place]) for place, some in ((5, forecasts), (6, anew)) if some]
    return ChartTable(chart.title, (*heads, *more), tuple(rows))


def _anew(chart: LineChart) -> dict[Period, str]:
    """What is said of the first period that a break begins in or before."""
    found: dict[Period, str] = {}
    for one in chart.breaks:
        after = next((period for period in chart.periods() if period.end >= one.day), None)
        if after is not None:
            said = f"{one.day.isoformat()}: {one.why}"
            found[after] = f"{found[after]}; {said}" if after in found else said
    return found


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    """The value with the decimals that the chart writes, whatever the database keeps."""
    return value if decimals is None else value.quantize(Decimal(1).scaleb(-decimals))
