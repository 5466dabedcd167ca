"""The figures of an indicator as rows: one per period on the page, one per figure in the file (M8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rodatraden.indicators.mandate import outlives
from rodatraden.indicators.models import Breakdown, Indicator, SeriesBreak, TargetForm
from rodatraden.indicators.rows import OutcomeRow, TargetRow, measured_in
from rodatraden.indicators.sentence import Unit
from rodatraden.indicators.series import Entered, History, Series
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.web.tables import Column, Table, Value

BREAKDOWNS: dict[str, Text] = {
    Breakdown.TOTAL: say("totalt"),
    Breakdown.WOMEN: say("kvinnor"),
    Breakdown.MEN: say("män"),
}


@dataclass(frozen=True)
class Shown:
    """A figure as it is written in a cell: a number, or words where the target is none, or where the reader may not see
    the outcome. `word` says what sort of number it is, where it is no final outcome."""

    value: Decimal | None
    decimals: int = 0
    words: Text = NOTHING
    example: bool = False
    word: Text = NOTHING
    address: str = ""
    """The query that names the figure to the form that corrects it."""


@dataclass(frozen=True)
class Origin:
    """Where some figures of a period come from: which they are, their source, who entered them and when."""

    what: tuple[Text, ...]
    source: str
    by: str
    on: str
    note: str


@dataclass(frozen=True)
class PeriodRow:
    """A period with all that is current in it, and where each figure comes from.

    `breaks` are those that part it from the rows above, which are later; `torn` says that one lies inside it.
    """

    period: Period
    now: bool
    outcome: Shown | None
    women: Shown | None
    men: Shown | None
    forecast: Shown | None
    target: Shown | None
    mandate: bool
    outlives: Text
    decision: str
    measured: Text
    origins: tuple[Origin, ...]
    breaks: tuple[SeriesBreak, ...] = ()
    torn: bool = False


def written(indicator: Indicator) -> Unit:
    """How the indicator's numbers are written."""
    return Unit(indicator.unit_of_measure, indicator.decimals, indicator.rank_of, indicator.direction)  # type: ignore[arg-type]


def outcome_words(row: OutcomeRow, unit: Unit) -> Text:
    return verbatim(unit.number(row.value, row.decimals))


def target_words(row: TargetRow, unit: Unit) -> Text:
    """ "55", "50–60", "−1 till 1", "minst som perioden före"."""
    if row.form == TargetForm.AS_BEFORE:
        return say("högst som perioden före") if unit.direction == "lower" else say("minst som perioden före")
    if row.form == TargetForm.INTERVAL and row.low is not None and row.high is not None:
        if row.low < 0:
            return say(
                "{low} till {high}", low=unit.number(row.low, row.decimals), high=unit.number(row.high, row.decimals)
            )
        return say("{low}–{high}", low=unit.number(row.low, row.decimals), high=unit.number(row.high, row.decimals))
    return verbatim(unit.number(row.value, row.decimals)) if row.value is not None else NOTHING


def period_rows(history: History, series: Series, now: Period) -> list[PeriodRow]:
    """One row per period that has figures, the latest first, and one for the year that runs."""
    split = {kind: history.series(series.unit_id, kind) for kind in (Breakdown.WOMEN, Breakdown.MEN)}
    periods = {*series.outcomes, *series.targets, *series.forecasts, *series.hidden}
    periods |= {at for each in split.values() for at in (*each.outcomes, *each.hidden)}
    if any(at.kind == "year" for at in periods):
        periods.add(now)
    ordered = sorted(periods, reverse=True)
    parted = _parted(ordered, series.breaks)
    return [replace(_period_row(history, series, split, at, now), breaks=tuple(parted.get(at, ()))) for at in ordered]


def _parted(periods: Sequence[Period], breaks: Sequence[SeriesBreak]) -> dict[Period, list[SeriesBreak]]:
    """By the latest period before each break, the breaks that part it from what is later; both the latest first.
    A break after all periods, or before them, parts nothing."""
    found: dict[Period, list[SeriesBreak]] = {}
    for each in sorted(breaks, key=lambda row: row.day, reverse=True):
        before = next((at for at in periods if at.start < each.day), None)
        if before is not None and each.day <= periods[0].end:
            found.setdefault(before, []).append(each)
    return found


