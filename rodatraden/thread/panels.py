"""What the thread adds to pages of lower floors: which items an indicator measures, what a decision decided."""

from collections.abc import Sequence

from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.trees import reachable
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.links import here
from rodatraden.thread.models import Contribution, ItemVersion, Measurement, VersionQuerySet
from rodatraden.web.context import Station
from rodatraden.web.panels import Facet

HIGHEST_CLIMB = 12


def seen(request: Request) -> VersionQuerySet[ItemVersion]:
    """The decided versions of today that the actor may see, with what they serve."""
    served = Prefetch("contributions", Contribution.objects.select_related("serves"))
    versions: VersionQuerySet[ItemVersion] = ItemVersion.objects.visible_to(request.actor).decided_on(clock.today())
    return versions.select_related("item", "unit").prefetch_related(served)


def measured_items(request: Request, indicator: Indicator) -> SafeString:
    """Which items the indicator measures."""
    versions = seen(request).filter(measurements__indicator=indicator)
    return render_to_string("thread/panel_items.html", _rows(request, versions, _("Mäter")), request)


def decided_items(request: Request, decision: Decision) -> SafeString:
    """What the decision decided of the thread, whenever it held, and what it ended."""
    versions = ItemVersion.objects.visible_to(request.actor).select_related("item", "unit")
    parts = (
        (versions.filter(decision=decision), _("Beslutade led")),
        (versions.filter(end_decision=decision), _("Led som upphör")),
    )
    return mark_safe(  # noqa: S308 (each part is rendered by a template)
        "".join(render_to_string("thread/panel_items.html", _rows(request, *part), request) for part in parts)
    )


def items_of_unit(request: Request, unit: Unit) -> SafeString:
    """What the unit owns in the thread today."""
    context = _rows(request, seen(request).filter(unit=unit), _("I tråden"))
    context["scorecard"] = here("thread:unit-scorecard", unit.key) if context["rows"] else ""
    drafts = ItemVersion.objects.visible_to(request.actor).drafts().filter(unit=unit).select_related("item", "unit")
    parts = (context, _rows(request, drafts, _("Utkast")))
    return mark_safe(  # noqa: S308 (each part is rendered by a template)
        "".join(render_to_string("thread/panel_items.html", part, request) for part in parts)
    )


def drafts_of(actor: Actor) -> VersionQuerySet[ItemVersion]:
    """The drafts that are the actor's to finish: written by the actor, or of a unit where the actor holds a role."""
    units = {role.unit.id for role in actor.roles} & actor.reach.get("draft", frozenset())
    mine = Q(unit__in=units) | Q(written_by=actor.by.name, unit__in=actor.reach.get("draft", frozenset()))
    drafts: VersionQuerySet[ItemVersion] = ItemVersion.objects.visible_to(actor).drafts().filter(mine)
    return drafts.select_related("item", "unit").order_by("-written_at")


def items_left(request: Request, unit: Unit) -> SafeString:
    """What nobody will own when the unit has ended: it should be moved or ended first."""
    return _owned(request, unit, _("Blir utan ägare"))


def items_inherited(request: Request, unit: Unit) -> SafeString:
    """What the unit that takes over will answer for."""
    return _owned(request, unit, _("Följer med till den andra enheten"))


def _owned(request: Request, unit: Unit, head: str) -> SafeString:
    """What the unit owns: what holds or will hold, drafts that the actor may see, and its indicators."""
    living = Q(valid_to=None) | Q(valid_to__gte=clock.today())
    versions = ItemVersion.objects.visible_to(request.actor).living().filter(living, unit=unit)
    context = _rows(request, versions.select_related("item", "unit"), head)
    context["indicators"] = Indicator.objects.on(clock.today()).filter(owner=unit)
    return render_to_string("thread/panel_items.html", context, request)


def named_in_log(actor: Actor) -> Exists:
    """Whether the label of an entry in the log is the title of a version that the actor may see."""
    item = Cast(OuterRef("object_id"), BigIntegerField())
    return Exists(ItemVersion.objects.visible_to(actor).filter(item=item, title=OuterRef("label")))


def _rows(request: Request, versions: VersionQuerySet[ItemVersion], head: str) -> dict[str, object]:
    model = request.actor.model_on(clock.today())
    words = {level.key: level.name.one for level in model.level} if model else {}
    return {"head": head, "rows": [(words.get(version.level, version.level), version) for version in versions]}


def indicator_stations(request: Request, indicator: Indicator) -> Sequence[Station]:
    """From the vision down to the indicator, by the first item that it measures and what that serves first."""
    model = request.actor.model_on(clock.today())
    words = {level.key: level.name.one.capitalize() for level in model.level} if model else {}
    by_key = {version.item.key: version for version in seen(request)}
    first = Measurement.objects.filter(indicator=indicator, version__in=[v.pk for v in by_key.values()]).first()
    path: list[ItemVersion] = []
    key = next((k for k, version in by_key.items() if first and version.pk == first.version_id), "")
    while key in by_key and len(path) < HIGHEST_CLIMB:
        path.append(by_key[key])
        key = next((c.serves.key for c in by_key[key].contributions.all() if c.serves.key in by_key), "")
    above = [
        Station(words.get(one.level, one.level), one.title, here("thread:item", one.item.key), example=one.example)
        for one in reversed(path)
    ]
    return [*above, Station(_("Indikator"), indicator.short_name or indicator.name, current=True)]


def level_facet(request: Request) -> Facet:
    """The list of indicators by the levels that they measure: each level may have a rule of its own."""
    model = request.actor.model_on(clock.today())
    decided = ItemVersion.objects.visible_to(request.actor).decided_on(clock.today()).order_by().values("pk")
    rows = Measurement.objects.filter(version__in=decided).values_list("version__level", "indicator").distinct()
    members: dict[str, set[int]] = {}
    for level, indicator in rows:
        members.setdefault(level, set()).add(indicator)
    options = [(level.key, level.name.one) for level in model.level if level.key in members] if model else []
    return Facet("niva", _("Nivå"), options, {level: frozenset(ids) for level, ids in members.items()})


def area_facet(request: Request) -> Facet:
    """The list of indicators by area: those measured on the area or on anything beneath it."""
    model = request.actor.model_on(clock.today())
    directions = {level.key for level in model.level if level.kind == "direction"} if model else set()
    decided = ItemVersion.objects.visible_to(request.actor).decided_on(clock.today())
    shown = {"version__in": decided.order_by().values("pk")}
    areas = list(decided.filter(level__in=directions).select_related("item"))
    beneath: dict[int, list[int]] = {}
    for item, serves in Contribution.objects.filter(**shown).values_list("version__item", "serves"):
        beneath.setdefault(serves, []).append(item)
    measured: dict[int, set[int]] = {}
    for item, indicator in Measurement.objects.filter(**shown).values_list("version__item", "indicator"):
        measured.setdefault(item, set()).add(indicator)
    members = {
        area.item.key: frozenset().union(
            *(measured.get(item, ()) for item in (area.item_id, *reachable(beneath, area.item_id)))
        )
        for area in areas
    }
    options = [(area.item.key, f"{area.number} {area.title}".strip()) for area in areas]
    return Facet("omrade", _("Område"), options, members)
