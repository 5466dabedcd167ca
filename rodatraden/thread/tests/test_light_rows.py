"""Rows put together by thousands: the same as any others, with what was left out read when it is asked for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodatraden.organisation.models import Role
from rodatraden.thread.tests.cast import Town

pytestmark = pytest.mark.django_db


def test_a_light_row_is_the_row(town: Town) -> None:
    plain, light = list(Role.objects.order_by("pk")), Role.objects.order_by("pk").light()
    assert light == plain
    for one, other in zip(light, plain, strict=True):
        assert all(getattr(one, field.attname) == getattr(other, field.attname) for field in Role._meta.concrete_fields)
        assert not one._state.adding


def test_what_comes_along_asks_nothing_more(town: Town) -> None:
    with CaptureQueriesContext(connection) as queries:
        names = [role.unit.name for role in Role.objects.order_by("pk").light(along="unit")]
    assert names == [role.unit.name for role in Role.objects.order_by("pk").select_related("unit")]
    assert len([query for query in queries if "set_config" not in query["sql"]]) == 1


def test_a_column_left_out_is_read_when_it_is_asked_for(town: Town) -> None:
    light = Role.objects.order_by("pk").light("kind")[0]
    assert "kind" not in light.__dict__
    assert light.kind == Role.objects.order_by("pk")[0].kind


def test_a_light_row_is_changed_and_saved_as_any_other(town: Town) -> None:
    light = Role.objects.order_by("pk").light()[0]
    light.kind = "ledamot"
    light.save(update_fields=["kind"])
    assert Role.objects.get(pk=light.pk).kind == "ledamot"