def _period_row(history: History, series: Series, split: dict[Breakdown, Series], at: Period, now: Period) -> PeriodRow:
    unit = written(series.indicator)
    outcome, target, forecast = series.outcomes.get(at), series.targets.get(at), series.forecasts.get(at)
    women, men = (split[kind].outcomes.get(at) for kind in (Breakdown.WOMEN, Breakdown.MEN))
    named = (
        (say("utfall"), outcome),
        (say("kvinnor"), women),
        (say("män"), men),
        (say("prognos"), forecast),
        (say("målvärde"), target),
    )
    return PeriodRow(
        period=at,
        now=at == now,
        outcome=shown_outcome(outcome, unit) or unseen(series, at),
        women=shown_outcome(women, unit) or unseen(split[Breakdown.WOMEN], at),
        men=shown_outcome(men, unit) or unseen(split[Breakdown.MEN], at),
        forecast=shown_outcome(forecast, unit),
        target=shown_target(target, unit),
        mandate=target is not None and target.mandate,
        outlives=_outlives(history.trace(target)) if target else NOTHING,
        decision=history.trace(target).decision if target else "",
        measured=_measured(series, at),
        origins=_origins(history, [(what, row) for what, row in named if row is not None]),
        torn=any(at.start < day <= at.end for day in series.broken_on),
    )


def _outlives(target: Entered) -> Text:
    """Where the decision is not known the day of entry stands for it."""
    return outlives(target.row.period, target.decided_on or localdate(target.entered_at))


def _origins(history: History, named: Iterable[tuple[Text, OutcomeRow | TargetRow]]) -> tuple[Origin, ...]:
    """Figures with the same origin share a line; others have one each, so that nobody need guess which is whose."""
    found: dict[tuple[str, str, str, str], list[Text]] = {}
    for what, row in named:
        trace = history.trace(row)
        on = localdate(trace.entered_at).isoformat()
        found.setdefault((row.source, trace.entered_by, on, row.note), []).append(what)
    return tuple(Origin(tuple(what), *told) for told, what in found.items())


def unseen(series: Series, at: Period) -> Shown | None:
    """Why the figure of a period is hidden from the reader, in its cell; None where none is."""
    if at not in series.hidden:
        return None
    address = f"?period={at.key}&unit={series.unit_id}&breakdown={series.breakdown}"
    return Shown(None, words=series.hidden[at], address=address)


def shown_outcome(row: OutcomeRow | None, unit: Unit) -> Shown | None:
    if row is None:
        return None
    word = say("prognos") if row.forecast else say("prel.") if row.preliminary else NOTHING
    return Shown(row.value, _decimals(row, unit), example=row.example, word=word, address=_address(row))


def shown_target(row: TargetRow | None, unit: Unit) -> Shown | None:
    """The target as a number where it is one, else in words."""
    if row is None:
        return None
    value = row.value if row.form == TargetForm.VALUE else None
    return Shown(value, _decimals(row, unit), target_words(row, unit), example=row.example, address=_address(row))


def _address(row: OutcomeRow | TargetRow) -> str:
    told = f"?period={row.period.key}&unit={row.unit_id}&breakdown={row.breakdown}"
    return f"{told}&forecast=1" if isinstance(row, OutcomeRow) and row.forecast else told


def _decimals(row: OutcomeRow | TargetRow, unit: Unit) -> int:
    """Those that the source prints, or else the indicator's."""
    return row.decimals if row.decimals is not None else unit.decimals or 0


def _measured(series: Series, at: Period) -> Text:
    """When the outcome was measured and whether it stands, or that nothing will be."""
    row = series.outcomes.get(at)
    if at in series.hidden:
        return verbatim(at.name)
    if row is not None:
        when = measured_in(row).name
        return say("{when}, preliminärt", when=when) if row.preliminary else verbatim(when)
    if not series.will_be_measured(at):
        return say("mäts inte")
    if series.indicator.next_measured == at:
        return say("mäts {period}", period=at.name)
    return NOTHING


@dataclass(frozen=True)
class Replacement:
    """A figure that no longer holds, what it became, and why."""

    period: Period
    what: Text
    breakdown: Text
    before: Text
    after: Text
    reason: str
    by: str
    on: str


def replacements(history: History, unit_id: int) -> list[Replacement]:
    """What was corrected, the latest first."""
    unit = written(history.indicator)
    return [_replacement(old, new, unit) for old, new in history.replaced(unit_id)]


