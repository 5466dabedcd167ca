"""The red thread standing up, for a narrow page: one line down, an arc past what lies between.

The same nodes and links as `thread_picture`, in the order given. Who serves the one just above hangs on a
straight piece; who serves somebody further up is reached by an arc on the left, wider the further it goes.
"""

from rodatraden.web.charts.measure import break_lines
from rodatraden.web.charts.svg import Canvas, number
from rodatraden.web.charts.thread import ThreadNode, ThreadPicture

WIDTH, LINE, GAP, BEND, TOP, TEXT, SIZE = 358.0, 20.0, 18.0, 13.0, 10.0, 18.0, 15.0


def stem(picture: ThreadPicture, ident: str) -> str:
    """The picture as SVG, 358 units wide; an empty string without nodes."""
    if not picture.nodes:
        return ""
    places = {node.key: place for place, node in enumerate(picture.nodes)}
    spans = {
        (places[link.above], places[link.below])
        for link in picture.links
        if link.above in places and link.below in places
    }
    x = 8.0 + BEND * max((abs(below - above) - 1 for above, below in spans), default=0)
    rows = [_rows(node, WIDTH - x - TEXT) for node in picture.nodes]
    y = [TOP]
    for row in rows:
        y.append(y[-1] + LINE * len(row) + GAP)
    canvas = Canvas(WIDTH, y[-1] - GAP + 4)
    for above, below in sorted(spans):
        _link(canvas, x, y[above], y[below], abs(below - above))
    for node, at, row in zip(picture.nodes, y, rows, strict=False):
        canvas.circle("open" if node.open else "node", x, at, 5)
        for line, (role, words) in enumerate(row):
            canvas.text(role, x + TEXT, at + 5 + LINE * line, words)
    return canvas.done(picture.title, picture.description, ident, "stem")


def _rows(node: ThreadNode, width: float) -> list[tuple[str, str]]:
    titles = [("stem-title", words) for words in break_lines(node.title, width, SIZE, strong=True, most=3)]
    return titles + [("stem-note", words) for note in node.notes for words in break_lines(note, width, SIZE, most=2)]


def _link(canvas: Canvas, x: float, start: float, end: float, span: int) -> None:
    if span == 1:
        canvas.line("whole", [(x, start), (x, end)])
        return
    out = x - BEND * (span - 1) * 4 / 3
    points = f"{number(out)} {number(start)} {number(out)} {number(end)} {number(x)} {number(end)}"
    canvas.path("whole", f"M{number(x)} {number(start)}C{points}")
