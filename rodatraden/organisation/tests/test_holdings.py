"""Roles as pages show them: in the model's words, those that lead first, and each in its time."""

from datetime import date

import pytest

from rodatraden.lib import clock
from rodatraden.organisation.models import Role
from rodatraden.organisation.pages import holdings, people_table, stations, unit_page, units_page
from rodatraden.organisation.tests.cast import TODAY, Town
from rodatraden.tenancy.tests.test_owned_rows import add


def all_roles() -> list[Role]:
    return list(Role.objects.select_related("person", "unit").order_by("pk"))


def test_those_that_lead_stand_before_those_that_read(town: Town) -> None:
    words = [one.word for one in holdings(all_roles())]
    assert words.index("chef") < words.index("nämndsekreterare") < words.index("controller") < words.index("revisor")


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (None, None, (True, False, False)),
        (None, TODAY, (True, False, False)),
        (TODAY, None, (True, False, False)),
        (None, date(2018, 9, 9), (False, True, False)),
        (date(2018, 9, 11), None, (False, False, True)),
    ],
)
def test_a_role_holds_has_ended_or_is_to_come(
    town: Town, begins: date | None, ends: date | None, expected: tuple[bool, bool, bool]
) -> None:
    Role.objects.filter(kind="chef").update(valid_from=begins, valid_to=ends)
    (one,) = holdings(list(Role.objects.filter(kind="chef").select_related("person")))
    assert (one.holds, one.ended, one.coming) == expected


def test_a_role_that_the_model_does_not_know_is_shown_by_its_key_and_last(town: Town) -> None:
    town.person("gammal-roll", town.board, account="old")
    assert holdings(all_roles())[-1].word in ("gammal-roll", "ledamot", "revisor")
    assert "gammal-roll" in {one.word for one in holdings(all_roles())}


def test_the_line_at_the_top_leads_down_to_the_unit(town: Town) -> None:
    way = stations(town.actor("ledamot").tree, town.home_care)
    assert [station.name for station in way] == [
        "Organisation", "Kommunfullmäktige", "Socialnämnden", "Socialförvaltningen", "Vård och omsorg", "Hemtjänsten",
    ]  # fmt: skip
    assert [station.current for station in way] == [False] * 5 + [True]
    assert way[2].url == "/perstorp/organisation/enheter/sn/"


def test_a_unit_that_ends_later_is_still_shown_today_and_listed_as_ended_after(town: Town) -> None:
    type(town.area).objects.filter(pk=town.home_care.pk).update(valid_to=TODAY)
    page = units_page(town.actor("ledamot"))
    assert len(page.table.rows) == 7 and page.ended == ()
    with clock.held(date(2018, 9, 11)):
        later = units_page(town.actor("ledamot"))
    assert len(later.table.rows) == 6 and [unit.key for unit in later.ended] == ["ht"]


def test_a_person_is_listed_with_todays_roles_alone(town: Town) -> None:
    rows = {str(getattr(row["person"], "text", "")): row["roles"] for row in people_table().rows}
    assert rows["chef vo"] == "chef, Vård och omsorg"
    assert rows["sekreterare bn"] == ""


def test_a_unit_without_a_parent_is_the_top_of_its_way(town: Town) -> None:
    add("forbundet")
    unit = type(town.area).objects.get(key="forbundet")
    page = unit_page(town.actor("ledamot"), unit)
    assert str(page.sentence) == "Enhet. Ingen har en roll här i dag."
    assert [station.name for station in page.stations] == ["Organisation", "forbundet"]
