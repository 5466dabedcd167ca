"""Fields that the forms of several floors take: numbers and amounts as a Swede types them, and a few sentences."""

from decimal import Decimal
from typing import Any

from django import forms

from rodatraden.lib.numbers import NumberProblem, parse_number

THOUSAND = Decimal(1000)


class NumberField(forms.CharField):
    """A number as a Swede types it: comma or point, spaces for thousands. Empty is missing, never zero."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "decimal", "class": "figure"}), **options)

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return parse_number(typed)
        except NumberProblem as fault:
            raise forms.ValidationError(str(fault)) from fault

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class ThousandsField(NumberField):
    """An amount typed in thousands of kronor and kept in kronor."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return typed * THOUSAND if isinstance(typed, Decimal) else typed

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value / THOUSAND if isinstance(value, Decimal) else value)


def area(label: Any, help_text: Any = "", rows: int = 3, required: bool = False) -> forms.CharField:
    """A field for a few sentences."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=20_000, widget=widget)
