"""The forms of remedies: written, decided, and what came of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.forms import DecisionChoice
from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import NumberField, ThousandsField, area
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.models import Unit
from rodatraden.remedies.choices import deviations_to_choose, indicators_to_choose, items_to_choose, years_to_choose
from rodatraden.remedies.economy_lines import lines_to_choose
from rodatraden.remedies.forms import AmountForm, ask_unit, now_of, only_one, row_of, with_chosen
from rodatraden.remedies.models import Deviation, Remedy, RemedyState
from rodatraden.thread.models import Item, ItemVersion


class RemedyForm(AmountForm):
    """What is done, by whom and when, what it costs and means, and what is expected to come of it.

    Where one came from what it answers, that is settled and not asked for again.
    """

    what = forms.CharField(
        label=_("Vad ska göras?"),
        max_length=300,
        help_text=_("En mening, så att det går att säga om det är gjort."),
        widget=forms.Textarea({"rows": 2}),
    )
    deviation = forms.ChoiceField(label=_("Avvikelse"), required=False)
    item = forms.ChoiceField(label=_("Mål"), required=False)
    line = forms.ChoiceField(label=_("Ekonomisk prognos"), required=False)
    year = forms.ChoiceField(label=_("Prognosens år"), required=False)
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Enhet som åtgärden hör till"), queryset=None)
    responsible_unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Enhet som genomför den"), queryset=None, required=False, empty_label=_("enheten själv")
    )
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    deadline = DayField(label=_("Ska vara klar"))
    state = forms.ChoiceField(label=_("Läge"), widget=forms.RadioSelect)
    effect_text = area(_("Vad väntas den leda till?"), rows=2)
    effect_indicator = forms.ChoiceField(label=_("På vilken indikator syns det?"), required=False)
    effect_value = NumberField(label=_("Väntat värde"), required=False)
    effect_on = DayField(
        label=_("När ska effekten synas?"),
        required=False,
        help_text=_("Den dagen frågas efter effekten. Tomt: när åtgärden ska vara klar."),
    )
    cost = ThousandsField(label=_("Kostnad, tkr"), required=False)
    for_operations = area(_("Vad betyder den för verksamheten?"), rows=2)
    for_economy = area(_("Vad betyder den för ekonomin?"), rows=2)
    amount_name = "cost"
    ANSWERS = ("deviation", "item", "line", "year")
    WHAT = ("what", "deadline", "state")
    WHO = ("unit", "responsible_unit", "responsible_kind")
    EFFECT = ("effect_text", "effect_indicator", "effect_value", "effect_on")
    MEANS = ("cost", "for_operations", "for_economy")

    def __init__(
        self,
        actor: Actor,
        *args: Any,
        remedy: Remedy | None = None,
        deviation: Deviation | None = None,
        version: ItemVersion | None = None,
        unit: int | None = None,
        may_decide: bool = False,
        **options: Any,
    ) -> None:
        """`deviation` or the item of `version` is what the writer came from, `unit` the one whose page it was."""
        item = version.item_id if version else None
        self.settled = remedy is None and (deviation is not None or item is not None)
        if remedy is not None:
            options["initial"], self.now = _initial(remedy), remedy.edit
        super().__init__(*args, **options)
        about = remedy.item_id if remedy else item
        named = remedy.deviation if remedy else deviation
        about = about or (named.item_id if named else None)
        fields: Any = self.fields
        fields["deviation"].choices = deviations_to_choose(actor, named.pk if named else None)
        fields["item"].choices = items_to_choose(actor, about)
        if named is not None and not named.is_visible_to(actor):
            del fields["deviation"]
        shown_on = remedy.effect_indicator_id if remedy else None
        fields["effect_indicator"].choices = indicators_to_choose(
            actor, about, shown_on, named.indicator_id if named else None
        )
        fields["year"].choices = [("", "–"), *with_chosen(years_to_choose(), self.initial.get("year"))]
        fields["responsible_unit"].queryset = Unit.objects.on(clock.today())
        model = actor.model_on(clock.today())
        fields["line"].choices = with_chosen([("", "–"), *lines_to_choose(model)], self.initial.get("line"))
        roles = [(role.key, role.name.one) for role in model.role] if model else []
        fields["responsible_kind"].choices = [("", _("– ingen särskild –")), *roles]
        whose = deviation or version
        ask_unit(self, actor, is_new=remedy is None, first=unit or (whose.unit_id if whose else None))
        if remedy is None:
            self._begin(deviation, item, may_decide)
        else:
            del fields["state"]

    def _begin(self, deviation: Deviation | None, item: int | None, may_decide: bool) -> None:
        fields: Any = self.fields
        begins = (RemedyState.PROPOSED, RemedyState.DECIDED, RemedyState.ONGOING)
        fields["state"].choices = [(state.value, state.label.capitalize()) for state in begins]
        self.initial.setdefault("state", RemedyState.PROPOSED)
        if not may_decide:
            del fields["state"]
        if deviation is not None:
            self.initial["deviation"], self.initial["effect_indicator"] = str(deviation.pk), deviation.indicator_id
        if item is not None:
            self.initial["item"] = str(item)
            self.initial["effect_indicator"] = only_one(fields["effect_indicator"].choices)
        for name in self.ANSWERS if self.settled else ():
            fields[name].widget = forms.HiddenInput()

    def group(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields and not self[name].is_hidden]

    def answers(self) -> list[forms.BoundField]:
        return self.group(*self.ANSWERS)

    def first(self) -> list[forms.BoundField]:
        return self.group(*self.WHAT)

    def who(self) -> list[forms.BoundField]:
        return self.group(*self.WHO)

    def effect(self) -> list[forms.BoundField]:
        return self.group(*self.EFFECT)

    def means(self) -> list[forms.BoundField]:
        return self.group(*self.MEANS)

    def said(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("sure", "edit")}
        if "deviation" in given:
            given["deviation"] = row_of(Deviation, given["deviation"])
        if "unit" not in given and given["responsible_unit"] is None:
            given.pop("responsible_unit")
        return {
            **given,
            "item": row_of(Item, given["item"]),
            "year": int(given["year"]) if given["year"] else None,
            "effect_indicator": row_of(Indicator, given["effect_indicator"]),
        }


class EffectForm(VerbForm):
    """What came of a remedy. Where it cannot be said yet, when to ask again."""

    text = forms.CharField(
        label=_("Vad blev effekten?"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Eller varför det inte går att säga än."),
    )
    value = NumberField(label=_("Värde"), required=False)
    ask_again = DayField(
        label=_("Fråga igen"),
        required=False,
        help_text=_("Fyll i om effekten inte är känd än. Lämna tomt när den är det."),
    )

    def __init__(self, remedy: Remedy, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if remedy.effect_indicator is None:
            del self.fields["value"]
        else:
            told = {"name": remedy.effect_indicator.called, "unit": remedy.effect_indicator.unit_of_measure}
            self.fields["value"].label = _("%(name)s, %(unit)s") % told
            self.fields["value"].help_text = _("Tomt: indikatorns eget utfall gäller.")
        if remedy.state == RemedyState.KNOWN:
            del self.fields["ask_again"]
        elif remedy.state != RemedyState.DONE:
            self.fields["ask_again"].required = True
            self.fields["ask_again"].help_text = _("Åtgärden är inte genomförd än: säg när effekten ska redovisas.")


class DecideForm(VerbForm):
    """That a remedy is decided; by a body's decision where one has been taken and is not annulled."""

    decision = DecisionChoice(
        label=_("Beslut"),
        queryset=None,
        required=False,
        empty_label=_("– inget organ har beslutat, jag beslutar –"),
        help_text=_("Välj nämndens beslut om den har fattat ett."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["decision"].queryset = Decision.objects.filter(annulled_on=None).select_related("body")


def _initial(remedy: Remedy) -> dict[str, Any]:
    same = (
        "what", "line", "year", "deadline", "cost", "for_operations", "for_economy", "effect_text", "effect_value",
        "effect_on", "responsible_kind", "edit",
    )  # fmt: skip
    links = {name: getattr(remedy, f"{name}_id") for name in ("deviation", "item", "responsible_unit")}
    return {**now_of(remedy, same), **links, "effect_indicator": remedy.effect_indicator_id}
