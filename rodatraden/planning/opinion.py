"""The executive board's opinion on what the council is to decide (KL 5:28). Named in `settings.PLAN_CHECKS`."""

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.rights import executive_of, is_for_council


def opinion_given(actor: Actor, plan: Plan) -> Text:
    """That the executive board has said nothing of the proposal as it was made last. One query, none of what the
    council does not decide."""
    if executive_of(actor) is None or not is_for_council(actor, actor.model_on(clock.today()), plan):
        return NOTHING
    steps = plan.steps.filter(kind__in=(StepKind.PROPOSED, StepKind.ADVISED)).order_by("-pk")
    if steps.values_list("kind", flat=True).first() == StepKind.ADVISED:
        return NOTHING
    return say("Kommunstyrelsen har inte yttrat sig över förslaget (kommunallagen 5 kap. 28 §).")
