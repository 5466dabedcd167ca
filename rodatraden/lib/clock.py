"""The one clock. Everybody asks here what day it is, so that the demo and the tests can stand on another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


@dataclass
class _Standing:
    """The day the whole process stands on, if not today's."""

    day: date | None = None


_standing = _Standing()
_held: ContextVar[date | None] = ContextVar("held_day", default=None)


def stand_on(day: date | None) -> None:
    """Sets the day for the whole process; None means the real day."""
    _standing.day = day


@contextmanager
def held(day: date) -> Iterator[None]:
    """Stands on a day within a block."""
    token = _held.set(day)
    try:
        yield
    finally:
        _held.reset(token)


def today() -> date:
    """The day in Sweden."""
    return _held.get() or _standing.day or datetime.now(SWEDEN).date()


def now() -> datetime:
    """This moment, in UTC: real time, or the real time of day on the day the clock stands on."""
    real = datetime.now(UTC)
    day = _held.get() or _standing.day
    return datetime.combine(day, real.timetz()) if day else real
