"""Where one stands: the red line of a plan, from the plan above it down to the unit's own."""

from django.utils.translation import gettext as _

from rodatraden.organisation.access import Actor
from rodatraden.planning.kinds import called, holder_of, owner_kinds
from rodatraden.planning.models import Plan
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station


def stations(actor: Actor, model: Model | None, plan: Plan, last: str = "") -> list[Station]:
    """The plans, those that this one builds on, and itself; or what `last` names. One query."""
    found = [Station(_("Planer"), str(plan.starts.year), f"{here('planning:plans')}?ar={plan.starts.year}")]
    kind = model.plan_of(plan.kind) if model is not None else None
    if model is not None and kind is not None:
        found += _above(actor, model, kind, plan)
    name = called(kind) if kind is not None else plan.kind
    here_now = here("planning:plan", plan.pk)
    found.append(Station(name, plan.unit.name, here_now, current=not last, example=plan.example))
    if last:
        found.append(Station(_("Sida"), last, current=True))
    return found


def _above(actor: Actor, model: Model, kind: Kind, plan: Plan) -> list[Station]:
    """The plans that it builds on, the topmost first, where the actor may read them."""
    chain: list[tuple[Kind, int, str]] = []
    seen, at = {kind.key}, kind
    while at.builds_on:
        above = next((one for key in at.builds_on if (one := model.plan_of(key)) is not None), None)
        if above is None or above.key in seen:
            break
        place = holder_of(actor.tree, owner_kinds(model, above), plan.unit_id)
        if place is not None:
            chain.append((above, place.id, place.name))
        seen.add(above.key)
        at = above
    if not chain:
        return []
    rows = Plan.objects.visible_to(actor).filter(
        kind__in=[one.key for one, _unit, _name in chain], starts__lte=plan.starts, ends__gte=plan.starts
    )
    known = {(row.kind, row.unit_id): row.pk for row in rows.order_by("starts", "pk")}
    return [
        Station(called(one), name, here("planning:plan", known[one.key, unit]) if (one.key, unit) in known else "")
        for one, unit, name in reversed(chain)
    ]
