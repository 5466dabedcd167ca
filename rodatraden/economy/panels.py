"""What the economy adds to pages of lower floors: the frames that a decision set, and how a unit stands."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rodatraden.decisions.models import Decision
from rodatraden.economy.deviation import in_thousands
from rodatraden.economy.lines import lines
from rodatraden.economy.models import Amount
from rodatraden.economy.reading import lines_of
from rodatraden.economy.sentence import unit_sentence, unit_then
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit


def decided_frames(request: Request, decision: Decision) -> SafeString:
    """The current frames of a decision, by unit and line. One query."""
    actor = request.actor
    names = {line.key: line.name.one for line in lines(actor.model_on(clock.today()))}
    found = Amount.objects.visible_to(actor).current().filter(decision=decision).select_related("unit")
    rows = [
        (row, names.get(row.line, row.line), in_thousands(row.value))
        for row in found.order_by("year", "unit__position", "unit__name_folded", "line")
    ]
    return render_to_string("economy/panel_frames.html", {"rows": rows}, request) if rows else SafeString()


def unit_economy(request: Request, unit: Unit) -> SafeString:
    """How a unit's economy stands this year, in a sentence that leads to its page; nothing where nothing is entered.

    One query.
    """
    actor, today = request.actor, clock.today()
    if not actor.may("read", None):
        return SafeString()
    rows = lines_of([unit.pk], today.year, today, tree=actor.tree, model=actor.model_on(today))[unit.pk]
    if not rows or not rows[0].figures:
        return SafeString()
    told = {"unit": unit, "sentence": unit_sentence(unit.name, rows[0], today.year), "then": unit_then(rows[0])}
    return render_to_string("economy/panel_unit.html", {**told, "example": rows[0].example}, request)
