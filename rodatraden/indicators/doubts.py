"""What to ask about a figure before it is kept. A doubt is a question, never a refusal. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.indicators.evidence import number_text, per_cent
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import Text, say, say_many

FAR_ABOVE = 5
"""A value so many times larger than any before is asked about: a slipped comma, or kr for tkr."""
FAR_BELOW = 100
"""Small values differ more, by their nature: 3 after 300 is asked about, 20 after 300 is not."""


@dataclass(frozen=True)
class Known:
    """The smallest and largest size (never 0) among the figures there are, for the same unit and breakdown.

    `negative` says that any of them is below 0, `newcomer` that others have figures but this unit has none.
    """

    smallest: Decimal | None = None
    largest: Decimal | None = None
    negative: bool = False
    newcomer: bool = False

    def joined(self, other: "Known") -> "Known":
        small = [value for value in (self.smallest, other.smallest) if value is not None]
        large = [value for value in (self.largest, other.largest) if value is not None]
        return Known(min(small, default=None), max(large, default=None), self.negative or other.negative)

    def with_value(self, value: Decimal) -> "Known":
        size, below = abs(value), self.negative or value < 0
        within = self.smallest is not None and self.smallest <= size <= (self.largest or 0)
        if below == self.negative and not self.newcomer and (not size or within):
            return self
        return self.joined(Known(size or None, size or None, below))


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
    if known.newcomer:
        yield say("Enheten har inga tidigare värden för indikatorn, men andra har. Är det rätt enhet?")
    if measure.rank_of is not None:
        if not 1 <= value <= measure.rank_of or value != value.to_integral_value():
            yield say("{value} är ingen plats bland {of}. Stämmer det?", value=written, of=measure.rank_of)
            return
    else:
        yield from _sizes(value, measure, known)
    decimals = decimals_of(value)
    if decimals > measure.decimals:
        yield say_many(
            decimals,
            "{value} har {n} decimal, men indikatorn visas med {shown}. Ska den stå kvar?",
            "{value} har {n} decimaler, men indikatorn visas med {shown}. Ska de stå kvar?",
            value=written,
            shown=measure.decimals or say("inga"),
        )


def _sizes(value: Decimal, measure: Measure, known: Known) -> Iterator[Text]:
    """Whether the value lies far from all that there are. At most one question of its size, and one of its sign."""
    written, size = number_text(value), abs(value)
    if measure.unit_of_measure.strip() == "%" and size > 100 and (known.largest or 0) <= 100:
        yield say("{value} är mer än hundra procent. Stämmer det?", value=per_cent(written))
    elif known.largest and size >= known.largest * FAR_ABOVE:
        yield say(
            "{value} är {times} gånger större än det största hittills, {known}. Stämmer det?",
            value=written,
            times=format_number(round(size / known.largest)),
            known=number_text(known.largest),
        )
    elif known.smallest and size and size * FAR_BELOW <= known.smallest:
        yield say(
            "{value} är {times} gånger mindre än det minsta hittills, {known}. Stämmer det?",
            value=written,
            times=format_number(round(known.smallest / size)),
            known=number_text(known.smallest),
        )
    if value < 0 and known.largest and not known.negative:
        yield say("{value} är under noll, och det har inget värde varit hittills. Stämmer det?", value=written)


def decimals_of(value: Decimal) -> int:
    """How many decimals a value has, closing zeros left out: 70.50 has one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
