"""What one municipality alone holds, and how it would show that it has come out."""

from django.apps import apps

from rodatraden.organisation.models import Person, Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, Owned
from rodatraden.thread.models import ItemVersion


def said_only_by(mine: Municipality, other: Municipality) -> set[str]:
    """Names that occur in one municipality and nowhere in the other, long enough not to occur by chance."""
    found = []
    for municipality in (mine, other):
        with scope(municipality):
            names = {
                *Unit.objects.values_list("name", flat=True),
                *Person.objects.values_list("name", flat=True),
                *ItemVersion.objects.values_list("title", flat=True),
            }
        found.append({name for name in names if len(name) > 12})
    return {mine.name, *(found[0] - found[1])}


def leaks(body: str, names: set[str]) -> list[str]:
    return [name for name in names if name in body]


def owned_kinds() -> list[type[Owned]]:
    return [kind for kind in apps.get_models() if issubclass(kind, Owned)]


def everything_in(municipality: Municipality) -> dict[str, list[tuple[object, ...]]]:
    with scope(municipality):
        return {kind.__name__: list(kind.objects.order_by("pk").values_list()) for kind in owned_kinds()}
