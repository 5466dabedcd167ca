"""The red thread standing up, for a phone: from the vision down, each item beneath the first that it serves.

The same picture as the lying one (`thread.py`), with the same strokes, dots and frayed ends. Here a level is an
indent; what an item serves besides is said in words, since no line can lead there without crossing others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rodatraden.lib.text import say
from rodatraden.web.charts.measure import break_lines
from rodatraden.web.charts.svg import Canvas, number
from rodatraden.web.charts.thread import LINE, ThreadNode, ThreadPicture, dot, fray, hanging, thread_picture, written

WIDTH = 340.0
"""Pixels: on the narrowest phone (320) letters of 13 become 11."""
INDENT, GAP, BEND = 14.0, 16.0, 7.0


@dataclass(frozen=True)
class _Place:
    """An item in the standing thread: how deep it hangs and under whom, and where its dot lies."""

    node: ThreadNode
    under: str
    x: float
    y: float
    rows: Sequence[tuple[str, str]]


def thread_standing(picture: ThreadPicture, ident: str) -> str:
    """The picture as SVG, as tall as it takes; an empty string without nodes."""
    places, live = {place.node.key: place for place in _places(picture)}, picture.live()
    if not places:
        return ""
    last = list(places.values())[-1]
    canvas = Canvas(WIDTH, last.y + LINE * len(last.rows) + GAP)
    for is_live in (False, True):
        for place in places.values():
            if place.under and ({place.under, place.node.key} <= live) is is_live:
                _line(canvas, picture, places[place.under], place, is_live)
    for place in places.values():
        _item(canvas, picture, place, place.node.key in live)
    return canvas.done(picture.title, picture.description, ident, "threads narrow-only", role="group")


def thread_pair(picture: ThreadPicture, ident: str) -> str:
    """Lying and standing together; the style sheet shows one of them. Only one is ever read aloud."""
    return thread_picture(picture, ident, kind="threads wide-only") + thread_standing(picture, f"{ident}-n")


def _places(picture: ThreadPicture) -> Iterator[_Place]:
    """Depth first, siblings in the order given. What only leads in a circle comes last."""
    nodes = {node.key: node for node in picture.nodes}
    links = [(link.above, link.below) for link in picture.links if {link.above, link.below} <= nodes.keys()]
    above = {below: [up for up, other in links if other == below] for _, below in links}
    beneath: dict[str, list[str]] = {}
    for key in nodes:
        beneath.setdefault(next(iter(above.get(key, ())), ""), []).append(key)
    waiting = [("", key, 0) for key in (*reversed(list(nodes)), *reversed(beneath.get("", [])))]
    done, y = set(), GAP
    while waiting:
        under, key, depth = waiting.pop()
        if key in done:
            continue
        done.add(key)
        x = BEND + 1 + INDENT * depth
        rows = _rows(picture, nodes, key, [up for up in above.get(key, ()) if up != under], WIDTH - x - 14)
        yield _Place(nodes[key], under, x, y, rows)
        y += LINE * len(rows) + GAP
        waiting += [(key, below, depth + 1) for below in reversed(beneath.get(key, []))]


def _rows(
    picture: ThreadPicture, nodes: Mapping[str, ThreadNode], key: str, besides: Sequence[str], width: float
) -> list[tuple[str, str]]:
    node = replace(nodes[key], notes=[" · ".join(nodes[key].notes)])
    rows = [("lab", picture.columns[node.column].name), *hanging(node, width, key == picture.here)]
    if besides:
        told = str(say("Bidrar även till {titles}", titles="; ".join(nodes[up].title for up in besides)))
        rows += [("lab", words) for words in break_lines(told, width, most=3)]
    return rows


def _line(canvas: Canvas, picture: ThreadPicture, start: _Place, end: _Place, live: bool) -> None:
    """Down from the one above, then aside to the one below; torn where nobody holds the link."""
    torn = any(link.broken for link in picture.links if (link.above, link.below) == (start.node.key, end.node.key))
    corner = end.y - BEND
    if torn:
        canvas.path(picture.stroke(live), f"M{number(start.x)} {number(start.y)}V{number(corner - 14)}")
        fray(canvas, live, (start.x, corner - 14), (0, 1))
        return
    bend = f"Q{number(start.x)} {number(end.y)} {number(start.x + BEND)} {number(end.y)}"
    canvas.path(
        picture.stroke(live),
        f"M{number(start.x)} {number(start.y)}V{number(corner)}{bend}H{number(end.x)}",
    )


def _item(canvas: Canvas, picture: ThreadPicture, place: _Place, live: bool) -> None:
    node, x, y = place.node, place.x, place.y
    if "above" in node.frayed:
        fray(canvas, live, (x, y - 4), (0, -1))
    if "below" in node.frayed:
        canvas.line(picture.stroke(live), [(x, y), (x, y + LINE)])
        fray(canvas, live, (x, y + LINE), (0, 1))
    if node.url:
        canvas.open_link(node.url, picture.said(node))
    dot(canvas, picture, node, live, (x, y))
    written(canvas, node, place.rows, (x + 14, y + 4), live=live, here=node.key == picture.here)
    if node.url:
        canvas.close_link()
