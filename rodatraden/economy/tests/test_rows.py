"""A unit's figures and the sums of what lies beneath it: only where every part has a value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy.lines import USUAL
from rodatraden.economy.rows import Entered, Figure, Ledger, LineRow
from rodatraden.economy.tests.places import (
    AUGUST,
    BOENDE,
    BOLAG,
    HEMTJANST,
    INVESTMENTS,
    JULY,
    KF,
    KS,
    OPERATIONS,
    REVISION,
    SF,
    SN,
    TREE,
    entered,
    figure,
    ledger,
    row_of,
    thousands,
)
from rodatraden.organisation.tree import Place, UnitTree


def both(**fields: dict[date, int]) -> dict[int, Entered]:
    """The same for both units of the administration."""
    return {HEMTJANST: entered(100, **fields), BOENDE: entered(200, **fields)}


def test_what_is_entered_for_the_unit_is_its_own() -> None:
    row = row_of({SN: entered(300, {JULY: 170}, {JULY: 310})}, SN)
    assert (thousands(row.frame), thousands(row.outcome), thousands(row.forecast)) == (300, 170, 310)
    assert row.missing == {}


def test_what_is_not_entered_is_the_sum_of_the_parts_all_the_way_up() -> None:
    found = {**both(outcome={JULY: 50}, forecast={JULY: 110}), KS: entered(80, {JULY: 40}, {JULY: 85})}
    for unit, expected in ((SF, (300, 100, 220)), (SN, (300, 100, 220)), (KF, (380, 140, 305))):
        row = row_of(found, unit)
        assert (thousands(row.frame), thousands(row.outcome), thousands(row.forecast)) == expected
        assert all(each.pk == 0 for each in row.figures)


@pytest.mark.parametrize("kind", ["frame", "outcome", "forecast"])
def test_with_one_part_missing_there_is_no_sum_and_the_part_is_named(kind: str) -> None:
    lacking = {
        "frame": entered(None, {JULY: 5}, {JULY: 6}),
        "outcome": entered(1, None, {JULY: 6}),
        "forecast": entered(1, {JULY: 5}),
    }
    row = row_of({HEMTJANST: lacking[kind], BOENDE: entered(1, {JULY: 5}, {JULY: 6})}, SN)
    figures = {"frame": row.frame, "outcome": row.outcome, "forecast": row.forecast}
    assert [name for name, each in figures.items() if each is None] == [kind]
    assert row.missing == {kind: ("Hemtjänsten",)}


def test_what_nobody_has_entered_is_missing_without_names() -> None:
    row = row_of({SN: entered(300)}, SN)
    assert (row.outcome, row.forecast, dict(row.missing)) == (None, None, {})


def test_the_boards_sum_waits_for_the_lowest_that_lack_it() -> None:
    row = row_of({KS: entered(80), HEMTJANST: entered(100)}, KF)
    assert row.frame is None
    assert row.missing == {"frame": ("Särskilt boende",)}


def test_a_sum_of_outcomes_is_of_the_latest_day_that_all_have() -> None:
    found = {HEMTJANST: entered(1, {JULY: 50, AUGUST: 60}), BOENDE: entered(1, {JULY: 100})}
    row = row_of(found, SF)
    assert row.outcome is not None
    assert (thousands(row.outcome), row.outcome.as_of) == (150, JULY)


def test_outcomes_of_no_common_day_are_no_sum_and_the_late_one_is_named() -> None:
    row = row_of({HEMTJANST: entered(1, {AUGUST: 60}), BOENDE: entered(1, {JULY: 100})}, SF)
    assert row.outcome is None
    assert row.missing == {"outcome": ("Särskilt boende",)}


def test_a_sum_of_forecasts_is_as_old_as_its_oldest() -> None:
    row = row_of({HEMTJANST: entered(1, None, {JULY: 50}), BOENDE: entered(1, None, {AUGUST: 100})}, SF)
    assert row.forecast is not None
    assert (thousands(row.forecast), row.forecast.as_of) == (150, JULY)


def test_a_boards_own_forecast_holds_until_all_its_parts_have_said_something_later() -> None:
    parts = both(forecast={JULY: 150})
    assert thousands(row_of({**parts, SN: entered(300, None, {JULY: 310})}, SN).forecast) == 310
    later = both(forecast={AUGUST: 150})
    assert thousands(row_of({**later, SN: entered(300, None, {JULY: 310})}, SN).forecast) == 300


def test_an_own_outcome_of_a_day_takes_the_place_of_the_sum() -> None:
    found = {**both(outcome={JULY: 50, AUGUST: 60}), SN: entered(300, {JULY: 105})}
    days = ledger(found).outcomes(SN, OPERATIONS)
    assert {day: thousands(each) for day, each in days.items()} == {JULY: 105, AUGUST: 120}


def test_forecasts_are_known_by_the_day_they_were_made() -> None:
    found = {**both(forecast={JULY: 50, AUGUST: 60}), SN: entered(300, None, {JULY: 105})}
    days = ledger(found).forecasts(SN, OPERATIONS)
    assert {day: thousands(each) for day, each in days.items()} == {JULY: 105, AUGUST: 120}


def test_a_company_is_in_no_sum_and_the_auditors_only_where_they_have_something() -> None:
    boards = {KS: entered(80), SN: entered(300)}
    assert thousands(row_of({**boards, BOLAG: entered(999)}, KF).frame) == 380
    assert thousands(row_of({**boards, REVISION: entered(1)}, KF).frame) == 381
    assert thousands(row_of(boards, KF).frame) == 380


def test_every_unit_costs_something_to_run_but_not_every_unit_invests() -> None:
    some = {HEMTJANST: entered(100)}
    assert ledger(some).row(SN, OPERATIONS).frame is None
    assert thousands(ledger(some, INVESTMENTS.key).row(SN, INVESTMENTS).frame) == 100
    assert [place.id for place in ledger(some, INVESTMENTS.key).parts(KF, INVESTMENTS)] == [SN]


@pytest.mark.parametrize(("own", "left"), [(300, 0), (310, 10), (290, -10)])
def test_what_is_left_of_a_frame_is_told_when_the_parts_have_theirs(own: int, left: int) -> None:
    row = row_of({SF: entered(own), **both()}, SF)
    assert row.unshared == left * 1000
    assert row_of({SF: entered(own), HEMTJANST: entered(1)}, SF).unshared is None


def test_a_sum_is_preliminary_or_example_where_any_part_is_and_has_all_their_sources() -> None:
    found = {
        HEMTJANST: entered(1, {JULY: 5}, preliminary=True, sources=("Ledgern",)),
        BOENDE: entered(1, {JULY: 5}, example=True, sources=("Ledgern", "Exempel")),
    }
    row = row_of(found, SF)
    assert row.preliminary
    assert row.example
    assert row.sources == ("Ledgern", "Exempel")


def test_an_outcome_of_the_whole_year_takes_the_forecasts_place() -> None:
    year_end = date(2018, 12, 31)
    row = row_of({SN: entered(300, {year_end: 303}, {AUGUST: 320})}, SN)
    assert row.is_closed
    assert row.deviation is not None
    assert row.deviation.kronor == -3000
    assert not row_of({SN: entered(300, {AUGUST: 303})}, SN).is_closed


def test_a_unit_that_stands_under_itself_is_still_read() -> None:
    circle = UnitTree.of([Place(1, "a", "A", "unit", 2), Place(2, "b", "B", "unit", 1)])
    row = Ledger(circle, USUAL, {(1, OPERATIONS.key): entered(5)}).row(1, OPERATIONS)
    assert thousands(row.frame) == 5


def test_a_row_without_anything_has_no_deviation_and_no_share() -> None:
    row = LineRow(1, OPERATIONS)
    assert (row.deviation, row.used, row.figures, row.example, row.preliminary) == (None, None, (), False, False)
    assert (row.name, row.is_investment) == ("drift", False)


LEAVES = st.dictionaries(st.sampled_from([KS, HEMTJANST, BOENDE]), st.integers(-10_000, 10_000))


@given(LEAVES)
def test_the_municipalitys_frame_is_the_sum_of_the_leaves_or_names_those_without(frames: dict[int, int]) -> None:
    row = row_of({unit: entered(frame) for unit, frame in frames.items()}, KF)
    lacking = {KS, HEMTJANST, BOENDE} - set(frames)
    if lacking:
        assert row.frame is None
        names = {TREE.places[unit].name for unit in lacking}
        # Below a board that has nothing at all nobody in particular is waited for: the board is.
        named = set(row.missing.get("frame", ()))
        assert named <= names | {"Socialnämnden"}
        assert bool(named) is bool(frames)
    else:
        assert thousands(row.frame) == sum(frames.values())


@given(st.lists(st.tuples(st.sampled_from([HEMTJANST, BOENDE]), st.sampled_from([JULY, AUGUST]), st.integers(0, 99))))
def test_a_sum_of_outcomes_never_mixes_days(entries: list[tuple[int, date, int]]) -> None:
    found = {HEMTJANST: Entered(), BOENDE: Entered()}
    for unit, day, value in entries:
        found[unit].outcomes[day] = figure(value, day)
    row = row_of(found, SF)
    common = set(found[HEMTJANST].outcomes) & set(found[BOENDE].outcomes)
    if common:
        expected = sum((found[unit].outcomes[max(common)].value for unit in found), Decimal(0))
        assert row.outcome == Figure(expected, max(common))
    else:
        assert row.outcome is None


def test_amounts_are_summed_to_the_last_ore() -> None:
    cent = Figure(Decimal("0.10"), AUGUST)
    found = {HEMTJANST: Entered(outcomes={AUGUST: cent}), BOENDE: Entered(outcomes={AUGUST: cent})}
    row = row_of(found, SF)
    assert row.outcome is not None
    assert row.outcome.value == Decimal("0.20")
