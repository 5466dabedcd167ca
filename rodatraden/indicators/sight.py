"""Who sees what of small groups: the one place that finds which figures are hidden from whom."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rodatraden.indicators.models import EvidenceQuerySet, Outcome
from rodatraden.indicators.small_groups import Spot, Why, groups_of, hidden_of, told
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import UnitTree
from rodatraden.steering.schema import Model

HiddenSpots = Mapping[int, Mapping[Spot, Text]]
"""By indicator: where figures are hidden from a reader, and why in words."""
Told = tuple[int, int, str, Period, int | None]
"""Indicator, unit, breakdown, period, and how many people are behind the figure."""


@dataclass(frozen=True)
class Sight:
    """A reader of figures. Those on fewer people than `fewer_than` are seen in the units `over` only; 0 hides
    nothing."""

    fewer_than: int = 0
    over: frozenset[int] = frozenset()
    tree: UnitTree = field(default_factory=lambda: UnitTree({}))

    def hides_people(self, people: int | None, unit: int) -> bool:
        """Whether a figure is hidden for its own sake."""
        return people is not None and people < self.fewer_than and unit not in self.over

    def may_hide(self, unit: int, people: int | None) -> bool:
        """Whether a figure may be hidden, for its own sake or another's: it tells how many are behind it."""
        return bool(self.fewer_than) and people is not None and unit not in self.over

    def hidden_in(self, rows: Iterable[Told]) -> HiddenSpots:
        """What is hidden of these figures, which must be all that an indicator has."""
        if not self.fewer_than:
            return {}
        by_indicator: dict[int, dict[Spot, int | None]] = {}
        for indicator, unit, breakdown, period, people in rows:
            spots, spot = by_indicator.setdefault(indicator, {}), Spot(unit, breakdown, period)
            known = [count for count in (spots.get(spot), people) if count is not None]
            spots[spot] = min(known, default=None)
        return {indicator: found for indicator, spots in by_indicator.items() if (found := self._hidden(spots))}

    def _hidden(self, people: Mapping[Spot, int | None]) -> dict[Spot, Text]:
        if all(count is None for count in people.values()):
            return {}
        above = {spot.unit: [place.id for place in self.tree.upward(spot.unit)] for spot in people}
        seen = {spot for spot in people if spot.unit in self.over}
        found = hidden_of(people, groups_of(people, above), self.fewer_than, seen)
        return {spot: told(why, self.fewer_than) for spot, why in found.items()}


EVERYTHING = Sight()
"""The sight of the operator at the console, and of who only counts."""


def sight_of(actor: Actor, model: Model | None = None, *, public: bool = False) -> Sight:
    """What the actor sees by the model of today or, where none holds, by `model`. What is `public` is read by
    anybody: nobody's role counts."""
    if actor.is_operator and not public:
        return EVERYTHING
    steering = actor.model or actor.model_on(clock.today()) or model
    small = steering.small_group if steering else None
    if small is None:
        return EVERYTHING
    over = frozenset[int]() if public else actor.units_as(small.shown_to)
    return Sight(small.fewer_than, over, actor.tree)


def on_people() -> EvidenceQuerySet[Outcome]:
    """The current outcomes that tell how many people are behind them. Asked in the words of their index, or SQLite
    does not use it."""
    return Outcome.objects.current().order_by().filter(people__isnull=False)


def read_hidden(sight: Sight, indicators: Collection[int] | None = None) -> HiddenSpots:
    """What is hidden from a reader, of all indicators or of some. One query, or none where nothing can be."""
    if not sight.fewer_than or (indicators is not None and not indicators):
        return {}
    current, peopled = Outcome.objects.current().order_by(), on_people()
    if indicators is not None:
        peopled = peopled.filter(indicator__in=indicators)
    names = ("indicator_id", "unit_id", "breakdown", "period", "people")
    rows = current.filter(indicator__in=peopled.values("indicator")).values_list(*names)
    return sight.hidden_in(rows.iterator(chunk_size=5000))


def logged_value(actor: Actor, unit: int, value: Decimal, people: int | None) -> Decimal | str:
    """A figure as it is kept in the log, which others read than those who see small groups: few people's in words."""
    if people is None:
        return value
    sight = sight_of(actor, public=True)
    return str(told(Why.FEW, sight.fewer_than)) if sight.hides_people(people, unit) else value
