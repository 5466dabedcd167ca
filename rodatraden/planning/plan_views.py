"""A plan to read: its page, its document in every format, what differs between versions, and what it means for us."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.documents import comparing, freezing
from rodatraden.documents.answering import BUILT, as_file
from rodatraden.documents.difference_page import difference_page
from rodatraden.documents.faults import DocumentFault
from rodatraden.documents.models import Frozen
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.planning.contents import live
from rodatraden.planning.finding import find_plan
from rodatraden.planning.for_us import for_us, units_to_choose
from rodatraden.planning.models import Plan, PlanReceipt
from rodatraden.planning.plan_page import corrected, plan_page
from rodatraden.planning.services import receive_plan
from rodatraden.planning.services.deciding import subject_of
from rodatraden.planning.way import stations
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.panels import panels


def show_plan(request: Request, plan: int) -> HttpResponse:
    """What does the plan say, how far has it come, and what is next?"""
    row = find_plan(request, plan)
    page = plan_page(request.actor, row)
    path = stations(request.actor, request.actor.model_on(clock.today()), row)
    context = {"page": page, "plan": row, "stations": path, "panels": panels("planning:plan", request, row)}
    return render(request, "planning/plan.html", context)


def show_document(request: Request, plan: int) -> HttpResponse:
    """The plan as a document; `?version=` chooses what was decided, `?format=` a file, `?jamfor=` what differs."""
    row = find_plan(request, plan)
    versions = list(freezing.versions(subject_of(row)))
    frozen = _chosen(row, versions, request.GET.get("version", ""))
    form = request.GET.get("format", "")
    try:
        if form in freezing.FORMATS:
            return _as_file(request, row, frozen, form)
        if "jamfor" in request.GET:
            return _difference(request, row, versions, frozen)
        document = freezing.document_of(frozen) if frozen else live(request.actor, row)
    except Refused as refused:
        raise Http404 from refused
    except DocumentFault as fault:
        messages.error(request, str(fault))
        return redirect(here("planning:plan", row.pk))
    path = stations(request.actor, request.actor.model_on(clock.today()), row, _("Dokument"))
    told = {"plan": row, "document": document, "frozen": frozen, "versions": versions, "stations": path}
    told |= {"address": f"?{comparing.address(frozen)}", "is_open": row.is_open}
    if frozen is not None and frozen.pk == row.frozen_id:
        told["corrections"] = corrected(row)
    usual = comparing.usual(versions, frozen, is_open=row.is_open)
    if usual:
        told |= {"question": comparing.question(*usual), "compare": comparing.compare(*usual)}
    return render(request, "planning/document.html", told)


def _chosen(plan: Plan, versions: Sequence[Frozen], asked: str) -> Frozen | None:
    """The version asked for by its number, else what was decided by this plan; "utkast" is what is being written."""
    if asked == "utkast" and plan.is_open:
        return None
    if not asked or asked == "utkast":
        return plan.frozen
    found = next((one for one in versions if str(one.version) == asked), None)
    if found is None:
        raise Http404
    return found


def _as_file(request: Request, plan: Plan, frozen: Frozen | None, form: str) -> HttpResponse:
    """The very bytes of what is frozen, else a file made now."""
    if frozen is not None:
        body, name = freezing.render(frozen, form), freezing.file_name(frozen, plan.unit.key, form)  # type: ignore[arg-type]
    else:
        document = live(request.actor, plan)
        body = BUILT[form](document)
        name = f"{document.title} {plan.unit.key}.{form}"
    return as_file(body, name.rpartition(".")[0], form)  # type: ignore[arg-type]


def _difference(request: Request, plan: Plan, versions: Sequence[Frozen], shown: Frozen | None) -> HttpResponse:
    """What differs between two versions, the earlier first."""
    pair = comparing.pair(versions, shown, request.GET["jamfor"])
    told = difference_page(pair, versions, shown, lambda: live(request.actor, plan), is_open=plan.is_open)
    reasons = [one.reason for one in comparing.reasons(versions, *pair)]
    path = stations(request.actor, request.actor.model_on(clock.today()), plan, _("Skillnad"))
    context = {**told, "plan": plan, "title": plan.title, "reasons": reasons, "stations": path}
    return render(request, "planning/difference.html", context)


def show_for_us(request: Request, plan: int) -> HttpResponse:
    """What does the plan mean for us?"""
    row = find_plan(request, plan)
    try:
        page = for_us(request.actor, row, request.GET.get("enhet", ""))
    except Refused as refused:
        raise Http404 from refused
    path = stations(request.actor, request.actor.model_on(clock.today()), row, _("För oss"))
    choices = units_to_choose(request.actor, row)
    return render(request, "planning/for_us.html", {"page": page, "plan": row, "choices": choices, "stations": path})


@require_POST
def receive(request: Request, receipt: int) -> HttpResponse:
    """The body has received the plan."""
    plans = Plan.objects.visible_to(request.actor)
    row = get_object_or_404(PlanReceipt.objects.filter(plan__in=plans), pk=receipt)
    receive_plan(request.actor, row)
    messages.success(request, _("Planen är mottagen."))
    return redirect(here("planning:plan", row.plan_id))
