"""What runs until it is told to end: the demo's web server and its worker, and a worker by itself."""

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from rodatraden.console import BAD, FINE, tell
from rodatraden.console.ticking import ticking
from rodatraden.jobs.holding import attending

PATIENCE = 5
"""Seconds that the demo's worker has to end by itself: what it had not finished is undone."""


def serve(port: int, today: date) -> int:
    """Runs web server and worker in the demo's mode. Both end with us, and the worker with the server.

    Whether by Ctrl+C, by being told to, or because the terminal is closed.
    """
    place = f"http://localhost:{port}/"
    letters = Path(settings.DATA_DIR).resolve() / "letters"
    own = {"SITE_ADDRESS": place.rstrip("/"), "EMAIL_URL": f"file:///{letters}", **os.environ}
    environment = {**own, "RODATRADEN_DEMO": "1", "RODATRADEN_TODAY": str(today)}
    command = [sys.executable, "-m", "gunicorn", "rodatraden.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "warning"]
    if "EMAIL_URL" not in os.environ:
        tell(f"Breven läggs som filer i {letters}.")
    tell(f"\nRöda tråden är igång: {place}\nVälj kommun och roll på sidan. Avsluta med Ctrl+C.")
    server = subprocess.Popen(command, env=environment)  # noqa: S603
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, lambda *_: server.terminate())
    worker = subprocess.Popen([sys.executable, "-m", "rodatraden.cli", "worker"], env=environment)  # noqa: S603
    try:
        code = server.wait()
    except KeyboardInterrupt:
        server.wait()
        code = FINE
    finally:
        _end(worker)
    if code:
        tell(f"Servern kunde inte starta. Är port {port} upptagen? Prova: make demo PORT={port + 1}")
    return code and BAD


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def work(given: argparse.Namespace) -> int:
    """Does what is in the queue, one job at a time, until told to end; what it is in the midst of is done first.

    As long as it runs it also does what is due, as `rodatraden tick` does it.
    """
    with attending(), nullcontext() if given.once else ticking():
        while True:
            try:
                call_command("db_worker", batch=given.once, reload=False, startup_delay=False, verbosity=0)
            except OperationalError as fault:
                # On SQLite somebody else may write for longer than one waits, and the queue's worker gives up then.
                if "locked" not in str(fault):
                    raise
                time.sleep(1)
            else:
                return FINE
