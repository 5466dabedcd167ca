"""The pages of one deviation and one remedy: all that they show, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import NOTHING, Text, capital, say, verbatim
from rodatraden.organisation.access import Actor
from rodatraden.organisation.events import Event, event_of
from rodatraden.remedies.choices import written_units
from rodatraden.remedies.due import STEPS, WAITS, Ask, Step, ask
from rodatraden.remedies.lists import MATERIAL, thousands
from rodatraden.remedies.models import Deviation, Handed, Remedy, RemedyState, near
from rodatraden.remedies.reading import DeviationRow, RemedyRow, read_deviations, read_remedies
from rodatraden.remedies.services import may_decide, may_work, may_write
from rodatraden.remedies.services.rows import KINDS
from rodatraden.web.marks import Mark

MOST_EVENTS = 30
NAMING = frozenset({"deviation"})
"""What names another row, which may still be read within its authority alone."""


@dataclass(frozen=True)
class DeviationPage:
    """One deviation with its remedies. `rule` is what the model says of material deviations."""

    row: DeviationRow
    remedies: Sequence[RemedyRow]
    events: Sequence[Event]
    rule: str
    may_write: bool
    may_answer: bool

    @property
    def deviation(self) -> Deviation:
        return self.row.deviation

    @property
    def amount(self) -> Decimal | None:
        """In thousands of kronor."""
        return thousands(self.deviation.amount)

    @property
    def mark(self) -> Mark | None:
        return MATERIAL if self.deviation.material and self.deviation.is_open else None

    @property
    def then(self) -> Text:
        """How much, whether it is open, and what is done about it."""
        return in_a_row(amount_told(self.deviation), _closed_told(self.deviation), _unanswered_told(self.row))


def in_a_row(*sentences: Text) -> Text:
    """Those that say something, one after another."""
    known = {f"part{place}": each for place, each in enumerate(sentences) if each}
    return Text(" ".join(f"{{{name}}}" for name in known), known)


def amount_told(deviation: Deviation) -> Text:
    amount = thousands(deviation.amount)
    if not amount:
        return NOTHING
    told = {"amount": format_number(abs(amount))}
    if amount < 0:
        return say("Ramen överskrids med {amount} tkr.", **told)
    return say("{amount} tkr av ramen blir över.", **told)


def _closed_told(deviation: Deviation) -> Text:
    if deviation.closed_at is None:
        return NOTHING
    said = {"day": localdate(deviation.closed_at).isoformat(), "reason": deviation.closed_reason}
    return say("Avslutad {day}: {reason}", **said)


def _unanswered_told(row: DeviationRow) -> Text:
    return NOTHING if row.remedies or not row.deviation.is_open else say("Ingen åtgärd än.")


def deviation_page(actor: Actor, deviation: Deviation) -> DeviationPage:
    """Everything about a deviation that the actor may see."""
    day, model = clock.today(), actor.model_on(clock.today())
    (row,) = read_deviations(actor, Deviation.objects.visible_to(actor).filter(pk=deviation.pk), day)
    answers = Remedy.objects.visible_to(actor).filter(deviation=deviation)
    return DeviationPage(
        row,
        read_remedies(actor, answers, day),
        events(actor, deviation),
        model.economy.deviation if model else "",
        may_write(actor, deviation.unit_id) and deviation.is_open,
        bool(written_units(actor)) and deviation.is_open,
    )


@dataclass(frozen=True)
class RemedyPage:
    """One remedy. `steps` are those that the actor may take now, the nearest first."""

    row: RemedyRow
    events: Sequence[Event]
    steps: Sequence[Step]
    may_write: bool

    @property
    def remedy(self) -> Remedy:
        return self.row.remedy

    @property
    def cost(self) -> Decimal | None:
        """In thousands of kronor."""
        return thousands(self.remedy.cost)

    @property
    def asked(self) -> Ask | None:
        return ask(self.row.facts, self.row.day)

    @property
    def then(self) -> Text:
        """What is asked for now, or what came of it."""
        if self.row.compared and (self.row.awaits or self.remedy.state == RemedyState.KNOWN):
            verdict = self.row.verdict
            if verdict:
                return say("{verdict}: {what}.", verdict=capital(verdict), what=self.row.compared)
            return say("{what}.", what=capital(self.row.compared))
        if self.remedy.closed_reason:
            return verbatim(self.remedy.closed_reason)
        return WAITS[self.asked] if self.asked else NOTHING

    def may(self) -> Mapping[str, bool]:
        """By step, for the template."""
        return dict.fromkeys(self.steps, True)


def remedy_page(actor: Actor, remedy: Remedy) -> RemedyPage:
    """Everything about a remedy that the actor may see."""
    (row,) = read_remedies(actor, Remedy.objects.visible_to(actor).filter(pk=remedy.pk), clock.today())
    return RemedyPage(
        row,
        events(actor, remedy),
        steps_of(actor, row.remedy),
        may_write(actor, remedy.unit_id) and row.remedy.state != RemedyState.CLOSED,
    )


def steps_of(actor: Actor, remedy: Remedy) -> list[Step]:
    """What the actor may do with it now."""
    works, decides = may_work(actor, remedy), may_decide(actor, remedy.unit_id)
    proposed = remedy.state == RemedyState.PROPOSED
    found: list[Step] = []
    for step in STEPS[remedy.state]:  # type: ignore[index]
        needs_to_decide = step == "decide" or (step == "start" and proposed)
        if decides if needs_to_decide else works:
            found.append(step)
    return found


def events(actor: Actor, row: Handed) -> list[Event]:
    """What was done to the row, the latest first: since it was handed over, to who is of another authority (what was
    written before is no official document)."""
    found, hidden = entries().filter(kind=KINDS[type(row)], object_id=str(row.pk)), frozenset[str]()
    if row.unit_id not in near(actor):
        found, hidden = found.filter(at__gte=row.handed_over_at), NAMING
    return [event_of(entry, lambda values: _words(values, hidden)) for entry in found[:MOST_EVENTS]]


def _words(values: Mapping[str, Any] | None, hidden: frozenset[str]) -> dict[str, Any]:
    """Values with the states in words, but for those that are hidden."""
    states = dict(RemedyState.choices)
    return {
        name: str(states.get(value, value)) if name == "state" else value
        for name, value in (values or {}).items()
        if name not in hidden
    }
