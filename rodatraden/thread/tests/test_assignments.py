"""The assignments from the council to its boards: where each stands, which are late, which are left."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib import clock
from rodatraden.steering.load import parse
from rodatraden.steering.tests.steered import steer_by
from rodatraden.thread.assignments import Assignment, AssignmentsPage, assignments, has_assignments, told
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.forms import AssignmentForm
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.services import give_assignment, report_progress
from rodatraden.thread.tests.cast import FROM, MODEL, Town

pytestmark = pytest.mark.django_db
TODAY, PAST, COMING = date(2018, 9, 10), date(2018, 3, 31), date(2018, 12, 31)


@pytest.mark.parametrize(
    ("left", "late", "sentence"),
    [
        ([], 0, "Inga uppdrag gäller i dag."),
        ([True], 0, "1 av 1 uppdrag är inte genomfört, och det är inte försenat."),
        ([True], 1, "1 av 1 uppdrag är inte genomfört, och det är försenat."),
        ([True, True, False], 0, "2 av 3 uppdrag är inte genomförda, inget av dem är försenat."),
        ([True, True, False], 1, "2 av 3 uppdrag är inte genomförda, 1 av dem försenat."),
        ([True, True, True], 2, "3 av 3 uppdrag är inte genomförda, 2 av dem försenade."),
    ],
)
def test_how_many_are_left_is_told_in_a_sentence(left: list[bool], late: int, sentence: str) -> None:
    assert str(told(left, late)) == sentence


@given(st.lists(st.booleans(), min_size=1), st.data())
def test_the_sentence_counts_those_left_among_them_all(left: list[bool], data: st.DataObject) -> None:
    late = data.draw(st.integers(0, sum(left)))
    sentence = str(told(left, late))
    if any(left):
        assert sentence.startswith(f"{sum(left)} av {len(left)} uppdrag")
        assert "försenat" in sentence or "försenade" in sentence
        if sum(left) > 1:
            assert (str(late) in sentence.partition(",")[2]) is (late > 0)
    else:
        assert "inte" not in sentence


def give(town: Town, title: str, **fields: Any) -> ItemVersion:
    given_to = {"to": town.board, "decision": town.meeting, "valid_from": FROM, **fields}
    return give_assignment(town.operator, level="uppdrag", title=title, unit=town.council, **given_to)


@pytest.fixture(scope="module")
def town(town_to_read: Town) -> Town:
    """Assignments to two boards: late, not late, done, cancelled, and one that nobody has reported on."""
    with clock.held(TODAY):
        give(town_to_read, "Sen", deadline=PAST)
        give(town_to_read, "I tid", deadline=COMING, to=town_to_read.executive)
        done = give(town_to_read, "Klar", deadline=PAST)
        report_progress(town_to_read.operator, done.item, state="ongoing", note="Halvvägs")
        report_progress(town_to_read.operator, done.item, state="done", note="Färdig")
        ended = give(town_to_read, "Struken", to=town_to_read.executive)
        report_progress(town_to_read.operator, ended.item, state="cancelled")
        silent = give(town_to_read, "Tyst")
        silent.item.progress.all().delete()
        town_to_read.decided("Göra", "aktivitet", town_to_read.school)
    return town_to_read


@pytest.fixture(scope="module")
def page(town: Town) -> AssignmentsPage:
    with clock.held(TODAY):
        return assignments(town.operator, TODAY)


def row(page: AssignmentsPage, title: str) -> Assignment:
    return next(each for each in page.rows if each.node.title == title)


@pytest.mark.parametrize(
    ("title", "board", "state", "late", "left"),
    [
        ("Sen", "bun", "163 dagar sent", True, True),
        ("I tid", "ks", "planerat", False, True),
        ("Klar", "bun", "klart", False, False),
        ("Struken", "ks", "utgår", False, False),
        ("Tyst", "bun", "inte rapporterat", False, True),
    ],
)
def test_each_says_to_whom_how_it_stands_and_whether_it_is_late(
    page: AssignmentsPage, title: str, board: str, state: str, late: bool, left: bool
) -> None:
    found = row(page, title)
    assert found.board is not None
    assert (found.board.key, str(found.state), found.late, found.left) == (board, state, late, left)


def test_all_that_was_reported_comes_along_the_latest_first(page: AssignmentsPage) -> None:
    assert [report.note for report in row(page, "Klar").reports] == ["Färdig", "Halvvägs", ""]
    assert list(row(page, "Tyst").reports) == []


def test_only_assignments_are_listed(page: AssignmentsPage) -> None:
    assert {each.node.title for each in page.rows} == {"Sen", "I tid", "Klar", "Struken", "Tyst"}


@pytest.mark.parametrize(
    ("board", "only_left", "titles"),
    [
        ("", False, {"Sen", "I tid", "Klar", "Struken", "Tyst"}),
        ("", True, {"Sen", "I tid", "Tyst"}),
        ("bun", False, {"Sen", "Klar", "Tyst"}),
        ("bun", True, {"Sen", "Tyst"}),
        ("ks", True, {"I tid"}),
        ("finns-inte", False, set()),
    ],
)
def test_a_filter_narrows_the_list_and_never_the_sentence(
    town: Town, page: AssignmentsPage, board: str, only_left: bool, titles: set[str]
) -> None:
    some = assignments(town.operator, TODAY, board, only_left)
    assert {each.node.title for each in some.rows} == titles
    assert str(some.sentence) == str(page.sentence) == "3 av 5 uppdrag är inte genomförda, 1 av dem försenat."


def test_the_boards_to_choose_among_are_those_that_have_any_by_name(page: AssignmentsPage) -> None:
    assert [place.name for place in page.boards] == ["Barn- och utbildningsnämnden", "Kommunstyrelsen"]


@pytest.mark.parametrize(
    ("who", "may"), [("controller", True), ("secretary", False), ("head", False), ("member", False), ("auditor", False)]
)
def test_only_who_registers_what_the_giver_decides_is_offered_to_give_one(town: Town, who: str, may: bool) -> None:
    assert assignments(town.actor(town.cast[who]), TODAY).may_give is may


def test_on_the_day_itself_nothing_is_late_and_the_day_after_it_is(town: Town) -> None:
    assert not row(assignments(town.operator, PAST), "Sen").late
    late = row(assignments(town.operator, date(2018, 4, 1)), "Sen")
    assert (late.late, str(late.state)) == (True, "1 dag sent")


def test_a_model_without_assignments_says_that_it_has_no_such_level(page: AssignmentsPage, town: Town) -> None:
    assert page.has_level
    start, _, rest = MODEL.partition('[[level]]\nkey = "uppdrag"')
    steer_by(start + "[[level]]" + rest.partition("[[level]]")[2])
    bare = assignments(town.operator, TODAY)
    assert (bare.has_level, bare.rows, str(bare.sentence)) == (False, [], "Inga uppdrag gäller i dag.")


def test_what_is_given_to_all_boards_is_never_said_to_be_given_to_the_giver(town: Town) -> None:
    give(town, "Alla bryter ned", to=None)
    found = row(assignments(town.operator, TODAY), "Alla bryter ned")
    assert (found.board, str(found.to)) == (None, "Alla nämnder")
    for board in ("bun", "ks"):
        assert row(assignments(town.operator, TODAY, board), "Alla bryter ned")


def test_it_is_owned_by_who_carries_it_out_where_the_model_says_so_or_else_by_who_gives_it(town: Town) -> None:
    assert give(town, "Givet").unit == town.council
    steer_by(MODEL.replace('key = "uppdrag"', 'key = "uppdrag"\nowned_by = ["board", "executive_board"]', 1))
    assert give(town, "Fått").unit == town.board
    assert give(town, "Fått av alla", to=None).unit == town.council


def test_a_new_one_has_what_it_serves_and_who_answers_and_no_breaks(town: Town) -> None:
    goal = town.decided("Trygg kommun", "fullmaktigemal", town.council)
    given_one = give(town, "Hel", serves=(goal.item,), responsible_kind="ledamot", to=town.executive)
    assert not [each for each in breaks_of(town.thread()) if each.item_key == given_one.item.key]
    form = AssignmentForm(town.actor(town.controller), parse(MODEL))
    assert (str(goal.item_id), "Trygg kommun") in form.fields["serves"].choices  # type: ignore[attr-defined]
    assert form.fields["unit"].queryset.get() == town.council  # type: ignore[attr-defined]


def test_the_menu_has_assignments_only_where_the_model_has(town: Town) -> None:
    def asks(text: str) -> Any:
        return SimpleNamespace(actor=SimpleNamespace(model=parse(text) if text else None))

    without = MODEL.replace('kind = "assignment"', 'kind = "activity"')
    assert [has_assignments(asks(text)) for text in (MODEL, without, "")] == [True, False, False]


@pytest.mark.parametrize(("one", "all_of_them", "taken"), [(1, 0, True), (0, 1, True), (0, 0, False), (1, 1, False)])
def test_it_is_given_to_one_or_said_to_be_given_to_all(town: Town, one: int, all_of_them: int, taken: bool) -> None:
    data: dict[str, Any] = {
        "level": "uppdrag",
        "title": "Nytt",
        "unit": town.council.pk,
        "to": town.board.pk if one else "",
        "everybody": "on" if all_of_them else "",
        "decision": town.meeting.pk,
        "valid_from": "2018-01-01",
    }
    form = AssignmentForm(town.actor(town.controller), parse(MODEL), data)
    assert form.is_valid() is taken
    assert list(form.errors) == ([] if taken else ["to"])
