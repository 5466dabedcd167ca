"""What a table of the economy shows: which rows, how deep, and what its columns share."""

import pytest

from rodatraden.economy.rows import Entered
from rodatraden.economy.sheet import Sheet, lines_sheet, mark_of, sheet
from rodatraden.economy.tests.house import AUGUST, JULY, House
from rodatraden.economy.tests.places import (
    BOENDE,
    HEMTJANST,
    INVESTMENTS,
    KF,
    KS,
    OPERATIONS,
    SF,
    SN,
    TREE,
    YEAR_END,
    entered,
    ledger,
    row_of,
)


def shown(found: dict[int, Entered]) -> Sheet:
    return sheet(ledger(found), OPERATIONS, TREE.children[KF], TREE.places[KF])


def outline(found: Sheet) -> list[tuple[str, int]]:
    return [(each.place.key, each.depth) for each in found.rows]


def test_boards_are_always_there_and_units_where_something_is_entered_beside_them(house: House) -> None:
    assert outline(shown({})) == [("ks", 0), ("sn", 0)]
    assert outline(shown({HEMTJANST: entered(1)})) == [
        ("ks", 0), ("sn", 0), ("sf", 1), ("hemtjanst", 2), ("boende", 2),
    ]  # fmt: skip


def test_only_boards_that_invest_are_among_the_investments(house: House) -> None:
    found = ledger({HEMTJANST: entered(1)}, INVESTMENTS.key)
    assert outline(sheet(found, INVESTMENTS, TREE.children[KF])) == [("sn", 0), ("sf", 1), ("hemtjanst", 2)]


def test_the_columns_have_the_day_that_most_have_and_rows_of_another_say_theirs(house: House) -> None:
    found = shown({KS: entered(1, {JULY: 1}), HEMTJANST: entered(1, {AUGUST: 1}), BOENDE: entered(1, {AUGUST: 1})})
    assert (found.outcome_day, found.forecast_day) == (AUGUST, None)
    notes = {each.place.key: [str(note) for note in each.notes] for each in found.rows}
    assert notes["ks"] == ["utfall till och med 2018-07-31"]
    assert notes["sn"] == []


def test_signs_that_all_share_are_told_once(house: House) -> None:
    all_of_them = shown({KS: entered(1, {JULY: 1}, example=True), SN: entered(1, {JULY: 1}, example=True)})
    some = shown({KS: entered(1, {JULY: 1}, example=True), SN: entered(1, {JULY: 1})})
    assert (all_of_them.all_example, some.all_example) == (True, False)
    assert not shown({}).all_example
    assert not shown({}).all_preliminary


def test_the_sum_closes_the_table_and_leads_nowhere(house: House) -> None:
    total = shown({KS: entered(1), SN: entered(2)}).total
    assert total is not None
    assert (total.name, total.url, str(total.frame)) == ("Tillsammans", "", "3")


def test_one_units_lines_are_named_as_lines(house: House) -> None:
    found = lines_sheet(TREE.places[SN], [row_of({SN: entered(1)}, SN)])
    assert [(each.name, each.url, str(each.frame)) for each in found.rows] == [("Drift", "", "1")]
    assert found.tops == found


@pytest.mark.parametrize(
    ("found", "tone", "word"),
    [
        (entered(100, None, {JULY: 105}), "missed", "Underskott"),
        (entered(100, None, {JULY: 95}), "met", "Överskott"),
        (entered(100, None, {JULY: 100}), "met", "Håller ramen"),
        (entered(100), "unmeasured", "Prognos saknas"),
        (entered(None, None, {JULY: 100}), "unmeasured", "Ram saknas"),
        (entered(None, {YEAR_END: 100}), "unmeasured", "Ram saknas"),
        (entered(), "unmeasured", "Prognos saknas"),
    ],
)
def test_the_status_is_colour_sign_and_word(found: Entered, tone: str, word: str) -> None:
    mark = mark_of(row_of({SN: found}, SN))
    assert (mark.tone, str(mark.word)) == (tone, word)


def test_investments_have_words_of_their_own() -> None:
    words = [
        str(mark_of(ledger({SF: entered(100, None, {JULY: value})}, INVESTMENTS.key).row(SF, INVESTMENTS)).word)
        for value in (105, 95)
    ]
    assert words == ["Över ramen", "Under ramen"]
