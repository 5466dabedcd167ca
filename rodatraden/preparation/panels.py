"""What preparation adds to pages of lower floors: the plan's underlying analysis, the unit's workplace meeting."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.planning.models import Plan
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.workplace import level_of

MEETING = (UnitKind.UNIT, UnitKind.SCHOOL, UnitKind.AREA)
"""Kinds of units that are workplaces."""


def of_plan(request: Request, plan: Plan) -> SafeString:
    """What the plan rests on, and what it waits for, in two sentences with a link."""
    page = analysis_page(request.actor, plan)
    return render_to_string("preparation/panel_plan.html", {"page": page, "plan": plan}, request)


def of_unit(request: Request, unit: Unit) -> SafeString:
    """Where the unit's workplace meeting is held, for who writes for it. No query."""
    model = request.actor.model_on(clock.today())
    if unit.kind not in MEETING or not request.actor.may("enter", unit.pk) or model is None:
        return SafeString()
    level = level_of(model)
    if level is None:
        return SafeString()
    return render_to_string("preparation/panel_unit.html", {"unit": unit, "level": level}, request)
