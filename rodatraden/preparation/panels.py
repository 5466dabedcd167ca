"""What preparation adds to pages of lower floors: the plan's underlying analysis, the unit's workplace meeting."""

from collections import Counter

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan
from rodatraden.preparation.analysis_page import analysis_page
from rodatraden.preparation.models import Consultation, Idea, IdeaState
from rodatraden.preparation.sentence import home_told
from rodatraden.preparation.workplace import MEETING, attends, level_of


def of_plan(request: Request, plan: Plan) -> SafeString:
    """What the plan rests on, and what it waits for, in two sentences with a link."""
    page = analysis_page(request.actor, plan)
    return render_to_string("preparation/panel_plan.html", {"page": page, "plan": plan}, request)


def of_unit(request: Request, unit: Unit) -> SafeString:
    """Where the unit's workplace meeting is held, for who takes part in it. No query."""
    model = request.actor.model_on(clock.today())
    if unit.kind not in MEETING or not attends(request.actor, unit) or model is None:
        return SafeString()
    level = level_of(model)
    if level is None:
        return SafeString()
    return render_to_string("preparation/panel_unit.html", {"unit": unit, "level": level}, request)


def meetings_of_mine(request: Request, _obj: object) -> SafeString:
    """On one's own page: the meetings of the workplaces where one has a role. One query, none for who has none."""
    model, roles = request.actor.model_on(clock.today()), request.actor.roles
    places = {role.unit.id: role.unit for role in roles if role.unit.kind in MEETING}
    if not places or model is None or level_of(model) is None:
        return SafeString()
    waiting = Counter(Idea.objects.filter(unit__in=places, state=IdeaState.PROPOSED).values_list("unit", flat=True))
    rows = [(place, home_told(waiting[place.id])) for place in places.values()]
    return render_to_string("preparation/panel_home.html", {"rows": rows}, request)


def consultations_shown(actor: Actor) -> QuerySet[Consultation]:
    """For the minutes of the negotiations: those that prepare the plans that the actor may see."""
    return Consultation.objects.visible_to(actor)
