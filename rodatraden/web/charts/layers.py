"""A graph in columns: the order within each column that crosses few lines, then the heights.

What stands at the top, the first column with more than one in it, keeps the caller's own order: area 1 stands above
area 2 whatever it costs. Of two orders of the rest that cross as few lines, the one nearer to the caller's own is
taken: 1.1 stands above 2.1 unless that costs a crossing. Links that skip a column get a stand-in there, so that a
line never runs through somebody's words.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rodatraden.web.charts.spacing import spread

SWEEPS = 6
STAND_IN = 24.0
"""Pixels that a line passing through a column keeps to itself."""


@dataclass
class Layers:
    """`columns` holds keys in order from the top; `links` only lead one column to the right. `routes`
    gives for every link of the caller the keys that it passes, ends included."""

    columns: list[list[str]]
    links: list[tuple[str, str]] = field(default_factory=list)
    routes: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def neighbours(self, forwards: bool) -> dict[str, list[str]]:
        """For each key those to its left (forwards) or to its right."""
        found: dict[str, list[str]] = {}
        for upper, lower in self.links:
            key, other = (lower, upper) if forwards else (upper, lower)
            found.setdefault(key, []).append(other)
        return found


def layered(places: Mapping[str, int], links: Sequence[tuple[str, str]]) -> Layers:
    """Columns in an order with few crossings. `places` gives each key's column, and is in the order that is natural;
    a link between unknown keys, or one that does not lead to the right, is left out of the order but may still be
    drawn."""
    layers = Layers([[] for _ in range(max(places.values(), default=-1) + 1)])
    for key in _by_descent(places, links):
        layers.columns[places[key]].append(key)
    for upper, lower in dict.fromkeys(links):
        if upper in places and lower in places and places[upper] < places[lower]:
            _route(layers, upper, lower, places)
    natural = {key: at for at, key in enumerate(places)}
    natural |= {key: natural[route[-1]] for route in layers.routes.values() for key in route[1:-1]}
    start = [sorted(column, key=natural.__getitem__) for column in layers.columns]
    top = _top(start)
    held = max(_straight(layers, start), top)
    layers.columns = [*start[:top], *layers.columns[top:]]
    orders = [
        _swept(layers, natural, top),
        _swept(Layers([*start[:held], *layers.columns[held:]], layers.links), natural, held),
        *_tidied_and_swept(layers, natural, top),
    ]
    layers.columns = min(orders, key=lambda order: cost(order, natural)).columns
    tidy(layers, natural, top)
    return layers


def _top(columns: Sequence[Sequence[str]]) -> int:
    """How many columns from the left keep their order: up to the first with more than one in it."""
    return next((at + 1 for at, column in enumerate(columns) if len(column) > 1), len(columns))


def _swept(layers: Layers, natural: Mapping[str, int], held: int) -> Layers:
    """The best of some sweeps, made tidy. The first `held` columns keep their order."""
    best = made = _copied(layers)
    fewest = crossings(made)
    for sweep in range(SWEEPS):
        made = _copied(made)
        _sweep(made, forwards=sweep % 2 == 0, held=held)
        if (found := crossings(made)) < fewest:
            best, fewest = made, found
    tidy(best, natural, held)
    return best


def _tidied_and_swept(layers: Layers, natural: Mapping[str, int], held: int) -> Iterator[Layers]:
    """Each sweep after one that was made tidy, which leads to other orders than sweeping alone."""
    for sweep in range(SWEEPS):
        layers = _copied(layers)
        tidy(layers, natural, held)
        yield layers
        layers = _copied(layers)
        _sweep(layers, forwards=sweep % 2 == 0, held=held)


def _copied(layers: Layers) -> Layers:
    return Layers([list(column) for column in layers.columns], layers.links)


def _straight(layers: Layers, columns: list[list[str]]) -> int:
    """How many columns from the left can stand so without any crossing among them."""
    count = 1
    while count < len(columns) and not crossings(Layers(columns[: count + 1], layers.links)):
        count += 1
    return count


def cost(layers: Layers, natural: Mapping[str, int]) -> tuple[int, int]:
    """Crossings first; then how many neighbours in a column stand the wrong way round."""
    wrong = sum(natural[one] > natural[other] for column in layers.columns for one, other in pairwise(column))
    return crossings(layers), wrong


def tidy(layers: Layers, natural: Mapping[str, int], held: int) -> None:
    """Lets neighbours change places, in all columns but the first `held`, as long as that takes away crossings, or
    costs none and puts them in their natural order. Every change lessens one or the other, so it comes to an end."""
    sides = (layers.neighbours(forwards=True), layers.neighbours(forwards=False))
    at = {key: place for column in layers.columns for place, key in enumerate(column)}
    waiting = set(range(held, len(layers.columns)))
    while waiting:
        turn = waiting.pop()
        if _exchanged(layers.columns[turn], sides, at, natural):
            waiting |= {turn - 1, turn, turn + 1} & set(range(held, len(layers.columns)))


def _exchanged(
    column: list[str], sides: Iterable[Mapping[str, Sequence[str]]], at: dict[str, int], natural: Mapping[str, int]
) -> bool:
    """Walks down a column once. Whether any neighbours changed places."""
    changed = False
    for place in range(len(column) - 1):
        one, other = column[place], column[place + 1]
        less = sum(_crossed(near.get(one, ()), near.get(other, ()), at) for near in sides)
        if less > 0 or (less == 0 and natural[one] > natural[other]):
            column[place], column[place + 1] = other, one
            at[one], at[other] = place + 1, place
            changed = True
    return changed


def _crossed(upper: Sequence[str], lower: Sequence[str], at: Mapping[str, int]) -> int:
    """How many more lines of two neighbours cross than would if they changed places: the one above leads to `upper`."""
    if not upper or not lower:
        return 0
    if len(upper) == len(lower) == 1:
        return (at[upper[0]] > at[lower[0]]) - (at[upper[0]] < at[lower[0]])
    ends = [at[other] for other in lower]
    return sum((at[one] > end) - (at[one] < end) for one in upper for end in ends)


def crossings(layers: Layers) -> int:
    """How many pairs of lines cross, all columns together."""
    total = 0
    for left, right in pairwise(layers.columns):
        at_left = {key: at for at, key in enumerate(left)}
        at_right = {key: at for at, key in enumerate(right)}
        ends = sorted((at_left[a], at_right[b]) for a, b in layers.links if a in at_left and b in at_right)
        seen: list[int] = []
        for _, end in ends:
            total += len(seen) - bisect_left(seen, end + 1)
            insort(seen, end)
    return total


def heights(layers: Layers, sizes: Mapping[str, float], top: float) -> dict[str, float]:
    """Where each key's line lies (y), as near to those it is linked with as its neighbours allow. The last
    walk goes from right to left, so that a line lies in the middle of what hangs from it.

    `sizes` are the pixels from a line to the next one below it; stand-ins take STAND_IN.
    """
    y: dict[str, float] = {}
    for column in layers.columns:
        at = top
        for key in column:
            y[key] = at
            at += sizes.get(key, STAND_IN)
    left, right = layers.neighbours(forwards=True), layers.neighbours(forwards=False)
    count = len(layers.columns)
    for sweep in range(2 * SWEEPS):
        forwards = sweep % 2 == 0
        order = range(count) if forwards else range(count - 1, -1, -1)
        for place in order:
            _settle(layers.columns[place], sizes, y, left if forwards else right, right | left)
    lift = top - min(y.values(), default=top)
    return {key: at + lift for key, at in y.items()}


def _settle(
    column: Sequence[str],
    sizes: Mapping[str, float],
    y: dict[str, float],
    near: Mapping[str, Sequence[str]],
    either: Mapping[str, Sequence[str]],
) -> None:
    """Moves one column's lines towards the mean of those they are linked with."""
    wanted = []
    for key in column:
        others = near.get(key) or either.get(key) or ()
        wanted.append(sum(y[other] for other in others) / len(others) if others else y[key])
    for key, at in zip(column, spread(wanted, [sizes.get(key, STAND_IN) for key in column]), strict=True):
        y[key] = at


