"""Starting a job, taking it back before it has begun, and trying once more."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from rodatraden.jobs import holding
from rodatraden.jobs.kinds import Kind, end, kind_of
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.standing import standing
from rodatraden.jobs.work import work
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text
from rodatraden.organisation.access import OPERATOR, Actor, need
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import refuse

KEPT = timedelta(days=30)


def start(actor: Actor, kind: Kind, label: str, **given: object) -> Job:
    """Puts work in the queue, for a worker to do with the actor's rights of that time.

    `given` are JSON values that the work needs. Within the caller's transaction, if there is one: what is undone
    was never asked for.
    """
    need(actor, "read", None)
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind.key,
            label=label[:300],
            person_id=None if actor.person_id == OPERATOR else actor.person_id,
            asked_by=actor.by.name,
            asked_at=clock.now(),
            language=get_language() or "sv",
            given=given,
        )
        job.task = UUID(work.enqueue(municipality=current().pk, job=job.pk).id)
        job.save(update_fields=["task"])
    return job


def cancel(actor: Actor, job: Job) -> None:
    """Takes a job back, for who may see it. Raises Refused where it has ended."""
    need(actor, "read", None)
    if not end(job, State.CANCELLED, ""):
        raise refuse(_("Det hann bli klart."))


def again(actor: Actor, job: Job) -> Job:
    """The same work once more, now asked for by the actor. Raises Refused where it is still to come or done."""
    if not standing(job).is_undone:
        raise refuse(_("Det behövs inte: arbetet pågår eller är klart."))
    return start(actor, kind_of(job.kind), job.label, **job.given)


def clear() -> Text:
    """Takes away jobs older than KEPT and all that they left, none that somebody works on. Done by the timer."""
    old = Job.objects.filter(asked_at__lt=clock.now() - KEPT).values_list("pk", "task")
    if tasks := {pk: task for pk, task in old if holding.progress_of(pk) is None}:
        with transaction.atomic():
            DBTaskResult.objects.filter(pk__in=[task for task in tasks.values() if task]).delete()
            Job.objects.filter(pk__in=tasks).delete()
        for pk in tasks:
            holding.forget(pk)
    return NOTHING
