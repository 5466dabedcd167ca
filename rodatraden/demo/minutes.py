"""The minutes of the demo's bodies: what is made up falls on days when they meet, § in the order of those days."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import count

from rodatraden.decisions.models import Decision
from rodatraden.followup.meetings import meeting_day
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import Meets, Model
from rodatraden.wheel.sources import body_of

DAYS_PER_MATTER = 2
"""So many days of a year to each paragraph that a body has used: a body of the demo settles some 180 matters a year."""


def met_by(model: Model, place: Place, day: date) -> date:
    """The last day on which the body of a place met, that day or before."""
    body = body_of(model, place)
    return next(met for met in _meetings(body.meets if body else None, day) if met <= day)


def _meetings(meets: Meets | None, day: date) -> Iterator[date]:
    """The meetings of the day's year and those before, from the last."""
    for months in count(day.year * 12 + 11, -1):
        year, month = divmod(months, 12)
        if meets is None or month + 1 not in meets.except_months:
            yield meeting_day(meets, year, month + 1)


def number_decisions() -> None:
    """Gives each body's made-up decisions their paragraphs: once in a year, and higher the later the day."""
    rows = Decision.objects.filter(example=True, body__isnull=False, date__isnull=False).order_by("date", "pk")
    used: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows:
        if row.date is not None and row.body_id is not None:
            used[row.body_id, row.date.year] += 1
            row.paragraph = str(_before(row.body_id, row.date) + used[row.body_id, row.date.year])
    Decision.objects.bulk_update(rows, ["paragraph"])


def next_paragraph(body: int, day: date) -> str:
    """The paragraph after those that a body has used that year, so far; there is room before its next meeting's."""
    rows = Decision.objects.filter(body=body, date__year=day.year, date__lte=day).exclude(paragraph="")
    used = [int(paragraph) for paragraph in rows.values_list("paragraph", flat=True)]
    return str(max([*used, _before(body, day)]) + 1)


def _before(body: int, day: date) -> int:
    """How many matters a body has settled that year by a day, beside those that the demo tells; bodies differ."""
    return day.timetuple().tm_yday // DAYS_PER_MATTER + body * 7 % 20
