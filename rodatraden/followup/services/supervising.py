"""The executive board's supervision (KL 6:1, F5): it asks, advises, judges and takes to the council.

It never returns or overrules what a board has decided. What it asks for, the board itself answers.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.followup.models import Report, Step, StepKind
from rodatraden.followup.reports import Address
from rodatraden.followup.services.rows import keep, known
from rodatraden.followup.services.telling import tell_step
from rodatraden.followup.states import step_refusal
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads
from rodatraden.organisation.models import UnitKind
from rodatraden.tenancy.edits import refuse

BY_BOARD = frozenset({StepKind.COMPLETED, StepKind.PLAN_RECEIVED})
"""What the supervised answers; the rest the executive board does."""
SUPERVISING = (
    StepKind.SUFFICIENT,
    StepKind.INSUFFICIENT,
    StepKind.COMPLETION_ASKED,
    StepKind.ADVISED,
    StepKind.PLAN_ASKED,
    StepKind.PLAN_ACCEPTED,
    StepKind.PLAN_REJECTED,
    StepKind.ESCALATED,
    StepKind.PRESENT,
)
PLAN = (StepKind.PLAN_ASKED, StepKind.PLAN_RECEIVED, StepKind.PLAN_ACCEPTED, StepKind.PLAN_REJECTED)
NEEDS_WORDS = frozenset(
    {
        StepKind.INSUFFICIENT,
        StepKind.COMPLETION_ASKED,
        StepKind.COMPLETED,
        StepKind.ADVISED,
        StepKind.PLAN_RECEIVED,
        StepKind.PLAN_REJECTED,
        StepKind.ESCALATED,
    }
)


def supervisors(actor: Actor) -> frozenset[int]:
    """The executive boards as which the actor may supervise."""
    boards = (place.id for place in actor.tree.places.values() if place.kind == UnitKind.EXECUTIVE_BOARD)
    return frozenset(board for board in boards if actor.may("assess", board))


def may_supervise(actor: Actor, unit: int) -> bool:
    """Whether the actor supervises the unit: it is an authority or a legal person other than the own."""
    place = actor.tree.at(unit)
    own = place is not None and place.kind in (UnitKind.EXECUTIVE_BOARD, UnitKind.COUNCIL, UnitKind.AUDIT)
    return place is not None and place.authority and not own and bool(supervisors(actor))


def latest_of_plan(report: Report | None) -> str:
    """The latest step about a report's action plan. One query."""
    rows = Step.objects.filter(report=report, kind__in=PLAN).order_by("pk")
    return str(rows.values_list("kind", flat=True).last() or "") if report else ""


def may_answer(actor: Actor, unit: int) -> bool:
    """Whether the actor answers for the supervised unit."""
    return heads(actor, unit)


def supervise(
    actor: Actor,
    address: Address,
    kind: StepKind,
    comment: str = "",
    *,
    due: date | None = None,
    example: bool = False,
) -> Step:
    """One step of the supervision of a board's, company's or federation's report, begun or not.

    Raises Refused where a step that says something says nothing, for one that does not fit the report as it stands, and
    for a day to answer by that has been.
    """
    if kind in BY_BOARD:
        allowed = may_answer(actor, address.unit)
    else:
        allowed = kind in SUPERVISING and may_supervise(actor, address.unit)
    if not allowed:
        raise PermissionDenied
    if kind in NEEDS_WORDS and not comment.strip():
        raise refuse(_("Skriv med några ord vad det gäller."), "comment")
    if due is not None and due < clock.today():
        raise refuse(_("Dagen har redan varit."), "due")
    with transaction.atomic():
        report = known(address, example=example)
        if reason := step_refusal(kind, report.state, latest_of_plan(report)):
            raise refuse(str(reason), "kind")
        step = keep(actor, report, kind, comment, due=due, example=example)
        boards = (place.id for place in actor.tree.places.values() if place.kind == UnitKind.EXECUTIVE_BOARD)
        tell_step(actor, step, receiver=next(boards, None))
    return step
