"""The forms that say where a series breaks, and that it does not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.form_fields import PeriodFormField
from rodatraden.lib.periods import Period
from rodatraden.organisation.forms import VerbForm


class FirstDayField(PeriodFormField):
    """The first day of a period, or a day itself."""

    def to_python(self, value: Any) -> Any:
        period = super().to_python(value)
        return period.start if isinstance(period, Period) else None


class BreakForm(VerbForm):
    """From when a series is measured in another way, and what changed."""

    day = FirstDayField(
        label=_("Ny mätmetod från"),
        help_text=_(
            "Den första dagen med det nya sättet att mäta. Skriv en dag eller en period: 2014-07-01 eller 2014."
        ),
    )
    reason = forms.CharField(
        label=_("Vad som ändrades i mätningen"), max_length=300, help_text=_("Till exempel: ny enkät 2014.")
    )


class RemoveBreakForm(VerbForm):
    """Why a series does not break after all."""

    reason = forms.CharField(
        label=_("Varför den tas bort"),
        max_length=300,
        help_text=_("Värdena före och efter jämförs sedan med varandra igen. Orsaken står i loggen."),
    )
