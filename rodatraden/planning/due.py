"""A plan that a unit is to have: by which day it is to be decided, how far it has come, and what changes it."""

from dataclasses import dataclass
from datetime import date

from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.tree import Place
from rodatraden.planning.elections import anew_by
from rodatraden.planning.kinds import called, decider_of, due_of
from rodatraden.planning.models import Plan, State
from rodatraden.planning.states import STANDING, shown
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.web.marks import Mark

IN_FORCE = say("gäller")


@dataclass(frozen=True)
class Changing:
    """The draft that is to take the place of a decided plan, and the day that the law sets for it."""

    plan: Plan
    by: date | None
    readable: bool

    @property
    def told(self) -> Text:
        """ "ändring pågår, senast 2018-11-30"."""
        if self.by is None:
            return say("ändring pågår")
        if self.by < clock.today():
            return say("ändring pågår, skulle ha beslutats {day}", day=self.by.isoformat())
        return say("ändring pågår, senast {day}", day=self.by.isoformat())


@dataclass(frozen=True)
class Due:
    """A plan that a unit is to have: the one that there is, if any, and the day by which it is to be decided.

    Of a decided plan and the draft that changes it the decided one is the plan. Where the one that there is was
    rejected, annulled or ended, another may be begun.
    """

    kind: Kind
    place: Place
    year: int
    plan: Plan | None
    by: date | None
    readable: bool
    may_begin: bool
    change: Changing | None = None

    @property
    def name(self) -> str:
        return called(self.kind)

    @property
    def named(self) -> str:
        """The type and the year that it begins."""
        return f"{called(self.kind)} {self.year}"

    @property
    def is_decided(self) -> bool:
        return self.plan is not None and self.plan.state in STANDING

    @property
    def is_late(self) -> bool:
        return not self.is_decided and self.by is not None and self.by < clock.today()

    @property
    def next_day(self) -> date | None:
        """The day by which something is to be decided of it: the plan, or what changes it."""
        if self.is_decided:
            return self.change.by if self.change else None
        return self.by

    @property
    def state(self) -> Text | str:
        if self.plan is None:
            return say("inte påbörjad")
        return state_told(self.plan)

    @property
    def told(self) -> Text | str:
        """The state, and of what is late by when it was to be decided."""
        if self.is_late and self.by is not None:
            return say("{state}, skulle ha beslutats {day}", state=self.state, day=self.by.isoformat())
        return self.state

    @property
    def shown(self) -> str:
        """All that a list shows of it, to look for words in."""
        return f"{self.place.name} {self.named} {self.told} {self.change.told if self.change else ''} {self.by or ''}"

    @property
    def mark(self) -> Mark:
        """What is decided, what is being made, and what is late or not begun, as colour, symbol and word."""
        if self.is_decided and self.plan is not None and self.plan.state != State.APPEALED:
            return Mark("met", "disc", self.told)
        if self.is_late:
            return Mark("missed", "square", self.told)
        return Mark("partly", "diamond", self.told) if self.plan else Mark("unmeasured", "ring", self.told)


def state_told(plan: Plan) -> Text | str:
    """The state in words: one in force says so."""
    state = shown(plan.state, plan.valid_from, plan.valid_to, clock.today())
    return IN_FORCE if state == "in_force" else str(State(state).label)


def day_for(model: Model, kind: Kind, plan: Plan) -> date | None:
    """The day by which a plan is to be decided: the model's, and of a change the law's where an election asks for it.

    What changes a decided plan for any other reason has no day: the plan itself was decided by its own.
    """
    if plan.replaces is None:
        return due_of(kind, plan.starts.year)
    decided = plan.replaces.decision
    decided_on = decided.date if decided is not None else None
    return anew_by(kind.kind, decider_of(model, kind).kind, plan.starts, decided_on, model.mandate.years)
