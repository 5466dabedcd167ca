"""Excel by XlsxWriter: what the document is on the first sheet, then a sheet for each table, last its texts.

Figures are figures, days are days; no text is ever a formula or a link. Where a cell has a footnote or is made
up, the column after the table says so in words. Small pictures are left out.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext, override

from rodatraden.documents import shown
from rodatraden.documents.content import (
    BulletList,
    Callout,
    Cell,
    Column,
    DateCell,
    Document,
    Heading,
    KeySentence,
    MissingCell,
    MoneyCell,
    NumberCell,
    Paragraph,
    RichText,
    Row,
    StatusCell,
    StatusLine,
    Table,
    TextCell,
)
from rodatraden.documents.frame import Imprint, colophon, facts, fixed_words
from rodatraden.documents.plain import plain_text
from rodatraden.documents.signs import readable
from rodatraden.lib.text import shortened
from rodatraden.web.charts.skin import TONES
from rodatraden.web.tables import FORMULA_SIGNS, LONGEST_CELL, MOST_ROWS

LONGEST_NAME = 31
FORBIDDEN = "[]:*?/\\'"
RESERVED = "history"
HEAD_ROW = 2
HEAD: dict[str, Any] = {"bold": True, "bottom": 1, "valign": "bottom"}
WIDTHS = {"number": 13, "money": 14, "date": 12, "status": 26, "text": 18}
EXACT = 10**15
"""Excel keeps fifteen digits: a longer figure is written as text, so that none of them is lost."""


@dataclass
class Writing:
    """A workbook as it is written: formats are made once each, names are used once each."""

    book: Any
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=lambda: {RESERVED})

    def look(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **looks})
        return self.formats[key]

    def sheet(self, name: str) -> Any:
        return self.book.add_worksheet(self._unused(name))

    def _unused(self, name: str) -> str:
        plain = "".join(" " if sign in FORBIDDEN else sign for sign in readable(name).replace("\n", " ")).strip()
        plain, tries = plain or gettext("Tabell"), 1
        chosen = _fitted(plain, LONGEST_NAME)
        while chosen.casefold() in self.names:
            tries += 1
            end = f" {tries}"
            chosen = _fitted(plain, LONGEST_NAME - len(end)) + end
        self.names.add(chosen.casefold())
        return chosen

    def text(self, sheet: Any, row: int, at: int, text: str, **looks: Any) -> None:
        """A text as text, whatever it looks like."""
        safe = shortened(readable(text), LONGEST_CELL)
        if not safe:
            return
        if safe[0] in FORMULA_SIGNS:
            looks["quote_prefix"] = True
        sheet.write_string(row, at, safe, self.look(**looks))


def _fitted(name: str, most: int) -> str:
    """The beginning of a name, as far as a whole word where there is one. Excel counts as UTF-16 does: a sign beyond
    the first 65,536 is two."""
    units = name.encode("utf-16-le")
    if len(units) <= most * 2:
        return name
    start = units[: most * 2 - 2].decode("utf-16-le", "ignore")
    words = start if name[len(start)] == " " else start.rpartition(" ")[0] or start
    return f"{words.rstrip(' ,')}…"


def excel(document: Document, imprint: Imprint = Imprint()) -> bytes:  # noqa: B008 (frozen)
    """The document as .xlsx; the same content gives the same bytes. Raises ValueError for more rows than fit."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False,
                                     "strings_to_numbers": False, "strings_to_urls": False})  # fmt: skip
    with override(document.language):
        writing = Writing(book)
        _front(writing, document, imprint)
        for table in document.tables():
            _table(writing, table)
        _texts(writing, document)
        when = datetime(document.date.year, document.date.month, document.date.day)
        book.set_properties(
            {"title": readable(document.title), "author": readable(document.municipality), "created": when,
             "subject": readable(document.subtitle)}
        )  # fmt: skip
    book.close()
    return out.getvalue()


