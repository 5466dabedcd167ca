"""A body has changed the proposal: the plan is written as it was decided, before it is decided and frozen."""

from django.db import transaction

from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.services.proposal import differs, said_mark
from rodatraden.planning.services.rows import allowed, keep, move
from rodatraden.planning.services.telling import tell_step
from rodatraden.planning.states import back_from_amending


def amend(actor: Actor, plan: Plan) -> Plan:
    """Lets a proposed or tabled plan be written as the body decided it, by those who decide and those who write."""
    with transaction.atomic():
        row = allowed(actor, "amend", plan)
        move(row, "amend", proposal=row.proposal or said_mark(row))
        tell_step(actor, keep(actor, row, StepKind.AMENDING))
    return row


def leave_amending(actor: Actor, plan: Plan) -> Plan:
    """Leaves it undecided. A plan that says what was proposed is the proposal again; one that says something else is
    nobody's proposal and is in preparation, with what was written in it, until it is proposed anew."""
    with transaction.atomic():
        row = allowed(actor, "put_back", plan)
        verb = back_from_amending(differs(row))
        move(row, verb)
        tell_step(actor, keep(actor, row, StepKind.PUT_BACK if verb == "put_back" else StepKind.REOPENED))
    return row
