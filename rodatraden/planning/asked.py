"""What a reader who speaks for a unit is asked: to give its view of a plan by a day, or what it has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan, PlanStep, State
from rodatraden.planning.replies import questions_in
from rodatraden.planning.rights import speaks_for


@dataclass(frozen=True)
class Asked:
    """A unit of the reader's own that is asked, until which day, and its latest view."""

    unit: int
    name: str
    due: date | None
    view: PlanStep | None = None

    @property
    def told(self) -> Text:
        if self.view is not None:
            return say("Ni yttrade er {day}.", day=self.view.day.isoformat())
        if self.due is None:
            return say("Ni ska yttra er.")
        if self.due < clock.today():
            return say("Ni skulle ha yttrat er senast {day}.", day=self.due.isoformat())
        return say("Ni ska yttra er senast {day}.", day=self.due.isoformat())

    @property
    def may_change(self) -> bool:
        """Whether the view is given and the time for it still runs."""
        return self.view is not None and (self.due is None or clock.today() <= self.due)


def asked(actor: Actor, plan: Plan, steps: Iterable[PlanStep]) -> list[Asked]:
    """The units that the actor speaks for and that are asked now; those that have not answered first. No queries of
    its own."""
    if plan.state != State.OUT_FOR_VIEWS:
        return []
    found = [
        Asked(sent.to.pk, sent.to.name, sent.due, view)
        for sent, view in questions_in(steps)
        if sent.to and speaks_for(actor, sent.to.pk)
    ]
    return sorted(found, key=lambda one: one.view is not None)
