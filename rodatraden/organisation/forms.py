"""The forms of the organisation. What may be chosen is what the actor may use and the model knows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.lib import clock
from rodatraden.lib.text import in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Person, Role, Unit, UnitKind
from rodatraden.organisation.services import seen_of
from rodatraden.steering.active import model_as_read
from rodatraden.tenancy.edits import Refused, Stale

BARE = "---------"
"""What Django says of a choice that is not made."""


class DayField(forms.DateField):
    """A day, written 2018-09-10."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)


class VerbForm(forms.Form):
    """A form whose refusals come from the verb that it calls. Where nothing is chosen yet it says so in words."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == BARE:
                field.empty_label = _("– välj –")

    def does(self, verb: Callable[[], object]) -> bool:
        """Whether what was typed is valid and the verb did it. What it refused stands beside the fields."""
        if not self.is_valid():
            return False
        try:
            verb()
        except Refused as refused:
            for field, reason in refused.reasons.items():
                self.add_error(field if field in self.fields else None, reason)
        except Stale as stale:
            self.tell_stale(stale)
        return not self.errors

    def tell_stale(self, stale: Stale) -> None:
        """Somebody else saved first: says what differs. Nothing typed is lost, and saving again is a choice."""
        said = [f"{self.fields[name].label}: {stale.theirs[name] or '–'}" for name in stale.differing()]
        text = _("Någon annan har ändrat medan du skrev. Nu står det %(said)s. Spara igen för att skriva över.")
        self.add_error(None, text % {"said": in_words(said)})


class OpenedForm(VerbForm):
    """A form of a row that somebody else may change meanwhile: `edit` is the change number that was read, `now` the one
    that stands, so that to send once more is to write over it."""

    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    now = 1

    def tell_stale(self, stale: Stale) -> None:
        super().tell_stale(stale)
        self.data = changed(self.data, edit=self.now)


def changed(typed: Any, **values: object) -> Any:
    """What was typed, with some of it replaced."""
    data: Any = typed.copy()
    for name, value in values.items():
        data[name] = str(value)
    return data


class UnitForm(VerbForm):
    """A unit's own fields. `seen` tells what the unit said when the form was opened."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"), choices=UnitKind.choices)
    parent: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Lyder under"), queryset=None, required=False, empty_label=_("ingen, ligger överst")
    )
    position = forms.IntegerField(label=_("Ordning bland sina syskon"), min_value=0, max_value=32767, initial=0)
    valid_from = DayField(label=_("Från och med"), required=False)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, actor: Actor, *args: Any, unit: Unit | None = None, **options: Any) -> None:
        if unit is not None:
            names = ("name", "kind", "position", "valid_from", "source")
            values = {name: getattr(unit, name) for name in names}
            options["initial"] = {**values, "parent": unit.parent_id, "seen": seen_of(unit)}
        super().__init__(*args, **options)
        self.now = seen_of(unit) if unit is not None else ""
        reach = actor.reach.get("administer", frozenset())
        kept = {unit.parent_id} if unit is not None and unit.parent_id else set()
        parent: Any = self.fields["parent"]
        choices = Unit.objects.filter(pk__in=reach | kept)
        parent.queryset = choices.exclude(pk=unit.pk) if unit is not None else choices

    def tell_stale(self, stale: Stale) -> None:
        super().tell_stale(stale)
        self.data = changed(self.data, seen=self.now)

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class EndForm(VerbForm):
    """The last day of a unit or a role."""

    on = DayField(label=_("Sista dag"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **options})


class MergeForm(EndForm):
    """What a unit goes up in, and its last day of its own."""

    field_order = ["into", "on"]
    into: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Går upp i"), queryset=None)

    def __init__(self, actor: Actor, unit: Unit, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reach = actor.reach.get("administer", frozenset())
        into: Any = self.fields["into"]
        into.queryset = Unit.objects.on(clock.today()).filter(pk__in=reach).exclude(pk=unit.pk)


class RoleForm(VerbForm):
    """A role on a unit: who, which of the model's roles, from when to when, and for whom."""

    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(label=_("Person"), queryset=None)
    kind = forms.ChoiceField(label=_("Roll"))
    valid_from = DayField(label=_("Från och med"), required=False)
    valid_to = DayField(label=_("Till och med"), required=False)
    substitute_for: "forms.ModelChoiceField[Role]" = forms.ModelChoiceField(
        label=_("Ersätter"), queryset=None, required=False, empty_label=_("ingen, är ordinarie")
    )

    def __init__(self, unit: Unit, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"valid_from": clock.today()}, **options})
        fields: Any = self.fields
        fields["person"].queryset = Person.objects.all()
        fields["kind"].choices = role_choices(unit)
        regular = Role.objects.on(clock.today()).filter(unit=unit, substitute_for=None)
        words = dict(role_choices(unit))
        fields["substitute_for"].queryset = regular.select_related("person")
        fields["substitute_for"].label_from_instance = lambda role: (
            f"{role.person.name}, {words.get(role.kind, role.kind)}"
        )


class PersonForm(VerbForm):
    """A person's name and address."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    email = forms.EmailField(label=_("E-post"), required=False)


def role_choices(unit: Unit) -> list[tuple[str, str]]:
    """The model's roles that are held on a unit of this kind."""
    model = model_as_read(clock.today())
    roles = model.role if model else ()
    return [(role.key, role.name.one) for role in roles if not role.belongs_to or unit.kind in role.belongs_to]
