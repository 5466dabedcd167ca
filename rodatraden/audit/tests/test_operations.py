"""The migration that makes the log append-only, and what the application's role is given."""

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState

from rodatraden.audit.operations import MakeAppendOnly
from rodatraden.tenancy.operations import ProtectRows

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="privileges need PostgreSQL")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="says what SQLite is spared")


def test_the_operations_say_what_they_do_and_change_no_models() -> None:
    state = ProjectState()
    for operation, words in ((MakeAppendOnly(), "append-only"), (ProtectRows("Unit", "Role"), "Unit, Role")):
        operation.state_forwards("audit", state)
        assert words in operation.describe() and operation.reversible
    assert not state.models
    assert ProtectRows("Unit", "Role").deconstruct() == ("ProtectRows", ["Unit", "Role"], {})


@on_sqlite
@pytest.mark.django_db
def test_sqlite_has_neither_privileges_nor_row_security_and_is_left_alone() -> None:
    editor = connection.schema_editor(collect_sql=True)
    for operation in (MakeAppendOnly(), ProtectRows("Entry")):
        operation.database_forwards("audit", editor, ProjectState(), ProjectState())
        operation.database_backwards("audit", editor, ProjectState(), ProjectState())
    assert editor.collected_sql == []


@on_postgresql
@pytest.mark.django_db
def test_the_application_may_write_rows_but_neither_tables_nor_the_past() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p, has_table_privilege('audit_entry', p), has_table_privilege('organisation_unit', p)"
            " FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRIGGER']) AS p"
        )
        may = {privilege: (log, unit) for privilege, log, unit in cursor.fetchall()}
    assert may["SELECT"] == may["INSERT"] == (True, True)
    assert may["UPDATE"] == may["DELETE"] == (False, True)
    assert may["REFERENCES"] == may["TRIGGER"] == (False, False)


@on_postgresql
@pytest.mark.django_db
def test_the_log_is_guarded_by_municipality_like_every_owned_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'audit_entry'")
        assert cursor.fetchone() == (True, True)
