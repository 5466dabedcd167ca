"""The year as a wheel: twelve months clockwise from the top, a ring per body, today's hand in red.

The numbers are those of the list beside it. What has been is hollow, what comes next is red, and the shape says what
kind of thing it is. Where there is little room the wheel is drawn small: marks without numbers, to be looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import cos, degrees, floor, pi, sin
from typing import Literal

from rodatraden.lib.text import say
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.skin import PAGE, Skin
from rodatraden.web.charts.spacing import within
from rodatraden.web.charts.svg import Canvas, attributes, clean, number, polyline
from rodatraden.web.charts.table import ChartTable

Shape = Literal["disc", "square", "diamond", "hexagon", "shield", "house"]
Point = tuple[float, float]
CORNERS: Mapping[Shape, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.24), (1.24, 0), (0, 1.24), (-1.24, 0)),
    "hexagon": ((-0.56, -0.97), (0.56, -0.97), (1.12, 0), (0.56, 0.97), (-0.56, 0.97), (-1.12, 0)),
    "shield": ((-0.92, -0.88), (0.92, -0.88), (0.92, 0.42), (0, 1.2), (-0.92, 0.42)),
    "house": ((0, -1.2), (0.92, -0.42), (0.92, 0.88), (-0.92, 0.88), (-0.92, -0.42)),
}
"""The shapes of marks around their middle, all of about a disc's size; a disc is a circle."""
SHORT = (
    say("jan"), say("feb"), say("mars"), say("apr"), say("maj"), say("juni"),
    say("juli"), say("aug"), say("sep"), say("okt"), say("nov"), say("dec"),
)  # fmt: skip


@dataclass(frozen=True)
class WheelEvent:
    """`ring` counts from the outside, from 0. With `until` it is work that lasts: an arc. `small` is a dot
    without a number, for what recurs every month. `more` says that the mark stands for so many that have no room."""

    number: int
    title: str
    when: date
    ring: int
    until: date | None = None
    small: bool = False
    url: str = ""
    shape: Shape = "disc"
    more: int = 0

    @property
    def ends(self) -> date:
        return self.until or self.when

    @property
    def label(self) -> str:
        """What stands in the mark: its number, or how many it stands for."""
        return f"+{self.more}" if self.more else str(self.number)


@dataclass(frozen=True)
class Size:
    """The measures of a wheel: the whole, its rim and core, a mark's radius, from the rim to the first ring and from
    the last to the core, and the most between two rings. `numbered` marks carry numbers and links."""

    whole: float
    rim: float
    core: float
    disc: float
    first: float
    last: float
    apart: float
    dot: float
    numbered: bool = True

    @property
    def centre(self) -> float:
        return self.whole / 2


LARGE = Size(756, 333, 80, 13, first=29, last=18, apart=44, dot=4)
SMALL = Size(400, 168, 42, 5.4, first=15, last=10, apart=22, dot=2.4, numbered=False)
OFF_LINE, CAPITALS = 7, 10
"""How far a ring's name stands off its line, and how tall its letters are."""
SIZE, RIM, CORE, DISC = LARGE.whole, LARGE.rim, LARGE.core, LARGE.disc


@dataclass(frozen=True)
class Wheel:
    """`rings` are the names of the rings from the outside in, at most seven."""

    title: str
    description: str
    year: int
    rings: Sequence[str]
    events: Sequence[WheelEvent]
    today: date | None = None
    centre: tuple[str, str] = ("", "")

    def next_events(self) -> set[WheelEvent]:
        """What comes next: the events of the first day, today or later, that has any."""
        coming = [event for event in self.events if self.today and event.when >= self.today and not event.small]
        first = min((event.when for event in coming), default=None)
        return {event for event in coming if event.when == first}


def wheel(year: Wheel, ident: str, skin: Skin = PAGE, size: Size = LARGE) -> str:
    """The wheel as SVG. Marks keep inside their own month and off each other where there is room."""
    canvas = Canvas(size.whole, size.whole, skin)
    if year.today and year.today.year == year.year:
        _sector(canvas, year.today.month, size)
    for ring in range(len(year.rings)):
        canvas.circle("orbit", size.centre, size.centre, radius(ring, len(year.rings), size))
    _months(canvas, year, size)
    spots = _spots(year, size)
    _arcs(canvas, year, size)
    if year.today and year.today.year == year.year:
        at = angle(year.today)
        canvas.line("hand", [_spot(at, size.core + 12, size), _spot(at, size.rim + 4, size)])
    if size.numbered:
        _ring_names(canvas, year, spots, ident)
    _events(canvas, year, spots, size)
    canvas.text("strong mid", size.centre, size.centre - 2, year.centre[0])
    if size.numbered:
        canvas.text("lab mid", size.centre, size.centre + 18, year.centre[1])
    kind, role = ("wheel", "group") if size.numbered else ("wheel-small", "img")
    return canvas.done(year.title, year.description, ident, kind, role=role)


