"""What planning shows on pages of lower floors: in which plans an item stands, and what a decision decided."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.decisions.models import Decision
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.planning.due import state_told
from rodatraden.planning.models import Fate, Plan, PlanItem, PlanStep, StepKind
from rodatraden.planning.states import OPEN, STANDING
from rodatraden.thread.models import Item, ItemVersion


def plans_of_item(request: Request, obj: object) -> SafeString:
    """On an item's page: the plans that it stands in, what became of it there, and by which decision."""
    item = obj.item if isinstance(obj, ItemVersion) else obj
    if not isinstance(item, Item):
        return SafeString()
    plans = Plan.objects.visible_to(request.actor)
    rows = PlanItem.objects.filter(item=item, plan__in=plans).select_related(
        "plan__unit", "plan__decision__body", "version"
    )
    shown = [
        {"plan": row.plan, "state": state_told(row.plan), "fate": Fate(row.fate).label, "title": _title(row)}
        for row in sorted(rows, key=lambda row: (row.plan.starts, row.plan.pk), reverse=True)
    ]
    if not shown:
        return SafeString()
    return SafeString(render_to_string("planning/panel_plans.html", {"rows": shown, "of_item": True}, request))


def _title(row: PlanItem) -> str:
    return row.version.title if row.version is not None else ""


def decided_plans(request: Request, decision: Decision) -> SafeString:
    """On a decision's page: the plan that it decided, or treated otherwise."""
    treated = PlanStep.objects.filter(decision=decision).exclude(kind=StepKind.REPLACED).values("plan")
    plans = Plan.objects.visible_to(request.actor).filter(Q(decision=decision) | Q(pk__in=treated))
    return _listed(request, plans.select_related("unit", "decision"))


def plans_of_unit(request: Request, unit: Unit) -> SafeString:
    """On a unit's page: its plans that hold or are being made."""
    plans = Plan.objects.visible_to(request.actor).filter(unit=unit, state__in=OPEN | STANDING)
    return _listed(request, plans.filter(ends__gte=clock.today()).select_related("unit", "decision__body"))


def _listed(request: Request, plans: object) -> SafeString:
    shown = [{"plan": plan, "state": state_told(plan)} for plan in plans]  # type: ignore[attr-defined]
    if not shown:
        return SafeString()
    return SafeString(render_to_string("planning/panel_plans.html", {"rows": shown, "of_item": False}, request))


def plan_named_in_log(actor: Actor) -> Exists:
    """Whether the label of an entry in the log is the title of a plan that the actor may see."""
    plan = Cast(OuterRef("object_id"), BigIntegerField())
    return Exists(Plan.objects.visible_to(actor).filter(pk=plan, title=OuterRef("label")))


def steps_shown(actor: Actor) -> QuerySet[PlanStep]:
    """For the files of the steps: those of the plans that the actor may see."""
    return PlanStep.objects.filter(plan__in=Plan.objects.visible_to(actor))
