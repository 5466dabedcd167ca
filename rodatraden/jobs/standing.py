"""Where jobs stand now: what is stored, what is in the queue, and whether anybody works on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rodatraden.jobs.holding import Progress, is_attended, progress_of
from rodatraden.jobs.kinds import Kind, kind_of
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.phases import Phase, headline, meaning, phase_of
from rodatraden.lib.text import Text

JUST = timedelta(seconds=10)
"""How long a worker may take from when it takes a task from the queue until it holds the job."""


@dataclass(frozen=True)
class Standing:
    """A job, where it stands, and how far it has come while it runs."""

    job: Job
    kind: Kind
    phase: Phase
    progress: Progress

    @property
    def is_open(self) -> bool:
        """Whether more is to come."""
        return self.phase in ("waiting", "unattended", "running")

    @property
    def is_undone(self) -> bool:
        """Whether it may be worth trying again as it is."""
        return self.phase in ("interrupted", "failed", "cancelled")

    @property
    def headline(self) -> Text:
        return headline(self.phase, self.job.label, self.kind.do, self.kind.doing, self.kind.ended)

    @property
    def then(self) -> Text | str:
        """What came of it, or what to expect."""
        return meaning(self.phase, self.kind.name) or self.job.said


def standings(jobs: Iterable[Job]) -> list[Standing]:
    """Where each job stands. Two queries more, where any is open.

    Who works on what is asked first, then what waits, and last what has ended: so a job that begins or ends
    meanwhile is never taken for interrupted.
    """
    listed = list(jobs)
    going = [job for job in listed if job.state == State.OPEN]
    held = {job.pk: progress for job in going if (progress := progress_of(job.pk))}
    queued = _queued(going)
    attended = bool(queued) and is_attended()
    fresh = Job.objects.in_bulk([job.pk for job in going]) if going else {}
    found = []
    for job in (fresh.get(one.pk, one) for one in listed):
        phase = phase_of(job.state, job.pk in held, job.pk in queued, attended)
        found.append(Standing(job, kind_of(job.kind), phase, held.get(job.pk, Progress())))
    return found


def standing(job: Job) -> Standing:
    """Where one job stands."""
    (found,) = standings([job])
    return found


def _queued(jobs: Iterable[Job]) -> set[int]:
    """Those that are in the queue, or were a moment ago."""
    tasks = {job.task: job.pk for job in jobs if job.task}
    if not tasks:
        return set()
    asked = DBTaskResult.objects.filter(pk__in=tasks)
    waiting = asked.filter(status=TaskResultStatus.READY)
    # The machine's own time: the queue does not know on which day the demo stands.
    taken = asked.filter(status=TaskResultStatus.RUNNING, started_at__gt=timezone.now() - JUST)
    return {tasks[pk] for pk in (waiting | taken).values_list("pk", flat=True)}
