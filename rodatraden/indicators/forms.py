"""The forms of indicators and figures: they read what was typed, the verbs decide."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.indicators.form_fields import KEPT, NUMBERS, AimForm, PeriodFormField
from rodatraden.indicators.models import (
    Breakdown,
    Direction,
    Indicator,
    IndicatorKind,
    Outcome,
    Parts,
    Rhythm,
    Target,
)
from rodatraden.indicators.rules_of import threshold_rules
from rodatraden.indicators.services import Report
from rodatraden.indicators.sight import read_hidden, sight_of
from rodatraden.indicators.small_groups import Spot
from rodatraden.lib import clock
from rodatraden.lib.numbers import natural
from rodatraden.lib.periods import Period, PeriodProblem
from rodatraden.lib.text import NOTHING, Text
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import NumberField
from rodatraden.organisation.forms import VerbForm, changed
from rodatraden.organisation.models import Unit
from rodatraden.steering.active import model_as_read
from rodatraden.tenancy.edits import Refused, Stale

Result = TypeVar("Result")


def _area(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, widget=forms.Textarea({"rows": 3}))


class IndicatorForm(forms.Form):
    """The definition of an indicator. `edit` is the change number that was opened."""

    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Namn"), max_length=300)
    short_name = forms.CharField(label=_("Kort namn"), max_length=120, required=False)
    owner: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        None, label=_("Ägare"), empty_label=_("– välj –"), help_text=_("Enheten som svarar för värdet.")
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=IndicatorKind.choices)
    definition = _area(_("Definition"), _("Vad räknas, och hur? Så att någon annan får samma värde."))
    unit_of_measure = forms.CharField(
        label=_("Enhet"), max_length=60, help_text=_("Till exempel %, index, kr/invånare.")
    )
    decimals = forms.IntegerField(label=_("Decimaler"), min_value=0, max_value=6, initial=0)
    direction = forms.ChoiceField(label=_("Riktning"), choices=Direction.choices)
    rank_of = forms.IntegerField(
        label=_("Plats bland antal"), min_value=1, required=False, help_text=_("Bara för rangordningar.")
    )
    method = _area(_("Mätmetod"))
    qualitative = forms.BooleanField(label=_("Metoden är kvalitativ"), required=False)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    rhythm = forms.ChoiceField(label=_("Mäts"), choices=Rhythm.choices, initial=Rhythm.YEAR)
    parts = forms.ChoiceField(
        label=_("Årets utfall hittills är"),
        choices=Parts.choices,
        initial=Parts.NONE,
        required=False,
        help_text=_("Så blir månader, kvartal eller tertial ett utfall för året."),
    )
    first_measured = PeriodFormField(label=_("Mäts första gången"), required=False, help_text=_("Till exempel 2019."))
    next_measured = PeriodFormField(label=_("Mäts nästa gång"), required=False)
    start_period = PeriodFormField(
        label=_("Ingångsvärdets period"),
        required=False,
        help_text=_("Vägen till målet räknas från dess utfall."),
    )
    by_gender = forms.BooleanField(label=_("Delas upp på kvinnor och män"), required=False)
    gender_reason = forms.CharField(
        label=_("Varför inte könsuppdelad"), max_length=300, required=False, help_text=_("Om värdet inte delas upp.")
    )
    rule = forms.ChoiceField(label=_("Tröskelregel"), required=False)
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    printed_name = forms.CharField(label=_("Namn i dokumentet"), max_length=300, required=False)
    reading = forms.CharField(label=_("Vår läsning"), max_length=500, required=False)

    def __init__(self, *args: Any, actor: Actor, indicator: Indicator | None = None, **options: Any) -> None:
        if indicator is not None:
            options["initial"] = {
                **{name: indicator.__dict__.get(name) for name in self.base_fields},
                "owner": indicator.owner_id,
            }
        super().__init__(*args, **options)
        self.stale: list[tuple[str, str]] = []
        units: Any = self.fields["owner"]
        units.queryset = Unit.objects.filter(pk__in=actor.reach.get("enter", frozenset()))
        model = model_as_read(clock.today())
        rules = [(key, key) for key in threshold_rules(model)] if model else []
        roles = [(role.key, role.name.one) for role in model.role] if model else []
        self._choose("rule", [("", gettext("Nivåns egen")), *rules])
        self._choose("responsible_kind", [("", gettext("Ingen angiven")), *roles])

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["parts"] = told.get("parts") or Parts.NONE
        if not told.get("by_gender") and not told.get("gender_reason"):
            self.add_error("gender_reason", gettext("Skriv varför värdet inte delas upp på kvinnor och män."))
        return told

    @property
    def content(self) -> dict[str, Any]:
        """What the verb is given."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "edit"}
        return {name: "" if value is None and name != "rank_of" else value for name, value in told.items()}


