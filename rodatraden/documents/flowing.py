"""Which chapters share a page on paper: a page for each is right for long ones, and wasted on a few lines."""

from collections.abc import Sequence

from rodatraden.documents.content import (
    AttachmentList,
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    DefinitionList,
    Document,
    Heading,
    PageBreak,
    RichList,
    RichParagraph,
    RichText,
    StatusLine,
    Table,
    TextCell,
)
from rodatraden.documents.shown import words

HALF_PAGE = 24
"""In lines of running text. So much may stand on a page before a chapter begins the next."""
SHORT = 20 * HALF_PAGE
"""A document of so many lines, about ten pages, is read from end to end: none of its chapters begins a page."""
LINE, CELL, FACT = 78, 30, 58
"""How many signs a line of running text takes, one in a column, and one beside the name of a fact."""


def flowing(document: Document) -> frozenset[int]:
    """The places of the chapters that go on where the one before ended: all but the first of a short document; of a
    long one a page is begun when half of it is full."""
    short = document.compact or sum(map(_lines, document.parts)) <= SHORT
    found: set[int] = set()
    lines = 0.0
    for place, part in enumerate(document.parts):
        if isinstance(part, Heading) and part.level == 1:
            if document.compact or (short and lines) or 0 < lines < HALF_PAGE:
                found.add(place)
            else:
                lines = 0
        lines += _lines(part)
    return frozenset(found)


def _lines(part: Block) -> float:
    """About how many lines a part takes on paper."""
    match part:
        case Heading():
            return 5 if part.level == 1 else 3
        case Table():
            return 5 + sum(_rows_of(row.cells) for row in part.rows)
        case DefinitionList():
            return sum(_rows_of((TextCell(one.term), one.value), FACT) for one in part.terms)
        case Chart() | PageBreak():
            return HALF_PAGE
        case RichText():
            return sum(_written(one) for one in part.parts)
        case BulletList():
            return sum(_of(item) for item in part.items)
        case Callout():
            return 3 + _of(part.text) + sum(_of(item) for item in part.items)
        case AttachmentList():
            return 3 * len(part.attachments)
        case StatusLine():
            return 2 + _of(part.text)
    return 2 + _of(part.text)


def _written(part: RichParagraph | RichList) -> float:
    paragraphs = [part.runs] if isinstance(part, RichParagraph) else part.items
    return sum(1 + _of("".join(run.text for run in runs)) for runs in paragraphs)


def _rows_of(cells: Sequence[Cell], width: int = CELL) -> float:
    return max((1 + len(words(cell)) // width for cell in cells), default=1)


def _of(text: str) -> float:
    return 1 + len(text) // LINE if text else 0
