"""What processes ask of a year: that each unit looks them over before it ends."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from rodatraden.decisions.due import Due
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.quality.models import Process, Review
from rodatraden.tenancy.links import here


def due_dates(year: int, actor: Actor) -> Sequence[Due]:
    """One day for each unit that has processes; done when all of them have been looked over in the year. One query."""
    if not actor.may("read", None):
        return []
    last = date(year, 12, 31)
    reviewed = Exists(Review.objects.filter(process=OuterRef("pk"), on__year=year))
    rows = Process.objects.on(last).annotate(reviewed=reviewed).values_list("unit", "unit__key", "reviewed")
    units: dict[tuple[int, str], bool] = {}
    for unit, key, done in rows:
        units[unit, key] = units.get((unit, key), True) and done
    return [
        Due(
            last,
            say("Processerna är genomgångna"),
            "review",
            unit,
            f"{here('quality:processes')}?enhet={key}",
            key,
            done,
        )
        for (unit, key), done in units.items()
    ]
