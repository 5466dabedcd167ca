"""What concerns one's own unit, first on the overview of whoever has one."""

from collections.abc import Iterator, Mapping

import pytest

from rodatraden.home.mine import Mine, coming, mine
from rodatraden.home.tests.test_overview import of_year
from rodatraden.indicators.models import Outcome
from rodatraden.lib import clock
from rodatraden.organisation.access import actor_of
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_home(perstorp_in_the_demo: Municipality) -> Iterator[None]:
    with scope(perstorp_in_the_demo):
        yield


def mine_of(user: User) -> Mine:
    actor = actor_of(user)
    assert actor is not None
    return mine(actor, of_year(2018))


def test_a_head_of_unit_sees_the_units_own_scorecard_with_its_answer(perstorps_cast: Mapping[str, User]) -> None:
    found = mine_of(perstorps_cast["enhetschef"])
    assert [place.name for place, _told in found.cards] == ["Hemtjänsten"]
    assert "indikator" in str(found.cards[0][1])


def test_the_units_own_activities_come_with_the_nearest_deadline_first(perstorps_cast: Mapping[str, User]) -> None:
    due = mine_of(perstorps_cast["enhetschef"]).due
    unit = Unit.objects.get(name="Hemtjänsten").pk
    assert due and all(unit in (node.version.unit_id, node.version.responsible_unit_id) for node in due)
    deadlines = [node.version.deadline for node in due if node.version.deadline]
    assert deadlines == sorted(deadlines)


def test_an_outcome_that_is_missing_is_told_with_its_periods(perstorps_cast: Mapping[str, User]) -> None:
    unit = Unit.objects.get(name="Hemtjänsten")
    august = Outcome.objects.filter(unit=unit, period="2018-08", superseded_at=None)
    assert not august.exists()
    missing = mine_of(perstorps_cast["enhetschef"]).missing
    assert [(each.indicator.key, [at.key for at in each.periods]) for each in missing] == [("kontinuitet", ["2018-08"])]


def test_a_member_of_the_council_has_no_unit_of_their_own(perstorps_cast: Mapping[str, User]) -> None:
    assert not mine_of(perstorps_cast["ledamot"]).shown


def test_what_is_over_is_not_coming() -> None:
    with clock.held(clock.today()):
        thread = of_year(2018)
    assert all(not node.is_over and node.version.deadline for node in coming(thread))
