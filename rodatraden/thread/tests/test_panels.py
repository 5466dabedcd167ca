"""What the thread adds to the pages of indicators, decisions and units."""

from typing import Any

import pytest
from django.test import RequestFactory

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import NOBODY
from rodatraden.organisation.http import Request
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.tests.steered import steer_by
from rodatraden.tenancy import current
from rodatraden.tenancy.models import User
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.panels import (
    HIGHEST_CLIMB,
    area_facet,
    decided_items,
    indicator_stations,
    items_of_unit,
    measured_items,
    seen,
)
from rodatraden.thread.services import decide_version, draft_version, measure
from rodatraden.thread.tests.cast import FROM, MODEL, Town

pytestmark = pytest.mark.django_db
AREA = """
[[level]]
key = "omrade"
name = { one = "målområde" }
kind = "direction"
serves = ["vision"]
decided_by = "kf"
"""


@pytest.fixture(scope="module")
def house(town_to_read: Town) -> Town:
    """Two areas, a goal under each, and an indicator on a goal, on an area and on nothing."""
    town = town_to_read
    text = MODEL.replace('serves = ["vision"]', 'serves = ["omrade"]', 1).replace("[scale.ljus]", f"{AREA}[scale.ljus]")
    steer_by(text)
    with clock.held(FROM.replace(month=9, day=10)):
        vision = town.decided("Vision", "vision", town.council)
        trygghet, arbete = (town.indicator(key, short_name=key.upper()) for key in ("trygghet", "arbete"))
        town.indicator("loshangande")
        first = town.decided("Trygg", "omrade", town.council, serves=(vision.item,), number="1", position=1)
        town.measured(
            "Arbete", arbete, level="omrade", unit=town.council, serves=(vision.item,), number="2", position=2
        )
        goal = town.decided("Mål", "fullmaktigemal", town.council, serves=(first.item,))
        town.measured("Nämndens", trygghet, serves=(goal.item,), example=True)
        own = town.draft("Utkast")
        measure(town.operator, own, [trygghet])
        decide_version(town.operator, town.draft("Beslutat"), town.board_meeting, FROM, confirmed=True)
    return town


def request_of(town: Town, user: User | None = None) -> Request:
    request: Any = RequestFactory().get("/klippan/")
    request.actor = town.actor(user or town.member)
    request.municipality = current()
    request.user = user or town.member
    return request  # type: ignore[no-any-return]


def indicator(town: Town, key: str) -> Indicator:
    return Indicator.objects.get(key=key)


@pytest.mark.parametrize(
    ("key", "there", "not_there"),
    [
        ("trygghet", ["Nämndens", "Nämndmål", "/klippan/led/namndens/"], ["Utkast", "Arbete"]),
        ("arbete", ["Arbete", "Målområde"], ["Nämndens"]),
        ("loshangande", [], ["Nämndens", "Arbete"]),
    ],
)
def test_an_indicators_page_tells_which_items_it_measures(
    house: Town, key: str, there: list[str], not_there: list[str]
) -> None:
    html = measured_items(request_of(house), indicator(house, key))
    assert all(words in html for words in there)
    assert not any(words in html for words in not_there)


def test_a_decisions_page_tells_what_it_decided(house: Town) -> None:
    html = decided_items(request_of(house), house.board_meeting)
    assert "Beslutat" in html
    assert "Nämndens" not in html
    assert "/klippan/led/" not in decided_items(request_of(house), house.meeting)


@pytest.mark.parametrize(
    ("unit", "there", "scorecard"),
    [("council", "Trygg", True), ("board", "Nämndens", True), ("executive", "", False)],
)
def test_a_units_page_tells_what_it_owns_and_leads_to_its_scorecard(
    house: Town, unit: str, there: str, scorecard: bool
) -> None:
    owner = getattr(house, unit)
    html = items_of_unit(request_of(house), owner)
    assert there in html
    assert (f"/klippan/styrkort/{owner.key}/" in html) is scorecard
    assert "Utkast" not in html


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (
            "trygghet",
            [("Vision", "Vision"), ("Målområde", "Trygg"), ("Fullmäktigemål", "Mål"), ("Nämndmål", "Nämndens")],
        ),
        ("arbete", [("Vision", "Vision"), ("Målområde", "Arbete")]),
        ("loshangande", []),
    ],
)
def test_the_red_line_leads_from_the_vision_down_to_the_indicator(
    house: Town, key: str, path: list[tuple[str, str]]
) -> None:
    *above, last = indicator_stations(request_of(house), indicator(house, key))
    assert [(station.level, station.name) for station in above] == path
    assert (last.level, last.current) == ("Indikator", True)
    assert last.name == {"loshangande": "Loshangande"}.get(key, key.upper())


def test_a_made_up_item_is_marked_on_the_red_line(house: Town) -> None:
    path = indicator_stations(request_of(house), indicator(house, "trygghet"))
    marked = [station.name for station in path if station.example]
    assert marked == ["Nämndens"]


def test_the_list_of_indicators_is_narrowed_by_area_and_all_beneath_it(house: Town) -> None:
    facet = area_facet(request_of(house))
    assert (facet.name, list(facet.options)) == ("omrade", [("trygg", "1 Trygg"), ("arbete", "2 Arbete")])
    keys = {area: {each.key for each in Indicator.objects.filter(pk__in=ids)} for area, ids in facet.members.items()}
    assert keys == {"trygg": {"trygghet"}, "arbete": {"arbete"}}


def test_only_what_holds_today_and_may_be_read_is_seen(house: Town) -> None:
    titles = {version.title for version in seen(request_of(house, house.secretary))}
    assert titles == {"Vision", "Trygg", "Arbete", "Mål", "Nämndens", "Beslutat"}
    stranger = request_of(house)
    stranger.actor = NOBODY
    assert not seen(stranger).exists()


def test_a_climb_that_never_ends_is_ended(town: Town) -> None:
    measured = town.indicator()
    above: tuple[Any, ...] = ()
    for number in range(HIGHEST_CLIMB + 3):
        above = (town.decided(f"Mål {number}", serves=above).item,)
    last = ItemVersion.objects.get(item=above[0])
    following = draft_version(town.operator, last.item)
    measure(town.operator, following, [measured])
    decide_version(town.operator, following, town.board_meeting, FROM.replace(month=5), confirmed=True)
    assert len(indicator_stations(request_of(town), measured)) == HIGHEST_CLIMB + 1


def test_without_a_model_items_are_told_by_the_keys_of_their_levels(town: Town) -> None:
    town.measured("Mål", town.indicator("i"))
    asked = request_of(town)
    SteeringModel.objects.all().delete()
    asked.actor = town.operator
    assert "Namndmal" in measured_items(asked, indicator(town, "i"))
    assert list(area_facet(asked).options) == []
