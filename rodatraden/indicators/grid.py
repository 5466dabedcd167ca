"""The entry grid: a unit's outcomes with periods as columns, read from what was typed and written in one go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.indicators.doubts import decimals_of
from rodatraden.indicators.figure_rows import BREAKDOWNS, outcome_words, target_words, written
from rodatraden.indicators.models import Breakdown, Indicator, Outcome, Rhythm, Target
from rodatraden.indicators.rows import Figures, OutcomeRow, read_figures
from rodatraden.indicators.services import OutcomeEntry, Report, record_outcomes
from rodatraden.indicators.sight import sight_of
from rodatraden.lib import clock
from rodatraden.lib.numbers import NumberProblem, format_number, natural, parse_number
from rodatraden.lib.periods import MONTHS, Period, PeriodKind, year_asked
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor, need
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused

YEARS = 4
FORECAST = "prognos"
RHYTHMS: Mapping[PeriodKind, frozenset[str]] = {
    "year": frozenset({Rhythm.YEAR, Rhythm.TWO_YEARS, Rhythm.IRREGULAR}),
    "half": frozenset({Rhythm.HALF}),
    "tertial": frozenset({Rhythm.TERTIAL}),
    "quarter": frozenset({Rhythm.QUARTER}),
    "month": frozenset({Rhythm.MONTH}),
}
KIND_NAMES: Mapping[PeriodKind, Text] = {
    "year": say("År"),
    "half": say("Halvår"),
    "tertial": say("Tertial"),
    "quarter": say("Kvartal"),
    "month": say("Månad"),
}


@dataclass
class Cell:
    """One box. `was` is what stood there when the page was opened, `seen` the id of that figure (0 for none). One
    without a name is no box: the figure is hidden from the writer, and `notes` says why."""

    name: str
    entry: tuple[int, str, Period]
    label: str
    was: str = ""
    seen: int = 0
    typed: str = ""
    example: bool = False
    notes: tuple[Text, ...] = ()
    fault: str = ""
    doubt: str = ""

    @property
    def remembered(self) -> str:
        """What goes along hidden, so that only what was touched is written."""
        return f"{self.seen}:{self.was}"

    @property
    def touched(self) -> bool:
        return self.typed.strip() != self.was


@dataclass
class Row:
    """One indicator, or one breakdown of it."""

    indicator: Indicator
    breakdown: Text | None
    cells: list[Cell]
    target: str = ""
    before: str = ""


@dataclass
class Grid:
    """The grid of one unit, as shown. `shared` is what goes for everything that is written at once. `forecast` is
    a grid of forecasts for the whole year, beside the one of outcomes."""

    unit: Unit | None
    kind: PeriodKind
    year: int
    periods: Sequence[Period]
    rows: list[Row]
    units: Sequence[tuple[int, str]]
    kinds: Sequence[tuple[str, str, bool]]
    forecast: bool = False
    shared: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row.cells)

    @property
    def heads(self) -> list[tuple[Period, str]]:
        """The periods as column heads: months by their first three letters, since their year stands above."""
        return [(each, month_short(each) if each.kind == "month" else each.name) for each in self.periods]

    @property
    def this_year(self) -> str:
        """The year whose target stands beside."""
        return str(self.periods[-1].year)

    @property
    def last_year(self) -> str:
        return str(self.periods[-1].year - 1)

    @property
    def has_targets(self) -> bool:
        return any(row.target for row in self.rows)

    @property
    def has_last_year(self) -> bool:
        """Whether last year's outcomes stand beside; where they are columns of their own they do not."""
        return any(row.before for row in self.rows)

    @property
    def some_made_up(self) -> bool:
        """Whether any figure is made up: then the foot of the table says so."""
        return any(cell.example for cell in self.cells)

    @property
    def changes(self) -> bool:
        """Whether a figure that exists has been typed over."""
        return any(cell.touched and cell.was for cell in self.cells)


