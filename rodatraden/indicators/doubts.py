"""What to ask about a figure before it is kept. A doubt is a question, never a refusal. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.indicators.evidence import number_text, per_cent
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import Text, say, say_many

FAR = 100
"""A value so many times larger or smaller than any before is asked about: a thousand is kr for tkr."""


@dataclass(frozen=True)
class Known:
    """The smallest and largest size (never 0) among the figures there are, for the same unit and breakdown."""

    smallest: Decimal | None = None
    largest: Decimal | None = None

    def joined(self, other: "Known") -> "Known":
        small = [value for value in (self.smallest, other.smallest) if value is not None]
        large = [value for value in (self.largest, other.largest) if value is not None]
        return Known(min(small, default=None), max(large, default=None))

    def with_value(self, value: Decimal) -> "Known":
        size = abs(value)
        if not size or (self.smallest is not None and self.smallest <= size <= (self.largest or 0)):
            return self
        return self.joined(Known(size, size))


@dataclass(frozen=True)
class Measure:
    """What is said of the indicator that matters for a typed value."""

    decimals: int
    unit_of_measure: str = ""
    rank_of: int | None = None


def doubts_about(value: Decimal, measure: Measure, known: Known) -> tuple[Text, ...]:
    """Questions to whoever wrote the value, the gravest first."""
    return tuple(_doubts(value, measure, known))


def _doubts(value: Decimal, measure: Measure, known: Known) -> Iterator[Text]:
    written = number_text(value)
    largest, smallest, size = known.largest, known.smallest, abs(value)
    if measure.rank_of is not None:
        if not 1 <= value <= measure.rank_of or value != value.to_integral_value():
            yield say("{value} är ingen plats bland {of}. Stämmer det?", value=written, of=measure.rank_of)
            return
    elif largest and size >= largest * FAR:
        times = format_number(round(size / largest))
        yield say(
            "{value} är {times} gånger större än det största hittills, {known}. Stämmer det?",
            value=written,
            times=times,
            known=number_text(largest),
        )
    elif smallest and size and size * FAR <= smallest:
        times = format_number(round(smallest / size))
        yield say(
            "{value} är {times} gånger mindre än det minsta hittills, {known}. Stämmer det?",
            value=written,
            times=times,
            known=number_text(smallest),
        )
    if measure.unit_of_measure.strip() == "%" and size > 100 and (largest or 0) <= 100:
        yield say("{value} är mer än hundra procent. Stämmer det?", value=per_cent(written))
    decimals = decimals_of(value)
    if decimals > measure.decimals:
        yield say_many(
            decimals,
            "{value} har {n} decimal, men indikatorn visas med {shown}. Ska den stå kvar?",
            "{value} har {n} decimaler, men indikatorn visas med {shown}. Ska de stå kvar?",
            value=written,
            shown=measure.decimals or say("inga"),
        )


def decimals_of(value: Decimal) -> int:
    """How many decimals a value has, closing zeros left out: 70.50 has one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
