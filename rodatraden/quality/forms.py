"""The forms of a process: what is done in it, in which order, and that it was looked over."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodatraden.decisions.models import GoverningDocument
from rodatraden.lib import clock
from rodatraden.lib.text import fold
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, OpenedForm, VerbForm
from rodatraden.organisation.models import Unit
from rodatraden.quality.models import Process
from rodatraden.quality.services import Step

ARROW = ":"


class ProcessForm(OpenedForm):
    """A process: whose, what it is to give, and its activities with their routines, a line each."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=gettext_lazy("Enhet"), queryset=None)
    name = forms.CharField(label=gettext_lazy("Process"), max_length=200)
    owner_kind = forms.ChoiceField(label=gettext_lazy("Ansvarig roll"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Vad ska den ge?"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3})
    )
    activities = forms.CharField(
        label=gettext_lazy("Aktiviteter, i ordning"),
        required=False,
        max_length=30_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("En på varje rad. Efter kolon: rutinens titel, om det finns en."),
    )

    def __init__(self, actor: Actor, *args: Any, process: Process | None = None, **options: Any) -> None:
        self.now = process.edit if process else 1
        if process is not None:
            same = ("name", "owner_kind", "text", "edit")
            now = {name: getattr(process, name) for name in same}
            options["initial"] = {**now, "activities": lines_of(process)}
        super().__init__(*args, **options)
        fields: Any = self.fields
        reach = actor.reach.get("assess", frozenset()) | actor.reach.get("administer", frozenset())
        fields["unit"].queryset = Unit.objects.on(clock.today()).filter(pk__in=reach)
        model = actor.model_on(clock.today())
        fields["owner_kind"].choices = [
            ("", "–"),
            *((role.key, role.name.one) for role in (model.role if model else ())),
        ]
        if process is not None:
            del self.fields["unit"]

    def clean_activities(self) -> list[Step]:
        """Each line's activity and its routine, found by title among those that hold."""
        lines = [line.strip() for line in self.cleaned_data["activities"].splitlines() if line.strip()]
        known = {fold(row.title): row for row in GoverningDocument.objects.unreplaced().without_text()}
        found: list[Step] = []
        for line in lines:
            name, _colon, title = (part.strip() for part in line.partition(ARROW))
            if title and fold(title) not in known:
                raise forms.ValidationError(_("Rutinen ”%(title)s” finns inte i registret.") % {"title": title})
            found.append((name, known.get(fold(title)) if title else None))
        return found

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "edit"}


class ReviewForm(VerbForm):
    """That a process was looked over."""

    on = DayField(label=gettext_lazy("Genomgången den"))
    note = forms.CharField(
        label=gettext_lazy("Vad kom fram?"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 4})
    )


def lines_of(process: Process) -> str:
    steps = process.activities.select_related("routine")
    return "\n".join(f"{step.name}{ARROW} {step.routine.title}" if step.routine else step.name for step in steps)
