"""Sound economic management judged as a whole by hand, with a reason that goes with it upward (T13)."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.followup.models import OverallAssessment
from rodatraden.followup.reports import Address
from rodatraden.followup.services.rows import allow, begun, label_of, locked
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.desks import desks
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import must_be_ours, refuse

JUDGED = gettext_noop("bedömde god ekonomisk hushållning")


def assess_overall(
    actor: Actor,
    address: Address,
    unit: Unit,
    value: str,
    reason: str,
    *,
    allowed: Collection[str],
    receiver: int | None = None,
    example: bool = False,
) -> OverallAssessment:
    """Judges the whole in a report that is being written, as a unit that writes it. The former assessment is kept.

    `allowed` are the values of the scale. Raises Refused without a reason.
    """
    must_be_ours(unit, "unit")
    if unit.pk not in desks(actor.tree, address.unit) or not actor.may("assess", unit.pk):
        raise PermissionDenied
    if value not in allowed:
        raise refuse(_("Bedömningen finns inte i skalan."), "value")
    if not reason.strip():
        raise refuse(_("Skriv varför. En bedömning för hand har alltid en motivering."), "reason")
    with transaction.atomic():
        allow(actor, "write", address, receiver, locked(address))
        report = begun(actor, address, example=example)
        former = OverallAssessment.objects.filter(report=report, superseded_at=None).first()
        if former is not None:
            former.superseded_at = clock.now()
            former.save(update_fields=["superseded_at"])
        row = OverallAssessment.objects.create(
            report=report,
            unit=unit,
            value=value,
            reason=reason.strip(),
            entered_by=actor.by.name,
            entered_at=clock.now(),
            example=example,
            municipality_id=report.municipality_id,
        )
        before = {"value": former.value, "reason": former.reason} if former else None
        after = {"unit": unit.name, "value": value, "reason": row.reason}
        log.record(actor.by, JUDGED, "report", report.pk, label_of(report), before, after)
    return row
