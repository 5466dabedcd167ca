"""Where the year comes from: functions named in `settings.WHEEL`, each with its part of the year.

A source is called with the municipality's model as it reads on the year's days, the year, and the actor who looks, and
gives entries that this actor may see. A higher floor, or a later one, adds itself by its dotted name in the table, and
keeps to three rules:

- a constant number of queries, whatever there is to give;
- each entry says where it is stated (`source`) or why it is assumed (`assumed`), and keeps its `ident` for ever;
- only what the actor may see (`visible_to`), for the calendar feed gives the same.

What it gives about a report or plan (`report` or `plan`, with `actor`) that the model states for the same month is laid
into the model's own words, so that nothing is said twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.decisions.due import Due as DueDay
from rodatraden.decisions.due import due_dates
from rodatraden.followup.calendar import Occasion
from rodatraden.followup.deadlines import Due
from rodatraden.followup.meetings import MEETING, Meeting
from rodatraden.followup.models import Report, State
from rodatraden.followup.reports import Address
from rodatraden.followup.round import DONE
from rodatraden.followup.rows import floor_name, is_whole, report_name, unit_name
from rodatraden.followup.year import Year, year_of
from rodatraden.lib.periods import day_in, last_of
from rodatraden.lib.text import Text, capital, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.planning.kinds import owners
from rodatraden.planning.models import Plan
from rodatraden.planning.states import OPEN
from rodatraden.quality.due import due_dates as review_dates
from rodatraden.steering.active import models_between
from rodatraden.steering.schema import Body, Model
from rodatraden.tenancy.links import here, to_pages
from rodatraden.wheel import from_model
from rodatraden.wheel.entries import Entry, of_year, once
from rodatraden.wheel.events import MONTHLY, ring_of_kind
from rodatraden.wheel.models import OwnEntry, OwnKind

Source = Callable[[Model, int, Actor], Iterable[Entry]]
STATED = "rodatraden.wheel.sources.model_events"
"""The source whose words others are laid into."""
MEETING_OF = "meeting-"
"""How the origin of a meeting begins whose day somebody has set: the ident by the model, a dot, and the unit's key."""
UNSETTLED = OPEN | {"rejected", "annulled"}
"""States of a plan that leave its unit without one."""


def year_entries(actor: Actor, year: int) -> list[Entry]:
    """Everything of the year that the actor may see; nothing before there is a model. A constant number of queries."""
    model = model_of_year(actor, year)
    if model is None:
        return []
    stated: list[Entry] = []
    computed: list[Entry] = []
    for name in settings.WHEEL:
        source: Source = import_string(name)
        (stated if name == STATED else computed).extend(source(model, year, actor))
    return of_year(once(stated, computed), year)


def model_of_year(actor: Actor, year: int) -> Model | None:
    """The model of the year: today's where it is this year's, else the last that holds in it."""
    if actor.model is not None and actor.day is not None and actor.day.year == year:
        return actor.model
    held = models_between(date(year, 1, 1), date(year, 12, 31))
    return held[-1][2] if held else actor.model


