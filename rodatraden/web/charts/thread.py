"""The red thread as a picture: a column per level, text hanging from the line, frayed ends where it breaks.

A node is a stretch of line with its words beneath, not a box. The path through the chosen item is red, the
neighbours grey. Every node with an address is a link that the keyboard reaches, in reading order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rodatraden.lib.trees import reachable, turned
from rodatraden.web.charts.layers import heights, layered
from rodatraden.web.charts.measure import balanced, break_lines, text_width
from rodatraden.web.charts.svg import Canvas, number
from rodatraden.web.charts.table import ChartTable
from rodatraden.web.marks import Mark

GAP, LINE, LEAST, WIDEST = 34.0, 17.0, 118.0, 240.0
Point = tuple[float, float]


@dataclass(frozen=True)
class ThreadColumn:
    """A level: its name and who decides it."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class ThreadNode:
    """`fault` says in bold where the thread breaks ("Brister: ingen aktivitet"). `frayed` frays the end
    where something is missing: what it serves (above) or what carries it (below). `open` is a missing measure."""

    key: str
    column: int
    title: str
    url: str = ""
    mark: Mark | None = None
    notes: Sequence[str] = ()
    fault: str = ""
    frayed: Sequence[str] = ()
    open: bool = False


@dataclass(frozen=True)
class ThreadLink:
    """What lies below serves what lies above; `broken` where nobody holds the link."""

    above: str
    below: str
    broken: bool = False


@dataclass(frozen=True)
class ThreadPicture:
    """`here` is the chosen node's key, or empty when the whole thread is looked at."""

    title: str
    description: str
    columns: Sequence[ThreadColumn]
    nodes: Sequence[ThreadNode]
    links: Sequence[ThreadLink]
    here: str = ""
    width: float = 1084

    def live(self) -> set[str]:
        """The chosen node, all that it serves and all that serves it; everything when none is chosen."""
        down: dict[str, list[str]] = {}
        for link in self.links:
            down.setdefault(link.above, []).append(link.below)
        if not self.here:
            return {node.key for node in self.nodes}
        return {self.here, *reachable(down, self.here), *reachable(turned(down), self.here)}

    def stroke(self, live: bool) -> str:
        """The chosen path is broad; a whole thread, with nothing chosen, is drawn fine."""
        return "idle" if not live else "live" if self.here else "whole"

    def said(self, node: ThreadNode) -> str:
        """A node read aloud."""
        word = str(node.mark.word) if node.mark else ""
        return ". ".join(said for said in (self.columns[node.column].name, node.title, word, node.fault) if said)


@dataclass(frozen=True)
class _Drawn:
    """The picture while it is drawn: where columns begin, how wide they are, where each line lies."""

    picture: ThreadPicture
    canvas: Canvas
    starts: list[float]
    widths: list[float]
    y: dict[str, float]
    live: set[str]
    columns: dict[str, int]


def thread_picture(picture: ThreadPicture, ident: str, kind: str = "threads") -> str:
    """The picture as SVG; an empty string without nodes. Copes with some hundred nodes."""
    if not picture.nodes:
        return ""
    starts, widths = _columns(picture)
    total = starts[-1] + widths[-1]
    heads = [_head(column, width) for column, width in zip(picture.columns, widths, strict=True)]
    most = max(len(head) for head in heads)
    top = 44.0 + LINE * most if most else 20.0
    places = {node.key: node.column for node in picture.nodes}
    layers = layered(places, [(link.above, link.below) for link in picture.links])
    sizes = {
        node.key: 44 + LINE * len(hanging(node, widths[node.column], node.key == picture.here))
        for node in picture.nodes
    }
    y = heights(layers, sizes, top)
    bottom = max(y[key] + sizes[key] for key in sizes)
    drawn = _Drawn(picture, Canvas(total, bottom), starts, widths, y, picture.live(), places)
    for start, head in zip(starts, heads, strict=True):
        for row, (role, words) in enumerate(head):
            drawn.canvas.text(role, start, 14 + LINE * row, words)
    for live in (False, True):
        for link in picture.links:
            if (link.above in drawn.live and link.below in drawn.live) == live:
                _link(drawn, link, layers.routes.get((link.above, link.below)), live)
    order = {key: (column, at) for column, keys in enumerate(layers.columns) for at, key in enumerate(keys)}
    for node in sorted(picture.nodes, key=lambda node: order[node.key]):
        _node(drawn, node)
    return drawn.canvas.done(picture.title, picture.description, ident, kind, role="group")


