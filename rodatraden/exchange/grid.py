"""A sheet as a value: its header, its rows by their number in the file, and what was wrong with it. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import Literal

from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import Text, fold, say

Cell = str | Decimal | bool | date | None
Flag = Literal["formula", "percent"]
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 100_000, 200, 32_767
HEADER_WITHIN = 20
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class SheetProblem(Exception):
    """Why a file cannot be read as a table, for whoever chose it."""

    text: Text

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Sheet:
    """`rows` hold the number of the row as a spreadsheet shows it, and as many cells as the header.

    `flags` say what is to be told of single cells, by row number and place in the row. `longer` names rows
    with something to the right of the header.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Sequence[tuple[int, tuple[Cell, ...]]]
    flags: Mapping[tuple[int, int], Flag] = field(default_factory=dict)
    longer: frozenset[int] = frozenset()


def problem(template: str, /, **values: object) -> SheetProblem:
    return SheetProblem(say(template, **values))


def column_letter(place: int) -> str:
    """0 gives A, 26 gives AA: the name of a column in a spreadsheet."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """A gives 0, AA gives 26."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def heading(cell: Cell) -> str:
    """What stands in the head of a column, as it is compared: "Målvärde *" and " målvärde" are one."""
    return fold(str(cell if cell is not None else "")).strip(" *:.")


def make_sheet(
    name: str,
    lines: Iterable[tuple[int, Sequence[Cell]]],
    known: frozenset[str],
    flags: Mapping[tuple[int, int], Flag] | None = None,
) -> Sheet | None:
    """A sheet of numbered lines, or None where nothing is written in it.

    The header is the line, among the first twenty with content, that has most of the `known` column names;
    lines above it are titles. Raises SheetProblem for too many rows or columns.
    """
    steps = (line for line in lines if any(cell is not None for cell in line[1]))
    first = list(islice(steps, HEADER_WITHIN))
    if not first:
        return None
    at = max(range(len(first)), key=lambda place: (_known_in(first[place][1], known), -place))
    header_row, cells = first[at]
    header = _trimmed(cells)
    if len(header) > MOST_COLUMNS:
        raise problem("Bladet har fler än {most} kolumner.", most=MOST_COLUMNS)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    longer = set()
    for number, line in chain(first[at + 1 :], steps):
        if len(rows) >= MOST_ROWS:
            raise problem("Filen har fler än {most} rader. Dela upp den.", most=format_number(MOST_ROWS))
        if any(cell is not None for cell in line[len(header) :]):
            longer.add(number)
        rows.append((number, _filled(line, len(header))))
    return Sheet(name, header, header_row, rows, flags or {}, frozenset(longer))


def text_cell(text: str, row: int, place: int) -> str | None:
    """Text of a cell, composed (NFC) and stripped; None where nothing is left. Raises SheetProblem."""
    if len(text) <= 60:
        clean = _clean(text)
        if clean is not None:
            return clean or None
    if len(text) > LONGEST_CELL:
        where, most = f"{column_letter(place)}{row}", format_number(LONGEST_CELL)
        raise problem("Cellen {where} har mer än {most} tecken, mer än Excel rymmer.", where=where, most=most)
    if found := _ODD.search(text):
        where = f"{column_letter(place)}{row}"
        sign = f"U+{ord(found.group()):04X}"
        raise problem("Cellen {where} har ett styrtecken ({sign}) som inte hör hemma i text.", where=where, sign=sign)
    return unicodedata.normalize("NFC", text).strip() or None


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str | None:
    """A short text, composed and stripped, or None where it holds a sign that does not belong."""
    return None if _ODD.search(text) else unicodedata.normalize("NFC", text).strip()


def _known_in(cells: Sequence[Cell], known: frozenset[str]) -> int:
    return len({heading(cell) for cell in cells} & known)


def _trimmed(cells: Sequence[Cell]) -> tuple[str, ...]:
    heads = [str(cell) if cell is not None else "" for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    return tuple(heads)


def _filled(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return tuple(cells[:width]) + (None,) * (width - len(cells))
