"""Pages of indicators: fetch, act or gather, render."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodatraden.indicators.break_forms import BreakForm, RemoveBreakForm
from rodatraden.indicators.figure_rows import figures_table
from rodatraden.indicators.forms import (
    FigureForm,
    IndicatorForm,
    OutcomeForm,
    TargetFigureForm,
    WithdrawForm,
    attempt,
    tell_stale,
)
from rodatraden.indicators.grid import gather_grid, submit
from rodatraden.indicators.listing import gather_list
from rodatraden.indicators.models import Indicator, Outcome, SeriesBreak
from rodatraden.indicators.page import gather_page
from rodatraden.indicators.services import (
    Report,
    add_series_break,
    record_outcome,
    remove_series_break,
    save_indicator,
    set_target,
    withdraw_outcome,
)
from rodatraden.organisation.access import fetch, need_anywhere
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.tenancy.edits import Stale
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station
from rodatraden.web.downloads import asked_form, download


def indicators(request: Request) -> HttpResponse:
    """What is measured, and how does it stand?"""
    page = gather_list(request)
    if form := asked_form(request):
        return download(page.table, form)
    return render(request, "indicators/list.html", {"page": page, "stations": page.stations})


def indicator(request: Request, key: str) -> HttpResponse:
    """How does this indicator stand against what was promised?"""
    row = fetch(request, Indicator.objects.visible_to(request.actor).select_related("owner"), key=key)
    page = gather_page(request, row)
    if form := asked_form(request):
        return download(figures_table(page.history), form)
    return render(request, "indicators/indicator.html", {"page": page, "stations": page.stations})


def create(request: Request) -> HttpResponse:
    """A new indicator."""
    need_anywhere(request.actor, "enter")
    form = IndicatorForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, lambda: save_indicator(request.actor, None, **form.content))
        if row:
            messages.success(request, _("Indikatorn är sparad."))
            return redirect(here("indicators:indicator", row.key))
    told = {"form": form, "stations": _way_to(_("Ny indikator"))}
    return render(request, "indicators/form.html", told, status=422 if form.errors else 200)


def change(request: Request, key: str) -> HttpResponse:
    """The definition of an indicator; who comes second sees both texts."""
    row = fetch(request, Indicator.objects.visible_to(request.actor).select_related("owner"), to="enter", key=key)
    form = IndicatorForm(request.POST or None, actor=request.actor, indicator=row)
    if request.method == "POST" and form.is_valid():
        edit = form.cleaned_data["edit"] or 0
        try:
            if attempt(form, lambda: save_indicator(request.actor, row, edit, **form.content)):
                messages.success(request, _("Indikatorn är sparad."))
                return redirect(here("indicators:indicator", key))
        except Stale as stale:
            tell_stale(form, stale, row.edit)
    told = {"form": form, "indicator": row, "stations": _way_to(_("Definition"), row)}
    return render(request, "indicators/form.html", told, status=422 if form.errors else 200)


def outcome(request: Request, key: str) -> HttpResponse:
    """One outcome, entered or corrected."""
    return _figure(request, key, OutcomeForm, record_outcome, _("Utfallet är sparat."))


def target(request: Request, key: str) -> HttpResponse:
    """One target, set or changed."""
    return _figure(request, key, TargetFigureForm, set_target, _("Målvärdet är sparat."))


def _figure(
    request: Request, key: str, shape: type[FigureForm], verb: Callable[..., Report], done: str
) -> HttpResponse:
    row = fetch(request, Indicator.objects.visible_to(request.actor).select_related("owner"), key=key)
    need_anywhere(request.actor, "enter")
    form = shape(request.POST or None, actor=request.actor, indicator=row, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        report = attempt(form, lambda: verb(request.actor, sure=form.cleaned_data["sure"], **form.content))
        if report and form.ask(report):
            messages.success(request, done)
            return redirect(here("indicators:indicator", key))
    is_target = shape is TargetFigureForm
    way = _way_to(_("Målvärde") if is_target else _("Utfall"), row)
    told = {"form": form, "indicator": row, "is_target": is_target, "stations": way}
    return render(request, "indicators/figure.html", told, status=422 if form.errors else 200)


def withdraw(request: Request, key: str, pk: int) -> HttpResponse:
    """Takes back an outcome that should never have been entered; then nothing stands there."""
    rows = Outcome.objects.current().select_related("indicator").filter(indicator__key=key)
    row = fetch(request, rows, to="enter", pk=pk)
    form, back = WithdrawForm(request.POST or None), here("indicators:indicator", key)
    if request.method == "POST" and form.does(
        lambda: withdraw_outcome(request.actor, row, form.cleaned_data["reason"])
    ):
        messages.success(request, _("Utfallet är återkallat."))
        return redirect(back)
    sentence = _("Återkalla utfallet %(period)s") % {"period": row.period.name}
    way = _way_to(_("Återkalla"), row.indicator)
    return form_page(request, form, way, sentence=sentence, button=_("Återkalla"), back=back)


def add_break(request: Request, key: str) -> HttpResponse:
    """Says that the series breaks: what is measured from a day is not comparable with what was before."""
    row = fetch(request, Indicator.objects.visible_to(request.actor), to="administer", key=key)
    form, back = BreakForm(request.POST or None), here("indicators:indicator", key)
    if request.method == "POST" and form.does(
        lambda: add_series_break(request.actor, row, form.cleaned_data["day"], form.cleaned_data["reason"])
    ):
        messages.success(request, _("Den nya mätmetoden är sparad."))
        return redirect(back)
    sentence = _("Ny mätmetod för ”%(name)s”") % {"name": row.called}
    way = _way_to(_("Ny mätmetod"), row)
    return form_page(request, form, way, sentence=sentence, back=back)


def remove_break(request: Request, key: str, pk: int) -> HttpResponse:
    """Takes back that the series breaks on a day."""
    rows = SeriesBreak.objects.select_related("indicator").filter(indicator__key=key)
    row = fetch(request, rows, to="administer", pk=pk)
    form, back = RemoveBreakForm(request.POST or None), here("indicators:indicator", key)
    if request.method == "POST" and form.does(
        lambda: remove_series_break(request.actor, row, form.cleaned_data["reason"])
    ):
        messages.success(request, _("Den nya mätmetoden är borttagen."))
        return redirect(back)
    sentence = _("Ta bort den nya mätmetoden från %(day)s: %(why)s") % {"day": row.day, "why": row.reason}
    way = _way_to(_("Ta bort"), row.indicator)
    return form_page(request, form, way, sentence=sentence, button=_("Ta bort"), back=back)


def enter(request: Request) -> HttpResponse:
    """Many outcomes at once, in a grid."""
    need_anywhere(request.actor, "enter")
    grid = gather_grid(request.actor, request.GET)
    if request.method == "POST":
        report = submit(request.actor, grid, request.POST)
        if report:
            count = report.count("new") + report.count("changed")
            messages.success(
                request, ngettext("%(n)s värde är sparat.", "%(n)s värden är sparade.", count) % {"n": count}
            )
            return redirect(request.get_full_path())
    told = {"grid": grid, "stations": _way_to(_("För in utfall"))}
    return render(request, "indicators/enter.html", told, status=422 if grid.faults else 200)


def _way_to(name: str, row: Indicator | None = None) -> list[Station]:
    """The red line of a page where one writes: from the list, by the indicator."""
    way = [Station(_("Indikatorer"), _("Alla indikatorer"), here("indicators:list"))]
    if row is not None:
        way.append(Station(_("Indikator"), row.called, here("indicators:indicator", row.key)))
    return [*way, Station(_("Skriv"), name, current=True)]
