"""What a rule is given to judge: one outcome, its target and what it is compared with. Decimal only."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from rodatraden.indicators.parts import Made
from rodatraden.lib.numbers import SPACE, format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.text import NOTHING, Text, say, verbatim

Direction = Literal["higher", "lower", "band"]
ONE_DECIMAL = Decimal("0.1")


class TargetValue(NamedTuple):
    """A target: one value, an interval (both ends belong to it), or at least as good as the period before."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    as_before: bool = False

    @property
    def says_nothing(self) -> bool:
        return not self.as_before and self.value is None and self.low is None and self.high is None


@dataclass(frozen=True)
class Evidence:
    """One indicator, unit and breakdown in one period.

    `outcome` is the outcome, during a year the outcome so far; `made` says of which parts it was made, where it
    was, and `latest_part` is the latest that was measured where nobody has said how parts make a whole.
    `forecast` is somebody's forecast for the whole period, used only while it has no final outcome and is not
    closed. `start` is the start value (ingångsvärde), `previous` the outcome of the period before; each is None and
    `…_parted` where the series breaks in between, since there is nothing to compare then. `rank_of` is how many are
    ranked when the value is a place: then lower is better, whatever `direction` says.
    `measured_period` is given where the outcome was measured in another period than its own. `decimals` None
    shows a value with the decimals that it has. `hidden` is why the reader may not see the outcome although there is
    one, and `hidden_before` why not what it is compared with: then no status is given that would tell.
    """

    period: Period
    direction: Direction = "higher"
    outcome: Decimal | None = None
    target: TargetValue | None = None
    forecast: Decimal | None = None
    start: Decimal | None = None
    start_parted: bool = False
    previous: Decimal | None = None
    previous_period: Period | None = None
    previous_parted: bool = False
    measured_period: Period | None = None
    rank_of: int | None = None
    decimals: int | None = None
    unit_of_measure: str = ""
    preliminary: bool = False
    made: Made | None = None
    latest_part: Period | None = None
    hidden: Text = NOTHING
    hidden_before: Text = NOTHING

    @property
    def is_so_far(self) -> bool:
        """Whether the outcome is made of parts that do not fill the period."""
        return self.made is not None and not self.made.whole

    @property
    def is_final(self) -> bool:
        """Whether there is an outcome of the whole period that stands."""
        return self.outcome is not None and not (self.measured_earlier or self.preliminary or self.is_so_far)

    @property
    def better(self) -> Direction:
        """Which way is better, ranks counted."""
        return "lower" if self.rank_of is not None else self.direction

    @property
    def measured_earlier(self) -> bool:
        """Whether the outcome was measured before the period that it is shown for began."""
        return self.measured_period is not None and self.measured_period.end < self.period.start

    def shown(self, value: Decimal) -> Text:
        """A value as written in a sentence: a place, a per cent, or the number alone."""
        number = number_text(value, self.decimals)
        if self.rank_of is not None:
            return say("plats {number}", number=number)
        return verbatim(per_cent(number) if self.in_per_cent else number)

    def apart(self, size: Decimal) -> Text:
        """A difference: of per cents it is percentage points, of places it is places."""
        number = number_text(size, self.decimals)
        if self.rank_of is not None:
            return say("{number} platser", number=number) if size != 1 else say("en plats")
        if not self.in_per_cent:
            return verbatim(number)
        many = say("{number} procentenheter", number=number)
        return say("{number} procentenhet", number=number) if size == 1 else many

    @property
    def in_per_cent(self) -> bool:
        return self.unit_of_measure.strip() == "%"


@dataclass(frozen=True)
class Aim:
    """What must be reached, as bounds: the outcome must not lie below `low` nor above `high`."""

    low: Decimal | None
    high: Decimal | None

    def shortfall(self, value: Decimal) -> Decimal:
        """How far the value lies on the wrong side, in its own unit; 0 when the target is reached."""
        below = self.low - value if self.low is not None else Decimal(0)
        above = value - self.high if self.high is not None else Decimal(0)
        return max(below, above, Decimal(0))

    def reached(self, value: Decimal) -> bool:
        return not self.shortfall(value)

    def words(self, evidence: Evidence) -> Text:
        """The target as a condition: "minst 55", "högst 104", "mellan 10 och 20"."""
        if self.low is not None and self.high is not None:
            if self.low == self.high:
                return evidence.shown(self.low)
            low, high = number_text(self.low, evidence.decimals), evidence.shown(self.high)
            return say("mellan {low} och {high}", low=low, high=high)
        if self.low is not None:
            return say("minst {value}", value=evidence.shown(self.low))
        return say("högst {value}", value=evidence.shown(self.high)) if self.high is not None else NOTHING


def aim_of(evidence: Evidence) -> Aim | None:
    """The target as bounds, or None where there is none or where the period before is missing.

    An interval is missed on the side that the direction says: a higher value above it is no miss when higher
    is better. Where the best is to lie within it, both sides are.
    """
    target = evidence.target
    if target is None or target.says_nothing:
        return None
    value = evidence.previous if target.as_before else target.value
    low = value if value is not None else target.low
    high = value if value is not None else target.high
    if evidence.better == "higher":
        high = None if low is not None else high
    elif evidence.better == "lower":
        low = None if high is not None else low
    return Aim(low, high) if low is not None or high is not None else None


def number_text(value: Decimal, decimals: int | None = None) -> str:
    """A number in Swedish; without `decimals` with those that it has, closing zeros left out."""
    if decimals is not None:
        return format_number(value, decimals)
    whole = value == value.to_integral_value()
    return format_number(value.quantize(Decimal(1)) if whole else value.normalize())


def per_cent(number: str) -> str:
    """A number and its per cent sign, which never part at the end of a line."""
    return f"{number}{SPACE}%"


def cut(number: Decimal) -> str:
    """A number with one decimal, rounded; never up to a whole one, which may be a threshold that was not reached."""
    rounded = number.quantize(ONE_DECIMAL, ROUND_HALF_UP)
    if rounded > number and rounded == rounded.to_integral_value():
        rounded = number.quantize(ONE_DECIMAL, ROUND_FLOOR)
    return number_text(rounded)


def not_above(share: Decimal) -> str:
    """Per cent with one decimal: it never seems to reach a threshold that was not reached."""
    return per_cent(cut(share))


def not_below(share: Decimal) -> str:
    """Per cent with one decimal, upwards: for bounds that must not be passed."""
    return per_cent(number_text(share.quantize(ONE_DECIMAL, ROUND_CEILING)))
