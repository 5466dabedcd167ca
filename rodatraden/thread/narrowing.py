"""A thread read for a few items: they, what hangs around them, and of all else no more than where it hangs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Max, Q

from rodatraden.indicators.models import Breakdown, Outcome
from rodatraden.lib.periods import Period
from rodatraden.steering.schema import Level
from rodatraden.thread.models import ItemVersion, Measurement, Progress, VersionQuerySet

Versions = VersionQuerySet[ItemVersion]
Elsewhere = Mapping[int, Mapping[tuple[int, Period], Period]]
"""By indicator: the unit and the period of an outcome, and when it was measured."""


@dataclass(frozen=True)
class Only:
    """What a thread is read for: some items by their ids, and indicators by their keys.

    Read whole are these items, what they serve, what is at one of `levels`, and the first that each of the indicators
    measures. Of all else there is only where it hangs (`Aside`). Figures have the items, what they serve, and the
    first that each of the indicators measures. Nothing is judged.
    """

    items: Collection[int]
    indicators: Collection[str] = ()
    levels: Collection[str] = ()


@dataclass(frozen=True)
class Aside:
    """Something decided, and not cancelled, of which no more is asked than where it hangs: what it serves, and the
    keys of the indicators that measure it."""

    key: str
    level: str
    unit_id: int
    serves: tuple[str, ...]
    measured_by: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """What is read for some items: the versions that are read `whole`, and those of them that have figures.

    `watched` are the indicators at which the items may be broken, `measured_by` the keys of what measures each version,
    `order` the keys of all items as they are shown.
    """

    whole: Collection[int]
    figured: Collection[int]
    watched: Collection[int]
    asides: Mapping[str, Aside]
    measured_by: Mapping[int, tuple[str, ...]]
    order: Sequence[str]


class Row(NamedTuple):
    """A version by where it hangs."""

    pk: int
    item_id: int
    key: str
    level: str
    unit_id: int


def narrowed(decided: Versions, levels: Sequence[Level], served: Mapping[int, Sequence[str]], only: Only) -> Near:
    """What is read of a thread for some items. `served` are the keys of what each version serves. Three queries."""
    order = {level.key: place for place, level in enumerate(levels)}
    light = decided.values_list("pk", "item_id", "item__key", "level", "unit_id")
    rows = sorted(map(Row._make, light), key=lambda row: order[row.level])
    measures = _measures()
    own = {row.pk for row in rows if row.item_id in only.items}
    upward = {key for pk in own for key in served.get(pk, ())}
    near = own | {row.pk for row in rows if row.key in upward}
    figured = near.union(_first_with(only.indicators, rows, measures))
    whole = figured | {row.pk for row in rows if row.level in only.levels}
    keys = {pk: tuple(key for _, key in each) for pk, each in measures.items()}
    cancelled = set(Progress.objects.filter(superseded_at=None, state="cancelled").values_list("item", flat=True))
    return Near(
        whole,
        figured,
        watched={indicator for pk in near for indicator, _ in measures.get(pk, ())},
        asides={
            row.key: Aside(row.key, row.level, row.unit_id, tuple(served.get(row.pk, ())), keys.get(row.pk, ()))
            for row in rows
            if row.pk not in whole and row.item_id not in cancelled
        },
        measured_by=keys,
        order=[row.key for row in rows],
    )


def _measures() -> dict[int, list[tuple[int, str]]]:
    """By version: the indicators that measure it, by id and key, as they are shown. One query."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = Measurement.objects.order_by("indicator__position", "indicator__name_folded")
    for version, indicator, key in rows.values_list("version_id", "indicator_id", "indicator__key"):
        found.setdefault(version, []).append((indicator, key))
    return found


def _first_with(
    indicators: Iterable[str], rows: Iterable[Row], measures: Mapping[int, Sequence[tuple[int, str]]]
) -> Iterable[int]:
    """The first version that each of the indicators measures."""
    asked = set(indicators)
    for row in rows:
        keys = {key for _, key in measures.get(row.pk, ())}
        if not asked.isdisjoint(keys):
            asked -= keys
            yield row.pk


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
