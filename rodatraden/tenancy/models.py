from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.base import ModelState

from rodatraden.lib import text
from rodatraden.tenancy.current import current


class Municipality(models.Model):
    """A municipality (kommun) that is run by this installation. Owns everything else, and is owned by none."""

    code = models.CharField("kommunkod", max_length=4, help_text="Fyra siffror enligt SCB; egen kod börjar med X.")
    slug = models.SlugField("adress", unique=True)
    name = models.CharField("namn", max_length=100)
    is_demo = models.BooleanField("exempelkommun", default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Somebody who can sign in. Global: which municipalities a user meets is decided by persons there."""


Row = TypeVar("Row", bound=models.Model)
Made = TypeVar("Made", bound=models.Model)


class OwnedQuerySet(models.QuerySet[Row], Generic[Row]):
    """Rows of the municipality at work; making a row gives it to that municipality."""

    def create(self, **fields: Any) -> Row:
        return super().create(**{"municipality_id": current().pk, **fields})

    def light(self, *left: str, along: str = "") -> list[Row]:
        """The rows, thousands at once, put together here in a fraction of the time that a model takes to make itself.

        The columns `left` are read where somebody asks for them, by a query for each row. `along` is a foreign key
        whose rows come with them.
        """
        own = columns(self.model, left)
        other = self.model._meta.get_field(along).related_model if along else None
        theirs = columns(other) if other else []
        found = []
        for values in self.values_list(*own, *(f"{along}__{name}" for name in theirs)):
            row = made(self.model, own, values, self.db)
            if other is not None:
                setattr(row, along, made(other, theirs, values[len(own) :], self.db))
            found.append(row)
        return found


def columns(model: type[models.Model], left: Collection[str] = ()) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in left]


def made(model: type[Made], columns: Sequence[str], values: Sequence[Any], db: str) -> Made:
    """As `Model.from_db`, without the looks at defaults, relations and signals that no row of ours needs."""
    row = model.__new__(model)
    row.__dict__.update(zip(columns, values, strict=False), _state=ModelState())
    row._state.db, row._state.adding = db, False
    return row


class OwnedManager(models.Manager[Row], Generic[Row]):
    """Asking for rows when no municipality is set is an exception, never everybody's rows."""

    def get_queryset(self) -> models.QuerySet[Row]:
        asking: type[models.QuerySet[Row]] = self._queryset_class  # type: ignore[attr-defined]
        return _rows_of(asking, self.model, current().pk).using(self._db)


@lru_cache(maxsize=4096)
def _rows_of(asking: type[models.QuerySet[Row]], model: type[Row], municipality: int) -> models.QuerySet[Row]:
    """All rows of a municipality. The condition is the same each time, and to make it is a good part of a question."""
    return asking(model=model).filter(municipality_id=municipality)


class Owned(models.Model):
    """A row that belongs to a municipality. Subclasses begin their indexes and unique keys with it."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="+", editable=False, verbose_name="kommun"
    )

    objects = OwnedManager.from_queryset(OwnedQuerySet)()

    class Meta:
        abstract = True


class HeldQuerySet(OwnedQuerySet[Row], Generic[Row]):
    """Rows that hold from a day to a day, both included; null is open."""

    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(holds_on(day))


def holds_on(day: date, prefix: str = "") -> models.Q:
    """The condition that a row (or one it points at, by `prefix`) holds on a day."""
    starts = models.Q(**{f"{prefix}valid_from": None}) | models.Q(**{f"{prefix}valid_from__lte": day})
    ends = models.Q(**{f"{prefix}valid_to": None}) | models.Q(**{f"{prefix}valid_to__gte": day})
    return starts & ends


class FoldedField(models.CharField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A shadow of another text field, kept for search and sort, the same on every database.

    `of` names the field it shadows, or several with a space between; `how` is "fold" (search) or "sort". Filled
    by pre_save: name it in `update_fields` and in bulk verbs whenever a shadowed field changes.
    """

    def __init__(self, *args: Any, of: str = "", how: str = "fold", **options: Any) -> None:
        self.of, self.how = of, how
        super().__init__(*args, **{"editable": False, "max_length": 2000, "blank": True, **options})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of, "how": self.how}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        shown = " ".join(str(getattr(model_instance, name) or "") for name in self.of.split())
        value = (text.swedish_key(shown) if self.how == "sort" else text.fold(shown))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
