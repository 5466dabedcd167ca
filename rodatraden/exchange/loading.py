"""Large files are looked through and loaded as jobs: the page shows how far they have come, and can be left."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rodatraden.exchange import keeping
from rodatraden.exchange.grid import SheetProblem
from rodatraden.exchange.imports import load, preview, rows_in
from rodatraden.exchange.layouts import OUTCOMES, TARGETS
from rodatraden.exchange.pages import preview_page, stored
from rodatraden.jobs.kinds import Kind, Run
from rodatraden.jobs.models import Job, State
from rodatraden.jobs.services import start
from rodatraden.jobs.standing import Standing, standings
from rodatraden.lib import clock
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy.edits import refuse

MOST_AT_ONCE = 2000
"""Rows that one can wait for."""
BY_ITSELF = 20
"""A row that is written by itself counts as so many of those that are written together."""
TOGETHER = {OUTCOMES.key, TARGETS.key}
MOST_LISTED = 10


def takes_long(filename: str, content: bytes) -> bool:
    """Whether a file has more rows than one can wait for. One that cannot be read is soon told."""
    try:
        rows = rows_in(filename, content)
    except SheetProblem:
        return False
    return sum(count * (1 if key in TOGETHER else BY_ITSELF) for key, count in rows.items()) > MOST_AT_ONCE


def start_review(actor: Actor, filename: str, content: bytes) -> Job:
    """Puts a file in the queue to be looked through."""
    sha256 = keeping.put(content)
    return start(actor, REVIEW, filename, filename=filename, sha256=sha256)


def start_load(actor: Actor, reviewed: Job) -> Job:
    """Puts a file that was looked through in the queue to be loaded as it was shown. Once, however often asked."""
    with transaction.atomic():
        Job.objects.select_for_update(no_key=True, of=("self",)).get(pk=reviewed.pk)
        begun = _jobs(actor).filter(kind=LOAD.key, state__in=(State.OPEN, State.DONE), given__review=reviewed.pk)
        if found := begun.first():
            return found
        given = {**reviewed.given, "fingerprint": reviewed.result["fingerprint"], "review": reviewed.pk}
        return start(actor, LOAD, reviewed.label, **given)


def reviews(actor: Actor) -> QuerySet[Job]:
    """Files that have been looked through."""
    return _jobs(actor).filter(kind=REVIEW.key, state=State.DONE)


def latest_loads(actor: Actor) -> list[Standing]:
    """The large files of the last day, the newest first; one that is being loaded only as that."""
    since = clock.now() - timedelta(seconds=keeping.KEPT_SECONDS)
    rows = list(_jobs(actor).defer("result").filter(asked_at__gt=since).exclude(state=State.CANCELLED)[:MOST_LISTED])
    passed = {job.given.get("review") for job in rows}
    return standings(job for job in rows if job.pk not in passed)


def _jobs(actor: Actor) -> QuerySet[Job]:
    return Job.objects.visible_to(actor).filter(kind__in=(REVIEW.key, LOAD.key))


def _review(run: Run) -> None:
    filename, content = _file(run)
    found = preview(run.actor, filename, content, run.told)
    run.done(str(found.headline()), result={**stored(preview_page(found)), "fingerprint": found.fingerprint})


def _load(run: Run) -> None:
    """The load, and that it is done, in one transaction: whatever happens, both are there or neither."""
    filename, content = _file(run)
    with transaction.atomic():
        try:
            found = load(run.actor, filename, content, run.given["fingerprint"], run.told)
        except SheetProblem as fault:
            raise refuse(str(fault)) from fault
        run.done(" ".join(found.in_words()))
    keeping.drop(run.given["sha256"])


def _file(run: Run) -> tuple[str, bytes]:
    content = keeping.content_of(run.given["sha256"])
    if content is None:
        raise refuse(_("Filen finns inte kvar. Välj den igen. Ingenting har ändrats."))
    return run.given["filename"], content


REVIEW = Kind(
    key="review",
    name=say("Läs in en fil"),
    do=say("granska"),
    doing=say("Granskar"),
    ended=say("är granskad"),
    work=_review,
    home="exchange:import",
    page="exchange:reviewed",
)
LOAD = Kind(
    key="load",
    name=say("Läs in en fil"),
    do=say("läsa in"),
    doing=say("Läser in"),
    ended=say("är inläst"),
    work=_load,
    home="exchange:import",
)
