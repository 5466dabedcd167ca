"""The page of what waits, tried by the whole cast."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.organisation.http import Request
from rodatraden.organisation.letters.server import CONSOLE
from rodatraden.organisation.models import Letter, LetterState, Notice, NoticeRead, Person, Unit, UnitKind
from rodatraden.organisation.notice_page import first_of, notices_page, unreached
from rodatraden.organisation.notice_views import panel
from rodatraden.organisation.services import To, done, mark_read
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.organisation.tests.post import give_addresses, told
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

Visit = Callable[..., HttpResponse]
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")
PAGE = "meddelanden/"


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def notice(town: Town) -> Notice:
    return told("a", town.area, due=date(2018, 9, 14))


# By whom


@pytest.mark.parametrize("account", KNOWN)
def test_each_sees_what_is_their_own(visit: Visit, notice: Notice, account: str) -> None:
    page = visit(account, PAGE)
    assert page.status_code == 200
    assert ("Delårsrapporten ska lämnas" in body(page)) == (account == "chef")
    assert ("Inget väntar på dig." in body(page)) == (account != "chef")


@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_learns_nothing(visit: Visit, notice: Notice, account: str) -> None:
    for path in (PAGE, "meddelanden/lasta/", f"meddelanden/{notice.pk}/last/"):
        assert visit(account, path).status_code == 404
        assert visit(account, path, {}).status_code == 404
    assert not NoticeRead.objects.exists()


def test_who_is_not_signed_in_is_asked_to(visit: Visit) -> None:
    answer = visit("", PAGE)
    assert answer.status_code == 302 and answer["Location"] == f"/logga-in/?next=/perstorp/{PAGE}"


@pytest.mark.parametrize("account", KNOWN)
def test_only_who_it_is_to_marks_it_as_read(visit: Visit, notice: Notice, account: str) -> None:
    answer = visit(account, f"meddelanden/{notice.pk}/last/", {})
    assert answer.status_code == (302 if account == "chef" else 404)
    assert NoticeRead.objects.exists() == (account == "chef")


@pytest.mark.parametrize("path", ["meddelanden/lasta/", "meddelanden/1/last/", "organisation/personer/1/brev/"])
def test_nothing_is_read_by_looking(visit: Visit, path: str) -> None:
    assert visit("chef", path).status_code == 405


def test_another_municipalitys_notices_are_not_known(visit: Visit, town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="vo", name="Deras", kind=UnitKind.AREA)
        theirs = told("x", unit, report="Deras rapport")
    assert visit("chef", f"meddelanden/{theirs.pk}/last/", {}).status_code == 404
    assert "Deras" not in body(visit("chef", PAGE)) + body(visit("controller", PAGE))


def test_the_municipality_next_door_does_not_know_us(
    client: Client, town: Town, own_pages: None, hallsberg: Municipality
) -> None:
    client.force_login(town.cast["chef"])
    assert client.get(f"/hallsberg/{PAGE}").status_code == 404


# What it shows


def test_the_page_says_what_by_when_from_whom_and_leads_there(visit: Visit, notice: Notice) -> None:
    page = body(visit("chef", PAGE))
    assert "En sak väntar på dig: en är oläst." in page
    assert '<a href="/perstorp/organisation/" data-read>Delårsrapporten ska lämnas</a>' in page
    assert "Senast 2018-09-14" in page and "Konsolen" in page and "Markera som läst" in page


def test_what_is_read_is_told_apart_and_what_is_done_goes_off_the_list(visit: Visit, town: Town) -> None:
    told("a", town.area, due=date(2018, 9, 5), report="Prognosen")
    plain = told("b", town.area, report="Nyheten")
    visit("chef", f"meddelanden/{plain.pk}/last/", {})
    waits, earlier = body(visit("chef", PAGE)).split("Läst eller klart", 1)
    assert "Nyheten" in earlier and "Nyheten" not in waits
    assert "<b>Skulle ha varit klart för 5 dagar sedan</b>" in waits
    done(key="a")
    page = body(visit("chef", PAGE))
    assert "Inget väntar på dig." in page and "Prognosen" in page and "Markera som läst" not in page


def test_all_are_marked_at_once(visit: Visit, town: Town) -> None:
    for number in range(3):
        told(str(number), town.area)
    told("hans", to=To(person=town.people["ledamot"].pk))
    assert "Markera alla som lästa" in body(visit("chef", PAGE))
    assert visit("chef", "meddelanden/lasta/", {}).status_code == 302
    assert NoticeRead.objects.count() == 3 and "Inget väntar på dig." in body(visit("chef", PAGE))
    assert "en är oläst" in body(visit("ledamot", PAGE))


def test_unread_come_first_and_then_what_is_due_first(town: Town) -> None:
    for key, days in (("late", 20), ("soon", 2), ("read", 1)):
        told(key, town.area, due=TODAY + timedelta(days=days))
    told("plain", town.area)
    chef = town.actor("chef")
    NoticeRead.objects.create(notice=Notice.objects.get(key="read"), person_id=chef.person_id or 0, at=clock.now())
    page = notices_page(chef, None)
    assert [row.notice.key for row in page.rows] == ["soon", "late", "plain", "read"]
    assert [row.unread for row in page.rows] == [True, True, True, False]


def test_who_has_several_roles_is_told_to_which_it_came(town: Town) -> None:
    told("a", town.area)
    assert [row.to for row in notices_page(town.actor("chef"), None).rows] == [""]
    town.person("chef", town.home_care, account="andra")
    Person.objects.get(user=town.cast["andra"]).roles.update(person=town.people["chef"])
    told("b", town.home_care)
    told("c", to=To(person=town.people["chef"].pk))
    page = notices_page(town.actor("chef"), None)
    assert {row.notice.key: row.to for row in page.rows} == {
        "a": "chef (Vård och omsorg)",
        "b": "chef (Hemtjänsten)",
        "c": "",
    }


def test_very_much_is_shown_by_pages(visit: Visit, town: Town) -> None:
    for number in range(120):
        told(str(number), town.area)
    page = body(visit("chef", PAGE))
    assert "120 saker väntar på dig" in page and page.count("data-read") == 50
    assert body(visit("chef", f"{PAGE}?page=3")).count("data-read") == 20
    assert visit("chef", f"{PAGE}?page=x").status_code == 200


def test_how_much_is_asked_does_not_grow(town: Town, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in (0, 40):
        for each in range(1 + number):
            told(f"{number}-{each}", town.area)
            done(key=told(f"klar-{number}-{each}", town.area).key)
            told(f"ingens-{number}-{each}", town.home_care)
        chef, controller = town.actor("chef"), town.actor("controller")
        with django_assert_num_queries(4):
            notices_page(chef, None)
        with django_assert_num_queries(0):
            unreached(chef)
        with django_assert_num_queries(6):
            assert unreached(controller).shown


def test_script_in_a_notice_is_shown_as_text(visit: Visit, town: Town) -> None:
    script = "<script>alert(1)</script>"
    told("a", town.area, report=script, about='"><b>')
    Notice.objects.update(made_by=script, link='/"onmouseover="x')
    page = body(visit("chef", PAGE))
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page and 'href="/"onmouseover' not in page


# What reaches nobody


def test_only_who_administers_is_told_of_what_reaches_nobody(visit: Visit, town: Town) -> None:
    told("a", town.home_care)
    told("b", town.area)
    give_addresses([town.people["sekreterare"]])
    told("c", to=To(person=town.people["sekreterare"].pk))
    Letter.objects.create(person=town.people["revisor"], day=TODAY, state=LetterState.UNSURE, fault="Bröts")
    Letter.objects.create(person=town.people["ledamot"], day=TODAY, state=LetterState.SENT)
    Letter.objects.create(person=town.people["ledamot"], day=date(2018, 1, 1), state=LetterState.FAILED)
    for account in KNOWN:
        page = body(visit(account, PAGE))
        assert ("Når inte fram" in page) == (account == "controller")
    said = body(visit("controller", PAGE)).split("Når inte fram", 1)[1]
    assert "chef vo" in said and "Har meddelanden men ingen e-postadress" in said
    assert "Hemtjänsten" in said and "Ett meddelande till chef, en roll som ingen har där i dag" in said
    assert "Brevet 2018-09-10: osäkert om det kom i väg" in said and "revisor rev" in said and "Bröts" in said
    assert "sekreterare sn" not in said and "ledamot" not in said


@pytest.mark.parametrize(
    ("backend", "silent"), [(CONSOLE, True), ("django.core.mail.backends.smtp.EmailBackend", False)]
)
def test_who_administers_is_told_that_no_letter_leaves(
    visit: Visit, town: Town, settings: Settings, backend: str, silent: bool
) -> None:
    settings.EMAIL_BACKEND = backend
    for account in KNOWN:
        assert ("Inga brev skickas." in body(visit(account, PAGE))) is (silent and account == "controller")


# Letters or not


def page_of(town: Town, account: str) -> str:
    return f"organisation/personer/{town.people[account].pk}/"


@pytest.mark.parametrize("account", KNOWN)
def test_only_ones_own_page_offers_the_choice_of_letters(visit: Visit, town: Town, account: str) -> None:
    give_addresses(town.people.values())
    page = body(visit(account, page_of(town, "chef")))
    assert ("Bara brev om min skyldighet" in page) == (account == "chef")
    answer = visit(account, f"{page_of(town, 'chef')}brev/", {"letters": "no"})
    assert answer.status_code == (302 if account == "chef" else 403)
    assert Person.objects.get(pk=town.people["chef"].pk).letters == (account != "chef")
    assert entries().exists() == (account == "chef")


def test_the_choice_can_be_taken_back(visit: Visit, town: Town) -> None:
    give_addresses(town.people.values())
    place = page_of(town, "chef")
    visit("chef", f"{place}brev/", {"letters": "no"})
    assert "Du får bara brev om det som är din skyldighet" in body(visit("chef", place))
    visit("chef", f"{place}brev/", {"letters": "yes"})
    assert Person.objects.get(pk=town.people["chef"].pk).letters


def test_without_an_address_there_is_nothing_to_choose(visit: Visit, town: Town) -> None:
    page = body(visit("chef", page_of(town, "chef")))
    assert "Du har ingen e-postadress här" in page and "/brev/" not in page


# On one's own page


@pytest.fixture
def request_of(rf: RequestFactory, town: Town) -> Iterator[Callable[[str], Request]]:
    def make(account: str) -> Request:
        request = rf.get("/perstorp/")
        request.actor, request.user = town.actor(account), town.cast[account]  # type: ignore[attr-defined]
        request.municipality = Municipality.objects.get(slug="perstorp")  # type: ignore[attr-defined]
        return request  # type: ignore[return-value]

    yield make


def test_the_panel_shows_the_five_that_press_most(
    town: Town,
    own_pages: None,
    request_of: Callable[[str], Request],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        told(str(number), town.area, due=TODAY + timedelta(days=number), report=f"Rapport {number}")
    request = request_of("chef")
    with django_assert_num_queries(1):
        shown = panel(request, None)
    assert "Rapport 4" in shown and "Rapport 5" not in shown and "/perstorp/meddelanden/" in shown


def test_what_can_still_be_done_in_time_stands_before_what_has_been_late_for_long(town: Town) -> None:
    for number in range(6):
        told(f"old-{number}", town.area, due=TODAY - timedelta(days=40 + number), duty=True)
    told("late", town.area, due=TODAY - timedelta(days=3), duty=True)
    asked = told("asked", town.area, due=TODAY + timedelta(days=33), duty=True)
    mark_read(town.actor("chef"), [asked])
    first = [row.notice.key for row in first_of(town.actor("chef"))]
    assert first[:3] == ["late", "asked", "old-5"] and len(first) == 5


def test_there_is_no_panel_where_nothing_waits(own_pages: None, request_of: Callable[[str], Request]) -> None:
    assert not panel(request_of("ledamot"), None).strip()
