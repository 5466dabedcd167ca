"""The form of an own entry: it reads what was typed, the verb decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, OpenedForm
from rodatraden.organisation.models import Unit
from rodatraden.wheel.models import OwnEntry, OwnKind
from rodatraden.wheel.services import units_to_write

FIELDS = ("what", "kind", "unit", "first", "last", "whole_month", "yearly", "link")


class OwnForm(OpenedForm):
    """Something of the year that the model does not know."""

    what = forms.CharField(label=_("Vad händer?"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"), choices=OwnKind.choices)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Enhet"), queryset=None)
    first = DayField(label=_("Dag"), help_text=_("Första dagen, om det pågår flera dagar."))
    last = DayField(label=_("Till och med"), required=False, help_text=_("Tomt om det är en enda dag."))
    whole_month = forms.BooleanField(label=_("Bara månaden är bestämd"), required=False)
    yearly = forms.BooleanField(label=_("Återkommer varje år"), required=False)
    link = forms.CharField(
        label=_("Länk"), required=False, max_length=300, help_text=_("Till det som ska läsas eller göras.")
    )

    def __init__(self, actor: Actor, *args: Any, entry: OwnEntry | None = None, **options: Any) -> None:
        if entry is not None:
            options["initial"] = {name: getattr(entry, name) for name in (*FIELDS, "edit")}
        else:
            options["initial"] = {"kind": OwnKind.OWN, "first": clock.today(), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.now = entry.edit if entry else 1
        fields: Any = self.fields
        units = Unit.objects.filter(pk__in=units_to_write(actor) | ({entry.unit_id} if entry else set()))
        fields["unit"].queryset = units
        own = [role.unit.id for role in actor.roles if role.unit.id in units_to_write(actor)]
        self.initial.setdefault("unit", own[0] if own else None)

    def said(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        return {name: self.cleaned_data[name] for name in FIELDS}
