"""The ways of the demo's plans that have not simply been decided: next year's as far as they have come, and what the
municipalities' files tell of a plan that was revised, referred back, appealed … By the same verbs as on the pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rodatraden.audit.log import By
from rodatraden.demo.cast import writers
from rodatraden.demo.minutes import next_paragraph
from rodatraden.demo.rows import DATA, Day, Line, rows_of
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import Unit
from rodatraden.planning.kinds import begins_in, decider_of, deciding_place, order_of, owners
from rodatraden.planning.models import Plan
from rodatraden.planning.services import (
    announce,
    appeal,
    approve_minutes,
    begin_plan,
    decide_plan,
    propose,
    refer_back,
    reject,
    revise_plan,
    schedule,
    send_out,
    table,
    write_section,
)
from rodatraden.planning.services.deciding import Deciding
from rodatraden.planning.services.minutes import Minutes
from rodatraden.planning.services.rows import reading_mark
from rodatraden.planning.states import STANDING
from rodatraden.preparation.hindering import wanted
from rodatraden.preparation.services import record_consultation
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind

MOST_BEGUN = 3
"""So many plans of each type are begun for next year; the others wait for the visitor."""


class StepLine(Line):
    """What happened to a plan on a day: a verb and what was said; for "write" the section whose text was changed, and
    for "schedule" the meeting."""

    what: str
    on: date
    said: str = ""
    section: str = ""
    to: Day = None


class WayLine(Line):
    """What happened to a unit's plan of a year. `anew` is why a decided one was revised."""

    kind: str
    unit: str
    year: int
    anew: str = ""
    way: tuple[StepLine, ...]


def walk_plans(slug: str) -> None:
    """What the files tell, then next year's plans; the plans that are decided exist and are frozen."""
    actor, today = system(), clock.today()
    model, by = actor.model_on(today), writers(actor)
    if model is None:
        return
    for row in rows_of(DATA / slug, "plans", WayLine):
        _walk(row, model, by)
    for kind in order_of(model):
        if begins_in(model, kind, today.year + 1):
            _begin(actor, model, kind, today, by)


def _walk(row: WayLine, model: Model, by: Mapping[int, str]) -> None:
    unit = Unit.objects.get(key=row.unit)
    with clock.held(row.way[0].on):
        actor = _as(unit, by)
        plan = Plan.objects.filter(kind=row.kind, unit=unit, starts__year=row.year, state__in=STANDING).first()
        if plan is None:
            plan = begin_plan(actor, row.kind, unit, row.year, example=True)
        elif row.anew:
            plan = revise_plan(actor, plan, row.anew)
    kind = model.plan_of(row.kind)
    body = deciding_place(actor.tree, decider_of(model, kind), unit.pk) if kind is not None else None
    for step in row.way:
        with clock.held(step.on):
            minutes = Minutes(step.on, next_paragraph(body.id, step.on) if body is not None else "")
            VERBS[step.what](_as(unit, by), plan, step, minutes)
            plan.refresh_from_db()


def _as(unit: Unit, by: Mapping[int, str]) -> Actor:
    return replace(system(), by=By("", by[unit.pk]))


def _write(actor: Actor, plan: Plan, step: StepLine, _minutes: Minutes) -> None:
    section = plan.texts.get(heading=step.section)
    write_section(actor, section, step.said, seen=section.edit)


def _consult(actor: Actor, plan: Plan, step: StepLine, _minutes: Minutes) -> None:
    model = actor.model_on(step.on)
    for part in wanted(model, plan.kind) if model is not None else ():
        record_consultation(
            actor, plan, kind=part.key, day=step.on, parties="Tre fackförbund, påhittade", agreed=True, note=step.said,
            example=True,
        )  # fmt: skip


def _decide(actor: Actor, plan: Plan, step: StepLine, minutes: Minutes) -> None:
    seen = reading_mark(plan)
    decide_plan(actor, plan, Deciding(seen, minutes.day, minutes.paragraph, confirmed=True, example=True))


VERBS: Mapping[str, Callable[[Actor, Plan, StepLine, Minutes], object]] = {
    "begin": lambda actor, plan, step, minutes: None,
    "write": _write,
    "consult": _consult,
    "propose": lambda actor, plan, step, minutes: propose(actor, plan, step.said),
    "refer_back": lambda actor, plan, step, minutes: refer_back(actor, plan, step.said, minutes),
    "schedule": lambda actor, plan, step, minutes: schedule(actor, plan, step.to),
    "table": lambda actor, plan, step, minutes: table(actor, plan, step.said, minutes),
    "reject": lambda actor, plan, step, minutes: reject(actor, plan, step.said, minutes),
    "decide": _decide,
    "approve_minutes": lambda actor, plan, step, minutes: approve_minutes(actor, plan, step.on),
    "announce": lambda actor, plan, step, minutes: announce(actor, plan, step.on),
    "appeal": lambda actor, plan, step, minutes: appeal(actor, plan, step.on, step.said),
}


def _begin(actor: Actor, model: Model, kind: Kind, today: date, by: Mapping[int, str]) -> None:
    """Next year's: the first is being written, the second out for views, the third proposed."""
    year = today.year + 1
    there = set(Plan.objects.filter(kind=kind.key, starts__year=year).values_list("unit", flat=True))
    places = [place for place in owners(actor.tree, model, kind) if place.id not in there][:MOST_BEGUN]
    units = Unit.objects.in_bulk([place.id for place in places])
    for number, place in enumerate(places):
        writer = _as(units[place.id], by)
        plan = begin_plan(writer, kind.key, units[place.id], year, example=True)
        body = deciding_place(actor.tree, decider_of(model, kind), place.id)
        if number == 1 and body is not None:
            beneath = [one.id for one in actor.tree.children.get(place.id, ())][:2]
            if beneath:
                send_out(writer, plan, list(Unit.objects.filter(pk__in=beneath)), today + timedelta(days=14))
        elif number == 2 and body is not None:
            propose(writer, plan, "Planen antas.")
