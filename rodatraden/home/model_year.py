"""The year of a model: its events month by month, numbered, and the same as a wheel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.steering.schema import Event, Model
from rodatraden.steering.words import month_name
from rodatraden.web.charts import Wheel, WheelEvent, wheel

MIDDLE = 15
"""Where in its month the wheel shows what has no day."""
ELECTION = 2018
"""A year of elections; they come every fourth."""
RINGS: Sequence[tuple[str, frozenset[str]]] = (
    ("council", frozenset({"council"})),
    ("executive", frozenset({"executive_board", "committee"})),
    ("boards", frozenset({"board", "joint_board"})),
    ("companies", frozenset({"company", "company_partly", "joint_authority", "foundation"})),
    ("officials", frozenset({"administration", "area", "school", "unit", "group"})),
    ("audit", frozenset({"audit"})),
    ("others", frozenset()),
)
"""The rings from the outside in, and the kinds of bodies whose events lie in each."""
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
            number += not _monthly(model, event)
            told.append(_told(model, event, None if _monthly(model, event) else number))
        if told:
            found.append(MonthOfYear(str(month_name(month)), tuple(told)))
    return found


def _told(model: Model, event: Event, number: int | None) -> YearEvent:
    ring, who, companies = _ring(model, event), model.who(event.actor), say("bolagen")
    notes = (
        companies if event.companies and ring != "companies" and str(companies) not in who.casefold() else NOTHING,
        say("bara valår") if event.election_year else NOTHING,
        say("året efter val") if event.year_after_election else NOTHING,
        say("KL {section}", section=event.law) if event.law else NOTHING,
    )
    return YearEvent(number, event, who, ring, tuple(filter(None, notes)))


def _monthly(model: Model, event: Event) -> bool:
    """Whether the event is a monthly report that comes again month after month: a small dot in each."""
    kinds = {report.key: report.kind for report in model.report}
    return event.until is not None and kinds.get(event.report or "") in {"monthly", "short"}


def _ring(model: Model, event: Event) -> str:
    body, role = model.body_of(event.actor), model.role_of(event.actor)
    kind = body.kind if body else ""
    if role is not None:
        return {"official": "officials", "auditor": "audit"}.get(role.kind, "others")
    return next((name for name, kinds in RINGS if kind in kinds), "others")


def coming(model: Model, today: date) -> list[YearEvent]:
    """What comes next, the nearest first: at most six that have not been this year."""
    dated = [(_begins(each.event, today.year), each) for month in months(model) for each in month.events]
    later = [
        (begins, each) for begins, each in dated if begins >= today and each.number and _holds(each.event, today.year)
    ]
    return [each for _begins_on, each in sorted(later, key=lambda pair: pair[0])[:6]]


def year_wheel(model: Model, today: date) -> str:
    """The wheel of the year of `today`, with the numbers of the list; nothing without events."""
    events = [each for month in months(model) for each in month.events]
    used = [name for name, _kinds in RINGS if any(each.ring == name for each in events)]
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
    if not _holds(event, year):
        return []
    first = _begins(event, year)
    if told.number is None:
        through = range(event.month, (event.until or event.month) + 1)
        return [WheelEvent(0, title, date(year, month, MIDDLE), ring, small=True) for month in through]
    last = _last_day(year, event.until) if event.until and event.until > event.month else None
    return [WheelEvent(told.number, title, first, ring, until=last)]


def _holds(event: Event, year: int) -> bool:
    """Whether the event comes that year: every year, in election years, or in those after."""
    since = (year - ELECTION) % 4
    return not (event.election_year and since) and not (event.year_after_election and since != 1)


def _begins(event: Event, year: int) -> date:
    """The day that the wheel shows: its own, the first of work that lasts, or the middle of the month."""
    day = event.day or (1 if event.until else MIDDLE)
    return date(year, event.month, min(day, _last_day(year, event.month).day))


def _last_day(year: int, month: int) -> date:
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def _ring_name(ring: str, events: Sequence[YearEvent]) -> str:
    """The municipality's own word where one alone acts in the ring, else ours for them together."""
    actors = list(dict.fromkeys(each.who for each in events if each.ring == ring))
    return actors[0] if len(actors) == 1 or ring not in SHARED else str(SHARED[ring])
