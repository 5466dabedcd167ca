"""Who is told what: a message for each step of a plan, to the roles that it concerns (Y2, D5)."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads_of
from rodatraden.organisation.models import Role
from rodatraden.organisation.services.notices import To, done, drafted, tell_all
from rodatraden.planning.kinds import decider_of, deciding_place, holder_of, owner_kinds
from rodatraden.planning.models import Plan, PlanStep, StepKind
from rodatraden.steering.schema import Model
from rodatraden.tenancy.links import here

TO_OWN: Mapping[StepKind, Text] = {
    StepKind.VIEW: say("Ett yttrande har kommit om ”{plan}”: {comment}"),
    StepKind.ADVISED: say("Kommunstyrelsen har yttrat sig om ”{plan}”: {comment}"),
    StepKind.REFERRED_BACK: say("”{plan}” är återremitterad: {comment}"),
    StepKind.TABLED: say("”{plan}” är bordlagd. {comment}"),
    StepKind.AMENDING: say("”{plan}” ändras vid beslutet och skrivs nu som den beslutas."),
    StepKind.REOPENED: say("”{plan}” är ändrad sedan den föreslogs. Läs den och föreslå den på nytt."),
    StepKind.REJECTED: say("”{plan}” är avslagen: {comment}"),
    StepKind.APPEALED: say("Beslutet om ”{plan}” är överklagat. {comment}"),
    StepKind.ANNULLED: say("Beslutet om ”{plan}” är upphävt. {comment}"),
}
"""What those who answer for the plan are told of what others did."""
DECIDED = say("”{plan}” är beslutad. Läs vad den betyder för er.")
ASKED = say("Ni är remissinstans för ”{plan}”. Yttra er senast {due}.")
PROPOSED = say("”{plan}” är föreslagen och väntar på beslut.")
ASKS = frozenset({StepKind.SENT_OUT, StepKind.PROPOSED, StepKind.REFERRED_BACK, StepKind.REOPENED})
"""Steps that ask for something: nobody turns their letters off."""
SETTLES = frozenset(StepKind) - {
    StepKind.SENT_OUT, StepKind.VIEW, StepKind.ADVISED, StepKind.BEGUN, StepKind.AMENDING, StepKind.PUT_BACK,
}  # fmt: skip
"""Steps after which what was said of the plan before is no longer waiting."""


def about_of(plan: Plan) -> str:
    """What a message is about: done with when the plan moves on."""
    return f"plan:{plan.pk}"


def tell_step(actor: Actor, step: PlanStep) -> int:
    """Tells those whom a step concerns, within the caller's transaction, and takes away what it settles."""
    plan, kind = step.plan, StepKind(step.kind)
    if kind in SETTLES:
        done(about=about_of(plan))
    if kind == StepKind.VIEW:
        for sent in plan.steps.filter(kind=StepKind.SENT_OUT, to=step.to_id).values_list("pk", flat=True):
            done(about=about_of(plan), begins=f"plan-step:{sent}:")
    model = actor.model_on(clock.today())
    if model is None:
        return 0
    text, to = _whom(actor, model, step)
    if not text:
        return 0
    due = step.due.isoformat() if step.due else ""
    words = {"plan": plan.title, "comment": step.comment, "due": due}
    return tell_all(
        [
            drafted(
                actor,
                f"plan-step:{step.pk}:{one.unit}:{one.role}",
                to=one,
                kind=f"plan-{kind}",
                text=Text(text.template, words),
                link=here("planning:plan", plan.pk),
                about=about_of(plan),
                duty=kind in ASKS,
                due=step.due,
            )
            for one in dict.fromkeys(to)
        ]
    )


def _whom(actor: Actor, model: Model, step: PlanStep) -> tuple[Text, Iterable[To]]:
    plan, kind = step.plan, StepKind(step.kind)
    if kind in TO_OWN:
        return TO_OWN[kind], heads_of(actor.tree, model, [plan.unit_id])[plan.unit_id]
    if kind == StepKind.SENT_OUT and step.to_id is not None:
        heads = heads_of(actor.tree, model, [step.to_id])[step.to_id]
        return ASKED, [*heads, *_deciding(model, step.to_id)]
    if kind == StepKind.PROPOSED:
        return PROPOSED, _deciders(actor, model, plan)
    if kind in (StepKind.DECIDED, StepKind.DECIDED_CHANGED):
        concerned = concerned_by(actor, model, plan)
        told = heads_of(actor.tree, model, concerned)
        return DECIDED, [one for unit in concerned for one in told[unit]]
    return Text(""), ()


def concerned_by(actor: Actor, model: Model, plan: Plan) -> list[int]:
    """The units whom a plan concerns: its own, and those whose plans build on it beneath (D5)."""
    building = [kind for kind in model.plan if plan.kind in kind.builds_on]
    kinds = frozenset().union(*(owner_kinds(model, kind) for kind in building)) if building else frozenset()
    beneath = [place for place in actor.tree.downward(plan.unit_id) if place.kind in kinds]
    nearest = [
        place.id
        for place in beneath
        if (above := holder_of(actor.tree, kinds, place.parent or place.id)) is None
        or above.id == place.id
        or above.id not in {other.id for other in beneath}
    ]
    return list(dict.fromkeys([plan.unit_id, *nearest]))


def _deciders(actor: Actor, model: Model, plan: Plan) -> list[To]:
    """The roles that decide, or register what the body has decided."""
    kind = model.plan_of(plan.kind)
    if kind is None:
        return []
    decider = decider_of(model, kind)
    body = deciding_place(actor.tree, decider, plan.unit_id)
    if body is not None:
        return _deciding(model, body.id)
    path = [place.id for place in actor.tree.upward(plan.unit_id)]
    named = _to(Role.objects.on(clock.today()).filter(unit__in=path, kind=decider.key))
    return named or _deciding(model, plan.unit_id)


def _deciding(model: Model, unit: int) -> list[To]:
    """The roles on a unit that decide there, or register what it has decided: its chair, its secretary."""
    deciding = {role.key for role in model.role if "decide" in role.rights}
    return _to(Role.objects.on(clock.today()).filter(unit=unit, kind__in=deciding))


def _to(rows: QuerySet[Role]) -> list[To]:
    return [To(unit=unit, role=role) for unit, role in sorted(set(rows.values_list("unit", "kind")))]
