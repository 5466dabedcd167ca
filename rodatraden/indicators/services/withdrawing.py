"""An outcome that should never have been entered: of another indicator, another unit, another period."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.indicators.models import Outcome
from rodatraden.indicators.sight import logged_value
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import must_be_ours, refuse


def withdraw_outcome(actor: Actor, outcome: Outcome, reason: str) -> Outcome:
    """Lets nothing stand where an outcome stood, and keeps it in the history with the reason. Needs `enter`.

    Refused without a reason, and where the outcome no longer speaks.
    """
    must_be_ours(outcome, "")
    with transaction.atomic():
        row = Outcome.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=outcome.pk)
        need(actor, "enter", row.unit_id)
        if row.superseded_at is not None:
            raise refuse(_("Utfallet är redan ersatt eller återkallat."))
        if not reason.strip():
            raise refuse(_("Skriv varför utfallet återkallas."), "reason")
        row.superseded_at = clock.now()
        row.withdrawn_by, row.withdrawn_because = actor.by.name, reason.strip()
        row.save(update_fields=["superseded_at", "withdrawn_by", "withdrawn_because"])
        with override("sv"):
            label = f"{row.indicator.called} {row.period.name if row.period else ''}"
        before = {"value": logged_value(actor, row.unit_id, row.value, row.people), "source": row.source}
        log.record(actor.by, "återkallade utfall", "indicator", row.indicator_id, label, before, {"reason": reason})
    return row
