"""One geometry, two skins: class names on the page, literal colours in a printed document.

The page's looks stand in static/web/charts.css under the same names, where they follow dark mode and print.
"""

from dataclasses import dataclass
from html import escape

from rodatraden.web.charts.shapes import SHAPES, drawn

INK, SOFT, EDGE, RULE, WASH = "#1b1a17", "#5a554c", "#857f73", "#cfc9bb", "#f1eee6"
RED, PAPER = "#c8102e", "#ffffff"
TONES = {"met": "#0f7f5a", "partly": "#b27300", "missed": "#7e1f2b", "unmeasured": "#6f695f", "plain": INK}


def _stroke(colour: str, width: float, dash: str = "", cap: str = "") -> dict[str, str]:
    look = {"fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
    if dash:
        look["stroke-dasharray"] = dash
    if cap:
        look["stroke-linecap"] = cap
    return look


def _ring(colour: str, width: float, fill: str = PAPER) -> dict[str, str]:
    return {"fill": fill, "stroke": colour, "stroke-width": f"{width:g}"}


SHAPE_LOOKS: dict[str, dict[str, str]] = {
    "axis": _stroke(INK, 1),
    "grid": _stroke(RULE, 1),
    "band": {"fill": WASH},
    "out": _stroke(INK, 2, cap="round"),
    "bridge": _stroke(INK, 1, cap="round"),
    "ahead": _stroke(INK, 1.6, "7 5"),
    "ahead-tip": _ring(INK, 1.6),
    "dot": {"fill": INK},
    "made": _ring(INK, 1.6),
    "prel": _ring(INK, 1.6, EDGE),
    "aim": _stroke(RED, 2, "1 5", "round"),
    "aim-dot": _ring(RED, 2),
    "aim-line": _stroke(RED, 1.5),
    "aim-tick": _stroke(RED, 3),
    "aim-band": _stroke(RED, 1.5),
    "limit": _stroke(SOFT, 1, "6 4"),
    "mean": _stroke(SOFT, 1),
    "fan": _stroke(SOFT, 1, "2 3"),
    "split": _stroke(SOFT, 1.2, "3 3"),
    "signal": _stroke(INK, 1.6),
    "rest": {"fill": RULE},
    "halo": _ring(PAPER, 6),
    "live": _stroke(RED, 3, cap="round"),
    "whole": _stroke(RED, 1.6, cap="round"),
    "idle": _stroke(EDGE, 1.25, cap="round"),
    "fray": _stroke(RED, 1.4, cap="round"),
    "fray-idle": _stroke(EDGE, 1.25, cap="round"),
    "node": {"fill": RED},
    "node-idle": {"fill": EDGE},
    "open": _ring(RED, 2),
    "open-idle": _ring(EDGE, 1.5),
    "here": _ring(RED, 3),
    "orbit": _stroke(RULE, 1),
    "span": _stroke(RULE, 22),
    "span-thin": _stroke(RULE, 8),
    "hand": _stroke(RED, 3, cap="round"),
    "event": {"fill": INK},
    "event-next": {"fill": RED},
    "event-past": _ring(EDGE, 1.5),
}
TEXT_LOOKS: dict[str, dict[str, str]] = {
    "lab": {"fill": SOFT},
    "strong": {"font-weight": "600"},
    "big": {"font-size": "17", "font-weight": "600"},
    "tiny": {"font-size": "12"},
    "end": {"text-anchor": "end"},
    "mid": {"text-anchor": "middle"},
    "aim-text": {"fill": RED, "font-weight": "600"},
    "month": {"font-size": "16"},
    "stem-title": {"font-size": "15", "font-weight": "600"},
    "stem-note": {"font-size": "15", "fill": SOFT},
    "no": {"font-size": "15", "font-weight": "600", "fill": PAPER, "text-anchor": "middle"},
    "no-past": {"font-size": "15", "font-weight": "600", "fill": SOFT, "text-anchor": "middle"},
}


@dataclass(frozen=True)
class Skin:
    """How roles become attributes. `classes` is the page's way; otherwise the looks are written out."""

    classes: bool

    @property
    def root(self) -> tuple[tuple[str, str], ...]:
        """What the outermost element says about type where no style sheet does."""
        return () if self.classes else (("font-family", "Source Serif 4"), ("font-size", "13"), ("fill", INK))

    def look(self, tag: str, role: str) -> str:
        """Attributes for a role ("lab end" is two). Raises KeyError for a role without a look."""
        known = TEXT_LOOKS if tag == "text" else SHAPE_LOOKS
        looks = {name: value for part in role.split() for name, value in known[part].items()}
        if self.classes:
            return f' class="{role}"' if role else ""
        return "".join(f' {name}="{value}"' for name, value in looks.items())

    def mark(self, tone: str, symbol: str, x: str, y: str, size: str) -> str:
        """A status mark: a reference to the page's sprite, or the shape itself."""
        shape = symbol if symbol in SHAPES else "ring"
        colour = tone if tone in TONES else "plain"
        if self.classes:
            place = f'x="{x}" y="{y}" width="{size}" height="{size}"'
            return f'<use class="{escape(colour)}" href="#m-{escape(shape)}" {place}/>'
        inner = drawn(shape, TONES[colour], PAPER)
        return f'<svg x="{x}" y="{y}" width="{size}" height="{size}" viewBox="0 0 16 16">{inner}</svg>'


PAGE = Skin(classes=True)
PRINT = Skin(classes=False)
