"""The municipality that the running request or task works for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from rodatraden.tenancy.models import Municipality

SETTING = "rodatraden.municipality"
_current: ContextVar["Municipality | None"] = ContextVar("municipality", default=None)
_told: WeakKeyDictionary[BaseDatabaseWrapper, str] = WeakKeyDictionary()


class NoMunicipality(RuntimeError):
    """Rows of a municipality were asked for before it was said which one."""


def current_or_none() -> "Municipality | None":
    return _current.get()


def current() -> "Municipality":
    """The municipality at work. Raises NoMunicipality where none is set."""
    municipality = _current.get()
    if municipality is None:
        raise NoMunicipality("Rows are read for one municipality at a time: enter tenancy.scope(…) first.")
    return municipality


@contextmanager
def scope(municipality: "Municipality | None") -> Iterator[None]:
    """Works for one municipality within a block, in the database too; afterwards for whoever it was before."""
    token = _current.set(municipality)
    _tell_open_connections()
    try:
        yield
    finally:
        _current.reset(token)
        _tell_open_connections()


def enter(municipality: "Municipality") -> None:
    """Goes on for this municipality until the surrounding scope ends."""
    _current.set(municipality)
    _tell_open_connections()


def tell(connection: BaseDatabaseWrapper) -> None:
    """Writes the municipality into the connection, where row security reads it."""
    if connection.vendor != "postgresql":
        return
    municipality = _current.get()
    key = str(municipality.pk) if municipality else ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, key])
    _told[connection] = key


def _tell_open_connections() -> None:
    municipality = _current.get()
    key = str(municipality.pk) if municipality else ""
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "postgresql" or connection.connection is None:
            continue
        if _is_broken(connection):
            _told.pop(connection, None)
        elif _told.get(connection) != key:
            tell(connection)


def _is_broken(connection: BaseDatabaseWrapper) -> bool:
    """Whether the transaction can only be rolled back: nothing can be told then, and nothing needs to be.

    The setting goes back with the rollback to what it was when the transaction began.
    """
    failed = connection.connection.info.transaction_status == TransactionStatus.INERROR
    return connection.needs_rollback or failed