def thread_table(picture: ThreadPicture, heads: tuple[str, str, str, str, str]) -> ChartTable:
    """The same as rows: level, title, serves, status, fault."""
    titles = {node.key: node.title for node in picture.nodes}
    serves: dict[str, list[str]] = {}
    for link in picture.links:
        serves.setdefault(link.below, []).append(titles.get(link.above, ""))
    rows = tuple(
        (
            picture.columns[node.column].name,
            node.title,
            "; ".join(serves.get(node.key, ())),
            str(node.mark.word) if node.mark else "",
            node.fault,
        )
        for node in sorted(picture.nodes, key=lambda node: node.column)
    )
    return ChartTable(picture.title, heads, rows)


def _columns(picture: ThreadPicture) -> tuple[list[float], list[float]]:
    """Where columns begin and how wide they are: wider where the titles are longer."""
    lengths = []
    for place in range(len(picture.columns)):
        titles = [text_width(node.title) for node in picture.nodes if node.column == place]
        lengths.append(min(max(sum(titles) / len(titles) if titles else 90.0, 90.0), 240.0))
    weights = [length + 140 for length in lengths]
    room = max(picture.width - GAP * (len(weights) - 1), LEAST * len(weights))
    said = [[column.name, *column.note.split()] for column in picture.columns]
    for node in picture.nodes:
        said[node.column] += [word for note in node.notes for word in note.split()]
    widths = [
        max(room * weight / sum(weights), LEAST, *(min(text_width(word) + 6, WIDEST) for word in words))
        for weight, words in zip(weights, said, strict=True)
    ]
    starts = [0.0]
    for width in widths[:-1]:
        starts.append(starts[-1] + width + GAP)
    return starts, widths


def _head(column: ThreadColumn, width: float) -> list[tuple[str, str]]:
    names = [("strong", words) for words in break_lines(column.name, width, strong=True, most=2)]
    return names + [("lab", words) for words in break_lines(column.note, width, most=2)]


def hanging(node: ThreadNode, width: float, here: bool) -> list[tuple[str, str]]:
    """What hangs from a node's line, row by row: a role and the words; the role "mark" has the mark before it."""
    rows = [("title", words) for words in balanced(node.title, width - 6, strong=here, most=4)]
    if node.mark:
        first, *more = break_lines(str(node.mark.word), width - 25, most=2) or [""]
        rows += [("mark", first), *(("more", words) for words in more)]
    rows += [("strong", words) for words in break_lines(node.fault, width - 6, strong=True, most=3)]
    return rows + [("lab", words) for note in node.notes for words in break_lines(note, width - 6, most=2)]


def _node(drawn: _Drawn, node: ThreadNode) -> None:
    canvas, here = drawn.canvas, node.key == drawn.picture.here
    x, y, live = drawn.starts[node.column], drawn.y[node.key], node.key in drawn.live
    end = x + drawn.widths[node.column]
    canvas.line(
        drawn.picture.stroke(live),
        [(x + (12 if "above" in node.frayed else 0), y), (end - (12 if "below" in node.frayed else 0), y)],
    )
    if "below" in node.frayed:
        fray(canvas, live, (end - 12, y), (1, 0))
    if "above" in node.frayed:
        fray(canvas, live, (x + 12, y), (-1, 0))
    if node.url:
        canvas.open_link(node.url, drawn.picture.said(node))
    aside = (18 if "above" in node.frayed else 5) + (4 if here else 0)
    dot(canvas, drawn.picture, node, live, (x + aside, y))
    written(canvas, node, hanging(node, drawn.widths[node.column], here), (x, y + 23), live=live, here=here)
    if node.url:
        canvas.close_link()


