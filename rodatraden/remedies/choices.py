"""What may be chosen in the forms of deviations and remedies: what lies near the writer, and what was come from."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import capital
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.remedies.models import WRITING, Deviation, DeviationState
from rodatraden.remedies.reading import items_told
from rodatraden.tenancy.models import holds_on
from rodatraden.thread.models import ItemVersion

Choices = list[tuple[Any, Any]]
NONE: tuple[str, Any] = ("", "–")


def written_units(actor: Actor) -> frozenset[int]:
    """The units that the actor writes for."""
    return frozenset().union(*(actor.reach.get(right, frozenset()) for right in WRITING))


def units_to_write_for(actor: Actor) -> Any:
    """The same as rows to choose among, of today."""
    return Unit.objects.on(clock.today()).filter(pk__in=written_units(actor))


def usual_unit(actor: Actor) -> int | None:
    """The unit of the actor's own role, where it may be written for."""
    mine = written_units(actor)
    return next((role.unit.id for role in actor.roles if role.unit.id in mine), None)


def near_units(actor: Actor) -> frozenset[int]:
    """All units of the authorities that the actor writes for, and the council, whose goals concern everybody."""
    authorities = {actor.tree.authority_id(unit) for unit in written_units(actor)}
    return frozenset(
        place.id
        for place in actor.tree.places.values()
        if place.kind == UnitKind.COUNCIL or actor.tree.authority_id(place.id) in authorities
    )


def items_to_choose(actor: Actor, *kept: int | None) -> Choices:
    """The decided items near the writer and those `kept`, level by level as the model has them. One that is kept and
    holds no more stands last: it is not lost when something else is changed."""
    model = actor.model_on(clock.today())
    levels = [level for level in model.level if not level.personal and level.kind != "vision"] if model else []
    wanted = Q(unit__in=near_units(actor)) | Q(item__in=[pk for pk in kept if pk])
    rows = ItemVersion.objects.visible_to(actor).decided_on(clock.today()).filter(wanted, personal=False)
    found: dict[str, Choices] = {}
    for item, level, number, title in rows.values_list("item", "level", "number", "title"):
        found.setdefault(level, []).append((str(item), f"{number} {title}".strip()))
    known = {pk for options in found.values() for pk, _title in options}
    ended = items_told(actor, [pk for pk in kept if pk and str(pk) not in known], clock.today())
    past: Choices = [(_("Gäller inte längre"), [(str(pk), about.title) for pk, about in ended.items()])]
    groups = [(level.name.many or level.name.one, found[level.key]) for level in levels if level.key in found]
    return [NONE, *((capital(name), options) for name, options in groups), *(past if ended else [])]


def indicators_to_choose(actor: Actor, item: int | None, *kept: int | None) -> Choices:
    """Indicators near the writer and those `kept`; those that measure the item come first."""
    measuring = Q(measurements__version__item=item) if item else Q(pk__in=[])
    wanted = holds_on(clock.today()) & (Q(owner__in=near_units(actor)) | measuring)
    rows = Indicator.objects.visible_to(actor).filter(wanted | Q(pk__in=[pk for pk in kept if pk])).distinct()
    of_item = set(Indicator.objects.filter(measuring).values_list("pk", flat=True)) if item else set()
    first: Choices = []
    others: Choices = []
    for row in rows:
        (first if row.pk in of_item else others).append((str(row.pk), f"{row.called}, {row.unit_of_measure}"))
    if not first:
        return [NONE, *others]
    return [NONE, (_("Mäter målet"), first), *([(_("Andra"), others)] if others else [])]


def deviations_to_choose(actor: Actor, *kept: int | None) -> Choices:
    """Open deviations near the writer, the latest first, and those `kept`."""
    near = Q(unit__in=near_units(actor), state=DeviationState.OPEN) | Q(pk__in=[pk for pk in kept if pk])
    rows = Deviation.objects.visible_to(actor).filter(near).select_related("unit")
    return [NONE, *((str(row.pk), f"{row.what} ({row.unit.name})") for row in rows)]


def years_to_choose() -> Sequence[tuple[str, str]]:
    """The year that runs, and the one before it, which is closed during it."""
    year = clock.today().year
    return [(str(each), str(each)) for each in (year, year - 1)]
