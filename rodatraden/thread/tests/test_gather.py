"""The thread of a day: what is in it, who hangs beneath whom, and how each item stands."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import NOBODY
from rodatraden.steering.models import SteeringModel
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.gather import Node, Thread, gather
from rodatraden.thread.models import Assessment, ItemVersion, Measurement, State
from rodatraden.thread.services import assess, decide_version, draft_version, report_progress
from rodatraden.thread.tests.cast import FROM, YEAR, Town

pytestmark = pytest.mark.django_db
TODAY = date(2018, 9, 10)


@pytest.fixture(scope="module")
def woven(town_to_read: Town) -> Town:
    """Vision, two council goals, a board goal that serves both, an activity with progress, and a draft."""
    town = town_to_read
    vision = town.decided("Vision 2030", "vision", town.council)
    safe = town.decided("Trygg kommun", "fullmaktigemal", town.council, serves=(vision.item,), position=1)
    town.decided("Grön kommun", "fullmaktigemal", town.council, serves=(vision.item,), position=2)
    green = ItemVersion.objects.get(title="Grön kommun")
    safety = town.indicator("trygghet", decimals=1)
    town.outcome(safety, "2017", "51")
    town.outcome(safety, "2018", "54", unit=town.board)
    town.target(safety, "2018", "55")
    road = town.measured("Trygga vägar", safety, serves=(safe.item, green.item))
    walk = town.decided("Vandring", "aktivitet", town.school, serves=(road.item,), deadline=date(2018, 8, 31))
    report_progress(town.operator, walk.item, state="ongoing", percent=40)
    town.draft("Utkast")
    return town


@pytest.fixture(scope="module")
def thread(woven: Town) -> Thread:
    with clock.held(TODAY):
        return woven.thread()


def keys(nodes: list[Node]) -> list[str]:
    return [node.key for node in nodes]


def test_the_items_come_by_level_from_the_top_and_drafts_are_not_among_them(thread: Thread) -> None:
    assert list(thread.nodes) == ["vision-2030", "trygg-kommun", "gron-kommun", "trygga-vagar", "vandring"]


@pytest.mark.parametrize(
    ("start", "up", "down"),
    [
        ("vision-2030", [], ["trygg-kommun", "gron-kommun", "trygga-vagar", "vandring"]),
        ("trygg-kommun", ["vision-2030"], ["trygga-vagar", "vandring"]),
        ("trygga-vagar", ["trygg-kommun", "gron-kommun", "vision-2030"], ["vandring"]),
        ("vandring", ["trygga-vagar", "trygg-kommun", "gron-kommun", "vision-2030"], []),
    ],
)
def test_from_every_item_one_walks_up_and_down_nearest_first_and_meets_each_once(
    thread: Thread, start: str, up: list[str], down: list[str]
) -> None:
    assert keys(thread.upward(start)) == up
    assert keys(thread.downward(start)) == down


def test_who_lies_above_has_below_and_the_other_way_round(thread: Thread) -> None:
    for key in thread.nodes:
        assert all(key in keys(thread.upward(below)) for below in keys(thread.downward(key)))
        assert all(key in keys(thread.downward(above)) for above in keys(thread.upward(key)))


def test_only_what_serves_directly_is_directly_beneath(thread: Thread) -> None:
    assert keys(thread.serving("vision-2030")) == ["trygg-kommun", "gron-kommun"]
    assert keys(thread.serving("gron-kommun")) == ["trygga-vagar"]
    assert thread.serving("vandring") == []
    assert thread.serving("finns-inte") == []


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("vision",), ["vision-2030"]),
        (("goal",), ["trygg-kommun", "gron-kommun", "trygga-vagar"]),
        (("activity", "vision"), ["vision-2030", "vandring"]),
        (("assignment",), []),
        ((), []),
    ],
)
def test_items_are_found_by_the_kind_of_their_level(thread: Thread, kinds: tuple[str, ...], found: list[str]) -> None:
    assert keys(thread.of_kind(*kinds)) == found


def test_an_item_shows_its_own_units_outcomes_and_the_owners_targets(thread: Thread, woven: Town) -> None:
    (figure,) = thread.nodes["trygga-vagar"].figures
    assert figure.unit_id == woven.board.pk
    assert {period.key: row.value for period, row in figure.outcomes.items()} == {"2018": Decimal(54)}
    assert {period.key: row.value for period, row in figure.targets.items()} == {"2018": Decimal(55)}
    assert (figure.judgement.value_key, figure.weight) == ("gul", Decimal(1))


def test_a_goal_stands_as_its_parts_do_all_the_way_up(thread: Thread) -> None:
    standing = {key: node.judgement.value_key if node.judgement else None for key, node in thread.nodes.items()}
    assert standing == {
        "vision-2030": None,
        "trygg-kommun": "gul",
        "gron-kommun": "gul",
        "trygga-vagar": "gul",
        "vandring": None,
    }


def test_progress_is_there_only_where_it_is_asked_for(thread: Thread, woven: Town) -> None:
    progress = thread.nodes["vandring"].progress
    assert progress is not None
    assert progress.percent == 40
    assert woven.thread(progress=False).nodes["vandring"].progress is None


def test_the_authority_of_an_item_is_that_of_its_unit(thread: Thread) -> None:
    found = {key: node.authority.key if node.authority else "" for key, node in thread.nodes.items()}
    assert found["vandring"] == found["trygga-vagar"] == "bun"
    assert found["vision-2030"] == "kf"


@pytest.mark.parametrize(
    ("deadline", "day", "state", "late"),
    [
        (None, TODAY, None, False),
        (TODAY, TODAY, None, False),
        (TODAY, date(2018, 9, 11), None, True),
        (TODAY, date(2018, 9, 11), "planned", True),
        (TODAY, date(2018, 9, 11), "paused", True),
        (TODAY, date(2018, 9, 11), "done", False),
        (TODAY, date(2018, 9, 11), "cancelled", False),
    ],
)
def test_late_is_what_should_have_been_done_before_the_day_and_is_neither_done_nor_cancelled(
    thread: Thread, deadline: date | None, day: date, state: str | None, late: bool
) -> None:
    walk = thread.nodes["vandring"]
    version = ItemVersion(item=walk.version.item, title="Vandring", deadline=deadline)
    progress = None if state is None else type(walk.progress)(state=state)  # type: ignore[misc]
    node = Node(version, walk.level, (), None, progress=progress)
    assert node.is_late(day) is late
    assert node.is_over is (state in {"done", "cancelled"})


def test_the_thread_of_another_day_is_that_days(woven: Town) -> None:
    before = gather(woven.operator, date(2017, 12, 31), YEAR)
    assert list(before.nodes) == []
    assert list(gather(woven.operator, FROM, YEAR).nodes)


def test_what_is_done_may_be_left_out_and_no_status_changes(woven: Town) -> None:
    everything, judged = woven.thread(), gather(woven.operator, TODAY, YEAR, doing=False)
    left_out = everything.nodes.keys() - judged.nodes.keys()
    assert {everything.nodes[key].level.kind for key in left_out} == {"activity"}
    for key, node in judged.nodes.items():
        assert node.judgement == everything.nodes[key].judgement


def test_who_is_not_known_sees_an_empty_thread(woven: Town) -> None:
    assert not gather(NOBODY, TODAY, YEAR).nodes


@pytest.mark.parametrize(("year", "closed"), [("2016", True), ("2017", True), ("2018", False), ("2019", False)])
def test_a_year_is_closed_when_its_annual_accounts_are_due(woven: Town, year: str, closed: bool) -> None:
    assert woven.thread(Period.parse(year)).closed is closed


def test_the_whole_thread_takes_seven_queries_however_much_hangs_in_it(town: Town) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            gather(actor, TODAY, YEAR, progress=True)
        return len([each for each in queries if "set_config" not in each["sql"]])

    actor = town.actor(town.controller)
    goal = town.measured("Mål", town.indicator())
    few = asked()
    for number in range(5):
        activity = town.decided(f"Göra {number}", "aktivitet", town.school, serves=(goal.item,))
        report_progress(town.operator, activity.item, state="planned")
        town.measured(f"Mål {number}", town.indicator(f"i{number}"))
    assert asked() == few == 7


def test_without_a_model_there_is_no_thread_and_it_says_why(town: Town) -> None:
    SteeringModel.objects.all().delete()
    with pytest.raises(Refused, match="Ingen styrmodell gäller 2018-09-10"):
        gather(town.operator, TODAY, YEAR)


def test_an_item_at_a_level_that_the_model_no_longer_has_is_left_out(town: Town) -> None:
    kept, gone = town.decided("Kvar"), town.decided("Borta")
    ItemVersion.objects.filter(pk=gone.pk).update(level="avskaffad")
    assert list(town.thread().nodes) == [kept.item.key]


def test_indicators_stand_in_their_own_order_whatever_order_they_were_chosen_in(town: Town) -> None:
    last, first = town.indicator("b", position=2), town.indicator("a", position=1)
    town.measured("Mål", last, first)
    assert [figure.indicator.key for figure in town.thread().nodes["mal"].figures] == ["a", "b"]


def test_the_weight_and_the_mark_of_made_up_measurements_come_along(town: Town) -> None:
    version = town.measured("Mål", town.indicator())
    Measurement.objects.filter(version=version).update(weight=Decimal("2.5"), example=True)
    (figure,) = town.thread().nodes["mal"].figures
    assert (figure.weight, figure.example) == (Decimal("2.50"), True)


def test_the_latest_assessment_by_hand_of_the_year_speaks(town: Town) -> None:
    item = town.decided("Mål").item
    assess(town.operator, item, Period.parse("2017"), town.board, "rod", True, "I fjol")
    assert town.thread().nodes["mal"].by_hand is None
    assess(town.operator, item, YEAR, town.board, "gul", False, "Först")
    assess(town.operator, item, YEAR, town.board, "gron", False, "Sedan")
    by_hand = town.thread().nodes["mal"].by_hand
    assert by_hand is not None
    assert (by_hand.value, Assessment.objects.filter(item=item, period=YEAR).count()) == ("gron", 2)


def test_what_measured_a_former_version_does_not_measure_the_one_that_holds(town: Town) -> None:
    old = town.measured("Mål", town.indicator("gammal"))
    ItemVersion.objects.filter(pk=old.pk).update(valid_to=date(2018, 5, 31))
    ItemVersion.objects.create(
        item=old.item, level="namndmal", title="Nytt", unit=town.board, state=State.DECIDED, valid_from=date(2018, 6, 1)
    )
    assert town.thread().nodes["mal"].figures == ()
    assert town.thread().nodes["mal"].title == "Nytt"


def test_a_year_that_is_over_shows_the_thread_of_its_last_day(town: Town) -> None:
    first = town.decided("Gammal lydelse", since=date(2017, 1, 1))
    town.decided("Först i år")
    again = draft_version(town.operator, first.item, title="Ny lydelse")
    decide_version(town.operator, again, town.board_meeting, FROM, confirmed=True)
    before, now = town.thread(Period.parse("2017")), town.thread()
    assert [node.title for node in before.nodes.values()] == ["Gammal lydelse"]
    assert {node.title for node in now.nodes.values()} == {"Ny lydelse", "Först i år"}
