"""A report on its way up within an authority: handed in, taken back, returned with a comment, cleared."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.followup.models import Report, ReportedStatus, StepKind
from rodatraden.followup.reports import Address
from rodatraden.followup.services.rows import allow, begun, keep, locked, move, standing
from rodatraden.followup.services.telling import tell_step
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import refuse


def submit_report(
    actor: Actor,
    address: Address,
    statuses: Sequence[ReportedStatus],
    frozen: Sequence[Freezing] = (),
    *,
    due: date | None = None,
    receiver: int | None = None,
    comment: str = "",
    example: bool = False,
) -> Report:
    """Hands in a report, with how each of its items stood. `comment` says what is missing where something is.

    `statuses` are new rows without report: those of an earlier submission of the same report give way to them.
    `frozen` is the document where handing in is handing over to others: auditors judge those very bytes (F7).
    """
    with transaction.atomic():
        allow(actor, "submit", address, receiver, locked(address))
        report = begun(actor, address, example=example)
        ReportedStatus.objects.filter(report=report).delete()
        for status in statuses:
            status.report, status.municipality_id = report, report.municipality_id
        ReportedStatus.objects.bulk_create(statuses)
        move(report, "submitted", submitted_at=clock.now(), submitted_by=actor.by.name, due=due)
        tell_step(actor, keep(actor, report, StepKind.SUBMITTED, comment, example=example), receiver=receiver)
        if frozen:
            freeze_all(actor, frozen)
    return report


def take_back_report(actor: Actor, address: Address, *, receiver: int | None = None) -> Report:
    """Takes back what nobody has treated yet, to write on."""
    with transaction.atomic():
        report = standing(actor, "take_back", address, receiver)
        move(report, "draft")
        tell_step(actor, keep(actor, report, StepKind.TAKEN_BACK), receiver=receiver)
    return report


def return_report(actor: Actor, address: Address, comment: str, *, receiver: int | None) -> Report:
    """Sends a report back with a comment, within one authority: between authorities one asks for completion."""
    if not comment.strip():
        raise refuse(_("Skriv vad som behöver kompletteras."), "comment")
    with transaction.atomic():
        report = standing(actor, "return", address, receiver)
        move(report, "returned")
        tell_step(actor, keep(actor, report, StepKind.RETURNED, comment))
    return report


def clear_report(actor: Actor, address: Address, *, receiver: int | None, example: bool = False) -> Report:
    """The manager has read it, and it may go into what the unit above writes."""
    with transaction.atomic():
        report = standing(actor, "clear", address, receiver)
        move(report, "cleared")
        tell_step(actor, keep(actor, report, StepKind.CLEARED, example=example))
    return report
