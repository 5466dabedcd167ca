"""A remedy goes its way: decided, begun, carried out, its effect known, closed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import must_hold
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.remedies.due import STEPS, Step
from rodatraden.remedies.models import Remedy, RemedyEffect, RemedyState
from rodatraden.remedies.services.rows import locked, may_decide, may_work, not_after_today, record
from rodatraden.tenancy.edits import checked, must_be_ours, refuse


def decide_remedy(actor: Actor, remedy: Remedy, decision: Decision | None = None) -> Remedy:
    """Decides that a proposed remedy is carried out: the click of who answers for the unit, or the body's `decision`
    that is registered. Needs `assess` or `decide` over the unit."""
    must_be_ours(decision, "decision")
    must_hold(decision)
    with transaction.atomic():
        row, before, after = _step(actor, remedy, "decide", RemedyState.DECIDED, decision=decision)
        record(actor, "beslutade åtgärd", row, before, after)
    return row


def start_remedy(actor: Actor, remedy: Remedy) -> Remedy:
    """Says that it has begun. To begin what was only proposed is to decide it, and needs that right."""
    with transaction.atomic():
        row, before, after = _step(actor, remedy, "start", RemedyState.ONGOING)
        record(actor, "påbörjade åtgärd", row, before, after)
    return row


def finish_remedy(actor: Actor, remedy: Remedy) -> Remedy:
    """Says that it has been carried out. Its effect remains to be told."""
    with transaction.atomic():
        row, before, after = _step(actor, remedy, "finish", RemedyState.DONE)
        record(actor, "genomförde åtgärd", row, before, after)
    return row


def _step(
    actor: Actor, remedy: Remedy, step: Step, to: RemedyState, **more: Any
) -> tuple[Remedy, dict[str, Any], dict[str, Any]]:
    """The row in its new state, and what the log is told of before and after."""
    row = _ready(actor, remedy, step)
    before = {"state": row.state}
    said = {name: value for name, value in more.items() if value is not None}
    for name, value in {"state": to, **said}.items():
        setattr(row, name, value)
    row.edit += 1
    row.save(update_fields=["state", *said, "edit"])
    return row, before, {"state": to, **said}


def _ready(actor: Actor, remedy: Remedy, step: Step) -> Remedy:
    """The row, held, where the actor may take the step and it is the next one."""
    row = locked(remedy)
    decides = step == "decide" or (step == "start" and row.state == RemedyState.PROPOSED)
    if not (may_decide(actor, row.unit_id) if decides else may_work(actor, row)):
        raise PermissionDenied
    if step not in STEPS[row.state]:  # type: ignore[index]
        raise refuse(_("Det går inte nu: åtgärden är %(state)s.") % {"state": row.get_state_display()})
    return row


def record_effect(
    actor: Actor,
    remedy: Remedy,
    *,
    text: str,
    value: Decimal | None = None,
    on: date | None = None,
    ask_again: date | None = None,
    example: bool = False,
) -> RemedyEffect:
    """Tells what came of a remedy, in words and, where an indicator was to show it, as a value.

    With `ask_again` the effect is not known yet: it is asked for anew that day. Without, it is known from now on,
    which can be said only of what has been carried out.
    """
    with transaction.atomic():
        row = _ready(actor, remedy, "effect")
        day = on or clock.today()
        not_after_today(day, "on")
        if not text.strip():
            raise refuse(_("Skriv vad som kom av åtgärden, eller varför det inte går att säga än."), "text")
        if value is not None and row.effect_indicator_id is None:
            raise refuse(_("Åtgärden har ingen indikator som värdet kan gälla."), "value")
        _check_again(row, ask_again)
        effect = RemedyEffect(
            remedy=row,
            on=day,
            text=text.strip(),
            value=value,
            entered_by=actor.by.name,
            entered_at=clock.now(),
            example=example,
            municipality_id=row.municipality_id,
        )
        checked(effect)
        effect.save(force_insert=True)
        before = {"state": row.state, "effect_on": row.effect_on}
        row.effect_on = ask_again or row.effect_on
        row.state = row.state if ask_again else RemedyState.KNOWN
        row.edit += 1
        row.save(update_fields=["state", "effect_on", "edit"])
        after = {"state": row.state, "effect_on": row.effect_on, "effect": effect.text, "value": value}
        record(actor, "redovisade effekt", row, before, after)
    return effect


def _check_again(row: Remedy, ask_again: date | None) -> None:
    if ask_again is None:
        if row.state not in (RemedyState.DONE, RemedyState.KNOWN):
            told = _("Åtgärden är inte genomförd än. Säg att den är det först, eller när effekten ska redovisas igen.")
            raise refuse(told, "ask_again")
        return
    if row.state == RemedyState.KNOWN:
        raise refuse(_("Effekten är redan känd."), "ask_again")
    if ask_again <= clock.today():
        raise refuse(_("Välj en dag som kommer."), "ask_again")


def close_remedy(actor: Actor, remedy: Remedy, reason: str) -> Remedy:
    """Closes a remedy, with a reason. What is never carried out, or will never show any effect, ends here."""
    with transaction.atomic():
        row = _ready(actor, remedy, "close")
        if not reason.strip():
            raise refuse(_("Skriv varför den avslutas."), "reason")
        before = {"state": row.state}
        row.state, row.closed_reason, row.closed_at = RemedyState.CLOSED, reason.strip(), clock.now()
        row.edit += 1
        checked(row)
        row.save(update_fields=["state", "closed_reason", "closed_at", "edit"])
        record(actor, "avslutade åtgärd", row, before, {"state": row.state, "closed_reason": row.closed_reason})
    return row
