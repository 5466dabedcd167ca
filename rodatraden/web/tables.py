"""A table as a value: sorted, filtered and linked to by its address, downloaded as Excel and CSV.

Text that a spreadsheet would take for a formula never becomes one. In Excel it is written as a string with
the quote prefix set. In CSV there are no types: such text gets a leading apostrophe (OWASP's advice), and so
does text that already begins with apostrophes before such a sign; `bare` takes exactly one away again, so
that what is written can be read back unchanged. Numbers are typed, also negative ones, and get none.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import xlsxwriter
from django.utils.translation import gettext

from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, fold, shortened, swedish_key
from rodatraden.web.marks import Mark

Kind = Literal["text", "number", "date", "period", "status", "link"]
FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001 (the full-width forms count as well)
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_575
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Choice:
    """A select above a list: its name in the address, its words, what may be chosen and what is."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere. Downloads hold the text alone."""

    text: str
    url: str


@dataclass(frozen=True)
class Example:
    """A made-up value: the page marks it, downloads have a column of their own for that."""

    value: "Value"


Value = str | Text | Decimal | int | bool | date | Period | Mark | Link | Example | None


@dataclass(frozen=True)
class Column:
    """`unit` follows the name in the head. `decimals` fixes them for the whole column. `off` hides the
    column on a phone."""

    key: str
    name: str
    kind: Kind = "text"
    unit: str = ""
    decimals: int | None = None
    off: bool = False
    sortable: bool = True

    @property
    def head(self) -> str:
        return f"{self.name}, {self.unit}" if self.unit else self.name


@dataclass(frozen=True)
class Table:
    """`rows` are mappings from column key to value; a key that is absent is a missing value."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Value]]
    sort: str = ""
    query: str = ""
    name: str = "tabell"

    def sorted(self, sort: str) -> "Table":
        """By a column's key, falling with "-" before it; missing values last either way. An unknown key
        changes nothing: an old link still shows the table."""
        key = sort.removeprefix("-")
        if not any(column.key == key and column.sortable for column in self.columns):
            return self
        known = [row for row in self.rows if plain(row.get(key)) is not None]
        missing = [row for row in self.rows if plain(row.get(key)) is None]
        ranked = sorted(known, key=lambda row: _rank(row.get(key)), reverse=sort.startswith("-"))
        return replace(self, rows=[*ranked, *missing], sort=sort)

    def filtered(self, query: str) -> "Table":
        """The rows where every word of the query occurs somewhere."""
        words = fold(query).split()
        kept = [row for row in self.rows if _holds(self, row, words)] if words else self.rows
        return replace(self, rows=kept, query=query.strip())

    def asked(self, asked: Mapping[str, str]) -> "Table":
        """The table as an address asks for it: `?q=trygg&sort=-utfall`."""
        return self.filtered(asked.get("q", "")).sorted(asked.get("sort", self.sort))

    def csv(self) -> bytes:
        """UTF-8 with a byte order mark, semicolons and decimal commas: opens rightly in a Swedish Excel."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([guarded(column.head) for column in self.columns])
        for row in self.rows:
            writer.writerow([_csv_cell(row.get(column.key)) for column in self.columns])
        return out.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """One sheet with typed cells, the head frozen, a filter on every column. Raises ValueError for more
        rows than Excel has."""
        return workbook([self])


def workbook(tables: Sequence[Table]) -> bytes:
    """An Excel file with a sheet for each table, named as they are. Raises ValueError as `Table.xlsx`."""
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            raise ValueError(f"Excel rymmer {format_number(MOST_ROWS)} rader, tabellen har {len(table.rows)}.")
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(out, options)
    for table in tables:
        _fill(book, table)
    book.close()
    return out.getvalue()


def guarded(text: str) -> str:
    """Text for a CSV cell, with an apostrophe before what could be read as a formula."""
    return f"'{text}" if text.lstrip("'")[:1] in FORMULA_SIGNS and text.lstrip("'") else text


def bare(text: str) -> str:
    """The text that `guarded` was given."""
    after = text.lstrip("'")
    return text[1:] if text.startswith("'") and after and after[0] in FORMULA_SIGNS else text


def plain(value: Value) -> str | Decimal | int | bool | date | None:
    """A value without its dress: what is written in a file. Empty text is missing."""
    if isinstance(value, Example):
        return plain(value.value)
    if isinstance(value, Link):
        return value.text or None
    if isinstance(value, Mark):
        return str(value.word)
    if isinstance(value, Period):
        return value.key
    if isinstance(value, Text | str):
        return str(value) or None
    return value


def _rank(value: Value) -> tuple[int, float | str]:
    """A sort key over mixed values: numbers and days by size, then text by the Swedish alphabet."""
    if isinstance(value, Example):
        return _rank(value.value)
    if isinstance(value, Period):
        return 0, value.start.toordinal() - value.end.toordinal() / 1e7
    bare_value = plain(value)
    if isinstance(bare_value, Decimal | int):
        return 0, float(bare_value)
    if isinstance(bare_value, date):
        return 0, float(bare_value.toordinal())
    return 1, swedish_key(bare_value or "")


def _holds(table: Table, row: Mapping[str, Value], words: Iterable[str]) -> bool:
    text = fold(" ".join(_shown(row.get(column.key)) for column in table.columns))
    return all(word in text for word in words)


def _shown(value: Value) -> str:
    found = plain(value)
    return format_number(found) if isinstance(found, Decimal) else str(found or "")


def _csv_cell(value: Value) -> str:
    found = plain(value)
    if found is None:
        return ""
    if isinstance(found, bool):
        return gettext("ja") if found else gettext("nej")
    if isinstance(found, Decimal | int):
        return f"{found:f}".replace(".", ",") if isinstance(found, Decimal) else str(found)
    return guarded(found) if isinstance(found, str) else found.isoformat()


def _fill(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(_sheet_name(table.name))
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})
    quoted = book.add_format({"quote_prefix": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    formats = {
        column.key: book.add_format({"num_format": _number_format(column)})
        for column in table.columns
        if column.kind == "number"
    }
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, 14 if column.kind in ("number", "date", "period") else 32)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), max(len(table.columns) - 1, 0))
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.head, strong)
    for at, row in enumerate(table.rows, start=1):
        for place, column in enumerate(table.columns):
            found = plain(row.get(column.key))
            if isinstance(found, bool):
                sheet.write_boolean(at, place, found)
            elif isinstance(found, Decimal | int):
                sheet.write_number(at, place, float(found), formats.get(column.key))
            elif isinstance(found, date):
                sheet.write_datetime(at, place, datetime(found.year, found.month, found.day), day)
            elif found:
                text = shortened(found, LONGEST_CELL)
                sheet.write_string(at, place, text, quoted if text[0] in FORMULA_SIGNS else None)


def _number_format(column: Column) -> str:
    if column.decimals is None:
        return "#,##0.######" if column.kind == "number" else "General"
    return "#,##0" + ("." + "0" * column.decimals if column.decimals else "")


def _sheet_name(name: str) -> str:
    """At most 31 signs, without those that Excel forbids."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\'")[:31] or "Blad1"
