"""Signs of life, as locks on files under DATA_DIR/jobs: who works now, on what, and how far it has come.

A lock ends with the process that holds it, however it ends, so nothing has to be guessed from the clock. And it
needs no database: on SQLite nobody else can write while a load has its transaction open, on any database its rows
are not seen before it ends, but a file can be both written and read.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.conf import settings

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@dataclass(frozen=True)
class Progress:
    """How much is done, of how much. Nothing of nothing: it has begun, and cannot say more yet."""

    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """Whole percents, and never all before it is said to be done."""
        return min(99, max(0, self.done * 100 // self.of)) if self.of > 0 else 0


@contextmanager
def holding(job: int) -> Iterator[Told]:
    """Says that somebody works on a job as long as the block lasts; gives what to tell how far it has come.

    Waits where another process has it.
    """
    path = _folder() / str(job)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.truncate(handle, 0)
        # One short write in place: a file that is put in its stead would not be the locked one.
        yield lambda done, of: _write(handle, done, of)
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def progress_of(job: int) -> Progress | None:
    """How far a job has come; None where nobody works on it."""
    return _read(_folder() / str(job))


@contextmanager
def attending() -> Iterator[None]:
    """Says that a worker is there as long as the block lasts."""
    for number in count(1):
        handle = os.open(_folder() / f"worker-{number}", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            continue
        try:
            yield
        finally:
            os.close(handle)
        return


def is_attended() -> bool:
    """Whether any worker is there."""
    return any(_read(path) is not None for path in _folder().glob("worker-*"))


def forget(job: int) -> None:
    """Takes away what a job left whose process was killed."""
    (_folder() / str(job)).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(handle: int, done: int, of: int) -> None:
    os.pwrite(handle, b"%20d%20d" % (done, of), 0)


def _read(path: Path) -> Progress | None:
    """What stands in a file that somebody holds. Who only looks shares the lock, and so never seems to hold it."""
    try:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                said = file.read().split()
                return Progress(int(said[0]), int(said[1])) if len(said) == 2 else Progress()
    except FileNotFoundError:
        return None
    return None
