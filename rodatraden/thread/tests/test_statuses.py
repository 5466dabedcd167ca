"""How an item stands: by what measures it, by what hangs beneath it, by hand, or not at all."""

from datetime import date

import pytest

from rodatraden.indicators.judgement import Judgement
from rodatraden.lib.periods import Period
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.models import Assessment, ItemVersion
from rodatraden.thread.services import assess
from rodatraden.thread.tests.cast import MODEL, YEAR, Town

AREA = """
[[level]]
key = "omrade"
name = { one = "målområde" }
kind = "direction"
serves = ["vision"]
decided_by = "kf"
status = "mal"
"""


def standing(town: Town, key: str, year: Period = YEAR) -> Judgement:
    judgement = town.thread(year).nodes[key].judgement
    assert judgement is not None
    return judgement


def goal(town: Town, outcome: str | None, title: str = "Mål", target: str = "100", **fields: object) -> ItemVersion:
    """A goal with one indicator of its own."""
    measured = town.indicator(f"i-{title.lower()}")
    if outcome is not None:
        town.outcome(measured, "2018", outcome)
    town.target(measured, "2018", target)
    return town.measured(title, measured, **fields)


@pytest.mark.parametrize(
    ("outcome", "value", "word"),
    [
        ("100", "gron", "Bedöms uppfyllas"),
        ("80", "gul", "Bedöms uppfyllas delvis"),
        ("79.9", "rod", "Bedöms inte uppfyllas"),
        (None, "ejmatt", "Ej mätt"),
        ("0", "rod", "Bedöms inte uppfyllas"),
    ],
)
def test_an_items_own_indicator_speaks_for_it(town: Town, outcome: str | None, value: str, word: str) -> None:
    goal(town, outcome)
    judgement = standing(town, "mal")
    assert (judgement.value_key, str(judgement.word)) == (value, word)


@pytest.mark.parametrize("kind", ["volume", "comparison"])
def test_what_only_describes_is_no_part_of_a_goals_status(town: Town, kind: str) -> None:
    described = town.indicator("beskriver", kind=kind)
    measured = town.indicator("mats")
    town.outcome(measured, "2018", "100")
    town.target(measured, "2018", "100")
    town.measured("Mål", described, measured)
    assert standing(town, "mal").value_key == "gron"
    assert "ej mätt" not in str(standing(town, "mal").reason)


def test_a_goal_whose_indicator_has_no_target_is_not_called_unmeasured(town: Town) -> None:
    measured = town.indicator("mats")
    town.outcome(measured, "2018", "100")
    town.measured("Mål", measured)
    assert (standing(town, "mal").hole, str(standing(town, "mal").word)) == ("refused", "Går inte att bedöma")


def test_a_forecast_speaks_for_the_goal_during_the_year_and_not_at_closing(town: Town) -> None:
    measured = town.indicator("i")
    for year in ("2017", "2018"):
        town.outcome(measured, year, "100", forecast=True)
        town.target(measured, year, "100")
    town.measured("Mål", measured, since=date(2017, 1, 1))
    assert str(standing(town, "mal").word) == "Bedöms uppfyllas"
    assert str(standing(town, "mal", Period.parse("2017")).word) == "Ej mätt"


def test_the_months_of_the_year_make_its_outcome_so_far(town: Town) -> None:
    measured = town.indicator("i", parts="mean")
    for month, value in (("2018-01", "90"), ("2018-02", "110")):
        town.outcome(measured, month, value)
    town.target(measured, "2018", "100")
    town.measured("Mål", measured)
    figure = town.thread().nodes["mal"].figures[0]
    assert str(figure.judgement.reason).startswith("Bedöms uppfyllas: utfall hittills 100 mot minst 100")


def test_a_closed_year_is_told_as_fulfilled(town: Town) -> None:
    measured = town.indicator("i")
    town.outcome(measured, "2017", "100")
    town.target(measured, "2017", "100")
    town.measured("Mål", measured, since=date(2017, 1, 1))
    judgement = standing(town, "mal", Period.parse("2017"))
    assert (str(judgement.word), judgement.closed) == ("Uppfylls", True)


