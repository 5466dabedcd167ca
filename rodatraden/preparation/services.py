"""The verbs of preparation. Page, demo and tests call these."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.documents.models import File
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.heads import writes
from rodatraden.planning.models import Plan
from rodatraden.planning.states import OPEN
from rodatraden.preparation.hindering import wanted
from rodatraden.preparation.models import Change, Conclusion, Consultation, OfPlan, StepDone, Verdict
from rodatraden.preparation.steps import steps_of
from rodatraden.tenancy.edits import Stale, checked, must_be_ours, refuse
from rodatraden.thread.services.rows import model_at_work

Prepared = TypeVar("Prepared", bound=OfPlan)


def may_prepare(actor: Actor, plan: Plan) -> bool:
    """Whoever writes the plan, as long as it is not decided."""
    return plan.state in OPEN and writes(actor, plan.unit_id)


def write_conclusion(actor: Actor, plan: Plan, row: Conclusion | None = None, **said: Any) -> Conclusion:
    """Writes down what the analysis shows, or changes it. Refused without a word, or with two ends at once."""
    _must_be_of(plan, said.get("change"))
    if said.get("change") is not None and said.get("set_aside"):
        raise refuse(_("En slutsats leder till ett förslag eller läggs åt sidan, inte båda."), "set_aside")
    for name in ("frozen", "indicator"):
        must_be_ours(said.get(name), name)
    if said.get("part") and said.get("frozen", row.frozen if row else None) is None:
        raise refuse(_("Välj rapporten som avsnittet står i."), "frozen")
    return _write(actor, plan, row or Conclusion(plan=plan), said, "conclusion", gettext_noop("skrev slutsats"))


def write_change(
    actor: Actor, plan: Plan, row: Change | None = None, conclusions: Iterable[Conclusion] = (), **said: Any
) -> Change:
    """Proposes a change, or changes the proposal. What is turned down has a reason; one that is taken in says what
    follows of it (S). `conclusions` are those that lead to it, besides those that already do."""
    must_be_ours(said.get("item"), "item")
    verdict = said.get("verdict", row.verdict if row else Verdict.OPEN)
    if verdict == Verdict.LEFT and not (said.get("reason") or "").strip():
        raise refuse(_("Skriv varför förslaget inte tas in."), "reason")
    if verdict == Verdict.TAKEN and not (said.get("consequence") or "").strip():
        raise refuse(_("Beskriv konsekvenserna innan förslaget tas in."), "consequence")
    with transaction.atomic():
        change = _write(actor, plan, row or Change(plan=plan), said, "change", gettext_noop("skrev förslag"))
        for each in conclusions:
            write_conclusion(actor, plan, each, change=change)
    return change


def record_consultation(
    actor: Actor,
    plan: Plan,
    *,
    kind: str,
    day: date,
    parties: str,
    agreed: bool | None,
    note: str = "",
    change: Change | None = None,
    file: File | None = None,
    example: bool = False,
) -> Consultation:
    """Records a negotiation or an assessment with the unions. Refused for a day to come, and a kind that the model
    does not ask for before the plan."""
    _must_be_of(plan, change)
    must_be_ours(file, "file")
    if kind not in {part.key for part in wanted(model_at_work(), plan.kind)}:
        raise refuse(_("Styrmodellen kräver inget sådant före den här planen."), "kind")
    if day > clock.today():
        raise refuse(_("Dagen har inte varit än."), "day")
    if agreed is False and not note.strip():
        raise refuse(_("Skriv vad parterna inte är eniga om."), "note")
    row = Consultation(plan=plan, kind=kind, example=example)
    said = {"day": day, "parties": parties, "agreed": agreed, "note": note, "change": change, "file": file}
    return _write(actor, plan, row, said, "consultation", gettext_noop("skrev förhandling"))


def withdraw_consultation(actor: Actor, row: Consultation, why: str) -> Consultation:
    """Takes back what was recorded by mistake. It stays readable, and counts no more."""
    if not why.strip():
        raise refuse(_("Skriv varför."), "why")
    with transaction.atomic():
        _allowed(actor, row.plan)
        found = Consultation.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if found.withdrawn_at is not None:
            return found
        found.withdrawn_at, found.withdrawn_why = clock.now(), why.strip()[:300]
        found.save(update_fields=["withdrawn_at", "withdrawn_why"])
        log.record(actor.by, "återtog", "plan", row.plan_id, row.plan.title, after={"why": found.withdrawn_why})
    return found


def mark_step(actor: Actor, plan: Plan, *, step: str, day: date | None, note: str = "", example: bool = False) -> None:
    """Ticks a step of the model's preparation, or says that it is not done after all (no day). The last word counts,
    and the log has those before. Refused for a day to come, and for a step that such plans do not have."""
    if step not in {each.key for each in steps_of(model_at_work(), plan.kind)}:
        raise refuse(_("Styrmodellen har inget sådant steg för planen."), "step")
    if day is not None and day > clock.today():
        raise refuse(_("Dagen har inte varit än."), "day")
    with transaction.atomic():
        _allowed(actor, plan)
        row = StepDone.objects.select_for_update(of=("self",)).filter(plan=plan, step=step).first()
        if day is not None:
            new = StepDone(plan=plan, step=step, example=example)
            _write(actor, plan, row or new, {"day": day, "note": note}, step, gettext_noop("skrev steg i beredningen"))
        elif row is not None:
            row.delete()
            before = {"step": step, "day": str(row.day), "note": row.note}
            log.record(actor.by, "tog tillbaka steg i beredningen", "plan", plan.pk, plan.title, before)


def _allowed(actor: Actor, plan: Plan) -> None:
    row = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not writes(actor, row.unit_id):
        raise PermissionDenied
    if row.state not in OPEN:
        raise refuse(_("Planen är beslutad. Skriv i nästa plan."))


def _must_be_of(plan: Plan, change: Change | None) -> None:
    must_be_ours(change, "change")
    if change is not None and change.plan_id != plan.pk:
        raise refuse(_("Förslaget hör till en annan plan."), "change")


def _write(actor: Actor, plan: Plan, row: Prepared, said: Mapping[str, Any], kind: str, verb: str) -> Prepared:
    """Stores a row, new or changed, under the plan's lock. Raises Stale where somebody else changed it since."""
    values = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    edit = values.pop("edit", None)
    with transaction.atomic():
        _allowed(actor, plan)
        if row.pk is not None:
            rows: Any = type(row)._default_manager
            row = rows.select_for_update(of=("self",)).get(pk=row.pk)
            if edit is not None and edit != row.edit:
                raise Stale({name: getattr(row, name) for name in values}, values, row.written_by)
            row.edit += 1
        before = {name: str(getattr(row, name) or "") for name in values} if row.pk else None
        for name, value in values.items():
            setattr(row, name, value)
        row.written_by, row.written_at, row.municipality_id = actor.by.name, clock.now(), plan.municipality_id
        checked(row)
        row.save()
        after = {name: str(value or "") for name, value in values.items()}
        log.record(actor.by, verb, "plan", plan.pk, plan.title, before, {"row": kind, **after})
    return row
