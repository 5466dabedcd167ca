"""SVG written as text: escaped, rounded, with a title and a description always."""

import re
from collections.abc import Iterable
from html import escape

from rodatraden.web.charts.skin import PAGE, Skin

Value = str | float | int
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f]")


def number(value: float) -> str:
    """A coordinate with at most one decimal, never "-0" and never "1.0"."""
    rounded = round(value, 1) + 0.0
    return f"{rounded:g}" if abs(rounded) < 1e5 else f"{rounded:.0f}"


def clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return FORBIDDEN.sub("", text)


def attributes(pairs: Iterable[tuple[str, Value]]) -> str:
    """` name="value"` for each pair; underscores in names become hyphens; empty values are left out."""
    out = []
    for name, value in pairs:
        shown = escape(clean(value)) if isinstance(value, str) else number(value)
        if shown != "":
            out.append(f' {name.replace("_", "-")}="{shown}"')
    return "".join(out)


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """The `d` of a path through points."""
    return "".join(f"{'L' if at else 'M'}{number(x)} {number(y)}" for at, (x, y) in enumerate(points))


class Canvas:
    """Collects the parts of one picture in one skin. `ident` makes its ids unique on the page."""

    def __init__(self, width: float, height: float, skin: Skin = PAGE) -> None:
        self.width, self.height, self.skin = width, height, skin
        self.parts: list[str] = []

    def add(self, tag: str, role: str = "", **at: Value) -> None:
        """An element without children. `role` names how it looks: one or more names from the skin."""
        self.parts.append(f"<{tag}{self.skin.look(tag, role)}{attributes(at.items())}/>")

    def path(self, role: str, d: str) -> None:
        self.add("path", role, d=d)

    def line(self, role: str, points: Iterable[tuple[float, float]]) -> None:
        """A line through the points; a single point draws nothing."""
        many = list(points)
        if len(many) > 1:
            self.path(role, polyline(many))

    def circle(self, role: str, x: float, y: float, r: float) -> None:
        self.add("circle", role, cx=x, cy=y, r=r)

    def rect(self, role: str, x: float, y: float, width: float, height: float) -> None:
        self.add("rect", role, x=x, y=y, width=max(width, 0.0), height=max(height, 0.0))

    def text(self, role: str, x: float, y: float, words: str) -> None:
        look = self.skin.look("text", role)
        self.parts.append(f"<text{look}{attributes([('x', x), ('y', y)])}>{escape(clean(words))}</text>")

    def mark(self, tone: str, symbol: str, x: float, y: float, size: float = 13) -> None:
        """A status mark with its upper left corner at x, y."""
        self.parts.append(self.skin.mark(tone, symbol, number(x), number(y), number(size)))

    def open_link(self, url: str, label: str) -> None:
        self.parts.append(f"<a{attributes([('href', url), ('aria-label', label)])}>")

    def close_link(self) -> None:
        self.parts.append("</a>")

    def open_titled(self, title: str) -> None:
        """What follows, until it is closed, says so when it is pointed at."""
        self.parts.append(f"<g><title>{escape(clean(title))}</title>")

    def close_titled(self) -> None:
        self.parts.append("</g>")

    def done(self, title: str, description: str, ident: str, kind: str = "", role: str = "img") -> str:
        """The whole picture. Raises ValueError without a title: a picture nobody can name is no help."""
        if not title.strip():
            raise ValueError("A chart needs a title.")
        outer = attributes(
            [
                ("class", f"chart {kind}".strip() if self.skin.classes else ""),
                ("viewBox", f"0 0 {number(self.width)} {number(self.height)}"),
                ("width", "" if self.skin.classes and kind not in FIXED else self.width),
                ("height", "" if self.skin.classes and kind not in FIXED else self.height),
                ("role", role),
                ("aria-labelledby", f"{ident}-t {ident}-d" if description else f"{ident}-t"),
                ("xmlns", "http://www.w3.org/2000/svg"),
                *self.skin.root,
            ]
        )
        words = f"<title{attributes([('id', f'{ident}-t')])}>{escape(clean(title))}</title>"
        words += f"<desc{attributes([('id', f'{ident}-d')])}>{escape(clean(description))}</desc>"
        return f"<svg{outer}>{words}{''.join(self.parts)}</svg>"


FIXED = {"spark", "road"}
