"""Files that the tests of this floor make: good ones, and hostile ones."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

KNOWN = frozenset({"indikator", "period", "utfall"})
HEAD = ("Indikator", "Period", "Utfall")


def xlsx(*rows: Sequence[Any], sheet: str = "Utfall", dress: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook of one sheet. `dress` may add to the book and the sheet what the rows cannot say."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    if dress:
        dress(book, page)
    book.close()
    return out.getvalue()


def csv(*rows: Sequence[Any], separator: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(separator.join(str(cell) for cell in row) for row in rows).encode(encoding)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part.filename))
        new.writestr(name, data)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name)
