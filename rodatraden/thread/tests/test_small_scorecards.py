"""The scorecard on small made-up cases: ranks, intervals, years, perspectives, units, footnotes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period
from rodatraden.lib.text import say
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.scorecard import Footnotes, Row, Scorecard, columns_for, council_of, letter, numbered, scorecard
from rodatraden.thread.tests.cast import MODEL, YEAR, Town

PERSPECTIVES = """
[[perspective]]
key = "ekonomi"
name = { one = "Ekonomi" }
"""
AREA = """
[[level]]
key = "omrade"
name = { one = "målområde" }
kind = "direction"
serves = ["vision"]
decided_by = "kf"
status = "mal"
"""


def card_of(town: Town, *indicators: Indicator, **fields: Any) -> Scorecard:
    """The council's scorecard of one goal that these indicators measure."""
    town.measured("Mål", *indicators, level="fullmaktigemal", unit=town.council, **fields)
    return scorecard(town.thread())


def only_row(town: Town, indicator: Indicator) -> Row:
    (row,) = card_of(town, indicator).rows
    return row


@given(st.integers(1990, 2100))
def test_the_columns_are_last_years_outcome_three_years_targets_and_this_years_outcome(year: int) -> None:
    assert columns_for(year) == (
        ("outcome", year - 1),
        ("target", year),
        ("target", year + 1),
        ("target", year + 2),
        ("outcome", year),
    )


@given(st.integers(0, 5000))
def test_no_two_footnotes_have_the_same_letter(number: int) -> None:
    assert letter(number) != letter(number + 1)
    assert letter(number).isalpha() and letter(number).islower()


@given(st.lists(st.lists(st.sampled_from(["Ett", "Två", "Tre", "Fyra", "Alla"]), max_size=4), max_size=12))
def test_every_sign_leads_to_its_footnote_and_no_footnote_is_without_a_sign(cells: list[list[str]]) -> None:
    notes = Footnotes(common=frozenset({"Alla"}))
    signs = [notes.sign(*(say(text) for text in texts)) for texts in cells]
    told = {sign: str(text) for sign, text in notes.rows()}
    for texts, sign in zip(cells, signs, strict=True):
        assert [told[each] for each in sign.split(", ") if each] == [text for text in texts if text != "Alla"]
    assert set(told) == {each for sign in signs for each in sign.split(", ") if each}


def test_a_figure_stands_in_the_column_of_its_year_and_a_missing_one_is_none(town: Town) -> None:
    measured = town.indicator("i")
    for year, value in (("2017", "51"), ("2018", "0"), ("2015", "40")):
        town.outcome(measured, year, value)
    town.target(measured, "2018", "55")
    town.target(measured, "2020", "65")
    cells = only_row(town, measured).cells
    assert [(cell.kind, cell.year, cell.value) for cell in cells] == [
        ("outcome", 2017, Decimal(51)),
        ("target", 2018, Decimal(55)),
        ("target", 2019, None),
        ("target", 2020, Decimal(65)),
        ("outcome", 2018, Decimal(0)),
    ]


@pytest.mark.parametrize(
    ("fields", "text", "value"),
    [
        ({"value": "55"}, "", Decimal(55)),
        ({"value": None, "form": "as_before"}, "minst som perioden före", None),
        ({"value": None, "form": "interval", "low": Decimal(20), "high": Decimal(25)}, "20,0–25,0", None),
        ({"value": None, "form": "interval", "low": Decimal("2.5"), "high": Decimal("3.5")}, "2,5–3,5", None),
    ],
)
def test_a_target_that_is_no_single_value_is_told_in_words(
    town: Town, fields: dict[str, Any], text: str, value: Decimal | None
) -> None:
    measured = town.indicator("i", decimals=1)
    town.target(measured, "2018", **fields)
    cell = only_row(town, measured).cells[1]
    assert (str(cell.text), cell.value) == (text, value)


@pytest.mark.parametrize(
    ("direction", "rank", "better"),
    [
        ("higher", None, "högre"),
        ("lower", None, "lägre"),
        ("band", None, "inom"),
        ("lower", 290, "lägre"),
    ],
)
def test_which_way_is_better_is_told(town: Town, direction: str, rank: int | None, better: str) -> None:
    assert str(only_row(town, town.indicator("i", direction=direction, rank_of=rank)).better) == better


