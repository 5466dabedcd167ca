"""One status where all levels agree, one a level where their rules do not."""

from collections.abc import Sequence

import pytest

from rodatraden.indicators.by_level import LevelStatus, judge_levels, levels_of, rule_in_words
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.rows import evidence_for
from rodatraden.indicators.tests.rows import PRESET, year
from rodatraden.indicators.tests.test_rows import outcome, target
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Level, Model
from rodatraden.web.panels import Facet

NOW = year(2018)


@pytest.fixture(scope="module")
def model() -> Model:
    """Perstorp's, with a rule of its own for the boards' goals: reached or not."""
    made = parse(PRESET.read_text(encoding="utf-8"))
    levels = [
        level.model_copy(update={"measure": "natt"}) if level.key == "namndmal" else level for level in made.level
    ]
    return made.model_copy(update={"level": tuple(levels)})


def levels(model: Model, *keys: str) -> list[Level]:
    return [level for key in keys if (level := model.level_of(key)) is not None]


def statuses(model: Model, value: str, chosen: Sequence[Level]) -> tuple[LevelStatus, ...]:
    indicator = Indicator(decimals=0, start_period=year(2017))
    outcomes = {NOW: outcome("2018", value), year(2017): outcome("2017", "50")}
    evidence = evidence_for(indicator, NOW, outcomes, {NOW: target("2018", "60")})
    return judge_levels(model, indicator, evidence, False, chosen)


def test_levels_that_agree_get_one_status(model: Model) -> None:
    (only,) = statuses(model, "60", levels(model, "fullmaktigemal", "namndmal"))
    assert [level.key for level in only.levels] == ["fullmaktigemal", "namndmal"]
    assert str(only.judgement.word) == "Bedöms uppfyllas"


def test_levels_whose_rules_differ_get_one_each_with_its_rule(model: Model) -> None:
    council, board = statuses(model, "57", levels(model, "fullmaktigemal", "namndmal"))
    assert [str(each.judgement.word) for each in (council, board)] == [
        "Bedöms uppfyllas delvis",
        "Bedöms inte uppfyllas",
    ]
    assert (str(council.where), str(board.where)) == ("fullmäktigemål", "nämndmål")
    assert "vägen från ingångsvärdet" in str(rule_in_words(model, council.rule))
    assert "nås eller nås inte" in str(rule_in_words(model, board.rule))


def test_an_indicator_that_measures_nothing_known_has_one_status(model: Model) -> None:
    (only,) = statuses(model, "57", [])
    assert (only.levels, str(only.where)) == ((), "")


def test_the_thresholds_are_told_with_the_rule(model: Model) -> None:
    told = str(rule_in_words(model, statuses(model, "57", [])[0].rule)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Uppfylls: målvärdet nås" in told and "Uppfylls delvis: minst 50 %" in told
    assert str(rule_in_words(None, None)) == "ingen regel"


def test_which_levels_an_indicator_measures_comes_as_a_facet(model: Model) -> None:
    facet = Facet("niva", "Nivå", [], {"namndmal": frozenset({7}), "fullmaktigemal": frozenset({7, 8})})
    found = levels_of([facet], Indicator(pk=7), model)
    assert [level.key for level in found] == ["fullmaktigemal", "namndmal"]
    assert levels_of([], Indicator(pk=7), model) == ()
    assert levels_of([facet], Indicator(pk=7), None) == ()
