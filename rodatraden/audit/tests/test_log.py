"""The log only grows, holds values, and is one municipality's at a time."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import Error, connection, transaction

from rodatraden.audit.log import By, entries, record
from rodatraden.audit.models import Entry
from rodatraden.lib.periods import Period
from rodatraden.organisation.models import Unit
from rodatraden.tenancy import NoMunicipality, scope
from rodatraden.tenancy.models import Municipality

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="privileges need PostgreSQL")
SOMEBODY = By("7", "Controller")


def some(label: str = "Enheten") -> Entry:
    return record(SOMEBODY, "ändrade", "unit", 3, label, {"name": "A"}, {"name": "B"})


def test_an_entry_says_who_did_what_to_what_and_when(perstorp: Municipality) -> None:
    entry = some()
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor, entry.verb) == ("7", "Controller", "ändrade")
    assert (entry.kind, entry.object_id, entry.label) == ("unit", "3", "Enheten")
    assert entry.at.date() == date(2018, 9, 10)
    assert (entry.before, entry.after) == ({"name": "A"}, {"name": "B"})
    assert str(entry).endswith("Controller: ändrade Enheten")


def test_values_are_kept_as_plain_json(perstorp: Municipality) -> None:
    values = {"day": date(2018, 1, 2), "share": Decimal("0.10"), "at": datetime(2018, 1, 2, 3), "n": 1, "none": None}
    values |= {"many": ["a"], "unit": Unit(name="Nämnden"), "period": Period.parse("2018-T1")}
    entry = record(By("", "Röda tråden"), "x", "y", "z", "w", after=values)
    entry.refresh_from_db()
    assert entry.after == {
        "day": "2018-01-02", "share": "0.10", "at": "2018-01-02T03:00:00", "n": 1, "none": None, "many": ["a"],
        "unit": "Nämnden", "period": "2018-T1",
    }  # fmt: skip
    assert entry.before is None


def test_a_long_label_is_cut_and_never_stops_a_verb(perstorp: Municipality) -> None:
    assert len(some("x" * 500).label) == 300


def test_the_newest_comes_first(perstorp: Municipality) -> None:
    first, second = some("första"), some("andra")
    assert list(entries()) in ([second, first], sorted([first, second], key=lambda one: one.at, reverse=True))


def test_each_municipality_has_its_own_log(perstorp: Municipality, hallsberg: Municipality) -> None:
    some("vår")
    with scope(hallsberg):
        assert not entries().exists()
        some("deras")
        assert [entry.label for entry in entries()] == ["deras"]
    assert [entry.label for entry in entries()] == ["vår"]
    with scope(None), pytest.raises(NoMunicipality):
        entries()


def test_what_concerns_the_whole_installation_is_in_nobodys_log(perstorp: Municipality) -> None:
    with scope(None):
        assert record(By("", "Röda tråden"), "uppdaterade", "installation", "", "Röda tråden").municipality_id is None
    assert not entries().exists()


def test_an_entry_outlives_what_it_tells_of() -> None:
    """No foreign key: nothing that is deleted can take its history along."""
    assert not [field for field in Entry._meta.fields if field.is_relation]


def test_no_query_changes_or_removes_entries(perstorp: Municipality) -> None:
    some()
    with pytest.raises(TypeError):
        entries().update(label="ändrad")
    with pytest.raises(TypeError):
        entries().delete()
    assert entries().get().label == "Enheten"


@on_postgresql
@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET label = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_remove_entries(perstorp: Municipality, statement: str) -> None:
    some()
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert entries().get().label == "Enheten"


@on_postgresql
def test_the_owner_of_the_tables_cannot_change_entries_either(perstorp: Municipality) -> None:
    """Privileges do not bind an owner; the trigger does."""
    some()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgenabled FROM pg_trigger WHERE tgname = 'audit_stays'")
        assert cursor.fetchone() == ("O",)
        cursor.execute("RESET ROLE")
        refused = pytest.raises(Error, match="append-only")
        with refused, transaction.atomic():
            cursor.execute("UPDATE audit_entry SET label = 'x'")
        with refused, transaction.atomic():
            cursor.execute("DELETE FROM audit_entry")
        cursor.execute("SET ROLE rodatraden_test")


@on_postgresql
def test_the_log_of_others_is_not_read_without_the_filter(perstorp: Municipality, hallsberg: Municipality) -> None:
    some("vår")
    with scope(hallsberg):
        some("deras")
        assert [entry.label for entry in Entry.objects.all()] == ["deras"]
    with scope(None):
        assert not Entry.objects.exists()


@on_postgresql
def test_an_entry_cannot_be_written_into_anothers_log(perstorp: Municipality, hallsberg: Municipality) -> None:
    values = {"at": datetime.fromisoformat("2018-01-01T00:00:00+00:00"), "verb": "x", "kind": "y", "label": "z"}
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        Entry.objects.create(municipality_id=hallsberg.pk, **values)


def test_what_was_not_done_is_not_logged(perstorp: Municipality) -> None:
    """An entry belongs to the transaction of what it tells of."""
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        some()
        raise ZeroDivisionError
    assert not entries().exists()


def test_an_entry_without_change_says_nothing_of_one(perstorp: Municipality) -> None:
    entry = record(SOMEBODY, "läste in fil", "import", "x", "Fil", {}, {})
    assert entry.before is None and entry.after is None
