"""The page of a job: how far it has come, or what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from rodatraden.jobs.models import Job
from rodatraden.jobs.services import again, cancel
from rodatraden.jobs.standing import standing
from rodatraden.organisation.access import fetch
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here


@require_GET
def job(request: Request, pk: int) -> HttpResponse:
    """How far has it come, and what came of it?

    While it goes on the page asks again with the phase that it shows (`var`) and the percents last said
    aloud (`sagt`). As long as only the figure differs it is given a new one, else another page.
    """
    now = standing(fetch(request, Job.objects.visible_to(request.actor), pk=pk))
    address = here(now.kind.page, pk) if now.phase == "done" and now.kind.page else here("jobs:job", pk)
    shown = {"now": now, "home": here(now.kind.home), "tens": now.progress.percent // 10 * 10}
    if request.headers.get("HX-Request"):
        shown["speaks"] = request.GET.get("sagt") != str(shown["tens"])
        changed = request.GET.get("var") != now.phase
        return HttpResponseClientRedirect(address) if changed else render(request, "jobs/job.html#progress", shown)
    return redirect(address) if address != request.path else render(request, "jobs/job.html", shown)


@require_POST
def cancel_job(request: Request, pk: int) -> HttpResponse:
    """Takes it out of the queue."""
    row = fetch(request, Job.objects.visible_to(request.actor), pk=pk)
    try:
        cancel(request.actor, row)
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect(here("jobs:job", pk))


@require_POST
def repeat_job(request: Request, pk: int) -> HttpResponse:
    """Tries once more."""
    row = fetch(request, Job.objects.visible_to(request.actor), pk=pk)
    try:
        row = again(request.actor, row)
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect(here("jobs:job", row.pk))
