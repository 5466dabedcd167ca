"""Where a table begins, how wide it is, and what a cell may hold."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange.grid import (
    HEADER_WITHIN,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    SheetProblem,
    column_letter,
    column_place,
    heading,
    make_sheet,
    text_cell,
)
from rodatraden.exchange.tests.files import HEAD, KNOWN

ROW: tuple[Cell, ...] = ("a", "2018", "1")


def made(*lines: Sequence[Cell]) -> Sheet:
    sheet = make_sheet("Blad", enumerate(lines, 1), KNOWN)
    assert sheet is not None
    return sheet


def why(*lines: Sequence[Cell]) -> str:
    with pytest.raises(SheetProblem) as caught:
        made(*lines)
    return str(caught.value)


@pytest.mark.parametrize("lines", [[], [()], [(None, None)], [(), (None,)]])
def test_nothing_written_is_no_sheet(lines: list[Sequence[Cell]]) -> None:
    assert make_sheet("Blad", enumerate(lines, 1), KNOWN) is None


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ([HEAD, ROW], 1),
        ([("Utfall 2018",), HEAD, ROW], 2),
        ([("Utfall",), HEAD, ROW], 2),
        ([("Utfall", "Period"), HEAD, ROW], 2),
        ([HEAD, HEAD], 1),
        ([(), (None,), HEAD], 3),
        ([("a", "b"), ROW], 1),
        ([*[("titel",)] * (HEADER_WITHIN - 1), HEAD, ROW], HEADER_WITHIN),
        ([*[("titel",)] * HEADER_WITHIN, HEAD, ROW], 1),
    ],
)
def test_the_head_is_the_line_with_most_known_names_the_first_of_equals(lines: list[Sequence[Cell]], row: int) -> None:
    assert made(*lines).header_row == row


def test_empty_columns_at_the_right_of_the_head_are_no_columns() -> None:
    sheet = made((*HEAD, None, ""), (*ROW, None, None))
    assert sheet.header == HEAD
    assert sheet.longer == frozenset()


def test_an_empty_column_within_the_head_keeps_its_place() -> None:
    assert made(("Indikator", None, "Utfall"), ("a", "x", "1")).header == ("Indikator", "", "Utfall")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (("a",), ("a", None, None)),
        (("a", "2018", "1"), ("a", "2018", "1")),
        (("a", "2018", "1", None), ("a", "2018", "1")),
        (("a", "2018", "1", "över"), ("a", "2018", "1")),
    ],
)
def test_every_row_is_as_wide_as_the_head(line: Sequence[Cell], cells: tuple[Cell, ...]) -> None:
    sheet = made(HEAD, line)
    assert sheet.rows == [(2, cells)]
    assert sheet.longer == ({2} if "över" in line else set())


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    assert [number for number, _ in made(HEAD, (None,), ROW, (), (None, None), ROW).rows] == [3, 6]


def test_too_many_columns_and_rows_are_told() -> None:
    assert "200 kolumner" in why((*HEAD, *[f"k{place}" for place in range(MOST_COLUMNS)]), ROW)
    assert made((*HEAD, *[f"k{place}" for place in range(MOST_COLUMNS - 3)]), ROW)
    assert "Dela upp" in why(HEAD, *[ROW] * (MOST_ROWS + 1))


@pytest.mark.parametrize(
    ("cell", "head"),
    [
        ("Målvärde *", "målvärde"),
        (" MÅLVÄRDE: ", "målvärde"),
        ("Från  och\nmed", "från och med"),
        (None, ""),
        (True, "true"),
        ("*", ""),
    ],
)
def test_a_head_is_compared_without_its_ornaments(cell: Cell, head: str) -> None:
    assert heading(cell) == head


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("  a ", "a"),
        ("", None),
        ("   ", None),
        ("\N{NO-BREAK SPACE}", None),
        ("A\u030a", "Å"),
        ("två\nrader", "två\nrader"),
    ],
)
def test_text_is_composed_and_stripped(text: str, cell: str | None) -> None:
    assert text_cell(text, 1, 0) == cell


@pytest.mark.parametrize(("row", "place", "where"), [(1, 0, "A1"), (27, 27, "AB27"), (100_000, 199, "GR100000")])
@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\x7f"])
def test_a_control_sign_is_told_with_its_cell_and_its_number(sign: str, row: int, place: int, where: str) -> None:
    for text in (f"a{sign}b", f"{'lång ' * 20}{sign}"):
        with pytest.raises(SheetProblem) as caught:
            text_cell(text, row, place)
        assert where in str(caught.value)
        assert f"U+{ord(sign):04X}" in str(caught.value)


def test_the_longest_text_that_excel_holds_is_the_longest_we_take() -> None:
    assert text_cell("x" * LONGEST_CELL, 1, 0) == "x" * LONGEST_CELL
    with pytest.raises(SheetProblem, match="C7"):
        text_cell("x" * (LONGEST_CELL + 1), 7, 2)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100))
def test_a_cell_read_twice_is_the_same_cell(text: str) -> None:
    first = text_cell(text, 1, 0)
    assert first == (unicodedata.normalize("NFC", text).strip() or None)
    assert first is None or text_cell(first, 1, 0) == first


@given(st.integers(0, 20_000))
def test_a_column_is_named_and_found_again(place: int) -> None:
    assert column_place(column_letter(place)) == place
    assert column_letter(place).isalpha()


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_columns_are_named_in_order(one: int, other: int) -> None:
    def rank(place: int) -> tuple[int, str]:
        return len(column_letter(place)), column_letter(place)

    assert (rank(one) < rank(other)) == (one < other)
