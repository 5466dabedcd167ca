"""Pages of the register of governing documents: fetch, act or gather, render."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.decisions import governing_services as services
from rodatraden.decisions.governing_forms import AdoptForm, DocumentForm, EndForm, FileForm, FollowUpForm
from rodatraden.decisions.governing_list import register_page
from rodatraden.decisions.governing_page import document_page
from rodatraden.decisions.models import GoverningDocument
from rodatraden.decisions.services import may_record
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import VerbForm
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.panels import panels

WITH = ("decision__body", "responsible_unit", "file")


def _way(*steps: Station) -> list[Station]:
    return [Station(_("Kommun"), _("Styrdokument"), here("decisions:register")), *steps]


def _station(row: GoverningDocument, current: bool = False) -> Station:
    url = here("decisions:governing", row.key)
    return Station(_("Styrdokument"), row.title, url, current=current, example=row.example)


def _kept(request: Request, key: str) -> GoverningDocument:
    """A document that the actor looks after."""
    row = fetch(request, GoverningDocument.objects.select_related(*WITH), key=key)
    if not services.may_keep_document(request.actor, row):
        raise PermissionDenied
    return row


def register(request: Request) -> HttpResponse:
    """Which governing documents hold, and what is to be done about them?"""
    page = register_page(request.actor, request.GET.dict())
    if form := asked_form(request):
        return download(page.file, form)
    stations = [Station(_("Kommun"), _("Styrdokument"), current=True)]
    return render(request, "decisions/register.html", {"page": page, "stations": stations})


def governing(request: Request, key: str) -> HttpResponse:
    """What does it say, who decided it, and does it hold?"""
    row = fetch(request, GoverningDocument.objects.select_related(*WITH), key=key)
    page = document_page(request.actor, row)
    told = panels("decisions:governing", request, row)
    context = {"page": page, "document": row, "panels": told, "stations": _way(_station(row, current=True))}
    return render(request, "decisions/governing.html", context)


def new_document(request: Request) -> HttpResponse:
    """Enters a document in the register."""
    if not may_record(request.actor):
        raise PermissionDenied
    form = DocumentForm(request.actor, request.POST or None, request.FILES or None)
    made: list[GoverningDocument] = []

    def verb() -> None:
        attached = _attached(request, form)
        with transaction.atomic():
            made.append(services.register_document(request.actor, attached=attached, **form.said()))

    return _write(
        request, form, verb, made, _way(Station(_("Styrdokument"), _("Nytt"), current=True)), here("decisions:register")
    )


def revise(request: Request, key: str) -> HttpResponse:
    """A new wording, which replaces the old one by a decision of its own."""
    row = _kept(request, key)
    form = DocumentForm(request.actor, request.POST or None, request.FILES or None, document=row)
    made: list[GoverningDocument] = []

    def verb() -> None:
        attached = _attached(request, form)
        with transaction.atomic():
            made.append(services.revise_document(request.actor, row, attached=attached, **form.said()))

    way = _way(_station(row), Station(_("Skriv"), _("Ny lydelse"), current=True))
    return _write(request, form, verb, made, way, here("decisions:governing", key), document=row, revise=True)


def correct(request: Request, key: str) -> HttpResponse:
    """How the document is recorded and looked after; the log keeps what stood there."""
    row = _kept(request, key)
    form = DocumentForm(request.actor, request.POST or None, document=row, new=False)

    def verb() -> None:
        with transaction.atomic():
            services.correct_document(request.actor, row, form.cleaned_data["edit"] or 0, **form.said())

    way = _way(_station(row), Station(_("Skriv"), _("Ändra"), current=True))
    return _write(request, form, verb, [row], way, here("decisions:governing", key), document=row)


def _write(
    request: Request,
    form: DocumentForm,
    verb: Any,
    made: list[GoverningDocument],
    way: list[Station],
    back: str,
    **more: Any,
) -> HttpResponse:
    if request.method == "POST" and form.does(verb):
        messages.success(request, _("Dokumentet är sparat."))
        return redirect(here("decisions:governing", made[0].key))
    told = {"form": form, "stations": way, "back": back, **more}
    return render(request, "decisions/governing_form.html", told, status=422 if form.errors else 200)


def _attached(request: Request, form: VerbForm) -> services.Attached | None:
    upload = form.cleaned_data.get("file")
    return services.take_file(request.actor, upload.name, upload) if upload else None


def adopt(request: Request, key: str) -> HttpResponse:
    """Has the company's general meeting adopted it?"""
    row, form = _kept(request, key), AdoptForm(request.POST or None)
    return _small(
        request,
        row,
        form,
        lambda: services.correct_document(request.actor, row, row.edit, **form.cleaned_data),
        _("Bolagsstämman har antagit dokumentet"),
        _("Det är antecknat att bolagsstämman har antagit dokumentet."),
    )


def follow_up(request: Request, key: str) -> HttpResponse:
    """Has it been followed up?"""
    row, form = _kept(request, key), FollowUpForm(request.POST or None)
    return _small(
        request,
        row,
        form,
        lambda: services.follow_up_document(request.actor, row, **form.cleaned_data),
        _("Dokumentet är uppföljt"),
        _("Uppföljningen är antecknad."),
    )


def end(request: Request, key: str) -> HttpResponse:
    """Does it hold no longer?"""
    row, form = _kept(request, key), EndForm(request.POST or None)
    return _small(
        request,
        row,
        form,
        lambda: services.end_document(request.actor, row, **form.cleaned_data),
        _("Dokumentet ska upphöra att gälla"),
        _("Dokumentet upphör den dagen."),
    )


def attach(request: Request, key: str) -> HttpResponse:
    """The document's file, kept and read."""
    row = _kept(request, key)
    form = FileForm(row, request.POST or None, request.FILES or None)

    def verb() -> None:
        attached = _attached(request, form)
        if attached is not None:
            services.attach_file(request.actor, row, attached, reason=form.cleaned_data.get("reason", ""))

    return _small(request, row, form, verb, _("Bifoga dokumentets fil"), _("Filen är bifogad."))


def _small(
    request: Request, row: GoverningDocument, form: VerbForm, verb: Any, sentence: str, done: str
) -> HttpResponse:
    back = here("decisions:governing", row.key)
    if request.method == "POST" and form.does(verb):
        messages.success(request, done)
        return redirect(back)
    way = _way(_station(row), Station(_("Skriv"), sentence, current=True))
    return form_page(request, form, way, sentence=sentence, about=row.title, back=back)
