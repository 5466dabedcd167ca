"""What to ask about an amount before it is kept. A doubt is a question, never a refusal. Pure.

The slip that costs most is kronor typed as thousands, or the other way: a factor of 1,000. So an amount is held
against what one would expect: a forecast against the frame, an outcome against the frame's part of the year, a
frame against the year before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rodatraden.economy.deviation import money_told, part_of_year
from rodatraden.economy.rows import Kind
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import Text, say

FAR_ABOVE = 5
"""An amount so many times what one would expect is asked about."""
FAR_BELOW = 100
"""Investments begin late and small, so that a little is asked about only where it is very little."""


@dataclass(frozen=True)
class Before:
    """What is known of a unit's line of a year when an amount of it is written. `outcome` and `forecast` are the
    newest up to its day, with the outcome's day; `last_year` is the frame of the year before, or its last forecast."""

    frame: Decimal | None = None
    outcome: Decimal | None = None
    outcome_day: date | None = None
    forecast: Decimal | None = None
    last_year: Decimal | None = None

    def with_amount(self, kind: Kind, value: Decimal, as_of: date) -> "Before":
        """As it is known to the next amount."""
        if kind == "outcome":
            return replace(self, outcome=value, outcome_day=as_of)
        return replace(self, frame=value) if kind == "frame" else replace(self, forecast=value)


@dataclass(frozen=True)
class Expected:
    """About how large an amount should be, and what that is taken from."""

    size: Decimal
    known: Decimal
    what: Text


def doubts_about(kind: Kind, value: Decimal, as_of: date, before: Before) -> tuple[Text, ...]:
    """Questions to whoever wrote the amount. None where there is nothing to hold it against."""
    expected = expected_of(kind, as_of, before)
    return tuple(_doubts(value, expected)) if expected and value else ()


def expected_of(kind: Kind, as_of: date, before: Before) -> Expected | None:
    """The first of what is known that is not nothing: the surest first."""
    gone = part_of_year(as_of)
    frame, last_year = say("ramen"), say("ramen förra året")
    earlier, forecast = say("det tidigare utfallet"), say("den tidigare prognosen")
    found: list[tuple[Decimal | None, Decimal, Text]]
    if kind == "frame":
        found = [(before.last_year, Decimal(1), last_year), (before.forecast, Decimal(1), forecast)]
    elif kind == "forecast":
        found = [(before.frame, Decimal(1), frame), (before.forecast, Decimal(1), forecast)]
        found.append((before.last_year, Decimal(1), last_year))
    else:
        since = gone / part_of_year(before.outcome_day) if before.outcome_day else Decimal(1)
        found = [(before.frame, gone, frame), (before.outcome, since, earlier), (before.forecast, gone, forecast)]
        found.append((before.last_year, gone, last_year))
    return next((Expected(abs(known) * part, known, what) for known, part, what in found if known), None)


def _doubts(value: Decimal, expected: Expected) -> Iterator[Text]:
    size, against = abs(value), {"what": expected.what, "known": money_told(expected.known)}
    if size >= expected.size * FAR_ABOVE:
        yield say(
            "{value} är {times} gånger större än väntat efter {what}, {known}. Är enheten rätt, kronor eller tusental?",
            value=money_told(value),
            times=format_number(round(size / expected.size)),
            **against,
        )
    elif size * FAR_BELOW <= expected.size:
        yield say(
            "{value} är {times} gånger mindre än väntat efter {what}, {known}. Är enheten rätt, kronor eller tusental?",
            value=money_told(value),
            times=format_number(round(expected.size / size)),
            **against,
        )
    if (value < 0) != (expected.known < 0):
        yield say(
            "Beloppet är en {one}, men {what} är en {other}. Stämmer tecknet? En kostnad skrivs utan minus.",
            one=say("intäkt") if value < 0 else say("kostnad"),
            other=say("intäkt") if expected.known < 0 else say("kostnad"),
            what=expected.what,
        )
