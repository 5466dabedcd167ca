"""From which day to which a decided plan holds, given what else is decided for the unit."""

from datetime import date, timedelta

from django.db.models import Min

from rodatraden.lib import clock
from rodatraden.planning.models import Plan
from rodatraden.planning.states import STANDING


def first_day_of(plan: Plan) -> date:
    """The first day where nothing else is said: that of the plan's time, or of a change today, if the time runs."""
    if plan.replaces_id is None:
        return plan.starts
    return max(plan.starts, min(clock.today(), last_day_of(plan)))


def last_day_of(plan: Plan) -> date:
    """The last day of the plan's time, or the one before a plan of a later time has taken over. One query."""
    later = Plan.objects.filter(kind=plan.kind, unit=plan.unit_id, state__in=STANDING, starts__gt=plan.starts)
    first: date | None = later.aggregate(first=Min("valid_from"))["first"]
    return min(plan.ends, first - timedelta(days=1)) if first else plan.ends
