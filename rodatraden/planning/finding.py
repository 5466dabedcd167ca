"""From an address to the plan it names, for who may read it or write in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.planning.models import Plan
from rodatraden.planning.rights import may
from rodatraden.planning.states import written_no_more
from rodatraden.tenancy.links import here


def find_plan(request: Request, pk: int) -> Plan:
    """The plan, if the actor may know of it."""
    rows = Plan.objects.visible_to(request.actor).filter(pk=pk)
    plan = rows.select_related("unit", "decision__body", "replaces__decision", "frozen").first()
    if plan is None:
        raise Http404
    return plan


def need_to_write(request: Request, plan: Plan) -> None:
    """403 for who does not write the plan, whatever state it is in."""
    if not may(request.actor, request.actor.model_on(clock.today()), "write", plan):
        raise PermissionDenied


def away_from_writing(request: Request, plan: Plan) -> HttpResponse | None:
    """Where to instead, for what is written no more: on the pages where one writes that is all there is to do."""
    need_to_write(request, plan)
    if plan.is_written:
        return None
    messages.error(request, str(written_no_more(plan.state)))
    return redirect(here("planning:plan", plan.pk))
