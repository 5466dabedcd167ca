"""A large file whose load is killed in its midst, and begun again. For a process of its own, which forks."""

import os
import signal
import time
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rodatraden import cli
from rodatraden.audit.models import Entry
from rodatraden.exchange import keeping, loading
from rodatraden.exchange.imports import preview
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Outcome
from rodatraden.jobs import holding
from rodatraden.jobs.holding import is_attended, progress_of
from rodatraden.jobs.models import Job
from rodatraden.jobs.services import again, start
from rodatraden.jobs.standing import standing
from rodatraden.organisation.access import system
from rodatraden.tenancy import scope
from rodatraden.tenancy.models import Municipality
from rodatraden.tests.dying import forked, was_killed

ROWS = 1800
SOURCE = "från filen"
LONGEST = 300
MIDWAY = 60


def build() -> int:
    """A large file that was looked through and waits to be loaded; gives the job's number."""
    place = Place()
    for number in range(ROWS // 600):
        place.new_indicator(f"m-{number}", f"Mått {number}", place.council)
    months = [f"{1960 + at // 12}-{at % 12 + 1:02}" for at in range(600)]
    rows = [(f"m-{at // 600}", "kf", months[at % 600], at % 97, "", SOURCE) for at in range(ROWS)]
    content = files.csv((*OUTCOME_HEAD, "Källa"), *rows)
    found = preview(place.operator, "utfall.csv", content)
    assert found.loadable, found.in_words()[:5]
    given = {"filename": "utfall.csv", "sha256": keeping.put(content), "fingerprint": found.fingerprint}
    return start(place.actor(place.controller), loading.LOAD, "utfall.csv", **given).pk


def stuck() -> None:
    """A worker that has written a part, has said so, and comes no further: it is killed there however slow we are."""
    write = holding._write

    def and_wait(handle: int, done: int, of: int) -> None:
        write(handle, done, of)
        if done * 100 >= of * MIDWAY:
            signal.pause()

    holding._write = and_wait
    cli.main(["worker"])


def kill_midway(job: int) -> bool:
    """Lets a worker begin, and kills it when it has written a part; whether it was killed then."""
    worker = forked(stuck)
    until = time.monotonic() + LONGEST
    while (found := progress_of(job)) is None or found.percent < MIDWAY:
        assert time.monotonic() < until, found
        time.sleep(0.005)
    assert is_attended()
    os.kill(worker, signal.SIGKILL)
    return was_killed(worker) and not is_attended()


def work() -> None:
    assert cli.main(["worker", "--once"]) == 0


def told() -> dict[str, object]:
    """How the latest job stands, as one sees it a while later, and what has been loaded."""
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=timezone.now() - timedelta(minutes=1))
    job = Job.objects.latest("pk")
    return {
        "phase": standing(job).phase,
        "said": job.said,
        "loaded": Outcome.objects.filter(source=SOURCE).count(),
        "logged": Entry.objects.filter(verb="läste in fil").count(),
    }


def main() -> dict[str, Any]:
    with scope(Municipality.objects.create(code="1275", slug="perstorp", name="Perstorps kommun")):
        killed = kill_midway(build())
        left = told()
        again(system(), Job.objects.latest("pk"))
        assert not was_killed(forked(work))
        return {"killed": killed, "left": left, "again": told()}
