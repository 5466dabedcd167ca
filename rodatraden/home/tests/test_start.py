"""The first page, signing in and out, choosing a role in the demo, and the language."""

import re
from collections.abc import Mapping

import pytest
from django.conf import LazySettings
from django.test import Client

from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.django_db
PASSWORD = "lång nog att gå an"


@pytest.fixture
def demo_runs(settings: LazySettings) -> None:
    settings.DEMO = True


@pytest.fixture
def both(perstorp_in_the_demo: Municipality) -> Municipality:
    """A second municipality, no demo, where a new user holds a role as well."""
    return Municipality.objects.create(code="1861", slug="hallsberg", name="Hallsbergs kommun")


def account(*municipalities: Municipality) -> User:
    user = User.objects.create_user("anna", password=PASSWORD)
    for municipality in municipalities:
        with scope(municipality):
            unit, _ = Unit.objects.get_or_create(key="prov", defaults={"name": "Prov", "kind": "unit"})
            Role.objects.create(person=Person.objects.create(name="Anna", user=user), unit=unit, kind="chef")
    return user


def sign_in(client: Client, follow: bool = False, **typed: str) -> object:
    return client.post("/logga-in/", {"username": "anna", "password": PASSWORD, **typed}, follow=follow)


def test_outside_the_demo_a_stranger_is_asked_to_sign_in(perstorp_in_the_demo: Municipality) -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/logga-in/")


@pytest.mark.usefixtures("demo_runs")
def test_in_the_demo_everybody_chooses_municipality_first(both: Municipality) -> None:
    page = Client().get("/").content.decode()
    assert 'href="/demo/perstorp/"' in page
    assert 'href="/hallsberg/"' in page, "one that is no demo is entered by signing in"
    assert "Perstorps mål- och resultatstyrning" in page


@pytest.mark.usefixtures("demo_runs")
def test_each_of_the_cast_can_be_chosen_and_one_reads_what_the_role_may(perstorps_cast: Mapping[str, User]) -> None:
    page = Client().get("/demo/perstorp/").content.decode()
    for user in perstorps_cast.values():
        assert f'value="{user.pk}"' in page
    assert 'aria-label="Bli Kvalitetssamordnare"' in page
    row = next(part for part in page.split("<tr ") if "Bli Enhetschef, hemtjänsten" in part)
    words = " ".join(re.sub(r"<[^>]+>", " ", row).split()).replace(" ,", ",")
    assert "chef, Hemtjänsten" in words
    assert "läsa, föra in, bedöma, besluta" in words


@pytest.mark.usefixtures("demo_runs")
def test_whoever_is_chosen_is_signed_in(perstorps_cast: Mapping[str, User]) -> None:
    for name, user in perstorps_cast.items():
        client = Client()
        answer = client.post("/demo/perstorp/bli/", {"user": str(user.pk)})
        assert (answer.status_code, answer["Location"]) == (302, "/perstorp/"), name
        page = client.get("/perstorp/").content.decode()
        assert "Byt roll" in page
        with scope(Municipality.objects.get(slug="perstorp")):
            assert Person.objects.get(user=user).name in page


