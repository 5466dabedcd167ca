"""What a plan changes of the targets that hold, and of the frames of the plan that it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.economy.lines import lines as lines_by
from rodatraden.indicators.models import Target
from rodatraden.indicators.rows import TargetRow
from rodatraden.lib.periods import Period
from rodatraden.organisation.tree import UnitTree
from rodatraden.planning.models import Plan, PlanTarget
from rodatraden.steering.schema import Model

Whose = tuple[int, int, Period]
"""An indicator, a unit and a period."""
AIM = ("form", "value", "low", "high")


@dataclass(frozen=True)
class TargetChange:
    """A target that the plan proposes or has decided, beside the one that held before it, if any."""

    target: PlanTarget
    before: Target | None


@dataclass(frozen=True)
class FrameChange:
    """A unit's frame on a line, of the plan that is changed and as it is changed; None of what has none. In kronor."""

    unit: str
    line: str
    before: Decimal | None
    after: Decimal | None


def target_changes(plan: Plan, targets: Mapping[Whose, PlanTarget]) -> Sequence[TargetChange]:
    """The targets that say something else than what held before. One query of a plan with targets, else none."""
    if not targets:
        return ()
    before: dict[Whose, Target] = {}
    if plan.decision_id is None:
        rows = Target.objects.current().filter(indicator__in={indicator for indicator, _unit, _period in targets})
        before = {(row.indicator_id, row.unit_id, row.period): row for row in rows if row.breakdown == "total"}
    else:
        made = Target.objects.filter(decision=plan.decision_id, breakdown="total").select_related("replaces")
        replaced = [row.replaces for row in made if isinstance(row.replaces, Target)]
        before = {(row.indicator_id, row.unit_id, row.period): row for row in replaced}
    found = (TargetChange(target, before.get(whose)) for whose, target in targets.items())
    return [each for each in found if each.before is None or _aim(each.before) != _aim(each.target)]


def _aim(row: Target | PlanTarget) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in AIM)


def frame_changes(plan: Plan, model: Model, tree: UnitTree) -> Sequence[FrameChange]:
    """The frames that a change of a decided plan changes. Two queries of such a plan, else none."""
    if plan.replaces is None:
        return ()
    before, after = (
        {(row.unit_id, row.line): row.value for row in rows.frames.order_by("pk")} for rows in (plan.replaces, plan)
    )
    names = {line.key: line.name.one for line in lines_by(model)}
    return [
        FrameChange(place.name, names.get(key[1], key[1]), before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key) and (place := tree.at(key[0])) is not None
    ]


def light(target: PlanTarget) -> TargetRow:
    """A proposed target as what is decided is read."""
    return TargetRow(
        target.pk, target.indicator_id, target.unit_id, target.period, target.breakdown, target.form, target.value,
        target.low, target.high, False, target.example, None, "", "", None,
    )  # fmt: skip
