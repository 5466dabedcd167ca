"""The reports, and with them what a municipality changes in its calendar. Occasions themselves are computed."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.documents.models import File
from rodatraden.followup.change_models import ChangeKind as ChangeKind
from rodatraden.followup.change_models import OccasionChange as OccasionChange
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.schema.organisation import LEGAL_PERSONS
from rodatraden.tenancy.models import FoldedField, Owned, OwnedManager, OwnedQuerySet, Row
from rodatraden.thread.models import Item


class State(models.TextChoices):
    """How far a report has come. One that nobody has begun has no row, or none of these states where the executive
    board has already asked for it."""

    DRAFT = "draft", _("påbörjad")
    RETURNED = "returned", _("åter för komplettering")
    SUBMITTED = "submitted", _("inlämnad")
    CLEARED = "cleared", _("klarmarkerad")
    TREATED = "treated", _("behandlad")
    FROZEN = "frozen", _("fastställd")


OPEN = frozenset({"", State.DRAFT, State.RETURNED})
"""The states in which a report is being written."""
OFFICIAL = frozenset({State.TREATED, State.FROZEN})
"""The states in which a report is an official document wherever it is kept (TF 2 kap., O5)."""


class Treatment(models.TextChoices):
    """What a body did with a report that was laid before it. Any body may refer back or table, not the council alone
    (KL 5:50)."""

    APPROVED = "approved", _("godkänd")
    NOTED = "noted", _("lagd till handlingarna")
    REFERRED_BACK = "referred_back", _("återremitterad")
    TABLED = "tabled", _("bordlagd")


class ReportQuerySet(OwnedQuerySet[Row]):
    """Reports, by what the actor may see of them."""

    def visible_to(self, actor: Actor) -> Self:
        """What is treated, to everybody signed in; what an authority has handed over, too; the rest within it.

        A report is handed over when an authority's own is submitted: it then leaves the authority (TF 2:10, O5). That
        of the whole municipality is within the executive board until then, which writes it (KL 11:16).
        """
        if not actor.may("read", None):
            return self.none()
        handed_over = models.Q(unit__kind__in=HANDING_OVER) & ~models.Q(state__in=OPEN)
        return self.filter(models.Q(state__in=OFFICIAL) | handed_over | models.Q(unit__in=actor.near_with_council))

    def of(self, kind: str, period_end: object) -> Self:
        """Those of one occasion."""
        return self.filter(kind=kind, period_end=period_end)


HANDING_OVER = ("council", *sorted(LEGAL_PERSONS))
"""Whose reports are handed to somebody else as soon as they are submitted: the executive board's of the whole, and
those of other legal persons. A board's own is handed over when the board has treated it."""


