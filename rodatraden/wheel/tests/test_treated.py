"""When bodies treat reports in the wheel: at meetings of their own, once for each, done when it is decided."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from rodatraden.conftest import for_a_module, looked_at
from rodatraden.demo import build
from rodatraden.demo.tests.cast import cast_of
from rodatraden.followup.models import Report, State
from rodatraden.followup.round import rounds_of_year
from rodatraden.organisation.access import actor_of
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.wheel.entries import Entry
from rodatraden.wheel.sources import year_entries
from rodatraden.wheel.tests.made import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.full]


@pytest.fixture(scope="module", params=["svenljunga", "perstorp", "hallsberg", "exempelkommunen"])
def kommun(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Municipality]:
    """Each of the demo's municipalities, once for all that only read."""
    with for_a_module(django_db_blocker):
        municipality = looked_at(build.build(request.param, lambda _: None))
        with scope(municipality):
            yield municipality


def entries(kommun: Municipality) -> list[Entry]:
    actor = actor_of(next(iter(cast_of(kommun.slug).values())))
    assert actor is not None
    return year_entries(actor, YEAR)


def test_a_body_treats_a_report_at_a_meeting_of_its_own_and_only_once(kommun: Municipality) -> None:
    found = entries(kommun)
    meetings = {(unit, each.first) for each in found if each.sits and each.exact for unit in each.units}
    treated = [each for each in found if each.ident.startswith("treated-")]
    assert treated
    for each in treated:
        assert {(unit, each.first) for unit in each.units} <= meetings, each.ident
        assert not [why for why in each.assumed if "nämnden behandlar" in why and each.ring != "boards"], each.ident
    assert set(Counter((each.report, each.covers, each.who) for each in treated).values()) == {1}


def test_it_is_done_when_the_bodys_own_report_is_treated(kommun: Municipality) -> None:
    rows = Report.objects.values_list("kind", "period_end", "unit_id", "state")
    states = {(kind, end, unit): state for kind, end, unit, state in rows}
    treated = [each for each in entries(kommun) if each.ident.startswith("treated-")]
    for each in treated:
        (unit,) = each.units
        state = states.get((each.report, each.covers or date.min, unit))
        assert (each.done is True) == (state == State.TREATED), each.ident
    assert {each.done for each in treated} >= {True, False}


def test_the_executive_board_is_not_said_to_treat_what_it_has_not_got(kommun: Municipality) -> None:
    found = {(each.report, each.who): each.what for each in entries(kommun) if each.ident.startswith("treated-")}
    told = found.get(("delar", "Kommunstyrelsen"), "")
    assert ("för den egna verksamheten" in told) == (kommun.slug == "exempelkommunen")


def test_the_day_that_writers_are_reminded_of_stands_in_the_wheel(kommun: Municipality) -> None:
    actor = actor_of(next(iter(cast_of(kommun.slug).values())))
    assert actor is not None
    found = {(each.report, each.covers, unit, each.first) for each in entries(kommun) for unit in each.units}
    slots = [slot for round in rounds_of_year(actor, YEAR) for slot in round.slots.values() if slot.by.year == YEAR]
    for slot in slots:
        assert (slot.due.occasion.report, slot.due.occasion.end, slot.place.id, slot.by) in found
    assert any(slot.by != slot.due.due for slot in slots)
