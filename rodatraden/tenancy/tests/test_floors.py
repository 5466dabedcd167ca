"""A foreign key is an import, also where it is written as a string."""

import pytest
from django.db.models import Field, Model

from rodatraden.tenancy.tests.rows import floors, our_models

FLOORS = floors()


def links() -> list[tuple[type[Model], "Field[object, object]", type[Model]]]:
    return [
        (model, field, field.related_model)
        for model in our_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is not None and isinstance(field.related_model, type)
    ]


def floor_of(model: type[Model]) -> int:
    return next(place for place, packages in enumerate(FLOORS) if package_of(model) in packages)


def package_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_there_are_floors_and_links_to_walk() -> None:
    assert FLOORS[:2] == [{"lib"}, {"tenancy"}] and FLOORS[-1] == {"demo"}
    assert any(len(packages) > 1 for packages in FLOORS)
    assert len(links()) > 20


@pytest.mark.parametrize(("model", "field", "to"), links(), ids=lambda part: str(part))
def test_a_foreign_key_points_to_a_floor_below(
    model: type[Model], field: "Field[object, object]", to: type[Model]
) -> None:
    if to.__module__.startswith("rodatraden."):
        assert floor_of(to) < floor_of(model) or package_of(to) == package_of(model)
    else:
        assert to.__module__.startswith("django.contrib.auth")


def test_every_model_lives_on_a_floor() -> None:
    assert {package_of(model) for model in our_models()} <= frozenset().union(*FLOORS)