class Report(Owned):
    """A unit's report for an occasion: the model's report type, and the last day of what it covers.

    The council unit's is the report of the whole municipality, which the executive board writes (KL 11:16).
    `edit` counts changes of state, so that the second of two people is told. `treatment` and `decision` are
    the latest body's; `due` is the day that held when it was submitted, kept to tell whether it came in time.
    """

    kind = models.CharField("rapporttyp", max_length=60)
    period_end = models.DateField("till och med")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports", verbose_name="enhet")
    state = models.CharField("läge", max_length=9, choices=State, blank=True)
    due = models.DateField("skulle lämnas senast", null=True, blank=True)
    submitted_at = models.DateTimeField("inlämnad", null=True, blank=True)
    submitted_by = models.CharField("inlämnad av", max_length=200, blank=True)
    treatment = models.CharField("behandling", max_length=13, choices=Treatment, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="reports", null=True, blank=True, verbose_name="beslut"
    )
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    example = models.BooleanField("exempel", default=False)

    objects = OwnedManager.from_queryset(ReportQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        ordering: ClassVar = ["-period_end", "kind", "unit__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "period_end", "unit"],
                name="one_report_of_an_occasion",
                violation_error_message=_("Enhetens rapport finns redan."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period_end} {self.unit_id}"

    def answering_unit(self) -> int | None:
        return self.unit_id

    @property
    def is_open(self) -> bool:
        """Whether it is being written."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether it was submitted after its day had ended in Sweden."""
        if self.due is None or self.submitted_at is None:
            return False
        return clock.day_of(self.submitted_at) > self.due


class ReportText(Owned):
    """A text of a report: the answer to one of the model's questions, or a part of ours (analysis, summary).

    `copied_from` is the last day of the report whose text it began as, until it is changed. `edit` counts
    changes: of two people who write at once the second is told.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts", verbose_name="rapport")
    part = models.CharField("del", max_length=80)
    text = models.TextField("text", blank=True)
    text_folded = FoldedField(of="text", max_length=8000)
    copied_from = models.DateField("hämtad från", null=True, blank=True)
    written_by = models.CharField("skrivet av", max_length=200, blank=True)
    written_at = models.DateTimeField("skrivet")
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)

    class Meta:
        verbose_name = "text i en rapport"
        verbose_name_plural = "texter i rapporter"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "report", "part"], name="one_text_of_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.part}"


class ReportedStatus(Owned):
    """How an item stood when its unit submitted the report: what "changed since last time" is compared with.

    `value` is the status that counted, `proposal` the rule's own. `judged_by` is empty where the rule spoke;
    else `reason` is why somebody judged otherwise. `standing` is the progress of what is done rather than judged.
    Without an item it is the overall assessment of sound economic management (T13).
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="statuses", verbose_name="rapport")
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="led"
    )
    value = models.CharField("status", max_length=60, blank=True)
    tone = models.CharField("ton", max_length=10, blank=True)
    proposal = models.CharField("regelns förslag", max_length=60, blank=True)
    judged_by = models.CharField("bedömt av", max_length=200, blank=True)
    reason = models.TextField("motivering", blank=True)
    standing = models.CharField("läge", max_length=9, blank=True)

    class Meta:
        verbose_name = "rapporterad status"
        verbose_name_plural = "rapporterade statusar"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "report", "item"], name="one_status_of_an_item"),
            models.UniqueConstraint(
                fields=["municipality", "report"], condition=models.Q(item=None), name="one_status_of_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.item_id} {self.value}"


class OverallAssessment(Owned):
    """Sound economic management judged as a whole by hand in a report, otherwise than the rule proposes or where it
    proposes nothing (T13). A later one takes its place; both are kept."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="overall", verbose_name="rapport")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="bedömd av enheten")
    value = models.CharField("status", max_length=60)
    reason = models.TextField("motivering")
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    example = models.BooleanField("exempel", default=False)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "samlad bedömning"
        verbose_name_plural = "samlade bedömningar"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "report"],
                condition=models.Q(superseded_at=None),
                name="one_overall_assessment_speaks",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.value}"


class StepKind(models.TextChoices):
    """What happened to a report, by whom: its way up, and what the executive board's supervision did (F5)."""

    BEGUN = "begun", _("påbörjade")
    SUBMITTED = "submitted", _("lämnade in")
    TAKEN_BACK = "taken_back", _("tog tillbaka")
    RETURNED = "returned", _("skickade tillbaka")
    CLEARED = "cleared", _("klarmarkerade")
    TREATED = "treated", _("behandlade")
    FROZEN = "frozen", _("fastställde")
    REOPENED = "reopened", _("öppnade för rättelse")
    SUFFICIENT = "sufficient", _("bedömde som tillräcklig")
    INSUFFICIENT = "insufficient", _("bedömde som otillräcklig")
    COMPLETION_ASKED = "completion_asked", _("begärde komplettering")
    COMPLETED = "completed", _("kompletterade")
    ADVISED = "advised", _("gav råd")
    PLAN_ASKED = "plan_asked", _("begärde åtgärdsplan")
    PLAN_RECEIVED = "plan_received", _("lämnade åtgärdsplan")
    PLAN_ACCEPTED = "plan_accepted", _("godtog åtgärdsplanen")
    PLAN_REJECTED = "plan_rejected", _("godtog inte åtgärdsplanen")
    ESCALATED = "escalated", _("lyfte till fullmäktige")
    PRESENT = "present", _("redogjorde på plats")


class Step(Owned):
    """Something that happened to a report. Append-only: the latest of its sort speaks, the others are the history.

    Which was the latest its number tells, not its time: a clock can be set back.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps", verbose_name="rapport")
    kind = models.CharField("steg", max_length=16, choices=StepKind)
    comment = models.TextField("kommentar", blank=True)
    due = models.DateField("senast", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="beslut"
    )
    at = models.DateTimeField("när")
    by = models.CharField("av", max_length=200)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "steg"
        verbose_name_plural = "steg"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.kind}"


class Inquiry(Owned):
    """A single figure or text that a single person is asked for by a link, without an account.

    Only the token's SHA-256 is kept. The answer waits beside the field until whoever writes the report takes it
    in, so that every figure and text has an author who may enter it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="inquiries", verbose_name="rapport")
    part = models.CharField("del", max_length=80, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="indikator"
    )
    question = models.CharField("fråga", max_length=300)
    to = models.CharField("till", max_length=200)
    email = models.EmailField("e-post", blank=True)
    token_sha256 = models.CharField("länkens kontrollsumma", max_length=64, editable=False)
    expires_on = models.DateField("gäller till och med")
    asked_at = models.DateTimeField("frågad")
    asked_by = models.CharField("frågad av", max_length=200)
    answered_at = models.DateTimeField("besvarad", null=True, blank=True)
    answer = models.TextField("svar", blank=True)
    taken_at = models.DateTimeField("använd", null=True, blank=True)
    withdrawn_at = models.DateTimeField("återkallad", null=True, blank=True)
    withdrawn_by = models.CharField("återkallad av", max_length=200, blank=True)

    class Meta:
        verbose_name = "förfrågan"
        verbose_name_plural = "förfrågningar"
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "token_sha256"], name="inquiry_token_once")
        ]

    def __str__(self) -> str:
        return self.question


class AttachmentKind(models.TextChoices):
    AUDITORS = "auditors", _("revisorernas bedömning")
    LAY_AUDITORS = "lay_auditors", _("lekmannarevisorernas granskningsrapport")
    AUDIT_REPORT = "audit_report", _("revisionsberättelse")
    OTHER = "other", _("bilaga")


class Attachment(Owned):
    """A file that goes with a report, listed in it with its SHA-256. PDF/A-2a holds none within it (F7)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="attachments", verbose_name="rapport")
    kind = models.CharField("slag", max_length=12, choices=AttachmentKind, default=AttachmentKind.OTHER)
    title = models.CharField("titel", max_length=200)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", verbose_name="fil")
    added_at = models.DateTimeField("tillagd")
    added_by = models.CharField("tillagd av", max_length=200)

    class Meta:
        verbose_name = "bilaga"
        verbose_name_plural = "bilagor"
        ordering: ClassVar = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title