def dot(canvas: Canvas, picture: ThreadPicture, node: ThreadNode, live: bool, at: Point) -> None:
    """Where an item hangs: a ring around the chosen one, an open dot where a measure is missing."""
    if node.key == picture.here:
        canvas.circle("here", *at, 9)
    elif node.open:
        canvas.circle("open" if live else "open-idle", *at, 5)
    else:
        canvas.circle("node" if live else "node-idle", *at, (5.5 if picture.here else 4.5) if live else 4)


def written(
    canvas: Canvas, node: ThreadNode, rows: Sequence[tuple[str, str]], at: Point, *, live: bool, here: bool
) -> None:
    """A node's words, row by row from a point."""
    for row, (role, words) in enumerate(rows):
        x, y = at[0], at[1] + LINE * row
        if role == "mark" and node.mark:
            canvas.mark(node.mark.tone, node.mark.symbol, x, y - 11)
        shown = {"title": "strong" if here else "" if live else "lab", "mark": "lab", "more": "lab"}.get(role, role)
        canvas.text(shown, x + (19 if role in ("mark", "more") else 0), y, words)


def _link(drawn: _Drawn, link: ThreadLink, route: list[str] | None, live: bool) -> None:
    """The line from the end of the one above, past any stand-ins, to the start of the one below."""
    if link.above not in drawn.y or link.below not in drawn.y:
        return
    keys = route or [link.above, link.below]
    role, place = drawn.picture.stroke(live), drawn.columns[link.above]
    for step, (one, after) in enumerate(zip(keys, keys[1:], strict=False)):
        last = step == len(keys) - 2
        start = (drawn.starts[place] + drawn.widths[place], drawn.y[one])
        place = drawn.columns[link.below] if last else place + 1
        end = (drawn.starts[place], drawn.y[after])
        middle = (start[0] + end[0]) / 2
        curve = (start, (middle, start[1]), (middle, end[1]), end)
        if link.broken and last:
            _torn(drawn, curve, live)
        else:
            drawn.canvas.path(role, _curve(curve))
        if not last:
            drawn.canvas.line(role, [end, (end[0] + drawn.widths[place], end[1])])


def _curve(points: Iterable[Point]) -> str:
    first, *rest = points
    return f"M{number(first[0])} {number(first[1])}C" + " ".join(f"{number(x)} {number(y)}" for x, y in rest)


def _torn(drawn: _Drawn, curve: tuple[Point, Point, Point, Point], live: bool) -> None:
    """A link that nobody holds: the curve with a piece missing and both ends frayed."""
    for part, sign in ((_split(curve, 0.4)[0], 1), (_split(curve, 0.6)[1], -1)):
        drawn.canvas.path(drawn.picture.stroke(live), _curve(part))
        tip, before = (part[3], part[2]) if sign > 0 else (part[0], part[1])
        dx, dy = tip[0] - before[0], tip[1] - before[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        fray(drawn.canvas, live, tip, (dx / length, dy / length))


def _split(curve: tuple[Point, Point, Point, Point], at: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The cubic curve in two, by de Casteljau's construction."""

    def between(one: Point, other: Point) -> Point:
        return one[0] + (other[0] - one[0]) * at, one[1] + (other[1] - one[1]) * at

    a, b, c, d = curve
    ab, bc, cd = between(a, b), between(b, c), between(c, d)
    abc, bcd = between(ab, bc), between(bc, cd)
    tip = between(abc, bcd)
    return (a, ab, abc, tip), (tip, bcd, cd, d)


def fray(canvas: Canvas, live: bool, tip: Point, way: Point) -> None:
    """Three strands that part from the tip in the direction `way` (a unit vector)."""
    (x, y), (dx, dy) = tip, way
    for side in (-5.5, 0.0, 5.5):
        bend = (x + 5 * dx - 0.2 * side * dy, y + 5 * dy + 0.2 * side * dx)
        end = (x + 10 * dx - side * dy, y + 10 * dy + side * dx)
        d = f"M{number(x)} {number(y)}Q{number(bend[0])} {number(bend[1])} {number(end[0])} {number(end[1])}"
        canvas.path("fray" if live else "fray-idle", d)
