"""The forms of the economy: they read what was typed, the verbs decide. Amounts are typed in thousands of kronor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.economy.lines import day_in, lines, year_in
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.services import Report
from rodatraden.lib import clock
from rodatraden.lib.numbers import format_number, natural
from rodatraden.lib.text import Text, capital
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import THOUSAND, ThousandsField
from rodatraden.organisation.forms import DayField, VerbForm
from rodatraden.organisation.models import Unit

DAYS = {
    AmountKind.OUTCOME: (_("Till och med"), _("Utfallet räknas från årets början till och med den dagen.")),
    AmountKind.FORECAST: (_("Prognosen gjord per"), _("Prognosen är för hela året, som det ser ut den dagen.")),
}


class AmountField(ThousandsField):
    """An amount of a budget, shown with its digits in threes."""

    def prepare_value(self, value: Any) -> Any:
        return format_number((value / THOUSAND).normalize()) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Asked:
    """What an address asks to write: `slag`, `ar`, `rad` and `per`. A forecast of this year where it says nothing."""

    kind: AmountKind
    year: int
    line: str
    day: date | None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        kind = given.get("slag", "")
        typed = kind if kind in AmountKind.values else AmountKind.FORECAST
        year = year_in(given.get("ar", ""))
        return cls(AmountKind(typed), year, given.get("rad", ""), _day(given.get("per", "")))


class AmountForm(VerbForm):
    """One frame, outcome or forecast of a unit in a year. Opened at one that is there already, it corrects that one."""

    line = forms.ChoiceField(label=_("Budgetrad"))
    as_of = DayField(label="")
    value = AmountField(label=_("Belopp, tkr"), help_text=_("Nettokostnad i tusen kronor. En intäkt skrivs med minus."))
    preliminary = forms.BooleanField(label=_("Utfallet är preliminärt"), required=False)
    example = forms.BooleanField(
        label=_("Beloppet är ett exempel"), required=False, help_text=_("Ta bort krysset när beloppet är verkligt.")
    )
    decision: "forms.ModelChoiceField[Decision]" = forms.ModelChoiceField(
        None, label=_("Beslut"), required=False, empty_label=_("inget angivet"),
        help_text=_("Beslutet som ramen vilar på."),
    )  # fmt: skip
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    note = forms.CharField(label=_("Anmärkning"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Varför beloppet ändras"),
        max_length=300,
        required=False,
        help_text=_("Det gamla beloppet står kvar i historiken tillsammans med orsaken."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(label=_("Ja, beloppet stämmer"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Actor,
        unit: Unit,
        asked: Mapping[str, str] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        """`asked` is the address: it says what is written, and what is there already is corrected."""
        self.unit, self.asked, self.doubts = unit, Asked.of(asked), list[Text]()
        self.current = _seen(unit, data) if data is not None else _named(unit, self.asked)
        super().__init__(data, initial={**self._usual(), **self._now()}, **options)
        fields: Any = self.fields
        known = lines(actor.model_on(day_in(self.asked.year)))
        fields["line"].choices = [(line.key, capital(line.name.one)) for line in known]
        fields["decision"].queryset = Decision.objects.filter(annulled_on=None)
        for name in self._needless(is_sent=data is not None):
            del self.fields[name]
        if "as_of" in self.fields:
            fields["as_of"].label, fields["as_of"].help_text = DAYS[self.asked.kind]

    def _needless(self, is_sent: bool) -> list[str]:
        """The fields that are not asked of this kind of amount, or not of a new one."""
        kind = self.asked.kind
        left = ["as_of"] if kind == AmountKind.FRAME else ["decision"]
        left += [] if kind == AmountKind.OUTCOME else ["preliminary"]
        left += [] if self.current is not None and self.current.example else ["example"]
        return [*left, "reason"] if self.current is None and not is_sent else left

    def _usual(self) -> dict[str, Any]:
        first = clock.today().replace(day=1)
        last_month = date.fromordinal(first.toordinal() - 1)
        return {"line": self.asked.line, "as_of": self.asked.day or min(last_month, date(self.asked.year, 12, 31))}

    def _now(self) -> dict[str, Any]:
        """What the amount to be corrected says."""
        row = self.current
        if row is None:
            return {}
        names = ("line", "as_of", "value", "preliminary", "example", "source", "note")
        return {**{name: row.__dict__[name] for name in names}, "decision": row.decision_id, "seen": row.pk}

    @property
    def corrects(self) -> bool:
        """Whether what is sent is for the amount that the form showed, and no other."""
        row, asked = self.current, self.asked
        if row is None:
            return False
        day = self.cleaned_data.get("as_of") or date(asked.year, 12, 31)
        return (asked.kind, self.cleaned_data["line"], asked.year, day) == (row.kind, row.line, row.year, row.as_of)

    @property
    def content(self) -> dict[str, Any]:
        """What the verb is given. Texts that are not filled in are not said, but of an amount that was shown they
        are taken away; its example mark stays until somebody takes it away."""
        said, corrects, decision = self.cleaned_data, self.corrects, self.cleaned_data.get("decision")
        told = {
            "unit": self.unit.pk,
            "kind": str(self.asked.kind.value),
            "year": self.asked.year,
            **{name: said.get(name) for name in ("line", "as_of", "value", "preliminary")},
            **{name: said[name] for name in ("source", "note") if said[name] or corrects},
            "decision": decision.pk if decision else None,
            "reason": said.get("reason", ""),
        }
        return {**told, "seen": said["seen"], "example": said.get("example", False)} if corrects else told

    def ask(self, report: Report) -> None:
        """Shows the doubts of what was not written for their sake."""
        self.doubts = [] if report.written else [doubt.text for doubt in report.doubts]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _seen(unit: Unit, data: Any) -> Amount | None:
    """The amount that was shown, by its id."""
    seen = natural(data.get("seen", ""))
    return None if seen is None else Amount.objects.filter(unit=unit, pk=seen).first()


def _named(unit: Unit, asked: Asked) -> Amount | None:
    """The amount that speaks of what the address names."""
    day = date(asked.year, 12, 31) if asked.kind == AmountKind.FRAME else asked.day
    if not asked.line or day is None:
        return None
    rows = Amount.objects.current().filter(unit=unit, line=asked.line, kind=asked.kind, year=asked.year)
    return rows.filter(as_of=day).first()


class WithdrawForm(VerbForm):
    """Why an amount should never have been entered."""

    reason = forms.CharField(
        label=_("Varför beloppet återkallas"),
        max_length=300,
        help_text=_("Till exempel att det hör till en annan enhet. Det står kvar i historiken, med orsaken."),
    )
