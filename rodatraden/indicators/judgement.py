"""What a rule answers: a value of the scale, its word, and the reason in one sentence."""

from dataclasses import dataclass
from decimal import Decimal

from rodatraden.lib.text import NOTHING, Text, say, verbatim
from rodatraden.steering.schema.rules import Scale, ScaleValue, Tone


@dataclass(frozen=True)
class Judgement:
    """A proposed status.

    `value_key` is None where the scale has no value for what could not be judged. `closed` says the tense of
    `word`: a fulfilment, or a forecast. `figure` is the number that was held against the thresholds (per
    cent, units or places, as the rule says). `remarks` are what the reader should be told besides. `detail` is
    the reason without the word, where there is a status.
    """

    value_key: str | None
    tone: Tone
    word: Text
    reason: Text
    closed: bool
    figure: Decimal | None = None
    remarks: tuple[Text, ...] = ()
    detail: Text = NOTHING

    @property
    def is_judged(self) -> bool:
        return self.tone != "unmeasured"


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


def not_judged(scale: Scale, reason: Text, closed: bool, remarks: tuple[Text, ...] = ()) -> Judgement:
    """No status, and why: the scale's value for what is not measured, where it has one."""
    value = scale.unmeasured
    word = verbatim(value.word) if value else say("Ej mätt")
    return Judgement(value.key if value else None, "unmeasured", word, reason, closed, remarks=remarks)
