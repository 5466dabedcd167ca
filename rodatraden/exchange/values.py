"""What stands in a cell, read as what its column holds: Swedish numbers, days, periods, yes and no. Pure.

Empty, "-", "–", ".." and "saknas" are missing, never 0.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rodatraden.exchange.grid import Cell
from rodatraden.lib.numbers import NumberProblem, format_number, parse_number, trimmed
from rodatraden.lib.periods import MONTHS, Period, PeriodProblem
from rodatraden.lib.text import Text, fold, say

Value = str | Decimal | int | bool | date | Period | tuple[str, ...] | None
MISSING = frozenset({"", "-", "–", "—", "−", "..", "...", "…", "saknas", "uppgift saknas", "n/a", "null"})  # noqa: RUF001
_RANK = re.compile(r"(?:plats|placering)?\s*(\d+)\s*(?:(?:av|/)\s*(\d+))?")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]00:00(?::00)?)?")
_SHORT_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[ -/.]*(\d{4})")
_WRITTEN_DAY = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?\s+(\d{4})")
_MONTH = re.compile(r"([a-zåäö]{3,9})\.?[ -]*(\d{4}|\d{2})")
_PART = re.compile(r"(?:(första|andra)\s+)?(halvår(?:et)?|tertial|kvartal|[htkq])\s*(\d)?[ ,-]*(\d{4})")
_LARGEST = Decimal(10) ** 14
NAMES = tuple(month.template for month in MONTHS)


@dataclass(frozen=True)
class CellProblem(ValueError):
    """Why a cell cannot be read as what its column holds."""

    text: Text

    def __str__(self) -> str:
        return str(self.text)


def unreadable(template: str, /, **values: object) -> CellProblem:
    return CellProblem(say(template, **values))


def is_missing(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and fold(cell) in MISSING)


def text_of(cell: Cell) -> str:
    """Any cell as text, as it would be typed; line ends as "\\n"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, Decimal):
        return format_number(cell)
    return cell.isoformat() if isinstance(cell, date) else cell.replace("\r\n", "\n").replace("\r", "\n")


def plain_text(cell: Cell) -> str:
    """Text. A number that stands where text belongs ("1.2" as a goal's number) keeps its digits."""
    return _digits(cell).replace(".", ",") if isinstance(cell, Decimal) else text_of(cell)


def _digits(cell: Cell) -> str:
    """A cell as text, a number with a decimal point and no spaces: it may be a day, a period or a key."""
    return f"{cell:f}" if isinstance(cell, Decimal) else text_of(cell)


HIDDEN = "visas inte"
"""How a cell begins that stands for a figure of a small group."""


def number(cell: Cell) -> Decimal | None:
    """A number with at most six decimals, or None where it is missing. Raises CellProblem."""
    if is_missing(cell):
        return None
    if isinstance(cell, bool | date):
        raise unreadable("”{typed}” är inget tal.", typed=text_of(cell))
    try:
        found = cell if isinstance(cell, Decimal) else parse_number(cell or "")
    except NumberProblem as fault:
        raise CellProblem(fault.text) from fault
    if not found.is_finite() or abs(found) >= _LARGEST:
        raise unreadable("”{typed}” är för stort.", typed=text_of(cell)[:30])
    return found.quantize(Decimal("0.000001")).normalize() + 0


def figure(cell: Cell) -> Decimal | None:
    """A number as printed in a table: also "70,5 %", "228 av 290" and "plats 228". Raises CellProblem."""
    if isinstance(cell, str) and not is_missing(cell):
        folded = fold(cell)
        if folded.endswith("%"):
            return number(cell.strip()[:-1])
        rank = _RANK.fullmatch(folded)
        if rank and (rank.group(2) or not folded[0].isdigit()):
            return number(rank.group(1))
    return number(cell)


def figure_seen(cell: Cell) -> Decimal | None:
    """A figure, or None where the file says that it is hidden: whoever fetched it was not shown it."""
    return None if isinstance(cell, str) and fold(cell).startswith(HIDDEN) else figure(cell)


def thousands(cell: Cell) -> Decimal | None:
    """A number of thousands, as what it is of ones. Raises CellProblem."""
    found = number(cell)
    return None if found is None else trimmed(found * 1000)


def whole(cell: Cell) -> int | None:
    found = number(cell)
    if found is None:
        return None
    if found != found.to_integral_value() or not 0 <= found <= 2_000_000_000:
        raise unreadable("”{typed}” är inget helt tal från 0.", typed=text_of(cell))
    return int(found)


def yes_no(cell: Cell) -> bool:
    """Empty is no."""
    if isinstance(cell, bool):
        return cell
    said = fold(text_of(cell))
    if said in {"ja", "j", "sant", "x", "1", "yes", "y", "true"}:
        return True
    if said in {"nej", "n", "falskt", "0", "no", "false"} | MISSING:
        return False
    raise unreadable("”{typed}” är varken ja eller nej.", typed=text_of(cell))


def yes_no_or_neither(cell: Cell) -> bool | None:
    """Empty is neither: nobody has judged."""
    return None if is_missing(cell) else yes_no(cell)


