from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange import values
from rodatraden.exchange.grid import Cell
from rodatraden.exchange.values import CellProblem
from rodatraden.lib.numbers import format_number, trimmed
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


@pytest.mark.parametrize(
    "cell", ["plats " + "9" * 20, "9" * 40 + " av 290", "9" * 20, Decimal(10) ** 14, Decimal("-1e14")]
)
def test_what_no_figure_can_hold_is_refused_also_as_a_rank(cell: Cell) -> None:
    with pytest.raises(CellProblem, match="för stort"):
        values.figure(cell)


@pytest.mark.parametrize("cell", [Decimal("Infinity"), Decimal("-Infinity"), Decimal("NaN")])
def test_what_excel_makes_of_a_fault_is_no_number(cell: Decimal) -> None:
    for read in (values.figure, values.number, values.whole, values.day, values.period, values.yes_no):
        with pytest.raises(CellProblem):
            read(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Decimal("1.2"), "1,2"),
        (Decimal(1200), "1200"),
        (Decimal("1E+3"), "1000"),
        (True, "ja"),
        (False, "nej"),
        (date(2018, 4, 30), "2018-04-30"),
        ("rad\r\ntvå\rtre", "rad\ntvå\ntre"),
        (None, ""),
    ],
)
def test_a_cell_where_text_belongs_keeps_what_was_typed(cell: Cell, said: str) -> None:
    assert values.plain_text(cell) == said


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        (Decimal(1500), ("1500",)),
        (Decimal("1.5"), ("1.5",)),
        ("a,, ;b", ("a", "b")),
        ("a\r\nb", ("a", "b")),
        (" a , a ", ("a",)),
        ("-", ()),
        ("a, saknas", ("a",)),
        (True, ("ja",)),
    ],
)
def test_keys_that_excel_took_for_numbers_are_still_one_key(cell: Cell, keys: tuple[str, ...]) -> None:
    assert values.keys(cell) == keys


@pytest.mark.parametrize(
    ("cell", "whole"),
    [("0", 0), ("1 290", 1290), (Decimal("3.0"), 3), ("2000000000", 2_000_000_000), (None, None), ("..", None)],
)
def test_a_count_is_read(cell: Cell, whole: int | None) -> None:
    assert values.whole(cell) == whole


@pytest.mark.parametrize("cell", ["2000000001", Decimal("-0.5"), True, date(2018, 1, 1)])
def test_a_count_beyond_what_is_stored_is_refused(cell: Cell) -> None:
    with pytest.raises(CellProblem):
        values.whole(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0,0000001", "0"),
        ("0,0000015", "0.000002"),
        ("-0", "0"),
        ("1,100000", "1.1"),
        ("99999999999999", "99999999999999"),
    ],
)
def test_a_number_has_at_most_six_decimals_and_no_negative_zero(cell: str, number: str) -> None:
    found = values.number(cell)
    assert found == Decimal(number)
    assert str(found)[0] != "-"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2018-13-01", "kalendern"),
        ("31 februari 2018", "kalendern"),
        ("0000-01-01", "kalendern"),
        ("31 feb", "inget datum"),
    ],
)
def test_a_day_that_is_none_says_why(day: str, said: str) -> None:
    with pytest.raises(CellProblem, match=said):
        values.day(day)


@pytest.mark.parametrize(
    "month", ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
)
def test_every_short_month_is_read_as_a_day_and_as_a_period(month: str) -> None:
    found = values.day(f"1 {month} 2018")
    assert found is not None
    assert values.period(f"{month} 2018") == values.period(f"{month}-18") == Period.of("month", found)


@given(st.text(max_size=40) | st.decimals(allow_nan=True) | st.booleans() | st.dates())
def test_any_cell_is_read_or_refused_in_words(cell: Cell) -> None:
    readers = (
        values.figure, values.whole, values.day, values.period, values.yes_no, values.keys, values.plain_text,
        values.choice({"a": "alfa"}),
    )  # fmt: skip
    for read in readers:
        try:
            read(cell)
        except CellProblem as problem:
            assert str(problem)


@given(st.dates(date(1000, 1, 1)))
def test_a_day_as_we_write_it_is_read_back(day: date) -> None:
    assert values.day(values.shown(day)) == values.day(f"{day:%Y%m%d}") == day


@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_value_says_the_same_as_what_is_shown_of_it(value: Decimal) -> None:
    assert values.number(values.shown(value)) == value
    assert values.same(trimmed(value), value)


@given(st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcd"), unique=True))
def test_keys_say_the_same_in_any_order(one: list[str], other: list[str]) -> None:
    assert values.same(tuple(one), tuple(other)) == (set(one) == set(other)) == values.same(tuple(other), tuple(one))


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        (None, ()),
        ("-", ()),
        ("2014-01-01: ny enkät", ("2014-01-01: ny enkät",)),
        ("2014: ny enkät", ("2014-01-01: ny enkät",)),
        ("2014-T2:  ny\tenkät ", ("2014-05-01: ny enkät",)),
        ("30 april 2014: ny enkät: på webben", ("2014-04-30: ny enkät: på webben",)),
        ("2016-07-01: färre frågor\r\n\r\n2014: ny enkät", ("2014-01-01: ny enkät", "2016-07-01: färre frågor")),
    ],
)
def test_a_day_and_what_happened_then_stand_on_a_line_each(cell: Cell, lines: tuple[str, ...]) -> None:
    assert values.dated(cell) == lines
    assert values.dated("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2014", "”2014” ska vara en dag, ett kolon och vad som ändrades."),
        (date(2014, 1, 1), "”2014-01-01” ska vara en dag, ett kolon och vad som ändrades."),
        ("2014:", "”2014:” ska vara en dag, ett kolon och vad som ändrades."),
        (": ny enkät", "”: ny enkät” ska vara en dag, ett kolon och vad som ändrades."),
        ("-: ny enkät", "”-: ny enkät” ska vara en dag, ett kolon och vad som ändrades."),
        ("hösten 2014: ny enkät", "”hösten 2014” är inget datum. Skriv till exempel 2018-04-30."),
        ("2014-02-30: ny enkät", "”2014-02-30” finns inte i kalendern."),
    ],
)
def test_a_line_without_a_day_or_without_a_reason_is_refused(cell: Cell, why: str) -> None:
    with pytest.raises(CellProblem) as caught:
        values.dated(cell)
    assert str(caught.value) == why
