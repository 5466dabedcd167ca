"""What a reader who speaks for a unit is asked: to give its view of a plan by a day, or what it has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads
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
            return say("{unit} yttrade sig {day}.", unit=self.name, day=self.view.day.isoformat())
        if self.due is None:
            return say("{unit} ska yttra sig.", unit=self.name)
        if self.due < clock.today():
            return say("{unit} skulle ha yttrat sig senast {day}.", unit=self.name, day=self.due.isoformat())
        return say("{unit} ska yttra sig senast {day}.", unit=self.name, day=self.due.isoformat())

    @property
    def may_change(self) -> bool:
        """Whether the view is given and the time for it still runs."""
        return self.view is not None and (self.due is None or clock.today() <= self.due)


def asked(actor: Actor, plan: Plan, steps: Iterable[PlanStep]) -> list[Asked]:
    """The units that the actor speaks for and that are asked now; those that have not answered first. Whoever answers
    for the plan has asked those beneath, and is asked only where they have a role. No queries of its own."""
    if plan.state != State.OUT_FOR_VIEWS:
        return []
    own = {role.unit.id for role in actor.roles}
    is_asking = heads(actor, plan.unit_id)
    found = [
        Asked(sent.to.pk, sent.to.name, sent.due, view)
        for sent, view in questions_in(steps)
        if sent.to and speaks_for(actor, sent.to.pk) and (sent.to.pk in own or not is_asking)
    ]
    return sorted(found, key=lambda one: one.view is not None)
