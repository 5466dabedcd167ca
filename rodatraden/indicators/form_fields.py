"""What forms of figures are made of: a period, and the shapes that a target may have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.models import TargetForm
from rodatraden.lib.periods import Period, PeriodProblem
from rodatraden.organisation.form_fields import NumberField

NUMBERS = ("value", "low", "high")
KEPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {TargetForm.VALUE: ("value",), TargetForm.INTERVAL: ("low", "high"), TargetForm.AS_BEFORE: ()}
)
"""The numbers that each form of a target is about."""


class PeriodFormField(forms.CharField):
    """A period by its key: 2018, 2018-T2, 2018-04."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return Period.parse(typed)
        except PeriodProblem as fault:
            raise forms.ValidationError(str(fault)) from fault


class AimForm(forms.Form):
    """What is to be reached: a value, an interval, or at least as the period before."""

    form = forms.ChoiceField(
        label=_("Målvärdet är"), choices=TargetForm.choices, widget=forms.RadioSelect, initial="value"
    )
    value = NumberField(label=_("Målvärde"), required=False)
    low = NumberField(label=_("Lägst"), required=False, help_text=_("Bara för ett intervall."))
    high = NumberField(label=_("Högst"), required=False)
