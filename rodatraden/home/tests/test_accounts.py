"""An account is given by who administers and opened by its holder, who alone learns the password."""

import re

import pytest
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.organisation.models import Person
from rodatraden.organisation.tests.cast import Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User
from rodatraden.tests.kept import made_once

PASSWORD = "ett långt lösenord att minnas"


@pytest.fixture
def town(perstorp: Municipality) -> Town:
    return made_once(Town)


@pytest.fixture
def newcomer(town: Town) -> Person:
    return Person.objects.create(name="Ny", email="ny@example.se")


def page_of(person: Person) -> str:
    return f"/perstorp/organisation/personer/{person.pk}/"


def as_(client: Client, town: Town, account: str) -> Client:
    client.force_login(town.cast[account])
    return client


def address_in(page: str) -> str:
    found = re.search(r"http://testserver(/losenord/[^<]+)", page)
    assert found is not None
    return found[1]


def given(client: Client, town: Town, person: Person, username: str = "ny@example.se") -> str:
    answer = as_(client, town, "controller").post(f"{page_of(person)}konto/", {"username": username})
    assert answer.status_code == 200
    return answer.content.decode()


def choose(client: Client, address: str, first: str = PASSWORD, second: str = PASSWORD) -> tuple[int, str]:
    form = client.get(address, follow=True)
    posted = client.post(form.request["PATH_INFO"], {"new_password1": first, "new_password2": second})
    return posted.status_code, posted.content.decode()


def test_the_form_proposes_the_address_of_the_person(client: Client, town: Town, newcomer: Person) -> None:
    assert 'value="ny@example.se"' in as_(client, town, "controller").get(f"{page_of(newcomer)}konto/").content.decode()


def test_the_holder_chooses_the_password_by_the_link_and_is_signed_in(
    client: Client, town: Town, newcomer: Person
) -> None:
    address = address_in(given(client, town, newcomer))
    assert not User.objects.get(username="ny@example.se").has_usable_password()
    holder = Client()
    assert choose(holder, address)[0] == 302
    user = User.objects.get(username="ny@example.se")
    assert user.check_password(PASSWORD) and holder.session["_auth_user_id"] == str(user.pk)
    assert entries().filter(kind="person", label="Ny").exists()


def test_a_link_is_used_once(client: Client, town: Town, newcomer: Person) -> None:
    address = address_in(given(client, town, newcomer))
    choose(Client(), address)
    assert "Länken gäller inte längre" in Client().get(address, follow=True).content.decode()
    assert "Länken gäller inte längre" in Client().get("/losenord/MQ/fel-token/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("kort", "kort", "12"), (PASSWORD, PASSWORD + "!", "inte lika"), ("", "", "måste fyllas i")],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    client: Client, town: Town, newcomer: Person, first: str, second: str, said: str
) -> None:
    code, page = choose(Client(), address_in(given(client, town, newcomer)), first, second)
    assert code == 422 and said in page


def test_a_new_link_is_given_until_a_password_is_chosen(client: Client, town: Town, newcomer: Person) -> None:
    given(client, town, newcomer)
    again = address_in(given(client, town, newcomer))
    choose(Client(), again)
    page = given(client, town, newcomer)
    assert "/losenord/" not in page and "redan valt ett lösenord" in page


@pytest.mark.parametrize("account", ["chef", "sekreterare", "ledamot", "revisor"])
def test_who_does_not_administer_gives_no_account(client: Client, town: Town, newcomer: Person, account: str) -> None:
    asked = as_(client, town, account)
    may = asked.get(f"{page_of(newcomer)}konto/").status_code == 200
    assert asked.post(f"{page_of(newcomer)}konto/", {"username": "x"}).status_code == (200 if may else 403)
    assert ("Ge konto" in asked.get(page_of(town.people["former"])).content.decode()) is False
    assert User.objects.filter(username="x").exists() is may


def test_an_account_that_opens_another_municipality_is_neither_taken_nor_handed_out(
    client: Client, town: Town, newcomer: Person, hallsberg: Municipality
) -> None:
    theirs = User.objects.create(username="delad@example.se", password="!")
    with scope(hallsberg):
        Person.objects.create(name="Delad", user=theirs)
    posted = {"username": "Delad@Example.se"}
    answer = as_(client, town, "controller").post(f"{page_of(newcomer)}konto/", posted)
    assert answer.status_code == 422 and "Kontot finns redan" in answer.content.decode()
    Person.objects.filter(pk=newcomer.pk).update(user=theirs)
    assert "/losenord/" not in given(client, town, newcomer)


@pytest.mark.parametrize("username", ["", "två ord", "x" * 151, "<b>"])
def test_a_name_that_is_none_is_refused_and_kept(client: Client, town: Town, newcomer: Person, username: str) -> None:
    answer = as_(client, town, "controller").post(f"{page_of(newcomer)}konto/", {"username": username})
    assert answer.status_code == 422
    newcomer.refresh_from_db()
    assert newcomer.user_id is None


def test_one_changes_ones_own_password_and_needs_the_old(client: Client, town: Town) -> None:
    user = town.cast["chef"]
    assert client.get("/losenord/").status_code == 302
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    as_(client, town, "chef")
    own = client.get(page_of(town.people["chef"])).content.decode()
    assert "Byt lösenord" in own and "Loggar in som" in own
    new = {"new_password1": f"{PASSWORD} igen", "new_password2": f"{PASSWORD} igen"}
    assert client.post("/losenord/", {"old_password": "fel", **new}).status_code == 422
    assert client.post("/losenord/", {"old_password": PASSWORD, **new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(f"{PASSWORD} igen")


def test_the_account_is_shown_to_its_holder_and_to_who_administers(client: Client, town: Town) -> None:
    person = town.people["chef"]
    assert "Konto" in as_(client, town, "controller").get(page_of(person)).content.decode()
    assert "Loggar in som" not in as_(client, town, "ledamot").get(page_of(person)).content.decode()


def test_the_name_in_the_masthead_leads_to_ones_own_page(client: Client, town: Town) -> None:
    assert (
        f'href="{page_of(town.people["ledamot"])}"' in as_(client, town, "ledamot").get("/perstorp/").content.decode()
    )