@pytest.mark.parametrize(
    ("outcome", "tone"), [("1", "met"), ("100", "met"), ("125", "partly"), ("126", "missed"), ("290", "missed")]
)
def test_a_low_place_is_a_good_one(town: Town, outcome: str, tone: str) -> None:
    measured = town.indicator("plats", direction="lower", rank_of=290, unit_of_measure="plats")
    town.outcome(measured, "2018", outcome)
    town.target(measured, "2018", "100")
    assert only_row(town, measured).tone == tone


@pytest.mark.parametrize(("outcome", "tone"), [("51", "met"), ("50", "met"), ("41", "partly"), ("39", "missed")])
def test_at_least_as_the_year_before_is_held_against_that_years_outcome(town: Town, outcome: str, tone: str) -> None:
    measured = town.indicator("i")
    town.outcome(measured, "2017", "50")
    town.outcome(measured, "2018", outcome)
    town.target(measured, "2018", None, form="as_before")
    assert only_row(town, measured).tone == tone


@pytest.mark.parametrize(("source", "shown"), [(None, 1), (0, 0), (2, 2)])
def test_a_number_stands_with_the_decimals_that_its_source_prints(town: Town, source: int | None, shown: int) -> None:
    measured = town.indicator("i", decimals=1)
    town.outcome(measured, "2018", "70", decimals=source)
    town.target(measured, "2018", "70", decimals=source)
    cells = only_row(town, measured).cells
    assert [cell.decimals for cell in cells] == [1, shown, 1, 1, shown]


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({}, []),
        ({"measured_period": "2016"}, ["Utfallet mättes 2016."]),
        ({"measured_period": "2017"}, []),
        ({"preliminary": True}, ["Utfallet är preliminärt."]),
        ({"note": "Enligt SCB"}, ["Enligt SCB"]),
        ({"measured_period": "2016", "note": "Enligt SCB"}, ["Utfallet mättes 2016.", "Enligt SCB"]),
    ],
)
def test_what_must_be_said_of_an_outcome_is_a_footnote(town: Town, fields: dict[str, Any], notes: list[str]) -> None:
    measured = town.indicator("i")
    town.outcome(measured, "2017", "51", **fields)
    card = card_of(town, measured)
    told = dict(card.footnotes)
    found = [str(told[sign]) for sign in card.rows[0].cells[0].sign.split(", ") if sign]
    assert len(found) == len(notes)
    assert all(expected.split()[1] in each for expected, each in zip(notes, found, strict=True))


@pytest.mark.parametrize(("first", "signs"), [("2019", ["a", "a"]), ("2018", ["a", ""]), ("2017", ["", ""])])
def test_a_year_before_the_first_measurement_says_when_that_comes(town: Town, first: str, signs: list[str]) -> None:
    card = card_of(town, town.indicator("i", first_measured=first))
    cells = card.rows[0].cells
    assert [cells[0].sign, cells[-1].sign] == signs
    assert [str(text) for _, text in card.footnotes] == [f"Mäts första gången {first}."] * ("a" in signs)


def test_what_is_noted_on_a_single_target_is_a_footnote_and_on_all_of_them_said_once(town: Town) -> None:
    one, other = town.indicator("en", position=1), town.indicator("annan", position=2)
    town.target(one, "2018", "1", note="Sagt om alla")
    alone = card_of(town, one)
    assert (alone.about_targets, [str(text) for _, text in alone.footnotes]) == ((), ["Sagt om alla"])
    town.target(other, "2018", "1", note="Sagt om alla")
    town.measured("Två", other, level="fullmaktigemal", unit=town.council)
    both = scorecard(town.thread())
    assert (both.about_targets, both.footnotes) == (("Sagt om alla",), ())
    town.target(other, "2019", "1", note="Annat")
    third = scorecard(town.thread())
    assert (third.about_targets, len(third.footnotes)) == ((), 2)


