"""What a worker does with a job. The queue holds two numbers and nothing else of a municipality."""

import logging

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from rodatraden.jobs.holding import Told, holding
from rodatraden.jobs.kinds import Run, Withdrawn, end, kind_of
from rodatraden.jobs.models import Job, State
from rodatraden.organisation.access import Actor, actor_of, system
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality

logger = logging.getLogger(__name__)


@task()
def work(municipality: int, job: int) -> None:
    """Does a job, once: one that has ended is left alone, so that it does no harm to be asked again."""
    with scope(Municipality.objects.get(pk=municipality)), holding(job) as told:
        found = Job.objects.select_related("person__user").get(pk=job)
        if found.state == State.OPEN:
            with translation.override(found.language):
                _work(found, told)


def _work(job: Job, told: Told) -> None:
    """The work, and what became of it where it could not be done. What the work had written is undone by then."""
    try:
        kind_of(job.kind).work(Run(job, _actor(job), told))
    except Withdrawn:
        return
    except Refused as fault:
        end(job, State.REFUSED, str(fault))
    except PermissionDenied:
        end(job, State.REFUSED, _("Du har inte rätt att göra det här. Ingenting har ändrats."))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
    # Work that ends without a word has failed as well; where it was done, this changes nothing.
    end(job, State.FAILED, _("Något gick fel hos oss. Ingenting har ändrats."))


def _actor(job: Job) -> Actor:
    """Whoever asked, with the roles of today. Raises PermissionDenied where these have ended."""
    if job.person is None:
        return system()
    found = actor_of(job.person.user) if job.person.user else None
    if found is None:
        raise PermissionDenied
    return found
