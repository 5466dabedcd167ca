from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from rodatraden.tenancy.current import SETTING


class MakeAppendOnly(Operation):
    """Takes UPDATE and DELETE on the log from everybody but its owner, and guards its rows by municipality."""

    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of models does not know privileges."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        mine = f"NULLIF(current_setting('{SETTING}', true), '')::bigint"
        for statement in (
            "REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC",
            "CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'the log is append-only'; END$$",
            "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_stays()",
            "ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY municipality ON audit_entry USING (municipality_id IS NOT DISTINCT FROM {mine})",
        ):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP TRIGGER audit_stays ON audit_entry")
            schema_editor.execute("DROP FUNCTION audit_stays()")
            schema_editor.execute("DROP POLICY municipality ON audit_entry")
            schema_editor.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute("ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return "Make the log append-only"
