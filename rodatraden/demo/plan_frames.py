"""The frames of next year's decided budgets: made up from this year's, unit by unit, so that they add up."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from rodatraden.economy.lines import lines
from rodatraden.economy.models import Amount
from rodatraden.economy.reading import ledger_of
from rodatraden.organisation.access import Actor
from rodatraden.planning.framing import divided_among, framed_lines, sets_the_whole
from rodatraden.planning.models import Plan, PlanFrame
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy import current

STEP = Decimal(100_000)
"""What a frame is decided in: whole hundreds of thousands."""
UNCHANGED = "Som förra året"
CHANGES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "operations": (
        ("1.021", "Löner och priser räknas upp"),
        ("1.032", "Fler att ge service till"),
        ("0.988", "Lägre lokalkostnader"),
        ("1.026", "Nya uppdrag från fullmäktige"),
    ),
    "investment": (
        ("0.9", "Större projekt blir klara"),
        ("1.15", "Projekt flyttas till året"),
        ("1", UNCHANGED),
    ),
}
"""By how much frames change, one unit after the other, and the made-up reason."""


def framed(
    actor: Actor, model: Model, kind: Kind, plan: Plan, at: datetime, by: str
) -> tuple[list[PlanFrame], list[Amount]]:
    """The frames that a decided plan divides, with the whole as their sum, and the same as frames of the economy."""
    named = framed_lines(model, kind, lines(model))
    if not named:
        return [], []
    ledger = ledger_of(plan.starts.year - 1, plan.starts, actor.tree, model)
    frames: list[PlanFrame] = []
    for line in named:
        changes, total = CHANGES[line.kind], Decimal(0)
        known = [(place.id, ledger.row(place.id, line).frame) for place in divided_among(actor.tree, plan.unit_id)]
        before = [(unit, frame.value) for unit, frame in known if frame is not None]
        for number, (unit, value) in enumerate(before):
            factor, reason = changes[number % len(changes)]
            new = (value * Decimal(factor) / STEP).quantize(Decimal(1)) * STEP
            total += new
            frames.append(_frame(plan, unit, line.key, new, UNCHANGED if new == value else reason))
        if before and sets_the_whole(actor.tree, plan.unit_id):
            frames.append(_frame(plan, plan.unit_id, line.key, total, ""))
    return frames, [_amount(frame, at, by) for frame in frames]


def _frame(plan: Plan, unit: int, line: str, value: Decimal, reason: str) -> PlanFrame:
    return PlanFrame(
        municipality=current(), plan=plan, unit_id=unit, line=line, year=plan.starts.year, value=value, reason=reason,
        example=True,
    )  # fmt: skip


def _amount(frame: PlanFrame, at: datetime, by: str) -> Amount:
    return Amount(
        municipality=current(), unit_id=frame.unit_id, line=frame.line, kind="frame", year=frame.year,
        as_of=date(frame.year, 12, 31), value=frame.value, decision=frame.plan.decision, example=True,
        entered_by=by, entered_at=at,
    )  # fmt: skip