def _replacement(old: Entered, new: Entered | None, unit: Unit) -> Replacement:
    return Replacement(
        old.row.period,
        old.what,
        BREAKDOWNS[old.row.breakdown],
        _words(old, unit),
        _words(new, unit) if new else NOTHING,
        new.reason if new else old.withdrawn_because,
        new.entered_by if new else old.withdrawn_by,
        localdate(old.superseded_at).isoformat() if old.superseded_at else "",
    )


def _words(each: Entered, unit: Unit) -> Text:
    row = each.row
    if each.hidden:
        return each.hidden
    return outcome_words(row, unit) if isinstance(row, OutcomeRow) else target_words(row, unit)


def _columns() -> tuple[Column, ...]:
    return (
        Column("what", _("Vad")),
        Column("unit", _("Organisationsenhet")),
        Column("breakdown", _("Uppdelning")),
        Column("period", _("Period"), "period"),
        Column("value", _("Värde"), "number"),
        Column("low", _("Lägst"), "number"),
        Column("high", _("Högst"), "number"),
        Column("form", _("Form")),
        Column("people", _("Antal personer"), "number"),
        Column("mandate", _("Mandatperiodens slutmål")),
        Column("measure", _("Enhet")),
        Column("measured", _("Mätt"), "period"),
        Column("preliminary", _("Preliminärt")),
        Column("example", _("Exempel")),
        Column("source", _("Källa")),
        Column("stretch", _("Jämförbart från")),
        Column("note", _("Anmärkning")),
        Column("decision", _("Beslut")),
        Column("by", _("Infört av")),
        Column("on", _("Infört"), "date"),
        Column("replaced", _("Ersatt"), "date"),
        Column("reason", _("Varför det ändrades")),
    )


def figures_table(history: History) -> Table:
    """Every figure that ever was, replaced ones too, as it goes into a file."""
    rows = sorted(history.entered, key=lambda each: (each.row.period, not each.is_outcome, each.entered_at))
    indicator = history.indicator
    days = [each.day for each in history.breaks]
    peopled = any(isinstance(each.row, OutcomeRow) and each.row.people is not None for each in rows)
    left_out = {*(() if days else ("stretch",)), *(() if peopled else ("people",))}
    columns = [column for column in _columns() if column.key not in left_out]
    return Table(indicator.called, columns, [_file_row(each, indicator, days) for each in rows], name=indicator.key)


def _file_row(each: Entered, indicator: Indicator, breaks: Sequence[date]) -> dict[str, Value]:
    row = each.row
    shared: dict[str, Value] = {
        "what": each.what,
        "unit": each.unit,
        "breakdown": BREAKDOWNS[row.breakdown],
        "period": row.period,
        "value": _number(row.value),
        "measure": indicator.unit_of_measure,
        "example": row.example,
        "source": row.source,
        **({"stretch": _stretch(row, breaks)} if breaks else {}),
        "note": row.note,
        "decision": each.decision,
        "by": each.entered_by,
        "on": localdate(each.entered_at),
        "replaced": localdate(each.superseded_at) if each.superseded_at else None,
        "reason": each.withdrawn_because or each.reason,
    }
    if each.hidden:
        return {**shared, "value": each.hidden, "note": ""}
    if isinstance(row, OutcomeRow):
        peopled: dict[str, Value] = {"people": row.people} if row.people is not None else {}
        return {**shared, "measured": measured_in(row), "preliminary": row.preliminary, **peopled}
    told: dict[str, Value] = {"form": str(TargetForm(row.form).label), "mandate": row.mandate}
    return {**shared, **told, "low": _number(row.low), "high": _number(row.high)}


def _stretch(row: OutcomeRow | TargetRow, breaks: Sequence[date]) -> Text:
    """The first day of those that an outcome may be compared with; nothing before the first break, or of a target."""
    if not isinstance(row, OutcomeRow):
        return NOTHING
    at = measured_in(row)
    if any(at.start < day <= at.end for day in breaks):
        return say("inget annat värde")
    since = max((day for day in breaks if day <= at.start), default=None)
    return verbatim(since.isoformat()) if since else NOTHING


def _number(value: Decimal | None) -> Decimal | None:
    """Without the closing zeros of the column."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
