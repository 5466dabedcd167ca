"""What a rule answers: a value of the scale, its word, and the reason in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.steering.schema.rules import Scale, ScaleValue, Tone

Hole = Literal["", "unmeasured", "no-target", "refused", "hidden"]
"""Why there is no status: nothing was measured, nothing was promised, what is measured cannot be judged, or the reader
may not see it."""
WORDS: Mapping[Hole, Text] = {
    "no-target": say("Utan målvärde"),
    "refused": say("Går inte att bedöma"),
    "hidden": say("Visas inte"),
}


@dataclass(frozen=True)
class Judgement:
    """A proposed status.

    `value_key` is None where the scale has no value for what could not be judged. `closed` says the tense of
    `word`: a fulfilment, or a forecast. `figure` is the number that was held against the thresholds (per
    cent, units or places, as the rule says). `remarks` are what the reader should be told besides. `detail` is
    the reason without the word, where there is a status. `hole` says what kind of reason it is where there is none.
    """

    value_key: str | None
    tone: Tone
    word: Text
    reason: Text
    closed: bool
    figure: Decimal | None = None
    remarks: tuple[Text, ...] = ()
    detail: Text = NOTHING
    hole: Hole = ""

    @property
    def is_judged(self) -> bool:
        return self.tone != "unmeasured"

    @property
    def is_measured(self) -> bool:
        """Whether something of the period is measured, judged or not."""
        return self.standing != "unmeasured"

    @property
    def beside(self) -> Text:
        """The reason as it is read beside the word: without it."""
        return self.detail or self.reason

    @property
    def standing(self) -> Tone | Hole:
        """What to count it as: its tone or, where it has no status, why."""
        return self.tone if self.is_judged else self.hole or "unmeasured"


def word_of(value: ScaleValue, closed: bool) -> Text:
    """The municipality's own word: what is fulfilled when closed, what is expected before that (M4)."""
    if closed or value.tone == "unmeasured":
        return verbatim(value.word)
    if value.word_forecast:
        return verbatim(value.word_forecast)
    return say("Bedöms: {word}", word=value.word[:1].lower() + value.word[1:])


def judged(
    value: ScaleValue,
    closed: bool,
    detail: Text,
    figure: Decimal | None = None,
    remarks: tuple[Text, ...] = (),
) -> Judgement:
    """A status with its reason: "Uppfylls delvis: 52 av 55, 94,5 % av målvärdet"."""
    word = word_of(value, closed)
    reason = say("{word}: {detail}", word=word, detail=detail)
    return Judgement(value.key, value.tone, word, reason, closed, figure, remarks, detail)


def not_judged(
    scale: Scale, reason: Text, closed: bool, remarks: tuple[Text, ...] = (), hole: Hole = "unmeasured"
) -> Judgement:
    """No status, and why. Only what is not measured is given the scale's value for that, where it has one."""
    if hole in WORDS:
        return Judgement(None, "unmeasured", WORDS[hole], reason, closed, remarks=remarks, hole=hole)
    value = scale.unmeasured
    word = verbatim(value.word) if value else say("Ej mätt")
    return Judgement(value.key if value else None, "unmeasured", word, reason, closed, remarks=remarks, hole=hole)
