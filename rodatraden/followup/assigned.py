"""The assignments in a report that is about them: where each stands, those that are not carried out first (T11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.followup.round import Round
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import Model
from rodatraden.steering.schema import Report as ReportType
from rodatraden.thread.assignments import Assignment, assignments_of, told
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.services.doing import may_report

SEES_ALL = frozenset({UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD})
"""Whose report is about everybody's assignments: the council gives them, the executive board watches over them."""


@dataclass(frozen=True)
class Assigned:
    """The assignments of a report, in the order of the page, and how they stand in a sentence. `reportable` are the
    keys of those that are left and that the reader tells the state of."""

    rows: Sequence[Assignment]
    reportable: frozenset[str] = frozenset()

    @property
    def sentence(self) -> Text:
        return told([row.left for row in self.rows], sum(row.late for row in self.rows))

    @property
    def left(self) -> Sequence[Assignment]:
        """Decided and not carried out."""
        return [row for row in self.rows if row.left]

    @property
    def over(self) -> Sequence[Assignment]:
        return [row for row in self.rows if not row.left]


def levels_asked(model: Model, report: ReportType) -> frozenset[str]:
    """The levels of assignments that a report type is about; none of one that asks about goals, or about all."""
    return frozenset(level.key for level in model.level if level.kind == "assignment" and level.key in report.about)


def assigned(round: Round, thread: Thread, place: Place, reader: Actor | None = None) -> Assigned | None:
    """The assignments that a unit's report is about: those given to its authority or to all, or everybody's; None
    where the report type does not ask. No query. The thread must have been gathered with progress."""
    asked = levels_asked(round.model, round.type)
    if not asked:
        return None
    own = thread.tree.authority_id(place.id)
    found = [each for each in assignments_of(thread) if each.node.level.key in asked]
    if place.kind not in SEES_ALL:
        found = [each for each in found if each.board is None or each.board.id == own]
    open_to = {each.node.key for each in found if each.left and reader and may_report(reader, each.node.version)}
    return Assigned(sorted(found, key=_most_urgent), frozenset(open_to))


def everybodys(actor: Actor, round: Round) -> Assigned | None:
    """All assignments, where the occasion is about them. The thread's queries, or none."""
    place = next((place for place in round.tree.places.values() if place.kind in SEES_ALL), None)
    if place is None or not levels_asked(round.model, round.type):
        return None
    return assigned(round, gather(actor, clock.today(), round.year, progress=True), place)


def _most_urgent(each: Assignment) -> tuple[bool, bool, date, str]:
    return not each.left, not each.late, each.node.version.deadline or date.max, each.node.title
