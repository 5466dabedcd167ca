"""The one clock. Everybody asks here what day it is, so that the demo and the tests can stand on another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
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
    """This moment, in UTC: real time, or Sweden's time of day on the day the clock stands on."""
    day = _held.get() or _standing.day
    return (datetime.combine(day, time_of_day()) if day else datetime.now(SWEDEN)).astimezone(UTC)


def time_of_day() -> time:
    """What the clock shows in Sweden."""
    return datetime.now(SWEDEN).timetz()


def day_of(moment: datetime) -> date:
    """The day that a moment with a time zone is on in Sweden: shortly after midnight it is still yesterday in UTC."""
    return moment.astimezone(SWEDEN).date()
