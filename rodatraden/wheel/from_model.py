"""Entries that a steering model gives: its events, its bodies' meetings, and the deadlines of its plan types. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from rodatraden.followup.calendar import of_report
from rodatraden.followup.meetings import meeting_day, name_of
from rodatraden.lib.periods import day_in, last_of
from rodatraden.lib.text import Text, capital, fold, say
from rodatraden.organisation.tree import UnitTree
from rodatraden.planning.kinds import begins_in
from rodatraden.steering.schema import Body, Deadline, Event, Model, Plan
from rodatraden.steering.schema.organisation import LEGAL_PERSONS
from rodatraden.steering.schema.year import EventKind
from rodatraden.wheel.entries import Entry, Kind
from rodatraden.wheel.events import holds, recurs_monthly, ring_of, ring_of_kind

KIND_OF: dict[EventKind, Kind] = {
    "meeting": "meeting", "decision": "meeting", "dialogue": "meeting", "deadline": "deadline", "closing": "deadline",
    "report": "report", "publication": "report", "plan": "plan", "review": "review", "work": "review",
}  # fmt: skip


def units_of(model: Model, tree: UnitTree, actor: str) -> frozenset[int]:
    """The units that a body or role of the model stands for: by key, by name where it is one alone, else by kind."""
    body, role = model.body_of(actor), model.role_of(actor)
    if role is not None:
        return frozenset(place.id for place in tree.places.values() if place.kind in role.belongs_to)
    if body is None:
        return frozenset()
    by_key = frozenset(place.id for place in tree.places.values() if place.key == body.key and place.kind == body.kind)
    alike = [place for place in tree.places.values() if place.kind == body.kind]
    if by_key or body.many or len(alike) < 2:
        return by_key or frozenset(place.id for place in alike)
    names = {fold(body.name.one), fold(body.name.definite or body.name.one)}
    return frozenset(place.id for place in alike if fold(place.name) in names)


def _called(model: Model, tree: UnitTree, actor: str) -> str:
    """What an actor is called: by the name of its unit where it is one alone, as it is in all else of the year."""
    body = model.body_of(actor)
    units = [] if body is None or body.many else list(units_of(model, tree, actor))
    if len(units) == 1:
        return tree.places[units[0]].name
    return (body.name.many if body and body.many else "") or model.who(actor)


def event_entries(model: Model, tree: UnitTree, year: int) -> Iterator[Entry]:
    """The model's own events of the year."""
    seen: dict[str, int] = {}
    companies = frozenset(place.id for place in tree.places.values() if place.kind in LEGAL_PERSONS)
    for event in model.event:
        name = f"{event.actor}-{event.month}-{event.day or 0}-{event.kind}-{event.report or event.plan or ''}"
        seen[name] = seen.get(name, 0) + 1
        if holds(event, year):
            units = units_of(model, tree, event.actor) | (companies if event.companies else frozenset())
            yield from _of_event(model, tree, event, year, f"event-{name}-{seen[name]}", units)


def _of_event(
    model: Model, tree: UnitTree, event: Event, year: int, name: str, units: frozenset[int]
) -> Iterator[Entry]:
    role, kind, recurs = model.role_of(event.actor), _kind(event), recurs_monthly(model, event)
    months = range(event.month, (event.until or event.month) + 1) if recurs else [event.month]
    lasts = event.until is not None and event.until != event.month and not recurs
    for month in months:
        yield Entry(
            ident=f"{name}-{year}-{month:02}" if recurs else f"{name}-{year}",
            what=event.what,
            kind=kind,
            first=day_in(year, month, event.day or 1),
            exact=event.day is not None,
            last=last_of(year, event.until) if lasts and event.until else None,
            who=_called(model, tree, event.actor),
            ring=ring_of(model, event.actor),
            actor=event.actor,
            units=units,
            roles=frozenset({role.key}) if role else frozenset(),
            report=event.report or "",
            covers=_covers(model, event, year),
            plan=event.plan or "",
            of=_begins(model, event, year),
            builds_on=_ground(model, event),
            source=model.cited(event.source),
            assumed=(event.assumed,) if event.assumed else (),
            notes=tuple(map(str, _notes(event))),
            recurs=recurs,
            treats=event.kind == "decision" and bool(event.report),
            sits=event.kind in ("meeting", "decision") and kind == "meeting",
        )


