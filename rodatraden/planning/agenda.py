"""What waits for a body among the plans: those proposed to it or tabled, and those put on a meeting."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.decisions.agenda import Ready
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.planning.elections import anew_by
from rodatraden.planning.kinds import decider_of, deciding_place
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.rights import board_of
from rodatraden.planning.states import OPEN, STANDING, WITH_BODY
from rodatraden.tenancy.links import here


def proposed_plans(actor: Actor, body: Place) -> Iterable[Ready]:
    """Plans that lie with the body or are put on one of its meetings, as the actor may see them. One query."""
    with_body = Q(state__in=WITH_BODY) | Q(state__in=OPEN, meeting__isnull=False)
    rows = Plan.objects.visible_to(actor).filter(with_body)
    for plan in rows:
        model = actor.model_on(plan.starts)
        kind = model.plan_of(plan.kind) if model else None
        if model is None or kind is None:
            continue
        place = deciding_place(actor.tree, decider_of(model, kind), plan.unit_id)
        if place is not None and place.id == body.id:
            url = here("planning:plan", plan.pk)
            yield Ready(plan.title, plan.get_state_display(), url, None, plan.example, plan.meeting, plan.meeting_why)


def budgets_to_decide_anew(actor: Actor, body: Place) -> Iterable[Ready]:
    """Budgets that the old council has decided and the newly elected one is to decide (KL 11:10). One query, of the
    council alone."""
    if body.kind != UnitKind.COUNCIL:
        return
    for plan in Plan.objects.visible_to(actor).standing().exclude(decision=None).select_related("decision"):
        model = actor.model_on(plan.starts)
        kind = model.plan_of(plan.kind) if model else None
        if model is None or kind is None or plan.decision is None:
            continue
        decider = decider_of(model, kind).kind
        by = anew_by(kind.kind, decider, plan.starts, plan.decision.date, model.mandate.years)
        if by is not None:
            sort = _("ska fastställas på nytt senast %(day)s") % {"day": by.isoformat()}
            yield Ready(plan.title, sort, here("planning:plan", plan.pk), plan.decision.date, plan.example)


def decisions_to_report(actor: Actor, body: Place) -> Iterable[Ready]:
    """Plans that officials beneath the board have decided and that it has not been told of. One query."""
    rows = Plan.objects.visible_to(actor).filter(state__in=STANDING, decision__body=None).exclude(decision=None)
    for plan in rows.exclude(steps__kind=StepKind.REPORTED).select_related("decision"):
        board = board_of(actor.tree, plan.unit_id)
        if board is not None and board.id == body.id:
            decided = plan.decision.date if plan.decision else None
            yield Ready(plan.title, _("ska anmälas"), here("planning:plan", plan.pk), decided, plan.example)