def _front(writing: Writing, document: Document, imprint: Imprint) -> None:
    sheet = writing.sheet(gettext("Om dokumentet"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.hide_gridlines(2)
    writing.text(sheet, 0, 0, document.title, bold=True, font_size=16, valign="bottom")
    words = fixed_words()
    state = words["draft"] if document.draft else gettext("Färdigt")
    lines = [
        ("", document.subtitle),
        (gettext("Kommun"), document.municipality),
        (gettext("Avsändare"), document.sender),
    ]
    lines += facts(document)
    lines += [(gettext("Läge"), state), ("", words["example-words"] if document.example else "")]
    lines += [("", line) for line in colophon(document, imprint)]
    row = 2
    for name, value in lines:
        if value:
            writing.text(sheet, row, 0, name, font_color="#5a554c")
            writing.text(sheet, row, 1, value, text_wrap=True)
            row += 1


def _table(writing: Writing, table: Table) -> None:
    if len(table.rows) + HEAD_ROW + 1 > MOST_ROWS:
        raise ValueError(f"Excel rymmer inte {len(table.rows)} rader.")
    sheet = writing.sheet(table.sheet or table.caption)
    kept = [(at, column) for at, column in enumerate(table.columns) if column.kind != "picture"]
    noted = any(_notes_of(row, kept) for row in table.rows)
    for place, (_, column) in enumerate(kept):
        width = 44 if place == 0 and column.kind == "text" else WIDTHS[column.kind]
        sheet.set_column(place, place, width)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if table.wide or len(kept) > 6:
        sheet.set_landscape()
    writing.text(sheet, 0, 0, table.caption, bold=True, font_size=13)
    for place, (_, column) in enumerate(kept):
        side = "right" if column.side == "end" else "left"
        writing.text(
            sheet, HEAD_ROW, place, column.head, bold=True, text_wrap=True, bottom=1, align=side, valign="bottom"
        )
    if noted:
        sheet.set_column(len(kept), len(kept), 24)
        writing.text(sheet, HEAD_ROW, len(kept), gettext("Not"), **HEAD)
    for at, row in enumerate(table.rows, start=HEAD_ROW + 1):
        _row(writing, sheet, at, row, kept)
    at = HEAD_ROW + 2 + len(table.rows)
    source = [f"{gettext('Källa')}: {table.source}"] if table.source else []
    for line in [*(f"{note.sign}  {note.text}" for note in table.notes), *source]:
        writing.text(sheet, at, 0, line, font_color="#5a554c")
        at += 1


Kept = Sequence[tuple[int, Column]]


def _row(writing: Writing, sheet: Any, at: int, row: Row, kept: Kept) -> None:
    if row.kind == "group":
        writing.text(sheet, at, 0, shown.words(row.cells[0]), bold=True)
        return
    looks: dict[str, Any] = {"bold": True, "top": 1} if row.kind == "total" else {}
    for place, (origin, column) in enumerate(kept):
        more = {"indent": row.indent} if row.indent and place == 0 else {}
        _cell(writing, sheet, at, place, row.cells[origin], column, {**looks, **more})
    notes = _notes_of(row, kept)
    if notes:
        writing.text(sheet, at, len(kept), notes)


def _cell(writing: Writing, sheet: Any, at: int, place: int, cell: Cell, column: Column, looks: dict[str, Any]) -> None:
    def text(said: str, **more: Any) -> None:
        writing.text(sheet, at, place, said, **{**looks, **more})

    def number(value: Decimal, form: str) -> None:
        sheet.write_number(at, place, float(value), writing.look(**{**looks, "num_format": form}))

    match cell:
        case MissingCell(why):
            text(why)
        case NumberCell(value) | MoneyCell(value) if abs(value) >= EXACT:
            text(shown.words(cell, column), align="right")
        case NumberCell(value, decimals):
            number(value, number_format(column.decimals if decimals is None else decimals, signed=column.signed))
        case MoneyCell(value):
            number(shown.in_tkr(value), number_format(column.decimals or 0, signed=column.signed))
        case DateCell(value):
            form = writing.look(**{**looks, "num_format": "yyyy-mm-dd", "align": "left"})
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), form)
        case StatusCell(status):
            text(status.word, font_color=TONES[status.tone], bold=True)
        case TextCell(said, strong=strong):
            text(said, text_wrap=True, **({"bold": True} if strong else {}))


def number_format(decimals: int | None, *, signed: bool) -> str:
    """Excel's own writing of "1 234,5": it shows the signs of the reader's language."""
    if decimals is None:
        return "+#,##0.######;-#,##0.######;0" if signed else "#,##0.######"
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"+{plain};-{plain};{plain}" if signed else plain


def _notes_of(row: Row, kept: Kept) -> str:
    """What is to be said of a row's cells: footnotes by column, and what is made up."""
    if row.kind == "group":
        return ""
    said = []
    for origin, column in kept:
        cell = row.cells[origin]
        marks = [mark for mark in (shown.sign(cell), gettext("exempel") if shown.is_example(cell) else "") if mark]
        if marks:
            said.append(f"{column.header}: {', '.join(marks)}")
    return "; ".join(said)


def _texts(writing: Writing, document: Document) -> None:
    lines = list(_said(document))
    if not lines:
        return
    sheet = writing.sheet(gettext("Texter"))
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 110)
    sheet.freeze_panes(1, 0)
    writing.text(sheet, 0, 0, gettext("Avsnitt"), bold=True, bottom=1)
    writing.text(sheet, 0, 1, gettext("Text"), bold=True, bottom=1)
    for at, (where, text) in enumerate(lines, start=1):
        writing.text(sheet, at, 0, where, text_wrap=True)
        writing.text(sheet, at, 1, text, text_wrap=True)


SAID = (Paragraph, KeySentence, Callout, StatusLine, BulletList, RichText)


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """The running text, with the heading that it stands under."""
    where = ""
    for part in document.parts:
        if isinstance(part, Heading):
            where = part.text
        elif isinstance(part, SAID):
            yield where, plain_text(part)
