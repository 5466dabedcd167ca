"""Who was asked for views of a plan, until which day, and who has answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import NamedTuple

from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.planning.models import Plan, PlanStep, State, StepKind


class Question(NamedTuple):
    """The step by which a unit was asked, and its latest view since."""

    sent: PlanStep
    view: PlanStep | None = None


@dataclass(frozen=True)
class Reply:
    """A unit that was asked, until which day, and the day on which it answered; None where it has not."""

    unit: str
    due: date | None
    answered: date | None = None

    @property
    def told(self) -> Text:
        if self.answered is not None:
            return say("{unit} yttrade sig {day}.", unit=self.unit, day=self.answered.isoformat())
        if self.due is None:
            return say("{unit} har inte yttrat sig.", unit=self.unit)
        return say("{unit} har inte yttrat sig, sista dagen är {day}.", unit=self.unit, day=self.due.isoformat())


def replies(plan: Plan) -> list[Reply]:
    """Those asked while the plan is out for views; what was taken back is no longer asked. One query."""
    if plan.state != State.OUT_FOR_VIEWS:
        return []
    return replies_in(plan.steps.select_related("to").order_by("pk"))


def replies_in(steps: Iterable[PlanStep]) -> list[Reply]:
    """Those asked the last time that the plan was sent out, in the order of the asking."""
    return [Reply(sent.to.name, sent.due, view.day if view else None) for sent, view in questions_in(steps) if sent.to]


def questions_in(steps: Iterable[PlanStep]) -> list[Question]:
    """What was asked the last time that the plan was sent out, in the order of the asking."""
    found: dict[int | None, Question] = {}
    for step in steps:
        if step.kind == StepKind.TAKEN_BACK:
            found = {}
        elif step.kind == StepKind.SENT_OUT:
            found[step.to_id] = Question(step)
        elif step.kind == StepKind.VIEW and step.to_id in found:
            found[step.to_id] = found[step.to_id]._replace(view=step)
    return list(found.values())


def is_heard(steps: Iterable[PlanStep]) -> bool:
    """Whether others have given their views of a plan, or a body has decided something of it."""
    return any(step.kind == StepKind.VIEW or step.decision_id is not None for step in steps)


def still_awaited(asked: Iterable[Reply], today: date) -> list[Reply]:
    """Those who may still answer in time. When all have answered, or the day has passed, there is none to wait for."""
    return [one for one in asked if one.answered is None and one.due is not None and today <= one.due]


def views_told(asked: Sequence[Reply]) -> Text:
    """ "1 av 2 har yttrat sig. Tekniska nämnden har inte yttrat sig, sista dagen är 2018-09-28." """
    if not asked:
        return NOTHING
    done = sum(one.answered is not None for one in asked)
    if done == len(asked):
        return say_many(done, "Den tillfrågade har yttrat sig.", "Alla {n} tillfrågade har yttrat sig.")
    waited_for = [one.told for one in asked if one.answered is None]
    told = say("{done} av {all} tillfrågade har yttrat sig.", done=done, all=len(asked))
    return reduce(lambda first, then: say("{first} {then}", first=first, then=then), waited_for, told)


def early_told(awaited: Sequence[Reply]) -> Text:
    """Why the proposal would come before the views do."""
    last = max(one.due for one in awaited if one.due is not None)
    units = in_words([one.unit for one in awaited])
    return say("Remissen pågår till och med {day}: {units} har inte yttrat sig.", day=last.isoformat(), units=units)
