"""Plans: what a unit is to do during a time, made of draft versions of the thread, written, decided and kept."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.documents.models import File, Frozen
from rodatraden.indicators.models import Breakdown, Indicator, PeriodField, TargetForm
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning import states
from rodatraden.steering.schema.organisation import LEGAL_PERSONS
from rodatraden.tenancy.models import FoldedField, Owned, OwnedManager, OwnedQuerySet, Row
from rodatraden.thread.models import Item, ItemVersion


class State(models.TextChoices):
    """How far a plan has come. Whether a decided one is in force its days say (`states.shown`)."""

    PREPARATION = "preparation", _("i förberedelse")
    OUT_FOR_VIEWS = "out_for_views", _("på remiss")
    PROPOSED = "proposed", _("föreslagen")
    REFERRED_BACK = "referred_back", _("återremitterad")
    TABLED = "tabled", _("bordlagd")
    AMENDING = "amending", _("skrivs enligt beslutet")
    REJECTED = "rejected", _("avslagen")
    DECIDED = "decided", _("beslutad")
    MINUTES_APPROVED = "minutes_approved", _("protokollet justerat")
    ANNOUNCED = "announced", _("anslagen")
    APPEALED = "appealed", _("överklagad")
    ANNULLED = "annulled", _("upphävd")
    REPLACED = "replaced", _("ersatt")
    ENDED = "ended", _("upphörd")


OFFICIAL = frozenset(State) - states.OPEN
"""The states in which a plan is an official document wherever it is kept: the matter is settled (TF 2 kap., O5)."""
HANDED_OVER = ("council", *sorted(LEGAL_PERSONS))
"""Whose plans leave those who wrote them when they are proposed: the executive board's to the council, and those of
other legal persons."""


class PlanQuerySet(OwnedQuerySet[Row]):
    """Plans, by what the actor may see of them."""

    def visible_to(self, actor: Actor) -> Self:
        """What is settled, to everybody signed in; a draft within its authority, to who is asked for views, and to
        whoever is to write a part of it."""
        if not actor.may("read", None):
            return self.none()
        handed_over = models.Q(unit__kind__in=HANDED_OVER, state__in=states.WITH_BODY)
        later = PlanStep.objects.filter(plan=models.OuterRef("plan"), kind=StepKind.TAKEN_BACK)
        taken_back = models.Exists(later.filter(pk__gt=models.OuterRef("pk")))
        asked = PlanStep.objects.filter(~taken_back, kind=StepKind.SENT_OUT, to__in=actor.near)
        roles = [models.Q(writer_unit=role.unit.id, writer_kind=role.kind) for role in actor.roles]
        writes = PlanText.objects.filter(models.Q(*roles, _connector=models.Q.OR)) if roles else PlanText.objects.none()
        return self.filter(
            models.Q(state__in=OFFICIAL)
            | handed_over
            | models.Q(unit__in=actor.near_with_council)
            | models.Q(state__in=states.OPEN, pk__in=asked.values("plan"))
            | models.Q(pk__in=writes.values("plan"))
        )

    def standing(self) -> Self:
        """What is decided and neither replaced, ended nor annulled."""
        return self.filter(state__in=states.STANDING)


class Plan(Owned):
    """A unit's plan for a time: a plan type of the model, the unit, the first and the last day.

    `edit` counts every change of its texts, items and state, so that nobody decides what they have not read. What is
    decided is frozen as a document; `proposal` is a mark of what was proposed, and `changed` what the decision changed
    in it, in words. `replaces` is the plan of the same time whose place it takes by a new decision.
    `meeting` is the day on which the body is to treat it, and `meeting_why` why the calendar has no meeting then.
    `valid_from` is set at the decision, `valid_to` when something takes its place or ends it.
    """

    kind = models.CharField("plantyp", max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans", verbose_name="enhet")
    starts = models.DateField("från och med")
    ends = models.DateField("till och med")
    title = models.CharField("rubrik", max_length=300)
    title_folded = FoldedField(of="title")
    state = models.CharField("läge", max_length=16, choices=State, default=State.PREPARATION)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="plans", null=True, blank=True, verbose_name="beslut"
    )
    frozen = models.ForeignKey(
        Frozen, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="som den beslutades"
    )
    valid_from = models.DateField("gäller från och med", null=True, blank=True)
    valid_to = models.DateField("gäller till och med", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )
    why_anew = models.TextField("varför en ny version", blank=True)
    proposal = models.CharField("märke för förslaget", max_length=16, blank=True, editable=False)
    changed = models.TextField("vad beslutet ändrade i förslaget", blank=True)
    meeting = models.DateField("sammanträde", null=True, blank=True)
    meeting_why = models.CharField("varför den dagen", max_length=300, blank=True)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    example = models.BooleanField("exempel", default=False)

    objects = OwnedManager.from_queryset(PlanQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "planer"
        ordering: ClassVar = ["-starts", "kind", "unit__position", "-pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind", "starts"], name="plan_by_kind")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "unit", "starts"],
                condition=models.Q(state__in=sorted(states.OPEN)),
                name="one_plan_is_written_at_a_time",
                violation_error_message=_("Planen är redan påbörjad."),
            ),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="plan_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title

    def answering_unit(self) -> int | None:
        return self.unit_id

    @property
    def is_written(self) -> bool:
        return self.state in states.WRITABLE

    @property
    def is_open(self) -> bool:
        return self.state in states.OPEN


class PlanText(Owned):
    """A section of a plan: the heading that the model asks for, or one of the plan's own, and what is written there.

    `writer_unit` and `writer_kind` name the role that is to write it, whoever holds it; else it is for all who write
    the plan. `copied_from` is the plan whose text it began as, until somebody changes it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="texts", verbose_name="plan")
    section = models.SlugField("avsnitt", max_length=80)
    heading = models.CharField("rubrik", max_length=200)
    position = models.PositiveSmallIntegerField("ordning", default=0)
    asked = models.BooleanField("styrmodellen kräver avsnittet", default=True)
    text = models.TextField("text", blank=True)
    text_folded = FoldedField(of="text", max_length=8000)
    copied_from = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="hämtad från"
    )
    writer_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="skrivs av, enhet"
    )
    writer_kind = models.CharField("skrivs av, roll", max_length=60, blank=True)
    written_by = models.CharField("skrivet av", max_length=200, blank=True)
    written_at = models.DateTimeField("skrivet", null=True, blank=True)
    edit = models.PositiveIntegerField("ändringsnummer", default=0, editable=False)

    class Meta:
        verbose_name = "avsnitt i en plan"
        verbose_name_plural = "avsnitt i planer"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "section"], name="one_text_of_a_section")
        ]

    def __str__(self) -> str:
        return self.heading


