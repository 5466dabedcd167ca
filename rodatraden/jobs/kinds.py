"""What kinds of jobs there are. Higher floors name theirs in settings.JOBS, the only place that knows both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from rodatraden.jobs.holding import Told
from rodatraden.jobs.models import Job, State
from rodatraden.lib import clock
from rodatraden.lib.text import Text
from rodatraden.organisation.access import Actor


class Withdrawn(Exception):
    """The job was cancelled while it was worked on: what it has done is to be undone."""


@dataclass(frozen=True)
class Run:
    """A job as its work sees it: for whom, with what, and whom to tell how far it has come."""

    job: Job
    actor: Actor
    told: Told

    @property
    def given(self) -> Mapping[str, Any]:
        given: Mapping[str, Any] = self.job.given
        return given

    def done(self, said: str = "", url: str = "", result: Mapping[str, Any] | None = None) -> None:
        """Says that the work is done, as the last thing of the work's own transaction.

        So that both are kept or neither: whatever happens, nothing is done twice, and nothing that was done is
        told as interrupted. Raises Withdrawn where the job was cancelled meanwhile.
        """
        if not end(self.job, State.DONE, said, url=url, result=result or {}):
            raise Withdrawn


@dataclass(frozen=True)
class Kind:
    """A kind of job. `work` asks for its rights itself and calls `run.done` in its transaction; it raises Refused.

    `name` and `home` are the title and the page that one comes from. `do`, `doing` and `ended` are the verb in
    sentences with the label: "läsa in", "Läser in", "är inläst". `page` shows the result and takes the job's
    number; without it the job's own page tells what came of it.
    """

    key: str
    name: Text
    do: Text
    doing: Text
    ended: Text
    work: Callable[[Run], None]
    home: str
    page: str = ""


def kind_of(key: str) -> Kind:
    """Raises KeyError for a kind that there no longer is."""
    found: Kind = import_string(settings.JOBS[key])
    return found


def end(job: Job, state: State, said: str, **more: object) -> bool:
    """Stores how an open job ended; False where it had ended already."""
    now = {"state": state, "said": said, "ended_at": clock.now(), **more}
    return bool(Job.objects.filter(pk=job.pk, state=State.OPEN).update(**now))
