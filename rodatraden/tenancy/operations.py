"""What migrations do to owned rows: row security (RLS), and filling what was not there before."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from rodatraden.tenancy.current import SETTING, scope
from rodatraden.tenancy.models import Municipality


class ProtectRows(Operation):
    """Forces row security on owned models: a connection sees and writes only its municipality's rows."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *names: str) -> None:
        self.names = names

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, list(self.names), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The state of models does not know row security."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        rule = f"municipality_id = NULLIF(current_setting('{SETTING}', true), '')::bigint"
        for name in self.names:
            table = to_state.apps.get_model(app_label, name)._meta.db_table
            for statement in (
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
                f'CREATE POLICY municipality ON "{table}" USING ({rule}) WITH CHECK ({rule})',
            ):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for name in self.names:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f'DROP POLICY municipality ON "{table}"')
            schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        return f"Protect rows of {', '.join(self.names)}"


class FillShadows(Operation):
    """Fills new folded fields of old rows, one municipality at a time: row security hides the rest."""

    reversible = True

    def __init__(self, name: str, *fields: str) -> None:
        self.name, self.fields = name, fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.name, *self.fields], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        for pk in to_state.apps.get_model("tenancy", "Municipality").objects.values_list("pk", flat=True):
            with scope(Municipality(pk=pk)):
                for row in model.objects.filter(municipality_id=pk).iterator():
                    row.save(update_fields=self.fields)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """The columns go away with what was filled in."""

    def describe(self) -> str:
        return f"Fill {', '.join(self.fields)} of {self.name}"
