"""What of the preparation stands in the way of deciding a plan. Named in `settings.PLAN_CHECKS`."""

from collections.abc import Iterable

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan
from rodatraden.preparation.hindering import Held, Weighty, missing_told, wanted
from rodatraden.preparation.models import Change, Consultation, Verdict


def held_for(rows: Iterable[Consultation]) -> list[Held]:
    """What was held of a plan's consultations."""
    return [Held(row.kind, row.change_id) for row in rows if row.withdrawn_at is None]


def significant_changes(rows: Iterable[Change]) -> list[Weighty]:
    """Those of its changes that a plan makes and that weigh: not yet settled or taken in."""
    return [Weighty(row.pk, row.what) for row in rows if row.significant and row.verdict != Verdict.LEFT]


def weighed(_actor: Actor, plan: Plan) -> Text:
    """Which significant changes nobody has settled: once the plan is decided nobody can. One query."""
    open_ones = Change.objects.filter(plan=plan, significant=True, verdict=Verdict.OPEN)
    named = [f"”{row.what}”" for row in open_ones]
    return say("Betydande förändringar som inte är avgjorda: {what}.", what=in_words(named)) if named else NOTHING


def consulted(actor: Actor, plan: Plan) -> Text:
    """Which negotiation or assessment of risks is missing. At most two queries, none where the model asks for none."""
    model = actor.model_on(clock.today())
    parts = wanted(model, plan.kind) if model is not None else ()
    if not parts:
        return NOTHING
    held = held_for(Consultation.objects.filter(plan=plan))
    return missing_told(parts, held, significant_changes(Change.objects.filter(plan=plan)))
