"""A thread read for a few items: they, what hangs around them, and of all else no more than what it serves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Q

from rodatraden.indicators.models import Breakdown, Outcome
from rodatraden.lib.periods import Period
from rodatraden.steering.schema import Level
from rodatraden.thread.levels import DOING
from rodatraden.thread.measured import Measured
from rodatraden.thread.models import Contribution, ItemVersion, Measurement, Progress, VersionQuerySet

if TYPE_CHECKING:
    from rodatraden.thread.gather import Thread

Versions = VersionQuerySet[ItemVersion]
Elsewhere = Mapping[int, Mapping[tuple[int, Period], Period]]
"""By indicator: the unit and the period of an outcome, and when it was measured."""


@dataclass(frozen=True)
class Only:
    """What a thread is read for: some items by their ids, and indicators by their keys.

    What is not done but decided is all there, and so is what these items serve, what is at one of `levels`, and what
    anything measures. Of what else is done there is only what it serves (`Doing`). Figures have the items, what they
    serve, and the first that each of the indicators measures. Nothing is judged.
    """

    items: Collection[int]
    indicators: Collection[str] = ()
    levels: Collection[str] = ()


@dataclass(frozen=True)
class Doing:
    """Something that is done, and not cancelled, of which no more is asked than what it serves."""

    key: str
    level: str
    unit_id: int
    serves: tuple[str, ...]


def narrowed(decided: Versions, levels: Sequence[Level], only: Only) -> tuple[Versions, Versions]:
    """The versions to read whole, and those of which only what they serve is asked."""
    served = Contribution.objects.filter(version__item__in=only.items).order_by().values("serves")
    measured = Measurement.objects.order_by().values("version")
    near = Q(item__in=only.items) | Q(item__in=served) | Q(pk__in=measured)
    apart = ~near & Q(level__in=[level.key for level in levels if level.kind in DOING and level.key not in only.levels])
    cancelled = Progress.objects.filter(item=OuterRef("item"), superseded_at=None, state="cancelled")
    return decided.exclude(apart), decided.filter(apart).exclude(Exists(cancelled))


def doing_of(rows: Versions, served: Mapping[int, Sequence[str]]) -> tuple[Doing, ...]:
    """What is read apart, with what each version serves. One query."""
    found = rows.order_by().values_list("pk", "item__key", "level", "unit_id")
    return tuple(Doing(key, level, unit, tuple(served.get(pk, ()))) for pk, key, level, unit in found)


def leave_out(thread: "Thread", only: Only, measured: Measured) -> tuple[Measured, frozenset[int]]:
    """Of what measures each version, that whose figures are read: the items', that of what these serve, and of the
    first item that has an indicator asked for. The other nodes are told what was left out. And by id the indicators
    of the items and of what they serve, at which the thread may be broken."""
    own = [node for node in thread.nodes.values() if node.version.item_id in only.items]
    near = {node.version.pk for each in own for node in (each, *(thread.nodes[key] for key in thread.above[each.key]))}
    watched = frozenset(indicator.pk for version in near for indicator, *_ in measured.get(version, ()))
    asked = set(only.indicators)
    for node in thread.nodes.values():
        keys = tuple(indicator.key for indicator, *_ in measured.get(node.version.pk, ()))
        if not asked.isdisjoint(keys):
            asked.difference_update(keys)
            near.add(node.version.pk)
        if node.version.pk not in near:
            node.left_out = keys
    return {version: each for version, each in measured.items() if version in near}, watched


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
