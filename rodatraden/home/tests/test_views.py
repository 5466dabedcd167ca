"""The overview as a page: for each of the cast, in other years, and how much it asks of the database."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("perstorp_in_the_demo")]
Scaled = Callable[[int, int], AbstractContextManager[Municipality]]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user: User, **asked: str) -> str:
    answer = client_of(user).get("/perstorp/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.full
def test_each_of_the_cast_is_met_by_the_answer_in_words(perstorps_cast: Mapping[str, User]) -> None:
    for name, user in perstorps_cast.items():
        page = page_of(user)
        assert re.search(r"<h1[^>]*>\s*1 av 8 fullmäktigemål och målområde 2 [^<]* bedöms inte uppfyllas", page), name


def test_who_is_not_signed_in_is_asked_to() -> None:
    answer = Client().get("/perstorp/")
    assert (answer.status_code, answer["Location"]) == (302, "/logga-in/?next=/perstorp/")


def test_somebody_unknown_in_the_municipality_learns_nothing() -> None:
    assert client_of(User.objects.create(username="okänd")).get("/perstorp/").status_code == 404


def test_the_overview_leads_to_goals_breaks_and_the_scorecard(perstorps_cast: Mapping[str, User]) -> None:
    page = page_of(perstorps_cast["ledamot"])
    for path in (
        "/perstorp/led/",
        "/perstorp/brister/",
        "/perstorp/styrkort/",
        "/perstorp/hamta/scorecard.xlsx?ar=2018",
    ):
        assert f'href="{path}' in page, path


def test_the_year_before_is_told_as_closed(perstorps_cast: Mapping[str, User]) -> None:
    page = page_of(perstorps_cast["ledamot"], ar="2017")
    heading = re.sub(r"<[^>]+>", "", page.partition("<h1")[2].partition("</h1>")[0])
    assert "bedöms" not in heading


@pytest.mark.parametrize("year", ["abc", "0", "99999999999", "²", "1990", "2100"])
def test_an_odd_or_empty_year_falls_over_for_nobody(perstorps_cast: Mapping[str, User], year: str) -> None:
    assert page_of(perstorps_cast["ledamot"], ar=year)


def test_before_there_is_a_model_there_is_no_overview(perstorps_cast: Mapping[str, User]) -> None:
    SteeringModel.objects.all().delete()
    answer = client_of(perstorps_cast["samordnare"]).get("/perstorp/")
    assert answer.status_code == 404


@pytest.mark.full
def test_the_overview_asks_as_little_for_300_indicators_as_for_30(scaled: Scaled) -> None:
    assert asked(scaled, 60, 30) == asked(scaled, 600, 300) <= 26


def asked(scaled: Scaled, items: int, indicators: int) -> int:
    """How many queries the page takes when what is kept in memory is there; settings not counted."""
    with scaled(items, indicators) as municipality:
        user = User.objects.create(username="läsare")
        with scope(municipality):
            unit = Unit.objects.get(key="kf")
            Role.objects.create(person=Person.objects.create(name="Läsare", user=user), unit=unit, kind="ledamot")
        client = client_of(user)
        client.get("/skala/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/skala/").status_code == 200
        return len([query for query in queries if "set_config" not in query["sql"]])


def test_a_page_that_the_menu_does_not_name_is_nowhere_in_it(perstorps_cast: Mapping[str, User]) -> None:
    client = client_of(perstorps_cast["ledamot"])
    assert 'aria-current="page"' not in client.get("/perstorp/sok/?q=trygghet").content.decode().partition("</nav>")[0]
    for path in ("", "styrmodell/"):
        assert 'aria-current="page"' in client.get(f"/perstorp/{path}").content.decode().partition("</nav>")[0]
