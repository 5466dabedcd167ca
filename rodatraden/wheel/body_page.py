"""A body's year: its meetings with what it is to decide at each, what it decided, and what waits without a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.decisions.agenda import Ready, ready_for
from rodatraden.decisions.models import Decision
from rodatraden.followup.meetings import MEETING
from rodatraden.followup.year import silent_in
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.planning.elections import new_term
from rodatraden.steering.schema import Mandate
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.sources import year_entries


@dataclass(frozen=True)
class Sitting:
    """A meeting, or a day without one on which something was decided or is to be: what the calendar has for it, what
    has been put on it, and what was decided. What has only a month stands at the month's last meeting."""

    first: date
    matters: tuple[Entry, ...] = ()
    decided: tuple[Decision, ...] = ()
    planned: tuple[Ready, ...] = ()
    meets: bool = True


@dataclass(frozen=True)
class Part:
    """Some of a year's meetings, under a heading."""

    ident: str
    told: Text
    sittings: Sequence[Sitting]


@dataclass(frozen=True)
class BodyPage:
    """The year of a body."""

    body: Place
    year: int
    today: date
    sittings: Sequence[Sitting]
    waiting: Sequence[Ready]
    apart: Sequence[Entry] = ()
    """What the calendar has for the body on days, or in months, when it does not meet."""
    term: Text = NOTHING
    """When the body has new members, in an election year (KL 5:9, 6:18, 6:19)."""

    @property
    def sentence(self) -> Text:
        return told(self)

    @property
    def next(self) -> Sitting | None:
        """The body's next meeting, of this year."""
        ahead = self.year == self.today.year
        return next((each for each in self.sittings if ahead and each.meets and each.first >= self.today), None)

    @property
    def parts(self) -> list["Part"]:
        """The year as it is read: what is to come before what has been."""
        if self.year != self.today.year:
            found = [Part("aret", say("Årets sammanträden"), self.sittings)]
        else:
            ahead = [each for each in self.sittings if each.first >= self.today]
            been = [each for each in self.sittings if each.first < self.today]
            found = [Part("aret", say("Kommande sammanträden"), ahead), Part("varit", say("Tidigare i år"), been)]
        return [part for part in found if part.sittings]


def bodies(actor: Actor) -> list[Place]:
    """The units that meet and decide, as the organisation lists them, without those that only name others."""
    names = silent_in(actor.tree)
    return [place for place in actor.tree.places.values() if place.kind in MEETING and place.id not in names]


@dataclass(frozen=True)
class Following:
    """A body with the next day of the year on which it meets, if any is left."""

    body: Place
    day: date | None


def following(actor: Actor, today: date) -> list[Following]:
    """What each body's next meeting is, in a fixed number of queries."""
    sits = [entry for entry in year_entries(actor, today.year) if entry.sits and entry.exact]
    ahead = [entry for entry in sits if entry.first >= today]
    return [
        Following(body, min((entry.first for entry in ahead if body.id in entry.units), default=None))
        for body in bodies(actor)
    ]


def next_told(found: Iterable[Following]) -> Text:
    """ "Socialnämnden sammanträder härnäst 2018-09-18.", or what the page answers where no meeting is left."""
    left = [(each.day, each.body.name) for each in found if each.day is not None]
    if not left:
        return say("Vad ska varje organ besluta, och när?")
    day = min(left)[0]
    who = in_words([name for first, name in left if first == day])
    return say("{who} sammanträder härnäst {day}.", who=who, day=day.isoformat())


def body_page(actor: Actor, body: Place, year: int, today: date) -> BodyPage:
    """The body's year, in a fixed number of queries."""
    entries = [entry.for_unit(body.id) for entry in year_entries(actor, year) if body.id in entry.units]
    rows = list(Decision.objects.filter(body=body.id, date__year=year).order_by("date", "paragraph", "key"))
    ready = ready_for(actor, body)
    planned: dict[date, list[Ready]] = {}
    for each in ready:
        if each.meeting is not None and each.meeting.year == year and each.meeting >= today:
            planned.setdefault(each.meeting, []).append(each)
    waiting = [each for each in ready if each.meeting is None or each.meeting < today]
    found, apart = sittings(entries, rows, planned)
    mandate = actor.model.mandate.years if actor.model is not None else Mandate().years
    term = new_term(body.kind, year, mandate)
    return BodyPage(body, year, today, found, waiting if year == today.year else [], apart, term)


def meeting_days(actor: Actor, body: Place, years: Iterable[int]) -> set[date]:
    """The days on which the body meets in the years, by the calendar. Named in `settings.MEETING_DAYS`."""
    entries = [entry for year in years for entry in year_entries(actor, year)]
    return _meetings(entry for entry in entries if body.id in entry.units)


def _meetings(entries: Iterable[Entry]) -> set[date]:
    return {entry.first for entry in entries if entry.sits and entry.exact}


def sittings(
    entries: Sequence[Entry], decisions: Sequence[Decision], planned: Mapping[date, Sequence[Ready]] | None = None
) -> tuple[list[Sitting], list[Entry]]:
    """The days on which the body meets, or something was decided or is to be, in order, and what the calendar has
    beside them."""
    planned = planned or {}
    meetings = _meetings(entries)
    matters: dict[date, list[Entry]] = {}
    apart = []
    for entry in (each for each in entries if not (each.sits and each.recurs)):
        day = entry.first if entry.exact else _last_of_month(meetings, entry.first)
        if day in meetings:
            matters.setdefault(day, []).append(entry)
        else:
            apart.append(entry)
    days = sorted({*meetings, *planned, *(row.date for row in decisions if row.date)})
    made = {day: tuple(row for row in decisions if row.date == day) for day in days}
    found = [
        Sitting(day, tuple(matters.get(day, ())), made[day], tuple(planned.get(day, ())), day in meetings)
        for day in days
    ]
    return found, sorted(apart, key=lambda entry: (entry.first, entry.exact))


def _last_of_month(meetings: Iterable[date], month: date) -> date | None:
    return max((day for day in meetings if (day.year, day.month) == (month.year, month.month)), default=None)


def told(page: BodyPage) -> Text:
    """ "Socialnämnden har 4 sammanträden kvar i år, nästa 2018-09-26. 3 ärenden väntar utan sammanträde."."""
    left = [each for each in page.sittings if each.meets and each.first >= page.today]
    name = page.body.name
    if page.year != page.today.year:
        many = say_many(sum(len(each.decided) for each in page.sittings), "ett beslut", "{n} beslut")
        return say("{name} {year}: {many} i registret.", name=name, year=page.year, many=many)
    if not left:
        first = say("{name} har inget mer sammanträde i kalendern i år.", name=name)
    else:
        many = say_many(len(left), "ett sammanträde", "{n} sammanträden")
        first = say("{name} har {many} kvar i år, nästa {day}.", name=name, many=many, day=left[0].first)
    if not page.waiting:
        return first
    waiting = say_many(len(page.waiting), "Ett ärende väntar", "{n} ärenden väntar")
    return say("{first} {waiting} utan sammanträde.", first=first, waiting=waiting)
