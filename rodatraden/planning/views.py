"""The plans of a year, and beginning one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.planning.listing import plans_of
from rodatraden.planning.models import Plan
from rodatraden.planning.services import begin_plan
from rodatraden.planning.table import plans_table
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.downloads import asked_form, download


def show_plans(request: Request) -> HttpResponse:
    """Which plans are due, how far has each come, and what is next?"""
    model = request.actor.model_on(clock.today())
    if model is None:
        raise Http404
    page = plans_of(request.actor, model, year_asked(request.GET.get("ar", ""), None))
    if form := asked_form(request):
        return download(plans_table(page), form)
    known = set(Plan.objects.order_by().values_list("starts__year", flat=True).distinct())
    offered = sorted({*known, clock.today().year, _next(), page.year})
    years = [(str(one), f"?ar={one}", one == page.year) for one in offered]
    words = request.GET.get("q", "").strip()
    context = {"page": page, "groups": page.holding(words), "words": words, "years": years, "model": model}
    return render(request, "planning/plans.html", context)


def _next() -> int:
    return clock.today().year + 1


@require_POST
def begin(request: Request) -> HttpResponse:
    """Begins a unit's plan from last year's."""
    unit = get_object_or_404(Unit.objects.all(), key=request.POST.get("unit", ""))
    year = year_asked(request.POST.get("year", ""), _next())
    try:
        plan = begin_plan(request.actor, request.POST.get("kind", ""), unit, year)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{here('planning:plans')}?ar={year}")
    messages.success(request, _("Planen är påbörjad. Målen och texterna från förra planen är med som början."))
    return redirect(here("planning:write", plan.pk))
