"""Pages of decisions: the list, one decision with what rests on it, and recording one."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from rodatraden.decisions import services
from rodatraden.decisions.corrections import corrections
from rodatraden.decisions.forms import CorrectionForm, DecisionForm
from rodatraden.decisions.models import Decision
from rodatraden.decisions.sentence import Said, decided_told, delegation_told, list_told
from rodatraden.documents.services import store
from rodatraden.lib import clock
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.panels import panels
from rodatraden.web.tables import Column, Example, Link, Table, Value


def decisions(request: Request) -> HttpResponse:
    """What has been decided, by whom and when?"""
    rows = list(Decision.objects.select_related("body"))
    table = decisions_table(rows)
    if form := asked_form(request):
        return download(table.asked(request.GET.dict()), form)
    dates = [row.date for row in rows if row.date]
    made = [date for date in dates if date <= clock.today()]
    context = {
        "table": table.asked(request.GET.dict()),
        "sentence": list_told(len(rows), len(rows) - len(dates), max(made, default=None)),
        "none": not rows,
        "may": services.may_record(request.actor),
        "stations": [Station(_("Kommun"), _("Beslut"), current=True)],
    }
    return render(request, "decisions/list.html", context)


def decisions_table(rows: list[Decision]) -> Table:
    columns = (
        Column("title", _("Beslut"), kind="link"),
        Column("who", _("Av")),
        Column("date", _("Datum"), kind="date"),
        Column("paragraph", _("Paragraf")),
        Column("reference", _("Diarienummer")),
        Column("note", _("Anmärkning")),
    )
    return Table(_("Beslut"), columns, [_row(row) for row in rows], name="beslut")


def _row(row: Decision) -> dict[str, Value]:
    link = Link(row.title, here("decisions:decision", row.key))
    return {
        "title": Example(link) if row.example else link,
        "who": row.by_whom,
        "date": row.date,
        "paragraph": f"§ {row.paragraph}" if row.paragraph else None,
        "reference": row.reference or None,
        "note": " ".join(_notes(row)) or None,
    }


def _notes(row: Decision) -> Iterator[str]:
    if row.annulled_on is not None:
        yield _("Upphävt %(day)s.") % {"day": row.annulled_on}
    if row.note or row.date is None:
        yield row.note or _("Datum framgår inte.")


def decision(request: Request, key: str) -> HttpResponse:
    """What was decided, by whom, and what rests on it?"""
    row = fetch(request, Decision.objects.select_related("body", "file"), key=key)
    said = Said(row.body.name if row.body else "", row.position, row.date, row.paragraph, row.delegation)
    context = {
        "decision": row,
        "sentence": decided_told(said),
        "rests": delegation_told(said),
        "panels": panels("decisions:decision", request, row),
        "corrections": corrections(row),
        "may_correct": services.may_correct(request.actor, row),
        "stations": [
            Station(_("Kommun"), _("Beslut"), here("decisions:list")),
            Station(_("Beslut"), row.title, current=True, example=row.example),
        ],
    }
    return render(request, "decisions/decision.html", context)


def new_decision(request: Request) -> HttpResponse:
    """Records a decision, with its file where one is given."""
    if not services.may_record(request.actor):
        raise PermissionDenied
    form = DecisionForm(request.actor, request.POST or None, request.FILES or None)
    made = record(request, form) if request.method == "POST" else None
    if made:
        messages.success(request, _("Beslutet är infört."))
        return redirect(_back(request) or here("decisions:decision", made.key))
    stations = [
        Station(_("Kommun"), _("Beslut"), here("decisions:list")),
        Station(_("Beslut"), _("Nytt"), current=True),
    ]
    back = _back(request) or here("decisions:list")
    return form_page(request, form, stations, sentence=_("För in ett beslut"), button=_("För in"), back=back)


def correct(request: Request, key: str) -> HttpResponse:
    """Corrects how a decision is recorded; the log keeps what stood there."""
    row = fetch(request, Decision.objects.select_related("body"), key=key)
    if not services.may_correct(request.actor, row):
        raise PermissionDenied
    form, back = CorrectionForm(row, request.POST or None), here("decisions:decision", key)
    if request.method == "POST" and form.does(lambda: services.correct_decision(request.actor, row, **form.said())):
        messages.success(request, _("Beslutet är rättat. Vad som stod förut finns i loggen."))
        return redirect(back)
    stations = [Station(_("Beslut"), row.title, back), Station(_("Beslut"), _("Rätta"), current=True)]
    sentence = _("Rätta hur beslutet är infört")
    return form_page(request, form, stations, sentence=sentence, button=_("Rätta"), back=back)


def _back(request: Request) -> str:
    """The page that somebody came from to record the decision it needs; never another site's."""
    asked = request.GET.get("next", "")
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None) else ""


def record(request: Request, form: DecisionForm) -> Decision | None:
    """The decision and its file, both or neither; None where the form or the verb refused."""
    made: list[Decision] = []

    def both() -> None:
        upload = form.cleaned_data["file"]
        with transaction.atomic():
            file = store(request.actor, upload.name, upload) if upload else None
            made.append(services.record_decision(request.actor, file=file, **form.said()))

    return made[0] if form.does(both) else None
