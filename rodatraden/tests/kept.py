"""What takes long to make is made once, kept as its rows, and put back for each test or module that begins with it."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db import connection

from rodatraden.demo import build
from rodatraden.tenancy.models import Municipality

OURS = "rodatraden."
APART = 10_000
Made = TypeVar("Made")


class Kept(NamedTuple):
    """What was made, and its rows by their table."""

    made: bytes
    rows: dict[str, Any]


_kept: dict[str, Kept] = {}


def made_once(make: Callable[[], Made], name: str = "") -> Made:
    """Makes it, or puts back the rows that it made the first time, with a copy of what it answered then.

    It may add to what was made once before, and changes none of its rows: only new ones are kept. `name` tells it from
    others that are made by the same; what is made must not hang on the test that asks first.
    """
    name = name or f"{make.__module__}.{make.__qualname__}"
    if name not in _kept:
        with _as_owner():
            first = _number_apart()
        made = make()
        with _as_owner():
            rows = {table: _taken(table, first) for table in _tables()}
        _kept[name] = Kept(pickle.dumps(made), {table: found for table, found in rows.items() if found})
        return made
    kept = _kept[name]
    with _as_owner():
        for table, found in kept.rows.items():
            _put_back(table, found)
    copy: Made = pickle.loads(kept.made)  # noqa: S301 (our own)
    return copy


def demo_of(slug: str) -> Municipality:
    """A municipality as the demo builds it."""
    return made_once(lambda: build.build(slug, lambda _: None), slug)


def _tables() -> list[str]:
    kinds = apps.get_models(include_auto_created=True)
    found = (kind._meta for kind in kinds if kind._meta.app_config and kind._meta.app_config.name.startswith(OURS))
    return list(dict.fromkeys(meta.db_table for meta in found if meta.managed and not meta.proxy))


def _number_apart() -> int:
    """From which number on all new rows are counted: let no two kinds of rows have the same numbers.

    Else it hangs on the tests before whether a number of one municipality also names something of another. And what is
    put back must find its numbers free, whatever the test has made before.
    """
    # Always upwards: what was kept before has the numbers below, and may be put back at any time.
    first = (len(_kept) + 1) * 1_000 * APART
    numbers = [(first + at * APART, table) for at, table in enumerate(_tables())]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for number, table in numbers:
                cursor.execute("SELECT setval(%s::regclass, %s)", [f"{table}_id_seq", number])
        else:
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)", numbers)
    return first


@contextmanager
def _as_owner() -> Iterator[None]:
    """On PostgreSQL by who owns the tables: for others row security lets nothing be copied whole."""
    if connection.vendor != "postgresql":
        yield
        return
    role = connection.settings_dict["OPTIONS"]["assume_role"]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute(f"SET ROLE {role}")


def _taken(table: str, first: int) -> Any:
    """The rows of a table from a number on as the database gives them, or nothing where there are none.

    Bytes of PostgreSQL's own, or the columns and tuples.
    """
    asked = f"SELECT * FROM {table} WHERE id >= {first}"  # noqa: S608 (a table of our own)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY ({asked}) TO STDOUT") as copied:
                return b"".join(copied)
        rows = connection.connection.execute(asked)
        found = rows.fetchall()
        return found and ([column[0] for column in rows.description], found)


def _put_back(table: str, rows: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copied:
            copied.write(rows)
        return
    columns, found = rows
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", found)  # noqa: S608
