"""CSV files, whoever wrote them: which encoding, which separator, and what does not add up. Pure."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from rodatraden.exchange.grid import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Cell,
    Flag,
    Sheet,
    make_sheet,
    problem,
    text_cell,
)
from rodatraden.web.tables import bare

SEPARATORS: Final = ";\t,"
_TWICE = re.compile("Ã[\u0080-\u00bf¥¤¶…„–‡]|Â[\u00a0-\u00bf]|\ufffd")
_OTHER = re.compile(r"(?<=[A-Za-z])[†„”ŒŠ‡](?=[a-z])")


def read_csv(content: bytes, known: frozenset[str]) -> Sheet | None:
    """The one sheet of a CSV file, or None where it is empty. Raises SheetProblem."""
    text = decoded(content)
    separator, text = _separator(text)
    flags: dict[tuple[int, int], Flag] = {}
    return make_sheet("", _lines(text, separator, flags), known, flags)


def decoded(content: bytes) -> str:
    """The text: UTF-8 or UTF-16 with or without mark, else Windows-1252, else Latin-1. Raises SheetProblem.

    What could be read only as gibberish is refused, with the first word that shows it.
    """
    text = _decoded(content)
    if found := _TWICE.search(text) or _OTHER.search(text):
        row = text.count("\n", 0, found.start()) + 1
        word = _word_around(text, found.start())
        raise problem(
            "Filens teckenkodning är fel eller blandad: på rad {row} står ”{word}”. Spara om filen som UTF-8.",
            row=row,
            word=word,
        )
    return text


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        if guess := _wide(content):
            return content.decode(guess)
        if b"\0" in content:
            raise problem("Filen är ingen textfil: den innehåller nolltecken.")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if fault.encoding.startswith("utf-16"):
            raise problem("Filen börjar som UTF-16 men går inte att läsa så. Spara om den som UTF-8.") from fault
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of the beginning is zero."""
    start = content[:200]
    if len(start) >= 4 and not any(start[1::2]) and all(start[0::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and not any(start[0::2]) and all(start[1::2]) else ""


def _word_around(text: str, at: int) -> str:
    begin = max(text.rfind(sign, 0, at) for sign in " \n\t;,\"'") + 1
    return re.split(r"[\s;,\"']", text[begin : begin + 40])[0]


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's own line that names it (`sep=;`)."""
    first = next((line for line in text.splitlines()[:20] if line.strip()), "")
    if found := re.match(r'\s*"?sep=(.)"?\s*(\r\n|\r|\n|$)', text, re.IGNORECASE):
        return found.group(1), "\n" + text[found.end() :]
    unquoted = re.sub(r'"[^"]*"', "", first)
    best = max(SEPARATORS, key=unquoted.count)
    if unquoted.count(best):
        return best, text
    sample = re.sub(r'"[^"]*"', "", text[:20_000])
    return max(SEPARATORS, key=sample.count), text


def _lines(text: str, separator: str, flags: dict[tuple[int, int], Flag]) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for line in reader:
            number += 1
            if len(line) > MOST_COLUMNS:
                raise problem("Rad {row} har fler än {most} celler.", row=number, most=MOST_COLUMNS)
            yield number, [_cell(cell, number, place, flags) for place, cell in enumerate(line)]
    except csv.Error as fault:
        row = number + 1
        if "field larger" in str(fault):
            raise problem("En cell på rad {row} är längre än Excel rymmer.", row=row) from fault
        raise problem("Citattecknen på rad {row} går inte ihop: ett inleds men avslutas inte.", row=row) from fault


def _cell(text: str, row: int, place: int, flags: dict[tuple[int, int], Flag]) -> Cell:
    if text[:1] == "=":
        flags[row, place] = "formula"
    return text_cell(bare(text), row, place)
