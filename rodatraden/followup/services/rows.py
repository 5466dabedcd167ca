"""What every verb of a report does: finds or begins its row under a lock, and keeps what happened."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.audit import log
from rodatraden.followup.models import Report, State, Step, StepKind
from rodatraden.followup.reports import Address, may, why_not
from rodatraden.followup.states import Verb
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import refuse


def locked(address: Address) -> Report | None:
    """The report, held until the transaction ends; None where nobody has begun it."""
    return Report.objects.select_for_update().filter(**_where(address)).first()


def begun(actor: Actor, address: Address, *, example: bool = False) -> Report:
    """The report, held until the transaction ends, begun where nobody has. Of two who begin at once one does."""
    if not Unit.objects.filter(pk=address.unit).exists():
        raise refuse(_("Enheten finns inte i kommunen."))
    report = known(address, example=example)
    if not report.state:
        move(report, State.DRAFT)
        keep(actor, report, StepKind.BEGUN, example=example)
    return report


def known(address: Address, *, example: bool = False) -> Report:
    """The report's row, held until the transaction ends: also of one that nobody has begun, to say something of."""
    rows = Report.objects.select_for_update()
    return rows.get_or_create(**_where(address), defaults={"example": example})[0]


def _where(address: Address) -> dict[str, Any]:
    return {"kind": address.kind, "period_end": address.end, "unit_id": address.unit}


def allow(actor: Actor, verb: Verb, address: Address, receiver: int | None, report: Report | None) -> None:
    """Stops who may not, and says why what is asked cannot be done with the report as it stands."""
    if not may(actor, verb, address.unit, receiver):
        raise PermissionDenied
    if reason := why_not(verb, report):
        raise refuse(str(reason))


def standing(actor: Actor, verb: Verb, address: Address, receiver: int | None) -> Report:
    """A report that the verb can be done with, held until the transaction ends. Stops as `allow` does."""
    report = locked(address)
    allow(actor, verb, address, receiver, report)
    if report is None:
        raise Report.DoesNotExist
    return report


def keep(
    actor: Actor,
    report: Report,
    kind: StepKind,
    comment: str = "",
    *,
    due: date | None = None,
    decision: Any = None,
    example: bool = False,
) -> Step:
    """One step of the report's history, and one entry of the log."""
    step = Step.objects.create(
        report=report,
        kind=kind,
        comment=comment.strip(),
        due=due,
        decision=decision,
        at=clock.now(),
        by=actor.by.name,
        example=example,
    )
    after = {"state": report.state, "comment": step.comment, "due": due.isoformat() if due else None}
    told = {name: value for name, value in after.items() if value}
    with override("sv"):
        log.record(actor.by, str(kind.label), "report", report.pk, label_of(report), None, told)
    return step


def move(report: Report, state: str, **fields: Any) -> None:
    """Takes the report to a state. The rest of what is named changes with it."""
    report.state = State(state)
    report.edit += 1
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=["state", "edit", *fields])


def label_of(report: Report) -> str:
    """The report as the log names it: the type, the day and the unit."""
    return f"{report.kind} {report.period_end.isoformat()}, {report.unit.name}"
