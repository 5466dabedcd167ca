"""A material deviation is told to whoever steers at the executive board, the minute that it is handed over (E8)."""

from collections.abc import Iterator

from rodatraden.lib import clock
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor, Right
from rodatraden.organisation.models import Role, UnitKind
from rodatraden.organisation.services.notices import To, done, drafted, tell_all
from rodatraden.organisation.tree import UnitTree
from rodatraden.remedies.models import Deviation
from rodatraden.tenancy.links import here

KIND = "deviation-material"


def about_of(deviation: Deviation) -> str:
    """What the notice is about: done with when the deviation is closed, or is no longer material."""
    return f"deviation:{deviation.pk}"


def tell_material(actor: Actor, deviation: Deviation) -> int:
    """Tells of a deviation that has become material, within the caller's transaction; how many notices there are."""
    text = say("{unit} anmäler en väsentlig avvikelse: {what}", unit=deviation.unit.name, what=deviation.what)
    link, about = here("remedies:deviation", deviation.pk), about_of(deviation)
    key = f"{about}:material:{deviation.edit}"
    return tell_all(
        [
            drafted(actor, f"{key}:{to.unit}:{to.role}", to=to, kind=KIND, text=text, link=link, about=about)
            for to in steering(actor)
        ]
    )


def settle_material(deviation: Deviation) -> int:
    """Takes the notices away, within the caller's transaction: nothing is to be known at once any more."""
    return done(about=about_of(deviation), kind=KIND)


def steering(actor: Actor) -> list[To]:
    """The roles held today that steer at the executive board: those that answer for it or for the administrations
    straight beneath it, and those that look after the steering model there or at the council. One query."""
    model, places = actor.model_on(clock.today()), dict(_places(actor.tree))
    if model is None or not places:
        return []
    held = Role.objects.on(clock.today()).filter(unit__in=places).order_by().values_list("unit", "kind").distinct()
    rights = {role.key: frozenset(role.rights) for role in model.role}
    return [To(unit=unit, role=kind) for unit, kind in sorted(held) if places[unit] & rights.get(kind, frozenset())]


def _places(tree: UnitTree) -> Iterator[tuple[int, frozenset[Right]]]:
    """Where one steers, and by which rights."""
    for place in tree.places.values():
        if place.kind == UnitKind.COUNCIL:
            yield place.id, frozenset({"administer"})
        if place.kind == UnitKind.EXECUTIVE_BOARD:
            below = [one.id for one in tree.children.get(place.id, ()) if one.kind == UnitKind.ADMINISTRATION]
            for unit in (place.id, *below):
                yield unit, frozenset({"assess", "administer"})
