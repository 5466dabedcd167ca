"""The forms of preparation: they read what was typed, the verbs decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodatraden.documents.models import Frozen
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.form_fields import area
from rodatraden.organisation.forms import DayField, OpenedForm, VerbForm, changed
from rodatraden.planning.models import Plan
from rodatraden.preparation.hindering import wanted
from rodatraden.preparation.models import Change, Conclusion, Idea, Subject, Verdict
from rodatraden.preparation.quoting import by_unit, frozen_to_quote
from rodatraden.preparation.steps import Prepared
from rodatraden.preparation.workplace import seen_of
from rodatraden.steering.schema import Model
from rodatraden.tenancy.edits import Stale
from rodatraden.thread.models import Item, ItemVersion, State


class ConclusionForm(VerbForm):
    """What the analysis shows, what it rests on, and what it leads to."""

    subject = forms.ChoiceField(label=_("Avser"), choices=Subject.choices)
    text = area(_("Slutsats"), _("En eller två meningar som går att förstå utan resten."), required=True)
    indicator: "forms.ModelChoiceField[Indicator]" = forms.ModelChoiceField(
        label=_("Indikator"), queryset=None, required=False, empty_label=_("ingen")
    )
    frozen: "forms.ModelChoiceField[Frozen]" = forms.ModelChoiceField(
        label=_("Ur rapporten"), queryset=None, required=False, empty_label=_("ingen")
    )
    part = forms.CharField(label=_("Avsnitt i rapporten"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Annan källa"),
        max_length=300,
        required=False,
        help_text=_("Till exempel SCB:s befolkningsprognos eller ett samtal med brukarna, och när."),
    )
    change: "forms.ModelChoiceField[Change]" = forms.ModelChoiceField(
        label=_("Leder till"),
        queryset=None,
        required=False,
        empty_label=_("inget förslag än"),
        help_text=_("En slutsats som inte leder till något listas för sig."),
    )
    set_aside = area(_("Eller: varför den inte leder till något"), rows=2)
    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Actor, plan: Plan, row: Conclusion | None, *args: Any, **options: Any) -> None:
        if row is not None:
            fixed = {name: getattr(row, name) for name in ("subject", "text", "part", "source", "set_aside", "edit")}
            linked = {"indicator": row.indicator_id, "frozen": row.frozen_id, "change": row.change_id}
            options["initial"] = {**fixed, **linked}
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["indicator"].queryset = Indicator.objects.visible_to(actor).on(clock.today())
        fields["frozen"].queryset = frozen_to_quote(actor)
        fields["frozen"].choices = [("", _("ingen")), *by_unit(actor)]
        fields["change"].queryset = Change.objects.filter(plan=plan)


class ChangeForm(VerbForm):
    """What ought to change, what follows of it, and whether it is taken into the plan."""

    what = forms.CharField(label=_("Förslag"), max_length=300, widget=forms.Textarea({"rows": 2}))
    conclusions: "forms.ModelMultipleChoiceField[Conclusion]" = forms.ModelMultipleChoiceField(
        label=_("Vilka slutsatser leder till förslaget?"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Här står de som inte leder till något än. De övriga kopplas om var för sig."),
    )
    consequence = area(_("Konsekvenser"), _("För dem det berör, för personalen och för ekonomin."), rows=4)
    significant = forms.BooleanField(
        label=_("Betydande förändring"),
        required=False,
        help_text=_("Kräver en risk- och konsekvensbedömning före beslutet, om styrmodellen säger det."),
    )
    verdict = forms.ChoiceField(label=_("Utfall"), choices=Verdict.choices, widget=forms.RadioSelect, initial="open")
    reason = area(_("Varför"), _("Behövs när förslaget inte tas in."), rows=2)
    item: "forms.ModelChoiceField[Item]" = forms.ModelChoiceField(
        label=_("Blev i planen"),
        queryset=None,
        required=False,
        empty_label=_("inte kopplat"),
        help_text=_("Det mål eller den aktivitet som förslaget blev, så att det går att följa dit."),
    )
    edit = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, plan: Plan, row: Change | None, *args: Any, **options: Any) -> None:
        if row is not None:
            names = ("what", "consequence", "significant", "verdict", "reason", "edit")
            options["initial"] = {**{name: getattr(row, name) for name in names}, "item": row.item_id}
        super().__init__(*args, **options)
        fields: Any = self.fields
        loose = Conclusion.objects.filter(plan=plan, change=None, set_aside="")
        fields["conclusions"].queryset = loose
        if not loose.exists():
            del fields["conclusions"]
        fields["item"].queryset = Item.objects.filter(in_plans__plan=plan)
        titles = titles_of(plan)
        fields["item"].label_from_instance = lambda item: titles.get(item.pk, item.key)


def titles_of(plan: Plan) -> dict[int, str]:
    """What the plan's items are called: as the plan drafts them, else as they were last decided. One query."""
    own = Q(in_plans__plan=plan) | Q(state=State.DECIDED, item__in_plans__plan=plan)
    rows = ItemVersion.objects.filter(own).oldest_first("state")
    return dict(rows.values_list("item", "title"))


