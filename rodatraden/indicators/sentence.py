"""The sentence that an indicator's page begins with: how it stands, what was promised, whether it is measured. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rodatraden.indicators.evidence import Direction, number_text, per_cent
from rodatraden.indicators.parts import Made
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart
from rodatraden.lib.text import NOTHING, Text, capital, say, say_many, verbatim

UNNAMED_UNITS = frozenset({"", "antal", "index", "plats", "%"})
"""Units of measure that are not written after the number: they say nothing, or are written otherwise."""


@dataclass(frozen=True)
class Unit:
    """How the indicator's numbers are written."""

    name: str = ""
    decimals: int | None = None
    rank_of: int | None = None
    direction: Direction = "higher"

    def number(self, value: Decimal, decimals: int | None = None) -> str:
        """The number alone, with the decimals that its source prints, or else the indicator's."""
        written = number_text(value, self.decimals if decimals is None else decimals)
        return per_cent(written) if self.name.strip() == "%" else written

    def written(self, value: Decimal, decimals: int | None = None) -> Text:
        """The number with its unit: "51", "72 %", "12,6 per 1 000 invånare", "37 (andel av maxpoäng)", "plats 228"."""
        number = self.number(value, decimals)
        if self.rank_of is not None:
            return say("plats {number}", number=number)
        if self.name.strip() in UNNAMED_UNITS:
            return verbatim(number)
        if " " in self.name.strip() and not self.name.strip().startswith("per "):
            return say("{number} ({unit})", number=number, unit=verbatim(self.name))
        return say("{number} {unit}", number=number, unit=verbatim(self.name))


@dataclass(frozen=True)
class Measured:
    """The latest outcome. `period` is the one it was measured in, `shown_for` another that it is shown for.
    `so_far` is how it was made of parts of the period."""

    value: Decimal
    period: Period
    decimals: int | None = None
    shown_for: Period | None = None
    preliminary: bool = False
    so_far: Made | None = None


@dataclass(frozen=True)
class Foreseen:
    """Somebody's forecast for the year that runs."""

    value: Decimal
    decimals: int | None = None


