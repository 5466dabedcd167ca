"""The gathered thread as the plain values that the rules of breaks see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q

from rodatraden.indicators.models import Breakdown, Indicator, IndicatorKind, Rhythm
from rodatraden.indicators.rows import OutcomeRow, TargetRow
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import BOARDS, Role
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.thread.view import IndicatorView, ItemView, ThreadView

if TYPE_CHECKING:
    from rodatraden.thread.gather import Figure, Node, Thread

FigureRow = TypeVar("FigureRow", OutcomeRow, TargetRow)
Held = Mapping[tuple[int, str], date | None]
"""The last day on which somebody holds a role at a unit; None is open."""


@dataclass(frozen=True)
class Responsible:
    """What can be said of the role that answers for an item."""

    words: str = ""
    until: date | None = None
    vacant: bool = False


def roles_held(day: date) -> Held:
    """Who holds or has held what, and until when: a role that begins later is nobody's yet. One query."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    found: dict[tuple[int, str], date | None] = {}
    for unit, kind, until in Role.objects.filter(begun).order_by().values_list("unit_id", "kind", "valid_to"):
        before = found.get((unit, kind), until)
        found[unit, kind] = None if until is None or before is None else max(until, before)
    return found


def view_of(thread: "Thread", held: Held) -> ThreadView:
    """Everything that breaks are found in."""
    tree = thread.tree
    targets = _by_indicator(tree, thread.figures.targets)
    outcomes = _by_indicator(tree, thread.figures.outcomes)
    indicators = {
        figure.indicator.key: _view(
            figure.indicator,
            _key(tree.at(figure.indicator.owner_id)),
            targets.get(figure.indicator.pk, ()),
            outcomes.get(figure.indicator.pk, ()),
        )
        for figure in unique_indicators(thread.nodes.values())
    }
    return ThreadView(
        items=tuple(item_view(thread, node, held) for node in thread.nodes.values()),
        indicators=indicators,
        levels={level.key: level for level in thread.model.level},
        boards=tuple(place.key for place in tree.places.values() if place.kind in BOARDS),
        unit_names={place.key: place.name for place in tree.places.values()},
    )


def _by_indicator(
    tree: UnitTree, figures: Mapping[tuple[int, int, str], Mapping[Period, FigureRow]]
) -> dict[int, list[tuple[str, Mapping[Period, FigureRow]]]]:
    """The figures of each indicator by whose they are; a merged unit's are its heir's, whose own come last and win."""
    found: dict[int, list[tuple[str, Mapping[Period, FigureRow]]]] = {}
    for (indicator, unit, breakdown), rows in sorted(figures.items(), key=lambda pair: pair[0][1] in tree.places):
        place = tree.at(unit)
        if place and breakdown == Breakdown.TOTAL:
            found.setdefault(indicator, []).append((place.key, rows))
    return found


def _key(place: Place | None) -> str:
    return place.key if place else ""


def item_view(thread: "Thread", node: "Node", held: Held | None = None) -> ItemView:
    """One item as the rules see it; without `held` nothing is said of who answers."""
    version = node.version
    answers = _responsible(thread, node, held) if held is not None else Responsible()
    shared = thread.shared_with(node)
    measured = node.figures or (shared.figures if shared else ())
    return ItemView(
        key=node.key,
        level=node.level.key,
        title=version.title,
        text=version.text,
        unit=_key(thread.tree.at(version.unit_id)),
        owner_ended=thread.tree.left.get(version.unit_id, ""),
        board=thread.boards.get(version.unit_id, ""),
        serves=node.serves,
        indicators=tuple(figure.indicator.key for figure in measured),
        responsible=answers.words,
        responsible_until=answers.until,
        vacant=answers.vacant,
        deadline=version.deadline,
        doing=node.progress.state if node.progress else "",  # type: ignore[arg-type]
        sound_economy=version.sound_economy,
    )


def _responsible(thread: "Thread", node: "Node", held: Held) -> Responsible:
    kind, unit = node.version.responsible_kind, node.version.responsible_unit_id or node.version.unit_id
    if not kind:
        return Responsible()
    role = thread.model.role_of(kind)
    place = thread.tree.at(unit)
    words = f"{role.name.one if role else kind}, {place.name}" if place else (role.name.one if role else kind)
    if (unit, kind) not in held:
        return Responsible(words, vacant=True)
    until = held[unit, kind]
    return Responsible(words, until, vacant=until is not None and until < thread.day)


def indicator_view(figure: "Figure") -> IndicatorView:
    """One indicator with the targets and outcomes that an item shows."""
    unit = str(figure.unit_id)
    return _view(figure.indicator, unit, ((unit, figure.targets),), ((unit, figure.outcomes),))


def unique_indicators(nodes: "Iterable[Node]") -> "list[Figure]":
    """Each indicator once, in the order it first appears."""
    return list({figure.indicator.pk: figure for node in nodes for figure in node.figures}.values())


def _view(
    indicator: Indicator,
    owner: str,
    targets: Iterable[tuple[str, Mapping[Period, TargetRow]]],
    outcomes: Iterable[tuple[str, Mapping[Period, OutcomeRow]]],
) -> IndicatorView:
    return IndicatorView(
        key=indicator.key,
        name=indicator.short_name or indicator.name,
        owner=owner,
        says=f"{indicator.name} {indicator.definition}",
        unit_of_measure=indicator.unit_of_measure,
        needs_target=indicator.kind in {IndicatorKind.TARGET, IndicatorKind.QUALITY, IndicatorKind.KEY_FIGURE},
        direction=indicator.direction,  # type: ignore[arg-type]
        rank_of=indicator.rank_of,
        decimals=indicator.decimals,
        targets={(unit, at): row.aim for unit, rows in targets for at, row in rows.items()},
        outcomes={(unit, at): row.measured_period or at for unit, rows in outcomes for at, row in rows.items()},
        first_measured=indicator.first_measured or None,
        next_measured=indicator.next_measured or None,
        years_between=2 if indicator.rhythm == Rhythm.TWO_YEARS else 1,
    )
