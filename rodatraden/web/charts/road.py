"""The road to the target: every indicator is its own mark on the way from start value to target.

Rank, per cent and kronor share one scale since each is shown as its share of its own way. Those that are
not measured wait outside to the right; those that went backwards stand left of the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.web.charts.svg import Canvas
from rodatraden.web.marks import Mark

WIDTH, HEIGHT, SIZE = 300.0, 48.0, 13.0
START, TARGET, END, OUTSIDE = 46.0, 196.0, 264.0, 286.0


@dataclass(frozen=True)
class Traveller:
    """An indicator. `share` is the share of the way gone (0 at the start value, 1 at the target), None
    where it is not measured."""

    name: str
    share: Decimal | None
    mark: Mark


def road(travellers: Sequence[Traveller], title: str, ident: str) -> str:
    """The road as SVG, 300 by 48. Its description names every indicator with its status."""
    canvas = Canvas(WIDTH, HEIGHT)
    middle = HEIGHT / 2
    canvas.line("grid", [(0, middle), (END, middle)])
    canvas.line("grid", [(START, 0), (START, HEIGHT)])
    canvas.line("aim-line", [(TARGET, 0), (TARGET, HEIGHT)])
    for traveller, x, y in placed(travellers):
        canvas.mark(traveller.mark.tone, traveller.mark.symbol, x, y, SIZE)
    said = " ".join(f"{one.name}: {one.mark.word}." for one in travellers)
    return canvas.done(title, said, ident, "road")


def placed(travellers: Sequence[Traveller]) -> list[tuple[Traveller, float, float]]:
    """Where each mark stands (its upper left corner): by its share, moved up or down where two would meet."""
    known = sorted((one for one in travellers if one.share is not None), key=lambda one: one.share or 0)
    found: list[tuple[Traveller, float, float]] = []
    rows = (0.0, -15.0, 15.0, -8.0, 8.0)
    for one in known:
        x = along(one.share or Decimal(0)) - SIZE / 2
        free = [row for row in rows if all(_apart(x, row, other) for other in found)]
        found.append((one, x, HEIGHT / 2 - SIZE / 2 + (free[0] if free else rows[len(found) % len(rows)])))
    waiting = [one for one in travellers if one.share is None]
    for place, one in enumerate(waiting):
        column, row = divmod(place, 3) if len(waiting) > 2 else (place, 0)
        found.append((one, OUTSIDE - 17 * column, HEIGHT / 2 - SIZE / 2 + rows[row]))
    return found


def along(share: Decimal) -> float:
    """The x of a share of the way; far beyond either end is drawn at the end."""
    x = START + float(share) * (TARGET - START)
    return min(max(x, SIZE / 2 + 1), END - SIZE / 2)


def road_head(start: str, target: str, outside: str, ident: str) -> str:
    """The words above a column of roads, drawn to the same measures; decoration, the table head says it."""
    canvas = Canvas(WIDTH, 17)
    canvas.text("lab mid", START, 12, start)
    canvas.text("aim-text mid", TARGET, 12, target)
    canvas.text("lab end", WIDTH, 12, outside)
    return canvas.done(f"{start}, {target}, {outside}", "", ident, "road")


def _apart(x: float, row: float, other: tuple[Traveller, float, float]) -> bool:
    dy = HEIGHT / 2 - SIZE / 2 + row - other[2]
    return abs(x - other[1]) >= SIZE - 1 or abs(dy) >= SIZE - 1
