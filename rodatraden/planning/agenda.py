"""What waits for a body among the plans: those that are proposed to it or tabled."""

from collections.abc import Iterable

from rodatraden.decisions.agenda import Ready
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.planning.kinds import decider_of, deciding_place
from rodatraden.planning.models import Plan
from rodatraden.planning.states import WITH_BODY
from rodatraden.tenancy.links import here


def proposed_plans(actor: Actor, body: Place) -> Iterable[Ready]:
    """Plans that lie with the body, as the actor may see them. One query."""
    rows = Plan.objects.visible_to(actor).filter(state__in=WITH_BODY)
    for plan in rows:
        model = actor.model_on(plan.starts)
        kind = model.plan_of(plan.kind) if model else None
        if model is None or kind is None:
            continue
        place = deciding_place(actor.tree, decider_of(model, kind), plan.unit_id)
        if place is not None and place.id == body.id:
            url = here("planning:plan", plan.pk)
            yield Ready(plan.title, plan.get_state_display(), url, None, plan.example)