@pytest.mark.parametrize(("method", "path"), [("get", "/demo/perstorp/"), ("post", "/demo/perstorp/bli/")])
def test_outside_the_demo_no_role_can_be_chosen(perstorps_cast: Mapping[str, User], method: str, path: str) -> None:
    client = Client()
    answer = client.generic(method.upper(), path, f"user={perstorps_cast['samordnare'].pk}",
                            content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo_runs")
def test_nobody_becomes_somebody_of_a_municipality_that_is_no_demo(both: Municipality) -> None:
    user, client = account(both), Client()
    assert client.get("/demo/hallsberg/").status_code == 404
    assert client.post("/demo/hallsberg/bli/", {"user": str(user.pk)}).status_code == 404
    assert client.post("/demo/perstorp/bli/", {"user": str(user.pk)}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo_runs", "perstorp_in_the_demo")
@pytest.mark.parametrize("typed", ["", "0", "999999", "-1", "abc", "²", "9" * 40])
def test_nobody_becomes_somebody_who_does_not_exist(typed: str) -> None:
    assert Client().post("/demo/perstorp/bli/", {"user": typed}).status_code == 404


@pytest.mark.usefixtures("demo_runs", "perstorp_in_the_demo")
def test_a_role_is_chosen_by_post_alone() -> None:
    assert Client().get("/demo/perstorp/bli/").status_code == 405


@pytest.mark.usefixtures("demo_runs", "perstorp_in_the_demo")
def test_a_municipality_that_is_not_there_is_not_found() -> None:
    assert Client().get("/demo/finns-inte/").status_code == 404


def test_who_holds_a_role_in_one_municipality_goes_straight_to_it(perstorp_in_the_demo: Municipality) -> None:
    account(perstorp_in_the_demo)
    client = Client()
    answer = sign_in(client, follow=True)
    assert answer.redirect_chain == [("/", 302), ("/perstorp/", 302)]  # type: ignore[attr-defined]


def test_who_holds_roles_in_two_chooses_between_those_alone(
    perstorp_in_the_demo: Municipality, both: Municipality
) -> None:
    Municipality.objects.create(code="1465", slug="svenljunga", name="Svenljunga kommun")
    account(perstorp_in_the_demo, both)
    client = Client()
    page = sign_in(client, follow=True).content.decode()  # type: ignore[attr-defined]
    assert 'href="/perstorp/"' in page
    assert 'href="/hallsberg/"' in page
    assert "Svenljunga" not in page
    assert client.get("/perstorp/").status_code == 200
    assert client.get("/svenljunga/").status_code == 404


def test_who_holds_no_role_is_told_whom_to_ask(perstorp_in_the_demo: Municipality) -> None:
    account()
    page = sign_in(Client(), follow=True).content.decode()  # type: ignore[attr-defined]
    assert "Du har ingen roll i någon kommun här" in page


def test_signing_in_leads_back_to_the_page_one_wanted(perstorp_in_the_demo: Municipality) -> None:
    account(perstorp_in_the_demo)
    answer = sign_in(Client(), next="/perstorp/trad/")
    assert answer["Location"] == "/perstorp/trad/"  # type: ignore[index]


def test_signing_in_never_leads_to_another_site(perstorp_in_the_demo: Municipality) -> None:
    account(perstorp_in_the_demo)
    answer = sign_in(Client(), next="https://ond.example/")
    assert answer["Location"] == "/"  # type: ignore[index]


def test_a_wrong_password_signs_nobody_in_and_keeps_the_name(perstorp_in_the_demo: Municipality) -> None:
    account(perstorp_in_the_demo)
    client = Client()
    page = sign_in(client, password="fel").content.decode()  # type: ignore[attr-defined]
    assert 'value="anna"' in page
    assert 'class="faults"' in page
    assert "_auth_user_id" not in client.session


def test_the_casts_accounts_have_no_password_that_works(perstorps_cast: Mapping[str, User]) -> None:
    assert not any(user.has_usable_password() for user in perstorps_cast.values())


def test_signing_out_is_by_post_and_ends_the_session(perstorps_cast: Mapping[str, User]) -> None:
    client = Client()
    client.force_login(perstorps_cast["samordnare"])
    assert client.get("/logga-ut/").status_code == 405
    assert client.post("/logga-ut/").status_code == 302
    assert client.get("/perstorp/").status_code == 302


@pytest.mark.usefixtures("demo_runs", "perstorp_in_the_demo")
def test_the_page_speaks_english_when_asked_and_swedish_again() -> None:
    client = Client()
    assert '<html lang="sv">' in client.get("/").content.decode()
    answer = client.post("/sprak/setlang/", {"language": "en", "next": "/demo/perstorp/"})
    assert answer["Location"] == "/demo/perstorp/"
    page = client.get("/demo/perstorp/").content.decode()
    assert '<html lang="en">' in page
    assert "Vem vill du vara" not in page
    client.post("/sprak/setlang/", {"language": "sv", "next": "/"})
    assert "Vem vill du vara i Perstorps kommun?" in client.get("/demo/perstorp/").content.decode()
