"""The items of a plan as its writers see them, against what holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.lib.word_diff import Piece, word_diff
from rodatraden.planning.changes import light
from rodatraden.planning.content_tables import responsible
from rodatraden.planning.models import Fate, PlanItem, PlanTarget
from rodatraden.planning.reach import units_to_add_for
from rodatraden.planning.sentence import how_much
from rodatraden.planning.source import Source
from rodatraden.steering.schema import Level
from rodatraden.thread.break_kinds import Break
from rodatraden.thread.gather import Node


@dataclass(frozen=True)
class Row:
    """An item: what becomes of it, what it serves, how its words change, and where the thread breaks at it."""

    row: PlanItem
    title: str
    key: str
    serves: Sequence[Node]
    responsible: str
    diff: Sequence[Piece]
    breaks: Sequence[Break]
    example: bool = False
    may_change: bool = False

    @property
    def fate(self) -> str:
        return str(Fate(self.row.fate).label)


@dataclass(frozen=True)
class Group:
    level: Level
    rows: Sequence[Row]
    dropped: Sequence[Row]
    may_add: bool


@dataclass(frozen=True)
class Aim:
    """A proposed target in words."""

    target: PlanTarget
    words: Text


@dataclass(frozen=True)
class Standing:
    """What is decided already for an indicator in the plan's years. `whose` names the unit, where it is another's."""

    indicator: Indicator
    whose: str
    targets: Sequence[tuple[Period, Text]]


@dataclass(frozen=True)
class ItemsPage:
    source: Source
    groups: Sequence[Group]
    aims: Sequence[Aim]
    standing: Sequence[Standing]
    loose: Sequence[Break]

    @property
    def may_change(self) -> bool:
        """Whether the reader drafts anything of what the plan decides."""
        return any(group.may_add or any(row.may_change for row in group.rows) for group in self.groups)

    @property
    def sentence(self) -> Text:
        return how_much(self.source)


def items_page(source: Source) -> ItemsPage:
    """The page, by level; what is dropped stands under the level it was at."""
    broken: dict[str, list[Break]] = {}
    for each in source.breaks:
        broken.setdefault(each.item_key, []).append(each)
    groups = [
        Group(
            level,
            [_row(source, node, broken.get(node.key, ())) for node in source.at(level)],
            [row for item in source.dropped if (row := _dropped(source, item, level)) is not None],
            bool(units_to_add_for(source.actor, source.model, source.kind, source.plan.unit_id, level)),
        )
        for level in source.levels
    ]
    aims = [Aim(target, target_words(light(target), written(target.indicator))) for target in source.targets.values()]
    return ItemsPage(
        source, groups, aims, list(_standing(source)), [each for each in source.breaks if not each.item_key]
    )


def _standing(source: Source) -> Iterator[Standing]:
    """The decided targets of the plan's years, by indicator: the unit's own, else its owner's. No query."""
    found = {(figure.indicator.pk, figure.unit_id): figure for node in source.nodes for figure in node.figures}
    for figure in found.values():
        rows = [figure.targets[year] for year in source.years if year in figure.targets]
        if rows:
            unit, place = written(figure.indicator), source.actor.tree.places.get(rows[0].unit_id)
            whose = place.name if place is not None and place.id != source.plan.unit_id else ""
            yield Standing(figure.indicator, whose, [(row.period, target_words(row, unit)) for row in rows])


def _row(source: Source, node: Node, broken: Sequence[Break]) -> Row:
    row, version = source.rows[node.key], node.version
    old = source.before.get(version.item_id)
    is_changed = row.fate == Fate.CHANGED and old is not None
    said = f"{version.title}\n{version.text}".strip()
    diff = word_diff(f"{old.title}\n{old.text}".strip(), said) if is_changed and old is not None else ()
    serves = [source.thread.nodes[key] for key in node.serves if key in source.thread.nodes]
    may_change = source.actor.may("draft", version.unit_id)
    return Row(
        row, version.title, node.key, serves, responsible(source, node), diff, broken, version.example, may_change
    )


def _dropped(source: Source, row: PlanItem, level: Level) -> Row | None:
    old = source.before.get(row.item_id)
    if old is None or old.level != level.key:
        return None
    may_change = source.actor.may("draft", old.unit_id)
    return Row(row, old.title, row.item.key, (), "", (), (), old.example, may_change)
