"""Forms for what is changed in the calendar of one year."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.followup.calendar import Occasion
from rodatraden.followup.calendar_page import CalendarPage
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.models import Unit


def mark_of(occasion: Occasion) -> str:
    return f"{occasion.report}|{occasion.end}|{occasion.only or ''}"


class ReasonForm(VerbForm):
    """Why something is changed."""

    reason = forms.CharField(label=_("Varför"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class OccasionForm(ReasonForm):
    """One of the occasions of a year, for all that report or for one unit."""

    occasion = forms.ChoiceField(label=_("Tillfälle"))
    unit = forms.ChoiceField(
        label=_("För"), required=False, help_text=_("En enhet tar med sig dem som lyder under den.")
    )

    def __init__(self, page: CalendarPage, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.occasions = {mark_of(each): each for each in page.occasions}
        fields: Any = self.fields
        if "occasion" in fields:
            fields["occasion"].choices = [(mark, str(page.told_of(each))) for mark, each in self.occasions.items()]
        units = [(str(place.id), place.name) for place in page.tree.places.values() if place.kind != "audit"]
        fields["unit"].choices = [("", str(_("alla som lämnar rapporten"))), *units]

    def chosen_unit(self, occasion: Occasion | None = None) -> Unit | None:
        """The unit chosen, else the one that the occasion was added for."""
        chosen = self.cleaned_data["unit"] or (occasion.only if occasion else None)
        return Unit.objects.get(pk=chosen) if chosen else None

    def said(self) -> dict[str, Any]:
        occasion = self.occasions[self.cleaned_data["occasion"]]
        return {
            "report": occasion.report,
            "period_end": occasion.end,
            "unit": self.chosen_unit(occasion),
            "reason": self.cleaned_data["reason"],
        }


class CancelForm(OccasionForm):
    """What is cancelled, and why."""

    field_order = ["occasion", "unit", "reason"]


class MoveForm(OccasionForm):
    """What is moved, to when, and why."""

    field_order = ["occasion", "unit", "new_due", "new_end", "reason"]
    new_due = DayField(
        label=_("Ny sista dag"),
        required=False,
        help_text=_("För dem som lämnar till fullmäktige eller styrelsen. De som lyder under dem flyttas lika långt."),
    )
    new_end = DayField(
        label=_("Perioden slutar"), required=False, help_text=_("Bara om rapporten ska handla om en annan tid.")
    )

    def said(self) -> dict[str, Any]:
        days: dict[str, date | None] = {name: self.cleaned_data[name] for name in ("new_due", "new_end")}
        return {**super().said(), **days}


class AddForm(OccasionForm):
    """A report type, the last day that it covers, and why it is added."""

    field_order = ["report", "period_end", "unit", "new_due", "reason"]
    occasion = None  # type: ignore[assignment]
    report = forms.ChoiceField(label=_("Rapport"))
    period_end = DayField(label=_("Perioden slutar"))
    new_due = DayField(label=_("Sista dag"), required=False, help_text=_("Tomt: räknas som för de andra tillfällena."))

    def __init__(self, page: CalendarPage, *args: Any, **options: Any) -> None:
        super().__init__(page, *args, **options)
        fields: Any = self.fields
        fields["report"].choices = [(each.key, each.name.one) for each in page.model.report]

    def said(self) -> dict[str, Any]:
        names = ("report", "period_end", "new_due", "reason")
        return {**{name: self.cleaned_data[name] for name in names}, "unit": self.chosen_unit()}
