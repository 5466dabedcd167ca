"""The questions about an amount in full, what each is held against, and the mark of a row."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy.doubts import FAR_ABOVE, FAR_BELOW, Before, doubts_about, expected_of
from rodatraden.economy.rows import Figure, Kind, LineRow
from rodatraden.economy.sheet import mark_of
from rodatraden.economy.tests.places import AUGUST, INVESTMENTS, JULY, OPERATIONS, YEAR_END, figure
from rodatraden.lib.numbers import SPACE
from rodatraden.steering.schema import EconomyLine

MKR = Decimal(1_000_000)
JUNE = date(2018, 6, 30)
WRONG_UNIT = "Är enheten rätt, kronor eller tusental?"
WRONG_SIGN = "Stämmer tecknet? En kostnad skrivs utan minus."
ALL = Before(Decimal(1), Decimal(2), JUNE, Decimal(3), Decimal(4))


def asked(kind: Kind, value: Decimal | int, before: Before, day: date = YEAR_END) -> list[str]:
    return [str(doubt).replace(SPACE, " ") for doubt in doubts_about(kind, Decimal(value), day, before)]


# The questions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "before", "question"),
    [
        (
            "frame",
            115_000_000_000,
            Before(last_year=115 * MKR),
            f"115 000,0 mkr är 1 000 gånger större än väntat efter ramen förra året, 115,0 mkr. {WRONG_UNIT}",
        ),
        (
            "frame",
            115_000,
            Before(forecast=115 * MKR),
            f"115 tkr är 1 000 gånger mindre än väntat efter den tidigare prognosen, 115,0 mkr. {WRONG_UNIT}",
        ),
        (
            "forecast",
            600_000_000,
            Before(frame=120 * MKR),
            f"600,0 mkr är 5 gånger större än väntat efter ramen, 120,0 mkr. {WRONG_UNIT}",
        ),
        (
            "forecast",
            1_200_000,
            Before(last_year=120 * MKR),
            f"1,2 mkr är 100 gånger mindre än väntat efter ramen förra året, 120,0 mkr. {WRONG_UNIT}",
        ),
        (
            "outcome",
            900_000_000,
            Before(outcome=90 * MKR, outcome_day=YEAR_END),
            f"900,0 mkr är 10 gånger större än väntat efter det tidigare utfallet, 90,0 mkr. {WRONG_UNIT}",
        ),
        (
            "outcome",
            350,
            Before(forecast=Decimal(350_000)),
            f"350 kr är 1 000 gånger mindre än väntat efter den tidigare prognosen, 350 tkr. {WRONG_UNIT}",
        ),
        (
            "forecast",
            -120_000_000,
            Before(frame=120 * MKR),
            f"Beloppet är en intäkt, men ramen är en kostnad. {WRONG_SIGN}",
        ),
        (
            "forecast",
            900_000,
            Before(frame=Decimal(-900_000)),
            f"Beloppet är en kostnad, men ramen är en intäkt. {WRONG_SIGN}",
        ),
        (
            "outcome",
            -90_000_000,
            Before(outcome=90 * MKR, outcome_day=YEAR_END),
            f"Beloppet är en intäkt, men det tidigare utfallet är en kostnad. {WRONG_SIGN}",
        ),
    ],
)
def test_a_question_says_what_is_far_from_what(kind: Kind, value: int, before: Before, question: str) -> None:
    assert asked(kind, value, before) == [question]


def test_both_size_and_sign_may_be_asked_about() -> None:
    size, sign = asked("forecast", -600 * MKR, Before(frame=120 * MKR))
    assert size.endswith(WRONG_UNIT) and sign.endswith(WRONG_SIGN)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (500, 1),
        (499, 0),
        (100, 0),
        (2, 0),
        (1, 1),
        (0, 0),
    ],
)
def test_the_limits_themselves_are_asked_about(value: int, number: int) -> None:
    assert len(asked("forecast", value, Before(frame=Decimal(100)))) == number


# What it is held against -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "before", "known", "what"),
    [
        ("frame", ALL, 4, "ramen förra året"),
        ("frame", Before(Decimal(1), forecast=Decimal(3)), 3, "den tidigare prognosen"),
        ("forecast", ALL, 1, "ramen"),
        ("forecast", Before(forecast=Decimal(3), last_year=Decimal(4)), 3, "den tidigare prognosen"),
        ("forecast", Before(last_year=Decimal(4)), 4, "ramen förra året"),
        ("forecast", Before(Decimal(0), last_year=Decimal(4)), 4, "ramen förra året"),
        ("outcome", ALL, 1, "ramen"),
        ("outcome", Before(None, Decimal(2), JUNE, Decimal(3)), 2, "det tidigare utfallet"),
        ("outcome", Before(forecast=Decimal(3), last_year=Decimal(4)), 3, "den tidigare prognosen"),
        ("outcome", Before(last_year=Decimal(4)), 4, "ramen förra året"),
    ],
)
def test_an_amount_is_held_against_the_surest_that_is_known(kind: Kind, before: Before, known: int, what: str) -> None:
    found = expected_of(kind, YEAR_END, before)
    assert found is not None
    assert found.known == known and str(found.what) == what


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("frame", Before()),
        ("frame", Before(Decimal(1))),
        ("frame", Before(outcome=Decimal(2), outcome_day=JUNE)),
        ("forecast", Before()),
        ("forecast", Before(outcome=Decimal(2), outcome_day=JUNE)),
        ("forecast", Before(Decimal(0), forecast=Decimal(0), last_year=Decimal(0))),
        ("outcome", Before()),
    ],
)
def test_with_nothing_to_hold_it_against_nothing_is_asked(kind: Kind, before: Before) -> None:
    assert expected_of(kind, YEAR_END, before) is None
    assert asked(kind, 10**12, before) == []


@pytest.mark.parametrize(
    ("day", "size"),
    [
        (date(2018, 1, 31), 31),
        (JUNE, 181),
        (AUGUST, 243),
        (YEAR_END, 365),
    ],
)
def test_an_outcome_should_be_the_frames_part_of_the_year(day: date, size: int) -> None:
    found = expected_of("outcome", day, Before(frame=Decimal(365)))
    assert found is not None
    assert round(found.size, 6) == size


def test_a_frame_of_income_is_expected_by_its_size() -> None:
    found = expected_of("forecast", YEAR_END, Before(frame=Decimal(-900)))
    assert found is not None
    assert found.size == 900 and found.known == -900


@given(st.decimals(1, 10**9, places=0), st.decimals(1, 10**9, places=0))
def test_size_is_asked_about_just_beyond_the_limits(value: Decimal, frame: Decimal) -> None:
    far = value >= frame * FAR_ABOVE or value * FAR_BELOW <= frame
    assert bool(asked("forecast", value, Before(frame=frame))) is far


@given(st.decimals(-(10**9), 10**9, places=0), st.decimals(-(10**9), 10**9, places=0))
def test_the_other_sign_of_both_is_the_same_question_of_size(value: Decimal, frame: Decimal) -> None:
    one, other = asked("forecast", value, Before(frame=frame)), asked("forecast", -value, Before(frame=-frame))
    assert len(one) == len(other)


# The mark --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "frame", "outcome", "forecast", "told"),
    [
        (OPERATIONS, None, None, None, ("unmeasured", "ring", "Prognos saknas")),
        (OPERATIONS, figure(100), None, None, ("unmeasured", "ring", "Prognos saknas")),
        (OPERATIONS, figure(100), figure(50, JULY), None, ("unmeasured", "ring", "Prognos saknas")),
        (OPERATIONS, None, None, figure(100, JULY), ("unmeasured", "ring", "Ram saknas")),
        (OPERATIONS, None, figure(100, YEAR_END), None, ("unmeasured", "ring", "Ram saknas")),
        (OPERATIONS, figure(100), None, figure(100, JULY), ("met", "disc", "Håller ramen")),
        (OPERATIONS, figure(100), None, figure("100.4", JULY), ("met", "disc", "Håller ramen")),
        (OPERATIONS, figure(100), None, figure("100.5", JULY), ("missed", "square", "Underskott")),
        (OPERATIONS, figure(100), None, figure(99, JULY), ("met", "disc", "Överskott")),
        (OPERATIONS, figure(100), figure(101, YEAR_END), figure(90, JULY), ("missed", "square", "Underskott")),
        (OPERATIONS, figure(100), figure(101, AUGUST), figure(90, JULY), ("met", "disc", "Överskott")),
        (OPERATIONS, figure(0), None, figure(0, JULY), ("met", "disc", "Håller ramen")),
        (OPERATIONS, figure(-100), None, figure(-90, JULY), ("missed", "square", "Underskott")),
        (INVESTMENTS, figure(100), None, figure(101, JULY), ("missed", "square", "Över ramen")),
        (INVESTMENTS, figure(100), None, figure(99, JULY), ("met", "disc", "Under ramen")),
        (INVESTMENTS, figure(100), None, figure(100, JULY), ("met", "disc", "Håller ramen")),
        (INVESTMENTS, figure(100), None, None, ("unmeasured", "ring", "Prognos saknas")),
    ],
)
def test_a_row_is_marked_by_how_it_stands_against_its_frame(
    line: EconomyLine, frame: Figure | None, outcome: Figure | None, forecast: Figure | None, told: tuple[str, str, str]
) -> None:
    mark = mark_of(LineRow(1, line, frame, outcome, forecast))
    assert (mark.tone, mark.symbol, str(mark.word)) == told
