"""A body's year: its meetings with what it is to decide at each, what it decided, and what waits without a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.decisions.agenda import Ready, ready_for
from rodatraden.decisions.models import Decision
from rodatraden.followup.meetings import MEETING
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.sources import year_entries


@dataclass(frozen=True)
class Sitting:
    """A day, or a month where no day is said, with what stands on it by the calendar and what was decided that day."""

    first: date
    exact: bool
    matters: tuple[Entry, ...]
    decided: tuple[Decision, ...] = ()
    meets: bool = False

    @property
    def assumed(self) -> bool:
        return any(entry.assumed for entry in self.matters)


@dataclass(frozen=True)
class BodyPage:
    """The year of a body."""

    body: Place
    year: int
    today: date
    sittings: Sequence[Sitting]
    waiting: Sequence[Ready]

    @property
    def coming(self) -> Sequence[Sitting]:
        return [each for each in self.sittings if each.first >= self.today.replace(day=1)]

    @property
    def sentence(self) -> Text:
        return told(self)


def bodies(actor: Actor) -> list[Place]:
    """The units that meet and decide, as the organisation lists them."""
    return [place for place in actor.tree.places.values() if place.kind in MEETING]


def body_page(actor: Actor, body: Place, year: int, today: date) -> BodyPage:
    """The body's year, in a fixed number of queries."""
    entries = [entry for entry in year_entries(actor, year) if body.id in entry.units]
    rows = list(Decision.objects.filter(body=body.id, date__year=year).order_by("date", "paragraph", "key"))
    waiting = ready_for(actor, body) if year == today.year else []
    return BodyPage(body, year, today, sittings(entries, rows), waiting)


def sittings(entries: Sequence[Entry], decisions: Sequence[Decision]) -> list[Sitting]:
    """One for each day on which something stands or was decided, in order; months without a day come first in them."""
    days = {(entry.first, entry.exact) for entry in entries} | {(row.date, True) for row in decisions if row.date}
    found = []
    for first, exact in sorted(days, key=lambda day: (day[0], day[1])):
        here_now = [entry for entry in entries if (entry.first, entry.exact) == (first, exact)]
        matters = tuple(entry for entry in here_now if entry.kind != "meeting")
        made = tuple(row for row in decisions if exact and row.date == first)
        found.append(Sitting(first, exact, matters, made, any(entry.kind == "meeting" for entry in here_now)))
    return found


def told(page: BodyPage) -> Text:
    """ "Socialnämnden har 4 tillfällen kvar i år, nästa 2018-09-26. 3 ärenden väntar utan sammanträde."."""
    left = [each for each in page.sittings if each.exact and each.first >= page.today and (each.meets or each.matters)]
    name = page.body.name
    if page.year != page.today.year:
        many = say_many(sum(len(each.decided) for each in page.sittings), "ett beslut", "{n} beslut")
        return say("{name} {year}: {many} i registret.", name=name, year=page.year, many=many)
    if not left:
        first = say("{name} har inget mer i kalendern i år.", name=name)
    else:
        many = say_many(len(left), "en dag", "{n} dagar")
        first = say("{name} har {many} kvar i årets kalender, nästa {day}.", name=name, many=many, day=left[0].first)
    if not page.waiting:
        return first
    waiting = say_many(len(page.waiting), "Ett ärende väntar", "{n} ärenden väntar")
    return say("{first} {waiting} på beslut.", first=first, waiting=waiting)
