"""What lies beneath as a matrix: units and goals with how they stand, who has reported, and what changed (F3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rodatraden.followup.assigned import levels_asked
from rodatraden.followup.models import Report, ReportedStatus
from rodatraden.followup.round import Round, Slot, earlier, statuses_of
from rodatraden.followup.sentence import reported_told
from rodatraden.followup.sound import Overall, overall
from rodatraden.indicators.judgement import word_of
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text, say, say_many
from rodatraden.lib.trees import reachable
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import UnitKind
from rodatraden.organisation.tree import Place
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.thread.levels import DOING
from rodatraden.thread.marking import mark_of_node, scale_of
from rodatraden.web.marks import Mark

ORDER = {"missed": 0, "partly": 1, "met": 2}
MOST_MARKS = 4


@dataclass(frozen=True)
class Stood:
    """One item in a cell: how it stands, and whether it stood otherwise last time."""

    node: Node
    mark: Mark
    reported: bool
    change: Text = NOTHING


@dataclass(frozen=True)
class MatrixCell:
    """What a unit has for a goal: items that are judged, and how far what is done has come."""

    stood: Sequence[Stood] = ()
    doing: Text = NOTHING

    @property
    def shown(self) -> Sequence[Stood]:
        """The worst first, no more than there is room for."""
        return sorted(self.stood, key=lambda each: ORDER.get(each.mark.tone, 3))[:MOST_MARKS]

    @property
    def more(self) -> int:
        return max(0, len(self.stood) - MOST_MARKS)

    @property
    def empty(self) -> bool:
        return not self.stood and not self.doing


@dataclass(frozen=True)
class MatrixRow:
    """A unit that reports here, or further down (`depth` from 0)."""

    slot: Slot
    cells: Sequence[MatrixCell]
    depth: int
    late: bool
    returned: bool


@dataclass(frozen=True)
class Matrix:
    """The matrix of the reports beneath a unit. `columns` are the goals of its authority."""

    round: Round
    top: Place
    columns: Sequence[Node]
    rows: Sequence[MatrixRow]
    thread: Thread
    sentence: Text
    changed: Sequence[tuple[MatrixRow, Stood]] = ()
    overall: Overall | None = None
    own: Slot | None = None

    @property
    def own_told(self) -> Text:
        """How the report of the unit itself stands: it is counted in the sentence, and no row of its own."""
        return say("{unit}, egen rapport: {told}", unit=self.top.name, told=self.own.told) if self.own else NOTHING

    @property
    def late(self) -> list[MatrixRow]:
        return [row for row in self.rows if row.late and not row.slot.is_done]

    @property
    def waiting(self) -> list[MatrixRow]:
        return [row for row in self.rows if not row.slot.is_done]


def matrix(actor: Actor, round: Round, top: Place) -> Matrix:
    """All reports beneath a unit at an occasion, whatever their number in the same few queries.

    Statuses are as reported where the report is handed in; until then as they stand.
    """
    thread = gather(actor, clock.today(), round.year, progress=True, public=True)
    slots = round.all_beneath(top.id)
    reports = [slot.report for slot in slots if slot.report is not None]
    before = earlier(round.type.key, round.occasion.end, [slot.place.id for slot in slots])
    told = statuses_of([*reports, *before.values()])
    columns = _columns(round, thread, top)
    reach = [frozenset(reachable(thread.below, goal.key)) | {goal.key} for goal in columns]
    work = _Work(round, thread, columns, reach, told, before)
    rows = [work.row(slot, depth) for slot, depth in _ordered(round, top.id)]
    own = round.slots.get(top.id)
    counted = [own, *slots] if own else slots
    late = [slot.place.name for slot in counted if slot.is_late(clock.today()) and not slot.is_done]
    sentence = reported_told(sum(slot.is_done for slot in counted), late, len(counted))
    changed = [(row, each) for row in rows for cell in row.cells for each in cell.stood if each.change]
    whole = overall(round, own, thread) if own else None
    return Matrix(round, top, columns, rows, thread, sentence, _once(changed), whole, own)


@dataclass(frozen=True)
class _Work:
    """What the rows are made of. `reach` holds, for each column, the items that serve its goal."""

    round: Round
    thread: Thread
    columns: Sequence[Node]
    reach: Sequence[frozenset[str]]
    told: Mapping[int, Mapping[int | None, ReportedStatus]]
    before: Mapping[int, Report]

    @cached_property
    def own(self) -> Mapping[int, Sequence[Node]]:
        """The items of each unit, and what it answers for carrying out; nothing that is one person's alone."""
        found: dict[int, list[Node]] = {}
        for node in self.thread.nodes.values():
            if not node.version.personal:
                for unit in _units_of(self.thread, node):
                    found.setdefault(unit, []).append(node)
        return found

    def row(self, slot: Slot, depth: int) -> MatrixRow:
        own = self.own.get(slot.place.id, ())
        cells = [self._cell(slot, [node for node in own if node.key in keys]) for keys in self.reach]
        return MatrixRow(slot, cells, depth, slot.is_late(clock.today()), slot.state == "returned")

    def _cell(self, slot: Slot, nodes: Sequence[Node]) -> MatrixCell:
        judged = [node for node in nodes if node.level.kind not in DOING and node.judgement is not None]
        doing = [node for node in nodes if node.level.kind in DOING]
        return MatrixCell([self._stood(slot, node) for node in judged], _doing_told(doing))

    def _stood(self, slot: Slot, node: Node) -> Stood:
        mark = mark_of_node(self.thread, node) or Mark("unmeasured", "ring", NOTHING)
        now = self._reported(slot.report, node) if slot.is_done else None
        if now is not None:
            mark = self._mark(node, now.value) or mark
        then = self._reported(self.before.get(slot.place.id), node)
        return Stood(node, mark, now is not None, self._change(node, then, mark))

    def _reported(self, report: Report | None, node: Node) -> ReportedStatus | None:
        return self.told.get(report.pk, {}).get(node.version.item_id) if report else None

    def _mark(self, node: Node, key: str) -> Mark | None:
        value = scale_of(self.thread.model, node.version.rule or node.level.status).value(key)
        return Mark(value.tone, value.symbol, word_of(value, self.thread.closed)) if value else None

    def _change(self, node: Node, then: ReportedStatus | None, mark: Mark) -> Text:
        """In which direction the status went since last time; nothing where it stands as it did, or did not exist."""
        before = ORDER.get(then.tone) if then else None
        now = ORDER.get(mark.tone)
        if before is None or now is None or before == now:
            return NOTHING
        return say("bättre än förra gången") if now > before else say("sämre än förra gången")


