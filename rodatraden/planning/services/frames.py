"""The frames of a plan: proposed while it is written, and frames of the economy when it is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from rodatraden.economy.lines import lines as lines_by
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.reading import ledger_of
from rodatraden.economy.rows import Entered, Ledger
from rodatraden.economy.services import AmountEntry, record_amounts, withdraw
from rodatraden.economy.services.checks import LARGEST, LONGEST, MOST_DECIMALS
from rodatraden.organisation.access import Actor
from rodatraden.planning.framing import divided_among, framed_lines, has_frames, sets_the_whole
from rodatraden.planning.models import Plan, PlanFrame
from rodatraden.planning.services.rows import allowed, decided_in, kind_named, made_up, record, touch
from rodatraden.steering.schema import EconomyLine, Model
from rodatraden.steering.schema.planning import Plan as Kind
from rodatraden.tenancy.edits import Refused, mark, refuse
from rodatraden.thread.services.rows import model_at_work

Whose = tuple[int, str]
"""A unit's id and a line's key."""


@dataclass(frozen=True)
class FrameEntry:
    """A frame to propose, in kronor; without a value none is proposed."""

    unit: int
    line: str
    value: Decimal | None
    reason: str = ""

    @property
    def key(self) -> str:
        """What a refusal names it by."""
        return f"{self.line}.{self.unit}"


def frames_mark(rows: Iterable[PlanFrame]) -> str:
    """A mark of what the frames of a plan are right now."""
    return mark(*sorted((row.unit_id, row.line, f"{row.value:.2f}", row.reason) for row in rows))


def propose_frames(actor: Actor, plan: Plan, entries: Sequence[FrameEntry], *, seen: str = "") -> int:
    """Proposes frames of the plan's first year, all or none, and tells how many changed.

    `seen` is the mark of those that the writer saw. Refused, with the key of the entry, at a unit that the plan does
    not divide its frame among, on a line that it does not decide, and where an amount cannot be kept.
    """
    with transaction.atomic():
        row, model = allowed(actor, "write", plan), model_at_work()
        kind = kind_named(model, row.kind)
        if not has_frames(model, kind):
            raise refuse(_("Planen beslutar inga ramar: styrmodellen säger inte att den gör det."))
        there = {(each.unit_id, each.line): each for each in row.frames.select_for_update()}
        if seen and seen != frames_mark(there.values()):
            raise refuse(_("Någon annan har ändrat ramarna sedan du öppnade sidan. Sparar du igen gäller ditt."))
        if wrong := _faults(actor, row, framed_lines(model, kind, lines_by(model)), entries):
            raise Refused(wrong)
        changed = [each for each in entries if _differs(each, there.get((each.unit, each.line)))]
        for each in changed:
            _set(row, each, there.get((each.unit, each.line)), made_up(actor, row))
        if changed:
            touch(row)
            had = {each.key: there[each.unit, each.line].value for each in changed if (each.unit, each.line) in there}
            record(actor, "föreslog ramar", row, had, {each.key: each.value for each in changed})
    return len(changed)


def _differs(entry: FrameEntry, row: PlanFrame | None) -> bool:
    if row is None:
        return entry.value is not None
    return entry.value != row.value or entry.reason.strip() != row.reason


def _set(plan: Plan, entry: FrameEntry, row: PlanFrame | None, example: bool) -> None:
    if entry.value is None:
        if row is not None:
            row.delete()
        return
    row = row or PlanFrame(plan=plan, municipality_id=plan.municipality_id, unit_id=entry.unit, line=entry.line)
    row.year, row.value, row.reason, row.example = plan.starts.year, entry.value, entry.reason.strip(), example
    row.save()


def _faults(actor: Actor, plan: Plan, lines: Sequence[EconomyLine], entries: Iterable[FrameEntry]) -> dict[str, str]:
    units = {place.id for place in divided_among(actor.tree, plan.unit_id)}
    units |= {plan.unit_id} if sets_the_whole(actor.tree, plan.unit_id) else set()
    keys, found = {line.key for line in lines}, {}
    for entry in entries:
        if entry.unit not in units:
            found[entry.key] = _("Planen fördelar ingen ram till enheten.")
        elif entry.line not in keys:
            found[entry.key] = _("Planen beslutar ingen ram på raden ”%(line)s”.") % {"line": entry.line}
        elif entry.value is not None and (not entry.value.is_finite() or abs(entry.value) >= LARGEST):
            found[entry.key] = _("Talet är för stort.")
        elif entry.value is not None and entry.value != round(entry.value, MOST_DECIMALS):
            found[entry.key] = _("Skriv högst fem decimaler: ett öre är det minsta som går att spara.")
        elif len(entry.reason.strip()) > LONGEST["reason"]:
            told = _("Orsaken är för lång: högst %(longest)s tecken.")
            found[entry.key] = told % {"longest": LONGEST["reason"]}
    return found


def carry_frames(actor: Actor, model: Model, kind: Kind, plan: Plan) -> None:
    """The plan begins with the frames of the plan that it changes; else with those that its year has already, as a
    budget after the frames of the spring, or those of the year before. At most three queries."""
    if not has_frames(model, kind):
        return
    if plan.replaces is not None:
        rows = [(each.unit_id, each.line, each.value, each.reason) for each in plan.replaces.frames.all()]
    else:
        rows = [(unit, line, value, "") for (unit, line), value in _so_far(actor, model, kind, plan).items()]
    PlanFrame.objects.bulk_create(
        PlanFrame(
            plan=plan, municipality_id=plan.municipality_id, unit_id=unit, line=line, year=plan.starts.year,
            value=value, reason=reason, example=plan.example,
        )
        for unit, line, value, reason in rows
    )  # fmt: skip


def _so_far(actor: Actor, model: Model, kind: Kind, plan: Plan) -> dict[Whose, Decimal]:
    """The frames of the plan's year where a line has any, else of the year before: entered or summed, and of the whole
    only what was entered."""
    year, found = plan.starts.year, dict[Whose, Decimal]()
    now, before = (ledger_of(each, plan.starts, actor.tree, model) for each in (year, year - 1))
    for line in framed_lines(model, kind, lines_by(model)):
        found |= _frames_on(actor, plan, now, line) or _frames_on(actor, plan, before, line)
    return found


def _frames_on(actor: Actor, plan: Plan, ledger: Ledger, line: EconomyLine) -> dict[Whose, Decimal]:
    rows = [(place.id, ledger.row(place.id, line).frame) for place in divided_among(actor.tree, plan.unit_id)]
    if sets_the_whole(actor.tree, plan.unit_id):
        rows.append((plan.unit_id, ledger.entered.get((plan.unit_id, line.key), Entered()).frame))
    return {(unit, line.key): frame.value for unit, frame in rows if frame is not None}


def decide_frames(actor: Actor, plan: Plan) -> None:
    """Makes the plan's frames those of the economy, on the plan's decision. What the plan that it changes had decided
    and this one leaves out is taken back."""
    usual = decided_in(plan)
    rows = list(plan.frames.all())
    entries = [
        AmountEntry(
            unit=row.unit_id,
            line=row.line,
            kind="frame",
            year=row.year,
            value=row.value,
            source="",
            decision=plan.decision_id,
            example=row.example,
            reason=(row.reason or usual)[: LONGEST["reason"]],
        )
        for row in rows
    ]
    if entries:
        record_amounts(actor, entries, sure=True, allowed=True)
    if plan.replaces is not None:
        _take_back(actor, plan, plan.replaces, {(row.unit_id, row.line, row.year) for row in rows}, usual)


def _take_back(actor: Actor, plan: Plan, former: Plan, kept: set[tuple[int, str, int]], usual: str) -> None:
    dropped = {(row.unit_id, row.line, row.year) for row in former.frames.all()} - kept
    if not dropped:
        return
    current = Amount.objects.current().filter(kind=AmountKind.FRAME, year=plan.starts.year, decision=former.decision_id)
    for amount in current.exclude(decision=None):
        if (amount.unit_id, amount.line, amount.year) in dropped:
            withdraw(actor, amount, usual[: LONGEST["reason"]], allowed=True)
