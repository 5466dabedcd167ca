"""The scales and rules of the page "Så styrs …": every preset's told in words and worked out."""

from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.home.model_rules import RuleTold, rules_told, scales_told
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import ByHand

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")


def preset(name: str) -> Model:
    return parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES)
def model(request: pytest.FixtureRequest) -> Model:
    return preset(request.param)


def rule(model: Model, key: str) -> RuleTold:
    return next(told for told in rules_told(model) if told.key == key)


def test_every_rule_is_told_in_words_and_worked_out(model: Model) -> None:
    told = rules_told(model)
    assert [each.key for each in told] == list(model.rule)
    for each in told:
        assert each.lines, each.key
        assert all(str(line.text).strip() for line in each.lines), each.key
        by_hand = isinstance(model.rule[each.key], ByHand)
        assert (len(each.examples) < 1) if by_hand else (len(each.examples) > 1), each.key


def test_every_status_that_a_step_gives_has_an_example(model: Model) -> None:
    for each in rules_told(model):
        told = {str(line.mark.word) for line in each.lines if line.mark and line.mark.tone != "unmeasured"}
        shown = {str(example.mark.word) for example in each.examples}
        assert told <= shown, each.key


def test_every_example_gives_a_mark_of_the_rules_own_scale_and_a_reason(model: Model) -> None:
    for each in rules_told(model):
        scale = model.scale[model.rule[each.key].scale]
        words = {word for value in scale.values for word in (value.word, value.word_forecast)} | {"Ej mätt"}
        for example in each.examples:
            assert str(example.mark.word) in words, each.key
            assert str(example.reason).strip(), each.key
            assert "Bedöms" not in str(example.mark.word), "an example tells fulfilment, never a forecast"


def test_no_example_shows_the_same_status_twice(model: Model) -> None:
    for each in rules_told(model):
        marks = [(example.mark.tone, str(example.mark.word), example.mark.symbol) for example in each.examples]
        assert len(set(marks)) == len(marks), each.key


def test_perstorps_rule_is_worked_out_on_its_half_way() -> None:
    told = {
        str(each.given): (str(each.mark.word), str(each.reason))
        for each in rule(preset("perstorp"), "indikator").examples
    }
    assert {given: word for given, (word, _) in told.items()} == {
        "Utfall 61": "Uppfylls",
        "Utfall 57": "Uppfylls delvis",
        "Utfall 52": "Uppfylls inte",
    }
    assert "70" in told["Utfall 57"][1], "57 is 70 % of the way from 50 to 60"


def test_perstorps_goals_are_worked_out_on_five_parts() -> None:
    told = [(str(each.given), str(each.mark.word)) for each in rule(preset("perstorp"), "mal").examples]
    assert told == [
        ("5 uppfylls", "Uppfylls"),
        ("2 uppfylls och 3 uppfylls delvis", "Uppfylls delvis"),
        ("1 uppfylls och 4 uppfylls inte", "Uppfylls inte"),
        ("2 uppfylls och 3 ej mätt", "Ej mätt"),
    ]


def test_a_rule_says_what_is_assumed_of_it() -> None:
    assert "inte gränserna" in rule(preset("perstorp"), "indikator").assumed


def test_an_example_says_what_it_starts_from() -> None:
    given = {each.key: str(each.given) for each in rules_told(preset("perstorp"))}
    assert given == {
        "indikator": "Ingångsvärdet är 50 och målvärdet 60.",
        "avvikelse": "Målvärdet är 60.",
        "natt": "Målvärdet är 60.",
        "mal": "Fem delar vägs samman.",
    }
    assert str(rule(preset("svenljunga"), "utveckling").given) == "Perioden före var utfallet 50."


def test_no_example_says_its_word_twice(model: Model) -> None:
    for each in rules_told(model):
        for example in each.examples:
            assert not str(example.reason).startswith(f"{example.mark.word}:"), each.key


def test_parts_are_called_parts_and_not_numbers() -> None:
    reasons = " ".join(str(each.reason) for each in rule(preset("svenljunga"), "namndmal").examples)
    assert "”del 1”" in reasons or "del 1" in reasons


def test_no_heading_shows_a_key_where_levels_use_the_rule() -> None:
    names = [str(each.name) for each in rules_told(preset("svenljunga"))]
    assert names[0].startswith("indikatorer för ")
    assert not [name for name in names if "malvarde" in name or "(" in name]


def test_a_rule_that_no_level_names_is_told_as_chosen() -> None:
    assert str(rule(preset("hallsberg"), "alla").name) == "led som själva väljer regeln ”alla”" or any(
        level.status == "alla" for level in preset("hallsberg").level
    )


def test_a_scale_stands_by_itself_with_its_words_in_both_tenses(model: Model) -> None:
    told = scales_told(model)
    assert [each.assumed for each in told] == [scale.assumed for scale in model.scale.values()]
    for each, scale in zip(told, model.scale.values(), strict=True):
        assert [str(mark.word) for mark, _forecast in each.values] == [value.word for value in scale.judged]
        assert [str(forecast) for _mark, forecast in each.values] == [value.word_forecast for value in scale.judged]
        assert str(each.shown)
        assert str(each.unmeasured) == "Ej mätt"


def test_one_scale_needs_no_name_and_several_say_what_they_judge() -> None:
    assert [str(each.name) for each in scales_told(preset("perstorp"))] == ["Skalan"]
    assert all(str(each.name).startswith("Skalan för ") for each in scales_told(preset("svenljunga")))
