"""From an address to the plan it names, or 404."""

from django.http import Http404

from rodatraden.organisation.http import Request
from rodatraden.planning.models import Plan


def find_plan(request: Request, pk: int) -> Plan:
    """The plan, if the actor may know of it."""
    rows = Plan.objects.visible_to(request.actor).filter(pk=pk)
    plan = rows.select_related("unit", "decision__body", "replaces__decision", "frozen").first()
    if plan is None:
        raise Http404
    return plan
