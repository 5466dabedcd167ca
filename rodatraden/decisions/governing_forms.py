"""The forms of the register: they read what was typed, the verbs decide."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.forms import BODIES, DecisionChoice
from rodatraden.decisions.governing_services import CARE, DECIDED, may_keep, record_missing
from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.lib import clock
from rodatraden.lib.text import capital, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField, OpenedForm, VerbForm
from rodatraden.organisation.models import Unit

NONE = ("", "–")
LAWS = [
    ("", "–"),
    ("2017:725", _("2017:725, kommunallagen som gäller")),
    ("1991:900", _("1991:900, den gamla kommunallagen")),
]
MISSING = ("new_body", "new_date", "new_paragraph")
"""A decision that is not recorded yet, recorded with the document."""
RARE = ("law_printed", "law_act", "law_current", "law_note", "note", "source")


def decisions_to_rest_on(chosen: int | None = None) -> QuerySet[Decision]:
    """Those that are not annulled, and the one that is chosen already."""
    return Decision.objects.filter(Q(annulled_on=None) | Q(pk=chosen)).select_related("body")


def decisions_by_body(first: Any, chosen: int | None = None) -> list[tuple[Any, Any]]:
    """What may be rested on, the newest first, under body and year. One query; `first` is none of them."""
    found: dict[str, list[tuple[int, str]]] = {}
    newest = decisions_to_rest_on(chosen).order_by(F("date").desc(nulls_last=True), "-pk")
    for row in sorted(newest, key=lambda one: -(one.date.year if one.date else 0)):
        year = str(row.date.year) if row.date else str(_("utan datum"))
        day = f"{row.date.isoformat()} " if row.date else ""
        paragraph = f"§ {row.paragraph}" if row.paragraph else ""
        label = f"{f'{day}{paragraph}'.strip()}: {row.title}" if day or paragraph else row.title
        if row.annulled_on:
            label = _("%(decision)s (upphävt)") % {"decision": label}
        found.setdefault(f"{row.by_whom} {year}", []).append((row.pk, label))
    return [("", first), *found.items()]


class DocumentForm(OpenedForm):
    """A governing document: what it is, who decided it, who looks after it, and what it says."""

    kind = forms.ChoiceField(label=_("Slag"))
    title = forms.CharField(label=_("Titel"), max_length=300)
    decision = DecisionChoice(
        label=_("Beslut"),
        queryset=None,
        required=False,
        empty_label=_("framgår inte, eller inte infört än"),
    )
    new_body: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Organ som beslutade"), queryset=None, required=False, empty_label=_("– välj –")
    )
    new_date = DayField(label=_("Datum för beslutet"), required=False)
    new_paragraph = forms.CharField(label=_("Paragraf"), max_length=20, required=False, help_text=_("Bara numret: 112"))
    valid_from = DayField(
        label=_("Gäller från och med"), required=False, help_text=_("Tomt: från dagen då det beslutades.")
    )
    adopted_on = DayField(label=_("Antaget av bolagsstämman"), required=False)
    responsible_unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        label=_("Ansvarig enhet"), queryset=None, required=False, empty_label=_("ingen")
    )
    responsible_kind = forms.ChoiceField(label=_("Ansvarig roll"), required=False)
    revise_by = DayField(
        label=_("Ska revideras senast"),
        required=False,
        help_text=_("Dagen står i årshjulet, och registret säger till när den har passerat."),
    )
    follow_up_by = DayField(label=_("Ska följas upp senast"), required=False)
    units: "forms.ModelMultipleChoiceField[Unit]" = forms.ModelMultipleChoiceField(
        label=_("Berör"),
        queryset=None,
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Inga valda: hela kommunen. Håll ned Ctrl för att välja flera."),
    )
    text = forms.CharField(
        label=_("Lydelse"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Eller bifoga filen. Båda går att söka i."),
    )
    file = forms.FileField(
        label=_("Fil"), required=False, help_text=_("PDF, Word eller text, utan makron. Texten i filen går att söka.")
    )
    law_printed = forms.CharField(
        label=_("Lagrum som dokumentet anger"), max_length=60, required=False, help_text=_("Som det är tryckt: 3:9")
    )
    law_act = forms.ChoiceField(label=_("Lagen som menas"), choices=LAWS, required=False)
    law_current = forms.CharField(
        label=_("Lagrum som gäller nu"), max_length=60, required=False, help_text=_("Till exempel KL 5:1")
    )
    law_note = forms.CharField(label=_("Om lagrummet"), max_length=300, required=False)
    note = forms.CharField(label=_("Anmärkning"), max_length=300, required=False)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Varför rättas det?"),
        max_length=300,
        required=False,
        help_text=_("Behövs när du ändrar något som är beslutat: slag, titel, beslut, lydelse eller lagrum."),
    )

    def __init__(
        self, actor: Actor, *args: Any, document: GoverningDocument | None = None, new: bool = True, **options: Any
    ) -> None:
        """`document` is what is corrected, or what a new wording begins from."""
        self.actor, self.now = actor, document.edit if document else 1
        if document is not None:
            options["initial"] = _now(document, new)
        super().__init__(*args, **options)
        fields: Any = self.fields
        model = actor.model_on(clock.today())
        kinds = sorted(model.governing, key=lambda kind: kind.rank or 99) if model else []
        fields["kind"].choices = [NONE, *((kind.key, capital(kind.name)) for kind in kinds)]
        if document is not None and document.kind not in {kind.key for kind in kinds}:
            fields["kind"].choices.append((document.kind, document.kind))
        adopted = [kind.name for kind in kinds if kind.binds_when_adopted]
        told = _("Binder först då: %(kinds)s.") % {"kinds": in_words(adopted)}
        fields["adopted_on"].help_text = told
        if not adopted:
            del self.fields["adopted_on"]
        fields["responsible_kind"].choices = [
            NONE,
            *((role.key, role.name.one) for role in (model.role if model else ())),
        ]
        chosen = document.decision_id if document is not None and not new else None
        fields["decision"].queryset = decisions_to_rest_on(chosen)
        fields["decision"].choices = decisions_by_body(fields["decision"].empty_label, chosen)
        reach = actor.reach.get("decide", frozenset()) | actor.reach.get("administer", frozenset())
        fields["new_body"].queryset = Unit.objects.filter(pk__in=reach, kind__in=BODIES)
        today = Unit.objects.on(clock.today())
        fields["responsible_unit"].queryset = fields["units"].queryset = today
        if new:
            del self.fields["reason"], self.fields["edit"]
        else:
            del self.fields["file"]
        if new and document is not None:
            fields["decision"].required, fields["decision"].empty_label = True, _("– välj –")
            fields["decision"].choices = decisions_by_body(_("– välj –"))
            fields["valid_from"].help_text = _("Den gamla lydelsen gäller till och med dagen före.")

    def clean(self) -> dict[str, Any]:
        """Whoever may not keep what they typed hears it here, with all of it left, and not by a closed door."""
        said: dict[str, Any] = super().clean() or {}
        self._check_missing(said)
        decision, unit, missing = (said.get(name) for name in ("decision", "responsible_unit", "new_body"))
        body = decision.body_id if decision else missing.pk if missing else None
        asked = {"decision", "responsible_unit", *MISSING} & self.errors.keys()
        if not asked and not may_keep(self.actor, body, unit.pk if unit else None):
            told = _("Välj en ansvarig enhet som du beslutar för, eller ett beslut av ett sådant organ.")
            self.add_error("responsible_unit", told)
        return said

    def _check_missing(self, said: dict[str, Any]) -> None:
        """A decision is chosen or told, not both; one that is told has a body and a day."""
        told = {name for name in MISSING if said.get(name)}
        if not told or told & self.errors.keys():
            return
        if said.get("decision"):
            self.add_error("new_body", _("Välj ett beslut i listan eller för in ett nytt, inte båda."))
        self.errors.pop("decision", None)
        for name, why in (
            ("new_body", _("Ange vilket organ som beslutade.")),
            ("new_date", _("Ange beslutets datum.")),
        ):
            if name not in told and name not in self.errors:
                self.add_error(name, why)

    def missing(self) -> list[forms.BoundField]:
        """What tells of a decision that the list lacks, folded away; nothing for who records none."""
        choices: Any = self.fields["new_body"]
        return [self[name] for name in MISSING] if choices.queryset.exists() else []

    def missing_is_open(self) -> bool:
        return any(self[name].value() for name in MISSING)

    def usual(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in (*RARE, *MISSING) and not bound.is_hidden]

    def rare(self) -> list[forms.BoundField]:
        """What few write, folded away."""
        return [self[name] for name in RARE]

    def rare_is_open(self) -> bool:
        return any(bound.errors for bound in self.rare())

    def said(self) -> dict[str, Any]:
        """The fields as the verbs take them; a decision that was told is recorded, so call it where they are."""
        names = {*DECIDED, *CARE, "units", "reason"}
        said = {name: value for name, value in self.cleaned_data.items() if name in names}
        body, day, paragraph = (self.cleaned_data[name] for name in MISSING)
        return {**said, "decision": record_missing(self.actor, said["title"], body, day, paragraph)} if body else said


def _now(document: GoverningDocument, new: bool) -> dict[str, Any]:
    """What the form begins with: all of a document to correct; of one that gets a new wording not its days."""
    again = ("adopted_on", "revise_by", "follow_up_by", "valid_from", "note")
    names = [name for name in (*DECIDED, *CARE) if name not in ("decision", "responsible_unit")]
    found = {name: getattr(document, name) for name in names if not (new and name in again)}
    if not new:
        found |= {"decision": document.decision_id, "edit": document.edit}
    units = [concern.unit_id for concern in document.concerns.all()]
    return {**found, "responsible_unit": document.responsible_unit_id, "units": units}


class AdoptForm(VerbForm):
    """That a company's general meeting has adopted a document, which then binds the company."""

    adopted_on = DayField(label=_("Antaget av bolagsstämman"))


class FollowUpForm(VerbForm):
    """That a document has been followed up."""

    on = DayField(label=_("Uppföljt den"))
    note = forms.CharField(
        label=_("Vad kom fram?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    again = DayField(label=_("Nästa uppföljning senast"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **options})


class EndForm(VerbForm):
    """That a document holds no longer."""

    on = DayField(label=_("Gäller till och med"))
    reason = forms.CharField(
        label=_("Varför?"), max_length=300, help_text=_("Gärna organ, datum och paragraf för beslutet om upphävande.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **options})


class FileForm(VerbForm):
    """The document's file."""

    file = forms.FileField(
        label=_("Fil"), help_text=_("PDF, Word eller text, utan makron. Texten i filen går att söka.")
    )
    reason = forms.CharField(label=_("Varför byts filen?"), max_length=300, required=False)

    def __init__(self, document: GoverningDocument, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if document.file_id is None:
            del self.fields["reason"]
