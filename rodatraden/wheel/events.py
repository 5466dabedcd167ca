"""When an event of the model comes in a year, and in whose ring. Pure."""

from collections.abc import Collection, Sequence
from datetime import date

from rodatraden.lib.elections import years_since_election
from rodatraden.lib.periods import day_in
from rodatraden.steering.schema import Event, Model
from rodatraden.steering.schema.organisation import LEGAL_PERSONS

MIDDLE = 15
"""Where in its month the wheel shows what has no day."""
RINGS: Sequence[tuple[str, Collection[str]]] = (
    ("council", frozenset({"council"})),
    ("executive", frozenset({"executive_board", "committee"})),
    ("boards", frozenset({"board", "joint_board"})),
    ("companies", LEGAL_PERSONS),
    ("officials", frozenset({"administration", "area", "school", "unit", "group"})),
    ("audit", frozenset({"audit"})),
    ("others", frozenset()),
)
"""The rings from the outside in, and the kinds of bodies whose events lie in each."""
RING_ORDER = tuple(name for name, _kinds in RINGS)
MONTHLY = frozenset({"monthly", "short"})
"""Kinds of reports that come again month after month."""


_RING = {kind: name for name, kinds in reversed(RINGS) for kind in kinds}


def ring_of_kind(kind: str) -> str:
    return _RING.get(kind, "others")


def ring_of(model: Model, actor: str) -> str:
    """The ring of a body or role; "others" for those that the model only names in words."""
    role = model.role_of(actor)
    if role is not None:
        return {"official": "officials", "auditor": "audit"}.get(role.kind, "others")
    body = model.body_of(actor)
    return ring_of_kind(body.kind) if body else "others"


def recurs_monthly(model: Model, event: Event) -> bool:
    """Whether the event is a report that comes again month after month: a small dot in each."""
    report = model.report_of(event.report or "")
    return event.until is not None and report is not None and report.kind in MONTHLY


def holds(event: Event, year: int) -> bool:
    """Whether the event comes that year: every year, in election years, or in those after."""
    since = years_since_election(year)
    return not (event.election_year and since) and not (event.year_after_election and since != 1)


def begins(event: Event, year: int) -> date:
    """The day that a wheel shows: its own, the first of work that lasts, or the middle of the month."""
    return day_in(year, event.month, event.day or (1 if event.until else MIDDLE))
