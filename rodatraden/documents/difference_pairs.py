"""Which of two sequences' members are each other's before and after, when both have changed. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

from rodatraden.lib.word_diff import matching

Item = TypeVar("Item")
Pair = tuple[int | None, int | None]
"""Places in the old and in the new; None where it has come or gone."""
MOST_TRIED = 10_000
"""Above this many possible pairs likeness is not asked: who has rewritten so much reads the new one."""


def likeness(before: str, after: str) -> float:
    """How much of two texts' words is the same, 0 to 1, in whatever order."""
    old, new = Counter(before.split()), Counter(after.split())
    both = old.total() + new.total()
    return 2 * (old & new).total() / both if both else 1.0


def paired(old: Sequence[Hashable], new: Sequence[Hashable]) -> dict[int, int]:
    """The places of what stands alike in both, in the same order."""
    return {a + n: b + n for a, b, size in matching(old, new) for n in range(size)}


def fellows(
    old: Sequence[Item], new: Sequence[Item], score: Callable[[Item, Item], float], least: float
) -> dict[int, int]:
    """Pairs in order, as alike as can be taken together; none that scores below `least`. The same both ways."""
    if not old or not new or len(old) * len(new) > MOST_TRIED:
        return {}
    if _stands_first(new, old):
        return {a: b for b, a in _aligned(new, old, lambda one, other: score(other, one), least)}
    return dict(_aligned(old, new, score, least))


def _stands_first(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Which of two is taken as the old one, whichever came first: by the first members that say something else."""
    for mine, theirs in zip(map(repr, one), map(repr, other), strict=False):
        if mine != theirs:
            return mine < theirs
    return len(one) < len(other)


def _aligned(
    old: Sequence[Item], new: Sequence[Item], score: Callable[[Item, Item], float], least: float
) -> list[tuple[int, int]]:
    """The best way from the end of both to their beginnings, walked from the beginning."""
    scores = [[score(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            both = scores[a][b] + best[a + 1][b + 1] if scores[a][b] >= least else 0.0
            best[a][b] = max(both, best[a + 1][b], best[a][b + 1])
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if scores[a][b] >= least and best[a][b] == scores[a][b] + best[a + 1][b + 1]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def gaps(old: int, new: int, matched: Mapping[int, int]) -> list[tuple[range, range]]:
    """What stands unmatched between pairs that never cross: the places in the old and in the new."""
    found, a, b = [], 0, 0
    for x, y in [*sorted(matched.items()), (old, new)]:
        if x > a or y > b:
            found.append((range(a, x), range(b, y)))
        a, b = x + 1, y + 1
    return found


def woven(old: int, new: int, matched: Mapping[int, int]) -> list[Pair]:
    """Every member of both once, in the new one's order; what has gone stands after what it stood after."""
    came_from = {b: a for a, b in matched.items()}
    gone: dict[int | None, list[int]] = {}
    latest = None
    for a in range(old):
        if a in matched:
            latest = matched[a]
        else:
            gone.setdefault(latest, []).append(a)
    found: list[Pair] = [(a, None) for a in gone.get(None, ())]
    for b in range(new):
        found.append((came_from.get(b), b))
        found += [(a, None) for a in gone.get(b, ())]
    return found
