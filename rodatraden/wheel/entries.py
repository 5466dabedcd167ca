"""What stands in the year: an entry, whom it concerns, and how entries that say the same become one. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from rodatraden.lib.periods import MONTHS, last_of
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.web.charts.wheel import Shape

Kind = Literal["meeting", "deadline", "report", "plan", "review", "own"]
KINDS: Mapping[Kind, Text] = {
    "meeting": say("möte"),
    "deadline": say("sista dag"),
    "report": say("rapport"),
    "plan": say("plan"),
    "review": say("arbete eller granskning"),
    "own": say("övrigt"),
}
SHAPES: Mapping[Kind, Shape] = {
    "meeting": "disc",
    "deadline": "diamond",
    "report": "square",
    "plan": "hexagon",
    "review": "shield",
    "own": "house",
}
"""What each kind looks like on the wheel."""


@dataclass(frozen=True)
class Entry:
    """Something that happens in a year.

    `ident` names it for ever: a calendar that has read it once knows it again. `first` is its day, or the first of
    its month where it has no day (`exact` false); `last` ends what lasts. `actor` is a key of the model, `who` what
    the actor is called, and `many` what several like it are called together. `units` and `roles` are those that it
    concerns. `report` and `plan` name the type it is about; `of` is the plan's year where the model says so,
    and `builds_on` are plan types that must be decided before. `assumed` says why it is not stated, `done` whether it
    is done, where anybody can know that, and `settled` the units whose own plan is. What `recurs` comes month after
    month; what `treats` is the meeting over a report; where a body `sits` it can decide, as at no other meeting.
    `example` is made up.
    """

    ident: str
    what: str
    kind: Kind
    first: date
    who: str
    ring: str
    actor: str = ""
    exact: bool = True
    last: date | None = None
    many: str = ""
    units: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    report: str = ""
    covers: date | None = None
    plan: str = ""
    of: int | None = None
    builds_on: tuple[str, ...] = ()
    url: str = ""
    source: str = ""
    assumed: tuple[str, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    done: bool | None = None
    settled: frozenset[int] = frozenset()
    recurs: bool = False
    treats: bool = False
    sits: bool = False
    example: bool = False

    @property
    def ends(self) -> date:
        """Its last day: of the month where the month is all that is known."""
        return self.last or (self.first if self.exact else last_of(self.first.year, self.first.month))

    @property
    def when(self) -> Text:
        """ "30 juni", "juli–oktober", "12–16 mars", or nothing where the month is all that is said."""
        month = MONTHS[self.first.month - 1]
        if self.last is None or self.last == self.first:
            return say("{day} {month}", day=self.first.day, month=month) if self.exact else NOTHING
        until = MONTHS[self.last.month - 1]
        if not self.exact:
            return say("{first}–{last}", first=month, last=until) if month != until else NOTHING
        if month == until:
            return say("{first}–{last} {month}", first=self.first.day, last=self.last.day, month=month)
        return say("{first} {month}–{last} {until}", first=self.first.day, month=month, last=self.last.day, until=until)

    def for_unit(self, unit: int) -> "Entry":
        """As the unit has it: done as soon as its own plan is, though others' are not."""
        return replace(self, done=True) if unit in self.settled else self

    def concerns(self, units: frozenset[int], roles: frozenset[str]) -> bool:
        """Whether it is anything to somebody with roles of these kinds on these units."""
        if self.roles and not self.roles & roles:
            return False
        return bool(self.units & units) or bool(self.roles and not self.units)


def of_year(entries: Iterable[Entry], year: int) -> list[Entry]:
    """Those that touch the year; what began before it begins with its first day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    kept = [each for each in entries if each.first <= last and each.ends >= first]
    return [each if each.first >= first else replace(each, first=first) for each in kept]


def once(stated: Sequence[Entry], computed: Iterable[Entry]) -> list[Entry]:
    """Both, without saying anything twice.

    What is worked out about a report or plan that somebody states for the same actor and month is left out; where it
    has one day and the statement none, the statement takes that day with the reasons why it is assumed.
    """
    found: dict[tuple[str, str, int, int], list[Entry]] = {}
    rest: list[Entry] = []
    keys = {_matter(each): at for at, each in enumerate(stated) if _matter(each) is not None}
    for each in computed:
        matter = _matter(each)
        if matter is not None and matter in keys:
            found.setdefault(matter, []).append(each)
        else:
            rest.append(each)
    told = list(stated)
    for matter, same in found.items():
        at = keys[matter]
        merged = _merged(told[at], same)
        if merged is None:
            rest += same
        else:
            told[at] = merged
    return [*told, *rest]


def _matter(entry: Entry) -> tuple[str, str, int, int] | None:
    """Which report or plan of which actor in which month; None where that is not what it is about."""
    about = entry.report or entry.plan
    lasts = entry.last is not None and entry.last > last_of(entry.first.year, entry.first.month)
    if not about or not entry.actor or lasts or entry.recurs and not entry.report:
        return None
    return about, entry.actor, entry.first.year, entry.first.month


def _merged(stated: Entry, same: Sequence[Entry]) -> Entry | None:
    """What is stated with what is worked out about it; None where the two differ in more than the day."""
    days = {each.first for each in same if each.exact}
    covers = {each.covers for each in same if each.covers}
    if len(days) > 1 or (stated.exact and days and days != {stated.first}):
        return None
    if stated.covers and covers and covers != {stated.covers}:
        return None
    units = stated.units.union(*(each.units for each in same))
    known = [each.done for each in same if each.done is not None]
    done = all(known) if known else None
    settled = stated.settled.union(*(each.settled for each in same))
    if stated.exact or not days:
        return replace(stated, units=units, done=done, settled=settled)
    (day,) = days
    why = tuple(dict.fromkeys((*stated.assumed, *(reason for each in same for reason in each.assumed))))
    url = stated.url or same[0].url
    return replace(stated, first=day, exact=True, units=units, done=done, settled=settled, assumed=why, url=url)
