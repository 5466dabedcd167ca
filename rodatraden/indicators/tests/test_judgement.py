import pytest

from rodatraden.indicators.judgement import judged, not_judged, word_of
from rodatraden.indicators.tests.scales import ARROWS, LIGHTS
from rodatraden.lib.text import say

GREEN, YELLOW, RED, RING = LIGHTS.values


@pytest.mark.parametrize(
    ("value", "closed", "word"),
    [
        (GREEN, True, "Uppfylls"),
        (GREEN, False, "Bedöms uppfyllas"),
        (RED, True, "Uppfylls inte"),
        (RED, False, "Bedöms: uppfylls inte"),
        (RING, True, "Ej mätt"),
        (RING, False, "Ej mätt"),
    ],
)
def test_fulfilment_is_stated_only_when_closed(value: object, closed: bool, word: str) -> None:
    found = next(each for each in LIGHTS.values if each == value)
    assert str(word_of(found, closed)) == word


def test_a_status_carries_its_reason_and_what_it_was_judged_by() -> None:
    judgement = judged(YELLOW, True, say("52 av 55"), remarks=(say("Utfallet är preliminärt."),))
    assert (judgement.value_key, judgement.tone, judgement.is_judged) == ("gul", "partly", True)
    assert str(judgement.reason) == "Uppfylls delvis: 52 av 55"
    assert [str(remark) for remark in judgement.remarks] == ["Utfallet är preliminärt."]


def test_no_status_has_a_word_and_a_reason() -> None:
    lights, arrows = (not_judged(scale, say("Målvärde saknas"), True) for scale in (LIGHTS, ARROWS))
    assert (lights.value_key, arrows.value_key) == ("ejmatt", None)
    for judgement in (lights, arrows):
        assert (judgement.tone, judgement.is_judged) == ("unmeasured", False)
        assert str(judgement.word) == "Ej mätt"
        assert str(judgement.reason) == "Målvärde saknas"


def test_a_sentence_can_be_translated_around_the_municipalitys_own_word() -> None:
    judgement = judged(YELLOW, True, say("{a} av {b}", a=52, b=55))
    english = {"{a} av {b}": "{a} of {b}"}
    assert judgement.reason.render(lambda text: english.get(text, text)) == "Uppfylls delvis: 52 of 55"
