"""The occasions of a year: which reports cover which days, by the model, and what is changed for one year. Pure.

An occasion is computed and never stored (F1, F2). What a municipality changes for one year is laid over it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from rodatraden.lib.periods import MONTHS, Period, day_in, last_of
from rodatraden.lib.text import Text, say, verbatim
from rodatraden.steering.schema import Event, Model, Report, ReportKind

ChangeKind = Literal["moved", "cancelled", "added"]
TREATS = frozenset({"report", "decision"})
"""Kinds of events at which somebody treats a report, or hands it over."""


@dataclass(frozen=True)
class Occasion:
    """A report type and the days that it covers.

    `end` names the occasion, and what is written for it is kept under that day; where the end is moved for one
    year, `moved_to` is the last day covered instead. `only` is the unit that it was added for. `assumed` are the
    reasons why the model's own document does not state it; empty where it does.
    """

    report: str
    kind: ReportKind
    start: date
    end: date
    assumed: tuple[Text, ...] = field(default=(), compare=False)
    moved_to: date | None = None
    only: int | None = None
    added: bool = False

    @property
    def last(self) -> date:
        """The last day covered."""
        return self.moved_to or self.end

    @property
    def year(self) -> int:
        return self.end.year

    @property
    def period(self) -> str:
        """What is covered as text: `2018-02`, `2018-Q1`, `2018-T1`, `2018-H1`, `2018`, or `2018-01/2018-07`."""
        exact = self.as_period
        if exact is not None:
            return exact.key
        if self.start.day == 1 and _ends_its_month(self.last):
            return f"{self.start:%Y-%m}/{self.last:%Y-%m}"
        return f"{self.start}/{self.last}"

    @property
    def as_period(self) -> Period | None:
        """The period that covers the very same days, where there is one."""
        for kind in ("year", "half", "tertial", "quarter", "month"):
            found = Period.of(kind, self.last)
            if (found.start, found.end) == (self.start, self.last):
                return found
        return None

    @property
    def told(self) -> Text:
        """What is covered, as one says it: "februari 2018", "januari–juli 2018"."""
        exact = self.as_period
        if exact is not None:
            return exact.told
        if self.start.day == 1 and _ends_its_month(self.last) and self.start.year == self.last.year:
            first, last = MONTHS[self.start.month - 1], MONTHS[self.last.month - 1]
            return say("{first}–{last} {year}", first=first, last=last, year=self.last.year)
        return say("{first}–{last}", first=self.start, last=self.last)


@dataclass(frozen=True)
class Change:
    """What is otherwise in one year, and why: for one unit and those beneath it, or for all.

    `period_end` names the occasion by the model's own end. A moved one has a new due day, a new end, or both; an
    added one has its end as `period_end`.
    """

    kind: ChangeKind
    report: str
    period_end: date
    reason: str
    unit: int | None = None
    new_end: date | None = None
    new_due: date | None = None
    pk: int | None = None


def occasions(model: Model, year: int) -> tuple[Occasion, ...]:
    """All occasions whose last day lies in the year, by that day and then as the model lists its reports."""
    found = [each for report in model.report for each in of_report(model, report, year)]
    return tuple(sorted(found, key=lambda each: each.end))


def of_report(model: Model, report: Report, year: int) -> list[Occasion]:
    """The occasions of one report type: by its period ends, else by its months without those that it excepts."""
    if report.period_ends:
        return [
            _occasion(report, day_in(year, end.month, end.day), end.assumed or report.assumed)
            for end in report.period_ends
        ]
    return [_occasion(report, last_of(year, month), report.assumed) for month in months_of(model, report)]


def months_of(model: Model, report: Report) -> list[int]:
    """The months that a report is about. One that says neither months nor exceptions is about none.

    An exception is read as the model says: the month reported on, or the month of treatment. Where it does not
    say, as the month reported on; the linter shows that too.
    """
    if not report.months and not report.except_months:
        return []
    given = report.months or tuple(range(1, 13))
    if report.except_means == "treated":
        return [month for month in given if treated_month(model, report, month) not in report.except_months]
    return [month for month in given if month not in report.except_months]


def treated_month(model: Model, report: Report, month: int) -> int:
    """The month in which a monthly report is treated: as an event says, else the month after."""
    said = [each.month for each in events_of(model, report) if each.reports_on == month]
    return said[0] if said else month % 12 + 1


def events_of(model: Model, report: Report) -> list[Event]:
    """The events at which the report is treated or handed over in one month."""
    return [each for each in model.event if each.report == report.key and each.kind in TREATS and not each.until]


def _occasion(report: Report, end: date, assumed: str) -> Occasion:
    reasons = [verbatim(assumed)] if assumed else []
    if report.except_months and not report.except_means:
        reasons.append(say("Undantagen läses som månaden som rapporten gäller."))
    return Occasion(report.key, report.kind, first_day(report, end), end, tuple(reasons))


def first_day(report: Report, end: date) -> date:
    """The first day covered: of the month or quarter, else of the year so far.

    A short report made up per certain days, as the companies' economic reports, is about the year so far; one
    that is made for certain months is about the month.
    """
    if report.kind == "monthly" or (report.kind == "short" and not report.period_ends):
        return end.replace(day=1)
    return Period.of("quarter" if report.kind == "quarter" else "year", end).start


def _ends_its_month(day: date) -> bool:
    return day == last_of(day.year, day.month)


def apply_changes(model: Model, found: Sequence[Occasion], changes: Iterable[Change]) -> tuple[Occasion, ...]:
    """The occasions with a year's changes laid over: what is cancelled for all is gone, what is added is there.

    What is changed for one unit, and moved due days, are laid over the due dates. A change of an occasion that
    the model no longer gives changes nothing.
    """
    kept = list(found)
    for change in changes:
        at = next((n for n, one in enumerate(kept) if _is(one, change) and one.only in (None, change.unit)), None)
        if change.kind == "added" and at is None:
            kept += _added(model, change)
        elif at is not None and change.unit in (None, kept[at].only):
            if change.kind == "cancelled":
                del kept[at]
            elif change.kind == "moved" and change.new_end is not None:
                kept[at] = replace(kept[at], moved_to=change.new_end)
    return tuple(sorted(kept, key=lambda each: each.end))


def _is(occasion: Occasion, change: Change) -> bool:
    return (occasion.report, occasion.end) == (change.report, change.period_end)


def _added(model: Model, change: Change) -> list[Occasion]:
    report = model.report_of(change.report)
    if report is None:
        return []
    start = first_day(report, change.period_end)
    return [Occasion(report.key, report.kind, start, change.period_end, only=change.unit, added=True)]
