"""Entries gathered: those alike on one line, lines by month and by actor, with the numbers of the wheel. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import Text, say
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.events import RING_ORDER


@dataclass(frozen=True)
class Line:
    """Entries that are alike but for whom they concern. `number` is that of the wheel, 0 for what comes every month."""

    number: int
    entries: tuple[Entry, ...]

    @cached_property
    def entry(self) -> Entry:
        return self.entries[0]

    @cached_property
    def who(self) -> Text | str:
        """One by its name, two by both, more of one kind by how many they are."""
        if len(self.entries) == 1:
            return self.entry.who
        names = list(dict.fromkeys(each.who for each in self.entries))
        if len(names) == 1:
            return names[0]
        if len(names) == 2 or not self.entry.many:
            return say("{one} och {other}", one=", ".join(names[:-1]), other=names[-1])
        return say("{n} {many}", n=len(names), many=self.entry.many)

    @property
    def named(self) -> tuple[str, ...]:
        """All by name, where `who` only counts them."""
        names = tuple(dict.fromkeys(each.who for each in self.entries))
        return names if len(names) > 2 else ()

    @property
    def done(self) -> bool | None:
        known = [each.done for each in self.entries if each.done is not None]
        return all(known) if known else None

    @cached_property
    def first(self) -> date:
        return self.entry.first

    @property
    def last(self) -> date | None:
        """Its last day, where it takes more than one; of several days that are one line, the last of them."""
        latest = max(each.first for each in self.entries) if len(self.entries) > 1 else self.first
        return self.entry.last or (latest if latest > self.first else None)

    @property
    def when(self) -> Text:
        entry, last = self.entry, self.last
        return (entry if entry.last == last else replace(entry, last=last)).when

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reason for each in self.entries for reason in each.assumed))

    @property
    def expected(self) -> tuple[str, ...]:
        """Why it is only expected: what is done is no longer that."""
        return () if self.done else self.assumed

    def is_past(self, today: date) -> bool:
        return all(each.ends < today for each in self.entries)

    @property
    def month(self) -> Text:
        return MONTHS[self.first.month - 1]

    @property
    def anchor(self) -> str:
        return f"h{self.number}"


@dataclass(frozen=True)
class Month:
    """A month and its lines, in the order of the year."""

    month: int
    lines: tuple[Line, ...]

    @property
    def numbered(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.number)

    @property
    def recurring(self) -> tuple[Line, ...]:
        """What comes every month."""
        return tuple(line for line in self.lines if not line.number)

    @property
    def name(self) -> Text:
        return MONTHS[self.month - 1]


@dataclass(frozen=True)
class ActorLines:
    """An actor and its year."""

    ring: str
    name: str
    lines: tuple[Line, ...]


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """The lines of a year by day, first in each month what has no day. Numbers run through the year without a gap.

    What officials hand over of one report in one month is one line, over the days of them all.
    """
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for each in sorted(entries, key=_order):
        together = each.covers is not None and each.ring == "officials" and each.exact and each.last is None
        day = each.first.replace(day=1) if together else each.first
        key = (day, each.exact, each.last, each.what, each.kind, each.ring, each.many or each.who, each.recurs)
        alike.setdefault(key, []).append(each)
    found, number = [], 0
    for same in alike.values():
        number += not same[0].recurs
        found.append(Line(0 if same[0].recurs else number, tuple(same)))
    return found


def _order(entry: Entry) -> tuple[int, bool, int, bool, int, str, str]:
    ring = RING_ORDER.index(entry.ring) if entry.ring in RING_ORDER else len(RING_ORDER)
    day = entry.first.day if entry.exact else 0
    return entry.first.month, entry.exact, day, entry.recurs, ring, entry.what, entry.ident


def by_month(lines: Iterable[Line]) -> list[Month]:
    """The months in which something happens."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.first.month, []).append(line)
    return [Month(month, tuple(found[month])) for month in sorted(found)]


def by_actor(lines: Iterable[Line]) -> list[ActorLines]:
    """The actors from the council down, each with its year. A line of several stands under what they are called."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        name = line.entry.who if len({each.who for each in line.entries}) == 1 else line.entry.many or line.entry.who
        found.setdefault((line.entry.ring, name), []).append(line)
    order = {ring: at for at, ring in enumerate(RING_ORDER)}
    actors = sorted(found, key=lambda key: order.get(key[0], len(order)))
    return [ActorLines(ring, name, tuple(found[ring, name])) for ring, name in actors]


def coming(lines: Sequence[Line], today: date, most: int = 7, *, monthly: bool = False) -> list[Line]:
    """What comes next, the nearest first: what has a number, begins today or later, and is not done. `monthly` is for
    one's own year: then what comes every month counts too."""
    told = [line for line in lines if line.number or monthly]
    ahead = [line for line in told if line.first >= today and line.done is not True]
    going = [
        line for line in told if not line.entry.exact and line.first < today <= line.entry.ends
        and (line.first.year, line.first.month) == (today.year, today.month) and line.done is not True
    ]  # fmt: skip
    return [*going, *sorted(ahead, key=lambda line: line.first)][:most]
