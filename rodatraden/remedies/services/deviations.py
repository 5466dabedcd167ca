"""A deviation is reported, changed and closed. A material one is the executive board's to read the same minute."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.remedies.models import Deviation, DeviationState
from rodatraden.remedies.services.rows import check_item, locked, need_to_write, record, settle, told
from rodatraden.remedies.services.telling import settle_material, tell_material
from rodatraden.tenancy.edits import checked, must_be_ours, refuse, unknown_names
from rodatraden.thread.models import Item

CONTENT = ("item", "indicator", "what", "analysis", "amount", "material", "period")
"""What is told, and may be told anew as long as the deviation is open."""


def report_deviation(
    actor: Actor,
    *,
    unit: Unit,
    what: str,
    analysis: str = "",
    item: Item | None = None,
    indicator: Indicator | None = None,
    amount: Decimal | None = None,
    material: bool = False,
    period: Period | None = None,
    example: bool = False,
) -> Deviation:
    """Reports that something does not go as decided (F4, E8). Needs `enter` or `assess` over the unit.

    A material one is handed over to the executive board at once, which is told of it, and is an official document
    from then on.
    Refused for an item that is not decided, and where the unit already has the same deviation open.
    """
    row = Deviation(
        unit=unit,
        what=what.strip(),
        analysis=analysis.strip(),
        item=item,
        indicator=indicator,
        amount=amount,
        material=material,
        period=period or Period.of("year", clock.today()),
        reported_by=actor.by.name,
        reported_at=clock.now(),
        handed_over_at=clock.now() if material else None,
        example=example,
        municipality_id=unit.municipality_id,
    )
    with transaction.atomic():
        _check(actor, row)
        twin = Deviation.objects.filter(unit=unit, item=item, what=row.what, state=DeviationState.OPEN)
        if twin.exists():
            raise refuse(_("Samma avvikelse är redan rapporterad och öppen."), "what")
        row.save(force_insert=True)
        after = told({name: getattr(row, name) for name in ("unit", *CONTENT)})
        record(actor, "rapporterade avvikelse", row, after=after)
        if row.material:
            tell_material(actor, row)
    return row


def change_deviation(actor: Actor, deviation: Deviation, edit: int | None = None, **fields: Any) -> Deviation:
    """Changes named fields of an open deviation that was opened at change number `edit`. Raises Stale.

    One that becomes material is handed over then, and so are its remedies; what has been handed over stays so. The
    executive board is told each time that it becomes material.
    """
    unknown_names(fields, CONTENT)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    with transaction.atomic():
        row = _open(deviation)
        need_to_write(actor, row.unit_id)
        before = settle(row, edit, said, row.reported_by)
        if not before:
            return row
        _check(actor, row, same_item="item" not in before)
        handed = row.material and row.handed_over_at is None
        row.handed_over_at = clock.now() if handed else row.handed_over_at
        row.save(update_fields=[*before, "searched", "handed_over_at", "edit"])
        if handed:
            row.remedies.all().hand_over(clock.now())
        if "material" in before:
            settle_material(row)
            if row.material:
                tell_material(actor, row)
        record(actor, "ändrade avvikelse", row, before, {name: getattr(row, name) for name in before})
    return row


def close_deviation(actor: Actor, deviation: Deviation, reason: str) -> Deviation:
    """Closes a deviation, with a reason. Its remedies are followed on until their effect is known."""
    with transaction.atomic():
        row = _open(deviation)
        need_to_write(actor, row.unit_id)
        if not reason.strip():
            raise refuse(_("Skriv varför den avslutas."), "reason")
        row.state, row.closed_reason, row.closed_at = DeviationState.CLOSED, reason.strip(), clock.now()
        row.edit += 1
        checked(row, exclude=["period"])
        row.save(update_fields=["state", "closed_reason", "closed_at", "edit"])
        settle_material(row)
        record(actor, "avslutade avvikelse", row, after={"closed_reason": row.closed_reason})
    return row


def _open(deviation: Deviation) -> Deviation:
    row = locked(deviation)
    if not row.is_open:
        raise refuse(_("Avvikelsen är avslutad och ändras inte."))
    return row


def _check(actor: Actor, row: Deviation, same_item: bool = False) -> None:
    must_be_ours(row.unit, "unit")
    need_to_write(actor, row.unit_id)
    must_be_ours(row.item, "item")
    must_be_ours(row.indicator, "indicator")
    if not same_item:
        check_item(actor, row.item)
    checked(row, exclude=["period"])
