"""A court has annulled the decision: what the plan decided is void, and what held before holds again (KL 13 kap.)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from rodatraden.decisions.services import annul_decision
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.services import AmountEntry, record_amounts, withdraw
from rodatraden.indicators.models import Target
from rodatraden.indicators.services import TargetEntry, set_targets, withdraw_target
from rodatraden.organisation.access import Actor
from rodatraden.planning.models import Plan, StepKind
from rodatraden.planning.services.rows import keep, move
from rodatraden.planning.services.standing import last_day_of
from rodatraden.planning.states import STANDING, state_told_by
from rodatraden.thread.services import annul_versions


def annul_what_it_decided(actor: Actor, plan: Plan, on: date) -> None:
    """Items, targets, frames and the place among the plans: nothing is erased, and what held before holds again
    unless something later was decided. The verb above has asked for access."""
    if plan.decision is None:
        return
    with override("sv"):
        reason = _("Beslutet om %(plan)s upphävdes %(day)s.") % {"plan": plan.title[:200], "day": on.isoformat()}
    annul_decision(actor, plan.decision, on)
    annul_versions(actor, plan.decision, reason)
    _targets(actor, plan, reason)
    _frames(actor, plan, reason)
    _plans(actor, plan)


def _targets(actor: Actor, plan: Plan, reason: str) -> None:
    rows = list(Target.objects.current().filter(decision=plan.decision_id).order_by("pk"))
    entries = []
    for row in rows:
        withdraw_target(actor, row, reason)
        held = _before(row, plan.decision_id)
        if held is not None:
            entries.append(_target_again(held))
    if entries:
        set_targets(actor, entries, sure=True, allowed=True)


def _target_again(row: Target) -> TargetEntry:
    fields = ("breakdown", "form", "value", "low", "high", "mandate", "source", "note", "decimals", "example")
    told: dict[str, Any] = {name: getattr(row, name) for name in fields}
    return TargetEntry(
        indicator=row.indicator_id, unit=row.unit_id, period=row.period, decision=row.decision_id, **told
    )


def _frames(actor: Actor, plan: Plan, reason: str) -> None:
    held = []
    for row in Amount.objects.current().filter(decision=plan.decision_id).order_by("pk"):
        withdraw(actor, row, reason, allowed=True)
        held.append(_before(row, plan.decision_id))
    entries = [_frame_again(row) for row in (*held, *_taken_back(plan)) if row is not None]
    if entries:
        record_amounts(actor, entries, sure=True, allowed=True)


def _taken_back(plan: Plan) -> Iterable[Amount]:
    """The frames of the plan that this one replaced and left out."""
    if plan.replaces is None:
        return []
    own = {(row.unit_id, row.line, row.year) for row in plan.frames.all()}
    dropped = {(row.unit_id, row.line, row.year) for row in plan.replaces.frames.all()} - own
    rows = Amount.objects.filter(kind=AmountKind.FRAME, decision=plan.replaces.decision_id, year=plan.starts.year)
    there = set(Amount.objects.current().filter(kind=AmountKind.FRAME).values_list("unit", "line", "year"))
    latest = {(row.unit_id, row.line, row.year): row for row in rows.order_by("pk")}
    return [row for key, row in latest.items() if key in dropped - there]


def _frame_again(row: Amount) -> AmountEntry:
    return AmountEntry(
        unit=row.unit_id, line=row.line, kind="frame", year=row.year, as_of=row.as_of, value=row.value,
        source=row.source, note=row.note, decision=row.decision_id, example=row.example,
    )  # fmt: skip


def _before(row: Any, decision: int | None) -> Any:
    """The figure that stood before those of the decision; None where there was none, or its decision is annulled."""
    while row is not None and row.decision_id == decision:
        row = row.replaces
    annulled = row is not None and row.decision is not None and row.decision.annulled_on is not None
    return None if annulled else row


def _plans(actor: Actor, plan: Plan) -> None:
    """The plan that this one replaced stands where it stood; one whose time it cut short has it back."""
    begins = plan.valid_from or plan.starts
    last = begins - timedelta(days=1)
    others = Plan.objects.select_for_update(of=("self",)).filter(kind=plan.kind, unit=plan.unit_id)
    for other in others.filter(state="replaced", steps__kind=StepKind.REPLACED, steps__decision=plan.decision_id):
        state = state_told_by(other.steps.order_by("pk").values_list("kind", flat=True))
        move(other, "restore", state=state, valid_to=last_day_of(other))
        keep(actor, other, StepKind.RESTORED)
    for other in others.filter(state__in=STANDING, valid_to=last, ends__gt=last, starts__lt=plan.starts):
        other.valid_to = last_day_of(other)
        other.save(update_fields=["valid_to"])
