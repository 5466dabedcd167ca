"""The way of a report in words, and the page's sentences."""

from datetime import date

import pytest

from rodatraden.followup.calendar import occasions
from rodatraden.followup.calendar_page import assumed_told, calendar_told
from rodatraden.followup.deadlines import dues
from rodatraden.followup.groups import Group, grouped
from rodatraden.followup.steps import Way, months
from rodatraden.followup.tests.town import PRESETS, USUAL, the, tree_of
from rodatraden.lib.text import say

TODAY = date(2018, 9, 10)


def way_of(name: str, report: str, rows: tuple[tuple[str, str, str], ...] = USUAL) -> Way:
    model, tree = PRESETS[name], tree_of(rows)
    occasion = the(model, report)
    (month,) = months({occasion: model}, tree, dues(model, tree, occasion))
    (way,) = month.ways
    return way


def lines(way: Way) -> list[tuple[str, str]]:
    return [(step.day.isoformat(), str(step.told)) for step in way.steps]


def test_hallsbergs_half_year_report_is_told_from_the_units_to_the_council() -> None:
    way = way_of("hallsberg", "delar")
    assert (way.report, str(way.period)) == ("delårsrapport", "januari–juli 2018")
    assert lines(way) == [
        ("2018-08-22", "2 enhetschefer lämnar"),
        ("2018-08-22", "skola lämnar till sf"),
        ("2018-08-24", "ksf lämnar till ks"),
        ("2018-08-24", "sf lämnar till sn"),
        ("2018-08-24", "omrade lämnar till sf"),
        ("2018-08-31", "ks lämnar till kf"),
        ("2018-08-31", "2 nämnder lämnar till ks"),
        ("2018-09-18", "sn och bn sammanträder"),
        ("2018-09-25", "ks sammanträder"),
        ("2018-09-28", "Rapporten för hela kommunen lämnas till kf"),
        ("2018-10-29", "kf behandlar"),
    ]


def test_what_is_stated_says_so_and_the_rest_what_it_rests_on() -> None:
    way = way_of("hallsberg", "delar")
    assert {str(step.told) for step in way.steps if step.stated} == {
        "ks lämnar till kf", "2 nämnder lämnar till ks", "Rapporten för hela kommunen lämnas till kf",
    }  # fmt: skip
    assert "Styrsystemet säger inte vilka dagar organen sammanträder." in way.guesses


def test_before_a_boards_meeting_come_its_presidium_and_its_notice() -> None:
    (step,) = (step for step in way_of("hallsberg", "delar").steps if "sn och bn" in str(step.told))
    assert (step.presidium, step.notice, step.meets) == (date(2018, 9, 11), date(2018, 9, 13), True)


def test_those_that_are_several_are_counted_and_can_be_named() -> None:
    (step,) = (step for step in way_of("hallsberg", "delar").steps if "enhetschefer" in str(step.told))
    assert step.units == ("kansli", "hemtjanst")


def test_many_bodies_that_meet_on_a_day_are_counted() -> None:
    more = (*USUAL, ("tn", "board", "kf"))
    assert "3 nämnder sammanträder" in [told for _, told in lines(way_of("hallsberg", "delar", more))]


def test_what_ends_with_the_executive_board_is_put_together_for_it() -> None:
    told = [text for _, text in lines(way_of("hallsberg", "tertial"))]
    assert "Rapporten för hela kommunen är sammanställd" in told and "ks sammanträder" in told
    assert "3 nämnder lämnar till ks" in told


def test_a_report_that_is_accounted_for_in_person_or_on_a_common_day_says_so() -> None:
    assert "på kallelse" in way_of("hallsberg", "verksamhetsberattelse").in_person
    assert "gemensam uppföljningsdag" in way_of("exempelkommunen", "ars").common_day
    assert way_of("exempelkommunen", "delar").common_day == ""


@pytest.mark.parametrize("name", PRESETS)
def test_every_step_of_every_report_is_told_in_order(name: str) -> None:
    model, tree = PRESETS[name], tree_of()
    models = dict.fromkeys(occasions(model, 2018), model)
    found = [due for occasion in models for due in dues(model, tree, occasion)]
    ways = [way for month in months(models, tree, found) for way in month.ways]
    assert len(ways) == len(models)
    for way in ways:
        assert [step.day for step in way.steps] == sorted(step.day for step in way.steps)
        assert all(str(step.told) for step in way.steps)


def group(day: date, assumed: bool = True) -> Group:
    reasons = (say("Dagen är vår."),) if assumed else ()
    return Group("x", "delårsrapport", say("{year}", year=2018), "3 nämnder", (), day, "", False, False, reasons)


@pytest.mark.parametrize(
    ("year", "days", "said"),
    [
        (2018, [date(2018, 9, 1), date(2018, 10, 22)],
         "Härnäst ska delårsrapport 2018 lämnas av 3 nämnder, senast 2018-10-22."),
        (2018, [TODAY], "Härnäst ska delårsrapport 2018 lämnas av 3 nämnder, senast 2018-09-10."),
        (2018, [date(2018, 9, 1)], "2018 lämnas rapporter 1 dag."),
        (2017, [date(2017, 9, 1), date(2017, 9, 4)], "2017 lämnas rapporter 2 dagar."),
        (2019, [date(2019, 9, 2)], "2019 lämnas rapporter 1 dag."),
        (2018, [], "Inga rapporter ska lämnas 2018."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_comes_next_or_how_much_there_is(year: int, days: list[date], said: str) -> None:
    assert str(calendar_told(year, [group(day) for day in days], TODAY)) == said


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        ([], ""),
        ([False], ""),
        ([True, False], "En av 2 rader är räknad på antaganden; raden säger vilka."),
        ([True], "Dagen är räknad på antaganden; raden säger vilka."),
        ([True, True, False], "2 av 3 rader är räknade på antaganden; varje rad säger vilka."),
        ([True, True], "Alla dagar är räknade på antaganden; varje dag säger vilka."),
    ],
)
def test_how_much_is_assumed_is_said_first(assumed: list[bool], said: str) -> None:
    assert str(assumed_told([group(TODAY, each) for each in assumed])) == said


def test_units_that_hand_over_alike_are_one_line_and_others_are_not() -> None:
    model, tree = PRESETS["exempelkommunen"], tree_of()
    occasion = the(model, "manad")
    found = grouped({occasion: model}, tree, dues(model, tree, occasion))
    assert [(str(each.who), each.to) for each in found] == [
        ("3 nämnder", "ks"), ("bolag", "ks"), ("kommunstyrelsen för hela kommunen", "ks"),
    ]  # fmt: skip
    assert str(found[0].summary) == "månadsrapport januari 2018: 3 nämnder lämnar"