def _by_descent(places: Mapping[str, int], links: Sequence[tuple[str, str]]) -> list[str]:
    """Keys depth first from those that nothing leads to: what belongs together comes together."""
    below: dict[str, list[str]] = {}
    led_to = set()
    for upper, lower in links:
        if upper in places and lower in places:
            below.setdefault(upper, []).append(lower)
            led_to.add(lower)
    found: dict[str, None] = {}
    inner = [key for key in reversed(list(places)) if key in led_to]
    stack = inner + [key for key in reversed(list(places)) if key not in led_to]
    while stack:
        key = stack.pop()
        if key not in found:
            found[key] = None
            stack.extend(reversed(below.get(key, ())))
    return list(found)


def _route(layers: Layers, upper: str, lower: str, places: Mapping[str, int]) -> None:
    """Adds a link, with a stand-in beside the upper end in every column between."""
    route = [upper]
    for place in range(places[upper] + 1, places[lower]):
        stand_in = f"{upper}\0{lower}\0{place}"
        column = layers.columns[place]
        column.insert(_after_kin(layers, column, route[-1]), stand_in)
        route.append(stand_in)
    route.append(lower)
    layers.links.extend(pairwise(route))
    layers.routes[upper, lower] = route


def _after_kin(layers: Layers, column: Sequence[str], upper: str) -> int:
    """The place after the last one in the column that the same upper end leads to."""
    kin = {lower for start, lower in layers.links if start == upper}
    return max((at + 1 for at, key in enumerate(column) if key in kin), default=len(column))


def _sweep(layers: Layers, forwards: bool, held: int) -> None:
    """Sorts every column but the first `held` by the mean place of those its keys are linked with."""
    near = layers.neighbours(forwards)
    count = len(layers.columns)
    for place in range(max(held, 1), count) if forwards else range(count - 2, held - 1, -1):
        fixed = {key: at for at, key in enumerate(layers.columns[place - 1 if forwards else place + 1])}
        own = {key: float(at) for at, key in enumerate(layers.columns[place])}
        for key in own:
            spots = [fixed[other] for other in near.get(key, ()) if other in fixed]
            if spots:
                own[key] = sum(spots) / len(spots)
        layers.columns[place].sort(key=own.__getitem__)
