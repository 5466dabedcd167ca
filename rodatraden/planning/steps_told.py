"""The steps of a plan in words: the body that took each one, and apart from it who registered that it had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodatraden.planning.models import Plan, PlanStep, StepKind

OF_THE_DECISION = frozenset({StepKind.OVERRIDDEN, StepKind.MINUTES_APPROVED, StepKind.ANNOUNCED})
"""What whoever decided has done, although the step names no decision of its own."""


@dataclass(frozen=True)
class StepTold:
    """A step: who took it, what it was, and who registered it where that is somebody else."""

    step: PlanStep
    who: str
    by: str = ""

    @property
    def what(self) -> str:
        return str(StepKind(self.step.kind).label)

    @property
    def whom(self) -> str:
        """The unit that it was said to, or of, where that is not who took the step."""
        name = self.step.to.name if self.step.to is not None else ""
        return "" if name == self.who else name


def steps_told(plan: Plan, steps: Iterable[PlanStep]) -> Sequence[StepTold]:
    """The steps, read with their decisions and the decisions' bodies. No queries of its own."""
    return [_told(plan, step) for step in steps]


def _told(plan: Plan, step: PlanStep) -> StepTold:
    decision = step.decision or (plan.decision if step.kind in OF_THE_DECISION else None)
    who = decision.by_whom if decision is not None else ""
    return StepTold(step, who, step.by) if who else StepTold(step, step.by)
