"""The assignments (uppdrag) from the council to its boards: where each stands, and which are not carried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say, say_many, verbatim
from rodatraden.organisation.access import Actor
from rodatraden.organisation.http import Request
from rodatraden.organisation.tree import Place
from rodatraden.tenancy.links import here
from rodatraden.thread.forms import assignment_levels, givers
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.thread.item_page import state_told
from rodatraden.thread.levels import decider_of
from rodatraden.thread.models import Progress
from rodatraden.web.context import Station
from rodatraden.web.tables import Column, Example, Link, Table, Value


@dataclass(frozen=True)
class Assignment:
    """One assignment: to whom, where it stands in words, whether it is late, and all that was reported.

    `board` is None for what was given to all boards.
    """

    node: Node
    board: Place | None
    to: Text
    state: Text
    late: bool
    left: bool
    reports: Sequence[Progress]


@dataclass(frozen=True)
class AssignmentsPage:
    """The list, what it is filtered by, and its sentence, which speaks of all."""

    rows: list[Assignment]
    boards: list[Place]
    sentence: Text
    stations: list[Station]
    has_level: bool
    may_give: bool

    def table(self) -> Table:
        """The list as a table that is sorted and downloaded."""
        columns = (
            Column("title", _("Uppdrag"), "link"),
            Column("board", _("Givet till")),
            Column("deadline", _("Ska vara klart"), "date"),
            Column("state", _("Läge")),
            Column("late", _("Försenat")),
            Column("reports", _("Rapporterat")),
        )
        caption = _("Uppdrag, vem de är givna till och hur långt de har kommit")
        return Table(caption, columns, [_row(each) for each in self.rows], name="givna-uppdrag")


def assignments(actor: Actor, day: date, board: str = "", only_left: bool = False) -> AssignmentsPage:
    """The assignments of a day, of one board (its key) or all, and only those not carried out."""
    thread = gather(actor, day, Period.of("year", day), progress=True)
    reports: dict[int, list[Progress]] = {}
    for row in Progress.objects.filter(item__in=[node.version.item_id for node in thread.of_kind("assignment")]):
        reports.setdefault(row.item_id, []).append(row)
    found = assignments_of(thread, reports)
    shown = [
        each
        for each in found
        if (not board or each.board is None or each.board.key == board) and (each.left or not only_left)
    ]
    boards = {each.board.id: each.board for each in found if each.board}
    return AssignmentsPage(
        rows=shown,
        boards=sorted(boards.values(), key=lambda place: place.name),
        sentence=told([each.left for each in found], sum(each.late for each in found)),
        stations=[
            Station(_("Tråden"), _("Hela tråden"), here("thread:thread")),
            Station(_("Uppdrag"), _("Uppdrag från fullmäktige"), current=True),
        ],
        has_level=any(level.kind == "assignment" for level in thread.model.level),
        may_give=bool(givers(actor, thread.model)),
    )


def assignments_of(thread: Thread, reports: Mapping[int, Sequence[Progress]] | None = None) -> list[Assignment]:
    """The assignments of a thread that was gathered with progress. Without `reports`, all that was told of each by
    item, only the latest is at hand."""
    found = []
    for node in thread.of_kind("assignment"):
        latest = (node.progress,) if node.progress else ()
        told_of = latest if reports is None else reports.get(node.version.item_id, ())
        found.append(_assignment(thread, node, told_of))
    return found


def told(left: Sequence[bool], late: int) -> Text:
    """ "3 av 5 uppdrag är inte genomförda, 1 av dem är försenat." """
    if not left:
        return say("Inga uppdrag gäller i dag.")
    if not any(left):
        return say_many(len(left), "Det enda uppdraget är genomfört.", "Alla {n} uppdrag är genomförda.")
    part = say_many(
        sum(left),
        "{n} av {total} uppdrag är inte genomfört",
        "{n} av {total} uppdrag är inte genomförda",
        total=len(left),
    )
    if sum(left) == 1:
        if late:
            return say("{part}, och det är försenat.", part=part)
        return say("{part}, och det är inte försenat.", part=part)
    if not late:
        return say("{part}, inget av dem är försenat.", part=part)
    return (
        say("{part}, {late} av dem försenat.", part=part, late=late)
        if late == 1
        else say("{part}, {late} av dem försenade.", part=part, late=late)
    )


def _row(each: Assignment) -> dict[str, Value]:
    version = each.node.version
    link = Link(version.title, here("thread:item", each.node.key))
    told = [f"{report.reported_on.isoformat()} {report.note or report.get_state_display()}" for report in each.reports]
    return {
        "title": Example(link) if version.example else link,
        "board": each.to,
        "deadline": version.deadline,
        "state": str(each.state).capitalize(),
        "late": say("ja") if each.late else "",
        "reports": "; ".join(told),
    }


def receiver(thread: Thread, node: Node) -> Place | None:
    """The authority that an assignment was given to; None where it was given to all boards at once, and so stands
    with the body that gave it, whom nobody gives anything."""
    version, giver = node.version, decider_of(thread.model, node.level).kind
    board = thread.tree.authority_of(version.responsible_unit_id or version.unit_id)
    return None if board is not None and board.kind == giver else board


def receiver_told(board: Place | None) -> Text:
    return verbatim(board.name) if board else say("Alla nämnder")


def has_assignments(request: Request) -> bool:
    """For the menu: whether the municipality's model has a level of assignments."""
    model = request.actor.model
    return model is not None and bool(assignment_levels(model))


def _assignment(thread: Thread, node: Node, reports: Sequence[Progress]) -> Assignment:
    board = receiver(thread, node)
    state = state_told(thread, node) or say("inte rapporterat")
    return Assignment(node, board, receiver_told(board), state, node.is_late(thread.day), not node.is_over, reports)