@dataclass(frozen=True)
class Promise:
    """A target for this year or a later one: a value, or an interval, or as the period before (neither)."""

    period: Period
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the sentences are made of. `year` is the one that runs; `promises` are those not past, in order; `breaks`
    are the days on which the series breaks."""

    name: str
    unit: Unit
    year: Period
    latest: Measured | None = None
    promises: Sequence[Promise] = ()
    measured_this_year: bool = True
    first_measured: Period | None = None
    next_measured: Period | None = None
    needs_target: bool = True
    forecast: Foreseen | None = None
    breaks: Sequence[date] = ()
    hidden: tuple[Period, Text] | None = None
    """The period of the latest outcome and why the reader may not see it, where that is so."""


def key_sentence(facts: Facts) -> Text:
    """ "Tryggheten: 51 år 2017. Målvärdet är 55 i år och 65 år 2020, men i år görs ingen mätning." """
    parts = [part for part in (_standing(facts), _foreseen(facts), _promised(facts)) if part]
    told = parts[0]
    for part in parts[1:]:
        told = say("{how} {promise}", how=told, promise=part)
    return told


def _foreseen(facts: Facts) -> Text:
    if facts.forecast is None:
        return NOTHING
    value = facts.unit.written(facts.forecast.value, facts.forecast.decimals)
    return say("Prognosen för i år är {value}.", value=value)


def _standing(facts: Facts) -> Text:
    name = verbatim(capital(facts.name))
    latest = facts.latest
    if facts.hidden is not None:
        return say("{name}, {when}: {why}.", name=name, when=_when(facts.hidden[0]), why=facts.hidden[1])
    if latest is None:
        if facts.first_measured is not None and facts.first_measured.end >= facts.year.start:
            return say("{name} mäts första gången {when}.", name=name, when=_when(facts.first_measured))
        return say("{name} är inte mätt än.", name=name)
    value, when = facts.unit.written(latest.value, latest.decimals), _when(latest.period)
    if facts.unit.rank_of is not None:
        return say("{name}: {value} av {of} {when}.", name=name, value=value, of=facts.unit.rank_of, when=when)
    if latest.so_far is not None and not latest.so_far.whole:
        last = latest.so_far.parts[-1].told
        return say("{name}: hittills {value} i år, till och med {last}.", name=name, value=value, last=last)
    if latest.preliminary and latest.period == facts.year:
        return say("{name}: hittills {value} i år, preliminärt.", name=name, value=value)
    if latest.preliminary:
        return say("{name}: preliminärt {value} {when}.", name=name, value=value, when=when)
    return say("{name}: {value} {when}.", name=name, value=value, when=when)


def _promised(facts: Facts) -> Text:
    """The target of this year and the last one; what lies between, the picture shows."""
    now = next((each for each in facts.promises if each.period == facts.year), None)
    later = [each for each in facts.promises if each.period > facts.year]
    if now is None and not later:
        return say("Målvärde saknas.") if facts.needs_target else NOTHING
    last = later[-1] if later else None
    if now is None and last is not None:
        told = say("Målvärdet är {last} {when}", last=_aim(facts, last), when=_when(last.period))
    elif now is not None and last is not None and _aim(facts, now) == _aim(facts, last):
        told = say("Målvärdet är {now} både i år och {when}", now=_aim(facts, now), when=_when(last.period))
    elif now is not None and last is not None:
        told = say(
            "Målvärdet är {now} i år och {last} {when}",
            now=_aim(facts, now),
            last=_aim(facts, last),
            when=_when(last.period),
        )
    else:
        told = say("Målvärdet är {now} i år", now=_aim(facts, now)) if now is not None else NOTHING
    if now is not None and not facts.measured_this_year:
        return say("{promise}, men i år görs ingen mätning.", promise=told)
    return say("{promise}.", promise=told)


def _aim(facts: Facts, promise: Promise) -> Text:
    """The target; the unit is written with the outcome and not again."""
    unit = facts.unit
    if promise.value is not None:
        number = unit.number(promise.value, promise.decimals)
        return say("plats {number}", number=number) if unit.rank_of is not None else verbatim(number)
    if promise.low is not None and promise.high is not None:
        low, high = (unit.number(bound, promise.decimals) for bound in (promise.low, promise.high))
        return say("mellan {low} och {high}", low=low, high=high)
    return say("högst som perioden före") if unit.direction == "lower" else say("minst som perioden före")


def _when(period: Period) -> Text:
    """ "år 2017", "i april 2018", "tertial 2 2018"."""
    if period.kind == "year":
        return say("år {year}", year=period.key)
    return say("i {month}", month=period.name) if period.kind == "month" else verbatim(period.name)


def after_sentence(facts: Facts) -> Text:
    """What is said after the status: when the next measurement comes, and how far it is to the last target."""
    parts = [part for part in (_next(facts), _shown_for(facts), _left(facts)) if part]
    if not parts:
        return NOTHING
    told = parts[0]
    for part in parts[1:]:
        told = say("{one}; {other}", one=told, other=part)
    return say("{told}.", told=told)


def _next(facts: Facts) -> Text:
    following = facts.next_measured
    if following is None or following.end < facts.year.start or following == facts.year:
        return NOTHING
    return say("nästa mätning kommer {when}", when=_when(following))


def _shown_for(facts: Facts) -> Text:
    """A value from another year than its column (M5)."""
    latest = facts.latest
    if latest is None or latest.shown_for is None:
        return NOTHING
    return say(
        "värdet är mätt {measured} och visas för {shown}",
        measured=_when(latest.period),
        shown=_when(latest.shown_for),
    )


def _left(facts: Facts) -> Text:
    """The distance from the latest outcome to the last target, or that it is reached already."""
    last = next((each for each in reversed(facts.promises) if each.value is not None), None)
    if facts.latest is None or last is None or last.value is None or facts.unit.direction == "band":
        return NOTHING
    if apart(facts.latest.period, last.period, facts.breaks):
        return NOTHING
    gap = last.value - facts.latest.value
    if facts.unit.direction == "lower" or facts.unit.rank_of is not None:
        gap = -gap
    if gap <= 0:
        return say("målvärdet {when} är redan nått", when=_when(last.period))
    decimals = max(facts.latest.decimals or 0, facts.unit.decimals or 0, last.decimals or 0)
    return say("det är {gap} kvar till målvärdet {when}", gap=_gap(facts, gap, decimals), when=_when(last.period))


def _gap(facts: Facts, gap: Decimal, decimals: int) -> Text:
    """A difference: of per cents it is percentage points, of places it is places."""
    number = number_text(gap, decimals)
    if facts.unit.rank_of is not None:
        return say("{number} platser", number=number) if gap != 1 else say("en plats")
    if facts.unit.name.strip() == "%":
        many = say("{number} procentenheter", number=number)
        return say("{number} procentenhet", number=number) if gap == 1 else many
    return verbatim(number)


@dataclass(frozen=True)
class Tally:
    """How many indicators there are, how many of each judged tone this year, and how many the reader may not see the
    status of."""

    total: int
    met: int = 0
    partly: int = 0
    missed: int = 0
    hidden: int = 0

    @property
    def judged(self) -> int:
        return self.met + self.partly + self.missed


def list_sentence(tally: Tally) -> Text:
    """ "28 indikatorer. 3 går att bedöma i år: 1 bedöms nå målvärdet, 1 delvis och 1 inte. 2 visas inte, för att
    skydda små grupper." """
    if not tally.total:
        return say("Ingen indikator finns än.")
    told = _judged_told(tally)
    if not tally.hidden:
        return told
    return say("{told} {n} visas inte, för att skydda små grupper.", told=told, n=tally.hidden)


def _judged_told(tally: Tally) -> Text:
    how_many = say_many(tally.total, "{n} indikator", "{n} indikatorer")
    if not tally.judged:
        if tally.hidden == tally.total:
            return say("{how_many}.", how_many=how_many)
        if tally.total == 1:
            return say("{how_many}. Den går inte att bedöma i år än.", how_many=how_many)
        return say("{how_many}. Ingen av dem går att bedöma i år än.", how_many=how_many)
    counts = ((tally.met, say("bedöms nå målvärdet")), (tally.partly, say("delvis")), (tally.missed, say("inte")))
    parts = [say("{n} {word}", n=count, word=word) for count, word in counts if count]
    told = parts[0] if len(parts) == 1 else say("{first} och {last}", first=_listed(parts[:-1]), last=parts[-1])
    judged = say_many(tally.judged, "{n} går att bedöma i år", "{n} går att bedöma i år")
    return say("{how_many}. {judged}: {told}.", how_many=how_many, judged=judged, told=told)


def _listed(parts: Sequence[Text]) -> Text:
    told = parts[0]
    for part in parts[1:]:
        told = say("{one}, {other}", one=told, other=part)
    return told
