"""Keeping things apart: places as near as possible to where each wants to be, in order, never closer than told."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to `wanted` (least squares) in the same order, with at least `apart[i]` between
    place i and i + 1. `apart` has one element less than `wanted`, or more, which are not read."""
    offsets = [0.0]
    for gap in apart[: max(len(wanted) - 1, 0)]:
        offsets.append(offsets[-1] + gap)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        blocks.append((want - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (after, many), (before, some) = blocks.pop(), blocks.pop()
            blocks.append(((before * some + after * many) / (some + many), some + many))
    level = [mean for mean, many in blocks for _ in range(many)]
    return [mean + offset for mean, offset in zip(level, offsets, strict=False)]


def within(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Like `spread`, but inside low..high; where there is no room the places are shared out evenly."""
    count = len(wanted)
    if count and (count - 1) * apart > high - low:
        step = (high - low) / max(count - 1, 1)
        return [low + step * at for at in range(count)]
    places = spread(wanted, [apart] * count)
    for at, place in enumerate(places):
        places[at] = max(place, low + apart * at)
    for at in range(count - 1, -1, -1):
        places[at] = min(places[at], high - apart * (count - 1 - at))
    return places
