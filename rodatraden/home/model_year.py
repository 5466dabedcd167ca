"""The year of a model: its events month by month, numbered, and the same as a wheel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rodatraden.lib.periods import last_of
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.steering.schema import Event, Model
from rodatraden.steering.words import month_name
from rodatraden.web.charts import Wheel, WheelEvent, wheel
from rodatraden.wheel.events import MIDDLE, RING_ORDER, begins, holds, recurs_monthly, ring_of

SHARED: Mapping[str, Text] = {"officials": say("tjänstepersoner"), "others": say("övriga")}


@dataclass(frozen=True)
class YearEvent:
    """An event of the list. `number` is that of the wheel, none for what comes every month; `notes` say for
    whom and when it holds."""

    number: int | None
    event: Event
    who: str
    ring: str
    notes: tuple[Text, ...]

    @property
    def when(self) -> Text:
        """ "30 juni", "juli–oktober", or nothing where the month is all that is said."""
        event, month = self.event, month_name(self.event.month)
        if event.until and event.until != event.month:
            return say("{first}–{last}", first=month, last=month_name(event.until))
        return say("{day} {month}", day=event.day, month=month) if event.day else NOTHING

    @property
    def month(self) -> Text:
        return month_name(self.event.month)


@dataclass(frozen=True)
class MonthOfYear:
    """A month with its events, by day; first what has no day."""

    name: str
    events: tuple[YearEvent, ...]


def months(model: Model) -> list[MonthOfYear]:
    """The year month by month, only the months in which something happens."""
    found, number = [], 0
    for month in range(1, 13):
        ordered = sorted((each for each in model.event if each.month == month), key=lambda each: each.day or 0)
        told = []
        for event in ordered:
            number += not recurs_monthly(model, event)
            told.append(_told(model, event, None if recurs_monthly(model, event) else number))
        if told:
            found.append(MonthOfYear(str(month_name(month)), tuple(told)))
    return found


def _told(model: Model, event: Event, number: int | None) -> YearEvent:
    ring, who, companies = ring_of(model, event.actor), model.who(event.actor), say("bolagen")
    notes = (
        companies if event.companies and ring != "companies" and str(companies) not in who.casefold() else NOTHING,
        say("bara valår") if event.election_year else NOTHING,
        say("året efter val") if event.year_after_election else NOTHING,
        say("KL {section}", section=event.law) if event.law else NOTHING,
    )
    return YearEvent(number, event, who, ring, tuple(filter(None, notes)))


def coming(model: Model, today: date) -> list[YearEvent]:
    """What comes next, the nearest first: at most six that have not been this year."""
    dated = [(begins(each.event, today.year), each) for month in months(model) for each in month.events]
    later = [(first, each) for first, each in dated if first >= today and each.number and holds(each.event, today.year)]
    return [each for _begins_on, each in sorted(later, key=lambda pair: pair[0])[:6]]


def year_wheel(model: Model, today: date) -> str:
    """The wheel of the year of `today`, with the numbers of the list; nothing without events."""
    events = [each for month in months(model) for each in month.events]
    used = [name for name in RING_ORDER if any(each.ring == name for each in events)]
    if not events:
        return ""
    turned = [dot for each in events for dot in _dots(each, used.index(each.ring), today.year)]
    names = [_ring_name(ring, events) for ring in used]
    picture = Wheel(
        title=str(say("Årshjul {year}", year=today.year)),
        description=str(_described(len(events), names)),
        year=today.year,
        rings=names,
        events=turned,
        today=today,
        centre=(f"{today.day} {month_name(today.month)}", ""),
    )
    following = coming(model, today)
    said = str(say("nästa: {when}", when=following[0].when or following[0].month)) if following else ""
    return wheel(replace(picture, centre=(picture.centre[0], said)), "arshjulet")


def _described(count: int, rings: Sequence[str]) -> Text:
    told = say_many(count, "En händelse", "{n} händelser")
    return say(
        "{events}, tolv månader medurs från toppen. Ringarna utifrån och in: {rings}. Numren är listans.",
        events=told,
        rings=in_words(rings),
    )


def _dots(told: YearEvent, ring: int, year: int) -> list[WheelEvent]:
    """What the wheel shows of an event: a disc, a disc with an arc, or a small dot in each month."""
    event, title = told.event, f"{told.event.what}, {told.who}"
    if not holds(event, year):
        return []
    first = begins(event, year)
    if told.number is None:
        through = range(event.month, (event.until or event.month) + 1)
        return [WheelEvent(0, title, date(year, month, MIDDLE), ring, small=True) for month in through]
    last = last_of(year, event.until) if event.until and event.until > event.month else None
    return [WheelEvent(told.number, title, first, ring, until=last)]


def _ring_name(ring: str, events: Sequence[YearEvent]) -> str:
    """The municipality's own word where one alone acts in the ring, else ours for them together."""
    actors = list(dict.fromkeys(each.who for each in events if each.ring == ring))
    return actors[0] if len(actors) == 1 or ring not in SHARED else str(SHARED[ring])
