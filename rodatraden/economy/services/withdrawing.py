"""An amount that should never have been entered: of another unit, another line, another day."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.economy.held import holders
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.rights import need_to_write
from rodatraden.economy.services.checks import LONGEST
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import must_be_ours, refuse


def withdraw(actor: Actor, amount: Amount, reason: str, *, allowed: bool = False) -> Amount:
    """Lets nothing stand where an amount stood, and keeps it in the history with the reason.

    Needs what entering it needs, unless the verb above has asked already (`allowed`). Refused without a reason, where
    the amount no longer speaks, and where it is a frame that a plan decided.
    """
    must_be_ours(amount, "")
    with transaction.atomic():
        row = Amount.objects.select_for_update(of=("self",)).select_related("unit").get(pk=amount.pk)
        if not allowed:
            need_to_write(actor, row.kind, row.unit_id)
            _undecided(row)
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


def _undecided(row: Amount) -> None:
    """Stops where the amount is a frame that a plan decided."""
    if row.kind == AmountKind.FRAME:
        for holder in holders({(row.unit_id, row.line, row.year)}).values():
            raise refuse(
                _("Ramen är beslutad i ”%(plan)s” och ändras bara med ett nytt beslut. Ändra planen i stället.")
                % {"plan": holder.title}
            )
