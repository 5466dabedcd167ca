"""A body treats a report: from then on it is shown for ever as it was. A correction is a new version with a reason."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import must_hold, takes
from rodatraden.documents.freezing import Freezing, freeze_all
from rodatraden.followup.models import Report, State, StepKind, Treatment
from rodatraden.followup.reports import TOGETHER, Address
from rodatraden.followup.services.rows import keep, move, standing
from rodatraden.followup.services.telling import tell_step
from rodatraden.followup.states import after_treatment
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import must_be_ours, refuse

FOLLOWING = (State.SUBMITTED, State.CLEARED)
"""The states in which the reports beneath are frozen with the body's own: what was handed in, and no more."""


def treat_report(
    actor: Actor,
    address: Address,
    treatment: str,
    decision: Decision,
    frozen: Sequence[Freezing] = (),
    *,
    beneath: Sequence[int] = (),
    example: bool = False,
) -> Report:
    """A body has treated its report, by a decision with a paragraph: what it had before it is frozen.

    `frozen` are the documents of the report itself and of those beneath it in the same authority; `beneath` their
    units. Reports beneath that nobody has handed in stay as they are. Raises Refused where the decision is
    another body's, is annulled or settles a plan; it may treat other reports as well.
    """
    must_be_ours(decision, "decision")
    with transaction.atomic():
        report = standing(actor, "treat", address, None)
        authority = actor.tree.authority_id(address.unit)
        if decision.body_id is None or decision.body_id != authority:
            raise refuse(_("Beslutet är fattat av ett annat organ än det som behandlar rapporten."), "decision")
        must_hold(decision)
        if not takes(decision, decision.body_id, TOGETHER):
            raise refuse(_("Det beslutet gäller redan en plan, eller saknar dag eller paragraf."), "decision")
        if treatment not in Treatment.values:
            raise refuse(_("Välj vad som beslutades."), "treatment")
        move(report, after_treatment(treatment), treatment=treatment, decision=decision)
        said = str(Treatment(treatment).label)
        tell_step(actor, keep(actor, report, StepKind.TREATED, said, decision=decision, example=example))
        freeze_all(actor, frozen)
        if report.state == State.TREATED:
            rows = Report.objects.of(address.kind, address.end).filter(unit__in=beneath, state__in=FOLLOWING)
            rows.update(state=State.FROZEN, decision=decision)
    return report


def reopen_report(actor: Actor, address: Address, reason: str) -> Report:
    """Opens a treated report to correct it. What was frozen stays; the next treatment freezes a new version."""
    if not reason.strip():
        raise refuse(_("Skriv vad som ska rättas, och varför."), "reason")
    with transaction.atomic():
        report = standing(actor, "reopen", address, None)
        move(report, "draft")
        tell_step(actor, keep(actor, report, StepKind.REOPENED, reason))
    return report
