"""The form for a decision: a body's, or an official's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.services import CORRECTED
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.models import Unit, UnitKind

BODIES = (
    UnitKind.COUNCIL, UnitKind.EXECUTIVE_BOARD, UnitKind.BOARD, UnitKind.JOINT_BOARD, UnitKind.COMMITTEE,
    UnitKind.COMPANY, UnitKind.COMPANY_PARTLY, UnitKind.JOINT_AUTHORITY, UnitKind.FOUNDATION, UnitKind.AUDIT,
)  # fmt: skip


class DecisionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A decision by who, when and what, in a list that can be narrowed by typing."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-narrow": _("Sök bland besluten")}

    def label_from_instance(self, obj: Decision) -> str:
        return f"{obj.cited}: {obj.title}"


class CorrectionForm(VerbForm):
    """How a decision is recorded. Who decided, and when, is not corrected."""

    title = forms.CharField(label=_("Vad som beslutades"), max_length=300)
    paragraph = forms.CharField(label=_("Paragraf"), max_length=20, required=False, help_text=_("Bara numret: 112"))
    reference = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)

    def __init__(self, decision: Decision, *args: Any, **options: Any) -> None:
        now = {name: decision.__dict__[name] for name in CORRECTED}
        super().__init__(*args, **{"initial": now, **options})

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CORRECTED}


class DecisionForm(VerbForm):
    """Whose decision, when, under which paragraph; or by which position and on what delegation."""

    title = forms.CharField(label=_("Vad som beslutades"), max_length=300)
    body: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Organ"), queryset=None, required=False, empty_label=_("inget, en tjänsteperson beslutade")
    )
    date = DayField(label=_("Datum"), required=False)
    undated = forms.BooleanField(label=_("Datum framgår inte av underlaget"), required=False)
    paragraph = forms.CharField(label=_("Paragraf"), max_length=20, required=False, help_text=_("Bara numret: 112"))
    reference = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    position = forms.ChoiceField(label=_("Befattning"), required=False)
    delegation = forms.CharField(
        label=_("Delegation eller verkställighet"),
        max_length=200,
        required=False,
        help_text=_("Vad en tjänstepersons beslut vilar på: punkten i delegationsordningen."),
    )
    link = forms.URLField(label=_("Länk till protokollet"), required=False, assume_scheme="https")
    file = forms.FileField(label=_("Fil"), required=False, help_text=_("Till exempel protokollsutdraget."))
    note = forms.CharField(label=_("Anmärkning"), max_length=300, required=False)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)

    def __init__(self, actor: Actor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        reach = actor.reach.get("decide", frozenset()) | actor.reach.get("administer", frozenset())
        fields["body"].queryset = Unit.objects.filter(pk__in=reach, kind__in=BODIES)
        own = dict.fromkeys(role.recorded for role in actor.roles if "decide" in role.rights)
        fields["position"].choices = [("", _("ingen, ett organ beslutade")), *((name, name) for name in own)]
        if not own:
            del fields["position"], fields["delegation"]
            fields["body"].required, fields["body"].empty_label = True, _("– välj –")

    def clean(self) -> dict[str, Any]:
        """A date, or the tick that there is none: one of them, so that no date is missing by mistake."""
        given = super().clean() or {}
        if given.get("undated") and given.get("date"):
            self.add_error("undated", _("Ange datum eller kryssa i att det inte framgår, inte båda."))
        elif not given.get("undated") and not given.get("date") and "date" not in self.errors:
            self.add_error("date", _("Ange datum, eller kryssa i att det inte framgår."))
        return given

    def said(self) -> dict[str, Any]:
        """The fields as the verb takes them. What the tick says is written out in the note."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("undated", "file")}
        if self.cleaned_data["undated"]:
            given["note"] = given["note"] or str(_("Datum framgår inte av underlaget."))
        return given
