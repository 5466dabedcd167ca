"""Pages of the economy: fetch, act or gather, render."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.economy.forms import AmountForm, WithdrawForm
from rodatraden.economy.lines import year_in
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.page import gather_lines
from rodatraden.economy.rights import need_to_write
from rodatraden.economy.services import record_amount, withdraw
from rodatraden.economy.unit_page import address_of, amount_page, gather_unit, way_to
from rodatraden.organisation.access import fetch
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Unit
from rodatraden.web.downloads import asked_form, download


def lines(request: Request) -> HttpResponse:
    """Which boards keep their frames this year?"""
    page = gather_lines(request.actor, request.GET)
    if form := asked_form(request):
        return download(page.table, form)
    return render(request, "economy/lines.html", {"page": page, "stations": page.stations})


def unit(request: Request, key: str) -> HttpResponse:
    """How does one unit stand, and where does each amount come from?"""
    row = fetch(request, Unit.objects.all(), key=key)
    page = gather_unit(request.actor, row, year_in(request.GET.get("ar", "")))
    if form := asked_form(request):
        return download(page.table, form)
    return render(request, "economy/unit.html", {"unit": row, "page": page, "stations": page.stations})


def enter(request: Request, key: str) -> HttpResponse:
    """One amount, entered or corrected."""
    row = fetch(request, Unit.objects.all(), to="enter", key=key)
    form = AmountForm(request.POST or None, actor=request.actor, unit=row, asked=request.GET.dict())
    need_to_write(request.actor, form.asked.kind, row.pk)

    def record() -> None:
        form.ask(record_amount(request.actor, sure=form.cleaned_data["sure"], **form.content))

    if request.method == "POST" and form.does(record) and not form.doubts:
        messages.success(request, _("Beloppet är sparat."))
        return redirect(address_of(row, form.asked.year))
    status = 422 if form.errors or form.doubts else 200
    return render(request, "economy/amount.html", amount_page(request.actor, row, form), status=status)


def take_back(request: Request, pk: int) -> HttpResponse:
    """Takes back an amount that should never have been entered; then nothing stands there."""
    row = fetch(request, Amount.objects.current().select_related("unit"), to="enter", pk=pk)
    need_to_write(request.actor, row.kind, row.unit_id)
    form, back = WithdrawForm(request.POST or None), address_of(row.unit, row.year)
    if request.method == "POST" and form.does(lambda: withdraw(request.actor, row, form.cleaned_data["reason"])):
        messages.success(request, _("Beloppet är återkallat."))
        return redirect(back)
    said = {"kind": AmountKind(row.kind).label, "unit": row.unit.name, "day": row.as_of.isoformat()}
    sentence = _("Återkalla %(kind)s per %(day)s för %(unit)s") % said
    way = way_to(request.actor, row.unit, row.year, _("Återkalla"))
    return form_page(request, form, way, sentence=sentence, button=_("Återkalla"), back=back)
