"""Which figures on few people are hidden, and which others so that they cannot be worked out. Pure.

The rule is told in docs/rules/small_groups.md.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, say

TOTAL = "total"
"""The breakdown that is the whole; the others are its parts."""


class Why(Enum):
    """Why a figure is hidden: few people are behind it, or it would give away one that few are behind."""

    FEW = "few"
    BESIDE = "beside"


class Spot(NamedTuple):
    """Where a figure stands: whose, of whom, and when. Of one indicator."""

    unit: int
    breakdown: str
    period: Period


Key = TypeVar("Key")


@dataclass(frozen=True)
class Group(Generic[Key]):
    """A total and the parts that make it: whoever knows all but one of them can work that one out."""

    total: Key
    parts: tuple[Key, ...]


def hidden_of(
    people: Mapping[Key, int | None],
    groups: Sequence[Group[Key]],
    fewer_than: int,
    seen: Collection[Key] = (),
) -> dict[Key, Why]:
    """The figures that are hidden. `people` has every figure there is; None where nobody has told how many.

    A figure on fewer people than `fewer_than` is hidden. In each group what is hidden must be at least two
    figures on at least that many people together; else the part on the next fewest is hidden too, and where no
    part is left the total. Those in `seen` are the reader's to see: never hidden, and known in the reckoning.
    """
    found = {
        key: Why.FEW for key, count in people.items() if count is not None and count < fewer_than and key not in seen
    }
    grows = True
    while grows:
        grows = False
        for group in groups:
            while (more := _one_more(group, people, fewer_than, found, seen)) is not None:
                found[more[0]], grows = more[1], True
    return found


def _one_more(
    group: Group[Key],
    people: Mapping[Key, int | None],
    fewer_than: int,
    found: Mapping[Key, Why],
    seen: Collection[Key],
) -> tuple[Key, Why] | None:
    """One more figure of the group that must be hidden, and why; None where it is safe as it is."""
    left = [key for key in group.parts if key not in found and key not in seen]
    if found.get(group.total) is Why.FEW and (untold := [key for key in left if people[key] is None]):
        return untold[0], Why.FEW
    unseen, rest = [key for key in group.parts if key in found], _rest(group, people)
    if group.total in found:
        safe = bool(unseen) or rest > 0
    elif unseen:
        behind = rest + sum(fewer_than if (count := people[key]) is None else count for key in unseen)
        safe = len(unseen) + (rest > 0) > 1 and behind >= fewer_than
    else:
        safe = rest == 0 or rest >= fewer_than
    if not safe and left:
        return min(left, key=lambda key: (people[key] is None, people[key] or 0)), Why.BESIDE
    if not safe and group.total not in found and group.total not in seen:
        return group.total, Why.BESIDE
    return None


def _rest(group: Group[Key], people: Mapping[Key, int | None]) -> int:
    """How many people the total counts that no part does; 0 where that is not known."""
    whole, parts = people[group.total], [people[key] for key in group.parts]
    told = [count for count in parts if count is not None]
    return max(0, whole - sum(told)) if whole is not None and len(told) == len(parts) else 0


def groups_of(spots: Collection[Spot], above: Mapping[int, Sequence[int]]) -> list[Group[Spot]]:
    """The groups among an indicator's figures: women and men of a total, the units beneath one, a year's parts.

    `above` gives the units over each, nearest first: a unit is a part of the nearest of them that has a figure.
    """
    series: dict[tuple[int, str], list[Period]] = {}
    for spot in spots:
        series.setdefault((spot.unit, spot.breakdown), []).append(spot.period)
    parts: dict[tuple[str, Spot], list[Spot]] = {}
    for spot in sorted(spots):
        for how, total in _totals(spot, spots, above, series[spot.unit, spot.breakdown]):
            parts.setdefault((how, total), []).append(spot)
    return [Group(total, tuple(found)) for (_how, total), found in parts.items()]


def _totals(
    spot: Spot, spots: Collection[Spot], above: Mapping[int, Sequence[int]], beside: Iterable[Period]
) -> Iterator[tuple[str, Spot]]:
    """The totals that a figure is a part of, and in what way. `beside` are the periods of its own series."""
    if spot.breakdown != TOTAL and (whole := spot._replace(breakdown=TOTAL)) in spots:
        yield "breakdown", whole
    over = (spot._replace(unit=unit) for unit in above.get(spot.unit, ()) if unit != spot.unit)
    if (nearest := next((each for each in over if each in spots), None)) is not None:
        yield "unit", nearest
    for longer in beside:
        if longer != spot.period and longer.contains(spot.period):
            yield spot.period.kind, spot._replace(period=longer)


def told(why: Why, fewer_than: int) -> Text:
    """ "Visas inte: färre än 5 personer"."""
    if why is Why.FEW:
        return say("Visas inte: färre än {n} personer", n=fewer_than)
    return say("Visas inte: skulle avslöja en liten grupp")
