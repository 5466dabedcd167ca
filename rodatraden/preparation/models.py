"""What comes before a plan: what the analysis shows, what ought to change, who was consulted, what a workplace said."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.documents.models import File, Frozen
from rodatraden.indicators.models import Indicator
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.planning.models import Plan
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet, Row
from rodatraden.thread.models import Item


class OfPlanQuerySet(OwnedQuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """What belongs to the plans that the actor may see."""
        return self.filter(plan__in=Plan.objects.visible_to(actor))


class OfPlan(Owned):
    """A row that prepares a plan. `edit` counts changes, so that the second of two people is told."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+", verbose_name="plan")
    written_by = models.CharField("skrivet av", max_length=200)
    written_at = models.DateTimeField("skrivet")
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        abstract = True

    def answering_unit(self) -> int | None:
        """The plan's unit: rights over it are rights over what prepares it."""
        return self.plan.unit_id


class Verdict(models.TextChoices):
    """What became of a proposed change."""

    OPEN = "open", _("inte avgjord")
    TAKEN = "taken", _("tas in i planen")
    LEFT = "left", _("tas inte in")


class Change(OfPlan):
    """A change that the analysis leads to: what, what follows of it, and whether it is significant (D2).

    A significant one needs an assessment of risks with the unions before the decision, where the model says so.
    `reason` says why it was settled as it was; `item` is what it became, or what it changes.
    """

    what = models.CharField("förslag", max_length=300)
    consequence = models.TextField("konsekvenser", blank=True)
    significant = models.BooleanField("betydande förändring", default=False)
    verdict = models.CharField("utfall", max_length=5, choices=Verdict, default=Verdict.OPEN)
    reason = models.TextField("varför", blank=True)
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="led i planen"
    )

    objects = OwnedManager.from_queryset(OfPlanQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "förslag till förändring"
        verbose_name_plural = "förslag till förändring"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.what


class Subject(models.TextChoices):
    """What a conclusion is about (D2)."""

    SITUATION = "situation", _("nuläge")
    SURROUNDINGS = "surroundings", _("omvärld och trender")
    NEEDS = "needs", _("invånarnas behov")
    COMPARISON = "comparison", _("jämförelse")
    RESULTS = "results", _("tidigare uppföljning")


class Conclusion(OfPlan):
    """What the analysis shows. It leads to a change, or is set aside with a reason; else it has led to nothing yet.

    `frozen` is the report it is drawn from, as it was, and `part` where in it; `indicator` the figure it rests on;
    `source` says any other.
    """

    subject = models.CharField("gäller", max_length=12, choices=Subject)
    text = models.TextField("slutsats")
    source = models.CharField("källa", max_length=300, blank=True)
    frozen = models.ForeignKey(
        Frozen, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ur rapporten"
    )
    part = models.CharField("del av rapporten", max_length=200, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="indikator"
    )
    change = models.ForeignKey(
        Change, on_delete=models.SET_NULL, null=True, blank=True, related_name="conclusions", verbose_name="leder till"
    )
    set_aside = models.TextField("varför den inte leder till något", blank=True)

    objects = OwnedManager.from_queryset(OfPlanQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "slutsats"
        verbose_name_plural = "slutsatser"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def leads_nowhere(self) -> bool:
        return self.change_id is None and not self.set_aside


class Consultation(OfPlan):
    """That a plan was negotiated or assessed with those whom the model names: when, with whom, agreed or not.

    `kind` is a key of the model's participation. `change` is the one whose risks were assessed; without it the whole
    plan's were. A mistake is withdrawn with a reason, and stays.
    """

    kind = models.CharField("slag", max_length=60)
    change = models.ForeignKey(
        Change, on_delete=models.CASCADE, null=True, blank=True, related_name="consultations", verbose_name="förslag"
    )
    day = models.DateField("dag")
    parties = models.CharField("parter", max_length=300)
    agreed = models.BooleanField("enighet", null=True)
    note = models.TextField("vad som sades", blank=True)
    file = models.ForeignKey(
        File, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="protokoll"
    )
    withdrawn_at = models.DateTimeField("återtagen", null=True, blank=True, editable=False)
    withdrawn_why = models.CharField("varför", max_length=300, blank=True)

    objects = OwnedManager.from_queryset(OfPlanQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "förhandling eller bedömning"
        verbose_name_plural = "förhandlingar och bedömningar"
        ordering: ClassVar = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class StepDone(OfPlan):
    """That a step of the model's preparation is done for a plan: which, when, and a note (D2). `step` is its key."""

    step = models.CharField("steg", max_length=60)
    day = models.DateField("klart")
    note = models.TextField("anteckning", blank=True)

    objects = OwnedManager.from_queryset(OfPlanQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "steg i beredningen"
        verbose_name_plural = "steg i beredningen"
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "plan", "step"], name="step_done_once_of_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.day}"


class IdeaQuerySet(OwnedQuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the own authority: a workplace's talk is no official document (TF 2 kap., O5)."""
        return self.filter(unit__in=actor.near) if actor.may("read", None) else self.none()


class IdeaState(models.TextChoices):
    PROPOSED = "proposed", _("förslag")
    AGREED = "agreed", _("vi gör det")
    LEFT = "left", _("inte nu")


class Idea(Owned):
    """What somebody proposed at a workplace meeting (R5): what, which goal it serves, who, by when.

    What is agreed becomes an item of the thread, `item`, and stays linked to what was said.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ideas", verbose_name="enhet")
    day = models.DateField("mötets dag")
    what = models.CharField("vad vi gör", max_length=300)
    serves = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", verbose_name="bidrar till")
    responsible = models.CharField("ansvarig roll", max_length=60, blank=True)
    who = models.CharField("vem", max_length=100, blank=True)
    deadline = models.DateField("klart senast", null=True, blank=True)
    state = models.CharField("läge", max_length=8, choices=IdeaState, default=IdeaState.PROPOSED)
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name="blev"
    )
    written_by = models.CharField("skrivet av", max_length=200)
    written_at = models.DateTimeField("skrivet")
    example = models.BooleanField("exempel", default=False)

    objects = OwnedManager.from_queryset(IdeaQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "förslag på arbetsplatsträff"
        verbose_name_plural = "förslag på arbetsplatsträff"
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "unit", "day", "what", "serves"],
                name="idea_once_a_meeting",
                violation_error_message=_("Förslaget finns redan."),
            )
        ]

    def __str__(self) -> str:
        return self.what

    def answering_unit(self) -> int | None:
        return self.unit_id
