"""Scaled-up data: as much as asked for, with Perstorp's shape and the same each time."""

from collections import Counter
from datetime import date

import pytest

from rodatraden.demo.build import PRESETS
from rodatraden.demo.scale import Size, scale_up, scaled
from rodatraden.economy.models import Amount
from rodatraden.indicators.models import Indicator, Outcome, Target
from rodatraden.organisation.models import Unit
from rodatraden.steering.load import parse
from rodatraden.tenancy import scope
from rodatraden.thread.models import Contribution, Item, ItemVersion

SMALL = Size(items=120, indicators=20, periods=5, units=15, measured_units=3)


@pytest.mark.parametrize(
    "size",
    [SMALL, Size(), Size(items=2000, indicators=30), Size(items=12, indicators=1, periods=1, units=3)],
    ids=["small", "usual", "few indicators", "smallest"],
)
def test_there_is_as_much_as_was_asked_for(size: Size) -> None:
    town = scaled(size)
    outcomes = [row for row in town.evidence if row.what == "outcome"]
    assert len(town.items) == size.items
    assert len(town.indicators) == size.indicators
    assert len(town.units) == size.units
    assert len(outcomes) == size.indicators * size.periods * min(size.measured_units, size.units)
    assert len({row.key for row in town.items}) == size.items


def test_the_council_s_goals_share_all_the_indicators() -> None:
    town = scaled(Size())
    of_goals = [key for row in town.items if row.level == "fullmaktigemal" for key in row.indicators]
    assert sorted(of_goals) == sorted(row.key for row in town.indicators)


def test_every_unit_has_outcomes_and_no_indicator_twice_of_one_unit() -> None:
    outcomes = [row for row in scaled(Size()).evidence if row.what == "outcome"]
    assert len({row.unit for row in outcomes}) == Size().units
    assert len({(row.unit, row.indicator, row.period) for row in outcomes}) == len(outcomes)


def test_every_unit_beneath_the_council_has_its_economy_and_the_boards_investments_too() -> None:
    town = scaled(SMALL)
    boards = [unit.key for unit in town.units if unit.parent == "kf"]
    by_unit = {unit.key: [row for row in town.amounts if row.unit == unit.key] for unit in town.units}
    assert not by_unit["kf"]
    for key, rows in by_unit.items():
        kinds = Counter((row.line, row.kind) for row in rows)
        usual = {("drift", "frame"): 2, ("drift", "outcome"): 8, ("drift", "forecast"): 2}
        more = {("investeringar", kind): count for (_line, kind), count in usual.items()} if key in boards else {}
        assert kinds == (Counter() if key == "kf" else Counter({**usual, **more}))
    whose = [(row.unit, row.line, row.kind, row.as_of) for row in town.amounts]
    assert len(set(whose)) == len(whose) and all(row.as_of <= date(2018, 12, 31) for row in town.amounts)


def test_a_year_of_months_ends_each_on_its_last_day() -> None:
    days = [row.as_of for row in scaled(Size(units=3, months=12)).amounts if row.kind == "outcome"]
    assert {date(2018, 2, 28), date(2018, 12, 31)} <= set(days) and len(set(days)) == 12


def test_two_runs_make_the_same() -> None:
    assert scaled(SMALL) == scaled(SMALL)


def test_all_of_it_is_example() -> None:
    town = scaled(SMALL)
    made = (town.units, town.indicators, town.evidence, town.items, town.amounts)
    assert all(row.example for rows in made for row in rows)


def test_the_levels_are_perstorp_s_and_serve_what_they_may() -> None:
    model = parse((PRESETS / "perstorp.toml").read_text(encoding="utf-8"))
    town = scaled(SMALL)
    level_of = {row.key: row.level for row in town.items}
    for row in town.items:
        level = model.level_of(row.level)
        assert level is not None
        assert {level_of[key] for key in row.serves} <= set(level.serves)
        assert bool(row.serves) is (row.level != "vision")


@pytest.mark.django_db
def test_it_loads_into_a_municipality_of_its_own() -> None:
    municipality = scale_up(SMALL)
    assert municipality.is_demo
    with scope(municipality):
        assert (Item.objects.count(), ItemVersion.objects.count()) == (120, 120)
        assert (Indicator.objects.count(), Unit.objects.count()) == (20, 15)
        assert Outcome.objects.count() == 20 * 5 * 3
        assert Target.objects.count() == 20 * 3
        assert Amount.objects.count() == 14 * 12 + 6 * 12
        assert Contribution.objects.count() >= 119
