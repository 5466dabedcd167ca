"""Every row that a municipality owns is guarded, by Django and on PostgreSQL beneath it."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import Error, connection, transaction
from django.db.models import Model

from rodatraden.tenancy import NoMunicipality, current, current_or_none, scope
from rodatraden.tenancy.models import Municipality, Owned, OwnedManager, User
from rodatraden.tenancy.tests.rows import our_models, owned_models

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="row security needs PostgreSQL")
NOT_OWNED = {Municipality, User}
"""Global by design: who runs here, and who can sign in. The log guards itself (audit)."""


def unit() -> Any:
    """Units, the plainest owned rows; a class of a higher floor, and so not imported."""
    return apps.get_model("organisation", "Unit")


def add(key: str) -> Owned:
    made: Owned = unit().objects.create(key=key, name=key, kind="unit")
    return made


def names_without_filter() -> list[str]:
    """What a query sees that forgot to ask for a municipality's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM organisation_unit ORDER BY key")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_row_of_ours_has_an_owner_or_a_reason(model: type[Model]) -> None:
    owned_by_column = {field.column for field in model._meta.concrete_fields} >= {"municipality_id"}
    assert owned_by_column or model in NOT_OWNED


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)
def test_rows_are_not_read_before_it_is_said_whose(model: type[Owned]) -> None:
    assert isinstance(model._meta.default_manager, OwnedManager)
    with scope(None), pytest.raises(NoMunicipality):
        model.objects.all()


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)
def test_unique_keys_begin_with_the_owner(model: type[Owned]) -> None:
    """Else one municipality's key would stop another's, and tell that it exists."""
    keys = [one.fields for one in model._meta.total_unique_constraints] + list(model._meta.unique_together)
    keys += [(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    links_to_an_owned_row = [key for key in keys if any(_is_owned_link(model, name) for name in key)]
    assert [key for key in keys if key[0] != "municipality" and key not in links_to_an_owned_row] == []


def _is_owned_link(model: type[Model], name: str) -> bool:
    """A key with a link to an owned row is within that row's municipality."""
    field = model._meta.get_field(name)
    return field.is_relation and isinstance(field.related_model, type) and issubclass(field.related_model, Owned)


def test_a_new_row_belongs_to_the_municipality_at_work(perstorp: Municipality, hallsberg: Municipality) -> None:
    assert add("ours").municipality_id == perstorp.pk
    with scope(hallsberg):
        assert add("theirs").municipality_id == hallsberg.pk
        made, _ = unit().objects.get_or_create(key="also", defaults={"name": "x", "kind": "unit"})
        assert made.municipality_id == hallsberg.pk


def test_each_municipality_sees_only_its_own(perstorp: Municipality, hallsberg: Municipality) -> None:
    add("ours")
    with scope(hallsberg):
        add("theirs")
        assert [row.key for row in unit().objects.all()] == ["theirs"]
    assert [row.key for row in unit().objects.all()] == ["ours"]
    assert unit().objects.filter(key="theirs").update(name="x") == 0
    assert unit().objects.filter(key="theirs").delete()[0] == 0


def test_a_scope_ends_where_it_began_also_after_a_fault(perstorp: Municipality, hallsberg: Municipality) -> None:
    with pytest.raises(ZeroDivisionError), scope(hallsberg):
        raise ZeroDivisionError
    assert current() == perstorp
    with scope(None):
        assert current_or_none() is None
    assert current() == perstorp


@on_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)
def test_row_security_is_forced_on_every_owned_table(model: type[Owned]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relrowsecurity, c.relforcerowsecurity, p.polcmd, pg_get_expr(p.polqual, p.polrelid),"
            " pg_get_expr(p.polwithcheck, p.polrelid)"
            " FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relname = %s",
            [model._meta.db_table],
        )
        found = cursor.fetchall()
    assert len(found) == 1
    enabled, forced, command, reads, writes = found[0]
    assert enabled and forced and command == "*"
    assert "municipality_id" in reads and "rodatraden.municipality" in reads and reads == writes


@on_postgresql
@pytest.mark.django_db
def test_the_application_neither_owns_the_tables_nor_bypasses_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


@on_postgresql
def test_forgetting_the_filter_yields_nothing_of_others(perstorp: Municipality, hallsberg: Municipality) -> None:
    add("ours")
    with scope(hallsberg):
        add("theirs")
        assert names_without_filter() == ["theirs"]
    assert names_without_filter() == ["ours"]
    with scope(None):
        assert names_without_filter() == []
    assert [row.key for row in unit()._base_manager.all()] == ["ours"]


@on_postgresql
def test_a_row_cannot_be_written_or_moved_into_another_municipality(
    perstorp: Municipality, hallsberg: Municipality
) -> None:
    row = add("ours")
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        unit().objects.create(municipality_id=hallsberg.pk, key="x", name="x", kind="unit")
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        unit().objects.filter(pk=row.pk).update(municipality_id=hallsberg.pk)


@on_postgresql
def test_a_broken_transaction_tells_its_own_fault(perstorp: Municipality, hallsberg: Municipality) -> None:
    """The scope that ends in it cannot tell the database anything, and must not hide what went wrong."""
    fault = pytest.raises(Error, match="division by zero")
    with fault, transaction.atomic(), scope(hallsberg), connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    add("ours")
    assert names_without_filter() == ["ours"]
    with scope(hallsberg):
        assert names_without_filter() == []
        add("theirs")
        assert names_without_filter() == ["theirs"]


@on_postgresql
def test_a_rollback_within_a_scope_leaves_the_municipality(perstorp: Municipality, hallsberg: Municipality) -> None:
    with scope(hallsberg):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            add("gone")
            raise ZeroDivisionError
        add("theirs")
        assert names_without_filter() == ["theirs"]
    assert names_without_filter() == []


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_opened_again_is_told_whose_rows_it_reads() -> None:
    """What the pool hands out remembers its last municipality."""
    ours = Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")
    with scope(ours):
        add("ours")
        connection.close()
        assert names_without_filter() == ["ours"]
    connection.close()
    assert names_without_filter() == []
    with scope(ours):
        unit().objects.all().delete()


def test_tables_of_django_itself_hold_nothing_of_a_municipality(db: None) -> None:
    """Content types name tables; no row of ours is reached through them (no generic foreign keys)."""
    assert not [field for model in our_models() for field in model._meta.fields if field.related_model is ContentType]
