"""The rows of a line as a page shows them: units indented under each other, and what their columns share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from rodatraden.economy.deviation import in_thousands
from rodatraden.economy.rows import Figure, Ledger, LineRow
from rodatraden.economy.sentence import day_told, missing_told, shared_told
from rodatraden.lib.numbers import trimmed
from rodatraden.lib.text import Text, capital, say
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import EconomyLine
from rodatraden.tenancy.links import here
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Column, Example, Link, Table, Value

DEEPEST = 4
"""Units further down are indented no more."""
ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True)
class Shown:
    """A row with its name and where that leads, how deep it stands, its status, and what is to be said under it."""

    place: Place
    name: str
    url: str
    depth: int
    row: LineRow
    mark: Mark
    notes: tuple[Text, ...] = ()
    is_total: bool = False

    @property
    def frame(self) -> Decimal | None:
        return _thousands(self.row.frame)

    @property
    def outcome(self) -> Decimal | None:
        return _thousands(self.row.outcome)

    @property
    def forecast(self) -> Decimal | None:
        return _thousands(self.row.forecast)

    @property
    def used(self) -> Decimal | None:
        """The outcome so far in per cent of the frame."""
        return self.row.used * 100 if self.row.used is not None else None

    @property
    def deviation(self) -> Decimal | None:
        return in_thousands(self.row.deviation.kronor) if self.row.deviation else None

    @property
    def per_cent(self) -> Decimal | None:
        return self.row.deviation.per_cent if self.row.deviation else None


@dataclass(frozen=True)
class Sheet:
    """Rows of a year, of one line or of one unit. `outcome_day` and `forecast_day` are the days that most rows have;
    `all_example` and `all_preliminary` say what needs saying but once."""

    rows: tuple[Shown, ...]
    total: Shown | None
    outcome_day: date | None
    forecast_day: date | None
    all_example: bool
    all_preliminary: bool

    @property
    def every_row(self) -> tuple[Shown, ...]:
        return (*self.rows, self.total) if self.total else self.rows

    @property
    def has_figures(self) -> bool:
        return any(shown.row.figures for shown in self.rows)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the figures of the uppermost rows come from."""
        tops = (shown.row for shown in self.rows if not shown.depth)
        return tuple(dict.fromkeys(source for row in tops for each in (row.frame, row.forecast) if each
                                   for source in each.sources))  # fmt: skip

    @property
    def tops(self) -> "Sheet":
        """Only the uppermost rows."""
        return replace(self, rows=tuple(shown for shown in self.rows if not shown.depth))


def sheet(ledger: Ledger, line: EconomyLine, tops: Iterable[Place], whole: Place | None = None) -> Sheet:
    """The units from `tops` downward that take part in the line. `whole` is the unit whose sum closes the table."""
    found = [(place, depth, ledger.row(place.id, line)) for place, depth in _walk(ledger, line, tops, 0)]
    common = _Common.of([row for _place, _depth, row in found])
    shown = [_shown(place, place.name, depth, row, common) for place, depth, row in found]
    total = _shown(whole, _("Tillsammans"), 0, ledger.row(whole.id, line), common) if whole else None
    return Sheet(tuple(shown), replace(total, url="", is_total=True) if total else None, *common)


def lines_sheet(place: Place, rows: Sequence[LineRow]) -> Sheet:
    """One unit's lines, a row each."""
    common = _Common.of(rows)
    shown = [_shown(place, capital(row.name), 0, row, common) for row in rows]
    return Sheet(tuple(replace(each, url="") for each in shown), None, *common)


class _Common(NamedTuple):
    """What most rows share, and so is said at the head of the columns."""

    outcome_day: date | None
    forecast_day: date | None
    all_example: bool
    all_preliminary: bool

    @classmethod
    def of(cls, rows: Sequence[LineRow]) -> "_Common":
        figures = [figure for row in rows for figure in row.figures]
        outcomes = [row.outcome for row in rows if row.outcome]
        return cls(
            _usual(outcomes),
            _usual(row.forecast for row in rows),
            bool(figures) and all(figure.example for figure in figures),
            bool(outcomes) and all(outcome.preliminary for outcome in outcomes),
        )