class FigureForm(forms.Form):
    """What the forms of an outcome and of a target have in common."""

    period = PeriodFormField(label=_("Period"), help_text=_("Till exempel 2018, 2018-T2 eller 2018-04."))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        None, label=_("Organisationsenhet"), empty_label=_("– välj –")
    )
    breakdown = forms.ChoiceField(label=_("Uppdelning"), choices=Breakdown.choices, required=False)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    note = forms.CharField(label=_("Anmärkning"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Varför värdet ändras"),
        max_length=300,
        required=False,
        help_text=_("Behövs bara när perioden redan har ett värde. Det gamla står kvar."),
    )
    example = forms.BooleanField(
        label=_("Värdet är ett exempel"), required=False, help_text=_("Ta bort krysset när värdet är verkligt.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(label=_("Ja, värdet stämmer"), required=False)
    kind: type[Outcome] | type[Target]
    stored: tuple[str, ...]

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Actor,
        indicator: Indicator,
        initial: Mapping[str, Any] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        """`initial` may name a figure that is there already, by period, unit and breakdown: then it is corrected."""
        self.current = figure_seen(self.kind, indicator, data, initial)
        self.unseen = why_unseen(actor, self.current)
        super().__init__(data, initial={**self._now(), **initial}, **options)
        self.indicator = indicator
        if self.current is None or not self.current.example:
            del self.fields["example"]
        self.doubts: list[Any] = []
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(pk__in=actor.reach.get("enter", frozenset()))
        units.initial = indicator.owner_id
        units.empty_label = _("Välj enhet")
        self.fields["period"].initial = str(clock.today().year)
        if not indicator.by_gender:
            del self.fields["breakdown"]

    def _now(self) -> dict[str, Any]:
        """What the figure to be corrected says."""
        if self.current is None:
            return {}
        row = {name: self.current.__dict__[name] for name in self.stored}
        told = {name: value.key if isinstance(value, Period) else value for name, value in row.items()}
        return {**told, "seen": self.current.pk}

    @property
    def corrects(self) -> bool:
        """Whether what is sent is for the figure that the form showed, and no other period or unit."""
        if self.current is None:
            return False
        said = self.cleaned_data
        whose = said["unit"].pk, said["period"], said.get("breakdown") or Breakdown.TOTAL
        is_forecast = isinstance(self.current, Outcome) and self.current.forecast
        same = whose == (self.current.unit_id, self.current.period, self.current.breakdown)
        return same and said.get("forecast", False) == is_forecast

    @property
    def content(self) -> dict[str, Any]:
        """What the verb is given. Texts that are not filled in are not said, but of a figure that was shown they
        are taken away; its example mark stays until somebody takes it away."""
        aside = ("sure", "reason", "seen", "example")
        told = {name: value for name, value in self.cleaned_data.items() if name not in aside}
        corrects = self.corrects
        said = {name: value for name, value in told.items() if value not in (("", None) if not corrects else (None,))}
        shown = {"seen": self.cleaned_data["seen"], "example": self.cleaned_data.get("example", False)}
        return {
            **said,
            **(shown if corrects else {}),
            "unit": self.cleaned_data["unit"].pk,
            "indicator": self.indicator.pk,
            "reason": self.cleaned_data["reason"],
        }

    def ask(self, report: Report) -> bool:
        """Whether there is nothing left to ask; else the doubts are shown, each once."""
        self.doubts = [] if report.written or not report.doubts else [doubt.text for doubt in report.doubts]
        return not self.doubts


UNSEEN = ("value", "people", "note")
"""What a form does not show of an outcome that is hidden from who corrects it."""


def why_unseen(actor: Actor, figure: Outcome | Target | None) -> Text:
    """Why the actor may not see the figure; nothing where it is there to be seen. One query for an outcome."""
    if not isinstance(figure, Outcome) or not isinstance(figure.period, Period):
        return NOTHING
    hidden = read_hidden(sight_of(actor), [figure.indicator_id])
    spot = Spot(figure.unit_id, figure.breakdown, figure.period)
    return hidden.get(figure.indicator_id, {}).get(spot, NOTHING)


def figure_seen(
    kind: type[Outcome] | type[Target], indicator: Indicator, data: Any, asked: Mapping[str, Any]
) -> Outcome | Target | None:
    """The figure that a form was opened with, or that an address names; None where it is a new one."""
    which = _which(data, asked)
    if which is not None and kind is Outcome and data is None:
        which &= Q(forecast=bool(asked.get("forecast")))
    return kind.objects.filter(which, indicator=indicator).first() if which is not None else None


def _which(data: Any, asked: Mapping[str, Any]) -> Q | None:
    """The figure that was shown, by its id; else the one that speaks of a unit's period and breakdown."""
    if data is not None:
        seen = natural(data.get("seen", ""))
        return None if seen is None else Q(pk=seen)
    unit = natural(asked.get("unit", ""))
    try:
        at = Period.parse(asked.get("period", ""))
    except PeriodProblem:
        return None
    breakdown = asked.get("breakdown") or Breakdown.TOTAL
    return None if unit is None else Q(superseded_at=None, unit=unit, period=at, breakdown=breakdown)


class OutcomeForm(FigureForm):
    """One outcome."""

    kind = Outcome
    stored = ("value", "measured_period", "preliminary", "forecast", "people", "source", "note", "example")
    value = NumberField(label=_("Utfall"))
    people = forms.IntegerField(
        label=_("Antal personer bakom värdet"),
        required=False,
        min_value=0,
        help_text=_("Till exempel hur många som svarade. Är de få visas värdet bara för dem som styrmodellen nämner."),
    )
    measured_period = PeriodFormField(
        label=_("Mätt i annan period"), required=False, help_text=_("Om värdet är mätt ett annat år än det visas för.")
    )
    preliminary = forms.BooleanField(label=_("Värdet är preliminärt"), required=False)
    forecast = forms.BooleanField(
        label=_("Värdet är en prognos för hela perioden"),
        required=False,
        help_text=_("En prognos står bredvid utfallet och ersätter det aldrig."),
    )
    field_order = (
        "period", "unit", "breakdown", "value", "people", "measured_period", "preliminary", "forecast", "example",
        "source", "note", "reason",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.current, Outcome) and self.current.preliminary:
            told = _("Värdet är infört som preliminärt. Ta bort krysset om det nu är slutligt.")
            self.fields["preliminary"].help_text = told
        if self.unseen:
            self.fields["value"].help_text = _("%(why)s. Skriv det rätta värdet.") % {"why": self.unseen}
            for name in UNSEEN:
                self.initial.pop(name, None)
            del self.fields["note"]


class WithdrawForm(VerbForm):
    """Why an outcome should never have been entered."""

    reason = forms.CharField(
        label=_("Varför utfallet återkallas"),
        max_length=300,
        help_text=_("Till exempel att det hör till en annan indikator. Det står kvar i historiken, med orsaken."),
    )


class TargetFigureForm(AimForm, FigureForm):
    """One target: a value, an interval, or at least as the period before."""

    kind = Target
    stored = ("form", "value", "low", "high", "mandate", "decision_id", "source", "note", "example")
    mandate = forms.BooleanField(label=_("Mandatperiodens slutmål"), required=False)
    decision: "forms.ModelChoiceField[Decision]" = forms.ModelChoiceField(
        None, label=_("Beslut"), required=False, empty_label=_("inget angivet")
    )
    field_order = (
        "period", "unit", "breakdown", "form", "value", "low", "high", "mandate", "decision", "source", "note",
        "reason",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        decisions: Any = self.fields["decision"]
        decisions.queryset = Decision.objects.filter(annulled_on=None)
        decisions.initial = self.initial.get("decision_id")

    @property
    def content(self) -> dict[str, Any]:
        """Only the numbers that the chosen form is about."""
        told = super().content
        decision = told.pop("decision", None)
        numbers = {name: told.pop(name, None) for name in NUMBERS}
        return {
            **told,
            **{name: numbers[name] for name in KEPT[told["form"]]},
            "decision": decision.pk if decision else None,
        }


def attempt(form: forms.Form, verb: Callable[[], Result]) -> Result | None:
    """What the verb gives, or None with its refusal written on the form's fields."""
    try:
        return verb()
    except Refused as refused:
        for name, why in refused.reasons.items():
            form.add_error(name if name in form.fields else None, why)
    return None


def tell_stale(form: IndicatorForm, stale: Stale, edit: int) -> None:
    """Shows both texts; saving once more then replaces theirs knowingly."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    form.stale = [(labels.get(name, name), str(stale.theirs[name])) for name in stale.differing()]
    form.data = changed(form.data, edit=edit)
    count = len(form.stale)
    form.add_error(
        None,
        ngettext(
            "Någon annan har ändrat ett fält sedan du öppnade sidan. Det du skrev står kvar.",
            "Någon annan har ändrat %(count)s fält sedan du öppnade sidan. Det du skrev står kvar.",
            count,
        )
        % {"count": count},
    )
