"""The budget of an election year, and plans that outlive the council that decided them."""

from datetime import date

import pytest
from django.test import Client

from rodatraden.decisions.agenda import ready_for
from rodatraden.lib import clock
from rodatraden.planning.elections import (
    anew_by,
    must_decide_anew,
    new_term,
    outlives_council,
    passes_on,
)
from rodatraden.planning.services import propose
from rodatraden.planning.tests.cast import PlanTown

FIRST = date(2019, 1, 1)


def test_the_budget_that_the_old_council_decides_in_an_election_year_is_decided_anew() -> None:
    told = str(must_decide_anew("budget", "council", FIRST, date(2018, 6, 18), date(2018, 11, 30)))
    assert "2018-06-18" in told
    assert "11 kap. 10 §" in told


def test_after_november_it_is_told_that_it_was_not_done() -> None:
    told = str(must_decide_anew("budget", "council", FIRST, date(2018, 6, 18), date(2018, 12, 1)))
    assert "skulle ha fastställt den" in told and "ska fastställa" not in told


def test_before_the_decision_the_rule_is_told() -> None:
    assert "2018 är valår" in str(must_decide_anew("budget", "council", FIRST, None, date(2018, 9, 10)))


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2018, 11, 30), "fastställs av nyvalda"), (date(2018, 12, 1), "skulle ha fastställts av nyvalda")],
)
def test_a_budget_that_nobody_has_decided_is_told_as_late_after_november(today: date, said: str) -> None:
    told = str(must_decide_anew("budget", "council", FIRST, None, today))
    assert said in told
    assert told.endswith("Det har inte skett.") is (today.month == 12)


@pytest.mark.parametrize(
    ("kind", "decider", "starts", "decided"),
    [
        ("plan", "council", FIRST, date(2018, 6, 18)),
        ("budget", "board", FIRST, date(2018, 6, 18)),
        ("budget", "council", date(2020, 1, 1), date(2019, 6, 18)),
        ("budget", "council", FIRST, date(2018, 11, 26)),
        ("budget", "council", FIRST, date(2018, 10, 15)),
    ],
)
def test_nothing_else_is(kind: str, decider: str, starts: date, decided: date) -> None:
    assert not must_decide_anew(kind, decider, starts, decided, date(2019, 1, 15))
    assert anew_by(kind, decider, starts, decided) is None


def test_it_is_decided_anew_by_the_end_of_november_once_it_is_decided() -> None:
    assert anew_by("budget", "council", FIRST, date(2018, 10, 14)) == date(2018, 11, 30)
    assert anew_by("budget", "council", FIRST, None) is None


@pytest.mark.parametrize(
    ("ends", "decided", "last"),
    [
        (date(2020, 12, 31), date(2017, 11, 29), "2018-10-14"),
        (date(2021, 12, 31), date(2018, 6, 18), "2018-10-14"),
        (date(2023, 12, 31), date(2018, 10, 15), "2022-10-14"),
    ],
)
def test_a_plan_that_reaches_into_the_next_mandate_period_says_so(ends: date, decided: date, last: str) -> None:
    assert f"vars sista dag är {last}" in str(outlives_council(ends, decided))


@pytest.mark.parametrize(
    ("ends", "decided"), [(date(2018, 12, 31), date(2017, 11, 29)), (date(2022, 12, 31), date(2018, 11, 26))]
)
def test_one_within_its_own_period_says_nothing(ends: date, decided: date) -> None:
    assert not outlives_council(ends, decided)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("council", "från och med 2018-10-15 (kommunallagen 5 kap. 9 §)"),
        ("executive_board", "från och med 2019-01-01, om fullmäktige inte"),
        ("board", "Fullmäktige bestämmer när den nya nämndens tid börjar (kommunallagen 6 kap. 19 §)"),
    ],
)
def test_in_an_election_year_it_is_told_when_a_body_has_new_members(kind: str, said: str) -> None:
    assert said in str(new_term(kind, 2018))
    assert "till dess beslutar" in str(new_term(kind, 2018))
    assert not new_term(kind, 2019)


@pytest.mark.parametrize("kind", ["company", "committee", "audit"])
def test_the_law_ties_no_others_to_the_council(kind: str) -> None:
    assert not new_term(kind, 2018)


@pytest.mark.parametrize("decided", [None, date(2018, 11, 20)])
def test_a_boards_plan_of_the_year_after_the_election_passes_on(decided: date | None) -> None:
    assert "6 kap. 19 §" in str(passes_on("board", FIRST, decided))
    assert str(passes_on("executive_board", FIRST, decided)).endswith("den nyas att ta över, ändra eller ersätta.")


@pytest.mark.parametrize(
    ("decider", "starts", "decided"),
    [
        ("council", FIRST, None),
        ("", FIRST, None),
        ("board", date(2020, 1, 1), None),
        ("board", FIRST, date(2019, 1, 22)),
    ],
)
def test_no_other_does(decider: str, starts: date, decided: date | None) -> None:
    assert not passes_on(decider, starts, decided)


def test_the_plan_and_the_bodys_page_say_so(town: PlanTown, client: Client) -> None:
    plan = town.plan()
    client.force_login(town.chair)
    assert "ta över, ändra eller ersätta" in client.get(f"/perstorp/planer/{plan.pk}/").content.decode()
    page = f"/perstorp/sammantraden/{town.board.key}/"
    assert "när den nya nämndens tid börjar" in client.get(page).content.decode()
    assert "valår" not in client.get(f"{page}?ar=2019").content.decode()


@pytest.mark.parametrize(("day", "waits"), [(date(2018, 6, 18), True), (date(2018, 11, 26), False)])
def test_what_the_old_council_decided_waits_for_the_new_one(town: PlanTown, day: date, waits: bool) -> None:
    with clock.held(date(2018, 12, 3)):
        plan = town.plan("budget", town.council)
        propose(town.operator, plan, day=day)
        town.decide(plan, day=day)
        council, board = (town.operator.tree.places[unit.pk] for unit in (town.council, town.board))
        found = [(each.title, each.sort) for each in ready_for(town.operator, council)]
        assert found == ([(plan.title, "ska fastställas på nytt senast 2018-11-30")] if waits else [])
        assert ready_for(town.operator, board) == []
