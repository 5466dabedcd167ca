"""When an event of the model comes, and in whose ring it lies: worked cases, and what always holds."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.lib.elections import is_election_year
from rodatraden.lib.periods import last_of
from rodatraden.steering.schema import Event
from rodatraden.steering.tests.small import ANNUAL, AUDIT, AUDITOR, BOARD, COUNCIL, EXECUTIVE, HEAD, MONTHLY, small
from rodatraden.wheel.events import (
    MIDDLE,
    RING_ORDER,
    RINGS,
    begins,
    holds,
    recurs_monthly,
    ring_of,
    ring_of_kind,
)

YEARS = st.integers(1990, 2100)
COMPANY: dict[str, Any] = {"key": "bolag", "name": {"one": "bolaget"}, "kind": "company", "appointed_by": "kf"}
GROUP: dict[str, Any] = {"key": "klg", "name": {"one": "ledningsgruppen"}, "kind": "group", "appointed_by": "chef"}
MODEL = small(
    body=[COUNCIL, EXECUTIVE, BOARD, AUDIT, COMPANY, GROUP],
    role=[HEAD, AUDITOR],
    report=[MONTHLY, {**MONTHLY, "key": "kort", "kind": "short"}, ANNUAL],
)


def event(**told: Any) -> Event:
    return Event.model_validate({"month": 5, "what": "Något", "actor": "kf", **told})


# Rings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "ring"),
    [
        ("council", "council"),
        ("executive_board", "executive"),
        ("committee", "executive"),
        ("board", "boards"),
        ("joint_board", "boards"),
        ("company", "companies"),
        ("company_partly", "companies"),
        ("joint_authority", "companies"),
        ("foundation", "companies"),
        ("administration", "officials"),
        ("area", "officials"),
        ("school", "officials"),
        ("unit", "officials"),
        ("group", "officials"),
        ("audit", "audit"),
        ("cooperation", "others"),
        ("private_provider", "others"),
        ("", "others"),
        ("något helt annat", "others"),
    ],
)
def test_each_kind_of_body_has_its_ring(kind: str, ring: str) -> None:
    assert ring_of_kind(kind) == ring


def test_no_kind_of_body_lies_in_two_rings() -> None:
    kinds = [kind for _name, ring in RINGS for kind in ring]
    assert len(set(kinds)) == len(kinds)


def test_the_council_is_outermost_and_those_without_a_ring_innermost() -> None:
    assert RING_ORDER[0] == "council" and RING_ORDER[-1] == "others"
    assert len(set(RING_ORDER)) == len(RING_ORDER)


@pytest.mark.parametrize(
    ("actor", "ring"),
    [
        ("kf", "council"),
        ("ks", "executive"),
        ("namnd", "boards"),
        ("revision", "audit"),
        ("bolag", "companies"),
        ("klg", "officials"),
        ("chef", "officials"),
        ("revisor", "audit"),
        ("Länsstyrelsen", "others"),
        ("KF", "others"),
        ("", "others"),
    ],
)
def test_an_actor_lies_in_the_ring_of_its_body_or_role(actor: str, ring: str) -> None:
    assert ring_of(MODEL, actor) == ring


def test_a_politicians_role_lies_among_the_others() -> None:
    elected = {"key": "ordforande", "name": {"one": "ordförande"}, "kind": "elected", "rights": ["read"]}
    made = small(role=[HEAD, {**elected, "belongs_to": ["board"]}])
    assert ring_of(made, "ordforande") == "others"


# Years -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "year", "comes"),
    [
        ({}, 2017, True),
        ({}, 2018, True),
        ({}, 2019, True),
        ({"election_year": True}, 2014, True),
        ({"election_year": True}, 2017, False),
        ({"election_year": True}, 2018, True),
        ({"election_year": True}, 2019, False),
        ({"election_year": True}, 2020, False),
        ({"election_year": True}, 2021, False),
        ({"election_year": True}, 2022, True),
        ({"year_after_election": True}, 2015, True),
        ({"year_after_election": True}, 2018, False),
        ({"year_after_election": True}, 2019, True),
        ({"year_after_election": True}, 2020, False),
        ({"year_after_election": True}, 2021, False),
        ({"year_after_election": True}, 2022, False),
        ({"year_after_election": True}, 2023, True),
    ],
)
def test_an_event_comes_every_year_or_with_the_elections(told: dict[str, bool], year: int, comes: bool) -> None:
    assert holds(event(**told), year) is comes


@given(YEARS)
def test_of_any_four_years_one_has_an_election_and_the_next_is_after_it(year: int) -> None:
    four = range(year, year + 4)
    with_election = [each for each in four if holds(event(election_year=True), each)]
    after = [each for each in four if holds(event(year_after_election=True), each)]
    assert len(with_election) == len(after) == 1
    assert is_election_year(with_election[0])
    assert (after[0] - with_election[0]) % 4 == 1


# Days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"month": 5}, date(2018, 5, MIDDLE)),
        ({"month": 5, "day": 3}, date(2018, 5, 3)),
        ({"month": 5, "until": 7}, date(2018, 5, 1)),
        ({"month": 5, "day": 20, "until": 7}, date(2018, 5, 20)),
        ({"month": 2, "day": 29}, date(2018, 2, 28)),
        ({"month": 2}, date(2018, 2, MIDDLE)),
        ({"month": 12, "day": 31}, date(2018, 12, 31)),
    ],
)
def test_the_wheel_shows_an_event_on_its_day_or_in_the_middle_of_its_month(told: dict[str, int], day: date) -> None:
    assert begins(event(**told), 2018) == day


def test_a_leap_day_is_there_in_a_leap_year() -> None:
    assert begins(event(month=2, day=29), 2020) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2018, 1, 31),
        (2018, 2, 28),
        (2020, 2, 29),
        (2000, 2, 29),
        (2100, 2, 28),
        (2018, 4, 30),
        (2018, 12, 31),
    ],
)
def test_a_month_ends_with_its_own_last_day(year: int, month: int, day: int) -> None:
    assert last_of(year, month) == date(year, month, day)


@given(YEARS, st.integers(1, 12), st.none() | st.integers(1, 28), st.none() | st.integers(1, 12))
def test_an_event_always_begins_in_its_own_month_and_year(
    year: int, month: int, day: int | None, until: int | None
) -> None:
    made = event(month=month).model_copy(update={"day": day, "until": until})
    found = begins(made, year)
    assert (found.year, found.month) == (year, month)
    assert day is None or found.day == day


# What comes every month ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "recurs"),
    [
        ({"month": 1, "until": 12, "report": "manad"}, True),
        ({"month": 1, "until": 12, "report": "kort"}, True),
        ({"month": 1, "until": 12, "report": "ar"}, False),
        ({"month": 1, "report": "manad"}, False),
        ({"month": 1, "until": 12}, False),
    ],
)
def test_only_a_monthly_report_over_several_months_comes_every_month(told: dict[str, Any], recurs: bool) -> None:
    assert recurs_monthly(MODEL, event(**told)) is recurs


def test_a_report_that_the_model_does_not_have_never_recurs() -> None:
    assert not recurs_monthly(MODEL, event(month=1, until=12).model_copy(update={"report": "finns-inte"}))
