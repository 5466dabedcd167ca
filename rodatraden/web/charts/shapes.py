"""The shapes of status marks, drawn once. Silhouettes differ, so they hold in greyscale and at 13 px.

A scale of more than three judged values shares tones and differs by shape: `disc-half` stands between `disc`
and `diamond`, `triangle` between `diamond` and `square`. Arrows come in five directions.
"""

Part = tuple[str, str]
"""A look (fill, hole, cut, dash, arrow) and a path in a box of 16 by 16."""

_DISC = "M8 .4a7.6 7.6 0 1 0 0 15.2A7.6 7.6 0 0 0 8 .4z"
_RING = "M8 1.3a6.7 6.7 0 1 0 0 13.4A6.7 6.7 0 0 0 8 1.3z"

SHAPES: dict[str, tuple[Part, ...]] = {
    "disc": (("fill", _DISC), ("cut", "M4.3 8.4 7 11l4.8-5.7")),
    "disc-half": (("hole", _RING), ("fill", "M8 1.3a6.7 6.7 0 0 0 0 13.4z")),
    "diamond": (("hole", "M8 1l7 7-7 7-7-7z"), ("fill", "M1 8h14l-7 7z")),
    "triangle": (("fill", "M8 1l7.6 13.6H.4z"), ("cut", "M8 5.6v4.6m0 1.2v1.8")),
    "square": (("fill", "M1 1h14v14H1z"), ("cut", "M4.6 4.6l6.8 6.8m0-6.8l-6.8 6.8")),
    "ring": (("dash", "M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4z"),),
    "arrow-up": (("arrow", "M8 15V2.5M2.8 7.6L8 2.4l5.2 5.2"),),
    "arrow-up-right": (("arrow", "M2.6 13.4L13 3M5.6 2.8h7.6v7.6"),),
    "arrow-flat": (("arrow", "M1 8h12.5M8.4 2.8L13.6 8l-5.2 5.2"),),
    "arrow-down-right": (("arrow", "M2.6 2.6L13 13M5.6 13.2h7.6V5.6"),),
    "arrow-down": (("arrow", "M8 1v12.5M2.8 8.4L8 13.6l5.2-5.2"),),
}


def symbols() -> str:
    """The page's sprite: one `<symbol id="m-…">` a shape, coloured by classes and the current colour."""
    return "".join(
        f'<symbol id="m-{name}" viewBox="0 0 16 16">'
        + "".join(f'<path class="sym-{look}" d="{path}"/>' for look, path in parts)
        + "</symbol>"
        for name, parts in SHAPES.items()
    )


def drawn(name: str, colour: str, paper: str) -> str:
    """A shape with its colours written out, for documents without a style sheet."""
    looks = {
        "fill": f'fill="{colour}"',
        "hole": f'fill="{paper}" stroke="{colour}" stroke-width="1.8"',
        "cut": f'fill="none" stroke="{paper}" stroke-width="2"',
        "dash": f'fill="none" stroke="{colour}" stroke-width="1.8" stroke-dasharray="2.6 2.58"',
        "arrow": f'fill="none" stroke="{colour}" stroke-width="2.4"',
    }
    return "".join(f'<path {looks[look]} d="{path}"/>' for look, path in SHAPES[name])
