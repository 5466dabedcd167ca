"""A figure that should never have been entered, or whose decision is annulled: it is kept, and nothing replaces it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from rodatraden.audit import log
from rodatraden.indicators.models import Outcome, Target
from rodatraden.indicators.sight import logged_value
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy.edits import must_be_ours, refuse

OUTCOME, TARGET = gettext_noop("återkallade utfall"), gettext_noop("återkallade målvärde")


def withdraw_outcome(actor: Actor, outcome: Outcome, reason: str) -> Outcome:
    """Lets nothing stand where an outcome stood, and keeps it in the history with the reason. Needs `enter`.

    Refused without a reason, and where the outcome no longer speaks.
    """
    must_be_ours(outcome, "")
    if not reason.strip():
        raise refuse(_("Skriv varför utfallet återkallas."), "reason")
    with transaction.atomic():
        row = Outcome.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=outcome.pk)
        need(actor, "enter", row.unit_id)
        if row.superseded_at is not None:
            raise refuse(_("Utfallet är redan ersatt eller återkallat."))
        before = {"value": logged_value(actor, row.unit_id, row.value, row.people), "source": row.source}
        _withdraw(actor, row, OUTCOME, before, reason)
    return row


def withdraw_target(actor: Actor, target: Target, reason: str) -> Target:
    """Lets no target stand where one stood, whose decision is annulled, and keeps it in the history with the reason.
    The verb above has asked for access. Refused where it no longer speaks."""
    must_be_ours(target, "")
    with transaction.atomic():
        row = Target.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=target.pk)
        if row.superseded_at is not None:
            raise refuse(_("Målvärdet är redan ersatt eller återkallat."))
        before = {"form": row.form, "value": row.value, "low": row.low, "high": row.high}
        _withdraw(actor, row, TARGET, before, reason)
    return row


def _withdraw(actor: Actor, row: Outcome | Target, verb: str, before: dict[str, Any], reason: str) -> None:
    row.superseded_at = clock.now()
    row.withdrawn_by, row.withdrawn_because = actor.by.name, reason.strip()
    row.save(update_fields=["superseded_at", "withdrawn_by", "withdrawn_because"])
    with override("sv"):
        label = f"{row.indicator.called} {row.period.name if row.period else ''}"
    log.record(actor.by, verb, "indicator", row.indicator_id, label, before, {"reason": reason})
