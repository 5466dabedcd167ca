"""What runs until it is told to end: the worker by itself, and the demo's server with its worker."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType, SimpleNamespace

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from rodatraden.console import running, ticking
from rodatraden.jobs.holding import is_attended
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import start
from rodatraden.jobs.tests import works
from rodatraden.lib import clock
from rodatraden.organisation.access import system
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.console import BAD, FINE, ROOT, Run
from rodatraden.tests.installed import installed
from tests.site import free_port

SERVE = """
import sys, datetime, django
django.setup()
from rodatraden.console.running import serve
sys.exit(serve(int(sys.argv[1]), datetime.date(2018, 9, 10)))
"""
LONGEST = 120
TOLD = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP)


@pytest.fixture
def own_signals() -> Iterator[None]:
    """A worker takes over signals: the tests' own are put back."""
    before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {
        told: signal.getsignal(told) for told in TOLD
    }
    yield
    for told, handler in before.items():
        signal.signal(told, handler)


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The municipalities whose turn it was, in order; a minute is a moment, and there is one municipality."""
    seen: list[str] = []
    monkeypatch.setattr(ticking, "EVERY", 0.01)
    monkeypatch.setattr(ticking, "tick_in", lambda municipality: seen.append(municipality.slug))
    one = SimpleNamespace(objects=SimpleNamespace(all=lambda: [Municipality(slug="perstorp")]))
    monkeypatch.setattr(ticking, "Municipality", one)
    return seen


@pytest.mark.usefixtures("own_signals")
def test_a_worker_does_what_waits_and_ends_where_that_was_asked(
    perstorp: Municipality, run: Run, settings: pytest.FixtureRequest
) -> None:
    settings.JOBS = works.JOBS  # type: ignore[attr-defined]
    first, second = (start(system(), works.TRY, "provet", do="well") for _ in range(2))
    with works.connected():
        said = run("worker", "--once")
    assert (said.code, said.out, said.err) == (FINE, "", "")
    assert {works.now(job).state for job in (first, second)} == {State.DONE}
    assert not is_attended()
    assert Job.objects.count() == 2


def test_a_worker_is_seen_while_it_works_and_waits_out_who_writes_for_long(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def work(*_: object, **__: object) -> None:
        seen.append(is_attended())
        if len(seen) < 3:
            raise OperationalError("database is locked")

    monkeypatch.setattr(running, "call_command", work)
    monkeypatch.setattr("rodatraden.console.running.time.sleep", lambda _: None)
    assert run("worker").code == FINE
    assert seen == [True, True, True]
    assert not is_attended()


def test_a_worker_does_what_is_due_again_and_again_until_it_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch, rounds: list[str]
) -> None:
    def work(*_: object, **__: object) -> None:
        until(lambda: rounds.count("perstorp") >= 3)

    monkeypatch.setattr(running, "call_command", work)
    assert run("worker").code == FINE
    done = len(rounds)
    time.sleep(0.1)
    assert len(rounds) == done


def test_a_day_that_is_held_is_the_day_of_what_is_due_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, rounds: list[str]
) -> None:
    days: list[date] = []
    monkeypatch.setattr(ticking, "tick_in", lambda _: days.append(clock.today()))
    monkeypatch.setattr(running, "call_command", lambda *_, **__: until(lambda: bool(days)))
    with clock.held(date(2019, 5, 1)):
        assert run("worker").code == FINE
    assert set(days) == {date(2019, 5, 1)}


def test_a_round_that_fails_is_tried_again_and_stops_no_job(
    run: Run, monkeypatch: pytest.MonkeyPatch, rounds: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(municipality: Municipality) -> bool:
        rounds.append(municipality.slug)
        raise OperationalError("database is locked")

    caplog.set_level("CRITICAL")
    monkeypatch.setattr(ticking, "tick_in", fail)
    monkeypatch.setattr(running, "call_command", lambda *_, **__: until(lambda: len(rounds) >= 2))
    assert run("worker").code == FINE


def test_a_worker_that_only_does_what_waits_leaves_what_is_due_to_the_timer(
    run: Run, monkeypatch: pytest.MonkeyPatch, rounds: list[str]
) -> None:
    monkeypatch.setattr(running, "call_command", lambda *_, **__: time.sleep(0.1))
    assert run("worker", "--once").code == FINE
    assert rounds == []


def test_a_worker_without_a_database_ends_and_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(*_: object, **__: object) -> None:
        raise OperationalError("no such table: django_tasks_database_dbtaskresult")

    monkeypatch.setattr(running, "call_command", work)
    said = run("worker")
    assert said.code == BAD
    assert "rodatraden migrate" in said.err


# Server and worker together


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.1)


def server_of(process: int) -> int:
    """The web server among a process's children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    (found,) = (pid for pid in children if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes())
    return int(found)


def end(process: "subprocess.Popen[bytes]", how: str) -> None:
    if how == "told":
        process.terminate()
    elif how == "server dies":
        os.kill(server_of(process.pid), signal.SIGKILL)
    else:
        # A terminal tells everybody in front of it.
        os.killpg(process.pid, signal.SIGINT if how == "Ctrl+C" else signal.SIGHUP)


@pytest.mark.parametrize("chosen", ["", "smtp://post.example.se"])
def test_the_demos_letters_are_files_unless_a_server_is_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: Settings,
    tmp_path: Path,
    chosen: str,
) -> None:
    started: list[dict[str, str]] = []

    class Ended:
        def __init__(self, _: object, env: dict[str, str]) -> None:
            started.append(env)

        def wait(self, *_: object) -> int:
            return FINE

        terminate = wait

    monkeypatch.setattr(subprocess, "Popen", Ended)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    settings.DATA_DIR = tmp_path
    monkeypatch.delenv("EMAIL_URL", raising=False)
    if chosen:
        monkeypatch.setenv("EMAIL_URL", chosen)
    assert running.serve(8123, date(2018, 9, 10)) == FINE
    assert {env["EMAIL_URL"] for env in started} == {chosen or f"file:///{tmp_path}/letters"}
    said = capsys.readouterr().err
    assert ("Breven läggs som filer" in said) is not bool(chosen)
    assert said.count("http://localhost:8123/") == 1


@pytest.mark.full
@pytest.mark.parametrize(
    ("how", "code"), [("told", FINE), ("Ctrl+C", FINE), ("terminal closed", FINE), ("server dies", BAD)]
)
def test_server_and_worker_end_together(own_data_dir: Path, how: str, code: int) -> None:
    port = free_port()
    own_data_dir.mkdir()
    with installed(own_data_dir) as environment:
        command = [sys.executable, "-c", SERVE, str(port)]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)  # noqa: S603
        try:
            until(lambda: answers(port) and is_attended())
            end(process, how)
            assert process.wait(LONGEST) == code
            until(lambda: not answers(port))
            assert not is_attended()
        finally:
            process.kill()
