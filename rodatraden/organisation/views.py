"""Pages of the organisation: the tree, one unit, people and their roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rodatraden.organisation import pages, services
from rodatraden.organisation.access import fetch, need_anywhere
from rodatraden.organisation.form_page import form_page
from rodatraden.organisation.forms import EndForm, MergeForm, PersonForm, RoleForm, UnitForm, VerbForm
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import Person, Role, Unit
from rodatraden.tenancy.links import here
from rodatraden.web.downloads import asked_form, download
from rodatraden.web.panels import panels


def units(request: Request) -> HttpResponse:
    """How is the municipality organised, and who answers where?"""
    page = pages.units_page(request.actor)
    if form := asked_form(request):
        return download(page.table.asked(request.GET.dict()), form)
    may = request.actor.may_anywhere("administer")
    context = {
        "page": page,
        "may": may,
        "stations": pages.stations(request.actor.tree),
        "reads_log": reads_log(request),
    }
    return render(request, "organisation/units.html", context)


def unit(request: Request, key: str) -> HttpResponse:
    """Who answers for this unit, what lies under it, and what has become of it?"""
    row = fetch(request, Unit.objects.select_related("replaced_by"), key=key)
    page = pages.unit_page(request.actor, row)
    context = {
        "unit": row,
        "page": page,
        "may": request.actor.may("administer", row.pk),
        "reads_log": reads_log(request),
        "panels": panels("organisation:unit", request, row),
        "stations": page.stations,
    }
    return render(request, "organisation/unit.html", context)


def reads_log(request: Request) -> bool:
    return request.actor.reads_log


def _unit_form(request: Request, row: Unit, form: VerbForm, sentence: str, button: str, page: str = "") -> HttpResponse:
    """A form of a unit; `page` names one where higher floors tell what it will do to theirs."""
    way, back = pages.stations(request.actor.tree, row, sentence), here("organisation:unit", row.key)
    told = panels(f"organisation:{page}", request, row) if page else []
    return form_page(request, form, way, sentence=sentence, button=button, back=back, panels=told)


def new_unit(request: Request) -> HttpResponse:
    """A new unit; `?under=` chooses where."""
    need_anywhere(request.actor, "administer")
    above = Unit.objects.filter(key=request.GET.get("under", "")).first()
    form = UnitForm(request.actor, request.POST or None, initial={"parent": above, "position": 0})
    if request.method == "POST" and form.does(lambda: services.create_unit(request.actor, **form.said())):
        messages.success(request, _("%(name)s finns nu i organisationen.") % form.cleaned_data)
        return redirect(here("organisation:units"))
    stations = pages.stations(request.actor.tree, last=_("Ny enhet"))
    back = here("organisation:units")
    return form_page(request, form, stations, sentence=_("Ny enhet"), button=_("Lägg till"), back=back)


def change_unit(request: Request, key: str) -> HttpResponse:
    row = fetch(request, Unit.objects.all(), key=key, to="administer")
    form = UnitForm(request.actor, request.POST or None, unit=row)

    def change() -> None:
        services.change_unit(request.actor, row, seen=form.cleaned_data["seen"], **form.said())

    if request.method == "POST" and form.does(change):
        messages.success(request, _("Ändringen är sparad."))
        return redirect(here("organisation:unit", key))
    return _unit_form(request, row, form, _("Ändra %(unit)s") % {"unit": row.name}, _("Spara"))


def end_unit(request: Request, key: str) -> HttpResponse:
    row = fetch(request, Unit.objects.all(), key=key, to="administer")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.does(lambda: services.end_unit(request.actor, row, form.cleaned_data["on"])):
        messages.success(request, _("%(unit)s upphör. Det som varit finns kvar.") % {"unit": row.name})
        return redirect(here("organisation:unit", key))
    return _unit_form(request, row, form, _("Avsluta %(unit)s") % {"unit": row.name}, _("Avsluta"), "end-unit")


def merge_unit(request: Request, key: str) -> HttpResponse:
    row = fetch(request, Unit.objects.all(), key=key, to="administer")
    form = MergeForm(request.actor, row, request.POST or None)

    def merge() -> None:
        services.merge_units(request.actor, [row], form.cleaned_data["into"], form.cleaned_data["on"])

    if request.method == "POST" and form.does(merge):
        messages.success(request, _("%(unit)s har gått upp i en annan enhet.") % {"unit": row.name})
        return redirect(here("organisation:unit", key))
    sentence = _("Låt %(unit)s gå upp i en annan enhet") % {"unit": row.name}
    return _unit_form(request, row, form, sentence, _("Slå ihop"), "merge-unit")


def new_role(request: Request, key: str) -> HttpResponse:
    row = fetch(request, Unit.objects.all(), key=key, to="administer")
    form = RoleForm(row, request.POST or None)

    def give() -> None:
        services.give_role(request.actor, unit=row, **form.cleaned_data)

    if request.method == "POST" and form.does(give):
        messages.success(request, _("%(person)s har fått rollen.") % {"person": form.cleaned_data["person"]})
        return redirect(here("organisation:unit", key))
    return _unit_form(request, row, form, _("Ny roll på %(unit)s") % {"unit": row.name}, _("Ge rollen"))


def end_role(request: Request, pk: int) -> HttpResponse:
    role = fetch(request, Role.objects.select_related("person", "unit"), pk=pk, to="administer")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.does(lambda: services.end_role(request.actor, role, form.cleaned_data["on"])):
        messages.success(request, _("Rollen är avslutad."))
        return redirect(here("organisation:unit", role.unit.key))
    values = {"role": services.role_name(role.kind), "person": role.person.name}
    sentence = _("Avsluta rollen %(role)s för %(person)s") % values
    return _unit_form(request, role.unit, form, sentence, _("Avsluta rollen"))


def people(request: Request) -> HttpResponse:
    """Who is who, and which roles does each hold today?"""
    table = pages.people_table()
    if form := asked_form(request):
        return download(table.asked(request.GET.dict()), form)
    context = {
        "table": table.asked(request.GET.dict()),
        "all": len(table.rows),
        "may": request.actor.may_anywhere("administer"),
        "stations": pages.stations(request.actor.tree, last=_("Personer"), level=_("Förteckning")),
    }
    return render(request, "organisation/people.html", context)


def person(request: Request, pk: int) -> HttpResponse:
    """Which roles does somebody hold, and which before?"""
    row = fetch(request, Person.objects.select_related("user"), pk=pk)
    roles = pages.holdings(list(Role.objects.filter(person=row).select_related("unit", "substitute_for__person")))
    context = {
        "person": row,
        "holdings": roles,
        "own": row.pk == request.actor.person_id,
        "panels": panels("organisation:person", request, row),
        "may": request.actor.may_anywhere("administer"),
        "stations": pages.stations(request.actor.tree, last=row.name, level=_("Person")),
    }
    return render(request, "organisation/person.html", context)


def new_person(request: Request) -> HttpResponse:
    need_anywhere(request.actor, "administer")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.does(lambda: services.add_person(request.actor, **form.cleaned_data)):
        messages.success(request, _("%(name)s finns nu bland personerna.") % form.cleaned_data)
        return redirect(here("organisation:people"))
    stations = pages.stations(request.actor.tree, last=_("Ny person"))
    back = here("organisation:people")
    return form_page(request, form, stations, sentence=_("Ny person"), button=_("Lägg till"), back=back)


def change_person(request: Request, pk: int) -> HttpResponse:
    need_anywhere(request.actor, "administer")
    row = fetch(request, Person.objects.all(), pk=pk)
    form = PersonForm(request.POST or None, initial={"name": row.name, "email": row.email})
    if request.method == "POST" and form.does(lambda: services.change_person(request.actor, row, **form.cleaned_data)):
        messages.success(request, _("Ändringen är sparad."))
        return redirect(here("organisation:person", pk))
    sentence, stations = _("Ändra %(name)s") % {"name": row.name}, pages.stations(request.actor.tree, last=row.name)
    return form_page(request, form, stations, sentence=sentence, back=here("organisation:person", pk))