@pytest.mark.parametrize(
    ("outcomes", "made_up"),
    [
        ([], False),
        ([True], True),
        ([True, True], True),
        ([True, False], False),
        ([False], False),
    ],
)
def test_the_column_is_marked_when_every_outcome_of_the_year_is_made_up(
    town: Town, outcomes: list[bool], made_up: bool
) -> None:
    indicators = [town.indicator(f"i{number}") for number in range(max(1, len(outcomes)))]
    for measured, example in zip(indicators, outcomes, strict=False):
        town.outcome(measured, "2018", "1", example=example)
    card = card_of(town, *indicators)
    assert card.example_outcomes is made_up
    assert [row.cells[-1].example for row in card.rows][: len(outcomes)] == outcomes


@pytest.mark.parametrize(
    ("years", "drawn"), [((), False), (("2018",), False), (("2017", "2018"), True), (("2012", "2018"), True)]
)
def test_a_curve_needs_two_years(town: Town, years: tuple[str, ...], drawn: bool) -> None:
    measured = town.indicator("i")
    for year in years:
        town.outcome(measured, year, "10")
    assert only_row(town, measured).curve.startswith("<svg") is drawn


def test_a_forecast_stands_in_the_column_of_the_year_and_is_called_so(town: Town) -> None:
    made = town.indicator()
    town.outcome(made, "2018", "52", preliminary=True)
    town.outcome(made, "2018", "56", forecast=True, note="Per 30 juni")
    cell = only_row(town, made).cells[-1]
    assert (cell.value, str(cell.word)) == (Decimal(56), "prognos")


def test_each_rule_that_judges_is_told_once_with_its_thresholds(town: Town) -> None:
    card = card_of(town, town.indicator("a"), town.indicator("b"), town.indicator("c", kind="volume"))
    (rule,) = card.rules
    assert "Uppfylls" in str(rule)


def test_at_closing_a_forecast_stands_in_no_column(town: Town) -> None:
    made = town.indicator()
    town.outcome(made, "2017", "56", forecast=True)
    town.measured("Mål", made, level="fullmaktigemal", unit=town.council, since=date(2017, 1, 1))
    (row,) = scorecard(town.thread(Period.parse("2017"))).rows
    assert row.cells[-1].value is None


def test_a_figure_made_of_months_says_so(town: Town) -> None:
    made = town.indicator(parts="latest")
    town.outcome(made, "2018-08", "52")
    card = card_of(town, made)
    cell = card.rows[0].cells[-1]
    assert (cell.value, str(cell.word)) == (Decimal(52), "hittills")
    assert [str(told) for _sign, told in card.footnotes] == [
        "Utfallet hittills är det senaste värdet under året, augusti 2018."
    ]


def test_figures_borrowed_from_the_owner_say_whose_they_are(town: Town) -> None:
    made = town.indicator()
    town.outcome(made, "2018", "52")
    town.target(made, "2018", "55")
    town.measured("Mål", made, unit=town.board)
    card = scorecard(town.thread(), town.board.pk)
    council = town.council.name
    assert {str(told) for _sign, told in card.footnotes} == {
        f"Utfallet gäller {council}.",
        f"Målvärdet gäller {council}.",
    }


def test_a_unit_without_goals_has_an_empty_scorecard(town: Town) -> None:
    card = scorecard(town.thread(), town.board.pk)
    assert (card.groups, card.rows, card.footnotes, card.example_outcomes) == ((), [], (), False)


def test_without_a_council_nothing_is_the_councils(town: Town) -> None:
    card_of(town, town.indicator("i"))
    type(town.council).objects.filter(pk=town.council.pk).update(kind="board")
    thread = town.thread()
    assert council_of(thread.tree) is None
    assert scorecard(thread).groups == ()


def test_a_unit_sees_its_own_goals_with_its_own_figures(town: Town) -> None:
    shared = town.indicator("i")
    town.outcome(shared, "2018", "10")
    town.outcome(shared, "2018", "20", unit=town.board)
    town.measured("Fullmäktiges", shared, level="fullmaktigemal", unit=town.council)
    town.measured("Nämndens", shared)
    thread = town.thread()
    shown = {unit.name: scorecard(thread, unit.pk).rows[0].cells[-1].value for unit in (town.council, town.board)}
    assert shown == {"Kommunfullmäktige": 10, "Barn- och utbildningsnämnden": 20}
    assert [group.node.title for group in scorecard(thread).groups] == ["Fullmäktiges"]