def gather_grid(actor: Actor, asked: Mapping[str, str]) -> Grid:
    """The grid that the address asks for: `?enhet=3&period=month&ar=2018`, `?enhet=3&period=prognos&ar=2018`.
    Only units that the actor may enter for; PermissionDenied for another."""
    units = _units(actor)
    unit = _unit(actor, units, asked.get("enhet", ""))
    kind: PeriodKind = next((each for each in RHYTHMS if each == asked.get("period")), "year")
    year = year_asked(asked.get("ar", ""), clock.today().year)
    forecast = asked.get("period") == FORECAST
    periods = [Period.year_of(year)] if forecast else _periods(kind, year)
    rows = _rows(actor, unit, kind, periods, forecast) if unit else []
    if unit and not rows and "period" not in asked:
        kind, periods, rows = _first_with_rows(actor, unit, year)
    base = f"?enhet={unit.pk if unit else ''}&ar={year}"
    kinds = [(str(name), f"{base}&period={each}", each == kind and not forecast) for each, name in KIND_NAMES.items()]
    kinds.append((_("Prognos för året"), f"{base}&period={FORECAST}", forecast))
    return Grid(unit, kind, year, periods, rows, [(each.pk, each.name) for each in units], kinds, forecast)


def month_short(period: Period) -> str:
    """ "jan", "maj", "juni" is "jun"."""
    return str(MONTHS[period.number - 1])[:3]


def _units(actor: Actor) -> list[Unit]:
    """The units with indicators or figures that the actor may enter for, the actor's own first."""
    having = (
        Q(pk__in=Indicator.objects.values("owner"))
        | Q(pk__in=Outcome.objects.filter(superseded_at=None).values("unit"))
        | Q(pk__in=Target.objects.filter(superseded_at=None).values("unit"))
    )
    found = Unit.objects.filter(having, pk__in=actor.reach.get("enter", frozenset()))
    mine = {role.unit.id for role in actor.roles}
    return sorted(found, key=lambda unit: unit.pk not in mine)


def _unit(actor: Actor, units: Sequence[Unit], asked: str) -> Unit | None:
    wanted = natural(asked)
    if wanted is None:
        return units[0] if units else None
    need(actor, "enter", wanted)
    found = next((unit for unit in units if unit.pk == wanted), None)
    if found is None:
        found = Unit.objects.filter(pk=wanted).first()
    if found is None:
        raise PermissionDenied
    return found


def _first_with_rows(actor: Actor, unit: Unit, year: int) -> tuple[PeriodKind, list[Period], list[Row]]:
    """The longest periods that the unit has anything to enter for; years where it has nothing at all."""
    for kind in KIND_NAMES:
        rows = _rows(actor, unit, kind, _periods(kind, year))
        if rows:
            return kind, _periods(kind, year), rows
    return "year", _periods("year", year), []


def _periods(kind: PeriodKind, year: int) -> list[Period]:
    if kind == "year":
        return [Period.year_of(each) for each in range(year - YEARS + 1, year + 1)]
    return list(Period.year_of(year).parts(kind))


def _rows(actor: Actor, unit: Unit, kind: PeriodKind, periods: Sequence[Period], forecast: bool = False) -> list[Row]:
    """What the unit has figures of already and, of what it owns, what is measured as often as the columns say; a
    forecast is made of anything."""
    year = Period.year_of(periods[-1].year)
    beside = [year.key, year.previous().key]
    which = Q(unit=unit, period__in=[*(period.key for period in periods), *beside])
    figures = read_figures(which, breaks={}, sight=sight_of(actor))
    series = [figures.outcomes, figures.targets, figures.forecasts, figures.hidden]
    having = {key[0] for each in series for key, rows in each.items() if any(at in rows for at in periods)}
    owned = Q(owner=unit) if forecast else Q(owner=unit, rhythm__in=RHYTHMS[kind])
    found = Indicator.objects.visible_to(actor).on(clock.today()).filter(owned | Q(pk__in=having))
    return [
        _row(indicator, (indicator.pk, unit.pk, breakdown), periods, figures, forecast)
        for indicator in found
        for breakdown in (Breakdown.values if indicator.by_gender else [Breakdown.TOTAL.value])
    ]


def _row(
    indicator: Indicator, key: tuple[int, int, str], periods: Sequence[Period], figures: Figures, forecast: bool
) -> Row:
    """The boxes, and beside them the year's target and the outcome of the year before."""
    breakdown, outcomes, hidden = key[2], figures.outcomes.get(key, {}), figures.hidden.get(key, {})
    held = figures.forecasts.get(key, {}) if forecast else outcomes
    word = BREAKDOWNS[breakdown] if indicator.by_gender else None
    name = f"{indicator.called}, {word}" if word else indicator.called
    year, unit = Period.year_of(periods[-1].year), written(indicator)
    cells = [
        Cell("", (indicator.pk, breakdown, period), "", notes=(hidden[period],))
        if period in hidden
        else _cell(indicator, breakdown, period, held.get(period), f"{name}, {period.name}")
        for period in periods
    ]
    target = figures.targets.get(key, {}).get(year)
    before = None if year.previous() in periods else outcomes.get(year.previous())
    return Row(
        indicator,
        word,
        cells,
        str(target_words(target, unit)) if target else "",
        str(outcome_words(before, unit)) if before else "",
    )


