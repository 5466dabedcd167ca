"""What is to be said of a plan where it stands: what the law says, what waits, and what it builds on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rodatraden.decisions.meetings import treated_told
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.divided import over_told
from rodatraden.planning.due import day_for
from rodatraden.planning.elections import must_decide_anew, outlives_council, passes_on
from rodatraden.planning.kinds import begins_in, holder_of, owner_kinds
from rodatraden.planning.models import Plan, PlanStep, State, StepKind
from rodatraden.planning.opinion import executive_reply, remains
from rodatraden.planning.outlived import outlived
from rodatraden.planning.replies import is_heard, replies_in, views_told
from rodatraden.planning.rights import board_of, by_official
from rodatraden.planning.source import Source
from rodatraden.planning.states import APPEAL_DAYS, STANDING, WITH_BODY, Verb, appeal_until, minutes_due
from rodatraden.steering.schema import Model

LATE = timedelta(days=30)
"""An appeal that came in time may be registered so long after the last day for it."""


def remarks(source: Source, steps: Sequence[PlanStep]) -> Iterable[Text]:
    """All that is to be said of the plan. Two queries more where it is open."""
    return [each for each in _all(source, steps) if each]


def _all(source: Source, steps: Sequence[PlanStep]) -> Iterator[Text]:
    plan, years = source.plan, source.model.mandate.years
    yield from outlived(source)
    decided = plan.decision.date if plan.decision is not None else None
    changes_for_other_reasons = plan.replaces is not None and day_for(source.model, source.kind, plan) is None
    if (plan.is_open or plan.state in STANDING) and not changes_for_other_reasons:
        yield must_decide_anew(source.kind.kind, source.decider.kind, plan.starts, decided, clock.today(), years)
    if plan.is_open or plan.state in STANDING:
        yield passes_on(source.decider.kind, plan.starts, decided, years)
    if plan.state == State.OUT_FOR_VIEWS:
        yield views_told(replies_in(steps))
    if plan.is_open:
        yield over_told(source.frames)
        yield undecided_ground(source.actor, source.model, plan)
    if plan.is_open and not by_official(source.model, plan):
        yield meeting_told(plan, clock.today())
    in_turn = plan.state in WITH_BODY and source.decider.kind == "council"
    if in_turn and (reply := executive_reply(source.actor, plan)):
        yield remains(reply)
    if decided is not None and source.decider.kind == "council":
        yield outlives_council(plan.ends, decided, years)
    if decided is not None and plan.state == "decided":
        yield _after_decision(source, steps)
    if plan.state == "annulled" and (annulled := _days(steps, StepKind.ANNULLED)):
        yield say(
            "Beslutet upphävdes {day}. Det som planen beslutade räknas inte, och det som gällde före gäller igen.",
            day=annulled[-1].isoformat(),
        )
    announced = _days(steps, StepKind.ANNOUNCED)
    if announced and plan.state == "announced" and clock.today() <= (last := appeal_until(announced[-1])):
        yield say("Beslutet kan överklagas till och med {day} ({n} dagar).", day=last.isoformat(), n=APPEAL_DAYS)


def meeting_told(plan: Plan, today: date) -> Text:
    """When the body is to treat a plan that is not decided, and that a proposed one is on none of its meetings."""
    return treated_told(say("Planen"), plan.meeting, plan.state in WITH_BODY, today)


def _after_decision(source: Source, steps: Sequence[PlanStep]) -> Text:
    """Of a body's decision when its minutes are due; of an official's to which board it is to be reported."""
    plan = source.plan
    decided = plan.decision.date if plan.decision is not None else None
    if not by_official(source.model, plan):
        return (
            say("Protokollet ska vara justerat senast {day}.", day=minutes_due(decided).isoformat())
            if decided
            else NOTHING
        )
    reported = next((step for step in reversed(steps) if step.kind == StepKind.REPORTED), None)
    if reported is not None:
        return _reported_told(source, reported)
    board = board_of(source.actor.tree, plan.unit_id)
    if board is None:
        return NOTHING
    return say("Inte anmäld till {board} än. Beslutet ska anmälas (kommunallagen 6 kap. 40 §).", board=board.name)


def _reported_told(source: Source, step: PlanStep) -> Text:
    """ "Anmäld till Socialnämnden 2018-09-06, § 61.": to the board that took it up, whichever answers today."""
    decision, board = step.decision, board_of(source.actor.tree, source.plan.unit_id)
    body = decision.body if decision is not None else None
    name = body.name if body is not None else board.name if board is not None else ""
    said = {"board": name, "day": step.day.isoformat()}
    if decision is not None and decision.paragraph:
        return say("Anmäld till {board} {day}, § {paragraph}.", **said, paragraph=decision.paragraph)
    return say("Anmäld till {board} {day}.", **said) if name else say("Anmäld {day}.", day=said["day"])


def undecided_ground(actor: Actor, model: Model, plan: Plan) -> Text:
    """Which plans that this one builds on are not decided for its time; nothing of what changes a decided plan. One
    query."""
    if plan.replaces_id is not None:
        return NOTHING
    kind = model.plan_of(plan.kind)
    wanted = {}
    for key in kind.builds_on if kind else ():
        ground = model.plan_of(key)
        owner = holder_of(actor.tree, owner_kinds(model, ground), plan.unit_id) if ground else None
        if ground is not None and owner is not None and begins_in(model, ground, plan.starts.year):
            wanted[key, owner.id] = (ground.name.one, owner.name)
    held = Plan.objects.filter(state__in=STANDING, starts__lte=plan.starts, ends__gte=plan.starts)
    there = set(held.filter(kind__in={key for key, _unit in wanted}).values_list("kind", "unit")) if wanted else set()
    lacking = [f"{name} ({unit})" for place, (name, unit) in wanted.items() if place not in there]
    return (
        say("Planen bygger på det som ännu inte är beslutat: {what}.", what=in_words(lacking)) if lacking else NOTHING
    )


def is_past(verb: Verb, steps: Iterable[PlanStep]) -> bool:
    """Whether the time for a verb is over, or it is done: then it is no longer offered. What others have been heard
    about is laid down, the rest thrown away."""
    if verb in ("discard", "lay_down"):
        return is_heard(steps) == (verb == "discard")
    if verb == "report":
        return any(step.kind == StepKind.REPORTED for step in steps)
    announced = _days(steps, StepKind.ANNOUNCED)
    return verb == "appeal" and bool(announced) and clock.today() > appeal_until(announced[-1]) + LATE


def _days(steps: Iterable[PlanStep], kind: StepKind) -> list[date]:
    return [step.day for step in steps if step.kind == kind]
