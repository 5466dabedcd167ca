"""The pages "Så styrs …": the model in words, its file, and a new version of it."""

import base64
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rodatraden.home import model_page
from rodatraden.home.model_change import BIGGEST, Proposal, activate_model, propose
from rodatraden.home.model_rules import rules_told, scales_told
from rodatraden.home.model_year import coming, months, year_wheel
from rodatraden.lib import clock
from rodatraden.organisation.access import need_anywhere
from rodatraden.organisation.forms import DayField
from rodatraden.organisation.http import Request
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.active import active_model, model_as_read
from rodatraden.steering.facts import everything
from rodatraden.steering.models import SteeringModel
from rodatraden.steering.schema import Model
from rodatraden.steering.words import assumed, stated
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.links import here
from rodatraden.web.context import Station


class FileForm(forms.Form):
    """The file of a new version."""

    file = forms.FileField(label=gettext_lazy("Modellfil (TOML)"))


class ExactText(forms.CharField):
    """A text that comes back as it was sent: browsers change the ends of lines, so it travels as base64."""

    def to_python(self, value: Any) -> str:
        try:
            return base64.b64decode(super().to_python(value) or "", validate=True).decode("utf-8")
        except ValueError as fault:
            raise ValidationError(_("Filen kom inte fram hel. Läs in den igen.")) from fault


def as_sent(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


class ActivationForm(forms.Form):
    """From when, and why. The text of the file travels along, so that nothing is kept half done."""

    text = ExactText(widget=forms.HiddenInput, strip=False)
    against = forms.CharField(widget=forms.HiddenInput, required=False)
    valid_from = DayField(label=gettext_lazy("Gäller från och med"))
    reason = forms.CharField(label=gettext_lazy("Varför"), max_length=300)


def model_of(request: Request) -> Model:
    model = model_as_read(clock.today())
    if model is None:
        raise Http404
    return model


def show_model(request: Request) -> HttpResponse:
    """How is this municipality steered? The linter reads the model as it is written, whatever the language."""
    model = model_of(request)
    written = active_model(clock.today()) or model
    context: dict[str, Any] = {
        "model": model,
        "levels": model_page.levels(model),
        "statements": [said for said in (model.slogan, model.vision) if said],
        "picture": model_page.chain_picture(model),
        "stem": model_page.chain_stem(model),
        "scales": scales_told(model),
        "rules": rules_told(model),
        "months": months(model),
        "coming": coming(model, clock.today()),
        "wheel": year_wheel(model, clock.today()),
        "reports": model_page.reports(model),
        "duties": [(duty, model.who(duty.body)) for duty in model.duty],
        "plans": model_page.plans(model),
        "facts": everything(model, {kind.value: str(kind.label) for kind in UnitKind}),
        "findings": model_page.findings(written),
        "assumed": model_page.places(model, assumed(model)),
        "stated": model_page.places(model, stated(model)),
        "versions": SteeringModel.objects.defer("text"),
        "may_change": request.actor.may_anywhere("administer"),
        "stations": [Station(_("Styrmodell"), model.model.name, current=True)],
        "downloads": [("TOML", here("home:model-file"))],
    }
    return render(request, "home/model.html", context)


def download_model(request: Request) -> HttpResponse:
    """The file as it was given."""
    version = SteeringModel.objects.on(clock.today()).first()
    if version is None:
        raise Http404
    answer = HttpResponse(version.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.municipality.slug}.toml"'
    return answer


def change_model(request: Request) -> HttpResponse:
    """What would this file change, and what would it break?"""
    need_anywhere(request.actor, "administer")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if not form.is_valid():
        return _show_change(request, form)
    try:
        proposal = propose(request.actor, form.cleaned_data["file"].read(BIGGEST + 1))
    except Refused as refused:
        form.add_error("file", str(refused))
        return _show_change(request, form)
    unchanged = {"text": as_sent(proposal.text), "against": proposal.against}
    activation = ActivationForm(initial={**unchanged, "valid_from": clock.today()})
    return _show_change(request, form, proposal, activation)


@require_POST
def start_model(request: Request) -> HttpResponse:
    """Lets a proposed file hold from a day."""
    need_anywhere(request.actor, "administer")
    form = ActivationForm(request.POST)
    if not form.is_valid():
        return _show_again(request, form)
    try:
        made = activate_model(request.actor, **form.cleaned_data)
    except Refused as refused:
        for name, reason in refused.reasons.items():
            form.add_error(name if name in form.fields else None, reason)
        return _show_again(request, form)
    messages.success(request, _("Styrmodellen gäller från %(day)s.") % {"day": made.valid_from})
    return redirect(here("home:model"))


def _show_again(request: Request, form: ActivationForm) -> HttpResponse:
    """What was typed, beside what the file would do now; without the file there is only to begin again."""
    text = form.cleaned_data.get("text", "")
    try:
        proposal = propose(request.actor, text.encode()) if text else None
    except Refused:
        proposal = None
    if proposal is None:
        return _show_change(request, FileForm(), None, form)
    typed = request.POST.copy()
    typed["against"] = proposal.against
    form.data = typed
    return _show_change(request, FileForm(), proposal, form)


def _show_change(
    request: Request, form: FileForm, proposal: Proposal | None = None, activation: ActivationForm | None = None
) -> HttpResponse:
    model = model_as_read(clock.today())
    name = model.model.name if model else _("Styrmodell")
    stations = [
        Station(_("Styrmodell"), name, here("home:model")),
        Station(_("Ny version"), _("Läs in fil"), current=True),
    ]
    context = {"form": form, "proposal": proposal, "activation": activation, "stations": stations}
    wrong = proposal is not None and not proposal.can_be_activated
    refused = form.errors or (activation is not None and activation.errors)
    return render(request, "home/model_change.html", context, status=422 if wrong or refused else 200)