class ConsultationForm(VerbForm):
    """When, with whom, and whether they agreed."""

    kind = forms.ChoiceField(label=_("Vad"))
    change: "forms.ModelChoiceField[Change]" = forms.ModelChoiceField(
        label=_("Gäller förslaget"), queryset=None, required=False, empty_label=_("hela planen")
    )
    day = DayField(label=_("Dag"))
    parties = forms.CharField(
        label=_("Parter"), max_length=300, help_text=_("Arbetsgivaren och de fackliga organisationerna, var för sig.")
    )
    agreed = forms.TypedChoiceField(
        label=_("Var parterna eniga?"),
        choices=[("", _("gäller inte")), ("ja", _("ja")), ("nej", _("nej"))],
        coerce=lambda said: {"ja": True, "nej": False}.get(said),
        required=False,
        empty_value=None,
    )
    note = area(_("Vad som sades"), _("Behövs när parterna inte är eniga."))
    file = forms.FileField(label=_("Protokoll"), required=False)

    def __init__(self, model: Model, plan: Plan, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["kind"].choices = [(part.key, part.what) for part in wanted(model, plan.kind)]
        fields["change"].queryset = Change.objects.filter(plan=plan)


class StepForm(VerbForm):
    """A step of the model's preparation: when it was done, and what there is to say of it."""

    step = forms.ChoiceField(label=_("Steg"))
    day = DayField(label=_("Klart"), required=False, help_text=_("Tomt: steget är inte klart."))
    note = area(_("Anteckning"), _("Vad det ledde till, eller var underlaget finns."))

    def __init__(self, steps: Sequence[Prepared], asked: str, *args: Any, **options: Any) -> None:
        chosen = next((each for each in steps if each.step.key == asked), None)
        initial: dict[str, Any] = {"day": clock.today()}
        if chosen is not None:
            initial = {"step": asked, "day": chosen.done or clock.today(), "note": chosen.note}
        super().__init__(*args, **{"initial": initial, **options})
        self.fields["step"].choices = [(each.step.key, each.step.what) for each in steps]  # type: ignore[attr-defined]


class WithdrawForm(VerbForm):
    why = forms.CharField(label=_("Varför"), max_length=300)


class IdeaForm(VerbForm):
    """Typed straight in, at the meeting."""

    what = forms.CharField(label=_("Ert förslag"), max_length=300)
    serves: "forms.ModelChoiceField[Item]" = forms.ModelChoiceField(label=_("Bidrar till"), queryset=None)

    def __init__(self, goals: list[tuple[int, str]], *args: Any, last: str = "", **options: Any) -> None:
        """`last` is the goal that was just written to: the next proposal is typed without a click, and to the same."""
        super().__init__(*args, **{"initial": {"serves": last}, **options})
        fields: Any = self.fields
        if last:
            fields["what"].widget.attrs["autofocus"] = True
        fields["serves"].queryset = Item.objects.filter(pk__in=[pk for pk, _title in goals])
        fields["serves"].choices = goals


class RewordForm(IdeaForm):
    """The words of a proposal and its goal, corrected. `seen` is the mark of what it said when it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, goals: list[tuple[int, str]], idea: Idea, *args: Any, **options: Any) -> None:
        self.now, self.titles = seen_of(idea), dict(goals)
        super().__init__(goals, *args, **options)
        self.initial = {"what": idea.what, "serves": idea.serves_id, "seen": self.now}

    def tell_stale(self, stale: Stale) -> None:
        theirs, mine = ({**said, "serves": self.titles.get(said["serves"].pk)} for said in (stale.theirs, stale.mine))
        super().tell_stale(Stale(theirs, mine, stale.who))
        self.data = changed(self.data, seen=self.now)


class TakeBackForm(OpenedForm):
    """That what was agreed is a proposal again. `edit` is the change number of the draft that it became."""

    def __init__(self, draft: ItemVersion | None, *args: Any, **options: Any) -> None:
        self.now = draft.edit if draft else 0
        super().__init__(*args, **{"initial": {"edit": self.now}, **options})

    def tell_stale(self, stale: Stale) -> None:
        told = _(
            "%(who)s har skrivit i aktiviteten medan du läste: ”%(title)s”. Tryck igen för att ändå ta tillbaka den."
        )
        self.add_error(None, told % {"who": stale.who, "title": stale.theirs["title"]})
        self.data = changed(self.data, edit=self.now)


class AgreeForm(VerbForm):
    """Who sees to it, and by when."""

    responsible = forms.ChoiceField(label=_("Ansvarig"))
    who = forms.CharField(
        label=_("Vem gör det"),
        max_length=100,
        required=False,
        help_text=_("Ett namn, om någon annan än den ansvariga gör det."),
    )
    deadline = DayField(label=_("Klart senast"))

    def __init__(self, roles: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["responsible"].choices = roles  # type: ignore[attr-defined]
