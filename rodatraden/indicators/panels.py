"""What indicators add to pages of lower floors: the targets that a decision set."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.decisions.models import Decision
from rodatraden.indicators.figure_rows import shown_target, written
from rodatraden.indicators.models import Target
from rodatraden.indicators.rows import TargetRow
from rodatraden.organisation.http import Request


def decided_targets(request: Request, decision: Decision) -> SafeString:
    """The current targets of a decision, by indicator and period."""
    if not request.actor.may("read", None):
        return SafeString()
    found = Target.objects.current().filter(decision=decision).select_related("indicator", "unit")
    rows = [
        (target, shown_target(TargetRow.of(target), written(target.indicator)))
        for target in found.order_by("indicator__position", "indicator__name_folded", "unit", "period", "breakdown")
    ]
    return render_to_string("indicators/panel_targets.html", {"rows": rows}, request)
