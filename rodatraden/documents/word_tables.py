"""Tables in Word: columns as wide as what they hold, decimals that hang, statuses with sign and word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rodatraden.documents import shown
from rodatraden.documents import word_xml as xml
from rodatraden.documents.content import Cell, Column, PictureCell, Row, StatusCell, Table, TextCell
from rodatraden.web.charts.measure import text_width

Place = Callable[[str, str, float], str]
MM_OF_UNIT = 0.265
"""Nine points of Word's face against the thirteen units that the charts measure in, with a little to spare."""
GAP_MM, LEAST_MM, PICTURE_MM = 3.4, 9.0, 21.0
FIGURE_SPACE, COMMA_SPACE = "\u2007", "\u2008"


@dataclass(frozen=True)
class Upright:
    """A column with all that its cells say, in order, and how many decimals the figure with most of them has."""

    column: Column
    words: Sequence[str]

    @property
    def places(self) -> int:
        return max(map(shown.decimals_of, self.words), default=0) if self.column.kind in ("number", "money") else 0

    @property
    def need(self) -> float:
        """The room that the longest text or word takes, in mm."""
        if self.column.kind == "picture":
            return PICTURE_MM
        longest = max((text[:40] for text in self.words), key=len, default="")
        word = max(self.column.head.split(), key=len, default="")
        mark = 5.0 if self.column.kind == "status" else 0.0
        return max(max(text_width(longest), text_width(word)) * MM_OF_UNIT + mark + GAP_MM, LEAST_MM)


def table(part: Table, room_mm: float, place: Place, example: str) -> str:
    """The table's XML, in so much room. `place` puts a picture in a cell; `example` marks what is made up."""
    lines = [row for row in part.rows if row.kind != "group"]
    uprights = [
        Upright(column, [shown.words(row.cells[at], column) for row in lines]) for at, column in enumerate(part.columns)
    ]
    widths = column_widths(uprights, room_mm)
    places = [one.places for one in uprights]
    header = [
        xml.cell(_head(column), width, column.side, style="CellHead", line="strong")
        for column, width in zip(part.columns, widths, strict=True)
    ]
    made, at = [xml.row(header, header=True)], 0
    for row in part.rows:
        if row.kind == "group":
            words = xml.run(shown.words(row.cells[0]))
            made.append(xml.row([xml.cell(words, sum(widths), "start", style="CellGroup", span=len(widths))]))
            continue
        written = [_hung(one.words[at], count, one.column) for one, count in zip(uprights, places, strict=True)]
        made.append(_row(row, part.columns, widths, written, place, example))
        at += 1
    return xml.table(part.caption, widths, made)


def column_widths(uprights: Sequence[Upright], room_mm: float) -> list[float]:
    """How wide each column is, in mm. Those with a share divide what the others leave, and get a fair part at least."""
    shares = [one.column.width for one in uprights]
    if not any(shares):
        shares = [int(one.column.kind == "text") for one in uprights]
    needs = [0.0 if share else one.need for one, share in zip(uprights, shares, strict=True)]
    left = max(room_mm - sum(needs), room_mm * 0.3 if any(shares) else 0)
    widths = [left * share / sum(shares) if share else need for need, share in zip(needs, shares, strict=True)]
    scale = room_mm / sum(widths) if sum(widths) > room_mm or any(shares) else 1
    return [width * scale for width in widths]


def _row(
    row: Row, columns: Sequence[Column], widths: Sequence[float], written: Sequence[str], place: Place, example: str
) -> str:
    bold = row.kind == "total"
    return xml.row(
        xml.cell(_inner(cell, words, place, example, bold=bold), width, column.side, indent=0 if at else row.indent)
        for at, (cell, column, width, words) in enumerate(zip(row.cells, columns, widths, written, strict=True))
    )


def _inner(cell: Cell, written: str, place: Place, example: str, *, bold: bool) -> str:
    sign = xml.run(shown.sign(cell), raised=True)
    if isinstance(cell, StatusCell):
        return xml.mark(cell.status.tone, cell.status.symbol, cell.status.word) + sign
    if isinstance(cell, PictureCell):
        return place(cell.svg, cell.alt, PICTURE_MM - GAP_MM)
    made_up = xml.run(f"{example} ", italic=True, colour=xml.GREY) if shown.is_example(cell) else ""
    return made_up + xml.run(written, bold=bold or (isinstance(cell, TextCell) and cell.strong)) + sign


def _head(column: Column) -> str:
    unit = column.head.removeprefix(column.header)
    return xml.run(column.header) + xml.run(unit, colour=xml.GREY)


def _hung(written: str, places: int, column: Column) -> str:
    """A figure with room in place of the decimals that others of its column have."""
    missing = places - shown.decimals_of(written)
    if missing <= 0 or column.side != "end":
        return written
    return written + (COMMA_SPACE if missing == places else "") + FIGURE_SPACE * missing
