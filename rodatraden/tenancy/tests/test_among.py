"""Rows by a list of numbers that goes to the database as one value."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import F, Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rodatraden.tenancy.among import among
from rodatraden.tenancy.models import Municipality, OwnedQuerySet


@pytest.fixture
def units(perstorp: Municipality) -> OwnedQuerySet[Model]:
    rows: Any = apps.get_model("organisation", "Unit").objects
    for place in range(6):
        rows.create(key=f"u{place}", name=f"Enhet {place}", kind="unit", position=place)
    return rows.all()  # type: ignore[no-any-return]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(places=st.sets(st.integers(-1, 7)))
def test_it_finds_what_a_list_of_values_finds(units: OwnedQuerySet[Model], places: set[int]) -> None:
    assert set(units.filter(among("position", places))) == set(units.filter(position__in=places))


def test_an_expression_is_looked_up_too(units: OwnedQuerySet[Model]) -> None:
    found = units.filter(among(F("position") * 10 + 1, [11, 31, 40])).order_by("position")
    assert list(found.values_list("key", flat=True)) == ["u1", "u3"]


def test_it_goes_with_other_conditions_and_with_what_is_not_so(units: OwnedQuerySet[Model]) -> None:
    either = units.filter(among("position", [1]) | among("position", []), ~among("position", [2]))
    assert list(either.values_list("key", flat=True)) == ["u1"]


def test_of_nothing_nothing_is_asked(
    units: OwnedQuerySet[Model], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert list(units.filter(among("position", []))) == []


def test_hundreds_are_one_value(units: OwnedQuerySet[Model]) -> None:
    _, values = units.filter(among("position", range(500))).query.sql_with_params()
    assert len(values) == 2
