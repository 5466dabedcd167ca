"""The gathered thread as the plain values that the rules of breaks see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.utils.timezone import localdate

from rodatraden.indicators.models import Breakdown, Indicator, IndicatorKind, Rhythm, Target
from rodatraden.indicators.rows import Figures, OutcomeRow, TargetRow
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import BOARDS, Role
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.thread.narrowing import Elsewhere, Hanging
from rodatraden.thread.view import IndicatorView, ItemView, Promise, ThreadView

if TYPE_CHECKING:
    from rodatraden.thread.gather import Figure, Node, Thread

FigureRow = TypeVar("FigureRow", OutcomeRow, TargetRow)
Held = Mapping[tuple[int, str], date | None]
"""The last day on which somebody holds a role at a unit; None is open."""
Set = tuple[int, int, Period, date]
"""Indicator, unit and period of a target, and the day it was set."""


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


def targets_set(day: date) -> Sequence[Set]:
    """The targets for what is not over, and when each was decided or, where no day is known, entered. One query."""
    rows = Target.objects.current().filter(breakdown=Breakdown.TOTAL, period__gte=str(day.year)).order_by("pk")
    found = rows.values_list("indicator_id", "unit_id", "period", "decision__date", "entered_at")
    return [(*whose, decided or localdate(entered)) for *whose, decided, entered in found]  # type: ignore[misc]


def view_of(
    thread: "Thread", held: Held, targets_set: Iterable[Set] = (), elsewhere: Elsewhere | None = None
) -> ThreadView:
    """Everything that breaks are found in. `elsewhere` are the outcomes that are there, whoever has them."""
    tree = thread.tree
    targets = _by_indicator(tree, thread.figures.targets)
    outcomes = _measured(tree, thread.figures, thread.elsewhere if elsewhere is None else elsewhere)
    indicators = {
        key: _view(
            indicator,
            _key(tree.at(indicator.owner_id)),
            targets.get(indicator.pk, ()),
            outcomes.get(indicator.pk, {}),
        )
        for key, (indicator, *_) in thread.measures.items()
    }
    items = {node.key: item_view(thread, node, held) for node in thread.nodes.values()}
    places = {unit: _key(tree.at(unit)) for unit in {one.unit_id for one in thread.asides.values()}}
    items |= {key: _aside(thread, one, places) for key, one in thread.asides.items()}
    return ThreadView(
        items=tuple(items[key] for key in thread.order or items if key in items),
        indicators=indicators,
        levels={level.key: level for level in thread.model.level},
        boards=tuple(place.key for place in tree.places.values() if place.kind in BOARDS),
        unit_names={place.key: place.name for place in tree.places.values()},
        promises=tuple(_promises(thread, targets_set)),
    )


def _aside(thread: "Thread", one: Hanging, places: Mapping[int, str]) -> ItemView:
    """What was read only for where it hangs: nothing else is to be asked of it."""
    _, _, key, level, unit, serves, indicators = one
    return ItemView(key, level, "", "", places[unit], thread.boards.get(unit, ""), serves, indicators)


def _promises(thread: "Thread", targets_set: Iterable[Set]) -> Iterable[Promise]:
    """The targets of what the thread is measured by; a merged unit's are its heir's."""
    measuring = {indicator.pk for indicator, *_ in thread.measures.values()}
    for indicator, unit, period, day in targets_set:
        place = thread.tree.at(unit)
        if place and indicator in measuring:
            yield Promise(place.key, period, day)


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


def _measured(tree: UnitTree, figures: Figures, elsewhere: Elsewhere) -> dict[int, dict[tuple[str, Period], Period]]:
    """By indicator: whose outcomes there are, for which periods, and when they were measured, the hidden ones too."""
    found: dict[int, dict[tuple[str, Period], Period]] = {}
    for indicator, there in elsewhere.items():
        heirs_last = sorted(there.items(), key=lambda pair: pair[0][0] in tree.places)
        found[indicator] = {(place.key, at): when for (unit, at), when in heirs_last if (place := tree.at(unit))}
    for indicator, known in _by_indicator(tree, figures.outcomes).items():
        found[indicator] = _when(known) | found.get(indicator, {})
    for (indicator, unit, breakdown), periods in figures.hidden.items():
        place = tree.at(unit)
        if place and breakdown == Breakdown.TOTAL:
            mine = found.setdefault(indicator, {})
            mine.update({(place.key, at): at for at in periods if (place.key, at) not in mine})
    return found


def _when(known: Iterable[tuple[str, Mapping[Period, OutcomeRow]]]) -> dict[tuple[str, Period], Period]:
    return {(unit, at): row.measured_period or at for unit, rows in known for at, row in rows.items()}


def _key(place: Place | None) -> str:
    return place.key if place else ""


def item_view(thread: "Thread", node: "Node", held: Held | None = None) -> ItemView:
    """One item as the rules see it; without `held` nothing is said of who answers."""
    version = node.version
    answers = _responsible(thread, node, held) if held is not None else Responsible()
    shared = thread.shared_with(node)
    measured_by = node.measured_by or (shared.measured_by if shared else ())
    return ItemView(
        key=node.key,
        level=node.level.key,
        title=version.title,
        text=version.text,
        unit=_key(thread.tree.at(version.unit_id)),
        owner_ended=thread.tree.left.get(version.unit_id, ""),
        board=thread.boards.get(version.unit_id, ""),
        serves=node.serves,
        indicators=measured_by,
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
    measured = {(unit, at): at for at in figure.hidden} | _when([(unit, figure.outcomes)])
    return _view(figure.indicator, unit, ((unit, figure.targets),), measured)


def _view(
    indicator: Indicator,
    owner: str,
    targets: Iterable[tuple[str, Mapping[Period, TargetRow]]],
    outcomes: Mapping[tuple[str, Period], Period],
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
        outcomes=outcomes,
        first_measured=indicator.first_measured or None,
        next_measured=indicator.next_measured or None,
        years_between=2 if indicator.rhythm == Rhythm.TWO_YEARS else 1,
    )
