"""What the register asks of a year."""

from datetime import date
from typing import Any

from pytest_django import DjangoAssertNumQueries

from rodatraden.decisions.due import due_dates
from rodatraden.decisions.governing_services import register_document, revise_document
from rodatraden.decisions.services import record_decision
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.tests.cast import Town


def test_days_of_the_year_come_in_order_with_what_is_to_be_done(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    operator = system()
    policy: dict[str, Any] = {"kind": "policy", "responsible_unit": town.board}
    register_document(
        system(), title="Policy A", revise_by=date(2018, 12, 31), follow_up_by=date(2018, 6, 30), **policy
    )
    register_document(system(), title="Policy B", revise_by=date(2018, 3, 1), **policy)
    register_document(system(), title="Policy C", revise_by=date(2019, 3, 1), **policy)
    register_document(system(), title="Policy D", revise_by=date(2018, 3, 1), valid_to=date(2018, 2, 1), **policy)
    with django_assert_num_queries(1):
        found = due_dates(2018, operator)
    assert [(row.day, str(row.title)) for row in found] == [
        (date(2018, 3, 1), "Policy B revideras"),
        (date(2018, 6, 30), "Policy A följs upp"),
        (date(2018, 12, 31), "Policy A revideras"),
    ]
    assert {(row.unit, row.done) for row in found} == {(town.board.pk, False)}
    assert found[0].url == "/perstorp/styrdokument/policy-b/" and found[0].kind == "revise"


def test_what_is_replaced_asks_nothing_and_nobody_is_told_nothing(town: Town) -> None:
    decided = record_decision(system(), title="x", body=town.board, date=date(2018, 1, 15), paragraph="1")
    newer = record_decision(system(), title="y", body=town.board, date=date(2018, 2, 15), paragraph="2")
    old = register_document(
        system(), kind="riktlinje", title="Riktlinje", decision=decided, revise_by=date(2018, 12, 31)
    )
    revise_document(system(), old, decision=newer)
    assert due_dates(2018, system()) == []
    assert due_dates(2018, NOBODY) == []
