"""The small markup of a plan's texts: headings, lists, bold, and figures placed by reference. Pure.

"## " begins a heading, "- " an item of a list, **two stars** make bold (documents.build.rich). What stands in double
braces is looked up when the plan is shown, so that it stays right: {{mål}} alone on a line is the table of goals,
{{utfall:trygghet}} within a sentence the latest outcome of an indicator. Everything else is text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["mål", "aktiviteter", "ekonomi", "ovanför", "indikator"]
InlineKind = Literal["utfall", "målvärde"]
_TOKEN = re.compile(r"\{\{\s*([a-zåäö]+)\s*(?::\s*([\w.-]{1,80}))?\s*\}\}")
_HEADING = re.compile(r"(#{2,3})[ \t]+(.+?)\s*#*\s*")
INLINE: frozenset[str] = frozenset({"utfall", "målvärde"})
BLOCKS: frozenset[str] = frozenset({"mål", "aktiviteter", "ekonomi", "ovanför", "indikator"})
KEYED: frozenset[str] = frozenset({"indikator", "utfall", "målvärde"})


@dataclass(frozen=True)
class Typed:
    """Text as somebody typed it."""

    text: str


@dataclass(frozen=True)
class Head:
    """A heading within a section; `depth` 1 or 2."""

    text: str
    depth: int


@dataclass(frozen=True)
class Placed:
    """Something to be shown here: what, and of what by its key."""

    kind: str
    key: str = ""


Piece = Typed | Head | Placed


def pieces(text: str) -> Iterator[Piece]:
    """The text in its parts, in their order. A line that places something we do not know stays as it was typed."""
    lines: list[str] = []
    for line in text.splitlines():
        found = _special(line)
        if found is None:
            lines.append(line)
            continue
        if "".join(lines).strip():
            yield Typed("\n".join(lines))
        lines = []
        yield found
    if "".join(lines).strip():
        yield Typed("\n".join(lines))


def _special(line: str) -> Head | Placed | None:
    heading = _HEADING.fullmatch(line.strip())
    if heading:
        return Head(heading.group(2), len(heading.group(1)) - 1)
    token = _TOKEN.fullmatch(line.strip())
    if token and token.group(1) in BLOCKS and bool(token.group(2)) == (token.group(1) in KEYED):
        return Placed(token.group(1), token.group(2) or "")
    return None


def filled(text: str, words: Callable[[str, str], str | None]) -> str:
    """The text with what is placed within its sentences filled in; what nobody knows stays as it was typed."""

    def found(match: re.Match[str]) -> str:
        kind, key = match.group(1), match.group(2) or ""
        told = words(kind, key) if kind in INLINE and key else None
        return match.group(0) if told is None else told

    return _TOKEN.sub(found, text)


def placed_in(text: str) -> frozenset[Placed]:
    """All that a text places: tables on lines of their own, figures within its sentences. A table that a sentence
    names is not shown there, and so is not placed."""
    found = (match.groups() for match in _TOKEN.finditer(text))
    figures = (Placed(kind, key) for kind, key in found if kind in INLINE and key)
    return frozenset((*figures, *(piece for piece in pieces(text) if isinstance(piece, Placed))))


def token(kind: str, key: str = "") -> str:
    """How something is placed."""
    return f"{{{{{kind}:{key}}}}}" if key else f"{{{{{kind}}}}}"
