"""The items of a plan: what goes on, what changes, what ends and what is new, and the targets that are proposed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.organisation.http import Request
from rodatraden.planning.finding import away_from_writing, find_plan, need_to_write
from rodatraden.planning.forms import ItemForm, ReasonForm, TargetsForm
from rodatraden.planning.items_page import items_page
from rodatraden.planning.models import Fate, Plan, PlanItem, PlanTarget
from rodatraden.planning.reach import units_to_add_for
from rodatraden.planning.services import add_item, carry_item, change_item, drop_item, propose_target, remove_target
from rodatraden.planning.source import Source, read
from rodatraden.planning.way import stations
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here


def _source(request: Request, plan: Plan) -> Source:
    """The plan to write in: 403 for who does not write it."""
    need_to_write(request, plan)
    try:
        return read(request.actor, plan, economy=False)
    except Refused as refused:
        raise Http404 from refused


def show_items(request: Request, plan: int) -> HttpResponse:
    """What goes on, what changes, what ends and what is new?"""
    row = find_plan(request, plan)
    if away := away_from_writing(request, row):
        return away
    source = _source(request, row)
    path = stations(request.actor, source.model, row, _("Mål och aktiviteter"))
    context = {"page": items_page(source), "plan": row, "stations": path, "target_form": TargetsForm(source)}
    return render(request, "planning/items.html", context)


def new_item(request: Request, plan: int, level: str) -> HttpResponse:
    """A new item, with what it serves."""
    row = find_plan(request, plan)
    if away := away_from_writing(request, row):
        return away
    source = _source(request, row)
    found = next((each for each in source.levels if each.key == level), None)
    if found is None:
        raise Http404
    if not units_to_add_for(request.actor, source.model, source.kind, row.unit_id, found):
        raise PermissionDenied
    form = ItemForm(source, found, request.POST or None)
    if request.method == "POST" and form.does(lambda: add_item(request.actor, row, level=level, **form.said())):
        messages.success(request, _("Tillagt i planen."))
        return redirect(here("planning:items", row.pk))
    path = stations(request.actor, source.model, row, found.name.one)
    context = {"form": form, "plan": row, "level": found, "stations": path}
    return render(request, "planning/item_new.html", context, status=422 if form.errors else 200)


def _row(request: Request, pk: int) -> PlanItem:
    plans = Plan.objects.visible_to(request.actor)
    rows = PlanItem.objects.filter(plan__in=plans).select_related("plan__unit", "item", "version")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_POST
def change(request: Request, row: int) -> HttpResponse:
    """Begins to change an item that was carried on: it is written on its own page."""
    found = _row(request, row)
    try:
        version = change_item(request.actor, found)
        return redirect(here("thread:draft", version.item.key))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(here("planning:items", found.plan_id))


@require_POST
def carry(request: Request, row: int) -> HttpResponse:
    """Lets an item go on as it is after all."""
    found = _row(request, row)
    try:
        carry_item(request.actor, found)
        messages.success(request, _("Det fortsätter som förut."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(here("planning:items", found.plan_id))


def drop(request: Request, row: int) -> HttpResponse:
    """Lets an item end with the plan, and says why."""
    found = _row(request, row)
    if away := away_from_writing(request, found.plan):
        return away
    form, is_new = ReasonForm(request.POST or None, initial={"reason": found.reason}), found.fate == Fate.NEW
    if request.method == "POST" and form.does(lambda: drop_item(request.actor, found, form.cleaned_data["reason"])):
        done = _("Borttaget ur planen.") if is_new else _("Det upphör när planen börjar gälla.")
        messages.success(request, done)
        return redirect(here("planning:items", found.plan_id))
    source = _source(request, found.plan)
    old = source.before.get(found.item_id)
    title = found.version.title if found.version else old.title if old else found.item.key
    path = stations(request.actor, source.model, found.plan, title)
    context = {"form": form, "plan": found.plan, "title": title, "is_new": is_new, "stations": path}
    return render(request, "planning/drop.html", context, status=422 if form.errors else 200)


@require_POST
def target(request: Request, plan: int) -> HttpResponse:
    """Proposes a target."""
    row = find_plan(request, plan)
    if away := away_from_writing(request, row):
        return away
    source = _source(request, row)
    form = TargetsForm(source, request.POST)
    if form.does(lambda: propose_target(request.actor, row, **form.said())):
        messages.success(request, _("Målvärdet är med i planen."))
        return redirect(f"{here('planning:items', row.pk)}#malvarden")
    path = stations(request.actor, source.model, row, _("Mål och aktiviteter"))
    context = {"page": items_page(source), "plan": row, "stations": path, "target_form": form}
    return render(request, "planning/items.html", context, status=422)


@require_POST
def delete_target(request: Request, aim: int) -> HttpResponse:
    """Takes a proposed target back."""
    plans = Plan.objects.visible_to(request.actor)
    rows = PlanTarget.objects.filter(plan__in=plans).select_related("plan__unit", "indicator")
    found = rows.filter(pk=aim).first()
    if found is None:
        raise Http404
    try:
        remove_target(request.actor, found)
        messages.success(request, _("Målvärdet är borttaget."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{here('planning:items', found.plan_id)}#malvarden")
