from datetime import date

import pytest

from rodatraden.indicators.evidence import Evidence
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rules_of import is_closed, judge_indicator, rule_for, threshold_rules
from rodatraden.indicators.tests.rows import PRESET, year
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Model


@pytest.fixture(scope="module")
def model() -> Model:
    return parse(PRESET.read_text(encoding="utf-8"))


def with_rule(model: Model, key: str, like: str, **changed: object) -> Model:
    rule = model.rule[like].model_copy(update=changed)
    return model.model_copy(update={"rule": {**model.rule, key: rule}})


def test_an_indicator_without_a_rule_of_its_own_follows_its_level(model: Model) -> None:
    found = rule_for(model, Indicator(), model.level_of("fullmaktigemal"))
    assert found is model.rule["indikator"]


def test_a_rule_of_its_own_goes_before_the_levels(model: Model) -> None:
    model = with_rule(model, "snall", "indikator", missing="gul")
    found = rule_for(model, Indicator(rule="snall"), model.level_of("fullmaktigemal"))
    assert found is model.rule["snall"]


def test_the_first_level_that_names_a_rule_stands_for_an_unknown_level(model: Model) -> None:
    assert rule_for(model, Indicator()) is model.rule["indikator"]
    assert rule_for(model, Indicator(), model.level[0]) is model.rule["indikator"]


@pytest.mark.parametrize("key", ["finns-inte", "mal"])
def test_a_key_that_names_no_threshold_rule_falls_back_to_the_level(model: Model, key: str) -> None:
    assert rule_for(model, Indicator(rule=key)) is model.rule["indikator"]


def test_a_rule_whose_scale_is_gone_is_not_used(model: Model) -> None:
    model = with_rule(model, "utan", "indikator", scale="borta")
    assert rule_for(model, Indicator(rule="utan")) is model.rule["indikator"]


def test_a_volume_is_judged_only_by_a_rule_of_its_own(model: Model) -> None:
    assert rule_for(model, Indicator(kind="volume")) is None
    assert rule_for(model, Indicator(kind="volume", rule="indikator")) is model.rule["indikator"]


def test_a_comparison_is_no_promise_and_not_judged(model: Model) -> None:
    assert rule_for(model, Indicator(kind="comparison")) is None
    found = judge_indicator(model, Indicator(kind="comparison"), Evidence(year(2018)), closed=False)
    assert (found.hole, str(found.reason)) == ("refused", "Ett jämförelsetal visar hur andra har det och bedöms inte")


def test_a_model_without_rules_gives_none(model: Model) -> None:
    assert rule_for(model.model_copy(update={"rule": {}}), Indicator()) is None


def test_only_threshold_rules_can_judge_an_indicator(model: Model) -> None:
    assert list(threshold_rules(model)) == ["indikator", "avvikelse", "natt"]


def test_without_a_rule_the_reason_says_why(model: Model) -> None:
    def reason(held: Model | None, indicator: Indicator) -> str:
        return str(judge_indicator(held, indicator, Evidence(year(2018)), closed=False).reason)

    assert reason(None, Indicator()) == "Kommunen har ingen styrmodell som gäller"
    assert reason(model, Indicator(kind="volume")) == "Ett verksamhetsmått visar volymen och bedöms inte"
    without = model.model_copy(update={"rule": {}})
    assert reason(without, Indicator()) == "Styrmodellen har ingen regel för indikatorer"


def test_a_rule_judges_by_the_scale_it_names(model: Model) -> None:
    found = judge_indicator(model, Indicator(decimals=0), Evidence(year(2018)), closed=True)
    assert (found.value_key, str(found.reason)) == ("ejmatt", "Ej mätt 2018, inget utfall")


@pytest.mark.parametrize(
    ("day", "closed"),
    [(date(2018, 12, 31), False), (date(2019, 4, 15), False), (date(2019, 4, 16), True), (date(2021, 1, 1), True)],
)
def test_a_year_is_closed_after_15_april_of_the_next(day: date, closed: bool) -> None:
    assert is_closed(year(2018), day) is closed
