"""What reports ask for: each unit's lines as they stood on a day, in one query."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.economy.lines import USUAL, day_in, line_of, lines, year_in
from rodatraden.economy.models import Amount
from rodatraden.economy.reading import lines_of
from rodatraden.economy.tests.house import AUGUST, JULY, House
from rodatraden.economy.tests.places import thousands
from rodatraden.organisation.access import NOBODY
from rodatraden.steering.tests.small import small
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality


def test_the_newest_up_to_the_day_is_read_and_the_frame_whatever_the_day(house: House) -> None:
    house.amount(house.board, "frame", 152_600)
    for day, value in ((date(2018, 6, 30), 76_000), (JULY, 89_000), (AUGUST, 102_000)):
        house.amount(house.board, "outcome", value, day)
    (row,) = lines_of([house.board.pk], 2018, JULY)[house.board.pk]
    assert (thousands(row.frame), thousands(row.outcome), row.forecast) == (152_600, 89_000, None)
    assert row.line.key == "drift"


def test_what_lies_beneath_is_summed_where_the_tree_is_known(house: House) -> None:
    house.amount(house.home_care, "frame", 41_800)
    tree = house.actor("controller").tree
    with_tree = lines_of([house.area.pk, house.home_care.pk], 2018, AUGUST, tree=tree)
    assert [thousands(with_tree[unit.pk][0].frame) for unit in (house.area, house.home_care)] == [41_800, 41_800]
    assert lines_of([house.area.pk], 2018, AUGUST)[house.area.pk][0].frame is None


def test_one_query_reads_any_number_of_units(house: House) -> None:
    house.some()
    tree = house.actor("controller").tree
    for units in ([house.board.pk], list(tree.places)):
        with CaptureQueriesContext(connection) as asked:
            found = lines_of(units, 2018, AUGUST, tree=tree)
        assert len(asked) == 1
        assert list(found) == units


def test_operations_are_always_there_and_investments_where_there_is_something(house: House) -> None:
    house.amount(house.board, "frame", 5, line="investeringar")
    found = lines_of([house.board.pk, house.other.pk], 2018, AUGUST)
    assert [row.line.key for row in found[house.board.pk]] == ["drift", "investeringar"]
    assert [row.line.key for row in found[house.other.pk]] == ["drift"]


def test_a_line_that_the_model_no_longer_has_is_shown_by_its_key(house: House) -> None:
    house.amount(house.board, "frame", 5, line="gammal")
    assert [row.name for row in lines_of([house.board.pk], 2018, AUGUST)[house.board.pk]] == ["drift", "gammal"]


def test_replaced_amounts_other_years_and_other_municipalities_are_not_read(
    house: House, hallsberg: Municipality
) -> None:
    house.amount(house.board, "frame", 1, date(2017, 12, 31))
    house.amount(house.board, "frame", 2, superseded_at="2018-01-01T00:00:00Z")
    with scope(hallsberg):
        assert lines_of([house.board.pk], 2018, AUGUST)[house.board.pk][0].frame is None
    assert lines_of([house.board.pk], 2018, AUGUST)[house.board.pk][0].frame is None
    assert not Amount.objects.visible_to(NOBODY).exists()


def test_the_source_is_the_decision_and_what_is_written(house: House) -> None:
    house.amount(house.board, "frame", 1, decision=house.budget, source="Budgetdokumentet")
    (row,) = lines_of([house.board.pk], 2018, AUGUST)[house.board.pk]
    assert row.sources == ("Budget 2018, 2017-11-27", "Budgetdokumentet")


def test_a_model_may_have_lines_of_its_own() -> None:
    own = small(economy_line=[{"key": "netto", "name": {"one": "nettokostnad"}}])
    assert [line.key for line in lines(own)] == ["netto"]
    assert line_of(own, "drift") is None
    assert lines(None) == lines(small()) == USUAL
    assert line_of(None, "drift") == USUAL[0]


@pytest.mark.parametrize(
    ("year", "day"),
    [(2018, date(2018, 9, 10)), (2017, date(2017, 12, 31)), (2019, date(2019, 1, 1))],
)
def test_a_year_is_read_by_today_or_the_nearest_day_in_it(year: int, day: date) -> None:
    assert day_in(year) == day


@pytest.mark.parametrize(("typed", "year"), [("2017", 2017), ("", 2018), ("x", 2018), ("1", 2018), ("9999", 2018)])
def test_a_year_that_cannot_be_is_this_year(typed: str, year: int) -> None:
    assert year_in(typed) == year
