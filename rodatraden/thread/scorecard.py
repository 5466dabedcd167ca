"""The scorecard (styrkort) of the council, a board or a unit: a view of the thread, not a table of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rodatraden.indicators.by_level import rule_in_words
from rodatraden.indicators.figure_rows import target_words, written
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.remarks import PRELIMINARY, asked_of_target
from rodatraden.indicators.rows import OutcomeRow, TargetRow
from rodatraden.indicators.rules_of import rule_for
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import between
from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema.rules import Tone
from rodatraden.thread.curves import curve
from rodatraden.thread.gather import Figure, Node, Thread
from rodatraden.thread.marking import mark_of_figure, mark_of_node
from rodatraden.thread.whose import hand_told, whose
from rodatraden.web.marks import Mark

Grouping = Literal["area", "perspective"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BETTER = {"higher": say("högre"), "lower": say("lägre"), "band": say("inom")}


@dataclass
class Footnotes:
    """What must be said about single figures: each sentence told once, with the letter that it is given."""

    letters: dict[str, str] = field(default_factory=dict)
    common: frozenset[str] = frozenset()

    def sign(self, *texts: Text) -> str:
        sentences = [sentence for sentence in map(str, texts) if sentence not in self.common]
        return ", ".join(self.letters.setdefault(each, letter(len(self.letters))) for each in sentences)

    def rows(self) -> list[tuple[str, str]]:
        return [(sign, sentence) for sentence, sign in self.letters.items()]


def letter(number: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    rest, last = divmod(number, len(LETTERS))
    return (letter(rest - 1) if rest else "") + LETTERS[last]


@dataclass(frozen=True)
class Cell:
    """A figure of the scorecard; None is missing. `target` cells of the year in focus are washed. `word` says that
    a figure is a forecast, or only so far."""

    value: Decimal | None
    decimals: int | None
    sign: str = ""
    example: bool = False
    kind: Literal["outcome", "target"] = "outcome"
    year: int = 0
    text: Text = NOTHING
    word: Text = NOTHING


@dataclass(frozen=True)
class Row:
    """One indicator."""

    figure: Figure
    better: Text
    cells: tuple[Cell, ...]
    mark: Mark
    reason: Text
    curve: str

    @property
    def tone(self) -> Tone:
        return self.figure.judgement.tone


@dataclass(frozen=True)
class Group:
    """A goal or an area with its indicators. `head` is the area or perspective that it is shown under."""

    node: Node
    head: str
    mark: Mark | None
    reason: Text
    rows: tuple[Row, ...]
    hand: Text = NOTHING


@dataclass(frozen=True)
class Scorecard:
    """All groups, the columns, and the footnotes. `example_outcomes`: every outcome of the year is made up."""

    year: int
    columns: tuple[tuple[Literal["outcome", "target"], int], ...]
    groups: tuple[Group, ...]
    footnotes: tuple[tuple[str, str], ...]
    about_targets: tuple[str, ...]
    example_outcomes: bool
    rules: tuple[Text, ...] = ()
    whose: Text = NOTHING

    @property
    def by_hand(self) -> bool:
        """Whether somebody has judged any of the groups."""
        return any(group.hand for group in self.groups)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]


def columns_for(year: int) -> tuple[tuple[Literal["outcome", "target"], int], ...]:
    """The outcome of the year before, the targets of three years, and the outcome of the year itself."""
    targets: list[tuple[Literal["outcome", "target"], int]] = [("target", year + ahead) for ahead in range(3)]
    return (("outcome", year - 1), *targets, ("outcome", year))


def scorecard(thread: Thread, unit: int | None = None, by: Grouping = "area") -> Scorecard:
    """The scorecard of a unit, or of the council where none is given."""
    nodes = [n for n in _ordered(thread, _nodes_of(thread, unit), by) if n.figures or n.judgement is not None]
    notes = Footnotes(common=_common_notes(nodes))
    groups = tuple(_group(thread, node, by, notes) for node in nodes)
    year = thread.period.year
    now = [row.cells[-1] for group in groups for row in group.rows if row.cells[-1].value is not None]
    made_up = bool(now) and all(cell.example for cell in now)
    rules = {str(told): told for told in _rules(thread, nodes)}
    notes_told, common = tuple(notes.rows()), tuple(notes.common)
    return Scorecard(year, columns_for(year), groups, notes_told, common, made_up, tuple(rules.values()), whose(nodes))


def _rules(thread: Thread, nodes: Sequence[Node]) -> Iterable[Text]:
    """The rules that judge the indicators of the card, with their thresholds."""
    rules = (rule_for(thread.model, figure.indicator, node.level) for node in nodes for figure in node.figures)
    for rule in {id(rule): rule for rule in rules if rule is not None}.values():
        yield rule_in_words(thread.model, rule)


def _common_notes(nodes: Sequence[Node]) -> frozenset[str]:
    """What is noted on every single target: said once for all instead of as a footnote to each."""
    noted = [target.note for node in nodes for figure in node.figures for target in figure.targets.values()]
    return frozenset(noted[:1]) - {""} if len(noted) > 1 and len(set(noted)) == 1 else frozenset()


def council_of(tree: UnitTree) -> int | None:
    council = tree.the("council")
    return council.id if council else None


def _nodes_of(thread: Thread, unit: int | None) -> list[Node]:
    owner = council_of(thread.tree) if unit is None else unit
    kinds = {"direction", "goal", "priority"}
    return [
        node
        for node in thread.nodes.values()
        if owner in (node.version.unit_id, thread.tree.standing(node.version.unit_id)) and node.level.kind in kinds
    ]


def _ordered(thread: Thread, nodes: Sequence[Node], by: Grouping) -> list[Node]:
    """By perspective in the model's order, or each area with its goals right after it."""
    if by == "perspective":
        order = {perspective.key: place for place, perspective in enumerate(thread.model.perspective)}
        return sorted(nodes, key=lambda node: order.get(node.version.perspective, len(order)))
    chosen = {node.key for node in nodes}
    placed: dict[str, Node] = {}
    for node in nodes:
        if node.level.kind == "direction":
            for below in thread.serving(node.key):
                if below.key in chosen and below.level.kind != "direction":
                    placed.setdefault(below.key, below)
            placed.setdefault(node.key, node)
    for node in nodes:
        placed.setdefault(node.key, node)
    with_goals = {key for key, node in placed.items() if node.level.kind == "direction" and not node.figures}
    return [node for key, node in placed.items() if key not in with_goals]


