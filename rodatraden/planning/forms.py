"""The forms of planning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.form_fields import KEPT, NUMBERS, AimForm
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.periods import Period
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.models import Role, Unit
from rodatraden.planning.reach import units_in, units_to_add_for
from rodatraden.planning.source import Source
from rodatraden.steering.schema import Level
from rodatraden.thread.forms import NONE
from rodatraden.thread.levels import DOING
from rodatraden.thread.models import Item

AREA = forms.Textarea(attrs={"rows": 4})


class TextForm(forms.Form):
    """One section while it is typed. Spaces at its ends are the writer's."""

    text = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(min_value=0)


MOST_QUOTED = 500


class CommentForm(VerbForm):
    quote = forms.CharField(
        label=_("Vilket ställe gäller det?"),
        required=False,
        max_length=MOST_QUOTED,
        help_text=_("Några ord ur texten, så hittar skribenten stället. Tomt: hela avsnittet."),
    )
    comment = forms.CharField(label=_("Kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class HeadingForm(VerbForm):
    heading = forms.CharField(label=_("Rubrik"), max_length=200, error_messages={"required": _("Skriv en rubrik.")})


class WriterForm(VerbForm):
    """Which role is to write a section."""

    writer = forms.ChoiceField(
        label=_("Vem skriver avsnittet?"),
        required=False,
        help_text=_("Den som har rollen får skriva här, även den som inte skriver resten av planen."),
    )

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tree = source.actor.tree
        authority = tree.authority_id(source.plan.unit_id)
        within = [place.id for place in tree.places.values() if tree.authority_id(place.id) == authority]
        held = Role.objects.on(clock.today()).filter(unit__in=within).values_list("unit", "kind")
        found = []
        for unit, kind in sorted(set(held)):
            role = source.model.role_of(kind)
            if role is not None and "enter" in role.rights:
                found.append((f"{unit}:{kind}", f"{role.name.one}, {tree.places[unit].name}"))
        self.fields["writer"].choices = [("", _("alla som skriver planen")), *found]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Unit | None, str]:
        unit, _colon, kind = self.cleaned_data["writer"].partition(":")
        return (Unit.objects.get(pk=int(unit)), kind) if unit else (None, "")


class ItemForm(VerbForm):
    """A new item: what, whose, and what it serves."""

    title = forms.CharField(label=_("Rubrik"), max_length=300)
    text = forms.CharField(label=_("Lydelse"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Vem äger det?"), queryset=None)
    serves: "forms.ModelMultipleChoiceField[Item]" = forms.ModelMultipleChoiceField(
        label=_("Bidrar till"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.CharField(
        label=_("Hur bidrar det?"),
        required=False,
        max_length=300,
        help_text=_("En mening: vad blir bättre för målet ovanför? Den syns i tråden."),
    )
    indicators: "forms.ModelMultipleChoiceField[Indicator]" = forms.ModelMultipleChoiceField(
        label=_("Mäts av"),
        queryset=None,
        required=False,
        help_text=_("Inga valda: tråden visar att målet inte mäts. Håll ned Ctrl för att välja flera."),
    )
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    responsible_unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Ansvarig enhet"), queryset=None, required=False, empty_label=_("– samma som äger det –")
    )
    deadline = DayField(label=_("Ska vara klart"), required=False)

    def __init__(self, source: Source, level: Level, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plan, fields = source.plan, dict[str, Any](self.fields)
        units = units_in(source.actor.tree, source.model, source.kind, plan.unit_id)
        own = units_to_add_for(source.actor, source.model, source.kind, plan.unit_id, level)
        fields["unit"].queryset = Unit.objects.filter(pk__in=own)
        fields["unit"].initial = plan.unit_id
        near = {place.id for place in source.actor.tree.upward(plan.unit_id)} | units
        able = [node for node in source.thread.nodes.values() if node.level.key in level.serves]
        above = [node for node in able if node.version.unit_id in near] or able
        titles = {node.version.item_id: f"{node.level.name.one}: {node.title}" for node in above}
        fields["serves"].queryset = Item.objects.filter(pk__in=titles)
        fields["serves"].label_from_instance = lambda item: titles.get(item.pk, item.key)
        fields["serves"].required = bool(level.serves)
        fields["indicators"].queryset = Indicator.objects.on(plan.starts)
        fields["responsible_kind"].choices = [NONE, *((role.key, role.name.one) for role in source.model.role)]
        fields["responsible_unit"].queryset = Unit.objects.on(clock.today())
        if level.kind not in DOING and "responsible" not in level.carries:
            del self.fields["responsible_kind"], self.fields["responsible_unit"]
        if level.kind not in ("activity", "assignment") and "deadline" not in level.carries:
            del self.fields["deadline"]
        if level.kind in DOING:
            del self.fields["indicators"]
        if not level.serves:
            del self.fields["serves"], self.fields["how"]

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class ReasonForm(VerbForm):
    reason = forms.CharField(label=_("Varför?"), widget=AREA, max_length=4000)


class TargetsForm(AimForm, VerbForm):
    """A target for one of the plan's indicators, in the forms that any target has."""

    which = forms.ChoiceField(label=_("Indikator"))
    period = forms.ChoiceField(label=_("År"))
    reason = forms.CharField(label=_("Varför?"), max_length=300, required=False)
    field_order = ("which", "period", "form", *NUMBERS, "reason")

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = {
            f"{figure.indicator.pk}:{node.version.unit_id}": f"{figure.indicator.called} ({node.title})"
            for node in source.nodes
            for figure in node.figures
        }
        fields: Any = self.fields
        fields["which"].choices = list(found.items())
        fields["period"].choices = [(year.key, year.name) for year in source.years]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        indicator, _colon, unit = given["which"].partition(":")
        return {
            "indicator": Indicator.objects.get(pk=int(indicator)),
            "unit": Unit.objects.get(pk=int(unit)),
            "period": Period.parse(given["period"]),
            "form": given["form"],
            "reason": given["reason"],
            **{name: given[name] for name in KEPT[given["form"]]},
        }
