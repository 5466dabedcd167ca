"""The page of a form that asks one thing, wherever it is asked."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rodatraden.organisation.forms import VerbForm
from rodatraden.organisation.http import Request
from rodatraden.web.context import Station


def form_page(
    request: Request,
    form: VerbForm,
    stations: Sequence[Station],
    *,
    sentence: str,
    back: str,
    button: str = "",
    about: str = "",
    **more: object,
) -> HttpResponse:
    """The form beneath its sentence. What was refused is told (422), and what was typed is kept.

    `about` names what it is about, `back` is where one goes who changes one's mind. `more` is for the template.
    """
    told = {"form": form, "stations": stations, "sentence": sentence, "about": about, "back": back}
    context = {**told, "button": button or _("Spara"), **more}
    return render(request, "organisation/form.html", context, status=422 if form.errors else 200)
