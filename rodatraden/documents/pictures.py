"""Pictures that may be placed in a document: SVG of our own kind, whatever made it. Pure.

An SVG is parsed and written anew from what is allowed: shapes, text and their looks. Scripts, styles, links,
foreign content and references out of the picture are left out, so that it is a picture and nothing else.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree import ElementTree

from rodatraden.documents.signs import readable

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset({"svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan"})
WORDS = frozenset({"title", "desc"})
_LOOKS = (
    "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points dx dy transform "
    "fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity "
    "opacity font-family font-size font-weight font-style text-anchor"
)
LOOKS = frozenset(_LOOKS.split())
ElementTree.register_namespace("", SVG.strip("{}"))
_REFERENCE = re.compile(r"url\s*\(|javascript:|data:", re.IGNORECASE)
_WIDTH = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)')
_BOX = re.compile(r'<svg[^>]*?\bviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)')
PLAIN_WIDTH = 640.0


def checked(svg: str, words: Callable[[str], str] = readable, *, titled: bool = True) -> str:
    """The picture, of what is allowed alone; its texts pass through `words`. Raises ValueError for what is none.

    Without `titled` the words of title and description are left out: on paper the alternative text says them.
    """
    if "<!" in svg:
        raise ValueError("A picture has no document type, comment or other declaration.")
    try:
        root = ElementTree.fromstring(readable(svg))  # noqa: S314 (declarations are refused above)
    except ElementTree.ParseError as fault:
        raise ValueError("A picture is not well-formed SVG.") from fault
    if root.tag != f"{SVG}svg":
        raise ValueError("A picture is not SVG.")
    return ElementTree.tostring(_rebuilt(root, words, SHAPES | WORDS if titled else SHAPES), encoding="unicode")


@lru_cache(maxsize=1024)
def for_page(svg: str) -> str:
    """The picture as a page shows it."""
    return checked(svg)


def width_of(svg: str) -> float:
    """How wide the picture says it is, in its own units."""
    found = _WIDTH.search(svg) or _BOX.search(svg)
    return float(found.group(1)) if found else PLAIN_WIDTH


def _rebuilt(element: ElementTree.Element, words: Callable[[str], str], allowed: frozenset[str]) -> ElementTree.Element:
    made = ElementTree.Element(element.tag, {name: value for name, value in element.items() if _may(name, value)})
    made.text = words(element.text) if element.text else None
    for child in element:
        name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
        inner = list(child) if name == "a" else [child]
        for one in inner:
            if isinstance(one.tag, str) and one.tag.removeprefix(SVG) in allowed and one.tag.startswith(SVG):
                kept = _rebuilt(one, words, allowed)
                kept.tail = words(one.tail) if one.tail else None
                made.append(kept)
    return made


def _may(name: str, value: str) -> bool:
    return name in LOOKS and not _REFERENCE.search(value)