class PlanTextPast(Owned):
    """How a section stood before somebody else took over, or before a new sitting. Append-only."""

    section = models.ForeignKey(PlanText, on_delete=models.CASCADE, related_name="past", verbose_name="avsnitt")
    text = models.TextField("text", blank=True)
    written_by = models.CharField("skrivet av", max_length=200, blank=True)
    written_at = models.DateTimeField("skrivet", null=True, blank=True)
    edit = models.PositiveIntegerField("ändringsnummer")

    class Meta:
        verbose_name = "tidigare lydelse"
        verbose_name_plural = "tidigare lydelser"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "section", "edit"], name="past_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.edit}"


class PlanComment(Owned):
    """A remark on a section, or on a passage of it that is quoted. It stays when it has been dealt with."""

    section = models.ForeignKey(PlanText, on_delete=models.CASCADE, related_name="comments", verbose_name="avsnitt")
    quote = models.TextField("stycket", blank=True)
    text = models.TextField("kommentar")
    by = models.CharField("av", max_length=200)
    at = models.DateTimeField("när")
    resolved_at = models.DateTimeField("åtgärdad", null=True, blank=True)
    resolved_by = models.CharField("åtgärdad av", max_length=200, blank=True)

    class Meta:
        verbose_name = "kommentar"
        verbose_name_plural = "kommentarer"
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class Fate(models.TextChoices):
    """What becomes of an item in the plan, against what held before it."""

    CARRIED = "carried", _("fortsätter")
    CHANGED = "changed", _("ändras")
    DROPPED = "dropped", _("upphör")
    NEW = "new", _("nytt")


