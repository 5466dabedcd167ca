"""The small markup of a plan's texts: headings, lists, bold, and figures placed by reference. Pure.

"## " begins a heading, "- " an item of a list, **two stars** make bold (documents.build.rich). What stands in double
braces is looked up when the plan is shown, so that it stays right: {{mål}} alone on a line is the table of goals,
{{utfall:trygghet}} within a sentence the latest outcome of an indicator. Everything else is text. What cannot be shown
where it stands is never printed as it was typed: a dash stands there, and who writes is told why (`misplaced`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text, say

BRACES = "{{"
"""Begin what is placed: a text without them places nothing."""
_TOKEN = re.compile(r"\{\{\s*([a-zåäö]+)\s*(?::\s*([\w.-]{1,80}))?\s*\}\}")
_BRACES = re.compile(r"\{\{([^{}\n]*)\}\}")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_HEADING = re.compile(r"(#{2,3})[ \t]+(.+?)\s*#*\s*")
INLINE: frozenset[str] = frozenset({"utfall", "målvärde"})
BLOCKS: frozenset[str] = frozenset({"mål", "aktiviteter", "ekonomi", "ovanför", "indikator"})
TABLES: Mapping[str, Text] = {
    "mål": say("Tabell: målen"),
    "aktiviteter": say("Tabell: det som ska göras"),
    "ovanför": say("Tabell: det som redan är beslutat"),
    "ekonomi": say("Tabell: ramen"),
}
"""The plan's own tables by what places them."""
MISSING = "–"
"""What stands where something cannot be shown."""
Words = Callable[[str, str], str | None]
"""What a figure within a sentence is, by its kind and its key; None where nobody knows."""
Why = Literal["alone", "unknown", "empty"]
WHY: Mapping[Why, Text] = {
    "alone": say("”{name}” visas inte här: en tabell ska stå ensam på en rad."),
    "unknown": say("”{name}” finns inte. Välj under ”Sätt in” det som ska visas."),
    "empty": say("”{name}” har inget värde att visa än."),
}
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


@dataclass(frozen=True)
class Misplaced:
    """Something that cannot be shown where it stands: what stands in the braces, and why."""

    name: str
    why: Why

    @property
    def told(self) -> Text:
        return Text(WHY[self.why].template, {"name": self.name})


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
    bare = line.strip()
    if not bare.startswith(("#", BRACES)):
        return None
    heading = _HEADING.fullmatch(bare)
    if heading:
        return Head(heading.group(2), len(heading.group(1)) - 1)
    token = _TOKEN.fullmatch(bare)
    if token and token.group(1) in BLOCKS and bool(token.group(2)) == (token.group(1) in KEYED):
        return Placed(token.group(1), token.group(2) or "")
    return None


def filled(text: str, words: Words) -> str:
    """The text with what is placed within its sentences filled in; a dash for what nobody knows."""

    def found(match: re.Match[str]) -> str:
        told = _figure(match.group(0), words)
        return MISSING if told is None else told

    return _BRACES.sub(found, text)


def _figure(token: str, words: Words) -> str | None:
    parts = _TOKEN.fullmatch(token)
    if parts is None or parts.group(1) not in INLINE or not parts.group(2):
        return None
    return words(parts.group(1), parts.group(2))


def misplaced(text: str, words: Words, known: Callable[[str], bool]) -> Iterator[Misplaced]:
    """What the text places that cannot be shown there. `known` are the keys of the indicators that there are."""
    for piece in pieces(text):
        if isinstance(piece, Placed):
            if piece.kind in KEYED and not known(piece.key):
                yield Misplaced(f"{piece.kind}:{piece.key}", "unknown")
            continue
        for match in _BRACES.finditer(piece.text):
            if _figure(match.group(0), words) is None:
                yield Misplaced(match.group(1).strip(), _why(match.group(0), known))


def _why(token: str, known: Callable[[str], bool]) -> Why:
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return "unknown"
    kind, key = parts.group(1), parts.group(2) or ""
    if (kind in KEYED) != bool(key) or (key and not known(key)):
        return "unknown"
    if kind in BLOCKS:
        return "alone"
    return "empty" if kind in INLINE else "unknown"


def as_read(text: str, words: Words, table: Callable[[Placed], str]) -> str:
    """The text in plain words as it will be read: without the marks of headings and bold, figures filled in, and
    each table by its name in brackets."""
    lines = []
    for line in text.splitlines():
        match _special(line):
            case Head(head):
                lines.append(filled(head, words))
            case Placed() as placed:
                lines.append(f"[{table(placed)}]")
            case _:
                lines.append(filled(line, words))
    return _BOLD.sub(r"\1", "\n".join(lines))


def placed_in(text: str) -> frozenset[Placed]:
    """All that a text places: tables on lines of their own, figures within its sentences. A table that a sentence
    names is not shown there, and so is not placed."""
    found = (match.groups() for match in _TOKEN.finditer(text))
    figures = (Placed(kind, key) for kind, key in found if kind in INLINE and key)
    return frozenset((*figures, *(piece for piece in pieces(text) if isinstance(piece, Placed))))


def token(kind: str, key: str = "") -> str:
    """How something is placed."""
    return f"{{{{{kind}:{key}}}}}" if key else f"{{{{{kind}}}}}"
