"""A plan is shown from as much of the thread as it needs: the same as from the whole of it, in fewer rows."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from rodatraden.indicators.models import Indicator
from rodatraden.lib.periods import Period
from rodatraden.planning.contents import document_of
from rodatraden.planning.services import add_section, propose_target, write_section
from rodatraden.planning.source import read
from rodatraden.planning.tests.cast import PlanTown
from rodatraden.planning.tests.whole import same_as_whole
from rodatraden.thread.narrowing import in_doubt, measured_elsewhere
from rodatraden.thread.services import report_progress


def filled(town: PlanTown) -> None:
    """Goals measured here and there, with targets of several units, and activities of others: one of them cancelled."""
    trust, reading = town.indicator(), town.indicator("lasning", owner=town.other)
    serves = (town.council_goal.item,)
    for unit, each in ((town.board, trust), (town.other, trust), (town.other, reading)):
        town.measured(f"Mål {unit.key} {each.key}", each, unit=unit, serves=serves)
    for year, value in (("2015", "61"), ("2017", "66"), ("2018", "67")):
        town.outcome(trust, year, value, unit=town.other)
        town.outcome(reading, year, value)
    town.outcome(trust, "2016", "70.5")
    for unit, value in ((town.council, "72"), (town.board, "75"), (town.other, "72")):
        town.target(trust, "2019", value, unit=unit)
    for goal, state in ((town.goal, "ongoing"), (town.other_goal, "cancelled")):
        done = town.decided(f"Gör {state}", "aktivitet", town.school, (goal.item,))
        report_progress(town.operator, done.item, state=state, note="Så blev det.")


@pytest.mark.parametrize(("kind", "unit"), [("budget", "council"), ("namndplan", "board"), ("enhetsplan", "school")])
def test_it_is_the_same_where_others_do_and_measure_much(town: PlanTown, kind: str, unit: str) -> None:
    filled(town)
    plan = town.plan(kind, vars(town)[unit])
    told = "{{utfall:lasning}} mot {{målvärde:trygghet}}, {{utfall:saknas}}\n\n{{indikator:lasning}}\n\n{{ovanför}}"
    add_section(town.operator, plan, "Eget")
    write_section(town.operator, plan.texts.select_related("plan__unit").get(heading="Eget"), told, seen=0)
    same_as_whole(plan)
    assert "67" in str(document_of(read(town.operator, plan)))


def test_of_others_nothing_is_read_but_where_it_hangs(town: PlanTown) -> None:
    filled(town)
    thread = read(town.operator, town.plan("budget", town.council)).thread
    asides = thread.asides.values()
    assert {one.measured_by for one in asides if one.level == "namndmal"} >= {("trygghet",), ("lasning",)}
    assert [one.serves for one in asides if one.level == "aktivitet"] == [(town.goal.item.key,)]
    assert not any(node.level.kind == "activity" for node in thread.nodes.values())
    assert [key for key in thread.order if key in thread.nodes] == list(thread.nodes)
    cancelled = set(thread.order) - set(thread.nodes) - set(thread.asides)
    assert len(cancelled) == 1


def test_the_page_asks_as_much_however_much_there_is(
    town: PlanTown, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filled(town)
    plan = town.plan()
    write_section(town.operator, town.section(plan), "{{utfall:trygghet}}", seen=0)
    year = Period.parse("2019")
    trust = Indicator.objects.get(key="trygghet")
    propose_target(town.operator, plan, indicator=trust, unit=town.board, period=year, value=Decimal(1))
    client.force_login(town.secretary)
    page = f"/perstorp/planer/{plan.pk}/"
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        assert client.get(page).status_code == 200
    for number in range(12):
        each = town.indicator(f"matt-{number}")
        town.outcome(each, "2017", "5")
        goal = town.measured(f"Nytt {number}", each, serves=(town.council_goal.item,))
        plan.items.create(item=goal.item, municipality_id=plan.municipality_id)
        propose_target(town.operator, plan, indicator=each, unit=town.board, period=year, value=Decimal(number))
        add_section(town.operator, plan, f"Avsnitt {number}")
        section = plan.texts.select_related("plan__unit").get(heading=f"Avsnitt {number}")
        write_section(
            town.operator, section, f"{{{{utfall:matt-{number}}}}}\n\n{{{{indikator:matt-{number}}}}}", seen=0
        )
    with django_assert_num_queries(len(few.captured_queries)):
        assert "Avsnitt 11" in client.get(page).content.decode()


def test_of_what_others_have_measured_the_latest_is_known_and_all_that_is_new(town: PlanTown) -> None:
    filled(town)
    found = measured_elsewhere(Q(indicator__key="trygghet"), 2017)
    (there,) = found.values()
    assert {(unit, at.key) for unit, at in there} == {
        (town.other.pk, "2015"), (town.other.pk, "2017"), (town.other.pk, "2018"), (town.council.pk, "2016"),
    }  # fmt: skip
    later = measured_elsewhere(Q(indicator__key="trygghet"), 2019)
    assert [at.key for unit, at in next(iter(later.values())) if unit == town.other.pk] == ["2018"]


def asked_of(town: PlanTown, unit: str = "board") -> set[str]:
    """The indicators of a unit's plan of which it is asked what others have measured."""
    thread = read(town.operator, town.plan("namndplan", vars(town)[unit])).thread
    measuring = [figure.indicator for node in thread.nodes.values() for figure in node.figures]
    keys = {each.pk: each.key for each in measuring}
    return {keys[pk] for pk in in_doubt(thread.figures, measuring, thread.tree)}


def test_what_others_have_measured_is_asked_only_where_a_target_of_theirs_or_a_rhythm_hangs_on_it(
    town: PlanTown,
) -> None:
    each = {key: town.indicator(key) for key in ("egen", "deras", "ingens", "sallan", "agarens")}
    town.measured("Nämndens mål", *each.values(), unit=town.board, serves=(town.council_goal.item,))
    town.outcome(each["egen"], "2017", "5", unit=town.board)
    town.target(each["egen"], "2019", "5", unit=town.board)
    town.target(each["deras"], "2019", "5", unit=town.other)
    town.target(each["agarens"], "2019", "5")
    each["sallan"].next_measured = Period.parse("2020")
    each["sallan"].save()
    assert asked_of(town) == {"deras", "sallan"}


def test_of_an_indicator_that_nobody_asks_about_nothing_is_read_elsewhere(town: PlanTown) -> None:
    each = town.indicator("egen")
    town.measured("Nämndens mål", each, unit=town.board, serves=(town.council_goal.item,))
    town.outcome(each, "2017", "5", unit=town.other)
    assert each.pk not in read(town.operator, town.plan("namndplan", town.board)).thread.elsewhere
