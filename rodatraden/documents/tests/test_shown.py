"""How cells are said in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from rodatraden.documents import shown
from rodatraden.documents.content import (
    Cell,
    Column,
    DateCell,
    MissingCell,
    MoneyCell,
    NumberCell,
    PictureCell,
    StatusCell,
    TextCell,
)
from rodatraden.documents.tests.made import MET, SVG, cells, numbers

NUMBER, SIGNED = Column("N", "number", decimals=1), Column("N", "number", decimals=0, signed=True)
MONEY, MONEY_SIGNED = Column("B", "money"), Column("B", "money", decimals=1, signed=True)


@pytest.mark.parametrize(
    ("cell", "column", "words"),
    [
        (TextCell("a"), shown.ANY, "a"),
        (NumberCell(Decimal("1234.56")), NUMBER, "1\u00a0234,6"),
        (NumberCell(Decimal("1234.56"), decimals=0), NUMBER, "1\u00a0235"),
        (NumberCell(Decimal("12.500")), shown.ANY, "12,5"),
        (NumberCell(Decimal("1E+3")), shown.ANY, "1\u00a0000"),
        (NumberCell(Decimal("-3")), SIGNED, "\u22123"),
        (NumberCell(Decimal(3)), SIGNED, "+3"),
        (NumberCell(Decimal(0)), SIGNED, "0"),
        (NumberCell(Decimal("0.3")), SIGNED, "0"),
        (MoneyCell(Decimal(1_234_567)), MONEY, "1\u00a0235"),
        (MoneyCell(Decimal(500)), MONEY, "1"),
        (MoneyCell(Decimal(-500_250)), MONEY_SIGNED, "\u2212500,3"),
        (MoneyCell(Decimal(1_200_000)), MONEY_SIGNED, "+1\u00a0200,0"),
        (DateCell(date(2018, 9, 10)), shown.ANY, "2018-09-10"),
        (StatusCell(MET), shown.ANY, "Uppfylls"),
        (PictureCell(SVG, "en kurva"), shown.ANY, "en kurva"),
        (MissingCell(), NUMBER, "–"),
        (MissingCell("mäts 2019"), shown.ANY, "– mäts 2019"),
        (MissingCell("mäts 2019"), NUMBER, "–"),
    ],
)
def test_a_cell_is_said(cell: Cell, column: Column, words: str) -> None:
    assert shown.words(cell, column) == words


@pytest.mark.parametrize("written", ["123456789012345678901234567890.5", "1E+50", "1E-30", "-9E+40"])
def test_a_figure_of_any_length_is_said(written: str) -> None:
    for decimals in (None, 0, 4):
        assert shown.amount(Decimal(written), decimals)


def test_no_digit_of_a_long_figure_is_lost() -> None:
    said = shown.amount(Decimal("12345678901234567890123456789.125"), None)
    assert said.replace("\u00a0", "") == "12345678901234567890123456789,125"
    assert shown.in_tkr(Decimal("123456789012345678901234567890")) == Decimal("123456789012345678901234567.890")


@given(numbers)
def test_what_is_stored_with_more_zeros_is_said_alike(value: Decimal) -> None:
    longer = value.quantize(Decimal("0.000001"))
    assert shown.amount(value) == shown.amount(longer)


@given(cells)
def test_each_cell_has_words_and_a_sign_or_none(cell: Cell) -> None:
    assert isinstance(shown.words(cell), str)
    assert isinstance(shown.sign(cell), str)
    assert isinstance(shown.is_example(cell), bool)


def test_only_figures_and_texts_are_made_up() -> None:
    assert shown.is_example(NumberCell(Decimal(1), example=True))
    assert shown.is_example(TextCell("a", example=True))
    assert not shown.is_example(StatusCell(MET))


def test_decimals_are_counted_after_the_comma() -> None:
    assert [shown.decimals_of(one) for one in ("1\u00a0234,56", "3", "–", "")] == [2, 0, 0, 0]
