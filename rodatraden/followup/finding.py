"""From an address to the report it names, or 404."""

from datetime import date

from django.http import Http404

from rodatraden.followup.round import Round, Slot, round_of
from rodatraden.lib.periods import year_asked
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here


def find_round(actor: Actor, kind: str, end: str) -> Round:
    """The occasion of a report type that ends on the day, as an address has it."""
    try:
        day = date.fromisoformat(end)
    except ValueError as fault:
        raise Http404 from fault
    found = round_of(actor, kind, day) if year_asked(str(day.year), 0) else None
    if found is None:
        raise Http404
    return found


def find_slot(request: Request, kind: str, end: str, unit: str) -> tuple[Round, Slot]:
    """The occasion, and the unit's place in it."""
    round = find_round(request.actor, kind, end)
    slot = next((slot for slot in round.slots.values() if slot.place.key == unit), None)
    if slot is None:
        raise Http404
    return round, slot


def address_of(name: str, slot: Slot, *more: object) -> str:
    """The address of a page of a slot's report."""
    occasion = slot.due.occasion
    return here(f"followup:{name}", occasion.report, occasion.end.isoformat(), slot.place.key, *more)
