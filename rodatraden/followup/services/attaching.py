"""Files beside a report: the auditors' judgement, uploaded only by them or their secretary, and others' (F7)."""

from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rodatraden.audit import log
from rodatraden.documents.services import store
from rodatraden.followup.models import Attachment, AttachmentKind, Report
from rodatraden.followup.reports import Address, may
from rodatraden.followup.services.rows import known, label_of
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.edits import checked, refuse

AUDITORS_OWN = frozenset({AttachmentKind.AUDITORS, AttachmentKind.LAY_AUDITORS, AttachmentKind.AUDIT_REPORT})


def audits(actor: Actor) -> bool:
    """Whether the actor is an auditor, or works for them."""
    return any(role.audits or role.unit.kind == UnitKind.AUDIT for role in actor.roles)


def may_attach(actor: Actor, kind: str, unit: int) -> bool:
    """Auditors attach what is theirs, and nobody else does; whoever writes the report attaches the rest."""
    return audits(actor) if kind in AUDITORS_OWN else may(actor, "write", unit, None)


def kinds_for(actor: Actor, unit: int) -> list[AttachmentKind]:
    return [kind for kind in AttachmentKind if may_attach(actor, kind, unit)]


def attachments_shown(actor: Actor) -> QuerySet[Attachment]:
    """The files beside the reports that the actor may read; beside others only what is theirs to attach: the auditors'
    own judgement, and the rest where the actor writes the report."""
    own = Q(kind__in=sorted(AUDITORS_OWN))
    written = [unit for unit in (*actor.tree.places, *actor.tree.heirs) if may(actor, "write", unit, None)]
    shown = Q(report__in=Report.objects.visible_to(actor)) | (Q(report__unit__in=written) & ~own)
    return Attachment.objects.filter(shown | own if audits(actor) else shown)


def beside(actor: Actor, report: Report | None) -> list[Attachment]:
    """The files beside a report that the actor sees. One query."""
    return list(attachments_shown(actor).filter(report=report).select_related("file")) if report else []


def attach(actor: Actor, address: Address, *, kind: str, title: str, name: str, content: IO[bytes]) -> Attachment:
    """Lays a file beside a report, whatever state that is in. Its SHA-256 is listed in the document.

    Raises Refused for an empty title, and for a file that cannot be kept (`documents.services.store`).
    """
    if kind not in AttachmentKind.values or not may_attach(actor, kind, address.unit):
        raise PermissionDenied
    if not title.strip():
        raise refuse(_("Skriv vad filen är."), "title")
    with transaction.atomic():
        report = known(address)
        file = store(actor, name, content, allowed=True)
        row = Attachment(
            municipality_id=report.municipality_id,
            report=report,
            kind=kind,
            title=title.strip(),
            file=file,
            added_at=clock.now(),
            added_by=actor.by.name,
        )
        checked(row, exclude=("report", "file"))
        row.save(force_insert=True)
        log.record(
            actor.by,
            "lade till bilaga",
            "report",
            report.pk,
            label_of(report),
            None,
            {"title": row.title, "sha256": file.sha256},
        )
    return row
