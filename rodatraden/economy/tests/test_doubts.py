"""An amount that is far from what one would expect is asked about: kronor for thousands, most of all."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy.doubts import Before, doubts_about, expected_of
from rodatraden.economy.rows import Kind
from rodatraden.lib.numbers import SPACE

MKR = Decimal(1_000_000)
AUGUST, YEAR_END = date(2018, 8, 31), date(2018, 12, 31)
FRAME = Before(frame=120 * MKR)


def asked(kind: Kind, value: Decimal, before: Before, day: date = AUGUST) -> list[str]:
    return [str(doubt).replace(SPACE, " ") for doubt in doubts_about(kind, value, day, before)]


@pytest.mark.parametrize(
    ("kind", "value", "before", "number"),
    [
        ("forecast", 122 * MKR, FRAME, 0),
        ("forecast", 122_000 * MKR, FRAME, 1),
        ("forecast", Decimal(122_000), FRAME, 1),
        ("forecast", 599 * MKR, FRAME, 0),
        ("forecast", 600 * MKR, FRAME, 1),
        ("forecast", Decimal(0), FRAME, 0),
        ("forecast", -122 * MKR, FRAME, 1),
        ("forecast", 122 * MKR, Before(forecast=121 * MKR), 0),
        ("forecast", 122_000 * MKR, Before(forecast=121 * MKR), 1),
        ("forecast", 122_000 * MKR, Before(last_year=110 * MKR), 1),
        ("forecast", 122 * MKR, Before(), 0),
        ("outcome", 80 * MKR, FRAME, 0),
        ("outcome", Decimal(80_000), FRAME, 1),
        ("outcome", 80_000 * MKR, FRAME, 1),
        ("outcome", 80_000 * MKR, Before(forecast=120 * MKR), 1),
        ("outcome", 80_000 * MKR, Before(outcome=70 * MKR, outcome_day=date(2018, 7, 31)), 1),
        ("frame", 120 * MKR, Before(last_year=115 * MKR), 0),
        ("frame", Decimal(120_000), Before(last_year=115 * MKR), 1),
        ("frame", 120 * MKR, FRAME, 0),
        ("frame", Decimal(120_000), Before(forecast=115 * MKR), 1),
        ("forecast", -880 * MKR, Before(frame=-900 * MKR), 0),
        ("forecast", 880 * MKR, Before(frame=-900 * MKR), 1),
        ("forecast", 122 * MKR, Before(frame=Decimal(0)), 0),
    ],
)
def test_a_factor_of_a_thousand_is_asked_about_and_what_is_near_is_not(
    kind: Kind, value: Decimal, before: Before, number: int
) -> None:
    assert len(asked(kind, value, before)) == number


def test_the_question_says_how_far_from_what_it_is() -> None:
    (question,) = asked("forecast", Decimal(122_000), FRAME)
    assert question == (
        "122 tkr är 984 gånger mindre än väntat efter ramen, 120,0 mkr. Är enheten rätt, kronor eller tusental?"
    )


def test_an_outcome_is_held_against_the_frames_part_of_the_year() -> None:
    """In January a tenth of what is used by August is asked about no more than by August itself."""
    january = date(2018, 1, 31)
    assert asked("outcome", 10 * MKR, FRAME, january) == []
    assert len(asked("outcome", 120 * MKR, FRAME, january)) == 1
    assert asked("outcome", 120 * MKR, FRAME, YEAR_END) == []


def test_an_earlier_outcome_is_scaled_to_the_day() -> None:
    before = Before(outcome=10 * MKR, outcome_day=date(2018, 1, 31))
    expected = expected_of("outcome", YEAR_END, before)
    assert expected is not None
    assert round(expected.size / MKR) == 118


def test_the_sign_is_asked_about_with_what_it_should_be() -> None:
    (question,) = asked("forecast", -122 * MKR, FRAME)
    assert "Beloppet är en intäkt, men ramen är en kostnad." in question


AMOUNTS = st.decimals(1, 10**9, places=0)
KINDS = st.sampled_from(["frame", "outcome", "forecast"])


@given(AMOUNTS, st.sampled_from(["frame", "outcome", "forecast"]))
def test_what_is_expected_itself_is_never_asked_about(size: Decimal, kind: Kind) -> None:
    before = Before(frame=size, forecast=size, last_year=size)
    expected = expected_of(kind, YEAR_END, before)
    assert expected is not None
    assert asked(kind, expected.size, before, YEAR_END) == []


@given(AMOUNTS, KINDS, st.booleans())
def test_a_thousand_times_more_or_less_is_always_asked_about(size: Decimal, kind: Kind, more: bool) -> None:
    before = Before(frame=size, last_year=size)
    slip = size * 1000 if more else size / 1000
    assert asked(kind, slip, before, YEAR_END)


@pytest.mark.parametrize(("kind", "field"), [("frame", "frame"), ("outcome", "outcome"), ("forecast", "forecast")])
def test_what_is_believed_is_what_the_next_is_held_against(kind: Kind, field: str) -> None:
    after = Before().with_amount(kind, 7 * MKR, AUGUST)
    assert after.__dict__[field] == 7 * MKR
    assert (after.outcome_day == AUGUST) is (kind == "outcome")
