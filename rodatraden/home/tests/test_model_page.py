"""What the page "Så styrs …" says: every preset's rules worked out, its months, its findings, its chain."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.home.model_page import RuleTold, chain_picture, findings, months, reports, rules_told
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.rules import ByHand

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
SVG = "{http://www.w3.org/2000/svg}"


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
        "61": "Uppfylls",
        "57": "Uppfylls delvis",
        "52": "Uppfylls inte",
    }
    assert "70" in told["57"][1], "57 is 70 % of the way from 50 to 60"


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


def test_only_months_in_which_something_happens_are_told_in_their_order(model: Model) -> None:
    told = months(model)
    order = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
             "november", "december"]  # fmt: skip
    names = [month.name for month in told]
    assert names == sorted(names, key=order.index)
    assert all(month.events for month in told)
    assert sum(len(month.events) for month in told) == len([event for event in model.event if event.month])
    assert all(who.strip() for month in told for _, who in month.events)


def test_every_report_is_listed_and_says_when(model: Model) -> None:
    assert [report.key for report, _ in reports(model)] == [report.key for report in model.report]
    assert all(str(when) for _, when in reports(model))


def test_hallsbergs_excepted_months_are_named() -> None:
    told = " ".join(str(when) for _, when in reports(preset("hallsberg")))
    assert "varje månad utom" in told
    assert "juli" in told


def test_findings_stand_in_the_order_of_their_severity(model: Model) -> None:
    order = ["error", "warning", "remark"]
    found = [order.index(finding.severity) for finding in findings(model)]
    assert found == sorted(found)
    assert 0 not in found, "a preset runs"


def test_hallsbergs_own_contradiction_is_shown() -> None:
    assert any("mars" in str(each.message) and "april" in str(each.message) for each in findings(preset("hallsberg")))


def test_the_chain_is_a_well_formed_picture_with_a_title_and_a_description(model: Model) -> None:
    picture = ET.fromstring(chain_picture(model))  # noqa: S314
    title, desc = picture.find(f".//{SVG}title"), picture.find(f".//{SVG}desc")
    if title is None:
        title, desc = picture.find(".//title"), picture.find(".//desc")
    assert title is not None
    assert desc is not None
    assert title.text == model.model.name
    assert all(level.name.one in (desc.text or "") for level in model.level)


def test_the_chain_shows_every_level_by_its_name(model: Model) -> None:
    words = " ".join("".join(ET.fromstring(chain_picture(model)).itertext()).split()).lower()  # noqa: S314
    for level in model.level:
        assert level.name.one.split()[0].lower().rstrip("-")[:6] in words, level.key


def test_the_chain_has_no_style_or_script_of_its_own(model: Model) -> None:
    text = chain_picture(model)
    assert "style=" not in text
    assert "<script" not in text
    assert " on" not in {name[:3] for name in text.split("<")}