def _cell(indicator: Indicator, breakdown: str, period: Period, row: OutcomeRow | None, label: str) -> Cell:
    name = f"v.{indicator.pk}.{breakdown}.{period.key}"
    if row is None:
        return Cell(name, (indicator.pk, breakdown, period), label)
    shown = _shown(row.value, indicator.decimals if row.decimals is None else row.decimals)
    label = f"{label}, {_('exempel')}" if row.example else label
    return Cell(name, (indicator.pk, breakdown, period), label, shown, row.id, shown, row.example, tuple(_notes(row)))


def _notes(row: OutcomeRow) -> Iterator[Text]:
    """What a number must not stand without: when it was measured, if in another period, and that it may change."""
    if row.measured_period and row.measured_period != row.period:
        yield say("mätt {period}", period=row.measured_period.told)
    if row.preliminary:
        yield say("prel.")


def _shown(value: Decimal, decimals: int) -> str:
    """With at least the decimals that it is shown with, and never fewer than it has."""
    return format_number(value, max(decimals, decimals_of(value)))


def read_typed(grid: Grid, data: Mapping[str, str]) -> list[tuple[Cell, OutcomeEntry]]:
    """Puts what was typed into the grid, and gives the entries that can be read; faults stay at their cells."""
    said = {name: data.get(name, "") for name in ("source", "reason", "preliminary", "sure")}
    grid.shared = {name: words.replace("\0", "").strip() for name, words in said.items()}
    found = []
    for cell in grid.cells:
        if cell.name not in data:
            continue
        cell.typed = data[cell.name]
        seen, _colon, was = data.get(f"w.{cell.name}", "0:").partition(":")
        cell.seen, cell.was = natural(seen) or 0, was
        entry = _read(grid, cell) if cell.touched else None
        if entry is not None:
            found.append((cell, entry))
    return found


def _read(grid: Grid, cell: Cell) -> OutcomeEntry | None:
    if not cell.typed.strip():
        cell.fault = _("Ett infört värde tas inte bort. Skriv det rätta värdet i stället.")
        return None
    try:
        value = parse_number(cell.typed)
    except NumberProblem as fault:
        cell.fault = str(fault)
        return None
    indicator, breakdown, period = cell.entry
    return OutcomeEntry(
        indicator=indicator,
        unit=grid.unit.pk if grid.unit else 0,
        period=period,
        breakdown=breakdown,
        value=value,
        preliminary=bool(grid.shared["preliminary"]),
        forecast=grid.forecast,
        source=grid.shared["source"] or None,
        reason=grid.shared["reason"] if cell.was else "",
        seen=cell.seen,
    )


def submit(actor: Actor, grid: Grid, data: Mapping[str, str]) -> Report | None:
    """Writes what was typed, all or nothing; None where the grid now shows what must be put right."""
    typed = read_typed(grid, data)
    report: Report | None = None
    if not any(cell.fault for cell in grid.cells):
        try:
            report = record_outcomes(actor, [entry for _cell, entry in typed], sure=bool(grid.shared["sure"]))
        except Refused as refused:
            _tell(grid, typed, refused.reasons)
        if report is not None and not report.written:
            for doubt in report.doubts:
                typed[doubt.at][0].doubt = str(doubt.text)
    grid.faults += [(cell.label, cell.fault) for cell in grid.cells if cell.fault]
    grid.doubts = [(cell.label, cell.doubt) for cell in grid.cells if cell.doubt]
    return report if report is not None and report.written else None


def _tell(grid: Grid, typed: Sequence[tuple[Cell, OutcomeEntry]], reasons: Mapping[str, str]) -> None:
    """Each refusal at its cell; what concerns them all at the top."""
    for key, why in reasons.items():
        at, _point, _field = key.partition(".")
        if at.isdigit():
            typed[int(at)][0].fault = why
        else:
            grid.faults.append(("", why))
