"""Short ways to write content: plain values to cells, marks to statuses, what somebody typed to rich text."""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from rodatraden.documents.content import (
    Cell,
    Column,
    ColumnKind,
    DateCell,
    Image,
    ImageType,
    MissingCell,
    NumberCell,
    RichList,
    RichParagraph,
    RichText,
    Row,
    Run,
    Status,
    StatusCell,
    Table,
    TextCell,
)
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.web import tables
from rodatraden.web.charts.table import ChartTable
from rodatraden.web.marks import Mark

Plain = str | Text | Decimal | int | date | Period | Mark | Status | Cell | None
_BULLET = re.compile(r"\s*(?:[-*•–·]|(\d{1,3})[.)])[ \t\u00a0]+(.*)", re.DOTALL)  # noqa: RUF001
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)


def status(mark: Mark) -> Status:
    """A page's mark as a document keeps it, said in the language spoken now."""
    return Status(mark.tone, mark.symbol, str(mark.word), str(mark.note))


def cell(value: Plain) -> Cell:
    """A plain value as a cell. What is None or empty is missing; cells pass as they are."""
    match value:
        case None | "":
            return MissingCell()
        case bool():
            raise TypeError("A document says yes and no in words.")
        case str() | Text():
            return TextCell(str(value))
        case int() | Decimal():
            return NumberCell(Decimal(value))
        case Period():
            return TextCell(value.name)
        case date():
            return DateCell(value)
        case Mark():
            return StatusCell(status(value))
        case Status():
            return StatusCell(value)
        case _:
            return value


def row(*values: Plain) -> Row:
    return Row(tuple(cell(value) for value in values))


def group(words: str) -> Row:
    """A row that heads those after it."""
    return Row((TextCell(words),), kind="group")


def rich(typed: str, author: str = "") -> RichText:
    """What somebody typed in a plain field: an empty line parts paragraphs, "- " and "1. " begin the items of a
    list, **two stars** make bold. Everything else is what it is: text."""
    parts: list[RichParagraph | RichList] = []
    for lines in _blocks(typed):
        found = [_BULLET.fullmatch(line) for line in lines]
        if all(found):
            items = tuple(_runs(one.group(2)) for one in found if one)
            parts.append(RichList(items, ordered=bool(found[0] and found[0].group(1))))
        else:
            parts.append(RichParagraph(_runs("\n".join(lines))))
    return RichText(tuple(parts), author)


def _blocks(typed: str) -> Iterator[list[str]]:
    """Runs of lines that belong together: a list's, or a paragraph's."""
    lines: list[str] = []
    listed = False
    for line in [*typed.splitlines(), ""]:
        is_item = bool(_BULLET.fullmatch(line))
        if lines and (not line.strip() or is_item != listed):
            yield lines
            lines = []
        if line.strip():
            lines.append(line)
            listed = is_item


def _runs(text: str) -> tuple[Run, ...]:
    """Text with its bold stretches apart; never empty."""
    pieces = _BOLD.split(text.strip())
    return tuple(Run(piece, bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece) or (Run(""),)


def table(page: tables.Table, caption: str = "") -> Table:
    """A page's table as the document's: the same columns, the same rows in the same order."""
    columns = tuple(
        Column(one.name, kind=_KINDS.get(one.kind, "text"), unit=one.unit, decimals=one.decimals)
        for one in page.columns
    )
    rows = tuple(Row(tuple(_page_cell(line.get(one.key)) for one in page.columns)) for line in page.rows)
    return Table(caption or page.caption, columns, rows, sheet=page.name)


def chart_table(found: ChartTable) -> Table:
    """A chart's own table: each column is of figures where all it holds are."""
    kinds = [_kind_of([line[place] for line in found.rows]) for place in range(len(found.heads))]
    columns = tuple(Column(head, kind=kind) for head, kind in zip(found.heads, kinds, strict=True))
    return Table(found.caption, columns, tuple(row(*line) for line in found.rows))


def _page_cell(value: tables.Value) -> Cell:
    """A cell of a page's table; what is made up stays marked so, a link leaves its words."""
    if isinstance(value, tables.Example):
        inner = _page_cell(value.value)
        return replace(inner, example=True) if isinstance(inner, TextCell | NumberCell) else inner
    if isinstance(value, bool | tables.Link):
        return cell(_link_or_bool(value))
    return cell(value)


def _link_or_bool(value: bool | tables.Link) -> str:
    if isinstance(value, tables.Link):
        return value.text
    return gettext("ja") if value else gettext("nej")


def _kind_of(values: Sequence[object]) -> ColumnKind:
    known = [value for value in values if value is not None]
    return "number" if known and all(isinstance(value, Decimal) for value in known) else "text"


_KINDS: Mapping[str, ColumnKind] = {"number": "number", "date": "date", "status": "status"}


def image(media_type: ImageType, data: bytes, alt: str) -> Image:
    """A picture as a document holds it."""
    return Image(media_type, base64.b64encode(data).decode("ascii"), alt)
