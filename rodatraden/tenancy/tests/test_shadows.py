"""Search and sort columns are kept by the row itself, the same on every database."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from rodatraden.tenancy import scope
from rodatraden.tenancy.models import FoldedField, Municipality, holds_on
from rodatraden.tenancy.operations import FillShadows
from rodatraden.tenancy.tests.rows import our_models
from rodatraden.tenancy.tests.test_owned_rows import unit

SHADOWS = [
    (model, field) for model in our_models() for field in model._meta.concrete_fields if isinstance(field, FoldedField)
]


@pytest.mark.parametrize(("model", "field"), SHADOWS, ids=lambda part: str(part))
def test_a_shadow_is_of_a_field_that_exists(model: type[Model], field: FoldedField) -> None:
    names = field.of.split()
    assert names and [model._meta.get_field(name).name for name in names] == names
    assert field.how in ("fold", "sort") and not field.editable


def test_there_are_shadows() -> None:
    assert len(SHADOWS) >= 3


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Åsa  ÖBERG", "åsa öberg"), ("", ""), ("Ma\u030alet", "målet"), ("ﬁ x", "fi x")],
)
def test_a_name_is_found_whatever_its_case_and_form(perstorp: Municipality, name: str, folded: str) -> None:
    row = unit().objects.create(key="x", name=name, kind="unit")
    row.refresh_from_db()
    assert row.name_folded == folded
    assert unit().objects.filter(name_folded__contains=folded).exists()


def test_a_renamed_row_is_found_by_its_new_name_when_both_are_saved(perstorp: Municipality) -> None:
    row = unit().objects.create(key="x", name="Gammalt", kind="unit")
    row.name = "NYTT"
    row.save(update_fields=["name", "name_folded"])
    assert unit().objects.get(name_folded="nytt") == row


def test_old_rows_are_filled_in_their_own_municipality_and_nobody_elses_is_left(
    perstorp: Municipality, hallsberg: Municipality
) -> None:
    for town in (perstorp, hallsberg):
        with scope(town):
            unit().objects.create(key="x", name="ÖSTRA Skolan", kind="unit")
            unit().objects.update(name_folded="")
    state = SimpleNamespace(apps=apps)
    FillShadows("Unit", "name_folded").database_forwards("organisation", connection.schema_editor(), state, state)
    for town in (perstorp, hallsberg):
        with scope(town):
            assert unit().objects.get().name_folded == "östra skolan"


def test_a_migration_remembers_what_a_shadow_is_of() -> None:
    name, path, _args, options = FoldedField(of="title", how="sort").deconstruct()
    assert (options["of"], options["how"], options["editable"]) == ("title", "sort", False)
    assert path.endswith("FoldedField") and name is None


def test_the_days_of_what_a_row_points_at_are_asked_by_prefix() -> None:
    condition = str(holds_on(date(2018, 1, 1), "unit__"))
    assert "unit__valid_from__lte" in condition and "unit__valid_to__gte" in condition
