"""Numbers as Swedes write them: decimal comma, thousands apart, a true minus sign."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rodatraden.lib.digits import MINUS, SPACE, format_number
from rodatraden.lib.text import Text, say

__all__ = ["MINUS", "SPACE", "NumberProblem", "format_number", "natural", "parse_number"]

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f']")
_PLAIN = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)")


@dataclass(frozen=True)
class NumberProblem(ValueError):
    """A text that is no number. `typed` is what was written, `code` why it cannot be read."""

    typed: str
    code: str

    @property
    def text(self) -> Text:
        return {
            "empty": say("Värdet saknas."),
            "ambiguous": say(
                "”{typed}” kan läsas på två sätt. Skriv med decimalkomma och utan punkt.", typed=self.typed
            ),
            "not-a-number": say("”{typed}” är inte ett tal. Skriv till exempel 12,6.", typed=self.typed),
        }[self.code]

    def __str__(self) -> str:
        return str(self.text)


def natural(typed: str) -> int | None:
    """The whole number of an address or a hidden field: digits alone, and no more of them than a database holds."""
    return int(typed) if typed.isdecimal() and len(typed) <= 18 else None


def parse_number(text: str) -> Decimal:
    """The number somebody typed: comma or point for decimals, spaces anywhere, both kinds of minus.

    Raises NumberProblem for what is empty, no number, or could mean two things ("1.234,5" can not;
    "1,234.5" is read as 1234.5 since its last sign must be the decimal one).
    """
    plain = _BLANKS.sub("", text.replace(MINUS, "-").replace("\N{EN DASH}", "-"))
    if not plain or plain == "-":
        raise NumberProblem(text, "empty")
    if "," in plain and "." in plain:
        decimal = max(",", ".", key=plain.rfind)
        other = "." if decimal == "," else ","
        groups = plain.split(decimal)[0].lstrip("+-").split(other)
        if plain.count(decimal) > 1 or any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > 3:
            raise NumberProblem(text, "ambiguous")
        plain = plain.replace(other, "")
    if not _PLAIN.fullmatch(plain):
        raise NumberProblem(text, "not-a-number")
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation as fault:
        raise NumberProblem(text, "not-a-number") from fault


def trimmed(value: Decimal) -> Decimal:
    """A number without closing zeros, and never with an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
