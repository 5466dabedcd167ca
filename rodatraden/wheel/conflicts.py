"""What cannot both hold in a year (Y4): found among its entries, and told in words. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, capital, in_words, say
from rodatraden.lib.workdays import is_working_day
from rodatraden.wheel.entries import Entry

Rule = Literal["two-deadlines", "before-its-ground", "closed-day"]
DEADLINES = frozenset({"deadline", "report", "plan"})
"""Kinds of entries whose day is the last on which something must be handed over."""


@dataclass(frozen=True)
class Conflict:
    """Entries that contradict each other, by their idents, and what is wrong with them. `items` are the things that
    fall together, said one by one after `head`."""

    rule: Rule
    day: date
    told: Text
    idents: tuple[str, ...]
    head: Text = NOTHING
    items: tuple[str, ...] = ()


def conflicts(entries: Iterable[Entry]) -> list[Conflict]:
    """All contradictions, in the order of the year."""
    found = list(entries)
    each = (*closed_days(found), *two_deadlines(found), *before_their_ground(found))
    return sorted(each, key=lambda one: (one.day, one.rule, one.idents))


def closed_days(entries: Iterable[Entry]) -> Iterator[Conflict]:
    """Meetings on a day when no office is open."""
    for each in entries:
        if each.kind == "meeting" and each.exact and each.last is None and not is_working_day(each.first):
            told = say("{what} ({who}) ligger på en helg eller helgdag, {day}.", what=each.what, who=each.who,
                       day=each.first)  # fmt: skip
            yield Conflict("closed-day", each.first, told, (each.ident,))


def two_deadlines(entries: Iterable[Entry]) -> Iterator[Conflict]:
    """Different things that one and the same unit must hand over on one day. Units with the same two are told once."""
    of_day: dict[tuple[date, int], dict[object, Entry]] = {}
    for each in entries:
        if _is_due(each):
            matter = (each.report, each.covers) if each.report and each.covers else each.what
            for unit in each.units:
                of_day.setdefault((each.first, unit), {}).setdefault(matter, each)
    told: dict[tuple[date, tuple[str, ...]], list[dict[object, Entry]]] = {}
    for (day, _unit), due in of_day.items():
        if len(due) > 1:
            told.setdefault((day, tuple(sorted(each.what for each in due.values()))), []).append(due)
    for (day, whats), units in told.items():
        idents = tuple(sorted({each.ident for due in units for each in due.values()}))
        names = list(dict.fromkeys(next(iter(due.values())).who for due in units))
        yield Conflict("two-deadlines", day, _at_once(day, whats, names), idents, _head(day, names), whats)


def _is_due(entry: Entry) -> bool:
    """Whether something must be handed over that very day; a meeting over a report is no such day."""
    if entry.kind not in DEADLINES or entry.treats or entry.recurs or entry.done is True:
        return False
    return entry.exact and entry.last is None


def _head(day: date, names: Sequence[str]) -> Text:
    if len(names) == 1:
        return say("{who}: flera sista dagar {day}", who=capital(names[0]), day=day)
    return say("{n} enheter: flera sista dagar {day}", n=len(names), day=day)


def _at_once(day: date, whats: Sequence[str], names: Sequence[str]) -> Text:
    if len(names) == 1:
        who = capital(names[0])
        return say("{who} har flera sista dagar {day}: {whats}.", who=who, day=day, whats=in_words(whats))
    return say("{n} enheter har flera sista dagar {day}: {whats}.", n=len(names), day=day, whats=in_words(whats))


def before_their_ground(entries: Iterable[Entry]) -> Iterator[Conflict]:
    """Plans that are due before what they build on is decided: the unit's plan of a year builds on that year's budget,
    not on the one that is decided in its end."""
    found = [each for each in entries if each.plan]
    seen: set[tuple[str, str]] = set()
    for each in found:
        for ground in _grounds(each, found):
            if _is_before(each, ground) and (each.plan, ground.plan) not in seen:
                seen.add((each.plan, ground.plan))
                told = say("{what} kommer före det som den bygger på: {ground}.", what=each.what, ground=ground.what)
                yield Conflict("before-its-ground", each.first, told, (each.ident, ground.ident))


def _grounds(plan: Entry, found: Iterable[Entry]) -> list[Entry]:
    """What a plan builds on, each type where it is first decided for the same year."""
    first: dict[str, Entry] = {}
    for each in found:
        alike = plan.of is None or each.of is None or plan.of == each.of
        if alike and each.plan in plan.builds_on and (each.plan not in first or _due(each) < _due(first[each.plan])):
            first[each.plan] = each
    return [first[key] for key in plan.builds_on if key in first]


def _due(entry: Entry) -> date:
    return entry.ends


def _is_before(plan: Entry, ground: Entry) -> bool:
    """By the days where both have one, else by the months."""
    if plan.exact and ground.exact:
        return plan.ends < ground.ends
    return (plan.ends.year, plan.ends.month) < (ground.ends.year, ground.ends.month)
