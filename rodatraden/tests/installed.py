"""An installation of its own, for what is tried as it is run: with its own data and its own database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from rodatraden.conftest import TEST_ROLE
from rodatraden.tests.console import ROOT


@contextmanager
def installed(data: Path) -> Iterator[dict[str, str]]:
    """The environment with which each of its processes begins.

    On the same kind of database as the tests; on PostgreSQL by a role that row security holds for.
    """
    ours = ("DATABASE", "DJANGO", "RODATRADEN")
    around = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    around |= {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "rodatraden.settings", "PYTHONPATH": str(ROOT)}
    around |= {"RODATRADEN_TODAY": "2018-09-10", "LOG_LEVEL": "ERROR"}
    with _database() as url:
        owner = {**around, "DATABASE_URL": url, "DATABASE_ROLE": TEST_ROLE} if url else around
        subprocess.run([sys.executable, "-m", "rodatraden.cli", "migrate"], env=owner, cwd=ROOT, check=True)  # noqa: S603
        yield {**around, "DATABASE_URL": url, "PGOPTIONS": f"-c role={TEST_ROLE}"} if url else around


@contextmanager
def _database() -> Iterator[str]:
    """A database of its own where the tests run on PostgreSQL, by its address; else none."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield ""
        return
    name = f"rodatraden_apart_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
