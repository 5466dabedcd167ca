"""An indicator's series as a chart: what was measured, what was promised, what is common variation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from rodatraden.indicators.evidence import aim_of, number_text
from rodatraden.indicators.forecast import Forecast, NoForecast, foresee
from rodatraden.indicators.models import SeriesBreak, TargetForm
from rodatraden.indicators.rows import TargetRow, measured_in
from rodatraden.indicators.series import Series
from rodatraden.indicators.signal import Signal, read_signal
from rodatraden.lib import clock
from rodatraden.lib.periods import Period, PeriodKind
from rodatraden.lib.stretches import apart
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.web import charts
from rodatraden.web.templatetags.figures import text

KIND_WORDS: dict[PeriodKind, Text] = {
    "year": say("år för år"),
    "half": say("halvår för halvår"),
    "tertial": say("tertial för tertial"),
    "quarter": say("kvartal för kvartal"),
    "month": say("månad för månad"),
    "day": say("dag för dag"),
}


@dataclass(frozen=True)
class Picture:
    """One series of periods of the same length: the chart as a value, and what it says."""

    kind: PeriodKind
    title: Text
    chart: charts.LineChart
    signal: Signal
    forecast: Forecast | NoForecast

    @property
    def svg(self) -> str:
        return charts.line_pair(self.chart, f"serie-{self.kind}")

    @property
    def table(self) -> charts.ChartTable:
        return charts.line_table(self.chart, (gettext("Period"), gettext("Utfall"), gettext("Målvärde")))

    @property
    def earlier(self) -> Text:
        """Which periods before the latest lay outside the limits: something out of the ordinary happened then."""
        outside = [each.periods[-1] for each in self.signal.specials if each.rule == "outside"]
        names = [at.name for at in outside if at != _latest(self.signal)]
        if not names:
            return NOTHING
        return say("Utanför gränserna: {periods}. Något särskilt hände då.", periods=in_words(names))

    @property
    def foreseen(self) -> Forecast | None:
        """The forecast, where the data carry one."""
        return self.forecast if isinstance(self.forecast, Forecast) else None


def pictures(series: Series, now: Period) -> list[Picture]:
    """A chart for each length of period that has figures, years first. `now` is the year that runs."""
    return [_picture(series, kind, Period.of(kind, now.start) if kind == "year" else None) for kind in series.kinds]


def _picture(series: Series, kind: PeriodKind, now: Period | None) -> Picture:
    indicator, points = series.indicator, series.points(kind)
    breaks = [day for day in series.broken_on if day <= clock.today()]
    way = "lower" if indicator.rank_of is not None else indicator.direction
    signal = read_signal(points, way, breaks, indicator.decimals)  # type: ignore[arg-type]
    aims = [(at, row) for at, row in series.targets.items() if at.kind == kind]
    forecast = _foreseen(series, kind, signal, aims)
    measured = series.measured_points(kind)
    chart = charts.LineChart(
        title=text(say("{name} {kind}: utfall och målväg", name=indicator.called, kind=KIND_WORDS[kind])),
        description=_described(series, kind),
        outcomes=[
            charts.Outcome(at, row.value, row.example, row.preliminary, _special(signal, at))
            for at, row in measured.items()
        ],
        aims=[aim for at, row in aims if (aim := _aim(series, at, row))],
        limits=_limits(signal),
        forecasts=[
            charts.Forecast(at, row.value, row.example) for at, row in series.forecasts.items() if at.kind == kind
        ],
        unmeasured=_unmeasured(series, kind, now),
        expected=[_expected(forecast)] if isinstance(forecast, Forecast) else [],
        current=now,
        unit=indicator.unit_of_measure,
        decimals=indicator.decimals,
    )
    chart = _with_breaks(chart, series.breaks)
    return Picture(kind, KIND_WORDS[kind], chart, signal, forecast)


def _with_breaks(chart: charts.LineChart, breaks: Sequence[SeriesBreak]) -> charts.LineChart:
    """The chart with the breaks that lie within it: before it and after it there is nothing to part."""
    periods = chart.periods()
    inside = [each for each in breaks if periods and periods[0].start < each.day <= periods[-1].end]
    told = [text(break_told(each.day, each.reason)) for each in inside]
    if told:
        told.append(text(say("Värden före och efter går inte att jämföra.")))
    return replace(
        chart,
        breaks=[charts.Break(each.day, each.reason, said) for each, said in zip(inside, told, strict=False)],
        description=" ".join([chart.description, *told]),
    )


def break_told(day: date, reason: str) -> Text:
    """ "Ny mätmetod från 2014-01-01: ny enkät." """
    return say("Ny mätmetod från {day}: {why}.", day=day.isoformat(), why=reason.rstrip("."))


def _latest(signal: Signal) -> Period | None:
    """The last period that the signal reads; none where nothing is measured since the last break."""
    return signal.last.points[-1].period if signal.last.points else None


def _foreseen(
    series: Series, kind: PeriodKind, signal: Signal, aims: Sequence[tuple[Period, TargetRow]]
) -> Forecast | NoForecast:
    """To the last period with a target, else to the one after the last outcome."""
    points = list(signal.last.points)
    following = points[-1].period.next() if points else Period.of(kind, Period.year_of(2000).start)
    goal = aims[-1][0] if aims else following
    indicator = series.indicator
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)
    if indicator.rank_of is not None:
        bounds = (Decimal(1), Decimal(indicator.rank_of))
    elif indicator.unit_of_measure.strip() == "%" and all(0 <= point.value <= 100 for point in points):
        bounds = (Decimal(0), Decimal(100))
    return foresee(points, goal, aim_of(series.evidence(goal)), bounds, indicator.decimals, series.broken_on)


def _aim(series: Series, at: Period, row: TargetRow) -> charts.Aim | None:
    if row.form == TargetForm.INTERVAL and row.low is not None:
        return charts.Aim(at, row.low, row.high)
    if row.form == TargetForm.AS_BEFORE:
        before = series.outcomes.get(at.previous())
        if before is None or apart(measured_in(before), at, series.broken_on):
            return None
        return charts.Aim(at, before.value)
    return charts.Aim(at, row.value) if row.value is not None else None


def _special(signal: Signal, at: Period) -> str:
    """What to write at a point outside the limits, or that the last segment ends with a signal in."""
    mine = [special for special in signal.specials if special.periods[-1] == at]
    marked = at == _latest(signal) or any(special.rule == "outside" for special in mine)
    return text(say("{period}: signal", period=at.name)) if mine and marked else ""


def _limits(signal: Signal) -> charts.Limits | None:
    limits = signal.last.limits
    if limits is None:
        return None
    mean, lower, upper = (Decimal(repr(round(edge, 6))) for edge in (limits.mean, limits.lower, limits.upper))
    return charts.Limits(mean, lower, upper, since=signal.last.points[0].period)


def _expected(forecast: Forecast) -> charts.Expected:
    value, low, high = (Decimal(repr(round(each, 6))) for each in (forecast.value, forecast.low, forecast.high))
    return charts.Expected(forecast.period, value, low, high)


def _unmeasured(series: Series, kind: PeriodKind, now: Period | None) -> list[Period]:
    """Periods to shade: with a target or running now, and nothing will be measured in them."""
    asked = {at for at in series.targets if at.kind == kind} | ({now} if now else set())
    return [at for at in sorted(asked) if not series.will_be_measured(at)]


def _described(series: Series, kind: PeriodKind) -> str:
    """The chart in words, for who does not see it."""
    decimals = series.indicator.decimals
    outcomes = [_at(at, row.value, decimals) for at, row in series.measured_points(kind).items()]
    targets = [
        _at(at, row.value, decimals) for at, row in series.targets.items() if at.kind == kind and row.value is not None
    ]
    told = [say("Utfall: {figures}.", figures=", ".join(outcomes)) if outcomes else say("Inget utfall.")]
    unseen = [say("{why} ({period}).", why=why, period=at.name) for at, why in series.hidden.items() if at.kind == kind]
    told = unseen if unseen and not outcomes else [*told, *unseen]
    foretold = [_at(at, row.value, decimals) for at, row in series.forecasts.items() if at.kind == kind]
    if foretold:
        told.append(say("Prognos: {figures}.", figures=", ".join(foretold)))
    if targets:
        told.append(say("Målvärden: {figures}.", figures=", ".join(targets)))
    missing = [at for at in series.unmeasured_targets() if at.kind == kind]
    told += [say("Ingen mätning {period}.", period=at.name) for at in missing]
    return " ".join(text(part) for part in told)


def _at(at: Period, value: Decimal | None, decimals: int) -> str:
    return f"{number_text(value, decimals) if value is not None else ''} ({at.name})"
