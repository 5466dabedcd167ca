"""Who may be chosen in the demo and who not, guessing passwords, and where signing in leads."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden.home.start import TRIES
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once

PASSWORD = "ett långt lösenord att minnas"


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    made = made_once(Town)
    Person.objects.update(example=True)
    Municipality.objects.update(is_demo=True)
    return made


@pytest.fixture
def demo(settings: Settings, town: Town) -> Town:
    settings.DEMO = True
    return town


@pytest.fixture(autouse=True)
def no_tries_before() -> None:
    cache.clear()


def become(client: Client, user: object, slug: str = "perstorp") -> int:
    return client.post(f"/demo/{slug}/bli/", {"user": user}).status_code


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_has_no_account_is_told_what_is_read_where(client: Client, demo: Town) -> None:
    told = client.get("/perstorp/trad/", follow=True).content.decode()
    assert "läses av den som har ett konto" in told and "kommunens webbplats" in told


def test_in_the_demo_one_chooses_municipality_first(client: Client, demo: Town) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Perstorps kommun" in page.content.decode() and "/demo/perstorp/" in page.content.decode()


def test_the_roles_page_says_what_each_may_do_in_the_models_words(client: Client, demo: Town) -> None:
    page = client.get("/demo/perstorp/").content.decode()
    row = page.split("controller kf", 1)[1].split("</tr>")[0]
    assert "controller, Kommunfullmäktige" in row and "samordnar arbetet" in row
    assert [right in row for right in ("läsa", "föra in", "bedöma", "besluta", "förvalta")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert "stranger" not in page and "sekreterare bn" not in page


def test_one_becomes_the_chosen_role_by_post_alone(client: Client, demo: Town) -> None:
    assert client.get("/demo/perstorp/bli/").status_code == 405 and not signed_in(client)
    answer = client.post("/demo/perstorp/bli/", {"user": demo.cast["chef"].pk})
    assert answer.status_code == 302 and answer["Location"] == "/perstorp/"
    assert client.session["_auth_user_id"] == str(demo.cast["chef"].pk)


@pytest.mark.parametrize("user", ["", "x", "-1", "0", "²", "9" * 40])
def test_a_choice_that_is_nobody_is_not_found(client: Client, demo: Town, user: str) -> None:
    assert become(client, user) == 404 and not signed_in(client)


def test_only_the_cast_can_be_chosen(client: Client, demo: Town) -> None:
    """Neither a real person, nor one without a role today, nor an operator's account."""
    Person.objects.filter(user=demo.cast["ledamot"]).update(example=False)
    User.objects.filter(pk=demo.cast["revisor"].pk).update(is_superuser=True)
    Role.objects.filter(person__user=demo.cast["chef"]).update(valid_to=date(2018, 9, 9))
    for account in ("ledamot", "revisor", "chef", "former", "stranger"):
        assert become(client, demo.cast[account].pk) == 404
    assert not signed_in(client)


def test_somebody_of_another_municipality_cannot_be_chosen(client: Client, demo: Town, hallsberg: Municipality) -> None:
    Municipality.objects.update(is_demo=True)
    assert become(client, demo.cast["chef"].pk, "hallsberg") == 404 and not signed_in(client)


def test_choosing_a_role_is_off_outside_the_demo(client: Client, town: Town, settings: Settings) -> None:
    for running, made_up in ((False, True), (True, False), (False, False)):
        settings.DEMO = running
        Municipality.objects.update(is_demo=made_up)
        assert client.get("/demo/perstorp/").status_code == 404
        assert become(client, town.cast["chef"].pk) == 404
    assert client.get("/demo/atlantis/").status_code == 404
    assert not signed_in(client)


def test_choosing_needs_a_token_against_forgery(demo: Town) -> None:
    assert become(Client(enforce_csrf_checks=True), demo.cast["chef"].pk) == 403


def test_outside_the_demo_one_is_asked_to_sign_in(client: Client, town: Town) -> None:
    assert client.get("/")["Location"] == "/logga-in/"


def test_who_is_known_in_one_municipality_comes_straight_there(client: Client, town: Town) -> None:
    client.force_login(town.cast["chef"])
    assert client.get("/")["Location"] == "/perstorp/"


@pytest.mark.parametrize("account", ["stranger", "former"])
def test_who_has_no_role_today_is_told_what_to_do(client: Client, town: Town, account: str) -> None:
    client.force_login(town.cast[account])
    page = client.get("/")
    assert page.status_code == 200 and "Be kommunens samordnare" in page.content.decode()
    assert "Perstorp" not in page.content.decode().split("<main", 1)[1]


def test_who_is_known_in_several_chooses(client: Client, town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="kf", name="Kommunfullmäktige", kind="council")
        person = Person.objects.create(name="Controller", user=town.cast["controller"])
        Role.objects.create(person=person, unit=unit, kind="controller")
    client.force_login(town.cast["controller"])
    page = client.get("/").content.decode()
    assert "Perstorps kommun" in page and "Hallsbergs kommun" in page


def account_with_password(town: Town) -> User:
    user = town.cast["chef"]
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    return client.post("/logga-in/", {"username": "chef", "password": password, **more}).status_code


def test_a_local_account_signs_in_and_out(client: Client, town: Town) -> None:
    account_with_password(town)
    answer = client.post("/logga-in/", {"username": "chef", "password": PASSWORD, "next": "/perstorp/organisation/"})
    assert answer["Location"] == "/perstorp/organisation/" and signed_in(client)
    assert client.get("/logga-in/").status_code == 302
    assert client.get("/logga-ut/").status_code == 405 and signed_in(client)
    assert client.post("/logga-ut/")["Location"] == "/" and not signed_in(client)


def test_signing_in_never_leads_to_another_site(client: Client, town: Town) -> None:
    account_with_password(town)
    answer = client.post("/logga-in/", {"username": "chef", "password": PASSWORD, "next": "https://example.com/"})
    assert answer["Location"] == "/"


def test_a_wrong_password_is_told_and_the_name_given_back(client: Client, town: Town) -> None:
    account_with_password(town)
    answer = client.post("/logga-in/", {"username": "chef", "password": "fel"})
    assert answer.status_code == 422 and not signed_in(client)
    page = answer.content.decode()
    assert 'value="chef"' in page and 'fel"' not in page


def test_the_cast_has_no_passwords_to_guess(client: Client, demo: Town) -> None:
    User.objects.update(password="!")
    assert sign_in(client, "!") == 422 and sign_in(client, "") == 422


def test_guessing_is_slowed_down_for_the_guesser_alone(client: Client, town: Town) -> None:
    account_with_password(town)
    assert [sign_in(client, "fel") for _ in range(TRIES)] == [422] * TRIES
    assert sign_in(client) == 429 and not signed_in(client)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere) == 302


def test_a_right_password_forgets_the_wrong_ones(client: Client, town: Town) -> None:
    account_with_password(town)
    for _ in range(2):
        assert [sign_in(client, "fel") for _ in range(TRIES - 1)] == [422] * (TRIES - 1)
        assert sign_in(client) == 302
        client.post("/logga-ut/")


def test_the_language_is_changed_by_post_and_leads_back(client: Client, demo: Town) -> None:
    answer = client.post("/sprak/setlang/", {"language": "en", "next": "/demo/perstorp/"})
    assert answer["Location"] == "/demo/perstorp/"
    assert '<html lang="en">' in client.get("/").content.decode()
    client.post("/sprak/setlang/", {"language": "sv", "next": "/"})
    assert '<html lang="sv">' in client.get("/").content.decode()
