"""What was adopted held against what is reported: nothing decided falls away in silence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.followup.adopted import Goal, Promise, Worded, changed, unreported

FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)


def told(goal: Goal) -> list[str]:
    return [str(each.told) for each in unreported([goal])]


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal("a", "A", (Promise("Trygghet", True, True),)), []),
        (Goal("a", "A", (Promise("Trygghet", True, False),)), ["”Trygghet” har målvärde men inget utfall"]),
        (Goal("a", "A", (Promise("Trygghet", False, False),)), []),
        (Goal("a", "A", (), needs_indicator=True), ["målet mäts inte och är inte bedömt"]),
        (Goal("a", "A", (), needs_indicator=True, judged_by_hand=True), []),
        (Goal("a", "A", ()), []),
    ],
)
def test_a_promise_without_outcome_is_told(goal: Goal, expected: list[str]) -> None:
    assert told(goal) == expected


def test_what_is_unreported_stops_the_report_and_what_was_reworded_does_not() -> None:
    (missing,) = unreported([Goal("a", "A", (Promise("Trygghet", True, False),))])
    before = Worded("a", "Trygg kommun", "", None, date(2018, 5, 31))
    after = Worded("a", "Tryggare kommun", "", date(2018, 6, 1), None)
    (reworded,) = changed([after, before], FIRST, LAST)
    assert (missing.blocks, reworded.blocks) == (True, False)
    assert str(reworded.told) == "omformulerat 2018-06-01; förut ”Trygg kommun”"


@pytest.mark.parametrize(
    ("versions", "sorts"),
    [
        ([Worded("a", "A", "", None, None)], []),
        ([Worded("a", "A", "", date(2018, 3, 1), None)], ["added"]),
        ([Worded("a", "A", "", date(2018, 1, 1), None)], []),
        ([Worded("a", "A", "", None, date(2018, 3, 1))], ["ended"]),
        ([Worded("a", "A", "", None, date(2018, 12, 31))], []),
        ([Worded("a", "A", "", None, date(2018, 5, 31)), Worded("a", "A", "", date(2018, 6, 1), None)], []),
        ([Worded("a", "A", "x", None, date(2018, 5, 31)), Worded("a", "A", "y", date(2018, 6, 1), None)], ["reworded"]),
        ([Worded("a", "A", "x", None, date(2018, 5, 31)), Worded("a", "A  ", "x\n", date(2018, 6, 1), None)], []),
    ],
)
def test_goals_that_changed_during_the_year_are_told_apart(versions: list[Worded], sorts: list[str]) -> None:
    assert [each.sort for each in changed(versions, FIRST, LAST)] == sorts


words = st.text(max_size=5)
days = st.dates(date(2017, 1, 1), date(2019, 12, 31))


@given(st.lists(st.tuples(words, words, days), min_size=1, max_size=5, unique_by=lambda each: each[2]))
def test_no_goal_is_reworded_more_often_than_it_has_versions(chain: list[tuple[str, str, date]]) -> None:
    versions = [Worded("a", title, text, day, None) for title, text, day in chain]
    found = [each for each in changed(versions, FIRST, LAST) if each.sort == "reworded"]
    assert len(found) < len(versions)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=6))
def test_exactly_the_targets_without_outcome_are_told(promises: list[tuple[bool, bool]]) -> None:
    goal = Goal("a", "A", tuple(Promise(str(n), target, outcome) for n, (target, outcome) in enumerate(promises)))
    assert len(unreported([goal])) == sum(target and not outcome for target, outcome in promises)
