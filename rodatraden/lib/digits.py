"""How a number is written: decimal comma, thousands apart, a true minus sign."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """`1234.5` as "1 234,5". With `decimals` the value is rounded half up, as in a printed budget."""
    number = Decimal(value)
    if decimals is not None:
        number = number.quantize(_step(decimals), ROUND_HALF_UP)
    plain = f"{number:,f}".replace(",", SPACE).replace(".", ",")
    return plain.replace("-", MINUS) if number else plain.lstrip("-")


@lru_cache(maxsize=32)
def _step(decimals: int) -> Decimal:
    """The smallest step of a number with so many decimals: 0.01 with two."""
    return Decimal(1).scaleb(-decimals)
