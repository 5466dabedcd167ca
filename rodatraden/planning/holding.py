"""What a proposed plan holds as it is: those who decide read it, and nobody rewrites it under them."""

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.planning.models import PlanItem
from rodatraden.planning.states import PROPOSED
from rodatraden.thread.models import ItemVersion


def held_by_plan(version: ItemVersion) -> Text:
    """Why the draft may not be written now. Named in `settings.DRAFT_CHECKS`. One query."""
    row = PlanItem.objects.filter(version=version, plan__state__in=PROPOSED).select_related("plan").first()
    if row is None:
        return NOTHING
    return say("Utkastet hör till ”{plan}”, som är föreslagen. Ta tillbaka planen först.", plan=row.plan.title)
