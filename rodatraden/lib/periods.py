"""A period of time as municipalities report it: year, half, tertial, quarter, month or day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Literal, TypeVar

from rodatraden.lib.text import Text, say

Usual = TypeVar("Usual", bound=int | None)
PeriodKind = Literal["year", "half", "tertial", "quarter", "month", "day"]
MONTHS = (
    say("januari"), say("februari"), say("mars"), say("april"), say("maj"), say("juni"),
    say("juli"), say("augusti"), say("september"), say("oktober"), say("november"), say("december"),
)  # fmt: skip
FIRST, LAST = 1000, 9000
"""The years that a period is read in: away from both ends of the calendar, so that each has one before and after."""
_LENGTH: dict[str, int] = {"year": 12, "half": 6, "tertial": 4, "quarter": 3, "month": 1}
_LETTER = {"H": "half", "T": "tertial", "Q": "quarter", "K": "quarter"}
_SIGN = {"half": "H", "tertial": "T", "quarter": "Q"}
_FORM = re.compile(r"(\d{4})(?:-?([HTQK])(\d)|-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PeriodProblem(ValueError):
    """A text that names no period."""

    typed: str

    @property
    def text(self) -> Text:
        return say(
            "”{typed}” är ingen period. Skriv till exempel 2018, 2018-H1, 2018-T2, 2018-Q3 eller 2018-04.",
            typed=self.typed,
        )

    def __str__(self) -> str:
        return str(self.text)


@total_ordering
@dataclass(frozen=True, eq=True)
class Period:
    """Both days inclusive. Ordered by start, then the longer first: a year comes before its own months."""

    kind: PeriodKind
    start: date
    end: date

    @classmethod
    @lru_cache(maxsize=500)
    def parse(cls, text: str) -> "Period":
        """Reads `2018`, `2018-H1`, `2018-T2`, `2018-Q3` (or K3), `2018-04`, `2018-04-30`, within FIRST to LAST."""
        found = _FORM.fullmatch(text.strip().upper())
        if not found or not FIRST <= int(found.group(1)) <= LAST:
            raise PeriodProblem(text)
        year, letter, number, month, day = found.groups()
        try:
            if letter:
                return cls._nth(_LETTER[letter], int(year), int(number))
            if day:
                exact = date(int(year), int(month), int(day))
                return cls("day", exact, exact)
            return cls._nth("month", int(year), int(month)) if month else cls._nth("year", int(year), 1)
        except ValueError as fault:
            raise PeriodProblem(text) from fault

    # Kept: a page names the same few periods thousands of times, and what is the same object is found at once.
    @classmethod
    @lru_cache(maxsize=500)
    def _nth(cls, kind: str, year: int, number: int) -> "Period":
        length = _LENGTH[kind]
        if not 1 <= number <= 12 // length:
            raise ValueError(number)
        first, last = (number - 1) * length + 1, number * length
        end = last_of(year, last)
        return cls(kind, date(year, first, 1), end)  # type: ignore[arg-type]

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of this kind that the day lies in."""
        if kind == "day":
            return cls("day", day, day)
        return cls._nth(kind, day.year, (day.month - 1) // _LENGTH[kind] + 1)

    @classmethod
    def year_of(cls, year: int) -> "Period":
        return cls._nth("year", year, 1)

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def number(self) -> int:
        """Which one of its year, from 1: tertial 2 gives 2."""
        return 1 if self.kind == "day" else (self.start.month - 1) // _LENGTH[self.kind] + 1

    @property
    def key(self) -> str:
        """The text form that is stored and exchanged."""
        if self.kind == "year":
            return f"{self.year:04}"
        if self.kind in _SIGN:
            return f"{self.year:04}-{_SIGN[self.kind]}{self.number}"
        return self.start.isoformat() if self.kind == "day" else f"{self.year:04}-{self.start.month:02}"

    @property
    def name(self) -> str:
        """As one says it, in the reader's language: "första halvåret 2018", "tertial 2 2018", "april 2018"."""
        return self.key if self.kind == "year" else str(self.told)

    @property
    def told(self) -> Text:
        """The name as a sentence of ours."""
        if self.kind == "half":
            first, second = say("första halvåret {year}", year=self.year), say("andra halvåret {year}", year=self.year)
            return first if self.number == 1 else second
        if self.kind == "month":
            return say("{month} {year}", month=MONTHS[self.start.month - 1], year=self.year)
        if self.kind == "tertial":
            return say("tertial {number} {year}", number=self.number, year=self.year)
        if self.kind == "quarter":
            return say("kvartal {number} {year}", number=self.number, year=self.year)
        return say("{key}", key=self.key)

    def contains(self, other: "Period") -> bool:
        """Whether the other lies within this one; a period contains itself."""
        return self.start <= other.start and other.end <= self.end

    def previous(self) -> "Period":
        return Period.of(self.kind, self.start - timedelta(days=1))

    def next(self) -> "Period":
        return Period.of(self.kind, self.end + timedelta(days=1))

    def parts(self, kind: PeriodKind) -> tuple["Period", ...]:
        """The periods of a kind that lie within this one, in order."""
        found, part = [], Period.of(kind, self.start)
        while part.start <= self.end:
            if self.contains(part):
                found.append(part)
            part = part.next()
        return tuple(found)

    def __hash__(self) -> int:
        """By its first day alone, which keeps its own: a page looks up thousands, and few begin on the same day."""
        return hash(self.start)

    def __lt__(self, other: "Period") -> bool:
        return (self.start, -self.end.toordinal()) < (other.start, -other.end.toordinal())

    def __str__(self) -> str:
        return self.key


def day_in(year: int, month: int, day: int) -> date:
    """The day, or the last of the month where the month is shorter in that year."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def last_of(year: int, month: int) -> date:
    return day_in(year, month, 31)


def year_asked(typed: str, usual: Usual) -> int | Usual:
    """The year in an address, or the usual one where nothing that can be a year of steering stands there."""
    return int(typed) if typed.isdecimal() and len(typed) == 4 and 1990 <= int(typed) <= 2100 else usual


def is_within(day: date, first: date | None, last: date | None) -> bool:
    """Whether something that holds from a day to a day, both included, does so on one; None is open."""
    return (first is None or first <= day) and (last is None or day <= last)
