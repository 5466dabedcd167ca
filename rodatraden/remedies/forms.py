"""The forms of deviations, and what all forms here have in common: they read what was typed, the verbs decide."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.word_diff import Piece, word_diff
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import THOUSAND, ThousandsField, area
from rodatraden.organisation.forms import OpenedForm, VerbForm, changed
from rodatraden.organisation.models import Unit
from rodatraden.remedies.choices import (
    Choices,
    indicators_to_choose,
    items_to_choose,
    units_to_write_for,
    usual_unit,
    written_units,
    years_to_choose,
)
from rodatraden.remedies.models import Deviation
from rodatraden.tenancy.edits import Stale
from rodatraden.thread.models import Item, ItemVersion

MUCH = Decimal(100_000)
"""So many thousands of kronor are asked about: somebody may have typed kronor."""


class AmountForm(OpenedForm):
    """A form with an amount that may have been typed in kronor: a very large one is asked about, not refused."""

    sure = forms.BooleanField(label=_("Ja, beloppet stämmer"), required=False)
    amount_name: str
    doubt = ""
    both: Sequence[tuple[Any, str, str, tuple[Piece, ...]]] = ()
    other = ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        amount = given.get(self.amount_name)
        if amount is not None and abs(amount) >= MUCH * THOUSAND and not given.get("sure"):
            said = {"tkr": format_number(amount / THOUSAND), "mkr": format_number(amount / THOUSAND / THOUSAND)}
            self.doubt = _("%(tkr)s tkr är %(mkr)s miljoner kronor. Stämmer det?") % said
            self.add_error(self.amount_name, self.doubt)
        return given

    def shown(self) -> list[forms.BoundField]:
        """The fields that a page shows one after another."""
        return [bound for bound in self if bound.name != "sure" and not bound.is_hidden]

    def hidden(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.is_hidden]

    def tell_stale(self, stale: Stale) -> None:
        """Both texts are shown. What was typed stays; to send it once more is then to write over the other's."""
        self.both, self.other = tell_both(self, stale), stale.who
        self.add_error(None, _("Någon annan har sparat medan du skrev."))
        self.data = changed(self.data, edit=self.now)


class DeviationForm(AmountForm):
    """What does not go as decided, why, and whether the executive board must know at once."""

    what = forms.CharField(
        label=_("Vad avviker?"),
        max_length=300,
        help_text=_("En mening: det som inte blir som beslutat."),
        widget=forms.Textarea({"rows": 2}),
    )
    analysis = area(_("Varför, och vad betyder det?"), _("Orsak, hur länge, vilka det drabbar."), rows=4)
    amount = ThousandsField(
        label=_("Belopp mot ramen, tkr"),
        required=False,
        help_text=_("Minus när det kostar mer än ramen: −1 500. Tomt om det inte går att säga i pengar."),
    )
    material = forms.BooleanField(
        label=_("Väsentlig: kommunstyrelsen ska veta det nu"),
        required=False,
        help_text=_(
            "Lämnas till kommunstyrelsen i samma stund och är då en allmän handling. Alla inloggade läser den."
        ),
    )
    item = forms.ChoiceField(label=_("Vilket mål gäller det?"), required=False)
    indicator = forms.ChoiceField(label=_("Vilken indikator visar det?"), required=False)
    period = forms.ChoiceField(label=_("År"))
    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Enhet"), queryset=None)
    amount_name = "amount"

    def __init__(
        self,
        actor: Actor,
        *args: Any,
        deviation: Deviation | None = None,
        version: ItemVersion | None = None,
        unit: int | None = None,
        **options: Any,
    ) -> None:
        """`version` is of the item that the writer came from, `unit` the one whose page it was."""
        item = version.item_id if version else None
        if deviation is not None:
            options["initial"] = now_of(deviation, ("what", "analysis", "amount", "material", "edit")) | {
                "item": deviation.item_id,
                "indicator": deviation.indicator_id,
                "period": deviation.period.key if isinstance(deviation.period, Period) else deviation.period,
            }
            item, self.now = deviation.item_id or item, deviation.edit
        super().__init__(*args, **options)
        fields: Any = self.fields
        kept = deviation.indicator_id if deviation else None
        fields["item"].choices = items_to_choose(actor, item)
        fields["indicator"].choices = indicators_to_choose(actor, item, kept)
        fields["period"].choices = with_chosen(years_to_choose(), self.initial.get("period"))
        ask_unit(self, actor, is_new=deviation is None, first=unit or (version.unit_id if version else None))
        if deviation is None:
            begins = {"item": item, "indicator": only_one(fields["indicator"].choices), "period": clock.today().year}
            self.initial = {**begins, **self.initial}

    def said(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("sure", "edit")}
        given |= {"item": row_of(Item, given["item"]), "indicator": row_of(Indicator, given["indicator"])}
        return {**given, "period": Period.parse(given["period"])}


class ReasonForm(VerbForm):
    """Why something is closed."""

    reason = forms.CharField(label=_("Varför avslutas den?"), max_length=20_000, widget=forms.Textarea({"rows": 4}))


def tell_both(form: forms.Form, stale: Stale) -> list[tuple[Any, str, str, tuple[Piece, ...]]]:
    """The fields where somebody else has saved another text: label, theirs, mine, the difference in words."""
    found = []
    for name in stale.differing():
        if name in form.fields:
            theirs, mine = _shown(form, name, stale.theirs[name]), _shown(form, name, stale.mine[name])
            found.append((form.fields[name].label, theirs, mine, word_diff(theirs, mine)))
    return found


def _shown(form: forms.Form, name: str, value: Any) -> str:
    field: Any = form.fields[name]
    if isinstance(value, bool):
        return str(_("ja")) if value else str(_("nej"))
    if isinstance(field, forms.ChoiceField):
        key = str(value.pk if isinstance(value, Item | Indicator | Deviation) else value)
        options: Any = field.choices
        flat = [one for group in options for one in (group[1] if isinstance(group[1], list) else [group])]
        return str(next((word for option, word in flat if str(option) == key), value or ""))
    return str(field.prepare_value(value) if value is not None else "")


def now_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def with_chosen(options: Any, value: Any) -> list[tuple[str, str]]:
    """The options, and the one that is chosen already where it is none of them."""
    known = [key for key, _word in options]
    return [*options, *([(str(value), str(value))] if value and str(value) not in known else [])]


def ask_unit(form: Any, actor: Actor, is_new: bool, first: int | None = None) -> None:
    """Whose it is: not asked for where there is but one, nor of a row that is there. `first` is proposed, if it may."""
    if not is_new:
        del form.fields["unit"]
        return
    units = units_to_write_for(actor)
    form.fields["unit"].queryset = units
    found = list(units.values_list("pk", flat=True)[:2])
    form.initial["unit"] = first if first in written_units(actor) else usual_unit(actor)
    if len(found) == 1:
        form.initial["unit"] = found[0]
        form.fields["unit"].widget = forms.HiddenInput()


def only_one(choices: Choices) -> str:
    """The indicator that alone measures the item: the only one of the first group."""
    first = choices[1][1] if len(choices) > 1 and isinstance(choices[1][1], list) else []
    return str(first[0][0]) if len(first) == 1 else ""


def row_of(kind: Any, pk: str) -> Any:
    return kind.objects.get(pk=pk) if pk else None