def _group(thread: Thread, node: Node, by: Grouping, notes: Footnotes) -> Group:
    rows = tuple(_row(thread, node, figure, notes) for figure in node.figures)
    reason = node.judgement.reason if node.judgement else NOTHING
    return Group(node, _head(thread, node, by), mark_of_node(thread, node), reason, rows, hand_told(thread, node))


def _head(thread: Thread, node: Node, by: Grouping) -> str:
    if by == "perspective":
        found = [p.name.one for p in thread.model.perspective if p.key == node.version.perspective]
        return found[0] if found else ""
    above = [thread.nodes[key] for key in node.serves if key in thread.nodes]
    return numbered(above[0]) if above and node.level.kind != "direction" and above[0].level.kind != "vision" else ""


def numbered(node: Node) -> str:
    """The title with the number that the document gives it."""
    return f"{node.version.number} {node.title}".strip()


def _row(thread: Thread, node: Node, figure: Figure, notes: Footnotes) -> Row:
    indicator, year = figure.indicator, thread.period.year
    cells = tuple(_cell(thread, figure, kind, at, notes) for kind, at in columns_for(year))
    mark = mark_of_figure(thread, node, figure)
    return Row(figure, BETTER[indicator.direction], cells, mark, figure.judgement.reason, curve(figure))


