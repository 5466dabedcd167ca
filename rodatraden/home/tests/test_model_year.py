"""The year of the page "Så styrs …": by month and day, numbered as on the wheel."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.home.model_year import coming, months, year_wheel
from rodatraden.steering.load import parse
from rodatraden.steering.schema import Event, Model
from rodatraden.steering.tests.small import BY_LAW, MONTHLY, small

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
TODAY = date(2018, 9, 10)
SVG = "{http://www.w3.org/2000/svg}"


def preset(name: str) -> Model:
    return parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES)
def model(request: pytest.FixtureRequest) -> Model:
    return preset(request.param)


def texts(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def with_event(**fields: object) -> Model:
    return small(event=[*BY_LAW, {"month": 2, "what": "Arbete", "actor": "namnd", **fields}])


def told(model: Model, what: str) -> tuple[str, list[str]]:
    """When, and the notes, of an event by its words."""
    (found,) = (each for month in months(model) for each in month.events if each.event.what == what)
    return str(found.when), [str(note) for note in found.notes]


def test_only_months_in_which_something_happens_are_told_in_their_order(model: Model) -> None:
    told = months(model)
    order = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
             "november", "december"]  # fmt: skip
    names = [month.name for month in told]
    assert names == sorted(names, key=order.index)
    assert all(month.events for month in told)
    assert sum(len(month.events) for month in told) == len([event for event in model.event if event.month])
    assert all(each.who.strip() for month in told for each in month.events)


def test_a_month_goes_by_its_days_and_first_what_has_none(model: Model) -> None:
    for month in months(model):
        days = [each.event.day or 0 for each in month.events]
        assert days == sorted(days), month.name


def test_the_numbers_run_through_the_year_without_a_gap(model: Model) -> None:
    numbers = [each.number for month in months(model) for each in month.events if each.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))


def test_work_that_lasts_is_told_as_a_span() -> None:
    assert told(with_event(until=4), "Arbete") == ("februari–april", [])
    assert told(with_event(until=2), "Arbete")[0] == ""
    assert told(with_event(day=28), "Arbete")[0] == "28 februari"
    assert told(with_event(), "Arbete")[0] == ""


def test_what_holds_for_companies_election_years_and_by_law_is_marked() -> None:
    model = with_event(companies=True, election_year=True, law="11:10")
    assert told(model, "Arbete")[1] == ["bolagen", "bara valår", "KL 11:10"]


def test_a_company_is_not_called_a_company_twice() -> None:
    (first,) = (m for m in months(preset("exempelkommunen")) if m.name == "augusti")
    assert all("bolagen" not in map(str, each.notes) for each in first.events if each.who == "bolag")


def test_the_wheel_has_the_numbers_of_the_list_and_a_ring_for_each_kind_of_actor(model: Model) -> None:
    found = [each for month in months(model) for each in month.events if each.number]
    numbers = {str(each.number) for each in found if not each.event.year_after_election}
    words = texts(year_wheel(model, TODAY))
    assert numbers <= set(words)
    assert "10 september" in words
    assert any(word.startswith("nästa: ") for word in words)


def test_the_wheel_says_its_rings_in_words() -> None:
    desc = ET.fromstring(year_wheel(preset("exempelkommunen"), TODAY)).find(f"{SVG}desc")  # noqa: S314
    assert desc is not None and desc.text is not None
    assert desc.text.startswith("47 händelser, tolv månader")
    assert "kommunfullmäktige, kommunstyrelsen, nämnd, bolag, tjänstepersoner" in desc.text


def test_what_comes_every_month_is_a_small_dot_in_each_and_has_no_number() -> None:
    model = small(
        report=[MONTHLY],
        event=[{"month": 1, "until": 12, "what": "Månadsrapport", "actor": "namnd", "report": "manad"}],
    )
    assert months(model)[0].events[0].number is None
    assert len(re.findall(r'<circle class="event[^"]*"', year_wheel(model, TODAY))) == 12


def test_an_election_years_event_is_on_the_wheel_of_such_a_year_only() -> None:
    model = small(event=[{"month": 12, "what": "Budget", "actor": "kf", "election_year": True}])
    assert "1" in texts(year_wheel(model, date(2018, 9, 10)))
    assert "1" not in texts(year_wheel(model, date(2019, 9, 10)))


def test_what_comes_the_year_after_an_election_says_so_and_is_on_that_years_wheel() -> None:
    model = small(event=[{"month": 6, "what": "Plan", "actor": "kf", "year_after_election": True}])
    assert told(model, "Plan")[1] == ["året efter val"]
    assert "1" in texts(year_wheel(model, date(2019, 9, 10)))
    assert "1" not in texts(year_wheel(model, date(2018, 9, 10)))


def test_the_last_of_february_is_a_day_in_every_year() -> None:
    leap = small(event=[{"month": 2, "day": 29, "what": "Bokslut", "actor": "kf"}])
    assert "1" in texts(year_wheel(leap, date(2019, 1, 1)))


def test_a_year_without_events_has_no_wheel() -> None:
    assert year_wheel(small(event=[]), TODAY) == ""
    assert months(small(event=[])) == []


def test_what_comes_next_is_told_nearest_first() -> None:
    found = coming(preset("exempelkommunen"), TODAY)
    assert len(found) == 6
    assert [each.event.month for each in found] == sorted(each.event.month for each in found)
    assert found[0].event.month == 9
    assert coming(preset("exempelkommunen"), date(2018, 12, 31))[0].event.day == 31


def test_an_event_is_not_changed_by_being_shown() -> None:
    event = Event(month=2, what="Möte", actor="kf")
    assert months(small(event=[event]))[0].events[0].event == event
