"""What the page of one item is made of: the red line, the neighbours, the figures, the criteria, what one may do."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import UnitKind
from rodatraden.thread.breaking import break_rows, breaks_of, found_in
from rodatraden.thread.gather import Thread
from rodatraden.thread.item_page import ItemPage, item_page, responsible_words, state_told, stations
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import answer, assess, draft_version, report_progress
from rodatraden.thread.tests.cast import YEAR, Town

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)
LONG = "En kommun där alla som bor och verkar kan känna sig trygga hela dygnet och hela året om"


@pytest.fixture(scope="module")
def house(town_to_read: Town) -> Town:
    """Four council goals beneath a vision; a board goal that serves them all; activities in every state."""
    town = town_to_read
    with clock.held(TODAY):
        vision = town.decided("Vision", "vision", town.council)
        goals = [
            town.decided(title, "fullmaktigemal", town.council, serves=(vision.item,), position=number).item
            for number, title in enumerate(("Trygg kommun", "Grön kommun", LONG, "Fjärde målet"))
        ]
        safety = town.indicator("trygghet", decimals=1)
        for year, value in (("2016", "50"), ("2017", "52")):
            town.outcome(safety, year, value, measured_period="2015" if year == "2016" else "")
        town.target(safety, "2018", "55")
        town.target(safety, "2020", "60")
        board = town.measured(
            "Vägar", safety, serves=tuple(goals), responsible_kind="enhetschef", deadline=date(2020, 12, 31)
        )
        one = town.decided("Ensam", serves=(goals[0],), example=True)
        for title, deadline, state, parent in (
            ("Klar", date(2018, 1, 31), "done", board),
            ("Sen", date(2018, 9, 9), "ongoing", board),
            ("I tid", date(2018, 12, 31), "planned", board),
            ("Tyst", None, "", board),
        ):
            made = town.decided(title, "aktivitet", town.school, serves=(parent.item,), deadline=deadline)
            if state:
                report_progress(town.operator, made.item, state=state)
        answer(town.operator, board, "matbart", "I index", True)
        assess(town.operator, one.item, YEAR, town.board, "gul", False, "På väg")
    return town


@pytest.fixture(scope="module")
def thread(house: Town) -> Thread:
    with clock.held(TODAY):
        return house.thread()


def page_of(house: Town, thread: Thread, key: str, who: str = "controller") -> ItemPage:
    version = ItemVersion.objects.select_related("item", "unit", "responsible_unit").get(item__key=key, state="decided")
    return item_page(house.actor(house.cast[who]), version, YEAR, thread)


def test_the_red_line_has_one_station_a_level_and_ends_with_what_hangs_beneath(thread: Thread) -> None:
    line = stations(thread, thread.nodes["vagar"])
    assert [(each.level, each.current, each.below) for each in line] == [
        ("Vision", False, False),
        ("Fyra fullmäktigemål", False, False),
        ("Nämndmål", True, False),
        ("Därunder", False, True),
    ]
    assert line[-1].name == "4 aktiviteter"
    assert (line[0].url, line[1].url) == ("/klippan/led/vision/", "/klippan/trad/")


def test_of_several_the_first_three_are_named_and_each_has_room_for_its_name(thread: Thread) -> None:
    names = stations(thread, thread.nodes["vagar"])[1].name.split("; ")
    assert names == ["Trygg kommun", "Grön kommun", "En kommun där alla …"]


def test_a_single_one_is_named_almost_whole_and_leads_to_its_own_page(thread: Thread) -> None:
    line = stations(thread, thread.nodes["ensam"])
    assert [(each.level, each.name, each.url) for each in line[:2]] == [
        ("Vision", "Vision", "/klippan/led/vision/"),
        ("Fullmäktigemål", "Trygg kommun", "/klippan/led/trygg-kommun/"),
    ]
    assert (line[-1].level, line[-1].example) == ("Nämndmål", True)


@pytest.mark.parametrize("key", ["vision", "trygg-kommun", "vagar", "ensam", "sen"])
def test_upward_and_downward_meet_in_the_item_itself(house: Town, thread: Thread, key: str) -> None:
    page = page_of(house, thread, key)
    assert [(step.node.key, step.here) for step in (page.up[-1], page.down[0])] == [(key, True), (key, True)]
    assert {step.node.key for step in page.up[:-1]} == {node.key for node in thread.upward(key)}
    assert {step.node.key for step in page.down[1:]} == {node.key for node in thread.serving(key)}


def test_the_way_up_begins_with_the_vision(house: Town, thread: Thread) -> None:
    up = page_of(house, thread, "sen").up
    assert [step.node.level.key for step in up] == ["vision", *["fullmaktigemal"] * 4, "namndmal", "aktivitet"]


def test_what_is_to_be_done_first_stands_first_and_what_has_no_day_last(house: Town, thread: Thread) -> None:
    assert [step.node.key for step in page_of(house, thread, "vagar").down[1:]] == ["klar", "sen", "i-tid", "tyst"]


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("klar", "klar"),
        ("sen", "1 dag sen"),
        ("i-tid", "planerad"),
        ("tyst", ""),
    ],
)
def test_where_something_done_stands_is_told_in_a_word(thread: Thread, key: str, state: str) -> None:
    assert str(state_told(thread, thread.nodes[key])) == state


def test_a_step_is_labelled_by_level_who_and_day(house: Town, thread: Thread) -> None:
    labels = {step.node.key: step.label for step in page_of(house, thread, "vagar").down}
    assert labels["sen"] == "Aktivitet, 2018-09-09"
    assert labels["vagar"] == "Nämndmål, Barn- och utbildningsnämnden"


def test_a_figure_shows_the_latest_outcome_and_this_years_target(house: Town, thread: Thread) -> None:
    (measured,) = page_of(house, thread, "vagar").measured
    assert measured.outcome is not None and measured.target is not None
    assert (measured.outcome.value, measured.outcome_period) == (Decimal(52), Period.parse("2017"))
    assert measured.target.value == Decimal(55)
    assert (measured.mark.tone, str(measured.reason)) == ("unmeasured", "Ej mätt 2018, senast 2017")


def test_an_interval_and_a_target_as_before_stand_in_words_on_the_page(house: Town) -> None:
    band = house.indicator("inom", direction="band")
    house.target(band, "2018", None, form="interval", low=Decimal(-1), high=Decimal(1))
    before = house.indicator("som-forr")
    house.target(before, "2018", None, form="as_before")
    house.measured("Hålla ramen", band, before)
    found = page_of(house, house.thread(), "halla-ramen").measured
    assert [(row.target.value, str(row.target.words)) for row in found if row.target] == [
        (None, "−1 till 1"),
        (None, "minst som perioden före"),
    ]


def test_made_up_figures_forecasts_and_the_owners_figures_are_told_as_such(house: Town) -> None:
    made = house.indicator("spadd")
    house.outcome(made, "2018", "56.5", forecast=True, example=True, decimals=1)
    house.target(made, "2018", "55")
    house.measured("Spått", made)
    (row,) = page_of(house, house.thread(), "spatt").measured
    assert row.outcome is not None
    assert (str(row.outcome.word), row.outcome.example, row.outcome.decimals) == ("prognos", True, 1)
    assert [str(note) for note in row.notes] == [
        "Utfallet gäller Kommunfullmäktige.",
        "Målvärdet gäller Kommunfullmäktige.",
    ]


def test_an_outcome_of_another_year_says_which(house: Town) -> None:
    ItemVersion.objects.filter(item__key="vagar").update(valid_from=date(2016, 1, 1))
    (measured,) = page_of(house, house.thread(Period.parse("2016")), "vagar").measured
    assert measured.outcome_period == Period.parse("2015")


def test_the_criteria_are_those_of_the_level_with_what_was_judged(house: Town, thread: Thread) -> None:
    criteria = page_of(house, thread, "vagar").criteria
    judged = {each.suggestion.letter.key: each.answer.text if each.answer else None for each in criteria}
    assert judged == {"specifikt": None, "matbart": "I index", "tidsatt": None}
    assert page_of(house, thread, "sen").criteria == []


def test_an_assessment_by_hand_is_shown_with_its_mark(house: Town, thread: Thread) -> None:
    ((row, mark),) = page_of(house, thread, "ensam").assessments
    assert (row.reason, mark.tone, str(mark.word)) == ("På väg", "partly", "Bedöms uppfyllas delvis")
    assert page_of(house, thread, "vagar").assessments == []


@pytest.mark.parametrize(
    ("who", "key", "may"),
    [
        ("controller", "vagar", {"draft", "assess", "end"}),
        ("secretary", "vagar", {"draft", "end"}),
        ("head", "vagar", set()),
        ("member", "vagar", set()),
        ("auditor", "vagar", set()),
        ("head", "sen", {"draft", "report", "end"}),
        ("controller", "sen", {"draft", "report", "end"}),
        ("member", "sen", set()),
    ],
)
def test_only_what_one_may_do_is_offered(house: Town, thread: Thread, who: str, key: str, may: set[str]) -> None:
    assert {what for what, offered in page_of(house, thread, key, who).may.items() if offered} == may


@pytest.mark.parametrize(("who", "reads"), [("controller", True), ("auditor", True), ("member", False)])
def test_the_log_is_for_those_who_may_read_it(house: Town, thread: Thread, who: str, reads: bool) -> None:
    assert bool(page_of(house, thread, "vagar", who).log) is reads


def test_what_may_be_added_beneath_is_what_the_model_lets_serve_it_and_nobodys_own_goals(
    house: Town, thread: Thread
) -> None:
    assert [level.key for level in page_of(house, thread, "vagar").below_levels] == [
        "namndmal",
        "strategi",
        "aktivitet",
    ]
    assert page_of(house, thread, "sen").below_levels == ()


def test_the_pages_breaks_are_the_items_own_and_each_can_be_mended(house: Town, thread: Thread) -> None:
    for key in thread.nodes:
        breaks = page_of(house, thread, key).breaks
        assert {broken.code for broken, _ in breaks} == {
            each.code for each in breaks_of(thread) if each.item_key == key
        }
        assert all(mending.url.startswith("/klippan/") for _, mending in breaks)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"responsible_kind": "enhetschef"}, "enhetschef"),
        ({"responsible_kind": "avskaffad"}, ""),
    ],
)
def test_who_answers_is_told_by_role_and_unit(thread: Thread, fields: dict[str, Any], words: str) -> None:
    assert responsible_words(thread, ItemVersion(**fields)) == words


def test_the_role_and_the_unit_are_told_together(house: Town, thread: Thread) -> None:
    version = ItemVersion(responsible_kind="enhetschef", responsible_unit=house.school)
    assert responsible_words(thread, version) == "enhetschef, Parkskolan"


def test_a_role_at_the_owner_is_held_although_no_other_unit_is_named(town: Town) -> None:
    goal = town.decided("Mål", unit=town.school, responsible_kind="enhetschef")
    page = item_page(town.operator, goal, YEAR, town.thread())
    assert not any(broken.code == "no-responsible" for broken, _ in page.breaks)


def test_a_draft_that_is_being_written_is_told_of_to_who_may_see_it(town: Town) -> None:
    goal = town.decided("Mål")
    draft = draft_version(town.operator, goal.item, title="Nytt mål")
    found = {who: item_page(town.actor(town.cast[who]), goal, YEAR, town.thread()).draft for who in town.cast}
    assert found == {"controller": draft, "secretary": draft, "head": draft, "member": None, "auditor": None}


# The list of breaks


def test_each_break_says_where_it_is_whose_it_is_and_leads_there(house: Town, thread: Thread) -> None:
    found = {(each.broken.code, each.where): each for each in found_in(thread)}
    silent = found["no-responsible", "Sen"]
    assert (silent.url, silent.board, silent.example) == ("/klippan/led/sen/", "Barn- och utbildningsnämnden", False)
    assert found["no-indicator", "Ensam"].example
    assert ("overdue", "Sen") in found


def test_the_most_severe_come_first(thread: Thread) -> None:
    order = [("error", "warning", "remark").index(each.broken.severity) for each in found_in(thread)]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_the_console_is_given_the_same_breaks_as_plain_values(house: Town, thread: Thread) -> None:
    rows = break_rows(house.operator, TODAY)
    assert [row["where"] for row in rows] == [each.where for each in found_in(thread)]
    assert all(type(value) in {str, bool} for row in rows for value in row.values())
    assert all(row["message"] and row["why"] for row in rows)


def test_a_break_of_an_indicator_leads_to_the_indicator(town: Town) -> None:
    measured = town.indicator("i", next_measured="2019")
    town.target(measured, "2018", "55")
    town.measured("Mål", measured)
    found = next(each for each in found_in(town.thread()) if each.broken.code == "target-unmeasured")
    assert (found.where, found.url) == ("I", "/perstorp/indikatorer/i/")


def test_what_an_ended_board_left_is_told_with_the_one_that_answers_for_it(town: Town) -> None:
    old = town.unit("bygg", "Byggnadsnämnden", UnitKind.BOARD, town.council)
    town.decided("Mål", unit=old)
    type(old).objects.filter(pk=old.pk).update(valid_to=date(2018, 5, 31))
    found = found_in(town.thread())
    assert {each.board for each in found} == {"Kommunfullmäktige"}
    assert "Byggnadsnämnden har upphört men äger ”Mål”." in {str(each.broken.message) for each in found}