def _walk(ledger: Ledger, line: EconomyLine, places: Iterable[Place], depth: int) -> Iterator[tuple[Place, int]]:
    """Those that take part; what lies under a unit only where something is entered there."""
    for place in places:
        if ledger.takes_part(place, line):
            yield place, depth
            below = ledger.parts(place.id, line)
            if any(ledger.has(part.id, line) for part in below):
                yield from _walk(ledger, line, below, min(depth + 1, DEEPEST))


def _usual(figures: Iterable[Figure | None]) -> date | None:
    """The day that most figures have; of two as common the later."""
    counted = Counter(figure.as_of for figure in figures if figure)
    return max(counted, key=lambda day: (counted[day], day), default=None)


def _shown(place: Place, name: str, depth: int, row: LineRow, common: _Common) -> Shown:
    notes = (
        missing_told(row),
        shared_told(row.unshared),
        day_told("outcome", row.outcome, common.outcome_day),
        day_told("forecast", row.forecast, common.forecast_day),
    )
    told = tuple(note for note in notes if note)
    return Shown(place, name, here("economy:unit", place.key), depth, row, mark_of(row), told)


def mark_of(row: LineRow) -> Mark:
    """Colour, sign and word of how the forecast stands against the frame."""
    found = row.deviation
    if found is None:
        missing = say("Ram saknas") if row.forecast or row.is_closed else say("Prognos saknas")
        return Mark("unmeasured", "ring", missing)
    if found.standing == "even":
        return Mark("met", "disc", say("Håller ramen"))
    if row.is_investment:
        over, under = Mark("missed", "square", say("Över ramen")), Mark("met", "disc", say("Under ramen"))
        return over if found.standing == "deficit" else under
    short, more = Mark("missed", "square", say("Underskott")), Mark("met", "disc", say("Överskott"))
    return short if found.standing == "deficit" else more


def _thousands(figure: Figure | None) -> Decimal | None:
    return in_thousands(figure.value) if figure else None


def table_of(sheets: Sequence[Sheet], year: int, above: Mapping[int, str]) -> Table:
    """The rows as a file: each with its line, the unit above it, its days and signs. Thousands unrounded."""
    thousands = _("tkr")
    columns = (
        Column("unit", _("Enhet"), "link"),
        Column("above", _("Lyder under")),
        Column("line", _("Budgetrad")),
        Column("frame", _("Ram"), "number", thousands, decimals=0),
        Column("outcome", _("Utfall"), "number", thousands, decimals=0),
        Column("outcome_day", _("Utfall till och med"), "date"),
        Column("used", _("Andel av ramen"), "number", "%", decimals=1),
        Column("forecast", _("Prognos för året"), "number", thousands, decimals=0),
        Column("forecast_day", _("Prognos per"), "date"),
        Column("deviation", _("Avvikelse"), "number", thousands, decimals=0),
        Column("per_cent", _("Avvikelse av ramen"), "number", "%", decimals=1),
        Column("status", _("Mot ramen"), "status"),
        Column("preliminary", _("Preliminärt utfall")),
        Column("example", _("Exempel")),
        Column("missing", _("Saknas")),
        Column("source", _("Källa")),
    )
    rows = [_row(shown, above) for each in sheets for shown in each.every_row]
    return Table(_("Ekonomi %(year)s") % {"year": year}, columns, rows, name=f"ekonomi-{year}")


def _row(shown: Shown, above: Mapping[int, str]) -> dict[str, Value]:
    row, link = shown.row, Link(shown.name if shown.is_total else shown.place.name, shown.url)
    found = row.deviation
    return {
        "unit": Example(link) if row.example else link,
        "above": above.get(shown.place.parent or 0, ""),
        "line": row.name,
        "frame": _exact(row.frame),
        "outcome": _exact(row.outcome),
        "outcome_day": row.outcome.as_of if row.outcome else None,
        "used": _rounded(shown.used),
        "forecast": _exact(row.forecast),
        "forecast_day": row.forecast.as_of if row.forecast else None,
        "deviation": trimmed(found.kronor / 1000) if found else None,
        "per_cent": _rounded(shown.per_cent),
        "status": shown.mark,
        "preliminary": row.preliminary,
        "example": row.example,
        "missing": missing_told(row),
        "source": "; ".join(row.sources),
    }


def _exact(figure: Figure | None) -> Decimal | None:
    return trimmed(figure.value / 1000) if figure else None


def _rounded(value: Decimal | None) -> Decimal | None:
    return value.quantize(ONE_DECIMAL) if value is not None else None
