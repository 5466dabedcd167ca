"""What every database connection is told when it is opened or taken from the pool."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from rodatraden.tenancy.current import tell


def prepare(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Sets the municipality (empty if none), since a pooled connection remembers its last one."""
    tell(connection)
