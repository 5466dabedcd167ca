"""Work of every sort, to try jobs by: what it does is what it is given to do."""

from contextlib import AbstractContextManager
from unittest import mock

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.management.commands import db_worker

from rodatraden.jobs.kinds import Kind, Run, end
from rodatraden.jobs.models import Job, State
from rodatraden.lib.text import say
from rodatraden.organisation.access import need_anywhere
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused

MADE = "gjord"


def _try(run: Run) -> None:
    """Makes a unit, and goes on as it is told."""
    with transaction.atomic():
        Unit.objects.create(key=f"{MADE}-{run.job.pk}", name=run.actor.by.name, kind="unit")
        what = run.given["do"]
        if what == "refuse":
            raise Refused({"": _("Välj en fil.")})
        if what == "fail":
            raise ZeroDivisionError
        if what == "deny":
            raise PermissionDenied
        if what == "administer":
            need_anywhere(run.actor, "administer")
        if what == "stop":
            raise SystemExit(1)
        if what == "cancelled":
            end(run.job, State.CANCELLED, "")
        run.told(1, 2)
        if what != "say nothing":
            run.done(_("Klart."), url="/perstorp/filer/1/", result={"rows": 2})


def _named(key: str, page: str = "") -> Kind:
    return Kind(key, say("Arbeten"), say("prova"), say("Provar"), say("är provad"), _try, "try:home", page)


TRY, SHOWN = _named("try"), _named("shown", "try:result")
JOBS = {"try": f"{__name__}.TRY", "shown": f"{__name__}.SHOWN"}


def made() -> list[str]:
    """What work has made and kept, by who it was done for."""
    return list(Unit.objects.filter(key__startswith=MADE).values_list("name", flat=True))


def connected() -> AbstractContextManager[object]:
    """While a worker works within a test it keeps the connection: by itself it drops one that is in a transaction."""
    return mock.patch.object(db_worker, "close_old_connections")


def work_off() -> None:
    """Does all that waits, as a worker does it."""
    worker = db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="provet",
        excluded_queue_names=[],
    )
    with connected():
        worker.run()


def now(job: Job) -> Job:
    """The job as it is stored now."""
    return Job.objects.get(pk=job.pk)