def capacity(ring: int, rings: int, size: Size = LARGE) -> int:
    """How many marks a month of a ring has room for."""
    return max(floor(radius(ring, rings, size) * pi / 6 / (2 * size.disc + 1)), 1)


def wheel_table(year: Wheel, heads: tuple[str, str, str, str]) -> ChartTable:
    """The same as rows: number, date, what, whose ring."""
    events = sorted(year.events, key=lambda event: (event.when, event.number))
    rows = tuple(
        (str(event.number) if not event.small else "", event.when.isoformat(), event.title, year.rings[event.ring])
        for event in events
    )
    return ChartTable(year.title, heads, rows)


def angle(when: date) -> float:
    """Radians clockwise from the top. Every month takes a twelfth, whatever its length."""
    first_of_next = date(when.year + when.month // 12, when.month % 12 + 1, 1)
    days = (first_of_next - when.replace(day=1)).days
    return (when.month - 1 + (when.day - 0.5) / days) * pi / 6


def radius(ring: int, rings: int, size: Size = LARGE) -> float:
    """The radius of a ring, counted from the outside."""
    room = size.rim - size.core - size.first - size.last
    return size.rim - size.first - ring * min(size.apart, room / max(rings - 1, 1))


def _spot(at: float, r: float, size: Size = LARGE) -> Point:
    return size.centre + r * sin(at), size.centre - r * cos(at)


def _months(canvas: Canvas, year: Wheel, size: Size) -> None:
    for month, name in enumerate(SHORT, start=1):
        start, middle = (month - 1) * pi / 6, (month - 0.5) * pi / 6
        canvas.line("grid", [_spot(start, size.core, size), _spot(start, size.rim, size)])
        x, y = _spot(middle, size.rim + (24 if size.numbered else 16), size)
        present = year.today is not None and (year.today.year, year.today.month) == (year.year, month)
        canvas.text("month mid strong" if present else "month mid", x, y + 5, str(name))
    canvas.circle("axis", size.centre, size.centre, size.rim)


def _sector(canvas: Canvas, month: int, size: Size) -> None:
    start, end = (month - 1) * pi / 6, month * pi / 6
    rim, core = size.rim, size.core
    corners = [_spot(at, r, size) for at, r in ((start, rim), (end, rim), (end, core), (start, core))]
    a, b, c, d = (f"{number(x)} {number(y)}" for x, y in corners)
    far, near = number(rim), number(core)
    canvas.path("band", f"M{a}A{far} {far} 0 0 1 {b}L{c}A{near} {near} 0 0 0 {d}z")


def _spots(year: Wheel, size: Size) -> dict[WheelEvent, float]:
    """The angle of every event's mark, kept apart within its ring and its month."""
    found: dict[WheelEvent, float] = {}
    groups: dict[tuple[int, int], list[WheelEvent]] = {}
    for event in sorted(year.events, key=lambda event: (event.when, event.more > 0, event.number)):
        if event.small:
            found[event] = angle(event.when)
        else:
            groups.setdefault((event.ring, event.when.month), []).append(event)
    for (ring, month), events in groups.items():
        r = radius(ring, len(year.rings), size)
        margin = size.disc / r
        low, high = (month - 1) * pi / 6 + margin, month * pi / 6 - margin
        places = within([angle(event.when) for event in events], (2 * size.disc + 1) / r, low, max(low, high))
        found |= dict(zip(events, places, strict=True))
    return found


def _arcs(canvas: Canvas, year: Wheel, size: Size) -> None:
    for event in year.events:
        if event.until and event.until > event.when:
            r = radius(event.ring, len(year.rings), size)
            start, end = angle(event.when), angle(event.until) + (2 * pi if event.until.year > event.when.year else 0)
            (x, y), (to_x, to_y) = _spot(start, r, size), _spot(end, r, size)
            large = 1 if end - start > pi else 0
            turn = f"A{number(r)} {number(r)} 0 {large} 1 {number(to_x)} {number(to_y)}"
            canvas.path("span" if size.numbered else "span-thin", f"M{number(x)} {number(y)}{turn}")


def _ring_names(canvas: Canvas, year: Wheel, spots: dict[WheelEvent, float], ident: str) -> None:
    """Each ring's name just outside its line, at the first place from the top where no numbered mark lies."""
    for ring, name in enumerate(year.rings):
        r = radius(ring, len(year.rings))
        length = (text_width(name, 14) + 10) / r
        inside = [at for event, at in spots.items() if event.ring == ring and not event.small]
        start = _free(inside, length, DISC * 1.24 / r + 0.02)
        written = _Written(name, r + OFF_LINE, start, length)
        if canvas.skin.classes:
            _name_along(canvas, written, f"{ident}-r{ring}")
        else:
            _name_by_letters(canvas, written)


@dataclass(frozen=True)
class _Written:
    """A ring's name on a stretch of a circle. In the lower half it runs the other way, so that it never stands on its
    head; its line then lies further out, since the letters point inwards."""

    name: str
    r: float
    start: float
    length: float

    @property
    def turned(self) -> bool:
        return cos(self.start + self.length / 2) < 0

    @property
    def line(self) -> float:
        return self.r + CAPITALS if self.turned else self.r

    def ends(self) -> tuple[Point, Point]:
        """Where its line begins and ends, with room for a font that is wider than was measured."""
        first, last = self.start, self.start + self.length + 0.3
        if self.turned:
            first, last = self.start + self.length, self.start - 0.3
        return _spot(first, self.line), _spot(last, self.line)


def _name_along(canvas: Canvas, written: _Written, key: str) -> None:
    """A name on a line of its own, which the browser follows."""
    (x, y), (to_x, to_y) = written.ends()
    r, sweep = number(written.line), 0 if written.turned else 1
    d = f"M{number(x)} {number(y)}A{r} {r} 0 0 {sweep} {number(to_x)} {number(to_y)}"
    canvas.parts.append(f"<defs><path{attributes([('id', key), ('d', d)])}/></defs>")
    words = escape(clean(written.name))
    for look in (canvas.skin.look("path", "halo"), canvas.skin.look("text", "lab")):
        canvas.parts.append(f'<text{look}><textPath href="#{escape(key)}">{words}</textPath></text>')


def _name_by_letters(canvas: Canvas, written: _Written) -> None:
    """A name letter by letter, each turned to stand on the ring: paper knows no text along a line."""
    r, way = written.line, -1 if written.turned else 1
    at = written.start + written.length if written.turned else written.start
    for letter in clean(written.name):
        half = way * text_width(letter) / 2 / r
        x, y = _spot(at + half, r)
        upright = degrees(at + half) + (180 if written.turned else 0)
        look = canvas.skin.look("text", "lab mid")
        place = attributes([("x", x), ("y", y), ("transform", f"rotate({upright:.1f} {number(x)} {number(y)})")])
        canvas.parts.append(f"<text{look}{place}>{escape(letter)}</text>")
        at += 2 * half


def _free(busy: list[float], length: float, room: float) -> float:
    """The first angle from the top from which a stretch is free of what lies at `busy`."""
    start = 0.02
    for at in sorted(busy):
        if at + room > start and at - room < start + length:
            start = at + room
    return start


def _events(canvas: Canvas, year: Wheel, spots: dict[WheelEvent, float], size: Size) -> None:
    coming = year.next_events()
    for event, at in spots.items():
        x, y = _spot(at, radius(event.ring, len(year.rings), size), size)
        past = year.today is not None and event.ends < year.today
        role = "event-past" if past else "event-next" if event in coming else "event"
        if event.small:
            canvas.circle(role, x, y, size.dot)
            continue
        if event.url and size.numbered:
            canvas.open_link(event.url, f"{event.label} {event.title}")
        draw_shape(canvas, role, event.shape, x, y, size.disc)
        if size.numbered:
            look = "no-past" if past else "no"
            canvas.text(look if len(event.label) < 3 else f"{look} tiny", x, y + 5, event.label)
        if event.url and size.numbered:
            canvas.close_link()


def draw_shape(canvas: Canvas, role: str, shape: Shape, x: float, y: float, r: float) -> None:
    """A mark's shape around a point."""
    if shape == "disc":
        canvas.circle(role, x, y, r)
    else:
        canvas.path(role, f"{polyline((x + r * dx, y + r * dy) for dx, dy in CORNERS[shape])}z")


def key_mark(shape: Shape, ident: str, title: str, skin: Skin = PAGE) -> str:
    """A shape by itself, for the key beside the wheel and for lists."""
    canvas = Canvas(16, 16, skin)
    draw_shape(canvas, "event", shape, 8, 8, 5.8)
    return canvas.done(title, "", ident, "wheel-key")
