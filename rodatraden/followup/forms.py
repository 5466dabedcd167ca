"""What is typed into a report, and the decision that treats it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.decisions.taken import free_decisions
from rodatraden.followup.models import AttachmentKind, StepKind, Treatment
from rodatraden.followup.reports import TOGETHER, treating_place
from rodatraden.followup.round import Round, Slot
from rodatraden.followup.services.supervising import SUPERVISING, latest_of_plan, may_answer, may_supervise
from rodatraden.followup.states import step_refusal
from rodatraden.followup.unit_report import ReportPage
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.forms import DayField

DOES = {
    StepKind.SUFFICIENT: _("Bedömer rapporten som tillräcklig"),
    StepKind.INSUFFICIENT: _("Bedömer rapporten som otillräcklig"),
    StepKind.COMPLETION_ASKED: _("Begär komplettering (kommunallagen 6:12)"),
    StepKind.ADVISED: _("Ger råd"),
    StepKind.PLAN_ASKED: _("Begär åtgärdsplan"),
    StepKind.PLAN_ACCEPTED: _("Godtar åtgärdsplanen"),
    StepKind.PLAN_REJECTED: _("Godtar inte åtgärdsplanen"),
    StepKind.ESCALATED: _("Lyfter frågan till fullmäktige"),
    StepKind.PRESENT: _("Har fått redogörelse på plats"),
    StepKind.COMPLETED: _("Kompletterar rapporten"),
    StepKind.PLAN_RECEIVED: _("Lämnar åtgärdsplan"),
}


class TextForm(forms.Form):
    """One text, and the change number of the one that the writer opened."""

    text = forms.CharField(required=False, strip=False)
    seen = forms.IntegerField(min_value=0)


class FigureForm(forms.Form):
    """An outcome that is missing. `sure` is said when a doubt about it has been answered."""

    indicator = forms.IntegerField()
    period = forms.CharField(max_length=10)
    value = forms.CharField(max_length=40)
    preliminary = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)


class JudgeForm(forms.Form):
    """A status chosen for an item, and why where it differs from the rule's proposal."""

    value = forms.CharField(max_length=60)
    reason = forms.CharField(required=False, max_length=4000)


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("Vad behöver kompletteras?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SubmitForm(forms.Form):
    """Handing in. A report that is not whole says what is missing, and why."""

    comment = forms.CharField(
        label=_("Till den som läser"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Vad ska rättas, och varför?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class TreatForm(forms.Form):
    """What the body did with the report, and the decision that says so: one that is recorded, or a new one."""

    treatment = forms.ChoiceField(label=_("Vad beslutades?"), widget=forms.RadioSelect, choices=Treatment)
    decision: "forms.ModelChoiceField[Decision]" = forms.ModelChoiceField(
        label=_("Beslut som redan är registrerat"), queryset=None, required=False, empty_label=_("– ett nytt beslut –")
    )
    date = DayField(label=_("Dag"), required=False)
    paragraph = forms.CharField(label=_("Paragraf"), required=False, max_length=20)
    reference = forms.CharField(label=_("Diarienummer"), required=False, max_length=60)

    def __init__(self, actor: Actor, slot: Slot, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.body = treating_place(actor.tree, slot.place.id)
        body = self.body.id if self.body else 0
        recent = free_decisions(body, slot.due.occasion.end, TOGETHER)
        self.fields["decision"].queryset = recent  # type: ignore[attr-defined]
        self.fields["date"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """One of the two: a recorded decision, or the day and the paragraph of a new one."""
        given = super().clean() or {}
        if not given.get("decision"):
            if not given.get("date"):
                self.add_error("date", _("Ange vilken dag beslutet fattades."))
            elif given["date"] > clock.today():
                self.add_error("date", _("Dagen har inte varit än."))
            if not given.get("paragraph"):
                self.add_error("paragraph", _("Ange beslutets paragraf."))
        return given


class SuperviseForm(forms.Form):
    """One step of the supervision, of those that the actor may take with this unit and that fit its report as it
    stands: that it came in person only where the model asks for it."""

    kind = forms.ChoiceField(label=_("Vad gör ni?"), widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Med några ord"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due = DayField(label=_("Svar senast"), required=False)

    def __init__(self, actor: Actor, round: Round, slot: Slot, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit = slot.place.id
        kinds = [kind for kind in SUPERVISING if kind != StepKind.PRESENT or round.type.in_person]
        plan = latest_of_plan(slot.report)
        kinds = [kind for kind in kinds if may_supervise(actor, unit) and not step_refusal(kind, slot.state, plan)]
        if may_answer(actor, unit) and slot.place.authority:
            kinds += [StepKind.COMPLETED, StepKind.PLAN_RECEIVED]
        self.fields["kind"].choices = [(kind.value, DOES[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def clean_kind(self) -> StepKind:
        return StepKind(self.cleaned_data["kind"])


class AskForm(forms.Form):
    """Whom one asks, what, and until when the link holds."""

    about = forms.ChoiceField(label=_("Vad gäller det?"))
    question = forms.CharField(label=_("Din fråga"), max_length=300)
    to = forms.CharField(label=_("Till"), max_length=200, help_text=_("Namn eller uppdrag på den du frågar."))
    email = forms.CharField(
        label=_("E-post"),
        required=False,
        max_length=254,
        help_text=_("Då går länken i ett brev. Annars visas den här."),
    )
    expires_on = DayField(label=_("Länken gäller till och med"))

    def __init__(self, page: ReportPage, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        figures = [
            (f"indicator:{each.indicator.pk}:{period.key}", f"{each.indicator.called}, {period.name}")
            for each in page.missing
            for period in each.periods
        ]
        texts = [(f"part:{each.part.key}", str(each.part.label)) for each in page.texts]
        self.fields["about"].choices = [*figures, *texts]  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = min(max(page.slot.by, clock.today()), clock.today() + timedelta(days=14))

    def wanted(self) -> dict[str, Any]:
        """The fields as the verb takes them."""
        given = dict(self.cleaned_data)
        sort, _colon, rest = given.pop("about").partition(":")
        if sort == "part":
            return {**given, "part": rest}
        indicator, _colon, period = rest.partition(":")
        return {**given, "indicator": int(indicator), "part": period}


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Ditt svar"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))


class AttachForm(forms.Form):
    """A file beside the report: what it is, and whose."""

    kind = forms.ChoiceField(label=_("Slag"))
    title = forms.CharField(label=_("Vad är det?"), max_length=200)
    file = forms.FileField(label=_("Fil"))

    def __init__(self, kinds: Sequence[AttachmentKind], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
