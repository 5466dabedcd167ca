from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange import values
from rodatraden.exchange.grid import Cell
from rodatraden.exchange.values import CellProblem
from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12,6", "12.6"),
        ("12.6", "12.6"),
        ("1 234,50", "1234.5"),
        ("1\N{NO-BREAK SPACE}826", "1826"),
        ("−3,5", "-3.5"),
        ("70,5 %", "70.5"),
        ("228 av 290", "228"),
        ("Plats 228", "228"),
        ("228/290", "228"),
        (Decimal("0.1"), "0.1"),
        ("0", "0"),
    ],
)
def test_figures_are_read_as_they_are_printed(cell: Cell, number: str) -> None:
    assert values.figure(cell) == Decimal(number)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "..", "Saknas", "\N{NO-BREAK SPACE}"])
def test_missing_is_missing_and_never_zero(cell: Cell) -> None:
    assert values.figure(cell) is None
    assert values.whole(cell) is None
    assert values.day(cell) is None
    assert values.period(cell) is None
    assert values.keys(cell) == ()


@pytest.mark.parametrize("cell", ["ungefär 5", "5 eller 6", "12,6 (2016)", "1.234,5,6", True, date(2018, 1, 1), "1e5"])
def test_what_is_no_number_is_refused_with_what_was_typed(cell: Cell) -> None:
    with pytest.raises(CellProblem):
        values.figure(cell)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_as_we_write_it_is_read_back(number: Decimal) -> None:
    assert values.number(format_number(number)) == number


@pytest.mark.parametrize("cell", ["1,5", "-1", "x", Decimal("2.5")])
def test_a_count_is_whole_and_not_below_zero(cell: Cell) -> None:
    with pytest.raises(CellProblem):
        values.whole(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2018-04-30", "20180430", "30/4 2018", "30.4.2018", "30/4-2018", "30 april 2018", "30 apr. 2018",
        "2018-04-30 00:00", date(2018, 4, 30), Decimal(20180430),
    ],
)  # fmt: skip
def test_days_are_read_in_the_forms_that_swedes_write(cell: Cell) -> None:
    assert values.day(cell) == date(2018, 4, 30)


@pytest.mark.parametrize("cell", ["2018-02-30", "31/2 2018", "i april", "4/30/18", Decimal(43220)])
def test_a_day_that_does_not_exist_is_refused(cell: Cell) -> None:
    with pytest.raises(CellProblem):
        values.day(cell)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("2018", "2018"),
        (Decimal(2018), "2018"),
        ("helår 2018", "2018"),
        ("2018-t2", "2018-T2"),
        ("T2 2018", "2018-T2"),
        ("tertial 2 2018", "2018-T2"),
        ("första halvåret 2018", "2018-H1"),
        ("kvartal 3 2018", "2018-Q3"),
        ("april 2018", "2018-04"),
        ("apr-18", "2018-04"),
        (date(2018, 4, 1), "2018-04"),
        (date(2018, 4, 30), "2018-04-30"),
        ("2018-04-01", "2018-04-01"),
    ],
)
def test_periods_are_read_by_key_by_name_and_as_excel_bends_them(cell: Cell, key: str) -> None:
    assert values.period(cell) == Period.parse(key)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(["year", "half", "tertial", "quarter", "month"]))
def test_every_period_is_read_back_by_its_key_and_by_its_name(day: date, kind: str) -> None:
    period = Period.of(kind, day)  # type: ignore[arg-type]
    assert values.period(period.key) == values.period(period.name) == period


@pytest.mark.parametrize("cell", ["snart", "2018-H3", "T4 2018", "13/2018", Decimal("20.5")])
def test_what_is_no_period_is_refused(cell: Cell) -> None:
    with pytest.raises(CellProblem):
        values.period(cell)


@pytest.mark.parametrize(("cell", "said"), [("Ja", True), ("x", True), (True, True), ("nej", False), ("", False)])
def test_yes_and_no(cell: Cell, said: bool) -> None:
    assert values.yes_no(cell) is said


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellProblem, match="varken"):
        values.yes_no("kanske")


def test_a_choice_is_read_by_word_or_key_and_else_lists_the_words() -> None:
    read = values.choice({"higher": "högre är bättre", "lower": "lägre är bättre"})
    assert [read("Högre är  bättre"), read("LOWER"), read("")] == ["higher", "lower", ""]
    with pytest.raises(CellProblem, match="högre är bättre, lägre är bättre"):
        read("uppåt")


def test_several_keys_stand_in_one_cell() -> None:
    assert values.keys("a, b;c\nb") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a ", "a", True),
        ("", None, True),
        (Decimal("12.60"), Decimal("12.6"), True),
        (("a", "b"), ("b", "a"), True),
        ("rad\r\ntvå", "rad\ntvå", True),
        ("a", "b", False),
        (None, Decimal(0), False),
        (False, None, False),
        (("a",), (), False),
    ],
)
def test_what_says_the_same(one: values.Value, other: values.Value, alike: bool) -> None:
    assert values.same(one, other) is alike


def test_values_are_shown_without_the_databases_zeros() -> None:
    shown = [values.shown(one) for one in (Decimal("51.000000"), Decimal("12.600000"), True, ("a", "b"), None)]
    assert shown == ["51", "12,6", "ja", "a, b", ""]
