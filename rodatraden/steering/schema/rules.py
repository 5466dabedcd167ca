"""Scales, threshold rules and roll-up rules: how a municipality turns figures into a status.

A threshold rule judges one indicator, a roll-up rule judges what hangs together. Both answer with a value of
a scale. Only the shape is checked here; `gaps` finds gaps and overlaps, and the arithmetic lives with
those who use it (`indicators.assess`, `thread.rollup`).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from rodatraden.lib.text import say
from rodatraden.steering.schema.base import Keyed, Part

Tone = Literal["met", "partly", "missed", "unmeasured"]
Symbol = Literal[
    "disc", "disc-half", "diamond", "square", "triangle", "ring",
    "arrow-up", "arrow-up-right", "arrow-flat", "arrow-down-right", "arrow-down",
]  # fmt: skip
ScaleKind = Literal["light", "arrow", "symbol"]
Compare = Literal["reached", "share-of-target", "share-of-way", "band", "change", "rank", "level"]
RollUp = Literal["worst", "share", "weighted", "group-and-share", "two-step", "by-hand"]
Steps = TypeVar("Steps", bound=tuple[Any, ...])
Missing = Literal["counted-out", "counts-as-worst", "makes-unmeasured"]


def _several(value: object) -> object:
    """One key may be written without brackets."""
    return (value,) if isinstance(value, str) else value


Keys = Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]


class ScaleValue(Keyed):
    """One value of a scale: its words now and in a forecast, its colour role and its silhouette."""

    word: str
    word_forecast: str = ""
    en: str = ""
    en_forecast: str = ""
    tone: Tone
    symbol: Symbol


class Scale(Part):
    """Two to five judged values, best first, and at most one for what could not be measured."""

    kind: ScaleKind = "light"
    values: tuple[ScaleValue, ...]

    @property
    def judged(self) -> tuple[ScaleValue, ...]:
        return tuple(value for value in self.values if value.tone != "unmeasured")

    @property
    def unmeasured(self) -> ScaleValue | None:
        return next((value for value in self.values if value.tone == "unmeasured"), None)

    def value(self, key: str | None) -> ScaleValue | None:
        return next((value for value in self.values if value.key == key), None)

    @model_validator(mode="after")
    def _has_a_shape(self) -> "Scale":
        keys = [value.key for value in self.values]
        if len(set(keys)) < len(keys):
            raise ValueError(say("samma nyckel används för två värden i skalan"))
        if not 2 <= len(self.judged) <= 5:
            raise ValueError(say("en skala har 2 till 5 bedömda värden, den här har {number}", number=len(self.judged)))
        if len(self.values) - len(self.judged) > 1:
            raise ValueError(say("en skala har högst ett värde för det som inte är mätt"))
        return self


class FromStep(Part):
    """A value that holds from a threshold and upwards; without threshold it holds for all that remains."""

    value: str
    at_least: Decimal | None = Field(default=None, alias="from")


class WithinStep(Part):
    """A value that holds up to and including a bound; without bound it holds for all that remains."""

    value: str
    within: Decimal | None = None


class ShareStep(Part):
    """A value that holds when at least `from` per cent of the parts have one of the values in `share_of`."""

    value: str
    share_of: Keys | None = None
    at_least: Decimal | None = Field(default=None, alias="from", ge=0, le=100)

    @model_validator(mode="after")
    def _says_both_or_neither(self) -> "ShareStep":
        if (self.share_of is None) != (self.at_least is None):
            raise ValueError(say("share_of och from hör ihop: skriv båda eller ingen av dem"))
        return self


class GroupStep(ShareStep):
    """As a share step, counted among the parts outside the group; all in the group must have `all_of`."""

    all_of: Keys | None = None


def _two_or_more(steps: Steps) -> Steps:
    """Told only when every step is well formed, so that a fault in one step is one fault."""
    if len(steps) < 2:
        raise ValueError(say("en regel har minst två steg"))
    return steps


def _just_two(steps: Steps) -> Steps:
    if len(steps) != 2:
        raise ValueError(say("regeln har två steg: målvärdet nås, eller nås inte"))
    return steps


FromSteps = Annotated[tuple[FromStep, ...], AfterValidator(_two_or_more)]
WithinSteps = Annotated[tuple[WithinStep, ...], AfterValidator(_two_or_more)]


class _Threshold(Part):
    """What every threshold rule says. `missing` is the value where there is no outcome for the period."""

    scale: str
    missing: str = ""


class Reached(_Threshold):
    """Two steps: the first when the target is reached, the second when it is not."""

    compare: Literal["reached"]
    steps: Annotated[tuple[FromStep, ...], AfterValidator(_just_two)]


class ShareOfTarget(_Threshold):
    """Steps in per cent of the target."""

    compare: Literal["share-of-target"]
    steps: FromSteps


class ShareOfWay(_Threshold):
    """Steps in per cent of the way from the start value to the target."""

    compare: Literal["share-of-way"]
    steps: FromSteps


class Band(_Threshold):
    """Steps by how far the outcome lies on the wrong side of the target, in its own unit or in per cent."""

    compare: Literal["band"]
    tolerance: Literal["units", "per-cent"] = "units"
    steps: WithinSteps


class Change(_Threshold):
    """Steps by the change for the better since the period before; below zero is worse."""

    compare: Literal["change"]
    change: Literal["units", "per-cent"] = "units"
    steps: FromSteps


class Rank(_Threshold):
    """Steps by place (1 is best), or by place as per cent of all compared: 25 is the best quartile."""

    compare: Literal["rank"]
    count: Literal["place", "per-cent"] = "per-cent"
    steps: WithinSteps


class LevelReached(_Threshold):
    """Steps by the outcome itself: `from` where higher is better, `within` where lower is."""

    compare: Literal["level"]
    steps: FromSteps | WithinSteps


class _RollUp(Part):
    """What every roll-up rule says. The rule within a two-step rule uses the scale of the outer one."""

    scale: str = ""


class _Counting(_RollUp):
    """A rule that counts parts: `missing` is the effect of one without status."""

    missing: Missing = "counted-out"


class Worst(_Counting):
    """The status of the part that is worst off."""

    roll_up: Literal["worst"]


class Share(_Counting):
    """The first step whose share is filled."""

    roll_up: Literal["share"]
    steps: Annotated[tuple[ShareStep, ...], AfterValidator(_two_or_more)]


class Weighted(_Counting):
    """The mean of the points of the parts, by their weights."""

    roll_up: Literal["weighted"]
    points: Mapping[str, Decimal]
    steps: FromSteps


class GroupAndShare(_Counting):
    """All in one group and a share of the others."""

    roll_up: Literal["group-and-share"]
    group: str
    steps: Annotated[tuple[GroupStep, ...], AfterValidator(_two_or_more)]


class ByHand(_RollUp):
    """Somebody judges, and must say why; there is no proposal."""

    roll_up: Literal["by-hand"]


PlainRollUp = Annotated[Worst | Share | Weighted | GroupAndShare | ByHand, Field(discriminator="roll_up")]


class TwoStep(_RollUp):
    """First enough must be measured (per cent of the parts); then another rule judges, by its own `missing`."""

    roll_up: Literal["two-step"]
    measured_from: Decimal = Field(gt=0, le=100)
    then: PlainRollUp


ThresholdRule = Reached | ShareOfTarget | ShareOfWay | Band | Change | Rank | LevelReached
RollUpRule = Worst | Share | Weighted | GroupAndShare | TwoStep | ByHand


def _kind_of_rule(value: object) -> str | None:
    """A rule says what it does by `compare` or `roll_up`; both or neither names no rule."""
    if isinstance(value, Mapping):
        said = [word for word in (value.get("compare"), value.get("roll_up")) if word is not None]
        return str(said[0]) if len(said) == 1 else None
    if isinstance(value, ThresholdRule):
        return value.compare
    return value.roll_up if isinstance(value, RollUpRule) else None


Rule = Annotated[
    Annotated[Reached, Tag("reached")]
    | Annotated[ShareOfTarget, Tag("share-of-target")]
    | Annotated[ShareOfWay, Tag("share-of-way")]
    | Annotated[Band, Tag("band")]
    | Annotated[Change, Tag("change")]
    | Annotated[Rank, Tag("rank")]
    | Annotated[LevelReached, Tag("level")]
    | Annotated[Worst, Tag("worst")]
    | Annotated[Share, Tag("share")]
    | Annotated[Weighted, Tag("weighted")]
    | Annotated[GroupAndShare, Tag("group-and-share")]
    | Annotated[TwoStep, Tag("two-step")]
    | Annotated[ByHand, Tag("by-hand")],
    Discriminator(
        _kind_of_rule,
        custom_error_type="rule_kind",
        custom_error_message="En regel säger antingen compare eller roll_up, med ett av orden: {words}",
        custom_error_context={"words": ", ".join(get_args(Compare) + get_args(RollUp))},
    ),
]
"""Any rule of the model: a threshold rule by `compare`, a roll-up rule by `roll_up`."""