def _units_of(thread: Thread, node: Node) -> set[int]:
    """The owner and who answers for it since it ended and, for what is done, the unit that is responsible."""
    version = node.version
    answering = version.responsible_unit_id if node.level.kind in DOING else None
    found = {version.unit_id, thread.tree.standing(version.unit_id), answering}
    return {unit for unit in found if unit is not None}


def _doing_told(nodes: Sequence[Node]) -> Text:
    """ "3 av 5 klara, 1 försenad" """
    if not nodes:
        return NOTHING
    done = sum(node.progress is not None and node.progress.state == "done" for node in nodes)
    late = sum(node.is_late(clock.today()) for node in nodes)
    first = say("{done} av {all} klara", done=done, all=len(nodes))
    return say_many(late, "{first}, {n} försenad", "{first}, {n} försenade", first=first) if late else first


def _columns(round: Round, thread: Thread, top: Place) -> list[Node]:
    """The goals of the authority that the unit belongs to; the council's for the whole municipality."""
    authority = round.tree.authority_id(top.id)
    about, assignments = round.type.about, levels_asked(round.model, round.type)
    return [
        node
        for node in thread.nodes.values()
        if authority is not None
        and node.level.kind not in DOING
        and not node.version.personal
        and thread.is_of(node, authority)
        and node.judgement is not None
        and (not about or node.level.key in about or (top.kind == UnitKind.COUNCIL and not assignments))
    ]


def _ordered(round: Round, top: int) -> list[tuple[Slot, int]]:
    """Those that report to the unit, each followed by those beneath it."""
    found: list[tuple[Slot, int]] = []

    def walk(unit: int, depth: int) -> None:
        for slot in round.beneath(unit):
            if all(slot is not seen for seen, _ in found):
                found.append((slot, depth))
                walk(slot.place.id, depth + 1)

    walk(top, 0)
    return found


def _once(changed: Sequence[tuple[MatrixRow, Stood]]) -> list[tuple[MatrixRow, Stood]]:
    """Each change once, though its item serves several goals."""
    return list({(row.slot.place.id, each.node.key): (row, each) for row, each in changed}.values())
