"""An amount that should never have been entered: of another unit, another line, another day."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.rights import need_to_write
from rodatraden.economy.services.checks import LONGEST
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import must_be_ours, refuse


def withdraw(actor: Actor, amount: Amount, reason: str) -> Amount:
    """Lets nothing stand where an amount stood, and keeps it in the history with the reason.

    Needs what entering it needs. Refused without a reason, and where the amount no longer speaks.
    """
    must_be_ours(amount, "")
    with transaction.atomic():
        row = Amount.objects.select_for_update(of=("self",)).select_related("unit").get(pk=amount.pk)
        need_to_write(actor, row.kind, row.unit_id)
        if row.superseded_at is not None:
            raise refuse(_("Beloppet är redan ersatt eller återkallat."))
        if not reason.strip():
            raise refuse(_("Skriv varför beloppet återkallas."), "reason")
        if len(reason.strip()) > LONGEST["reason"]:
            raise refuse(_("Texten är för lång."), "reason")
        row.superseded_at = clock.now()
        row.withdrawn_by, row.withdrawn_because = actor.by.name, reason.strip()
        row.save(update_fields=["superseded_at", "withdrawn_by", "withdrawn_because"])
        with override("sv"):
            label = f"{row.unit.name}, {row.line}: {AmountKind(row.kind).label} {row.year} per {row.as_of}"
        before = {"value": row.value, "source": row.source}
        log.record(actor.by, "återkallade belopp", "amount", row.unit_id, label, before, {"reason": reason.strip()})
    return row
