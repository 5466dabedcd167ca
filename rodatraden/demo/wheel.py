"""The demo's own entries of the year: made up and plausible, what a unit knows that no model says."""

from datetime import UTC, date, datetime, time

from rodatraden.demo.load import insert
from rodatraden.demo.rows import DATA, Day, Line, rows_of
from rodatraden.organisation.models import Unit
from rodatraden.wheel.models import OwnEntry

EIGHT_O_CLOCK = time(6, tzinfo=UTC)


class OwnLine(Line):
    """An own entry, named by its unit and its words."""

    unit: str
    what: str
    kind: str
    first: date
    last: Day = None
    whole_month: bool = False
    yearly: bool = False
    link: str = ""
    by: str = ""


def own_lines(slug: str) -> tuple[OwnLine, ...]:
    """A municipality's, as its files have them."""
    return tuple(rows_of(DATA / slug, "entries", OwnLine))


def load_year(slug: str) -> None:
    """Own entries of the municipality at work; its units are there."""
    units = dict(Unit.objects.values_list("key", "pk"))
    same = ("what", "kind", "first", "last", "whole_month", "yearly", "link", "example")
    rows = [
        {
            **{name: getattr(row, name) for name in same},
            "unit_id": units[row.unit],
            "written_by": row.by,
            "written_at": datetime.combine(date(row.first.year, 1, 8), EIGHT_O_CLOCK),
        }
        for row in own_lines(slug)
    ]
    insert(OwnEntry, rows)
