"""A remedy is written and changed: what, who, by when, what it costs, and what is expected to come of it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.remedies.economy_lines import line_told
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.remedies.services.rows import (
    check_item,
    locked,
    may_decide,
    need_to_write,
    record,
    settle,
    told,
)
from rodatraden.tenancy.edits import checked, must_be_ours, refuse, unknown_names

CONTENT = (
    "deviation", "item", "line", "year", "what", "responsible_unit", "responsible_kind", "deadline", "cost",
    "for_operations", "for_economy", "effect_text", "effect_indicator", "effect_value", "effect_on",
)  # fmt: skip
"""What is told, and may be told anew until the remedy is closed."""
OURS = ("deviation", "item", "responsible_unit", "effect_indicator", "decision")
BEGINS = (RemedyState.PROPOSED, RemedyState.DECIDED, RemedyState.ONGOING)


def write_remedy(actor: Actor, *, unit: Unit, what: str, **fields: Any) -> Remedy:
    """Writes a remedy for a unit. Needs `enter` or `assess` over it; `fields` are those of CONTENT, `decision`,
    `example`, and `state`: proposed, or decided or ongoing by who may decide.

    Without `responsible_unit` the unit itself carries it out. What answers a deviation that has been handed over is
    handed over with it, and so is what is given to another authority. Refused for what answers nothing, by field
    where something does not hold, and where the unit already has the same remedy under way.
    """
    unknown_names(fields, (*CONTENT, "decision", "state", "example"))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    said["responsible_unit"] = said.get("responsible_unit") or unit
    state = said.pop("state", RemedyState.PROPOSED)
    row = Remedy(
        **said,
        unit=unit,
        what=what.strip(),
        state=state,
        written_by=actor.by.name,
        written_at=clock.now(),
        municipality_id=unit.municipality_id,
    )
    with transaction.atomic():
        _check(actor, row)
        if state not in BEGINS:
            raise refuse(_("En ny åtgärd är föreslagen, beslutad eller pågår."), "state")
        if state != RemedyState.PROPOSED and not may_decide(actor, unit.pk):
            raise refuse(
                _("Bara den som svarar för enheten, eller för in nämndens beslut, beslutar åtgärder."), "state"
            )
        _refuse_twin(row)
        row.handed_over_at = clock.now() if _leaves(actor, row) else None
        row.save(force_insert=True)
        record(actor, "skrev åtgärd", row, after=told({"unit": unit, "what": row.what, **said, "state": state}))
    return row


def change_remedy(actor: Actor, remedy: Remedy, edit: int | None = None, **fields: Any) -> Remedy:
    """Changes named fields of a remedy that was opened at change number `edit`; not of one that is closed. Raises
    Stale with both texts where somebody else has saved since."""
    unknown_names(fields, CONTENT)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    with transaction.atomic():
        row = locked(remedy)
        need_to_write(actor, row.unit_id)
        if row.state == RemedyState.CLOSED:
            raise refuse(_("Åtgärden är avslutad och ändras inte."))
        before = settle(row, edit, said, row.written_by)
        if not before:
            return row
        _check(actor, row, changed=frozenset(before))
        row.handed_over_at = row.handed_over_at or (clock.now() if _leaves(actor, row) else None)
        row.written_by, row.written_at = actor.by.name, clock.now()
        row.save(update_fields=[*before, "searched", "handed_over_at", "edit", "written_by", "written_at"])
        record(actor, "ändrade åtgärd", row, before, {name: getattr(row, name) for name in before})
    return row


def _leaves(actor: Actor, row: Remedy) -> bool:
    """Whether the remedy leaves its authority: with the deviation that it answers, or to who carries it out."""
    if row.deviation is not None and row.deviation.handed_over_at is not None:
        return True
    return actor.tree.authority_id(row.responsible_unit_id) != actor.tree.authority_id(row.unit_id)


def _refuse_twin(row: Remedy) -> None:
    same = {name: getattr(row, name) for name in ("unit", "what", "deviation", "item", "line", "year")}
    if Remedy.objects.filter(**same).exclude(state=RemedyState.CLOSED).exists():
        raise refuse(_("Samma åtgärd finns redan."), "what")


def _check(actor: Actor, row: Remedy, changed: frozenset[str] | None = None) -> None:
    """The row as it would be stored. Of a row that is there already only what is `changed` is asked anew."""
    must_be_ours(row.unit, "unit")
    need_to_write(actor, row.unit_id)
    for name in OURS:
        must_be_ours(getattr(row, name), name)
    if changed is None or "item" in changed:
        check_item(actor, row.item)
    if changed is None or "deviation" in changed:
        _check_deviation(actor, row.deviation)
    if changed is None or "responsible_kind" in changed:
        _check_role(actor, row.responsible_kind)
    if row.deviation is None and row.item is None and not row.line:
        told_so = _("Säg vad åtgärden svarar mot: en avvikelse, ett mål eller en ekonomisk prognos.")
        raise refuse(told_so, "item")
    if bool(row.line) is not bool(row.year):
        raise refuse(_("En rad i ekonomin nämns med sitt år."), "year")
    if changed is None or "line" in changed:
        _check_line(actor, row.line)
    if row.cost is not None and row.cost < 0:
        told_so = _("Skriv kostnaden utan minus. Det som sparas står under vad den betyder för ekonomin.")
        raise refuse(told_so, "cost")
    if row.effect_value is not None and row.effect_indicator is None:
        raise refuse(_("Välj vilken indikator värdet gäller."), "effect_indicator")
    checked(row)


def _check_deviation(actor: Actor, deviation: Deviation | None) -> None:
    if deviation is None:
        return
    found = Deviation.objects.visible_to(actor).filter(pk=deviation.pk).first()
    if found is None or not found.is_open:
        raise refuse(_("Avvikelsen är avslutad, eller finns inte."), "deviation")


def _check_line(actor: Actor, key: str) -> None:
    if key and line_told(actor.model_on(clock.today()), key) is None:
        raise refuse(_("Raden finns inte i ekonomin."), "line")


def _check_role(actor: Actor, kind: str) -> None:
    model = actor.model_on(clock.today())
    if kind and (model is None or model.role_of(kind) is None):
        raise refuse(_("”%(value)s” finns inte i styrmodellen.") % {"value": kind}, "responsible_kind")