def _kind(event: Event) -> Kind:
    """An event's kind; a decision or work upon a plan or report is that plan's or report's."""
    if event.kind in ("decision", "work", "plan") and (event.plan or event.report):
        return "plan" if event.plan else "report"
    return KIND_OF[event.kind]


def _ground(model: Model, event: Event) -> tuple[str, ...]:
    """What a plan that is decided then builds on. One that somebody only begins on may come before its ground."""
    plan = model.plan_of(event.plan or "")
    return plan.builds_on if plan and event.kind in ("decision", "deadline") else ()


def _begins(model: Model, event: Event, year: int) -> int | None:
    """The year that the plan of an event is for: what is decided in December may be next year's."""
    plan = model.plan_of(event.plan or "")
    return year - plan.deadline.year if plan and plan.deadline else None


def _covers(model: Model, event: Event, year: int) -> date | None:
    """The last day of the period that an event is about: that year's, or last year's where it has not come yet."""
    report = model.report_of(event.report or "")
    if report is None or event.reports_on is None:
        return None
    ends = [
        one.end for each in (year - 1, year) for one in of_report(model, report, each)
        if one.end.month == event.reports_on
    ]  # fmt: skip
    before = [end for end in ends if end <= last_of(year, event.month)]
    return max(before, default=None)


def _notes(event: Event) -> Iterable[Text]:
    if event.election_year:
        yield say("bara valår")
    if event.year_after_election:
        yield say("året efter val")
    if event.law:
        yield say("KL {section}", section=event.law)


def meeting_entries(model: Model, tree: UnitTree, year: int) -> Iterator[Entry]:
    """The months in which each body meets, on the day that the model gives. Several alike meet on the same day."""
    for body in model.body:
        if body.meets is None:
            continue
        units = units_of(model, tree, body.key)
        who = tree.places[min(units)].name if len(units) == 1 else body.name.many if body.many else name_of(body)
        for month in range(1, 13):
            if units and month not in body.meets.except_months:
                yield _meeting(model, body, who, units, meeting_day(body.meets, year, month))


def _meeting(model: Model, body: Body, who: str, units: frozenset[int], day: date) -> Entry:
    reasons = (body.meets.assumed,) if body.meets and body.meets.assumed else ()
    return Entry(
        ident=f"meeting-{body.key}-{day:%Y-%m}",
        what=str(say("Sammanträde")),
        kind="meeting",
        first=day,
        who=who,
        ring=ring_of_kind(body.kind),
        actor=body.key,
        units=units,
        source=model.cited(body.meets.source or body.source) if body.meets else "",
        assumed=reasons,
        recurs=True,
        sits=True,
    )


def plan_entries(model: Model, tree: UnitTree, year: int) -> Iterator[Entry]:
    """The last days of the model's plan types, of those that are made each year or begin with a mandate period."""
    for plan in model.plan:
        if plan.deadline is not None and begins_in(model, plan, year - plan.deadline.year):
            yield _plan(model, tree, plan, plan.deadline, year)


def _plan(model: Model, tree: UnitTree, plan: Plan, deadline: Deadline, year: int) -> Entry:
    of = year - deadline.year
    return Entry(
        ident=f"plan-{plan.key}-{of}",
        what=str(say("{plan} för {year} är beslutad", plan=capital(plan.name.one), year=of)),
        kind="plan",
        first=day_in(year, deadline.month, deadline.day or 1),
        exact=deadline.day is not None,
        who=_called(model, tree, plan.decided_by),
        ring=ring_of(model, plan.decided_by),
        actor=plan.decided_by,
        units=units_of(model, tree, plan.decided_by) | units_of(model, tree, plan.owner),
        plan=plan.key,
        of=of,
        builds_on=plan.builds_on,
        source=model.cited(deadline.source or plan.source),
        # A time with a place of its own in the document is stated, whatever else of the plan is assumed.
        assumed=tuple(filter(None, (deadline.assumed, plan.assumed if not deadline.source else "")))[:1],
        notes=(deadline.as_printed,) if deadline.as_printed else (),
    )
