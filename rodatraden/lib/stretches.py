"""The stretches of a series between its breaks: which of its figures may be held against each other. Pure.

A break is the first day whose figures are not comparable with those before. A period that has a break inside
it is measured in two ways, and so is comparable with no other.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from rodatraden.lib.periods import Period

Stretch = tuple[int, int]
"""How many breaks there are up to a period's first day, and up to its last. Equal where the period is whole."""


def stretch_of(period: Period, breaks: Sequence[date]) -> Stretch:
    """Periods of one kind are comparable exactly where they have the same stretch."""
    return sum(day <= period.start for day in breaks), sum(day <= period.end for day in breaks)


def apart(one: Period, other: Period, breaks: Sequence[date]) -> bool:
    """Whether a break lies between two periods, or inside one of them, so that their figures are not comparable."""
    if not breaks or one == other:
        return False
    first, last = min(one.start, other.start), max(one.end, other.end)
    return any(first < day <= last for day in breaks)


def cuts(periods: Sequence[Period], breaks: Sequence[date]) -> tuple[int, ...]:
    """The places of the periods that must not be joined with the one before them."""
    return tuple(at for at, (before, after) in enumerate(pairwise(periods), 1) if apart(before, after, breaks))


def between(one: Period, other: Period, breaks: Sequence[date]) -> date | None:
    """The latest break that lies between two periods."""
    if not breaks or one == other:
        return None
    first, last = min(one.start, other.start), max(one.end, other.end)
    return max((day for day in breaks if first < day <= last), default=None)