def test_activities_and_strategies_stand_on_no_scorecard(town: Town) -> None:
    measured = town.indicator("i")
    town.measured("Strategi", measured, level="strategi")
    town.measured("Göra", measured, level="aktivitet", unit=town.school)
    assert scorecard(town.thread(), town.board.pk).groups == ()
    assert scorecard(town.thread(), town.school.pk).groups == ()


def with_areas(town: Town) -> None:
    text = MODEL.replace('serves = ["vision"]', 'serves = ["omrade"]', 1)
    text = text.replace("[[level]]", f"{PERSPECTIVES}[[level]]", 1).replace("[scale.ljus]", f"{AREA}[scale.ljus]")
    steer_by(text)


@pytest.fixture
def areas(town: Town) -> Town:
    """Two areas: one with a goal for each perspective, one whose indicator no goal has."""
    with_areas(town)
    own, undivided = town.indicator("eget"), town.indicator("odelat")
    first = town.decided("Trygghet", "omrade", town.council, number="1", position=1)
    second = town.measured("Arbete", undivided, level="omrade", unit=town.council, number="2", position=2)
    for title, perspective, area in (
        ("Verksamt", "verksamhet", first),
        ("Sparsamt", "ekonomi", first),
        ("Odelat", "", second),
    ):
        measured = (own,) if area is first else ()
        town.measured(
            title, *measured, level="fullmaktigemal", unit=town.council, serves=(area.item,), perspective=perspective,
            position=5,
        )  # fmt: skip
    return town


def test_each_goal_stands_under_its_area_and_an_area_with_figures_of_its_own_after_them(areas: Town) -> None:
    card = scorecard(areas.thread())
    assert [(group.head, group.node.title) for group in card.groups] == [
        ("1 Trygghet", "Sparsamt"),
        ("1 Trygghet", "Verksamt"),
        ("2 Arbete", "Odelat"),
        ("", "Arbete"),
    ]


def test_by_perspective_the_models_order_goes_and_what_has_none_comes_last(areas: Town) -> None:
    card = scorecard(areas.thread(), by="perspective")
    found = [(group.head, group.node.title) for group in card.groups]
    order = [perspective.name.one for perspective in areas.thread().model.perspective]
    heads = [head for head, _ in found if head]
    assert heads == sorted(heads, key=order.index)
    assert {("Verksamhet", "Verksamt"), ("Ekonomi", "Sparsamt")} <= set(found)
    assert {title for head, title in found[2:]} == {"Trygghet", "Arbete", "Odelat"}
    assert all(head == "" for head, _ in found[2:])


def test_both_orders_show_the_same_figures(areas: Town) -> None:
    thread = areas.thread()
    one, other = scorecard(thread), scorecard(thread, by="perspective")
    assert sorted(row.figure.indicator.key for row in one.rows) == sorted(
        row.figure.indicator.key for row in other.rows
    )


@pytest.mark.parametrize(("number", "title"), [("2.1", "2.1 Mål"), ("", "Mål")])
def test_the_number_of_the_document_stands_before_the_title(town: Town, number: str, title: str) -> None:
    town.decided("Mål", number=number)
    assert numbered(town.thread().nodes["mal"]) == title


def test_each_group_is_marked_and_says_why(town: Town) -> None:
    measured = town.indicator("i")
    town.outcome(measured, "2018", "85")
    town.target(measured, "2018", "100")
    (group,) = card_of(town, measured).groups
    assert group.mark is not None
    assert (group.mark.tone, str(group.reason)) == ("partly", "Bedöms uppfyllas delvis: sämst är ”I”")


def test_the_year_asked_for_is_the_one_that_is_judged(town: Town) -> None:
    measured = town.indicator("i")
    town.outcome(measured, "2017", "100")
    town.target(measured, "2017", "100")
    town.measured("Mål", measured, level="fullmaktigemal", unit=town.council, since=date(2017, 1, 1))
    before, now = (scorecard(town.thread(year)) for year in (Period.parse("2017"), YEAR))
    assert (before.year, before.rows[0].tone) == (2017, "met")
    assert (now.year, now.rows[0].tone) == (2018, "unmeasured")
    assert date(2018, 9, 10).year == now.year
