"""What a verb says when it cannot do as asked, and what every verb asks of the rows it links."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from rodatraden.tenancy.current import current
from rodatraden.tenancy.models import Owned


@dataclass
class Stale(Exception):
    """Somebody else saved since this text was opened. `theirs` and `mine` hold the named fields of both."""

    theirs: Mapping[str, Any]
    mine: Mapping[str, Any]
    who: str = ""

    def differing(self) -> list[str]:
        """The fields that both have, with different content."""
        return [name for name in self.mine if name in self.theirs and self.theirs[name] != self.mine[name]]


@dataclass
class Refused(Exception):
    """A verb that cannot be done as asked. `reasons` are sentences for the user, by field ("" = the whole)."""

    reasons: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.reasons.values())


def refuse(reason: str, field: str = "") -> Refused:
    """A refusal for one reason."""
    return Refused({field: reason})


def mark(*said: object) -> str:
    """A mark of what something says right now, to tell whether somebody changes it while a form is open."""
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:16]


def differing(row: Model, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of the named fields those that a row does not already have so."""
    return {name: value for name, value in said.items() if getattr(row, name) != value}


def put(row: Model, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Puts values into a row, and returns what stood there before."""
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    return before


def unknown_names(fields: Iterable[str], known: Iterable[str]) -> None:
    """A field that no such row has is a mistake of the caller, never silently dropped."""
    if wrong := set(fields) - set(known):
        raise TypeError(f"No such field: {', '.join(sorted(wrong))}")


def free_key(rows: "QuerySet[Any]", wanted: str, reserved: Collection[str] = ()) -> str:
    """A key that no row has: the one that is wanted, or the same with the first free number."""
    taken = {*reserved, *rows.filter(key__startswith=wanted).values_list("key", flat=True)}
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def must_be_ours(row: Owned | None, field: str) -> None:
    """Stops a foreign key that reaches into another municipality: row security does not look at them."""
    if row is not None and row.municipality_id != current().pk:
        raise refuse(_("Det du valde finns inte i kommunen."), field)


def checked(row: Model, exclude: Iterable[str] = ()) -> None:
    """The fields and constraints of a row about to be stored. Raises Refused by field."""
    try:
        row.full_clean(exclude=["municipality", *exclude], validate_unique=False)
    except ValidationError as fault:
        reasons = {
            "" if name == NON_FIELD_ERRORS else name: " ".join(said) for name, said in fault.message_dict.items()
        }
        raise Refused(reasons) from fault
