"""What somebody must do with reports now, by when, what came back, and what waits for others (Y2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rodatraden.followup.reminding import LATEST
from rodatraden.followup.reports import handing_in, is_manager, may
from rodatraden.followup.round import Round, Slot, rounds_of_year, since_begun
from rodatraden.lib import clock
from rodatraden.lib.text import Text, say, say_many
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks


@dataclass(frozen=True)
class Task:
    """A report and what is to be done with it: written, handed in again, read by the manager, treated."""

    round: Round
    slot: Slot
    what: Text
    late: bool

    @property
    def due(self) -> date:
        return self.slot.by


@dataclass
class MyReports:
    """The reports of the actor's own units. `waits` are those that others have now, `coming` those not yet open."""

    to_do: list[Task] = field(default_factory=list)
    waits: list[Task] = field(default_factory=list)
    coming: list[Task] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    @property
    def sentence(self) -> Text:
        late = sum(task.late for task in self.to_do)
        if not self.to_do:
            return say("Inget väntar på dig just nu.")
        first = say_many(len(self.to_do), "En rapport väntar på dig", "{n} rapporter väntar på dig")
        if not late:
            return say("{first}.", first=first)
        if late == len(self.to_do):
            return say_many(late, "En rapport väntar på dig och är sen.", "{n} rapporter väntar på dig; alla är sena.")
        return say_many(late, "{first}; {n} är sen.", "{first}; {n} är sena.", first=first)


def my_reports(actor: Actor) -> MyReports:
    """What waits for the actor in the occasions that are open today, and what comes next. Five queries, and one more
    for who writes without handing in."""
    today = clock.today()
    both = [*rounds_of_year(actor, today.year - 1), *rounds_of_year(actor, today.year)]
    found = MyReports(rounds=since_begun(both))
    own = {role.unit.id for role in actor.roles}
    others = _others(actor, found.rounds, own)
    for round in found.rounds:
        for slot in round.slots.values():
            _sort(actor, found, round, slot, own, others)
    found.to_do.sort(key=lambda task: (task.due, task.slot.place.name))
    found.coming.sort(key=lambda task: task.due)
    return found


def _others(actor: Actor, rounds: Sequence[Round], own: set[int]) -> Mapping[int, Text]:
    """Who hands in the reports that the actor writes and may not hand in, by their units."""
    slots = [slot for round in rounds for slot in round.slots.values() if _is_own(actor, slot, own)]
    units = {slot.place.id for slot in slots if not may(actor, "submit", slot.place.id, slot.due.receiver)}
    return handing_in(actor.tree, rounds[-1].model, units) if units else {}


def _sort(actor: Actor, found: MyReports, round: Round, slot: Slot, own: set[int], others: Mapping[int, Text]) -> None:
    """Puts one report where it belongs, if it is anything to the actor."""
    today, end = clock.today(), round.occasion.last
    late = slot.is_late(today) and not slot.is_done
    if round.occasion.kind != "annual" and not slot.report and _is_over(round, slot, today):
        return
    writes = _is_own(actor, slot, own) and may(actor, "write", slot.place.id, slot.due.receiver)
    if writes and not slot.is_done:
        if end >= today:
            found.coming.append(Task(round, slot, say("öppnar när perioden är slut"), late=False))
        else:
            found.to_do.append(Task(round, slot, _to_write(slot, others), late))
    elif slot.state == "submitted" and _reads(actor, slot):
        found.to_do.append(Task(round, slot, say("läs och klarmarkera, eller skicka tillbaka"), late=False))
    elif slot.state in ("submitted", "cleared") and may(actor, "treat", slot.place.id, None) and slot.place.id in own:
        found.to_do.append(Task(round, slot, say("registrera behandlingen"), late=False))
    elif writes and slot.state == "submitted":
        found.waits.append(Task(round, slot, say("väntar på att bli läst"), late=False))


def _is_over(round: Round, slot: Slot, today: date) -> bool:
    """Whether a report of last year that nobody began is let go: not at New Year, but when reminders of it end."""
    return round.occasion.end.year < today.year and today - slot.by >= LATEST


def _to_write(slot: Slot, others: Mapping[int, Text]) -> Text:
    if slot.state == "returned":
        return say("komplettera: den kom tillbaka")
    if slot.place.id in others:
        who = others[slot.place.id]
        return say("skriv; {who} lämnar in", who=who) if who else say("skriv; ingen har rollen som lämnar in")
    return say("skriv klart och lämna in") if slot.report else say("skriv och lämna in")


def _is_own(actor: Actor, slot: Slot, own: set[int]) -> bool:
    """Whether the report is written where the actor works, rather than further down where rights reach too: the same
    places as are reminded of it."""
    return not own.isdisjoint(desks(actor.tree, slot.place.id))


def _reads(actor: Actor, slot: Slot) -> bool:
    """Whether the actor is the one whom the report goes to next."""
    own = {role.unit.id for role in actor.roles}
    return slot.due.receiver in own and is_manager(actor, slot.place.id, slot.due.receiver)


def open_rounds(rounds: Sequence[Round], today: date) -> list[Round]:
    """Those whose period is over and where somebody has still to hand in or to treat."""
    return [
        round
        for round in rounds
        if round.occasion.last < today
        and today - round.occasion.last < timedelta(days=200)
        and any(slot.state not in ("treated", "frozen") for slot in round.slots.values())
    ]
