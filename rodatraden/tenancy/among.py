"""Rows by a list of hundreds of numbers, which goes to the database as one value."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup[bool]):
    """That an expression is one of some whole numbers. As `In`, which looks at each number several times and gives
    each a place in the statement."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        of, values = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{of} = ANY(%s)", (*values, self.rhs)
        looked_up = f"{of} IN (SELECT value FROM json_each(%s))"  # noqa: S608 (the numbers are a parameter)
        return looked_up, (*values, json.dumps(self.rhs))


def among(of: str | Combinable, numbers: Iterable[int]) -> Q:
    """The condition that a field, by its name, or an expression is one of the numbers."""
    return Q(Among(F(of) if isinstance(of, str) else of, list(numbers)))
