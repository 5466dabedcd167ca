"""Reminders of reports, before and after their day, by the model's rule; and the controller's one button (Y2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rodatraden.audit.log import By
from rodatraden.followup.finding import address_of
from rodatraden.followup.round import Round, Slot, rounds_of_year
from rodatraden.followup.services.supervising import may_supervise
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say, say_many
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.heads import heads_of
from rodatraden.organisation.models import Notice
from rodatraden.organisation.services.notices import drafted, tell_anew
from rodatraden.steering.schema.followup import Reminders

LATEST = timedelta(days=120)
"""How long after its day a report is still reminded of."""


@dataclass(frozen=True)
class Reminder:
    """Which of the model's reminders is due: so many days before (negative) or after the report's day."""

    days: int
    duty: bool


def reminder_due(rule: Reminders, due: date, today: date) -> Reminder | None:
    """The latest of the model's reminders whose day has come; one that was missed is not caught up with. Pure.

    Nobody is reminded of yesterday's "a week left" when the day itself has passed.
    """
    left = (due - today).days
    if left >= 0:
        begun = [days for days in rule.before if left <= days]
        return Reminder(-min(begun), "before" in rule.duty) if begun else None
    begun = [days for days in rule.after if -left >= days]
    return Reminder(max(begun), "after" in rule.duty) if begun else None


ITSELF = By("", "Röda tråden")
"""Who reminds where nobody pressed a button."""


def remind_due() -> Text:
    """Reminds everybody whose report is soon due, or late, in the municipality at work. For `rodatraden tick`.

    Says how many were told. The same few queries however many units there are.
    """
    actor, today = replace(system(), by=ITSELF), clock.today()
    rounds = [one for year in (today.year - 1, today.year) for one in rounds_of_year(actor, year)]
    wanted: list[tuple[Round, Slot, Reminder]] = []
    for round in rounds:
        rule = round.model.reminders
        if rule is None:
            continue
        for slot in round.slots.values():
            found = reminder_due(rule, slot.by, today)
            if found and not slot.is_done and round.occasion.last < today and today - slot.by < LATEST:
                wanted.append((round, slot, found))
    count = tell_anew(_notices(actor, wanted))
    return say_many(count, "påminde om en rapport", "påminde om {n} rapporter") if count else NOTHING


def _notices(actor: Actor, wanted: Sequence[tuple[Round, Slot, Reminder]]) -> list[Notice]:
    if not wanted:
        return []
    model = wanted[0][0].model
    heads = heads_of(actor.tree, model, [slot.place.id for _round, slot, _found in wanted])
    return [
        drafted(
            actor,
            f"remind:{_about(slot)}:{found.days}:{to.unit}:{to.role}",
            to=to,
            kind="report-reminder",
            text=_words(round, slot),
            link=address_of("report", slot),
            about=_about(slot),
            duty=found.duty,
            due=slot.by,
        )
        for round, slot, found in wanted
        for to in heads[slot.place.id]
    ]


def _words(round: Round, slot: Slot) -> Text:
    told = {"name": round.type.name.one, "end": round.occasion.last.isoformat(), "unit": slot.place.name}
    if slot.by < clock.today():
        return say("Påminnelse: {name} per {end} för {unit} skulle ha lämnats {due}.", **told, due=slot.by.isoformat())
    return say("Påminnelse: {name} per {end} för {unit} lämnas senast {due}.", **told, due=slot.by.isoformat())


def _about(slot: Slot) -> str:
    occasion = slot.due.occasion
    return f"report:{occasion.report}:{occasion.end.isoformat()}:{slot.place.id}"


def late_slots(round: Round) -> list[Slot]:
    """Those who should have handed in and have not."""
    today = clock.today()
    return [slot for slot in round.slots.values() if not slot.is_done and slot.is_late(today)]


def remindable(actor: Actor, round: Round) -> list[Slot]:
    """The late ones whom the actor may remind: all for who administers, for the executive board those it supervises."""
    late = late_slots(round)
    return late if actor.may_anywhere("administer") else [s for s in late if may_supervise(actor, s.place.id)]


def drafts_for(actor: Actor, round: Round, slots: Sequence[Slot]) -> list[Notice]:
    """The reminders that one button sends to all who are late, once a day each: shown before they are sent."""
    heads = heads_of(actor.tree, round.model, [slot.place.id for slot in slots])
    today = clock.today().isoformat()
    return [
        drafted(
            actor,
            f"remind-all:{_about(slot)}:{today}:{to.unit}:{to.role}",
            to=to,
            kind="report-reminder",
            text=_words(round, slot),
            link=address_of("report", slot),
            about=_about(slot),
            duty=True,
            due=slot.by,
        )
        for slot in slots
        for to in heads[slot.place.id]
    ]
