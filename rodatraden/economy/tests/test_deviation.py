"""Frame against forecast in kronor, per cent and words: worked cases, and what always holds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy.deviation import (
    Deviation,
    deviation,
    deviation_told,
    in_thousands,
    money_told,
    part_of_year,
    per_cent_told,
    share_used,
    total,
    used_told,
)
from rodatraden.lib.numbers import SPACE

MKR = Decimal(1_000_000)
AMOUNTS = st.decimals(-(10**10), 10**10, places=2)
MAYBE = st.none() | AMOUNTS


def plain(text: object) -> str:
    return str(text).replace(SPACE, " ")


@pytest.mark.parametrize(
    ("frame", "forecast", "kronor", "per_cent"),
    [
        ("126300000", "128700000", "-2400000", "-1.900"),
        ("100", "100", "0", "0"),
        ("100", "90", "10", "10"),
        ("100", "0", "100", "100"),
        ("0", "5", "-5", None),
        ("0", "0", "0", None),
        ("-900", "-880", "-20", "-2.222"),
        ("-900", "-950", "50", "5.556"),
    ],
)
def test_a_deviation_is_the_frame_less_the_forecast(
    frame: str, forecast: str, kronor: str, per_cent: str | None
) -> None:
    found = deviation(Decimal(frame), Decimal(forecast))
    assert found is not None
    assert found.kronor == Decimal(kronor)
    assert (found.per_cent is None) is (per_cent is None)
    if per_cent is not None and found.per_cent is not None:
        assert round(found.per_cent, 3) == Decimal(per_cent)


@given(MAYBE, MAYBE)
def test_missing_is_never_nothing(frame: Decimal | None, forecast: Decimal | None) -> None:
    assert (deviation(frame, forecast) is None) is (frame is None or forecast is None)


@given(AMOUNTS, AMOUNTS)
def test_kronor_and_per_cent_have_one_sign_and_a_frame_of_nothing_gives_no_per_cent(
    frame: Decimal, forecast: Decimal
) -> None:
    found = deviation(frame, forecast)
    assert found is not None
    if not frame:
        assert found.per_cent is None
    else:
        assert found.per_cent is not None
        assert (found.per_cent > 0, found.per_cent < 0) == (found.kronor > 0, found.kronor < 0)


@given(AMOUNTS, AMOUNTS, st.decimals(0, 10**6, places=2))
def test_a_dearer_forecast_is_never_better(frame: Decimal, forecast: Decimal, more: Decimal) -> None:
    one, other = deviation(frame, forecast), deviation(frame, forecast + more)
    assert one is not None
    assert other is not None
    assert other.kronor <= one.kronor


@pytest.mark.parametrize(
    ("kronor", "standing"),
    [("-500", "deficit"), ("-499", "even"), ("0", "even"), ("499.99", "even"), ("500", "surplus"), ("-9e6", "deficit")],
)
def test_the_standing_is_of_what_is_shown(kronor: str, standing: str) -> None:
    assert Deviation(Decimal(kronor), None).standing == standing


@pytest.mark.parametrize(
    ("frame", "outcome", "share"),
    [
        ("120", "70", "0.583"),
        ("120", "0", "0"),
        ("120", "130", "1.083"),
        ("-900", "-450", "0.5"),
        ("0", "5", None),
        (None, "5", None),
        ("120", None, None),
    ],
)
def test_what_is_used_is_a_share_of_the_frame(frame: str | None, outcome: str | None, share: str | None) -> None:
    given_frame, given_outcome = (Decimal(each) if each is not None else None for each in (frame, outcome))
    found = share_used(given_frame, given_outcome)
    assert (None if found is None else round(found, 3)) == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("kronor", "told"),
    [
        ("2400000", "2,4 mkr"),
        ("-2400000", "2,4 mkr"),
        ("1234567890", "1 234,6 mkr"),
        ("999500", "1,0 mkr"),
        ("999499", "999 tkr"),
        ("840000", "840 tkr"),
        ("1000", "1 tkr"),
        ("999", "999 kr"),
        ("350", "350 kr"),
        ("0", "0 kr"),
    ],
)
def test_money_is_told_in_the_unit_that_one_says_it_in(kronor: str, told: str) -> None:
    assert plain(money_told(Decimal(kronor))) == told


@given(AMOUNTS)
def test_told_money_never_breaks_between_number_and_unit(kronor: Decimal) -> None:
    assert " " not in str(money_told(kronor))


@pytest.mark.parametrize(
    ("share", "told"),
    [
        ("1.9", "1,9 %"),
        ("-1.94", "1,9 %"),
        ("0", "0,0 %"),
        ("0.04", "under 0,1 %"),
        ("0.05", "0,1 %"),
        ("100", "100,0 %"),
    ],
)
def test_per_cent_are_told_with_one_decimal_and_a_sliver_as_less(share: str, told: str) -> None:
    assert plain(per_cent_told(Decimal(share))) == told


@pytest.mark.parametrize(
    ("frame", "forecast", "operations", "investment"),
    [
        (MKR * 126, MKR * 126 + 2_400_000, "underskott 2,4 mkr, 1,9 %", "2,4 mkr över ramen, 1,9 %"),
        (MKR * 126, MKR * 126 - 2_400_000, "överskott 2,4 mkr, 1,9 %", "2,4 mkr under ramen, 1,9 %"),
        (MKR * 126, MKR * 126 + 400, "i nivå med ramen", "i nivå med ramen"),
        (Decimal(0), MKR, "underskott 1,0 mkr", "1,0 mkr över ramen"),
        (MKR * 9000, MKR * 9000 + 900_000, "underskott 900 tkr, under 0,1 %", "900 tkr över ramen, under 0,1 %"),
    ],
)
def test_a_deviation_is_told_as_deficit_or_surplus(
    frame: Decimal, forecast: Decimal, operations: str, investment: str
) -> None:
    found = deviation(frame, forecast)
    assert found is not None
    assert plain(deviation_told(found)) == operations
    assert plain(deviation_told(found, investment=True)) == investment


@given(AMOUNTS, AMOUNTS)
def test_the_word_is_never_against_the_figure(frame: Decimal, forecast: Decimal) -> None:
    found = deviation(frame, forecast)
    assert found is not None
    told = plain(deviation_told(found))
    assert told.startswith("underskott") is (in_thousands(frame - forecast) < 0)
    assert told.startswith("överskott") is (in_thousands(frame - forecast) > 0)


@pytest.mark.parametrize(
    ("share", "day", "told"),
    [
        ("0.583", date(2018, 7, 31), "58 % av ramen efter 7 av 12 månader"),
        ("0.07", date(2018, 1, 31), "7 % av ramen efter 1 av 12 månader"),
        ("0.16", date(2020, 2, 29), "16 % av ramen efter 2 av 12 månader"),
        ("0.16", date(2020, 2, 28), "16 % av ramen till och med 2020-02-28"),
        ("0.69", date(2018, 9, 10), "69 % av ramen till och med 2018-09-10"),
        ("1.01", date(2018, 12, 31), "101 % av ramen efter 12 av 12 månader"),
    ],
)
def test_what_is_used_is_told_beside_how_much_of_the_year_has_gone(share: str, day: date, told: str) -> None:
    assert plain(used_told(Decimal(share), day)) == told


@given(st.dates(date(1990, 1, 1), date(2100, 12, 30)))
def test_the_year_goes_forward_and_is_whole_when_it_ends(day: date) -> None:
    part, after = part_of_year(day), part_of_year(day + timedelta(days=1))
    assert 0 < part <= 1
    assert (part == 1) is ((day.month, day.day) == (12, 31))
    assert after > part or after < part == 1


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), MAYBE, max_size=8))
def test_there_is_a_sum_only_where_every_part_has_a_value(parts: dict[str, Decimal | None]) -> None:
    found = total(parts)
    lacking = [name for name, value in parts.items() if value is None]
    assert list(found.missing) == lacking
    if lacking or not parts:
        assert found.value is None
    else:
        assert found.value == sum(value for value in parts.values() if value is not None)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.integers(0, 7))
def test_a_sum_is_the_same_however_its_parts_are_grouped(values: list[Decimal], at: int) -> None:
    cut = at % len(values)
    groups = [group for group in (values[:cut], values[cut:]) if group]
    whole = total({str(place): value for place, value in enumerate(values)}).value
    by_group = {str(place): total({str(n): v for n, v in enumerate(g)}).value for place, g in enumerate(groups)}
    assert total(by_group).value == whole