class PlanItem(Owned):
    """An item of the thread in a plan. `version` is its draft while the plan is written, and what was decided
    afterwards; null for what is carried on as it is until then, and for what is dropped. `found` where the draft was
    begun before the plan took it up: then it is not the plan's to throw away."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", verbose_name="plan")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="in_plans", verbose_name="led")
    version = models.ForeignKey(
        ItemVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="in_plans", verbose_name="version"
    )
    fate = models.CharField("vad som händer", max_length=7, choices=Fate, default=Fate.CARRIED)
    reason = models.TextField("varför", blank=True)
    found = models.BooleanField("utkastet fanns redan", default=False)

    class Meta:
        verbose_name = "led i en plan"
        verbose_name_plural = "led i planer"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "item"], name="item_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.item_id} {self.fate}"


class PlanTarget(Owned):
    """A target as the plan proposes it. It becomes a target at the decision, and by that decision alone."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets", verbose_name="plan")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", verbose_name="indikator")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    period = PeriodField("period")
    breakdown = models.CharField("uppdelning", max_length=5, choices=Breakdown, default=Breakdown.TOTAL)
    form = models.CharField("form", max_length=10, choices=TargetForm, default=TargetForm.VALUE)
    value = models.DecimalField("målvärde", max_digits=20, decimal_places=6, null=True, blank=True)
    low = models.DecimalField("lägst", max_digits=20, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("högst", max_digits=20, decimal_places=6, null=True, blank=True)
    reason = models.CharField("varför", max_length=300, blank=True)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "föreslaget målvärde"
        verbose_name_plural = "föreslagna målvärden"
        ordering: ClassVar = ["indicator__position", "indicator__name_folded", "period"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "indicator", "unit", "period", "breakdown"],
                name="one_proposed_target_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}: {self.value}"


class PlanFrame(Owned):
    """A frame as the plan proposes it, in kronor of net cost: of a unit on a line of the model in the plan's first
    year, or of the plan's own unit the whole that is divided. It becomes a frame of the economy at the decision, and
    by that decision alone."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="frames", verbose_name="plan")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    line = models.CharField("rad", max_length=60, help_text="Nyckel i styrmodellen.")
    year = models.PositiveSmallIntegerField("år")
    value = models.DecimalField("belopp", max_digits=17, decimal_places=2)
    reason = models.CharField("varför", max_length=300, blank=True)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "föreslagen ram"
        verbose_name_plural = "föreslagna ramar"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "unit", "line", "year"], name="one_proposed_frame_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.line} {self.year}: {self.value}"


class StepKind(models.TextChoices):
    """What happened to a plan, by whom."""

    BEGUN = "begun", _("påbörjade")
    SENT_OUT = "sent_out", _("skickade på remiss")
    VIEW = "view", _("yttrade sig")
    PROPOSED = "proposed", _("föreslog")
    ADVISED = "advised", _("lämnade yttrande")
    TAKEN_BACK = "taken_back", _("tog tillbaka")
    REFERRED_BACK = "referred_back", _("återremitterade")
    TABLED = "tabled", _("bordlade")
    REJECTED = "rejected", _("avslog")
    AMENDING = "amending", _("började skriva planen enligt beslutet")
    PUT_BACK = "put_back", _("gick tillbaka till förslaget")
    REOPENED = "reopened", _("lämnade planen för att föreslås på nytt")
    DECIDED = "decided", _("beslutade")
    DECIDED_CHANGED = "decided_changed", _("beslutade med ändringar")
    OVERRIDDEN = "overridden", _("beslutade trots hinder")
    REPORTED = "reported", _("fick beslutet anmält")
    MINUTES_APPROVED = "minutes_approved", _("justerade protokollet")
    ANNOUNCED = "announced", _("anslog")
    APPEALED = "appealed", _("tog emot ett överklagande")
    UPHELD = "upheld", _("antecknade att beslutet står fast")
    ANNULLED = "annulled", _("antecknade att beslutet är upphävt")
    REPLACED = "replaced", _("ersatte den med en ny")
    RESTORED = "restored", _("antecknade att planen gäller igen")
    ENDED = "ended", _("avslutade")
    LAID_DOWN = "laid_down", _("lade ner utan beslut")


class PlanStep(Owned):
    """Something that happened to a plan. Append-only: together they are its way from begun to ended.

    `day` is when it happened, `at` when it was written down. `to` is who was asked, or whose opinion or decision it
    is. `file` is for the minutes extract.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps", verbose_name="plan")
    kind = models.CharField("steg", max_length=16, choices=StepKind)
    day = models.DateField("dag")
    to = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organ"
    )
    comment = models.TextField("kommentar", blank=True)
    due = models.DateField("senast", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="beslut"
    )
    file = models.ForeignKey(
        File, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fil"
    )
    at = models.DateTimeField("när")
    by = models.CharField("av", max_length=200)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "steg för en plan"
        verbose_name_plural = "steg för planer"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.kind}"


class PlanReceipt(Owned):
    """A decided plan that is sent to a body for information, and that the body has received it (D6)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="receipts", verbose_name="plan")
    to = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="received_plans", verbose_name="till")
    sent_at = models.DateTimeField("skickad")
    sent_by = models.CharField("skickad av", max_length=200)
    received_at = models.DateTimeField("mottagen", null=True, blank=True)
    received_by = models.CharField("mottagen av", max_length=200, blank=True)

    class Meta:
        verbose_name = "delgivning"
        verbose_name_plural = "delgivningar"
        ordering: ClassVar = ["sent_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "to"], name="plan_is_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} → {self.to_id}"

    def answering_unit(self) -> int | None:
        return self.to_id
