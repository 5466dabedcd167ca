"""Whose a plan is: who begins and writes it, who proposes it, who gives views, and who decides it."""

from collections.abc import Sequence

from rodatraden.decisions.meetings import registers_for
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import heads, writes
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.planning.kinds import decider_of, deciding_place
from rodatraden.planning.models import Plan, PlanText
from rodatraden.planning.replies import questions_in
from rodatraden.planning.states import AMENDING, WAYS, Verb, refusal_of
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.organisation import BOARDS
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.thread.levels import Decider


def is_writer_of(actor: Actor, section: PlanText) -> bool:
    """Whether the section is the actor's to write by one of the roles."""
    return any(role.unit.id == section.writer_unit_id and role.kind == section.writer_kind for role in actor.roles)


def decides(actor: Actor, model: Model, kind: Kind, unit: int) -> bool:
    """Whether the actor decides plans of the type for the unit, or registers that the body has.

    An official's plan is decided by the role that the model names, above the unit or on it; where no such role
    belongs on the unit's kind (a school has a head of another name) by who decides on the unit itself.
    """
    decider = decider_of(model, kind)
    body = deciding_place(actor.tree, decider, unit)
    if body is not None:
        return registers_for(actor, body)
    if decider.by == "body":
        return False
    if actor.may("administer", unit):
        return True
    return position_for(actor, model, decider, unit) != ""


def position_for(actor: Actor, model: Model, decider: Decider, unit: int) -> str:
    """The role by which the actor decides an official's plan, as it is recorded; empty where there is none."""
    path = actor.tree.upward(unit)
    above = {place.id for place in path}
    named = next((role for role in actor.roles if role.kind == decider.key and role.unit.id in above), None)
    if named is not None:
        return named.recorded
    role = model.role_of(decider.key)
    fits = role is None or not role.belongs_to or (path and path[0].kind in role.belongs_to)
    if fits and not decider.kind:
        return ""
    own = (role for role in actor.roles if path and role.unit.id == path[0].id and "decide" in role.rights)
    return next((role.recorded for role in own), "")


def is_executive(actor: Actor) -> bool:
    """Whether the actor speaks for the executive board."""
    boards = (place for place in actor.tree.places.values() if place.kind == UnitKind.EXECUTIVE_BOARD)
    return any(registers_for(actor, board) for board in boards)


def executive_of(actor: Actor) -> Place | None:
    """The executive board."""
    return actor.tree.the(UnitKind.EXECUTIVE_BOARD)


def may(actor: Actor, model: Model | None, verb: Verb, plan: Plan, section: PlanText | None = None) -> bool:
    """Whether the actor may take the plan along one of its ways, whatever state it is in."""
    who = WAYS[verb].who
    if who == "writer":
        if writes(actor, plan.unit_id) or (section is not None and is_writer_of(actor, section)):
            return True
        return plan.state == AMENDING and _decides(actor, model, plan)
    if who == "head":
        return heads(actor, plan.unit_id)
    if who == "asked":
        return any(speaks_for(actor, unit) for unit in asked_of(plan))
    if who == "board":
        board = board_of(actor.tree, plan.unit_id)
        return board is not None and (heads(actor, plan.unit_id) or registers_for(actor, board))
    if who == "executive":
        return is_executive(actor) and is_for_council(actor, model, plan)
    if who == "either" and heads(actor, plan.unit_id):
        return True
    return _decides(actor, model, plan)


def asked_of(plan: Plan) -> Sequence[int]:
    """The units that are asked for their views: the last time that the plan was sent out. One query."""
    return [sent.to_id for sent, _view in questions_in(plan.steps.order_by("pk")) if sent.to_id is not None]


def speaks_for(actor: Actor, unit: int | None) -> bool:
    """Whether the actor gives a unit's view: who has a role there that writes or judges, or answers for what is its.
    Whoever may enter everything does not speak for everybody."""
    if unit is None:
        return False
    own = (role for role in actor.roles if role.unit.id == unit)
    return heads(actor, unit) or any({"enter", "assess", "decide"} & set(role.rights) for role in own)


def board_of(tree: UnitTree, unit: int) -> Place | None:
    """The board that the unit lies under, to which officials' decisions there are reported (KL 6:40)."""
    place = tree.authority_of(unit)
    return place if place is not None and place.kind in BOARDS else None


def _decides(actor: Actor, model: Model | None, plan: Plan) -> bool:
    """Whether the actor decides the plan; of a type that no model has, whoever decides or administers its unit."""
    kind = model.plan_of(plan.kind) if model is not None else None
    if kind is None or model is None:
        return any(actor.may(right, plan.unit_id) for right in ("decide", "administer"))
    return decides(actor, model, kind, plan.unit_id)


def body_of(actor: Actor, model: Model | None, plan: Plan) -> Place | None:
    """The body that decides the plan; None where an official does."""
    kind = model.plan_of(plan.kind) if model is not None else None
    return deciding_place(actor.tree, decider_of(model, kind), plan.unit_id) if model and kind else None


def is_for_council(actor: Actor, model: Model | None, plan: Plan) -> bool:
    """Whether the council decides the plan, so that the executive board prepares it (KL 5:26, 5:28)."""
    body = body_of(actor, model, plan)
    return body is not None and body.kind == UnitKind.COUNCIL


def by_official(model: Model | None, plan: Plan) -> bool:
    """Whether an official decides the plan."""
    kind = model.plan_of(plan.kind) if model is not None else None
    return kind is not None and model is not None and decider_of(model, kind).by == "role"


def can(actor: Actor, model: Model | None, verb: Verb, plan: Plan) -> bool:
    """Whether the actor may, and the plan stands so that it can be done."""
    refused = refusal_of(verb, plan.state, by_official=by_official(model, plan))
    return refused is None and may(actor, model, verb, plan)
