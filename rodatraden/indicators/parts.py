"""The outcome so far of a period, made of its parts (docs/rules/threshold-rules.md). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say, say_many

How = Literal["sum", "mean", "latest"]
ROOM = Decimal("0.000001")


@dataclass(frozen=True)
class Made:
    """What the parts of a period make, which they are, and whether nothing of the period is left."""

    how: How
    value: Decimal
    parts: tuple[Period, ...]
    whole: bool

    @property
    def told(self) -> Text:
        """ "Utfallet är hittills medelvärdet av 7 månader, till och med juli 2018." """
        last, count = self.parts[-1].told, len(self.parts)
        if self.how == "latest":
            return say("Utfallet hittills är det senaste värdet under året, {last}.", last=last)
        if self.whole and self.how == "sum":
            return say("Utfallet är summan av årets {n} delar.", n=count)
        if self.whole:
            return say("Utfallet är medelvärdet av årets {n} delar.", n=count)
        if self.how == "sum":
            return say("Utfallet hittills är summan till och med {last}.", last=last)
        return say_many(
            count,
            "Utfallet hittills är ett enda värde, {last}.",
            "Utfallet hittills är medelvärdet av {n} värden, till och med {last}.",
            last=last,
        )


def make(values: Mapping[Period, Decimal], period: Period, how: How) -> Made | None:
    """What the parts make of the period: of those that reach furthest, the longest where two reach as far.

    A sum with a hole in it is no sum so far: then None. A mean is of those that there are.
    """
    if not values:
        return None
    furthest = max(values, key=lambda at: (at.end, -at.start.toordinal()))
    parts = tuple(sorted(at for at in values if at.kind == furthest.kind))
    every = period.parts(furthest.kind)
    whole = parts == every or (how == "latest" and furthest.end == period.end)
    if how == "latest":
        return Made(how, values[furthest], (furthest,), whole)
    if how == "sum":
        return (
            Made(how, sum((values[at] for at in parts), Decimal(0)), parts, whole)
            if parts == every[: len(parts)]
            else None
        )
    mean = sum((values[at] for at in parts), Decimal(0)) / len(parts)
    return Made(how, mean.quantize(ROOM), parts, whole)
