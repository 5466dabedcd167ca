"""Processes of their own for what a test tries: they can be killed, and begin with all that the test has imported."""

import json
import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, connections


def die(*_: Any, **__: Any) -> None:
    """As by the system's own hand: no handler runs, nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(does: Callable[..., Any]) -> Callable[..., Any]:
    """The same, and then its end."""

    def both(*arguments: Any, **options: Any) -> None:
        does(*arguments, **options)
        die()

    return both


def forked(does: Callable[[], object]) -> int:
    """Does it in a process of its own, whose id is given. No connection is shared."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    child = os.fork()
    if child:
        return child
    try:
        does()
    except BaseException:  # noqa: BLE001 (what the process is for has failed, whatever it was)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def was_killed(child: int) -> bool:
    """Waits for a process; whether it was killed. Raises ChildProcessError where it failed in another way."""
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise ChildProcessError(f"The process ended with {os.WEXITSTATUS(status)}.")
    return os.WIFSIGNALED(status)


def apart(place: Path, does: Callable[[], Any]) -> Any:
    """What `does` answers, as JSON, in a process where every connection and every process sees the same rows.

    For tests with `transaction=True`: what is not committed, nobody else sees. On SQLite the test's rows are copied
    out of its memory into a file; what is done to them there, the test does not see.
    """
    file, said = place / "rodatraden.sqlite3", place / "said.json"
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(file)
        connection.connection.backup(copy)
        copy.close()

    def there() -> None:
        if connection.vendor == "sqlite":
            connections.databases["default"]["NAME"] = str(file)
            del connections["default"]
        said.write_text(json.dumps(does()), encoding="utf-8")

    assert not was_killed(forked(there))
    return json.loads(said.read_text(encoding="utf-8"))
