"""What is read and judged of a thread: what somebody asks for, and what that rests on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.lib import clock
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.gather import Thread, gather
from rodatraden.thread.models import ItemVersion
from rodatraden.thread.tests.cast import YEAR, Town

pytestmark = pytest.mark.django_db


def of_council(town: Town) -> Thread:
    return gather(town.operator, clock.today(), YEAR, progress=True, units=[town.council.pk], breaks=True)


@pytest.fixture
def rested(town: Town) -> Town:
    """A council goal that a board's goal speaks for, in its own figures, beside a goal of the council's own figures
    and a board's goal that speaks for nothing."""
    safety, volume = town.indicator("trygghet"), town.indicator("elever", kind="volume")
    for unit, value in ((town.council, "60"), (town.board, "30")):
        town.outcome(safety, "2018", value, unit=unit)
    town.outcome(volume, "2018", "900", unit=town.council)
    town.target(safety, "2018", "55")
    vision = town.decided("Vision", "vision", town.council)
    goal = town.measured("Trygg", volume, level="fullmaktigemal", unit=town.council, serves=(vision.item,))
    town.measured("Egen", safety, level="fullmaktigemal", unit=town.council, serves=(vision.item,))
    town.measured("Trygga vägar", safety, serves=(goal.item,))
    town.measured("För sig", safety)
    return town


def test_the_councils_items_stand_as_in_the_whole_thread(rested: Town) -> None:
    whole, own = rested.thread(), of_council(rested)
    council = [key for key, node in whole.nodes.items() if node.version.unit_id == rested.council.pk]
    assert {key: own.nodes[key].judgement for key in council} == {key: whole.nodes[key].judgement for key in council}
    standing = whole.nodes["egen"].judgement, whole.nodes["trygg"].judgement
    assert [each.value_key for each in standing if each] == ["gron", "rod"]


def test_what_the_councils_items_do_not_rest_on_has_no_figures_but_is_known_to_be_measured(rested: Town) -> None:
    own = of_council(rested)
    assert own.nodes["trygga-vagar"].figures and not own.nodes["for-sig"].figures
    assert own.nodes["for-sig"].measured_by == ("trygghet",)
    assert own.nodes["for-sig"].judgement is None and own.nodes["for-sig"].proposal is None


def test_the_breaks_are_those_of_the_whole_thread(rested: Town) -> None:
    never = rested.indicator("aldrig")
    rested.target(never, "2017", "5")
    rested.measured("Aldrig mätt", never)
    whole = breaks_of(rested.thread())
    assert "no-outcome" in {each.code for each in whole}
    assert breaks_of(of_council(rested)) == whole


def test_an_item_is_judged_when_somebody_asks_and_asks_nothing_of_the_database(rested: Town) -> None:
    node = rested.thread().nodes["trygg"]
    assert "judgement" not in node.__dict__
    with CaptureQueriesContext(connection) as queries:
        assert node.proposal is not None and node.proposal == node.judgement
    assert len(queries) == 0


def test_a_thread_has_the_outcomes_that_its_items_show(rested: Town) -> None:
    safety = next(each.indicator for each in rested.thread().measures.values() if each.indicator.key == "trygghet")
    rested.outcome(safety, "2018", "44", unit=rested.school)
    units = {unit for _, unit, _ in rested.thread().figures.outcomes}
    assert units == {rested.council.pk, rested.board.pk}


def test_the_versions_of_a_thread_are_whole_rows(rested: Town) -> None:
    version = rested.thread().nodes["trygg"].version
    row = ItemVersion.objects.get(pk=version.pk)
    assert version == row and version.item == row.item
    assert (version.title_folded, version.written_at) == (row.title_folded, row.written_at)