def _cell(thread: Thread, figure: Figure, kind: Literal["outcome", "target"], year: int, notes: Footnotes) -> Cell:
    period, indicator, now = Period.year_of(year), figure.indicator, thread.period.year
    if kind == "target":
        target = figure.targets.get(period)
        sign = notes.sign(*_about_target(thread, figure, target, year == now))
        decimals = _decimals(target, indicator.decimals)
        value = target.value if target else None
        return Cell(value, decimals, sign, bool(target and target.example), kind, year, _in_words(indicator, target))
    if why := figure.why_hidden(period):
        return Cell(None, None, notes.sign(say("{why}.", why=why)), kind=kind, year=year, text=say("visas inte"))
    outcome = figure.shown(period) if year == now and not thread.closed else figure.outcome(period)
    sign = notes.sign(*_about_outcome(thread, figure, outcome, period))
    decimals = _decimals(outcome, indicator.decimals)
    value, word = (outcome.value, _word(figure, outcome)) if outcome else (None, NOTHING)
    return Cell(value, decimals, sign, bool(outcome and outcome.example), kind, year, word=word)


def _word(figure: Figure, outcome: OutcomeRow) -> Text:
    """What a figure must be called so that nobody takes it for the year's outcome."""
    if outcome.forecast:
        return say("prognos")
    if outcome.period in figure.outcomes:
        return NOTHING
    return say("hittills") if figure.evidence(outcome.period).is_so_far else NOTHING


def _decimals(row: OutcomeRow | TargetRow | None, usual: int) -> int:
    return usual if row is None or row.decimals is None else row.decimals


def _in_words(indicator: Indicator, target: TargetRow | None) -> Text:
    """A target that is no single value."""
    return NOTHING if target is None or target.value is not None else target_words(target, written(indicator))


def _about_outcome(thread: Thread, figure: Figure, outcome: OutcomeRow | None, period: Period) -> Iterable[Text]:
    if outcome is None:
        if figure.indicator.first_measured and period < figure.indicator.first_measured:
            yield say("Mäts första gången {period}.", period=figure.indicator.first_measured.name)
        return
    if outcome.measured_period and outcome.measured_period != period:
        yield say("Utfallet mättes {period}.", period=outcome.measured_period.name)
    if outcome.preliminary:
        yield PRELIMINARY
    if figure.breaks and (parted := between(period.previous(), period, figure.breaks)):
        yield say("Mätmetoden ändrades {day}: utfallet går inte att jämföra med tidigare.", day=parted.isoformat())
    yield from _made_and_whose(thread, figure, outcome)
    if outcome.note:
        yield verbatim(outcome.note)


def _about_target(thread: Thread, figure: Figure, target: TargetRow | None, is_now: bool) -> Iterable[Text]:
    if target is None:
        return
    if target.note:
        yield verbatim(target.note)
    yield from _whose_target(thread, figure, target)
    if is_now:
        yield from asked_of_target(figure.evidence(thread.period))


def notes_on(thread: Thread, figure: Figure, outcome: OutcomeRow | None, target: TargetRow | None) -> Iterable[Text]:
    """What must be said of the two figures where they stand alone: whose they are, and of what they are made."""
    if outcome is not None:
        yield from _made_and_whose(thread, figure, outcome)
    if target is not None:
        yield from _whose_target(thread, figure, target)


def _made_and_whose(thread: Thread, figure: Figure, outcome: OutcomeRow) -> Iterable[Text]:
    made = None if outcome.forecast or outcome.period in figure.outcomes else figure.evidence(outcome.period).made
    if made is not None:
        yield made.told
    if outcome.unit_id != figure.unit_id:
        yield say("Utfallet gäller {unit}.", unit=_place(thread, outcome.unit_id))


def _whose_target(thread: Thread, figure: Figure, target: TargetRow) -> Iterable[Text]:
    if target.unit_id != figure.unit_id:
        yield say("Målvärdet gäller {unit}.", unit=_place(thread, target.unit_id))


def _place(thread: Thread, unit: int) -> str:
    place = thread.tree.places.get(unit)
    return place.name if place else str(say("en annan enhet"))
