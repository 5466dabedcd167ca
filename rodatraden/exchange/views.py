"""The pages for files in and out."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rodatraden.exchange import keeping, loading
from rodatraden.exchange.exports import FIRST_YEAR, FORMATS, LAST_YEAR, export, files
from rodatraden.exchange.forms import FileForm
from rodatraden.exchange.grid import SheetProblem
from rodatraden.exchange.imports import load, preview
from rodatraden.exchange.pages import preview_page
from rodatraden.lib import clock
from rodatraden.organisation.access import fetch, may_load
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.tables import XLSX

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}


def import_file(request: Request) -> HttpResponse:
    """Chooses a file; shows what loading it would do, or how far it has come with a large one."""
    _need_to_load(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        return _shown(request, form)
    context = {"form": form, "files": files().values(), "loads": loading.latest_loads(request.actor)}
    return render(request, "exchange/import.html", context, status=400 if form.errors else 200)


def _shown(request: Request, form: FileForm) -> HttpResponse:
    sent, content = form.name_and_content()
    name = keeping.safe_name(sent)
    if loading.takes_long(sent, content):
        return redirect(here("jobs:job", loading.start_review(request.actor, name, content).pk))
    found = preview(request.actor, name, content)
    if found.loadable:
        keeping.keep(request.session, found.filename, content, found.fingerprint)
    context = {**preview_page(found), "load_url": here("exchange:load")}
    return render(request, "exchange/preview.html", context, status=400 if found.refused else 200)


@require_GET
def reviewed(request: Request, pk: int) -> HttpResponse:
    """What loading a large file would do."""
    _need_to_load(request)
    job = fetch(request, loading.reviews(request.actor), pk=pk)
    context = {**job.result, "load_url": here("exchange:load-reviewed", pk)}
    return render(request, "exchange/preview.html", context)


@require_POST
def load_reviewed(request: Request, pk: int) -> HttpResponse:
    """Loads a large file that was shown."""
    _need_to_load(request)
    job = fetch(request, loading.reviews(request.actor), pk=pk)
    return redirect(here("jobs:job", loading.start_load(request.actor, job).pk))


@require_POST
def load_file(request: Request) -> HttpResponse:
    """Loads the file that was shown."""
    _need_to_load(request)
    found = keeping.kept(request.session, request.POST.get("sha256", ""))
    if found is None:
        messages.error(request, _("Filen finns inte kvar. Välj den igen. Ingenting har ändrats."))
        return redirect(here("exchange:import"))
    shown, content = found
    try:
        done = load(request.actor, shown.filename, content, shown.fingerprint)
    except (Refused, SheetProblem) as fault:
        messages.error(request, str(fault))
        return redirect(here("exchange:import"))
    keeping.forget(request.session, shown)
    messages.success(request, " ".join([_("Inläst."), *map(str, done.in_words())]))
    return redirect(here("exchange:import"))


@require_GET
def export_page(request: Request) -> HttpResponse:
    """What there is to download."""
    year = asked_year(request)
    years = range(year - 2, year + 3)
    told = {"files": files().values(), "year": year, "years": years, "loads": may_load(request)}
    return render(request, "exchange/export.html", told)


@require_GET
def download(request: Request, what: str, form: str) -> HttpResponse:
    """One file."""
    file = files().get(what)
    if file is None or form not in FORMATS:
        raise Http404
    year = asked_year(request)
    try:
        body = export(request.actor, what, year, form)
    except Refused as fault:
        messages.error(request, str(fault))
        return redirect(here("exchange:export"))
    stem = f"{what}-{year}" if file.of_year else what
    name = f"{request.municipality.slug}-{stem}.{form}"
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=TYPES[form], headers=kept)


def asked_year(request: Request) -> int:
    """The year that the address asks for (`ar`), else the one that runs."""
    asked = request.GET.get("ar", "")
    sensible = re.fullmatch("[0-9]{4}", asked) and FIRST_YEAR <= int(asked) <= LAST_YEAR
    return int(asked) if sensible else clock.today().year


def _need_to_load(request: Request) -> None:
    if not may_load(request):
        raise PermissionDenied(_("Du behöver rätt att föra in eller administrera uppgifter för att läsa in en fil."))