@pytest.mark.parametrize(
    ("outcomes", "value"),
    [
        (["100", "100"], "gron"),
        (["100", "85"], "gul"),
        (["100", "85", "10"], "rod"),
        (["100", None], "gron"),
        ([None, None], "ejmatt"),
    ],
)
def test_a_goal_without_indicators_stands_as_the_goals_beneath_it(
    town: Town, outcomes: list[str | None], value: str
) -> None:
    top = town.decided("Ovanför", "fullmaktigemal", town.council)
    for number, outcome in enumerate(outcomes):
        goal(town, outcome, f"Under {number}", serves=(top.item,))
    assert standing(town, "ovanfor").value_key == value


def test_a_goals_own_indicators_go_before_the_goals_beneath_it(town: Town) -> None:
    top = goal(town, "100", "Ovanför", level="fullmaktigemal", unit=town.council)
    goal(town, "1", "Under", serves=(top.item,))
    assert standing(town, "ovanfor").value_key == "gron"
    assert standing(town, "under").value_key == "rod"


def test_activities_have_no_status_and_give_none(town: Town) -> None:
    top = town.decided("Mål")
    town.decided("Göra", "aktivitet", town.school, serves=(top.item,))
    thread = town.thread()
    assert thread.nodes["gora"].judgement is None
    assert str(standing(town, "mal").reason) == "Inget att väga samman"


def test_a_volume_shows_how_much_and_judges_nothing(town: Town) -> None:
    volume = town.indicator("antal", kind="volume", rule="indikator")
    town.outcome(volume, "2018", "1")
    town.target(volume, "2018", "100")
    town.measured("Mål", volume)
    thread = town.thread()
    assert thread.nodes["mal"].figures[0].judgement.value_key == "rod"
    assert str(standing(town, "mal").reason) == "Inget att väga samman"


def test_an_assessment_by_hand_goes_before_every_rule_and_tells_its_reason(town: Town) -> None:
    version = goal(town, "1")
    assess(town.operator, version.item, YEAR, town.board, "gron", False, "Enkäten är {fel} räknad")
    judgement = standing(town, "mal")
    assert judgement.value_key == "gron"
    assert str(judgement.reason) == "Bedöms uppfyllas: bedömt av Barn- och utbildningsnämnden, Enkäten är {fel} räknad"


def test_nobody_overrules_what_a_board_says_of_its_own_goal(town: Town) -> None:
    version = goal(town, "1")
    assess(town.operator, version.item, YEAR, town.executive, "rod", False, "Vi tror inte på det")
    assert standing(town, "mal").value_key == "rod" and "bedömt" not in str(standing(town, "mal").reason)
    assess(town.operator, version.item, YEAR, town.board, "gron", False, "Vi når det")
    assess(town.operator, version.item, YEAR, town.executive, "rod", False, "Ändå inte")
    assert standing(town, "mal").value_key == "gron"


def test_each_floor_judges_and_the_highest_of_the_own_authority_speaks(town: Town) -> None:
    version = goal(town, "1", unit=town.school)
    assess(town.operator, version.item, YEAR, town.board, "gul", False, "Nästan")
    assess(town.operator, version.item, YEAR, town.school, "gron", False, "Klart")
    assert standing(town, "mal").value_key == "gul"


def test_the_executive_board_prepares_what_the_council_judges_of_its_goals(town: Town) -> None:
    version = goal(town, "1", level="fullmaktigemal", unit=town.council)
    assess(town.operator, version.item, YEAR, town.executive, "gul", False, "Vårt förslag")
    assert str(standing(town, "mal").reason).endswith("bedömt av Kommunstyrelsen, Vårt förslag")
    assess(town.operator, version.item, YEAR, town.council, "gron", False, "Behandlat")
    assert standing(town, "mal").value_key == "gron"


def test_an_assessment_at_closing_is_told_as_such_even_before_the_accounts_are_due(town: Town) -> None:
    version = town.decided("Mål", since=date(2017, 1, 1))
    assess(town.operator, version.item, Period.parse("2017"), town.board, "gron", True, "Klart")
    judgement = standing(town, "mal", Period.parse("2017"))
    assert (str(judgement.word), judgement.closed) == ("Uppfylls", True)


def test_an_assessment_with_a_value_that_the_scale_has_lost_is_not_measured(town: Town) -> None:
    version = town.decided("Mål")
    assess(town.operator, version.item, YEAR, town.board, "gron", False, "Bra")
    Assessment.objects.update(value="lila")
    judgement = standing(town, "mal")
    assert (judgement.tone, str(judgement.reason)) == ("unmeasured", "Bedömningen finns inte längre i skalan")


