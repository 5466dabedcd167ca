"""The year as a wheel: twelve months clockwise from the top, a ring per body, today's hand in red.

The numbers are those of the list beside it. What has been is hollow, what comes next is red.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import cos, pi, sin

from rodatraden.lib.text import say
from rodatraden.web.charts.measure import text_width
from rodatraden.web.charts.skin import PAGE, Skin
from rodatraden.web.charts.spacing import within
from rodatraden.web.charts.svg import Canvas, attributes, clean, number
from rodatraden.web.charts.table import ChartTable

SIZE, RIM, CORE, DISC = 756.0, 333.0, 96.0, 14.0
CENTRE = SIZE / 2
SHORT = (
    say("jan"), say("feb"), say("mars"), say("apr"), say("maj"), say("juni"),
    say("juli"), say("aug"), say("sep"), say("okt"), say("nov"), say("dec"),
)  # fmt: skip


@dataclass(frozen=True)
class WheelEvent:
    """`ring` counts from the outside, from 0. With `until` it is work that lasts: an arc. `small` is a dot
    without a number, for what recurs every month."""

    number: int
    title: str
    when: date
    ring: int
    until: date | None = None
    small: bool = False
    url: str = ""

    @property
    def ends(self) -> date:
        return self.until or self.when


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


def wheel(year: Wheel, ident: str, skin: Skin = PAGE) -> str:
    """The wheel as SVG. Discs keep inside their own month and off each other where there is room."""
    canvas = Canvas(SIZE, SIZE, skin)
    if year.today and year.today.year == year.year:
        _sector(canvas, year.today.month)
    for ring in range(len(year.rings)):
        canvas.circle("orbit", CENTRE, CENTRE, radius(ring, len(year.rings)))
    for month, name in enumerate(SHORT, start=1):
        start, middle = (month - 1) * pi / 6, (month - 0.5) * pi / 6
        canvas.line("grid", [_spot(start, CORE), _spot(start, RIM)])
        x, y = _spot(middle, RIM + 24)
        present = year.today is not None and (year.today.year, year.today.month) == (year.year, month)
        canvas.text("month mid strong" if present else "month mid", x, y + 5, str(name))
    canvas.circle("axis", CENTRE, CENTRE, RIM)
    spots = _spots(year)
    _arcs(canvas, year)
    if year.today and year.today.year == year.year:
        at = angle(year.today)
        canvas.line("hand", [_spot(at, CORE - 4), _spot(at, RIM + 4)])
    _ring_names(canvas, year, spots, ident)
    _events(canvas, year, spots)
    canvas.text("strong mid", CENTRE, CENTRE - 2, year.centre[0])
    canvas.text("lab mid", CENTRE, CENTRE + 18, year.centre[1])
    return canvas.done(year.title, year.description, ident, "wheel", role="group")


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


def radius(ring: int, rings: int) -> float:
    """The radius of a ring, counted from the outside."""
    return RIM - 34 - ring * min(44.0, (RIM - CORE - 60) / max(rings - 1, 1))


def _spot(at: float, r: float) -> tuple[float, float]:
    return CENTRE + r * sin(at), CENTRE - r * cos(at)


def _sector(canvas: Canvas, month: int) -> None:
    start, end = (month - 1) * pi / 6, month * pi / 6
    corners = [_spot(start, RIM), _spot(end, RIM), _spot(end, CORE), _spot(start, CORE)]
    a, b, c, d = (f"{number(x)} {number(y)}" for x, y in corners)
    r, core = number(RIM), number(CORE)
    canvas.path("band", f"M{a}A{r} {r} 0 0 1 {b}L{c}A{core} {core} 0 0 0 {d}z")


def _spots(year: Wheel) -> dict[WheelEvent, float]:
    """The angle of every event's disc, kept apart within its ring and its month."""
    found: dict[WheelEvent, float] = {}
    groups: dict[tuple[int, int], list[WheelEvent]] = {}
    for event in sorted(year.events, key=lambda event: (event.when, event.number)):
        if event.small:
            found[event] = angle(event.when)
        else:
            groups.setdefault((event.ring, event.when.month), []).append(event)
    for (ring, month), events in groups.items():
        r = radius(ring, len(year.rings))
        margin = DISC / r
        low, high = (month - 1) * pi / 6 + margin, month * pi / 6 - margin
        places = within([angle(event.when) for event in events], (2 * DISC + 1) / r, low, max(low, high))
        found |= dict(zip(events, places, strict=True))
    return found


def _arcs(canvas: Canvas, year: Wheel) -> None:
    for event in year.events:
        if event.until and event.until > event.when:
            r = radius(event.ring, len(year.rings))
            start, end = angle(event.when), angle(event.until) + (2 * pi if event.until.year > event.when.year else 0)
            (x, y), (to_x, to_y) = _spot(start, r), _spot(end, r)
            large = 1 if end - start > pi else 0
            canvas.path(
                "span", f"M{number(x)} {number(y)}A{number(r)} {number(r)} 0 {large} 1 {number(to_x)} {number(to_y)}"
            )


def _ring_names(canvas: Canvas, year: Wheel, spots: dict[WheelEvent, float], ident: str) -> None:
    """Each ring's name along its own line, at the first place from the top where nothing lies; a small dot may
    lie on it where the discs leave no other place."""
    for ring, name in enumerate(year.rings):
        r = radius(ring, len(year.rings))
        length = (text_width(name, 14) + 10) / r
        inside = [(at, event.small) for event, at in spots.items() if event.ring == ring]
        start = _free([at for at, _small in inside], length, DISC / r + 0.02)
        if start + length > 2 * pi:
            start = _free([at for at, small in inside if not small], length, DISC / r + 0.02)
        (x, y), (to_x, to_y) = _spot(start, r - 4), _spot(start + length + 0.3, r - 4)
        d = f"M{number(x)} {number(y)}A{number(r - 4)} {number(r - 4)} 0 0 1 {number(to_x)} {number(to_y)}"
        key = f"{ident}-r{ring}"
        canvas.parts.append(f"<defs><path{attributes([('id', key), ('d', d)])}/></defs>")
        look = canvas.skin.look("text", "lab")
        words = escape(clean(name))
        for under in (f"{canvas.skin.look('path', 'halo')}", look):
            canvas.parts.append(f'<text{under}><textPath href="#{escape(key)}">{words}</textPath></text>')


def _free(busy: list[float], length: float, room: float) -> float:
    """The first angle from the top from which a stretch is free of what lies at `busy`."""
    start = 0.02
    for at in sorted(busy):
        if at + room > start and at - room < start + length:
            start = at + room
    return start


def _events(canvas: Canvas, year: Wheel, spots: dict[WheelEvent, float]) -> None:
    coming = year.next_events()
    for event, at in spots.items():
        x, y = _spot(at, radius(event.ring, len(year.rings)))
        past = year.today is not None and event.ends < year.today
        role = "event-past" if past else "event-next" if event in coming else "event"
        if event.small:
            canvas.circle(role, x, y, 4.2)
            continue
        if event.url:
            canvas.open_link(event.url, f"{event.number} {event.title}")
        canvas.circle(role, x, y, DISC)
        canvas.text("no-past" if past else "no", x, y + 5, str(event.number))
        if event.url:
            canvas.close_link()
