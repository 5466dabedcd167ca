"""The executive board's opinion on what the council is to decide (KL 5:28). Named in `settings.PLAN_CHECKS`."""

from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan, PlanStep, StepKind
from rodatraden.planning.rights import executive_of, is_for_council

ANEW = (StepKind.ADVISED, StepKind.TAKEN_BACK, StepKind.REFERRED_BACK, StepKind.REOPENED)
"""Steps after which an earlier reply says nothing of what is proposed now, or is an opinion already."""


def opinion_given(actor: Actor, plan: Plan) -> Text:
    """That the executive board has said nothing of the proposal as it was made last. Two queries at most, none of
    what the council does not decide."""
    if executive_of(actor) is None or not is_for_council(actor, actor.model_on(clock.today()), plan):
        return NOTHING
    steps = plan.steps.filter(kind__in=(StepKind.PROPOSED, StepKind.ADVISED)).order_by("-pk")
    if steps.values_list("kind", flat=True).first() == StepKind.ADVISED:
        return NOTHING
    if reply := executive_reply(actor, plan):
        return remains(reply)
    return say("Kommunstyrelsen har inte yttrat sig över förslaget (kommunallagen 5 kap. 28 §).")


def executive_reply(actor: Actor, plan: Plan) -> PlanStep | None:
    """What the executive board answered when it was asked for its views of what is proposed now: its opinion, once
    the minutes have a paragraph for it. One query, with the decision."""
    board = executive_of(actor)
    if board is None:
        return None
    steps = plan.steps.filter(kind__in=(*ANEW, StepKind.VIEW)).select_related("decision").order_by("-pk")
    last = next((step for step in steps if step.kind in ANEW or step.to_id == board.id), None)
    return last if last is not None and last.kind == StepKind.VIEW else None


def remains(reply: PlanStep) -> Text:
    """What a reply is not yet; nothing where it has a paragraph."""
    if reply.decision is not None:
        return NOTHING
    return say("{replied} Kommunstyrelsens yttrande (kommunallagen 5 kap. 28 §) återstår.", replied=replied(reply))


def replied(reply: PlanStep) -> Text:
    """ "Kommunstyrelsen svarade på remissen 2019-02-10, utan paragraf." """
    day = reply.day.isoformat()
    if reply.decision is not None:
        return say("Kommunstyrelsen svarade på remissen {day}, § {number}.", day=day, number=reply.decision.paragraph)
    return say("Kommunstyrelsen svarade på remissen {day}, utan paragraf.", day=day)
