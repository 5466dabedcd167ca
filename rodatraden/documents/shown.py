"""How a cell is said in words: the same on the page, on paper and in Word. Pure."""

from decimal import Context, Decimal, localcontext

from rodatraden.documents.content import (
    Cell,
    Column,
    DateCell,
    MissingCell,
    MoneyCell,
    NumberCell,
    PictureCell,
    StatusCell,
    TextCell,
)
from rodatraden.lib.digits import format_number

MISSING = "–"
ANY = Column("")
COMMON = 18
"""Figures below 10^18 need no room of their own; to make it takes longer than to write one."""
_MARKED = (TextCell, NumberCell, MoneyCell)
_WIDE = Context(prec=200)
"""Room for any figure that a document may hold (canonical.MOST_DIGITS)."""


def amount(value: Decimal, decimals: int | None = None, *, signed: bool = False) -> str:
    """A figure as in a printed budget; with `signed` + stands before what is more than nothing."""
    if decimals is not None and value.adjusted() < COMMON:
        written = format_number(value, decimals)
    else:
        with localcontext(_WIDE):
            written = format_number(value if decimals is not None else _plain(value), decimals)
    more = signed and value > 0 and any(sign in "123456789" for sign in written)
    return f"+{written}" if more else written


def in_tkr(value: Decimal) -> Decimal:
    """Kronor as thousands of kronor, exactly."""
    return value.scaleb(-3, _WIDE)


def figure(cell: Cell, column: Column = ANY) -> str | None:
    """The figure of a cell that has one."""
    match cell:
        case NumberCell(value, decimals):
            return amount(value, column.decimals if decimals is None else decimals, signed=column.signed)
        case MoneyCell(value):
            return amount(in_tkr(value), column.decimals or 0, signed=column.signed)
    return None


def words(cell: Cell, column: Column = ANY) -> str:
    """The cell in words, without its footnote sign. In a column of figures a dash alone says what is missing."""
    match cell:
        case TextCell(text):
            return text
        case DateCell(value):
            return value.isoformat()
        case StatusCell(status):
            return status.word
        case PictureCell(_, alt):
            return alt
        case MissingCell(why):
            return f"{MISSING} {why}" if why and column.kind == "text" else MISSING
    return figure(cell, column) or MISSING


def sign(cell: Cell) -> str:
    """The footnote sign of a cell."""
    return "" if isinstance(cell, PictureCell) else cell.sign


def is_example(cell: Cell) -> bool:
    return isinstance(cell, _MARKED) and cell.example


def decimals_of(written: str) -> int:
    """How many decimals a written figure has."""
    return len(written.partition(",")[2])


def _plain(value: Decimal) -> Decimal:
    """The same figure without trailing zeros: how many were stored says nothing."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