def day(cell: Cell) -> date | None:
    """A day: 2018-04-30, 20180430, 30/4 2018, 30.4.2018, 30 april 2018. Raises CellProblem."""
    if is_missing(cell) or isinstance(cell, date):
        return cell if isinstance(cell, date) else None
    typed = fold(_digits(cell))
    try:
        if found := _DAY.fullmatch(typed):
            return date(*(int(part) for part in found.groups()))
        if found := _SHORT_DAY.fullmatch(typed):
            first, month, year = (int(part) for part in found.groups())
            return date(year, month, first)
        if (found := _WRITTEN_DAY.fullmatch(typed)) and (month := _month(found.group(2))):
            return date(int(found.group(3)), month, int(found.group(1)))
    except ValueError as fault:
        raise unreadable("”{typed}” finns inte i kalendern.", typed=text_of(cell)) from fault
    raise unreadable("”{typed}” är inget datum. Skriv till exempel 2018-04-30.", typed=text_of(cell))


def period(cell: Cell) -> Period | None:
    """A period by its key or its Swedish name. Raises CellProblem.

    A day that is the first of a month is the month: Excel makes 2018-04 into 2018-04-01, and "apr-18".
    """
    if is_missing(cell):
        return None
    if isinstance(cell, date):
        return Period.of("month" if cell.day == 1 else "day", cell)
    return _named_period(_digits(cell))


@lru_cache(maxsize=5_000)
def _named_period(typed: str) -> Period:
    try:
        return Period.parse(_as_key(fold(typed)))
    except PeriodProblem as fault:
        raise CellProblem(PeriodProblem(typed).text) from fault


def _as_key(typed: str) -> str:
    if found := re.fullmatch(r"(?:helår(?:et)?|året|år)\s*(\d{4})", typed):
        return found.group(1)
    if found := _PART.fullmatch(typed):
        ordinal, word, number_, year = found.groups()
        which = number_ or {"första": "1", "andra": "2"}.get(ordinal or "", "0")
        return f"{year}-{word[0].upper()}{which}"
    if (found := _MONTH.fullmatch(typed)) and (month := _month(found.group(1))):
        year = found.group(2) if len(found.group(2)) == 4 else f"20{found.group(2)}"
        return f"{year}-{month:02}"
    return typed


def _month(word: str) -> int:
    return next((place for place, name in enumerate(NAMES, 1) if name == word or name[:3] == word[:3] == word), 0)


def keys(cell: Cell) -> tuple[str, ...]:
    """Several keys in one cell, parted by comma, semicolon or line."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,;\n]", _digits(cell)) if not is_missing(part)))


def pairs(cell: Cell) -> tuple[str, ...]:
    """A key and what is said of it on each line: "mal-1: genom trygghet". Raises CellProblem."""
    lines = [line.strip() for line in text_of(cell).split("\n") if not is_missing(line)]
    for line in lines:
        if ":" not in line:
            raise unreadable("”{typed}” ska vara en nyckel, ett kolon och vad som gäller.", typed=line)
    return tuple(f"{key.strip()}: {said.strip()}" for key, _colon, said in (line.partition(":") for line in lines))


def dated(cell: Cell) -> tuple[str, ...]:
    """A day, or a period by its first day, and what happened then on each line: "2014-01-01: ny enkät". Raises
    CellProblem."""
    found = []
    for pair in (line.strip() for line in text_of(cell).split("\n") if not is_missing(line)):
        typed, _colon, said = pair.partition(":")
        if is_missing(typed) or is_missing(said):
            raise unreadable("”{typed}” ska vara en dag, ett kolon och vad som ändrades.", typed=pair)
        found.append(f"{_first_day(typed.strip()).isoformat()}: {' '.join(said.split())}")
    return tuple(sorted(found))


def _first_day(typed: str) -> date:
    """Of a period as of a day. Raises CellProblem where it is neither."""
    try:
        return _named_period(typed).start
    except CellProblem:
        return day(typed) or date.max


def choice(words: Mapping[str, str]) -> Callable[[Cell], str]:
    """A reader of one of some words; either the word or its key is written. Empty is empty."""
    by_word = {fold(word): key for key, word in words.items()} | {fold(key): key for key in words}

    def read(cell: Cell) -> str:
        said = fold(text_of(cell))
        if said in MISSING:
            return ""
        if said not in by_word:
            listed = ", ".join(words.values())
            raise unreadable("”{typed}” är inget av det som kan stå här: {listed}.", typed=text_of(cell), listed=listed)
        return by_word[said]

    return read


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: missing text and no text do, and "a, b" says what "b, a" says."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split() if "\n" in one + other else one.strip() == other.strip()
    return (one or None) == (other or None) if "" in (one, other) else one == other


def shown(value: Value) -> str:
    """A value as the preview shows it."""
    if isinstance(value, bool):
        return str(say("ja")) if value else str(say("nej"))
    if isinstance(value, Decimal):
        return format_number(trimmed(value))
    if isinstance(value, int):
        return format_number(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value if value is not None else "")