def test_an_assessment_by_hand_is_felt_by_the_goal_above(town: Town) -> None:
    top = town.decided("Ovanför", "fullmaktigemal", town.council)
    below = goal(town, "1", "Under", serves=(top.item,))
    assess(town.operator, below.item, YEAR, town.board, "gul", False, "På väg")
    assert standing(town, "ovanfor").value_key == "gul"


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("Lägst 2 % av skatterna", "index", "Målet anger 2 %, men ingen indikator mäter det"),
        ("Lägst 2 % av skatterna", "kr", "Målet anger 2 %, men ingen indikator mäter det"),
        ("Högst 25 dagar", "index", "Målet anger 25 dagar, men ingen indikator mäter det"),
    ],
)
def test_a_goal_that_states_a_figure_nobody_measures_is_not_met_by_other_figures(
    town: Town, text: str, unit: str, reason: str
) -> None:
    measured = town.indicator("i", unit_of_measure=unit)
    town.outcome(measured, "2018", "100")
    town.target(measured, "2018", "100")
    town.measured("Mål", measured, text=text)
    judgement = standing(town, "mal")
    assert (judgement.tone, str(judgement.reason)) == ("unmeasured", reason)


def test_a_stated_figure_that_an_indicator_measures_is_judged(town: Town) -> None:
    measured = town.indicator("i", unit_of_measure="%")
    town.outcome(measured, "2018", "2")
    town.target(measured, "2018", "2")
    town.measured("Mål", measured, text="Lägst 2 % av skatterna")
    assert standing(town, "mal").value_key == "gron"


def with_areas(town: Town) -> None:
    text = MODEL.replace('serves = ["vision"]', 'serves = ["omrade"]', 1).replace("[scale.ljus]", f"{AREA}[scale.ljus]")
    steer_by(text)


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (1, "Dokumentet delar inte upp områdets enda indikator mellan målen"),
        (3, "Dokumentet delar inte upp områdets 3 indikatorer mellan målen"),
    ],
)
def test_indicators_that_the_document_does_not_divide_judge_no_single_goal(town: Town, count: int, reason: str) -> None:
    with_areas(town)
    measured = [town.indicator(f"i{number}") for number in range(count)]
    for each in measured:
        town.outcome(each, "2018", "100")
        town.target(each, "2018", "100")
    area = town.measured("Arbete", *measured, level="omrade", unit=town.council)
    town.decided("Enkelt att vara företagare", "fullmaktigemal", town.council, serves=(area.item,))
    judgement = standing(town, "enkelt-att-vara-foretagare")
    assert (judgement.tone, str(judgement.reason)) == ("unmeasured", reason)
    assert standing(town, "arbete").value_key == "gron"
    thread = town.thread()
    shared = thread.shared_with(thread.nodes["enkelt-att-vara-foretagare"])
    assert shared is thread.nodes["arbete"]
    assert thread.shared_with(thread.nodes["arbete"]) is None


def test_a_goal_with_indicators_of_its_own_shares_nobodys(town: Town) -> None:
    with_areas(town)
    undivided = town.indicator("i")
    area = town.measured("Arbete", undivided, level="omrade", unit=town.council)
    goal(town, "100", "Eget", level="fullmaktigemal", unit=town.council, serves=(area.item,))
    assert standing(town, "eget").value_key == "gron"
    thread = town.thread()
    assert thread.shared_with(thread.nodes["eget"]) is None


def test_an_items_own_rule_goes_before_its_levels(town: Town) -> None:
    strict = '[rule.strang]\nscale = "ljus"\nroll_up = "worst"\nmissing = "makes-unmeasured"\n'
    steer_by(f"{MODEL}\n{strict}")
    top = town.decided("Ovanför", "fullmaktigemal", town.council, rule="strang")
    usual = town.decided("Vanlig", "fullmaktigemal", town.council)
    for number, outcome in enumerate(["100", None]):
        goal(town, outcome, f"Under {number}", serves=(top.item, usual.item))
    assert standing(town, "ovanfor").value_key == "ejmatt"
    assert standing(town, "vanlig").value_key == "gron"
