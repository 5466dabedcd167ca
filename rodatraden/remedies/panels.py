"""What deviations and remedies add to pages of lower floors: items, indicators, decisions; and to the log."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.remedies.choices import written_units
from rodatraden.remedies.models import Deviation, DeviationState, HandedQuerySet, Remedy
from rodatraden.remedies.reading import read_deviations, read_remedies
from rodatraden.thread.models import ItemVersion


def of_item(request: Request, version: ItemVersion) -> SafeString:
    """The open deviations of an item and all remedies that answer it; where to report, for who may."""
    if version.personal:
        return SafeString()
    answering = Q(item=version.item_id) | Q(deviation__item=version.item_id)
    deviations = Deviation.objects.filter(item=version.item_id, state=DeviationState.OPEN)
    return _panel(request, _("Åtgärder"), Remedy.objects.filter(answering), deviations, key=version.item.key)


def of_indicator(request: Request, indicator: Indicator) -> SafeString:
    """What does not go as decided by the indicator, and the remedies that are to show on it."""
    deviations = Deviation.objects.filter(indicator=indicator, state=DeviationState.OPEN)
    return _panel(request, _("Åtgärder"), Remedy.objects.filter(effect_indicator=indicator), deviations)


def of_decision(request: Request, decision: Decision) -> SafeString:
    """The remedies that a body has decided."""
    return _panel(request, _("Beslutade åtgärder"), Remedy.objects.filter(decision=decision), Deviation.objects.none())


def _panel(
    request: Request,
    head: str,
    remedies: HandedQuerySet[Remedy],
    deviations: HandedQuerySet[Deviation],
    key: str = "",
) -> SafeString:
    """Remedies first that are followed. Empty where there is nothing to show and nothing to add."""
    actor, day = request.actor, clock.today()
    rows = read_remedies(actor, remedies.visible_to(actor), day)
    context = {
        "head": head,
        "remedies": sorted(rows, key=lambda row: not row.facts.is_followed),
        "deviations": read_deviations(actor, deviations.visible_to(actor), day),
        "key": key if written_units(actor) else "",
    }
    return render_to_string("remedies/panel.html", context, request)


def deviation_named_in_log(actor: Actor) -> Exists:
    """Whether the label of an entry in the log is that of a deviation which the actor may see."""
    return _named(Deviation.objects.visible_to(actor))


def remedy_named_in_log(actor: Actor) -> Exists:
    return _named(Remedy.objects.visible_to(actor))


def _named(rows: "HandedQuerySet[Deviation] | HandedQuerySet[Remedy]") -> Exists:
    return Exists(rows.filter(pk=Cast(OuterRef("object_id"), BigIntegerField()), what=OuterRef("label")))
