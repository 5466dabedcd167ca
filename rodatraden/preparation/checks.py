"""What of the preparation stands in the way of deciding a plan. Named in `settings.PLAN_CHECKS`."""

from collections.abc import Sequence

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan
from rodatraden.preparation.hindering import Held, Weighty, missing_told, wanted
from rodatraden.preparation.models import Change, Consultation, Verdict


def held_for(plan: Plan) -> list[Held]:
    rows = Consultation.objects.filter(plan=plan, withdrawn_at=None)
    return [Held(kind, change) for kind, change in rows.values_list("kind", "change")]


def significant_changes(plan: Plan) -> Sequence[Weighty]:
    """Those that the plan makes: not yet settled or taken in."""
    rows = Change.objects.filter(plan=plan, significant=True).exclude(verdict=Verdict.LEFT)
    return [Weighty(pk, what) for pk, what in rows.values_list("pk", "what")]


def consulted(actor: Actor, plan: Plan) -> Text:
    """Which negotiation or assessment of risks is missing. At most two queries, none where the model asks for none."""
    model = actor.model_on(clock.today())
    parts = wanted(model, plan.kind) if model is not None else ()
    return missing_told(parts, held_for(plan), significant_changes(plan)) if parts else NOTHING
