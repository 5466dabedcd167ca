"""Signs of life: they last as long as the process, and anybody can read them meanwhile."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.jobs.holding import Progress, attending, forget, holding, is_attended, progress_of

OTHER = """
import sys, time
from django.conf import settings
settings.configure(DATA_DIR=sys.argv[1])
from rodatraden.jobs.holding import attending, holding
with attending(), holding(7) as told:
    told(30, 100)
    print("ready", flush=True)
    time.sleep(60)
"""


@contextmanager
def other_process(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own that is a worker and has come thirty per cent with job 7."""
    found = subprocess.Popen([sys.executable, "-c", OTHER, str(data)], stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert found.stdout is not None and found.stdout.readline() == "ready\n"
    try:
        yield found
    finally:
        found.kill()
        found.wait()


def test_nobody_works_on_what_nobody_holds() -> None:
    assert progress_of(7) is None
    assert not is_attended()


def test_how_far_it_has_come_is_read_while_it_is_held() -> None:
    with holding(7) as told:
        assert progress_of(7) == Progress(0, 0)
        told(1000, 50_000)
        assert progress_of(7) == Progress(1000, 50_000)
        told(2, 9)
        assert progress_of(7) == Progress(2, 9)
        assert progress_of(8) is None
    assert progress_of(7) is None


def test_it_is_let_go_whatever_ends_the_work(own_data_dir: Path) -> None:
    for fault in (ZeroDivisionError, KeyboardInterrupt, SystemExit):
        with pytest.raises(fault), holding(7):
            raise fault
        assert progress_of(7) is None
    assert list((own_data_dir / "jobs").iterdir()) == []


def test_another_process_is_seen_until_it_is_killed(own_data_dir: Path) -> None:
    with other_process(own_data_dir) as other:
        assert progress_of(7) == Progress(30, 100)
        assert is_attended()
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        assert progress_of(7) is None
        assert not is_attended()


def test_what_a_killed_process_left_is_begun_anew_or_taken_away(own_data_dir: Path) -> None:
    with other_process(own_data_dir):
        pass
    assert (own_data_dir / "jobs" / "7").exists()
    with holding(7):
        assert progress_of(7) == Progress(0, 0)
    with other_process(own_data_dir):
        pass
    forget(7)
    forget(7)
    assert not (own_data_dir / "jobs" / "7").exists()


def test_workers_come_and_go() -> None:
    with ExitStack() as first:
        first.enter_context(attending())
        with attending():
            assert is_attended()
        assert is_attended()
    assert not is_attended()
    with attending():
        assert is_attended()


def test_who_looks_at_the_same_time_sees_the_same() -> None:
    """A look must not seem to be a worker to another look."""
    with attending():
        pass
    assert [is_attended() for _ in range(3)] == [False] * 3
    with holding(7) as told:
        told(1, 2)
        assert {progress_of(7) for _ in range(3)} == {Progress(1, 2)}


@pytest.mark.parametrize(
    ("done", "of", "percent"),
    [(0, 0, 0), (0, 10, 0), (1, 3, 33), (5, 10, 50), (10, 10, 99), (11, 10, 99), (5, 0, 0), (-1, 10, 0), (99, 100, 99)],
)
def test_progress_in_whole_percents(done: int, of: int, percent: int) -> None:
    assert Progress(done, of).percent == percent


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_progress_never_says_that_all_is_done(done: int, of: int) -> None:
    assert 0 <= Progress(done, of).percent <= 99
