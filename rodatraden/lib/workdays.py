"""Days on which a municipality's offices are open: no Saturdays, Sundays, or Swedish holidays and their eves. Pure.

The holidays come from a library that knows the rules of the law (1989:253) and of the movable feasts. Midsummer
Eve, Christmas Eve and New Year's Eve are no holidays by the law, but no office is open on them.
"""

from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.sweden import Sweden

_DAY = timedelta(days=1)


@lru_cache(maxsize=200)
def _closed(year: int) -> frozenset[date]:
    found = Sweden(years=year, categories=("public", "de_facto"), include_sundays=False)
    return frozenset(found.keys())


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _closed(day.year)


def working_day_by(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_day_after(day: date) -> date:
    """The first working day after the day."""
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day
