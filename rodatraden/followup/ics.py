"""Days as a file that calendars read (RFC 5545). Here of reports: a day for each floor of each occasion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from rodatraden.followup.groups import Group

PRODUCT = "-//Röda tråden//Rapportkalender//SV"


@dataclass(frozen=True)
class Day:
    """A whole day, or several. `ident` names it for ever, so that one that is moved is known again."""

    ident: str
    first: date
    summary: str
    last: date | None = None
    lines: Sequence[str] = ()
    categories: Sequence[str] = ()
    url: str = ""


def as_ics(groups: Iterable[Group], *, name: str, place: str, at: datetime) -> bytes:
    """The groups as whole days. `place` makes the ids the municipality's own; a moved day keeps its id."""
    return calendar_of((_day(group) for group in groups), name=name, place=place, at=at)


def calendar_of(days: Iterable[Day], *, name: str, place: str, at: datetime, product: str = PRODUCT) -> bytes:
    """Days as one calendar, called by its name."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for day in days:
        calendar.add_component(_event(day, place, at))
    made: bytes = calendar.to_ical()
    return made


def _event(day: Day, place: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.ident}@{place}.rodatraden")
    event.add("dtstamp", at)
    event.add("dtstart", day.first)
    event.add("dtend", (day.last or day.first) + timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", "\n".join(day.lines))
    event.add("transp", "TRANSPARENT")
    event.add("categories", list(day.categories))
    if day.url:
        event.add("url", day.url)
    return event


def _day(group: Group) -> Day:
    lines = [*group.units, *group.assumed, *([group.reason] if group.reason else [])]
    return Day(group.ident, group.due, str(group.summary), lines=tuple(map(str, lines)), categories=(group.report,))
