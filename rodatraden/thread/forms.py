"""The forms of one item. Labels are the fields' own; choices come from the steering model and the organisation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.forms import DecisionChoice
from rodatraden.decisions.models import Decision
from rodatraden.lib import clock
from rodatraden.lib.text import NOTHING, Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField
from rodatraden.organisation.models import BOARDS, Person, Role, Unit, UnitKind
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.rules import RollUpRule
from rodatraden.thread.levels import Decider, decider_of, owner_kinds
from rodatraden.thread.models import ItemVersion, ProgressState, SoundEconomy

NONE: tuple[str, Any] = ("", _("– välj –"))


def units_where(actor: Actor, right: Any) -> Any:
    """The units over which the actor holds a right, as rows to choose among."""
    return Unit.objects.on(clock.today()).filter(pk__in=actor.reach.get(right, frozenset()))


def may_own(actor: Actor, model: Model, level: Level) -> bool:
    """Whether the actor may write for some unit of the kinds that own what stands at the level."""
    kinds, written_for = owner_kinds(model, level), actor.reach.get("draft", frozenset())
    return any(not kinds or place.kind in kinds for place in actor.tree.places.values() if place.id in written_for)


class DraftForm(forms.Form):
    """The words of a version. `edit` is the number of changes when the form was opened."""

    level = forms.ChoiceField(label=_("Nivå"))
    title = forms.CharField(label=_("Rubrik"), max_length=300)
    text = forms.CharField(label=_("Lydelse"), required=False, widget=forms.Textarea)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Ägare"), queryset=None, empty_label=None)
    person: "forms.ModelChoiceField[Person]" = forms.ModelChoiceField(
        label=_("Medarbetare"),
        queryset=None,
        required=False,
        empty_label=_("– ingen –"),
        help_text=_("Bara den personen och enhetens chef läser det."),
    )
    responsible_unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Ansvarig enhet"), queryset=None, required=False, empty_label=_("– ingen –")
    )
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    perspective = forms.ChoiceField(label=_("Perspektiv"), required=False)
    sound_economy = forms.ChoiceField(
        label=_("God ekonomisk hushållning"), choices=SoundEconomy.choices, required=False
    )
    starts = DayField(label=_("Börjar"), required=False)
    deadline = DayField(label=_("Ska vara klar"), required=False)
    comment = forms.CharField(label=_("Kommentar"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    number = forms.CharField(label=_("Nummer"), required=False, max_length=30)
    position = forms.IntegerField(label=_("Ordning bland sina syskon"), required=False, min_value=0, max_value=32767)
    rule = forms.ChoiceField(label=_("Bedömningsregel"), required=False)
    source = forms.CharField(label=_("Källa"), required=False, max_length=200)
    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    RARE = ("number", "position", "rule", "source", "comment")

    def __init__(self, actor: Actor, model: Model, level: Level | None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rules = [(key, key.capitalize()) for key, rule in model.rule.items() if isinstance(rule, RollUpRule)]
        self._choice("rule").choices = [("", _("nivåns egen")), *rules]
        self._choice("level").choices = [(each.key, each.name.one) for each in model.level]
        self._choice("responsible_kind").choices = [NONE, *((role.key, role.name.one) for role in model.role)]
        self._choice("perspective").choices = [NONE, *((each.key, each.name.one) for each in model.perspective)]
        units = units_where(actor, "draft")
        self._rows("unit").queryset = units
        if "unit" not in self.initial and units.count() > 1:
            self._rows("unit").empty_label = _("– välj –")
        self._rows("responsible_unit").queryset = Unit.objects.on(clock.today())
        if level is not None:
            self._only_what_the_level_has(level)
        if level is not None and level.personal:
            self._people(actor)
        else:
            del self.fields["person"]
        if len(rules) < 2 or level is None or not level.status:
            del self.fields["rule"]

    def usual(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in self.RARE]

    def rare(self) -> list[forms.BoundField]:
        """What few write, folded away."""
        return [self[name] for name in self.RARE if name in self.fields]

    def rare_is_faulty(self) -> bool:
        return any(bound.errors for bound in self.rare())

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        return field

    def _rows(self, name: str) -> "forms.ModelChoiceField[Unit]":
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        return field

    def _people(self, actor: Actor) -> None:
        """Those of the units that the actor heads; of who heads none, of those that the actor writes for."""
        written_for = actor.reach.get("draft", frozenset())
        units = {self.initial.get("unit")} | (actor.managed_units & written_for or written_for)
        held = Role.objects.on(clock.today()).filter(unit__in=units - {None}).order_by()
        fields: Any = self.fields
        fields["person"].queryset = Person.objects.filter(pk__in=held.values("person"))

    def _only_what_the_level_has(self, level: Level) -> None:
        self.fields["level"].widget = forms.HiddenInput()
        if level.owned_by:
            units: Any = self._rows("unit").queryset
            self._rows("unit").queryset = units.filter(kind__in=level.owned_by)
        if not level.perspectives:
            del self.fields["perspective"]
        if not level.sound_economy:
            del self.fields["sound_economy"]
        if level.kind in {"vision", "direction"}:
            del self.fields["starts"]

    @classmethod
    def of(cls, actor: Actor, model: Model, version: ItemVersion, data: Any = None) -> "DraftForm":
        """The form filled by a version, or by what was typed."""
        names = [name for name in cls.base_fields if name not in ("unit", "responsible_unit", "person")]
        initial = {name: getattr(version, name) for name in names}
        initial |= {"unit": version.unit_id, "responsible_unit": version.responsible_unit_id}
        initial["person"] = version.person_id
        return cls(actor, model, model.level_of(version.level), data, initial=initial)

    def values(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "edit"}
        if said.get("sound_economy") == "":
            said["sound_economy"] = SoundEconomy.NEITHER
        if said.get("position") is None:
            said.pop("position", None)
        return said


class AnchorForm(forms.Form):
    """The decision. A body's is chosen; an official's is the click, with what it rests on."""

    decision = DecisionChoice(
        label=_("Beslut"),
        queryset=None,
        required=False,
        empty_label=_("– välj beslut –"),
    )
    delegation = forms.CharField(label=_("Delegation eller verkställighet"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Om beslutet"),
        required=False,
        max_length=300,
        help_text=_("När källan inte säger vem som beslutat: skriv det här."),
    )

    def __init__(self, actor: Actor, version: ItemVersion, decider: Decider, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own, places = actor.tree.authority_of(version.unit_id), actor.tree.places.values()
        bodies = [place.id for place in places if decider.is_met_by(place.kind, place == own)]
        by_them = Decision.objects.filter(body__in=bodies, annulled_on=None).select_related("body")
        self.fields["decision"].queryset = by_them  # type: ignore[attr-defined]
        del self.fields["delegation" if decider.by == "body" else "decision"]
        if not actor.may("administer", version.unit_id):
            del self.fields["note"]
            self.fields["decision" if decider.by == "body" else "delegation"].required = True
        if decider.by != "body" and version.personal:
            del self.fields["delegation"]


class DecideForm(AnchorForm):
    """That a draft is decided, from which day."""

    field_order = ["decision", "delegation", "valid_from", "note", "confirmed"]
    valid_from = DayField(label=_("Gäller från och med"))
    confirmed = forms.BooleanField(label=_("Besluta ändå"), required=False)
    edit = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, actor: Actor, version: ItemVersion, decider: Decider, *args: Any, **options: Any) -> None:
        super().__init__(actor, version, decider, *args, **options)
        self.initial = {**self.initial, "valid_from": clock.today(), "edit": version.edit}


class EndForm(AnchorForm):
    """That an item ends, on which day."""

    field_order = ["on", "decision", "delegation", "note", "confirmed"]
    on = DayField(label=_("Sista dag"))
    confirmed = forms.BooleanField(label=_("Avsluta ändå"), required=False)


class ProgressForm(forms.Form):
    """How far it has come: two taps and a line on a phone."""

    state = forms.ChoiceField(label=_("Läge"), choices=ProgressState.choices, widget=forms.RadioSelect)
    percent = forms.IntegerField(
        label=_("Procent klart"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(label=_("Vad har gjorts?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AssessForm(forms.Form):
    """A judgement by hand, as one of the units that the actor may assess for.

    The year is the one that runs or the one before it: annual closing comes when its year is over.
    """

    year = forms.TypedChoiceField(label=_("År"), coerce=int)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Bedömt av"), queryset=None, empty_label=None)
    value = forms.ChoiceField(label=_("Bedömning"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Motivering"), widget=forms.Textarea(attrs={"rows": 4}))
    closing = forms.BooleanField(label=_("Vid bokslut: uppfyllelsen för hela året"), required=False)

    def __init__(
        self,
        units: Any,
        values: Mapping[str, str],
        year: int,
        *args: Any,
        steps: Mapping[str, Text],
        proposal: Text,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(each, str(each)) for each in (year, year - 1)]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        labels = [(key, _with_rule(word, steps.get(key, NOTHING))) for key, word in values.items()]
        self.fields["value"].choices = labels  # type: ignore[attr-defined]
        if proposal:
            told = _("Regelns förslag: %(proposal)s. Väljer du något annat visas båda.")
            self.fields["value"].help_text = told % {"proposal": proposal}


def _with_rule(word: str, step: Text) -> str:
    """A value to choose, and beside it what the rule asks for it."""
    return format_html('{} <span class="hint">{}</span>', word, step) if step else word


class AssignmentForm(forms.Form):
    """An assignment that a body has decided to give a board, or all boards."""

    level = forms.ChoiceField(label=_("Nivå"))
    title = forms.CharField(label=_("Uppdrag"), max_length=300)
    text = forms.CharField(label=_("Lydelse"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Ges av"), queryset=None, empty_label=None)
    to: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Ges till"), queryset=None, required=False, empty_label=_("– välj nämnd –")
    )
    everybody = forms.BooleanField(label=_("Ges till alla nämnder"), required=False)
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll hos den som får uppdraget"), required=False)
    serves = forms.MultipleChoiceField(label=_("Bidrar till"), required=False, widget=forms.CheckboxSelectMultiple)
    decision = DecisionChoice(label=_("Beslut"), queryset=None, empty_label=_("– välj beslut –"))
    valid_from = DayField(label=_("Gäller från och med"))
    deadline = DayField(label=_("Ska vara klart"), required=False)

    def __init__(self, actor: Actor, model: Model, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        levels = [(level.key, level.name.one) for level in assignment_levels(model)]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if len(levels) == 1:
            self.fields["level"].widget = forms.HiddenInput()
            self.initial["level"] = levels[0][0]
        boards = Unit.objects.on(clock.today()).filter(kind__in=[*BOARDS, UnitKind.COMMITTEE])
        fields: Any = self.fields
        fields["unit"].queryset = Unit.objects.filter(pk__in=givers(actor, model))
        fields["to"].queryset = boards
        fields["responsible_kind"].choices = [NONE, *((role.key, role.name.one) for role in model.role)]
        served = {key for level in assignment_levels(model) for key in level.serves}
        above = ItemVersion.objects.visible_to(actor).decided_on(clock.today()).filter(level__in=served)
        self.above = {str(version.item_id): version for version in above.select_related("item")}
        fields["serves"].choices = [(pk, version.title) for pk, version in self.above.items()]
        if not self.above:
            del fields["serves"]
        self.fields["decision"].queryset = Decision.objects.filter(annulled_on=None).select_related("body")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """To one or to all, and to all only where that is said."""
        given = super().clean() or {}
        if bool(given.get("to")) is bool(given.get("everybody")) and "to" not in self.errors:
            self.add_error("to", _("Välj vem som får uppdraget, eller kryssa i att alla nämnder får det."))
        return given

    def values(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        chosen = self.cleaned_data.get("serves", ())
        said = {name: value for name, value in self.cleaned_data.items() if name != "everybody"}
        return {**said, "serves": tuple(self.above[pk].item for pk in chosen)}


def assignment_levels(model: Model) -> list[Level]:
    return [level for level in model.level if level.kind == "assignment"]


def givers(actor: Actor, model: Model) -> set[int]:
    """The bodies that decide assignments and for which the actor both writes and registers what they decide."""
    kinds = {decider_of(model, level).kind for level in assignment_levels(model)} - {""}
    bodies = {place.id for place in actor.tree.places.values() if place.kind in kinds and actor.may("enter", place.id)}
    return {body for body in bodies if actor.may("decide", body) or actor.may("administer", body)}


def assessing_units(actor: Actor, version: ItemVersion) -> Any:
    """The units as which the actor may assess the version: its owner, those above, the executive board."""
    above = {place.id for place in actor.tree.upward(version.unit_id)}
    above |= {place.id for place in actor.tree.places.values() if place.kind == "executive_board"}
    return Unit.objects.filter(pk__in=above & actor.reach.get("assess", frozenset()))
