"""The model's steps of preparing a plan: which are done, and which are late. Pure but for the words (D2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, say_many
from rodatraden.planning.kinds import due_of
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.steering.schema.planning import Step


@dataclass(frozen=True)
class Prepared:
    """A step, who does it, when it was done and what was noted; and by when it is to be done.

    `held` is that it is done by a negotiation or an assessment that is recorded. Of a `decided` plan nothing is late:
    a step that nobody has noted may well be done.
    """

    step: Step
    who: str
    done: date | None
    note: str
    by: date | None
    today: date
    example: bool = False
    held: bool = False
    decided: bool = False

    @property
    def is_late(self) -> bool:
        return not self.decided and self.done is None and self.by is not None and self.by < self.today

    @property
    def told(self) -> Text:
        """ "Klart 2018-04-12", "Skulle ha varit klart 2018-04-30", "Senast 2018-04-30"."""
        if self.done is not None:
            return say("Klart {day}", day=self.done.isoformat())
        if self.decided:
            return say("Inte antecknat som klart")
        if self.by is None:
            return say("Inte klart")
        if self.is_late:
            return say("Skulle ha varit klart {day}", day=self.by.isoformat())
        return say("Senast {day}", day=self.by.isoformat())


def by_when(step: Step, kind: Kind, year: int) -> date | None:
    """The last day for a step of the plan that begins a year: that of its month the year before, and without a month
    when the plan is to be decided. What comes after that belongs to other plans, and has no day here."""
    decided = due_of(kind, year)
    if step.month is None:
        return decided
    day = Period.of("month", date(year - 1, step.month, 1)).end
    return None if decided is not None and (decided.year, decided.month) < (day.year, day.month) else day


def steps_of(model: Model, plan_kind: str) -> list[Step]:
    """The steps that prepare plans of the type, in the model's order."""
    return [step for step in model.step if not step.before or plan_kind in step.before]


Done = Mapping[str, tuple[date, str, bool]]
"""When each step was done, what was noted, and whether it is made up; by the step's key."""


def prepared(
    model: Model, kind: Kind, year: int, noted: Done, held: Done, today: date, *, decided: bool = False
) -> Sequence[Prepared]:
    """The steps of a plan that begins a year: those noted as done, those done by what is `held`, and the rest."""
    found = []
    for step in steps_of(model, kind.key):
        day, note, example = noted.get(step.key) or held.get(step.key) or (None, "", False)
        is_held, by = step.key in held and step.key not in noted, by_when(step, kind, year)
        found.append(Prepared(step, model.who(step.who), day, note, by, today, example, is_held, decided))
    return found


def steps_told(steps: Sequence[Prepared]) -> Text:
    """ "2 av 6 steg i beredningen är klara. Ett är försenat." """
    if not steps:
        return NOTHING
    done, late = sum(each.done is not None for each in steps), sum(each.is_late for each in steps)
    if any(each.decided for each in steps):
        return say("{done} av {all} steg i beredningen är antecknade som klara.", done=done, all=len(steps))
    first = say_many(
        done,
        "{done} av {all} steg i beredningen är klart.",
        "{done} av {all} steg i beredningen är klara.",
        done=done,
        all=len(steps),
    )
    if not late:
        return first
    return say("{first} {late}", first=first, late=say_many(late, "Ett är försenat.", "{n} är försenade."))
