"""A municipality comes in by one file, with its bodies; an account opens it. All of it or nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from rodatraden import steering
from rodatraden.audit.log import entries
from rodatraden.home.installation import add_account, add_municipality
from rodatraden.lib import clock
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.steering.active import active_model
from rodatraden.steering.load import ModelFault
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.django_db
HOUSE = Path(str(steering.__file__)).parent
FIFTH = (HOUSE / "tests" / "fifth.toml").read_text(encoding="utf-8")
SINCE = date(2017, 1, 1)


def preset(name: str) -> str:
    return (HOUSE / "presets" / f"{name}.toml").read_text(encoding="utf-8")


def test_the_register_names_the_municipality_and_its_address() -> None:
    made = add_municipality(FIFTH, SINCE)
    assert (made.code, made.name, made.slug, made.is_demo) == ("2021", "Vansbro", "vansbro", False)


def test_the_bodies_that_there_is_one_of_are_there_and_nobody_else() -> None:
    with scope(add_municipality(FIFTH, SINCE, name="Vansbro kommun")):
        found = {unit.key: (unit.kind, unit.parent.key if unit.parent else "") for unit in Unit.objects.all()}
        assert found == {"kf": ("council", ""), "ks": ("executive_board", "kf"), "revision": ("audit", "kf")}
        assert not Unit.objects.filter(example=True).exists() and not Person.objects.exists()
        assert active_model(date(2018, 9, 10)) is not None and active_model(date(2016, 12, 31)) is None
        assert entries().filter(verb="tog in", label="Vansbro kommun").exists()


@pytest.mark.parametrize("name", ["perstorp", "hallsberg", "svenljunga"])
def test_as_example_every_role_of_the_model_is_somebody_that_the_demo_can_show(
    name: str, client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    made = add_municipality(preset(name), SINCE, example=True)
    with scope(made):
        model = active_model(clock.today())
        assert model is not None
        assert {role.kind for role in Role.objects.all()} == {role.key for role in model.role}
        assert not Person.objects.filter(example=False).exists()
        user = Role.objects.select_related("person__user").earliest("pk").person.user
    page = client.get(f"/demo/{made.slug}/")
    assert page.status_code == 200 and model.role[0].name.one.lower() in page.content.decode().lower()
    assert user is not None
    client.force_login(user)
    for path in ("", "trad/", "styrkort/", "styrmodell/", "indikatorer/", "brister/", "organisation/"):
        assert client.get(f"/{made.slug}/{path}").status_code == 200, path


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("demo", "använder Röda tråden själv"),
        ("losenord", "använder Röda tråden själv"),
        ("stil", "använder Röda tråden själv"),
        ("Vans bro", "kan inte vara adress"),
        ("hallsberg", "används redan av Hallsbergs kommun"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(address: str, said: str, hallsberg: Municipality) -> None:
    with pytest.raises(Refused, match=said):
        add_municipality(FIFTH, SINCE, address=address)
    assert Municipality.objects.count() == 1


def test_a_municipality_is_taken_in_once() -> None:
    add_municipality(FIFTH, SINCE)
    with pytest.raises(Refused, match="Vansbro .2021. finns redan"):
        add_municipality(FIFTH, SINCE, address="en-till")


def test_a_code_outside_the_register_needs_a_name() -> None:
    text = preset("exempelkommunen")
    with pytest.raises(Refused, match="X004 finns inte i SCB:s register"):
        add_municipality(text, SINCE)
    assert add_municipality(text, SINCE, name="Lilla kommunen").slug == "lilla-kommunen"


def test_a_text_that_is_no_model_leaves_nothing_behind() -> None:
    with pytest.raises(ModelFault):
        add_municipality("[model", SINCE)
    assert not Municipality.objects.exists()


def test_the_first_account_gets_a_person_and_a_role_and_opens_the_municipality(client: Client) -> None:
    made = add_municipality(FIFTH, SINCE)
    with scope(made):
        user = add_account("anna@example.se", name="Anna", role="styrkortssamordnare", unit="kf")
        again = add_account("anna@example.se", name="Anna", role="styrkortssamordnare", unit="kf")
        assert user == again and Role.objects.count() == Person.objects.count() == 1
    assert not user.has_usable_password()
    client.force_login(user)
    assert client.get("/vansbro/").status_code == 200


@pytest.mark.parametrize(
    ("role", "unit", "said"),
    [
        ("styrkortssamordnare", "sn", "Enheten ”sn” finns inte. Det finns: kf, ks, revision"),
        ("finns-inte", "kf", "ingen roll ”finns-inte”"),
    ],
)
def test_an_account_that_cannot_be_placed_is_not_made(role: str, unit: str, said: str) -> None:
    with scope(add_municipality(FIFTH, SINCE)):
        with pytest.raises(Refused, match=said):
            add_account("anna@example.se", name="Anna", role=role, unit=unit)
        assert not Person.objects.exists() and not User.objects.exists()


def test_the_operator_connects_an_account_that_another_municipality_has() -> None:
    with scope(add_municipality(FIFTH, SINCE)):
        first = add_account("anna@example.se", name="Anna")
    with scope(add_municipality(preset("perstorp"), SINCE)):
        assert add_account("anna@example.se", name="Anna Ek") == first


def test_two_of_the_same_name_are_told_apart_on_their_pages() -> None:
    with scope(add_municipality(FIFTH, SINCE)):
        for _ in range(2):
            Person.objects.create(name="Anna")
        with pytest.raises(Refused, match="Flera personer heter Anna"):
            add_account("anna@example.se", name="Anna")
