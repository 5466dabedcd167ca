"""A curve the size of a word. It always points up for better, also where lower is better."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rodatraden.web.charts.scale import Scale
from rodatraden.web.charts.skin import PAGE, Skin
from rodatraden.web.charts.svg import Canvas

WIDTH, HEIGHT, PAD = 116.0, 36.0, 6.0


@dataclass(frozen=True)
class Spark:
    """`outcomes` and `aims` are aligned: one place per period, None where there is no value. A None
    between two outcomes is a gap in the curve, and so is a break in the series: `cuts` are the places that must
    not be joined with what is before them. `better` says which way is up."""

    title: str
    outcomes: Sequence[Decimal | None]
    aims: Sequence[Decimal | None] = ()
    better: Literal["higher", "lower"] = "higher"
    cuts: Sequence[int] = ()


def spark(curve: Spark, ident: str, skin: Skin = PAGE) -> str:
    """The curve as SVG, 116 by 36. Without any value it is an empty string."""
    kept = replace(curve, outcomes=tuple(curve.outcomes), aims=tuple(curve.aims), cuts=tuple(curve.cuts))
    return _drawn(kept, ident, skin)


@lru_cache(maxsize=4_000)
def _drawn(curve: Spark, ident: str, skin: Skin) -> str:
    """Remembered, since a page of hundreds shows the same ones until a figure changes."""
    places = max(len(curve.outcomes), len(curve.aims))
    values = [float(one) for one in (*curve.outcomes, *curve.aims) if one is not None]
    if not values:
        return ""
    down = curve.better == "lower"
    top, bottom = (HEIGHT - PAD, PAD) if down else (PAD, HEIGHT - PAD)
    y = Scale(min(values), max(values), bottom, top)
    x = Scale(0, max(places - 1, 1), PAD, WIDTH - PAD - 2)
    canvas = Canvas(WIDTH, HEIGHT, skin)
    measured = runs(curve.outcomes, curve.cuts)
    last = measured[-1][-1] if measured else None
    _promise(canvas, curve, x, y, last)
    for run in measured:
        points = [(x(place), y(value)) for place, value in run]
        canvas.line("out", points)
        if len(points) == 1 and run[-1] != last:
            canvas.circle("dot", *points[0], 1.6)
    if last:
        canvas.circle("dot", x(last[0]), y(last[1]), 3.2)
    return canvas.done(curve.title, "", ident, "spark")


def runs(values: Sequence[Decimal | None], cuts: Sequence[int] = ()) -> list[list[tuple[int, Decimal]]]:
    """The values in stretches without a gap or a cut, each with its place."""
    found: list[list[tuple[int, Decimal]]] = []
    before: Decimal | None = None
    for place, value in enumerate(values):
        if value is not None:
            if before is None or place in cuts:
                found.append([])
            found[-1].append((place, value))
        before = value
    return found


def _promise(canvas: Canvas, curve: Spark, x: Scale, y: Scale, last: tuple[int, Decimal] | None) -> None:
    """The red dots: from the outcome before the first target, through every target, a ring at the end."""
    aims = [(place, value) for place, value in enumerate(curve.aims) if value is not None]
    if not aims:
        return
    first, since = aims[0][0], max((cut for cut in curve.cuts if cut <= aims[0][0]), default=0)
    before = [(place, one) for place, one in enumerate(curve.outcomes[:first]) if one is not None and place >= since]
    path = [*before[-1:], *aims]
    points = [(x(place), y(value)) for place, value in path]
    if len(points) == 1:
        points = [(max(points[0][0] - 34, PAD), points[0][1]), *points]
    canvas.line("aim", points)
    if last is None or last[0] != aims[-1][0]:
        canvas.circle("aim-dot", *points[-1], 3)
