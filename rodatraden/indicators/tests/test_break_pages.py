"""The pages on which one says that a series breaks: who meets them, what they ask, what they show afterwards."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rodatraden.indicators.break_forms import BreakForm
from rodatraden.indicators.models import Indicator, SeriesBreak
from rodatraden.indicators.tests.rows import (
    a_break,
    a_target,
    an_indicator,
    an_outcome,
    another_municipalitys_indicator,
    signed_in,
    somebody,
)
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.usefixtures("own_pages")
PAGE = "/perstorp/indikatorer/tryggheten/"
ADD = f"{PAGE}ny-matmetod/"
CAST = [
    ("kf", "samordnare", True), ("kf", "kommundirektor", False), ("kf", "ekonomichef", False),
    ("kf", "forvaltningschef", False), ("kf", "chef", False), ("kf", "medarbetare", False), ("kf", "ordforande", False),
    ("kf", "ledamot", False), ("kf", "namndsekreterare", False), ("kf", "revisor", False), ("sn", "samordnare", False),
]  # fmt: skip


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    row = an_indicator(house["kf"], short_name="Tryggheten")
    for at, value in ((2012, "60"), (2013, "61"), (2014, "48"), (2015, "49")):
        an_outcome(row, at, value)
    return row


@pytest.fixture
def coordinator(client: Client, house: dict[str, Unit]) -> Client:
    somebody(house["kf"], username="samordnare")
    return signed_in(client, "samordnare")


@pytest.fixture
def as_somebody(house: dict[str, Unit]) -> Callable[[str, str], Client]:
    def sign_in(unit: str, kind: str) -> Client:
        somebody(house[unit], kind, username="nagon")
        return signed_in(Client(), "nagon")

    return sign_in


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("unit", "kind", "may"), CAST)
def test_each_of_the_cast_sees_the_breaks_and_only_who_administers_may_change_them(
    as_somebody: Callable[[str, str], Client], safety: Indicator, unit: str, kind: str, may: bool
) -> None:
    row, visitor = a_break(safety, "2014-01-01"), as_somebody(unit, kind)
    remove = f"{ADD}{row.pk}/ta-bort/"
    said = text_of(visitor, PAGE)
    assert "Ny mätmetod från 2014-01-01: ny enkät" in said
    assert (f'href="{ADD}"' in said, f'href="{remove}"' in said) == (may, may)
    for address in (ADD, remove):
        assert visitor.get(address).status_code == (200 if may else 403)
    added = visitor.post(ADD, {"day": "2016", "reason": "färre frågor"})
    removed = visitor.post(remove, {"reason": "Fel år"})
    assert added.status_code == removed.status_code == (302 if may else 403)
    assert [str(each.day) for each in SeriesBreak.objects.all()] == (["2016-01-01"] if may else ["2014-01-01"])


def test_a_stranger_learns_nothing_and_who_is_not_signed_in_is_asked_to(client: Client, safety: Indicator) -> None:
    remove = f"{ADD}{a_break(safety, '2014-01-01').pk}/ta-bort/"
    assert [client.get(each).status_code for each in (ADD, remove)] == [302, 302]
    client.force_login(User.objects.create(username="framling"))
    assert [client.get(each).status_code for each in (ADD, remove)] == [404, 404]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2014", "2014-01-01"), ("2014-07-01", "2014-07-01"), ("2014-T2", "2014-05-01"), (" 2014-04 ", "2014-04-01")],
)
def test_a_day_is_typed_as_a_day_or_as_the_period_that_begins_with_it(
    coordinator: Client, safety: Indicator, typed: str, day: str
) -> None:
    assert coordinator.post(ADD, {"day": typed, "reason": "ny enkät 2014"}).headers["Location"] == PAGE
    assert [str(each) for each in SeriesBreak.objects.all()] == [f"{day}: ny enkät 2014"]
    assert f"Ny mätmetod från {day}: ny enkät 2014" in text_of(coordinator, PAGE)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"day": "", "reason": "ny enkät"}, "day"),
        ({"day": "hösten 2014", "reason": "ny enkät"}, "day"),
        ({"day": "2014-02-30", "reason": "ny enkät"}, "day"),
        ({"day": "2014", "reason": ""}, "reason"),
        ({"day": "2014", "reason": "   "}, "reason"),
        ({"day": "2014", "reason": "x" * 301}, "reason"),
        ({"day": "2012", "reason": "igen"}, "day"),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    coordinator: Client, safety: Indicator, sent: dict[str, str], field: str
) -> None:
    a_break(safety, "2012-01-01")
    answer = coordinator.post(ADD, sent)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert isinstance(form, BreakForm)
    assert set(form.errors) == {field}
    assert form["day"].value() == sent["day"] and form["reason"].value() == sent["reason"]
    assert SeriesBreak.objects.count() == 1


def test_taking_it_back_asks_why_and_tells_what(coordinator: Client, safety: Indicator) -> None:
    remove = f"{ADD}{a_break(safety, '2014-01-01').pk}/ta-bort/"
    assert "Ta bort den nya mätmetoden från 2014-01-01: ny enkät" in text_of(coordinator, remove)
    assert coordinator.post(remove, {"reason": " "}).status_code == 422
    assert coordinator.post(remove, {"reason": "Samma enkät"}).status_code == 302
    assert coordinator.get(remove).status_code == 404
    assert "2014-01-01: ny enkät" not in text_of(coordinator, PAGE)


def test_another_indicators_break_is_not_reached_through_this_one(
    coordinator: Client, safety: Indicator, house: dict[str, Unit], hallsberg: Municipality
) -> None:
    other = a_break(an_indicator(house["kf"], "annan"), "2014-01-01")
    stranger = another_municipalitys_indicator(hallsberg)
    with scope(hallsberg):
        theirs = a_break(stranger, "2014-01-01")
    for address in (
        f"{ADD}{other.pk}/ta-bort/",
        f"{ADD}{theirs.pk}/ta-bort/",
        f"/perstorp/indikatorer/frammande/ny-matmetod/{theirs.pk}/ta-bort/",
        "/perstorp/indikatorer/frammande/ny-matmetod/",
    ):
        assert coordinator.get(address).status_code == coordinator.post(address, {"reason": "x"}).status_code == 404
    assert SeriesBreak.objects.count() == 1


def test_the_definitions_form_no_longer_asks_of_it(coordinator: Client, safety: Indicator) -> None:
    said = text_of(coordinator, f"{PAGE}andra/")
    assert "Ny mätmetod" not in said


def test_without_a_break_the_page_teaches_who_may_add_one_and_is_silent_to_others(
    coordinator: Client, as_somebody: Callable[[str, str], Client], safety: Indicator
) -> None:
    assert "Lägg till ny mätmetod" in text_of(coordinator, PAGE)
    assert "mätmetod" not in text_of(as_somebody("sn", "ledamot"), PAGE)


def test_the_page_speaks_only_of_the_stretch_after_the_last_break(coordinator: Client, house: dict[str, Unit]) -> None:
    row = an_indicator(house["kf"])
    for at in range(2000, 2018):
        an_outcome(row, at, str(50 + at % 3))
    a_target(row, 2020, "60")
    assert "Det senaste värdet är vanlig variation" in text_of(coordinator, PAGE)
    a_break(row, "2005-01-01", "annat urval")
    assert "Det senaste värdet är vanlig variation" in text_of(coordinator, PAGE)
    a_break(row, "2014-01-01")
    said = text_of(coordinator, PAGE)
    assert "För få mätningar sedan mätmetoden ändrades: 4 av minst 8. Ingen trend går att utläsa." in said
    assert said.count('class="split"') == 4, "two breaks, on the wide and on the narrow picture"
    assert said.count('class="parted"') == 2
    a_break(row, "2018-01-01", "ny webbenkät")
    assert "Ingen mätning sedan mätmetoden ändrades." in text_of(coordinator, PAGE)


def test_script_in_a_reason_stays_text(coordinator: Client, safety: Indicator) -> None:
    evil = "<script>alert(1)</script>"
    coordinator.post(ADD, {"day": "2014", "reason": evil})
    said = text_of(coordinator, PAGE)
    assert evil not in said and "&lt;script&gt;alert(1)" in said


def test_the_page_costs_the_same_however_many_breaks(coordinator: Client, safety: Indicator) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(coordinator, PAGE)
        return sum("set_config" not in query["sql"] for query in queries)

    few = asked()
    for at in range(1990, 2015):
        a_break(safety, f"{at}-01-01")
    assert asked() == few
