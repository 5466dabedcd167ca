"""A thread read for a few items: they, what hangs around them, and of all else no more than where it hangs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Max, Q

from rodatraden.indicators.models import Breakdown, Indicator, Outcome
from rodatraden.indicators.rows import Figures
from rodatraden.lib.periods import Period
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Level
from rodatraden.tenancy.among import among
from rodatraden.thread.models import ItemVersion, Measurement, Progress, VersionQuerySet

Versions = VersionQuerySet[ItemVersion]
Elsewhere = Mapping[int, Mapping[tuple[int, Period], Period]]
"""By indicator: the unit and the period of an outcome, and when it was measured."""


@dataclass(frozen=True)
class Only:
    """What a thread is read for: some items by their ids, and indicators by their keys.

    Read whole are these items, what they serve, what is at one of `levels`, and the first that each of the indicators
    measures. Of all else there is only where it hangs (`Hanging`). Figures have the items, what they serve, and the
    first that each of the indicators measures. Nothing is judged.
    """

    items: Collection[int]
    indicators: Collection[str] = ()
    levels: Collection[str] = ()


class Hanging(NamedTuple):
    """A version by where it hangs: whose it is, what it serves, and the keys of the indicators that measure it."""

    pk: int
    item_id: int
    key: str
    level: str
    unit_id: int
    serves: tuple[str, ...]
    measured_by: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """What is read for some items: the versions that are read `whole`, by id, and those of them that have figures.

    `asides` is what else is decided, and not cancelled, by key. `watched` are the indicators at which the items may be
    broken, `order` the keys of all items as they are shown, `progress` what is reported of those that are read whole.
    """

    whole: Mapping[int, Hanging]
    figured: Collection[int]
    watched: Collection[int]
    asides: Mapping[str, Hanging]
    order: Sequence[str]
    progress: Mapping[int, Progress]


_ROW = ("pk", "item_id", "item__key", "level", "unit_id")


def narrowed(decided: Versions, levels: Sequence[Level], only: Only) -> Near:
    """What is read of a thread for some items. Three queries."""
    order = {level.key: place for place, level in enumerate(levels)}
    measures = _measures()
    rows = sorted(_hanging(decided, measures), key=lambda row: order[row.level])
    own = [row for row in rows if row.item_id in only.items]
    upward = {key for row in own for key in row.serves}
    near = {row.pk for row in own} | {row.pk for row in rows if row.key in upward}
    figured = near.union(_first_with(only.indicators, rows))
    whole = {row.pk: row for row in rows if row.pk in figured or row.level in only.levels}
    reported = latest_progress(among("item_id", [row.item_id for row in whole.values()]) | Q(state="cancelled"))
    return Near(
        whole,
        figured,
        watched={indicator for pk in near for indicator in measures.get(pk, ())},
        asides={row.key: row for row in rows if row.pk not in whole and row.item_id not in reported},
        order=[row.key for row in rows],
        progress=reported,
    )


def _hanging(decided: Versions, measures: Mapping[int, Mapping[int, str]]) -> Iterable[Hanging]:
    """The versions in their order. One query, with a row for each that is served."""
    ordered = decided.order_by(*(ItemVersion._meta.ordering or ()), "pk", "contributions__pk")
    versions: dict[int, Sequence[Any]] = {}
    served: dict[int, list[str]] = {}
    for *version, serves in ordered.values_list(*_ROW, "contributions__serves__key"):
        versions[version[0]] = version
        if serves is not None:
            served.setdefault(version[0], []).append(serves)
    for pk, version in versions.items():
        yield Hanging._make((*version, tuple(served.get(pk, ())), tuple(measures.get(pk, {}).values())))


def _measures() -> dict[int, dict[int, str]]:
    """By version: the keys of the indicators that measure it, by id, as they are shown. One query."""
    found: dict[int, dict[int, str]] = {}
    rows = Measurement.objects.order_by("indicator__position", "indicator__name_folded")
    for version, indicator, key in rows.values_list("version_id", "indicator_id", "indicator__key"):
        found.setdefault(version, {})[indicator] = key
    return found


def latest_progress(which: Q) -> dict[int, Progress]:
    """What is reported of each item and holds. One query."""
    rows = Progress.objects.filter(which, superseded_at=None)
    return {row.item_id: row for row in rows.light("entered_at")}


def _first_with(indicators: Iterable[str], rows: Iterable[Hanging]) -> Iterable[int]:
    """The first version that each of the indicators measures."""
    asked = set(indicators)
    for row in rows:
        found = asked.intersection(row.measured_by) if asked else None
        if found:
            asked -= found
            yield row.pk


def in_doubt(figures: Figures, indicators: Iterable[Indicator], tree: UnitTree) -> set[int]:
    """The indicators of which the rules of breaks ask what others have measured. A unit's target is held against its
    own series, if it has one: of the owner's that is known. What is not measured each year is next expected by when it
    last was."""
    owners = {each.pk: _heir(tree, each.owner_id) for each in indicators}
    total = Breakdown.TOTAL
    known = {
        (indicator, _heir(tree, unit))
        for there in (figures.outcomes, figures.hidden)
        for indicator, unit, breakdown in there
        if breakdown == total
    }
    return {each.pk for each in indicators if each.first_measured or each.next_measured} | {
        indicator
        for indicator, unit, breakdown in figures.targets
        if breakdown == total
        and (indicator, whose := _heir(tree, unit)) not in known
        and whose != owners.get(indicator)
    }


def _heir(tree: UnitTree, unit: int) -> int | None:
    place = tree.at(unit)
    return place.id if place else None


def measured_elsewhere(which: Q, year: int) -> Elsewhere:
    """Whose outcomes there are: of a year and later each of them, of the time before the latest. Two queries."""
    rows = Outcome.objects.current().filter(which, forecast=False, breakdown=Breakdown.TOTAL).order_by()
    late: Any = rows.filter(period__gte=str(year)).values_list("indicator_id", "unit_id", "period", "measured_period")
    early: Any = rows.filter(period__lt=str(year)).values_list("indicator_id", "unit_id").annotate(Max("period"))
    found: dict[int, dict[tuple[int, Period], Period]] = {}
    for indicator, unit, at in early:
        found.setdefault(indicator, {})[unit, at] = at
    for indicator, unit, at, measured in late:
        found.setdefault(indicator, {})[unit, at] = measured or at
    return found