def model_events(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """What the model itself states of the year."""
    return from_model.event_entries(model, actor.tree, year)


def meetings(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """The bodies' meetings by the model, but those of units for which somebody has set the day. One query."""
    rows = OwnEntry.objects.filter(origin__startswith=MEETING_OF).values_list("origin", "unit_id")
    adopted = {(origin.rpartition(".")[0], unit) for origin, unit in rows}
    for entry in from_model.meeting_entries(model, actor.tree, year):
        units = frozenset(unit for unit in entry.units if (entry.ident, unit) not in adopted)
        if units:
            yield replace(entry, units=units)


def plan_deadlines(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """The last days of the model's plan types: done when none that is begun is open, and as many of the plans' owners
    have settled theirs as there are owners. One query."""
    stated = [(entry, model.plan_of(entry.plan)) for entry in from_model.plan_entries(model, actor.tree, year)]
    plans = Plan.objects.filter(kind__in=[entry.plan for entry, _kind in stated])
    states: dict[tuple[str, int], dict[int, set[str]]] = {}
    for key, starts, unit, state in plans.values_list("kind", "starts", "unit", "state"):
        states.setdefault((key, starts.year), {}).setdefault(unit, set()).add(state)
    for entry, kind in stated:
        if kind is None or kind.deadline is None:
            continue
        of = year - kind.deadline.year
        found = states.get((kind.key, of), {})
        settled = frozenset(unit for unit, each in found.items() if each - UNSETTLED and not each & OPEN)
        enough = len(settled) >= max(1, len(owners(actor.tree, model, kind)))
        done = enough and not any(each & OPEN for each in found.values())
        yield replace(entry, url=f"{here('planning:plans')}?ar={of}", done=done, settled=settled)


def occasions(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """Who hands over which report by when, who treats it when, and what is handed in already. Six queries."""
    both = (year_of(actor, year - 1), year_of(actor, year))
    ends = {occasion.end for calendar in both for occasion in calendar.occasions}
    states = {
        Address(kind, end, unit): state
        for kind, end, unit, state in Report.objects.filter(period_end__in=ends).values_list(
            "kind", "period_end", "unit_id", "state"
        )
    }
    for calendar in both:
        yield from _handed_over(calendar, actor, year, states)
        yield from _treated(calendar, actor, year, states)


def _handed_over(calendar: Year, actor: Actor, year: int, states: dict[Address, str]) -> Iterator[Entry]:
    said = {occasion: _Said.of(calendar, occasion) for occasion in calendar.occasions}
    for due in calendar.dues:
        place, one = actor.tree.places.get(due.unit), said[due.occasion]
        if place is None:
            continue
        occasion, whole = due.occasion, is_whole(actor.tree, due)
        for name, day, what, why in one.days(due, whole=whole):
            if day.year != year:
                continue
            yield Entry(
                ident=f"{name}-{occasion.report}-{occasion.end}-{place.key}",
                what=what,
                kind="report",
                first=day,
                who=floor_name(calendar.models, due) if whole else place.name,
                ring="executive" if whole else ring_of_kind(place.kind),
                actor=due.floor,
                many="" if whole else one.many(due.floor, place.kind),
                units=frozenset({place.id}),
                report=occasion.report,
                covers=occasion.end,
                url=here("followup:report", occasion.report, occasion.end.isoformat(), place.key),
                source=one.source,
                assumed=(*one.assumed, *one.reasons(why)),
                notes=(due.reason,) if due.reason else (),
                done=states.get(Address(occasion.report, occasion.end, place.id), "") in DONE,
                recurs=occasion.kind in MONTHLY,
            )


def _treated(calendar: Year, actor: Actor, year: int, states: dict[Address, str]) -> Iterator[Entry]:
    """The meetings over the reports, one of each body for an occasion: its own, else that at which it receives."""
    said = {occasion: _Said.of(calendar, occasion) for occasion in calendar.occasions}
    reporting = {(due.occasion, due.unit) for due in calendar.dues}
    seen: set[tuple[Occasion, int]] = set()
    own = _of_their_own(calendar.dues, actor.tree)
    for occasion, unit, meeting in _meetings(calendar.dues, actor.tree):
        place = actor.tree.at(unit)
        if place is None or (occasion, place.id) in seen:
            continue
        seen.add((occasion, place.id))
        body = body_of(calendar.models[occasion], place)
        if body is not None and meeting.day.year == year:
            state = states.get(Address(occasion.report, occasion.end, place.id), "")
            done = state == State.TREATED if (occasion, place.id) in reporting else None
            entry = _treatment(occasion, place, body, meeting, said[occasion])
            alone = (occasion, place.id) in own
            yield replace(entry, done=done, what=said[occasion].own_treated if alone else entry.what)


def _of_their_own(dues: Sequence[Due], tree: UnitTree) -> set[tuple[Occasion, int]]:
    """Where the executive board treats no more than what its own operations report, as a board does: the report of the
    whole municipality at no meeting, or at another."""
    wholes = {due.occasion: due.decided for due in dues if is_whole(tree, due)}
    executive = tree.the(UnitKind.EXECUTIVE_BOARD)
    own = [due for due in dues if executive is not None and due.unit == executive.id and due.receiver is not None]
    return {(due.occasion, due.unit) for due in own if wholes.get(due.occasion) != due.decided}


def _meetings(dues: Sequence[Due], tree: UnitTree) -> Iterator[tuple[Occasion, int, Meeting]]:
    """Which unit meets when over which report: those over their own first."""
    for due in dues:
        if due.decided is not None and not is_whole(tree, due):
            yield due.occasion, due.unit, Meeting(due.decided, due.decided_assumed)
    for due in dues:
        receiver = due.unit if due.receiver is None and is_whole(tree, due) else due.receiver
        if due.treated is not None and receiver is not None:
            yield due.occasion, receiver, Meeting(due.treated, due.treated_assumed)


def _treatment(occasion: Occasion, place: Place, body: Body, meeting: Meeting, said: "_Said") -> Entry:
    return Entry(
        ident=f"treated-{occasion.report}-{occasion.end}-{place.key}-{meeting.day}",
        what=said.treated,
        kind="report",
        first=meeting.day,
        who=place.name,
        ring=ring_of_kind(place.kind),
        actor=body.key,
        many=body.name.many,
        units=frozenset({place.id}),
        report=occasion.report,
        covers=occasion.end,
        source=said.source,
        assumed=(*said.assumed, *said.reasons(meeting.assumed)),
        recurs=occasion.kind in MONTHLY,
        treats=True,
    )


@dataclass
class _Said:
    """What is said of an occasion: worked out once, told of every unit that reports."""

    model: Model
    name: Text
    treated: str
    own_treated: str
    source: str
    assumed: tuple[str, ...]
    _kept: dict[tuple[int, ...], tuple[str, ...]] = field(default_factory=dict)
    _many: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: Year, occasion: Occasion) -> "_Said":
        model = calendar.models[occasion]
        report, called = model.report_of(occasion.report), report_name(calendar.models, occasion)
        name = say("{report} {period}", report=capital(called), period=occasion.told)
        return cls(
            model,
            name=name,
            treated=str(say("{name} behandlas", name=name)),
            own_treated=str(say("{name} för den egna verksamheten behandlas", name=name)),
            source=report.source if report else "",
            assumed=tuple(map(str, occasion.assumed)),
        )

    def days(self, due: Due, *, whole: bool) -> Iterator[tuple[str, date, str, tuple[Text, ...]]]:
        """The day on which a report is handed over, and before it the one on which it is to be ready for the notice of
        the body's own meeting, which its writers are reminded of: what each is called, and why it is assumed."""
        name = say("{name} för hela kommunen", name=self.name) if whole else self.name
        yield "due", due.due, str(say("{name} lämnas", name=name)), due.assumed
        if due.notice is not None and due.notice != due.due:
            yield "ready", due.notice, str(say("{name} klar till kallelsen", name=name)), due.decided_assumed

    def reasons(self, why: tuple[Text, ...]) -> tuple[str, ...]:
        """Why something is assumed, beyond what is assumed of the whole occasion. Units that stand alike share it."""
        key = tuple(id(one) for one in why)
        if key not in self._kept:
            self._kept[key] = tuple(one for one in dict.fromkeys(map(str, why)) if one not in self.assumed)
        return self._kept[key]

    def many(self, floor: str, kind: str) -> str:
        """What several units of a floor are called together; those of officials are units, whatever their floor."""
        if ring_of_kind(kind) == "officials":
            return str(say("enheter"))
        if (floor, kind) not in self._many:
            body = self.model.body_of(floor) or next((one for one in self.model.body if one.kind == kind), None)
            self._many[floor, kind] = (body.name.many if body else "") or str(say("enheter"))
        return self._many[floor, kind]


def body_of(model: Model, place: Place | None) -> Body | None:
    """The body of the model that a unit is; administrations and units meet over nothing."""
    if place is None or place.kind not in MEETING:
        return None
    return next((body for body in model.body if body.kind == place.kind), None)


def own_entries(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """What the municipality's own people have written. One query."""
    rows = OwnEntry.objects.visible_to(actor).of_year(year)
    names = ("pk", "unit_id", "what", "kind", "first", "last", "whole_month", "yearly", "origin", "example", "link")
    address, source = to_pages("wheel:own"), str(say("egen tidpunkt"))
    for pk, unit, what, kind, first, last, whole_month, yearly, origin, example, link in rows.values_list(*names):
        place = actor.tree.at(unit)
        body = body_of(model, place) if origin.startswith(MEETING_OF) else None
        moved = year - first.year if yearly else 0
        begins, ends = (_moved(day, moved) if day and moved else day for day in (first, last))
        yield Entry(
            ident=f"own-{pk}-{begins.year}" if yearly else f"own-{pk}",
            what=what,
            kind="meeting" if kind == OwnKind.SITTING else kind,
            first=begins.replace(day=1) if whole_month else begins,
            exact=not whole_month,
            last=last_of(ends.year, ends.month) if ends and whole_month else ends,
            who=place.name if place else unit_name(actor.tree, unit),
            ring=ring_of_kind(place.kind) if place else "others",
            many=body.name.many if body else "",
            units=frozenset({unit}) | (frozenset({place.id}) if place else frozenset()),
            url=address(pk),
            source=source,
            notes=(link,) if link else (),
            recurs=body is not None,
            sits=kind == OwnKind.SITTING,
            example=example,
        )


def governing_documents(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """When governing documents are to be revised and followed up. One query."""
    return _looked_over(due_dates(year, actor), "governing", str(say("registret över styrdokument")), actor)


def processes(model: Model, year: int, actor: Actor) -> Iterable[Entry]:
    """By when each unit has looked over its processes. One query."""
    return _looked_over(review_dates(year, actor), "process", str(say("processernas årliga genomgång")), actor)


def _looked_over(dues: Iterable[DueDay], of: str, source: str, actor: Actor) -> Iterator[Entry]:
    for due in dues:
        place = actor.tree.at(due.unit)
        yield Entry(
            ident=f"{of}-{due.key}-{due.day}-{due.kind}",
            what=str(due.title),
            kind="review",
            first=due.day,
            who=place.name if place else str(say("ingen ansvarig")),
            ring=ring_of_kind(place.kind) if place else "others",
            units=frozenset({place.id}) if place else frozenset(),
            url=due.url,
            source=source,
            done=due.done,
        )


def _moved(day: date, years: int) -> date:
    return day_in(day.year + years, day.month, day.day)
