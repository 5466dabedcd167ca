"""This year's own entries and the bodies' meetings carried over to the next year, off weekends and holidays. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from rodatraden.lib.periods import day_in
from rodatraden.lib.workdays import is_working_day, working_day_after, working_day_by


@dataclass(frozen=True)
class Days:
    """From when until when. `moved` says that the first day would have been one when no office is open."""

    first: date
    last: date | None = None
    moved: bool = False


def carried(first: date, last: date | None, whole_month: bool, year: int) -> Days:
    """The same days in another year: to the working day before, in the same month, else to the one after.

    What has no day keeps its month. What lasts keeps its length where its first day moves.
    """
    begins = day_in(year, first.month, first.day)
    if whole_month:
        ends = day_in(year + last.year - first.year, last.month, 31) if last else None
        return Days(begins.replace(day=1), ends)
    open_day = begins if is_working_day(begins) else _nearest(begins)
    until = open_day + (last - first) if last else None
    return Days(open_day, until, moved=open_day != begins)


def _nearest(day: date) -> date:
    before = working_day_by(day)
    return before if before.month == day.month else working_day_after(day - timedelta(days=1))
