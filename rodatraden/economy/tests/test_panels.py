"""What the economy adds to the pages of decisions and units."""

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from rodatraden.economy.panels import decided_frames, unit_economy
from rodatraden.economy.tests.house import AUGUST, House
from rodatraden.lib.numbers import SPACE
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.http import Request
from rodatraden.organisation.tests.frame import stand_on


@pytest.fixture(autouse=True)
def own_pages(settings: Settings) -> None:
    stand_on(settings, "rodatraden.economy.tests.urls")


def request_of(house: House, account: str) -> Request:
    request: Any = RequestFactory().get("/perstorp/")
    request.actor = house.actor(account) if account else NOBODY
    return request  # type: ignore[no-any-return]


def test_a_decision_shows_the_frames_that_rest_on_it_in_one_query(house: House) -> None:
    house.some()
    request = request_of(house, "ledamot")
    with CaptureQueriesContext(connection) as asked:
        said = decided_frames(request, house.budget).replace(SPACE, " ")
    assert len(asked) == 1
    assert "Beslutade ramar" in said
    assert "Socialnämnden" in said
    assert "152 600" in said


def test_a_decision_without_frames_and_a_reader_without_a_role_see_nothing(house: House) -> None:
    assert decided_frames(request_of(house, "ledamot"), house.budget) == ""
    house.some()
    assert decided_frames(request_of(house, ""), house.budget) == ""


def test_a_unit_shows_its_year_in_a_sentence_in_one_query(house: House) -> None:
    house.some()
    request = request_of(house, "ledamot")
    with CaptureQueriesContext(connection) as asked:
        said = unit_economy(request, house.board).replace(SPACE, " ")
    assert len(asked) == 1
    assert "Socialnämnden väntar underskott 2018: 2,4 mkr (1,6 %)." in said
    assert 'href="/perstorp/ekonomi/sn/"' in said


def test_a_unit_without_amounts_shows_nothing(house: House) -> None:
    assert unit_economy(request_of(house, "ledamot"), house.board) == ""
    house.amount(house.board, "forecast", 1, AUGUST)
    assert unit_economy(request_of(house, ""), house.board) == ""
