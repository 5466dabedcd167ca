"""How money stands against its frame, in kronor, per cent and words (E7). Pure.

Amounts are net costs in kronor: income is negative. A deviation is the frame less the forecast for the whole year,
so that more than nothing is better than the frame; when the year is over its outcome takes the forecast's place.
What has been spent so far is never called a deviation: it is told as a share of the year's frame, beside how much
of the year has gone.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from rodatraden.lib.numbers import SPACE, format_number
from rodatraden.lib.periods import last_of
from rodatraden.lib.text import Text, say, verbatim

Standing = Literal["deficit", "even", "surplus"]
THOUSAND, MILLION = Decimal(1_000), Decimal(1_000_000)
LEAST_SHOWN = Decimal("0.1")
"""A share of the frame that is less is told as less, never as nothing."""
MONTHS = 12


@dataclass(frozen=True)
class Deviation:
    """Frame less forecast, in kronor and in per cent of the frame; None where there is no frame to take a part of."""

    kronor: Decimal
    per_cent: Decimal | None

    @property
    def standing(self) -> Standing:
        """By what is shown: less than half a thousand either way is as the frame."""
        thousands = in_thousands(self.kronor)
        return "even" if not thousands else "surplus" if thousands > 0 else "deficit"


@dataclass(frozen=True)
class Total:
    """A sum, and the names of the parts that have no value: with any of those there is no sum."""

    value: Decimal | None
    missing: tuple[str, ...] = ()


def deviation(frame: Decimal | None, forecast: Decimal | None) -> Deviation | None:
    """None where either is missing: missing is never nothing. Per cent are of the frame's size, so that income that
    falls short is a deficit too."""
    if frame is None or forecast is None:
        return None
    kronor = frame - forecast
    return Deviation(kronor, kronor / abs(frame) * 100 if frame else None)


def share_used(frame: Decimal | None, outcome: Decimal | None) -> Decimal | None:
    """The outcome so far as a share of the year's frame (0.58). None without both, or with a frame of nothing."""
    return outcome / frame if frame and outcome is not None else None


def total(parts: Mapping[str, Decimal | None]) -> Total:
    """The sum of parts, by their names. Nothing to add up is no sum either."""
    missing = tuple(name for name, value in parts.items() if value is None)
    known = [value for value in parts.values() if value is not None]
    return Total(None if missing or not known else sum(known, Decimal(0)), missing)


def in_thousands(kronor: Decimal) -> Decimal:
    """Kronor as the tables show them: whole thousands, halves away from nothing."""
    return (kronor / THOUSAND).quantize(Decimal(1), ROUND_HALF_UP)


def money_told(kronor: Decimal) -> Text:
    """The size of an amount as one says it: "2,4 mkr", "840 tkr", "350 kr". The sign is for the words around it."""
    size = abs(kronor)
    if size >= MILLION - THOUSAND / 2:
        return say("{number}{space}mkr", number=format_number(size / MILLION, 1), space=SPACE)
    if size >= THOUSAND:
        return say("{number}{space}tkr", number=format_number(size / THOUSAND, 0), space=SPACE)
    return say("{number}{space}kr", number=format_number(size, 0), space=SPACE)


def per_cent_told(share: Decimal) -> Text:
    """The size of a share in per cent: "1,9 %"; a sliver is "under 0,1 %"."""
    size = abs(share)
    if size and size < LEAST_SHOWN / 2:
        return say("under {share}", share=f"{format_number(LEAST_SHOWN)}{SPACE}%")
    return verbatim(f"{format_number(size, 1)}{SPACE}%")


def deviation_told(found: Deviation, investment: bool = False) -> Text:
    """ "underskott 2,4 mkr, 1,9 %"; of investments "2,4 mkr över ramen, 1,9 %"."""
    if found.standing == "even":
        return say("i nivå med ramen")
    money = money_told(found.kronor)
    if investment:
        over, under = say("{money} över ramen", money=money), say("{money} under ramen", money=money)
        told = over if found.standing == "deficit" else under
    else:
        deficit, surplus = say("underskott {money}", money=money), say("överskott {money}", money=money)
        told = deficit if found.standing == "deficit" else surplus
    return told if found.per_cent is None else say("{told}, {share}", told=told, share=per_cent_told(found.per_cent))


def used_told(share: Decimal, as_of: date) -> Text:
    """ "58 % av ramen efter 7 av 12 månader"; on a day that ends no month "58 % av ramen till och med 2018-09-10"."""
    shown = f"{format_number(share * 100, 0)}{SPACE}%"
    if as_of == last_of(as_of.year, as_of.month):
        return say("{share} av ramen efter {done} av {all} månader", share=shown, done=as_of.month, all=MONTHS)
    return say("{share} av ramen till och med {day}", share=shown, day=as_of.isoformat())


def part_of_year(as_of: date) -> Decimal:
    """How much of the year has gone when the day is over, from more than 0 to 1."""
    days = as_of.timetuple().tm_yday
    return Decimal(days) / (366 if calendar.isleap(as_of.year) else 365)
