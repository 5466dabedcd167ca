"""Targets that outlive the council that set them (T7), among the breaks of the thread."""

from datetime import UTC, date, datetime

import pytest

from rodatraden.indicators.models import Target
from rodatraden.lib.periods import Period
from rodatraden.thread.breaking import found_in
from rodatraden.thread.tests.cast import Town
from rodatraden.thread.tests.test_breaks import KF, LEVELS, SN, WHOLE, found, texts
from rodatraden.thread.view import Promise

SET = date(2017, 6, 19)
"""Within the council that was elected in 2014 and sits until 14 October 2018."""


@pytest.mark.parametrize(
    ("promises", "told"),
    [
        ([], []),
        ([Promise(KF, Period.year_of(2018), SET)], []),
        ([Promise(KF, Period.year_of(2019), date(2018, 10, 15))], []),
        (
            [Promise(SN, Period.year_of(2019), SET)],
            ["Socialnämnden har ett målvärde för 2019, satt av ett fullmäktige vars sista dag är 2018-10-14."],
        ),
        (
            [Promise(KF, Period.year_of(at), SET) for at in (2018, 2020, 2019, 2019)],
            [
                "Kommunfullmäktige har 3 målvärden för 2019 och 2020, satta av ett fullmäktige vars sista dag är "
                "2018-10-14."
            ],
        ),
    ],
)
def test_targets_that_outlive_their_council_are_told_once_for_each_unit(
    promises: list[Promise], told: list[str]
) -> None:
    assert texts(*WHOLE, promises=tuple(promises)) == told


def test_a_target_whose_period_is_over_outlives_nobody() -> None:
    promises = (Promise(KF, Period.year_of(2019), SET),)
    levels = {key: each.model_copy(update={"carries": ()}) for key, each in LEVELS.items()}
    items = tuple(item._replace(indicators=(), deadline=None) for item in WHOLE)
    assert found(*items, levels=levels, promises=promises, today=date(2019, 12, 31)) == [("target-outlives", KF)]
    assert found(*items, levels=levels, promises=promises, today=date(2020, 1, 1)) == []


def test_the_day_of_the_decision_counts_else_the_day_it_was_entered(town: Town) -> None:
    measured = town.indicator(owner=town.board)
    town.measured("Trygga barn", measured)
    earlier = town.decision("beslut", town.council, "1")
    town.target(measured, "2019", "5", decision=earlier)
    town.target(measured, "2020", "6")
    Target.objects.filter(period="2020").update(entered_at=datetime(2018, 10, 14, 12, tzinfo=UTC))
    unmeasured = town.indicator("annan", owner=town.board)
    town.target(unmeasured, "2020", "6", decision=earlier)
    told = [each for each in found_in(town.thread()) if each.broken.code == "target-outlives"]
    assert [str(each.broken.message) for each in told] == [
        "Barn- och utbildningsnämnden har 2 målvärden för 2019 och 2020, satta av ett fullmäktige vars sista dag är "
        "2018-10-14."
    ]
    Target.objects.filter(period="2020").update(entered_at=datetime(2018, 10, 15, 12, tzinfo=UTC))
    (left,) = [each for each in found_in(town.thread()) if each.broken.code == "target-outlives"]
    assert (left.where, left.broken.severity) == ("Barn- och utbildningsnämnden", "remark")
    assert left.url == "/perstorp/trad/?organ=bun"
    assert "ett målvärde för 2019," in str(left.broken.message)
