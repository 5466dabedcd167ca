from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.numbers import NumberProblem, format_number, natural, parse_number

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("1234.5", None, f"1{NB}234,5"),
        ("27103", None, f"27{NB}103"),
        ("12.6", 1, "12,6"),
        ("12", 1, "12,0"),
        ("2.25", 1, "2,3"),
        ("-0.04", 1, "0,0"),
        ("-5", None, "\N{MINUS SIGN}5"),
        ("1234567.891", 2, f"1{NB}234{NB}567,89"),
        ("0", 0, "0"),
    ],
)
def test_a_number_is_written_the_swedish_way(value: str, decimals: int | None, written: str) -> None:
    assert format_number(Decimal(value), decimals) == written


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,6", "12.6"),
        ("12.6", "12.6"),
        ("1 234,5", "1234.5"),
        (f"1{NB}234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("+7", "7"),
        (",5", "0.5"),
        ("70.", "70"),
    ],
)
def test_what_people_type_is_understood(typed: str, value: str) -> None:
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "  ", "-", "–"])
def test_nothing_is_missing_and_never_zero(typed: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        parse_number(typed)
    assert caught.value.code == "empty"


@pytest.mark.parametrize("typed", ["tolv", "12,6 (2016)", "1e5", "NaN", "Infinity", "12,,6", "=1+1", "1.2.3"])
def test_what_is_no_number_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NumberProblem) as caught:
        parse_number(typed)
    assert "inte ett tal" in str(caught.value)


@pytest.mark.parametrize("typed", ["1.23,5", "1,2345.6", "1234.567,8", "1,2,3.4"])
def test_what_could_be_read_in_two_ways_is_asked_about(typed: str) -> None:
    with pytest.raises(NumberProblem):
        parse_number(typed)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_whatever_is_written_can_be_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("0.005", 2, "0,01"),
        ("-0.005", 2, "−0,01"),
        ("-0.004", 2, "0,00"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-1.5", 0, "−2"),
        ("999999.95", 1, f"1{NB}000{NB}000,0"),
        ("-1234.5", None, f"−1{NB}234,5"),
        ("1E+3", None, f"1{NB}000"),
        ("0.000001", None, "0,000001"),
    ],
)
def test_a_half_is_rounded_away_from_nought_as_in_a_printed_budget(
    value: str, decimals: int | None, written: str
) -> None:
    assert format_number(Decimal(value), decimals) == written.replace("−", "\N{MINUS SIGN}")


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_is_said_to_be_none(text: str) -> None:
    try:
        assert parse_number(text).is_finite()
    except NumberProblem as problem:
        assert problem.typed == text
        assert str(problem).endswith(".")


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_is_written_without_a_comma(value: int) -> None:
    written = format_number(value)
    assert "," not in written
    assert int(written.replace(NB, "").replace("\N{MINUS SIGN}", "-")) == value


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("", None),
        ("-1", None),
        ("1,5", None),
        ("²", None),
        ("9" * 18, 10**18 - 1),
        ("9" * 5000, None),
    ],
)
def test_a_whole_number_in_an_address_is_digits_and_no_more_than_a_database_holds(
    typed: str, number: int | None
) -> None:
    assert natural(typed) == number
