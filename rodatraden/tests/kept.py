"""What takes long to make is made once, kept as its rows, and put back for each module that begins with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from rodatraden.demo import build
from rodatraden.tenancy.models import Municipality

OURS = "rodatraden."
APART = 10_000
Rows = dict[str, Any]
_kept: dict[str, Rows] = {}


def made_once(name: str, make: Callable[[], object]) -> None:
    """Makes it in a database where nothing of ours is, or puts back the rows that it made the first time."""
    if name not in _kept:
        with _as_owner():
            _number_apart()
        make()
        with _as_owner():
            _kept[name] = {table: _taken(table) for table in _tables()}
        return
    with _as_owner():
        for table, rows in _kept[name].items():
            _put_back(table, rows)


def demo_of(slug: str) -> Municipality:
    """A municipality as the demo builds it, in a database where nothing of ours is."""
    made_once(slug, lambda: build.build(slug, lambda _: None))
    return Municipality.objects.get()


def _tables() -> list[str]:
    kinds = apps.get_models(include_auto_created=True)
    found = (kind._meta for kind in kinds if kind._meta.app_config and kind._meta.app_config.name.startswith(OURS))
    return list(dict.fromkeys(meta.db_table for meta in found if meta.managed and not meta.proxy))


def _number_apart() -> None:
    """PostgreSQL goes on counting where a test before stopped: let no two kinds of rows have the same numbers.

    Else it hangs on the tests before whether a number of one municipality also names something of another.
    """
    if connection.vendor == "postgresql":
        # Always upwards: what was kept before has the numbers below, and may be put back at any time.
        first = (len(_kept) + 1) * 1_000 * APART
        with connection.cursor() as cursor:
            for at, table in enumerate(_tables()):
                cursor.execute(
                    "SELECT setval(oid, %s) FROM pg_class WHERE relkind = 'S' AND relname = %s",
                    [first + at * APART, f"{table}_id_seq"],
                )


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


def _taken(table: str) -> Any:
    """The rows of a table as the database gives them: bytes of PostgreSQL's own, or the columns and tuples."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copied:
                return b"".join(copied)
        rows = connection.connection.execute(f"SELECT * FROM {table}")  # noqa: S608 (a table of our own)
        return [column[0] for column in rows.description], rows.fetchall()


def _put_back(table: str, rows: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copied:
            copied.write(rows)
        return
    columns, found = rows
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", found)  # noqa: S608
