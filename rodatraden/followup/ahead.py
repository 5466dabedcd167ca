"""A report's way from here: who hands in when, which bodies treat it, and who reads it."""

from dataclasses import dataclass
from datetime import date

from rodatraden.followup.round import Round, Slot
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.organisation.models import UnitKind


@dataclass(frozen=True)
class Ahead:
    """A place on the way: when, and what happens."""

    when: Text
    what: Text
    here: bool = False


def way_ahead(round: Round, slot: Slot) -> tuple[Ahead, ...]:
    """Each floor's day, from this report up to the body that treats the last one. The executive board treats what
    its own office hands in, as any body does; of what others have treated it only takes note."""
    found: list[Ahead] = []
    before: Slot | None = None
    for at in round.path(slot.place.id):
        if at.place.kind == UnitKind.EXECUTIVE_BOARD and before is not None and not _is_its_own(round, at, before):
            found += _supervised(at, before)
        else:
            found += _floor(round, at, at is slot)
        before = at
    return tuple(found)


def _is_its_own(round: Round, at: Slot, before: Slot) -> bool:
    return round.tree.authority_id(before.place.id) == at.place.id


def _floor(round: Round, at: Slot, here: bool) -> list[Ahead]:
    """What happens on one floor: it is handed in; a body treats its own and hands it over."""
    due = at.due
    if at.place.kind == UnitKind.COUNCIL:
        return _whole(round, at, here)
    if due.decided is None:
        return [_by(due.due, say("{unit} lämnar in", unit=at.place.name), here)]
    receiver = round.slots.get(due.receiver) if due.receiver is not None else None
    handed = say("Rapporten lämnas vidare till {receiver}", receiver=receiver.place.name) if receiver else NOTHING
    return [
        _by(at.by, say("{unit}: rapporten är klar till kallelsen", unit=at.place.name), here),
        *_on(due.decided, say("{unit} behandlar rapporten", unit=at.place.name)),
        *([_by(due.due, handed)] if handed and due.due >= due.decided else []),
    ]


def _whole(round: Round, at: Slot, here: bool) -> list[Ahead]:
    """The whole municipality's report: where the model lets the executive board send it, that board treats it at a
    meeting of its own before it hands it over (KL 6:13)."""
    due = at.due
    over = say("Kommunstyrelsen lämnar över kommunens rapport till revisorerna och fullmäktige")
    treated = _on(due.treated, say("{unit} behandlar rapporten", unit=at.place.name))
    executive = round.tree.the(UnitKind.EXECUTIVE_BOARD)
    if due.decided is None or executive is None:
        return [_by(due.due, over, here), *treated]
    ready = _by(at.by, say("{unit}: kommunens rapport är klar till kallelsen", unit=executive.name), here)
    meeting = _on(due.decided, say("{unit} behandlar kommunens rapport", unit=executive.name))
    handed = [_by(due.due, over)]
    then = [*meeting, *handed] if due.decided <= due.due else [*handed, *meeting]
    return [*([ready] if here else []), *then, *treated]


def _supervised(at: Slot, before: Slot) -> list[Ahead]:
    """The executive board receives what others have treated, by its supervision (KL 6:1)."""
    return _on(before.due.treated, say("{unit} tar del av rapporten", unit=at.place.name))


def _by(day: date, what: Text, here: bool = False) -> Ahead:
    return Ahead(say("Senast {day}", day=day.isoformat()), what, here)


def _on(day: date | None, what: Text) -> list[Ahead]:
    return [Ahead(verbatim(day.isoformat()), what)] if day else []


def readers_told(round: Round, slot: Slot) -> Text:
    """Who reads the text, and when it becomes an official document (TF 2 kap., O5)."""
    authority = round.tree.authority_of(slot.place.id)
    receiver = round.slots.get(slot.due.receiver) if slot.due.receiver is not None else None
    if slot.place.kind == UnitKind.COUNCIL:
        return say("Texten blir allmän handling när kommunstyrelsen lämnar över den.")
    if authority is not None and authority.id == slot.place.id:
        return say(
            "Texten är ett utkast inom {unit} tills den är behandlad där. Då blir den allmän handling.",
            unit=slot.place.name,
        )
    inside = authority.name if authority else slot.place.name
    if receiver is None:
        return say("Texten läses inom {unit}. Den blir allmän handling när {unit} har behandlat den.", unit=inside)
    return say(
        "{receiver} läser din text och gör sin egen bedömning. Den blir allmän handling när {unit} har behandlat den.",
        receiver=receiver.place.name,
        unit=inside,
    )
