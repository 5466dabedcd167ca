"""The pages of the organisation, each tried by the whole cast."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from rodatraden.audit.log import entries
from rodatraden.lib import clock
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.services import change_unit, end_unit, merge_units
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality

Visit = Callable[..., HttpResponse]
KNOWN = ("controller", "sekreterare", "chef", "ledamot", "revisor")
READ = ("organisation/", "organisation/enheter/sn/", "organisation/personer/")
WRITE = (
    "organisation/ny-enhet/",
    "organisation/enheter/sn/andra/",
    "organisation/enheter/ht/avsluta/",
    "organisation/enheter/ht/sla-ihop/",
    "organisation/enheter/sn/ny-roll/",
    "organisation/ny-person/",
)


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("account", KNOWN)
def test_everybody_known_here_reads_the_organisation(visit: Visit, account: str, path: str) -> None:
    assert visit(account, path).status_code == 200


@pytest.mark.parametrize("path", [*READ, *WRITE, "organisation/logg/"])
@pytest.mark.parametrize("account", ["stranger", "former"])
def test_a_stranger_learns_nothing(visit: Visit, account: str, path: str) -> None:
    assert visit(account, path).status_code == 404
    assert visit(account, path, {}).status_code == 404


@pytest.mark.parametrize("path", [*READ, *WRITE, "organisation/logg/"])
def test_who_is_not_signed_in_is_asked_to(visit: Visit, path: str) -> None:
    answer = visit("", path)
    assert answer.status_code == 302 and answer["Location"] == f"/logga-in/?next=/perstorp/{path}"


@pytest.mark.parametrize("path", WRITE)
@pytest.mark.parametrize("account", KNOWN)
def test_only_who_administers_opens_and_posts_the_forms(visit: Visit, account: str, path: str) -> None:
    allowed = account == "controller"
    assert visit(account, path).status_code == (200 if allowed else 403)
    assert visit(account, path, {"name": ""}).status_code == (422 if allowed else 403)
    assert not entries().exists()


@pytest.mark.parametrize("account", KNOWN)
def test_the_pages_offer_only_what_one_may_do(visit: Visit, account: str) -> None:
    page = body(visit(account, "organisation/enheter/sn/"))
    assert ("/ny-roll/" in page) == ("/avsluta/" in page) == (account == "controller")
    tree = body(visit(account, "organisation/"))
    assert ("/ny-enhet/" in tree) == (account == "controller")
    assert ("/organisation/logg/" in tree) == (account in ("controller", "revisor"))


def test_another_municipalitys_ids_are_not_known(visit: Visit, town: Town, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        unit = Unit.objects.create(key="deras", name="Deras enhet", kind=UnitKind.UNIT)
        person = Person.objects.create(name="Deras person")
        role = Role.objects.create(person=person, unit=unit, kind="chef")
    for path in (
        "organisation/enheter/deras/",
        "organisation/enheter/deras/andra/",
        f"organisation/personer/{person.pk}/",
        f"organisation/personer/{person.pk}/andra/",
        f"organisation/roller/{role.pk}/avsluta/",
    ):
        assert visit("controller", path).status_code == 404
        assert visit("controller", path, {"on": "2018-06-30"}).status_code == 404
    posted = {"person": person.pk, "kind": "ledamot", "valid_from": "", "valid_to": "", "substitute_for": role.pk}
    assert visit("controller", "organisation/enheter/sn/ny-roll/", posted).status_code == 422
    moved = {"name": "X", "kind": "unit", "parent": unit.pk, "position": 0}
    assert visit("controller", "organisation/ny-enhet/", moved).status_code == 422
    assert (
        visit("controller", "organisation/enheter/ht/sla-ihop/", {"into": unit.pk, "on": "2018-06-30"}).status_code
        == 422
    )
    assert "Deras" not in body(visit("controller", "organisation/")) + body(
        visit("controller", "organisation/personer/")
    )


def test_the_municipality_next_door_does_not_know_our_people(
    client: Client, town: Town, own_pages: None, hallsberg: Municipality
) -> None:
    client.force_login(town.cast["controller"])
    assert client.get("/hallsberg/organisation/").status_code == 404
    assert client.get("/atlantis/organisation/").status_code == 404


def test_the_tree_shows_who_stands_under_whom_and_who_leads(visit: Visit) -> None:
    page = body(visit("ledamot", "organisation/"))
    places = [
        page.index(f">{name}</a>") for name in ("Kommunfullmäktige", "Revisionen", "Socialnämnden", "Hemtjänsten")
    ]
    assert places == sorted(places)
    assert "chef vo" in page and "sekreterare bn" not in page
    assert "Perstorps kommun har 2 nämnder" in page


def test_a_unit_shows_roles_of_today_and_before_and_who_stands_in(visit: Visit, town: Town) -> None:
    regular = Role.objects.get(kind="chef")
    sub = town.person("chef", town.area, account="sub", ended=date(2018, 12, 31))
    Role.objects.filter(pk=sub.pk).update(substitute_for=regular)
    town.person("chef", town.area, account="earlier", ended=date(2017, 12, 31))
    page = body(visit("ledamot", "organisation/enheter/vo/"))
    now, before = page.split("Tidigare roller", 1)
    assert "ersätter chef vo" in now
    assert "2017-12-31" in before and "2017-12-31" not in now
    assert "Hemtjänsten" in page and "Socialförvaltningen" in page


def test_a_merged_unit_says_where_it_went_and_the_heir_tells_of_it(visit: Visit, town: Town) -> None:
    merge_units(town.actor("controller"), [town.home_care], town.other, date(2018, 6, 30))
    assert "gick upp i Byggnadsnämnden" in body(visit("ledamot", "organisation/enheter/ht/"))
    heir = body(visit("ledamot", "organisation/enheter/bn/"))
    assert "Lät gå upp i annan Hemtjänsten" in heir and "controller kf" not in heir
    assert "controller kf" in body(visit("revisor", "organisation/enheter/bn/"))
    assert "Har upphört" in body(visit("ledamot", "organisation/"))


def test_script_in_a_name_is_shown_as_text(visit: Visit, town: Town) -> None:
    script = "<script>alert(1)</script>"
    change_unit(town.actor("controller"), town.area, name=script, source=script)
    Person.objects.filter(name="chef vo").update(name=script)
    for path in ("organisation/", "organisation/enheter/vo/", "organisation/personer/", "organisation/logg/"):
        page = body(visit("controller", path))
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_new_unit_begins_where_one_stood(visit: Visit, town: Town) -> None:
    form = body(visit("controller", "organisation/ny-enhet/?under=vo"))
    assert f'<option value="{town.area.pk}" selected>' in form
    posted = {
        "name": "Nattpatrullen",
        "kind": "unit",
        "parent": town.area.pk,
        "position": 2,
        "valid_from": "2018-09-01",
    }
    assert visit("controller", "organisation/ny-enhet/", posted).status_code == 302
    assert Unit.objects.get(key="nattpatrullen").parent == town.area


def test_what_was_typed_is_given_back_after_a_fault(visit: Visit, town: Town) -> None:
    posted = {
        "name": "Socialnämnden",
        "kind": "board",
        "parent": town.home_care.pk,
        "position": 0,
        "source": "Min källa",
    }
    answer = visit("controller", "organisation/enheter/sn/andra/", posted)
    assert answer.status_code == 422
    assert "Min källa" in body(answer)


def test_two_people_on_one_unit_the_second_is_told_and_may_save_again(visit: Visit, town: Town) -> None:
    form = body(visit("controller", "organisation/enheter/vo/andra/"))
    seen = form.split('name="seen" value="')[1].split('"')[0]
    change_unit(town.actor("controller"), town.area, name="Den förstas namn")
    posted = {"name": "Den andras namn", "kind": "area", "parent": town.office.pk, "position": 0, "seen": seen}
    told = visit("controller", "organisation/enheter/vo/andra/", posted)
    assert told.status_code == 422
    assert "Den förstas namn" in body(told) and "Den andras namn" in body(told)
    again = {**posted, "seen": body(told).split('name="seen" value="')[1].split('"')[0]}
    assert visit("controller", "organisation/enheter/vo/andra/", again).status_code == 302
    assert Unit.objects.get(key="vo").name == "Den andras namn"


def test_a_unit_ends_and_merges_by_its_forms(visit: Visit, town: Town) -> None:
    refused = visit("controller", "organisation/enheter/sf/avsluta/", {"on": "2018-06-30"})
    assert refused.status_code == 422 and "Vård och omsorg" in body(refused)
    merged = visit("controller", "organisation/enheter/ht/sla-ihop/", {"on": "2018-06-30", "into": town.other.pk})
    assert merged.status_code == 302
    assert visit("controller", "organisation/enheter/vo/avsluta/", {"on": "2018-06-30"}).status_code == 302
    assert set(Unit.objects.exclude(valid_to=None).values_list("key", flat=True)) == {"ht", "vo"}


def test_people_get_roles_and_lose_them_by_forms(visit: Visit, town: Town) -> None:
    assert (
        visit("controller", "organisation/ny-person/", {"name": "Ny chef", "email": "ny@example.se"}).status_code == 302
    )
    person = Person.objects.get(name="Ny chef")
    posted = {"person": person.pk, "kind": "chef", "valid_from": "2018-09-10", "valid_to": "", "substitute_for": ""}
    assert visit("controller", "organisation/enheter/ht/ny-roll/", posted).status_code == 302
    role = Role.objects.get(person=person)
    again = visit("controller", "organisation/enheter/ht/ny-roll/", posted)
    assert again.status_code == 422 and "redan" in body(again)
    assert visit("chef", f"organisation/roller/{role.pk}/avsluta/").status_code == 403
    assert visit("controller", f"organisation/roller/{role.pk}/avsluta/", {"on": "2018-12-31"}).status_code == 302
    role.refresh_from_db()
    assert role.valid_to == date(2018, 12, 31)
    assert "2018-12-31" in body(visit("ledamot", f"organisation/personer/{person.pk}/"))
    changed = visit("controller", f"organisation/personer/{person.pk}/andra/", {"name": "Chefen", "email": ""})
    assert changed.status_code == 302 and Person.objects.get(pk=person.pk).name == "Chefen"
    assert visit("chef", f"organisation/personer/{person.pk}/andra/").status_code == 403


def test_a_role_is_chosen_among_those_of_the_units_kind(visit: Visit) -> None:
    form = body(visit("controller", "organisation/enheter/ht/ny-roll/"))
    assert '<option value="chef">' in form and '<option value="sekreterare">' not in form


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("path", ["organisation/", "organisation/personer/", "organisation/logg/"])
def test_each_table_can_be_taken_away(visit: Visit, path: str, form: str) -> None:
    answer = visit("controller", f"{path}?format={form}")
    assert answer.status_code == 200 and f".{form}" in answer["Content-Disposition"]


def test_the_downloaded_tree_names_each_unit_once(visit: Visit) -> None:
    lines = visit("ledamot", "organisation/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 8 and lines[0].startswith("Enhet;Slag;Lyder under;Roller i dag")
    assert "Vård och omsorg;område eller avdelning;Socialförvaltningen;chef vo (chef)" in lines


def test_higher_floors_add_their_panels_to_a_unit(visit: Visit, settings: Settings) -> None:
    settings.PANELS = {"organisation:unit": ["rodatraden.organisation.tests.panel.about_unit"]}
    assert "<p>Panel om Socialnämnden</p>" in body(visit("ledamot", "organisation/enheter/sn/"))


def test_the_tree_costs_as_many_queries_with_fifty_units_as_with_seven(
    visit: Visit, town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    visit("ledamot", "organisation/")
    for number in range(43):
        unit = town.unit(f"u{number}", f"Enhet {number}", UnitKind.UNIT, town.area)
        town.person("chef", unit, account=f"chef-{number}")
    with django_assert_max_num_queries(16):
        visit("ledamot", "organisation/")


def test_an_ended_unit_has_its_page_and_no_way_to_end_it_again(visit: Visit, town: Town) -> None:
    end_unit(town.actor("controller"), town.home_care, date(2018, 6, 30))
    with clock.held(TODAY):
        page = body(visit("controller", "organisation/enheter/ht/"))
    assert re.search(r"Sista dag:\s*(<[^>]*>)?2018-06-30", page) and "/ht/avsluta/" not in page


def test_people_stand_by_the_swedish_alphabet(visit: Visit) -> None:
    for name in ("Öberg", "Ärlig", "Åberg", "Zorn"):
        Person.objects.create(name=name)
    page = body(visit("ledamot", "organisation/personer/"))
    places = [page.index(f">{name}<") for name in ("Zorn", "Åberg", "Ärlig", "Öberg")]
    assert places == sorted(places)
