"""Which plan has decided a frame: the economy asks, so that it changes only by a new decision (E1)."""

from collections.abc import Collection, Mapping

from rodatraden.economy.held import Held, Holder
from rodatraden.planning.models import PlanFrame
from rodatraden.planning.states import STANDING
from rodatraden.tenancy.links import here


def holders(frames: Collection[Held]) -> Mapping[Held, Holder]:
    """The standing plan that decided each of the frames, the latest where there are two. One query."""
    units, years = {unit for unit, _line, _year in frames}, {year for _unit, _line, year in frames}
    rows = PlanFrame.objects.filter(unit__in=units, year__in=years, plan__state__in=STANDING)
    fields = ("unit", "line", "year", "plan", "plan__title", "plan__decision__body", "plan__decision__date")
    found = {}
    for unit, line, year, plan, title, body, day in rows.order_by("plan__decision__date", "plan").values_list(*fields):
        if (unit, line, year) in frames:
            found[unit, line, year] = Holder(title, here("planning:step", plan, "revidera"), body, day)
    return found
