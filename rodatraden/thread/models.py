from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision, GoverningDocument
from rodatraden.indicators.models import Indicator, PeriodField
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Person, Unit
from rodatraden.tenancy.models import FoldedField, HeldQuerySet, Owned, OwnedManager, OwnedQuerySet, Row


class ItemQuerySet(OwnedQuerySet[Row]):
    """Items, by what the actor may see of them."""

    def visible_to(self, actor: Actor) -> Self:
        """Items of which the actor may see at least one version."""
        return self.filter(pk__in=ItemVersion.objects.visible_to(actor).values("item"))


class Item(Owned):
    """Whatever hangs in the thread: vision, area, goal, priority, strategy, activity, assignment.

    Identity only; all that can be decided stands in its versions.
    """

    key = models.SlugField("nyckel", max_length=80)

    objects = OwnedManager.from_queryset(ItemQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "led"
        verbose_name_plural = "led"
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key"],
                name="item_key_once",
                violation_error_message=_("Ett led med den nyckeln finns redan."),
            )
        ]

    def __str__(self) -> str:
        return self.key


class State(models.TextChoices):
    DRAFT = "draft", _("utkast")
    DECIDED = "decided", _("beslutad")
    REJECTED = "rejected", _("avslagen")
    ANNULLED = "annulled", _("upphävd")


VOID = (State.REJECTED, State.ANNULLED)
"""What was proposed and turned down, and what was decided and annulled: it is kept, and holds on no day."""


class SoundEconomy(models.TextChoices):
    """How a council goal counts towards sound economic management (god ekonomisk hushållning, KL 11:6, T13)."""

    NEITHER = "neither", _("nej")
    FINANCIAL = "financial", _("finansiellt mål")
    OPERATIONAL = "operational", _("verksamhetsmål")


class VersionQuerySet(HeldQuerySet[Row]):
    """Versions of items."""

    def visible_to(self, actor: Actor) -> Self:
        """What is settled, to everybody signed in; drafts within their authority; what is personal to whose it is
        and to the head of the unit (R5).

        TF 2 kap. (O5): a draft is no official document until it is decided or leaves its authority.
        """
        if not actor.may("read", None):
            return self.none()
        own = models.Q(person=actor.person_id)
        shown = self.filter(~models.Q(state=State.DRAFT) | models.Q(unit__in=actor.near) | own)
        return shown.filter(models.Q(personal=False) | models.Q(unit__in=actor.managed_units) | own)

    def decided_on(self, day: date) -> Self:
        """The one decided version of each item that holds on a day."""
        return self.filter(state=State.DECIDED).on(day)

    def latest_first(self) -> Self:
        """The draft first, then what is settled from the latest back to what has always held; what is void last."""
        first = models.Case(models.When(state=State.DRAFT, then=0), models.When(state=State.DECIDED, then=1), default=2)
        return self.order_by(first, models.F("valid_from").desc(nulls_last=True), "-pk")

    def oldest_first(self, *within: str) -> Self:
        """From what has always held to what begins last, in groups by other fields where they are given. Without a
        word of it one database puts what has no first day first, another last."""
        return self.order_by(*within, models.F("valid_from").asc(nulls_first=True), "pk")

    def living(self) -> Self:
        """Drafts and what is decided: all but what is void."""
        return self.exclude(state__in=VOID)

    def drafts(self) -> Self:
        return self.filter(state=State.DRAFT)


class ItemVersion(Owned):
    """All of an item that can be decided. At most one decided version of an item holds on a day.

    `level` is a key of the steering model. `responsible_unit` and `responsible_kind` name the role that
    answers, whoever holds it. `decided_to` is the last day as it was decided, which is later than `valid_to` where
    something has taken its place since: what held before holds again where that is annulled. `decision` is null
    for a draft, and for what the source states without saying who decided it; `decision_note` then says so.
    `end_decision` and `end_note` say why an item ends with this version, where no other follows. `edit` counts
    changes of a draft, so that the second of two people is told. `personal` is what the level was when the
    version was written: an employee's own goals, and `person` whose they are; where nobody is named the head of the
    unit alone reads them.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions", verbose_name="led")
    level = models.CharField("nivå", max_length=60)
    number = models.CharField("nummer", max_length=30, blank=True)
    title = models.CharField("rubrik", max_length=300)
    title_folded = FoldedField(of="title")
    text = models.TextField("lydelse", blank=True)
    text_folded = FoldedField(of="text", max_length=8000)
    comment = models.TextField("kommentar", blank=True)
    comment_folded = FoldedField(of="comment", max_length=8000)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="item_versions", verbose_name="ägare")
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ansvarig enhet"
    )
    responsible_kind = models.CharField("ansvarig roll", max_length=60, blank=True)
    perspective = models.CharField("perspektiv", max_length=60, blank=True)
    sound_economy = models.CharField(
        "god ekonomisk hushållning", max_length=11, choices=SoundEconomy, default=SoundEconomy.NEITHER
    )
    rule = models.CharField("bedömningsregel", max_length=60, blank=True)
    starts = models.DateField("börjar", null=True, blank=True)
    deadline = models.DateField("ska vara klar", null=True, blank=True)
    position = models.PositiveIntegerField("ordning", default=0)
    valid_from = models.DateField("gäller från och med", null=True, blank=True)
    valid_to = models.DateField("gäller till och med", null=True, blank=True)
    decided_to = models.DateField("beslutades gälla till och med", null=True, blank=True, editable=False)
    state = models.CharField("tillstånd", max_length=8, choices=State, default=State.DRAFT)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="item_versions",
        null=True,
        blank=True,
        verbose_name="beslut",
    )
    decision_note = models.CharField("om beslutet", max_length=300, blank=True)
    end_decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="ended_versions",
        null=True,
        blank=True,
        verbose_name="beslut om att det upphör",
    )
    end_note = models.CharField("om att det upphör", max_length=300, blank=True)
    source = models.CharField("källa", max_length=200, blank=True)
    personal = models.BooleanField("personlig", default=False, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="medarbetare"
    )
    example = models.BooleanField("exempel", default=False)
    written_by = models.CharField("skrivet av", max_length=200, blank=True)
    written_at = models.DateTimeField("skrivet", null=True, blank=True)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    indicators = models.ManyToManyField(
        Indicator, through="Measurement", related_name="item_versions", verbose_name="indikatorer"
    )

    objects = OwnedManager.from_queryset(VersionQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "version av ett led"
        verbose_name_plural = "versioner av led"
        ordering: ClassVar = ["position", "number", "title_folded"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "level"], name="version_by_level"),
            models.Index(fields=["municipality", "item", "valid_from"], name="version_by_item"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "item"],
                condition=models.Q(state="draft"),
                name="one_draft_of_an_item",
                violation_error_message=_("Det finns redan ett utkast till ny version."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="version_ends_after_it_begins",
                violation_error_message=_("Versionen kan inte upphöra innan den börjar gälla."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def answering_unit(self) -> int | None:
        """The unit that answers for the version: rights over it are rights over this."""
        return self.unit_id


class Contribution(Owned):
    """What a version serves (bidrar till): an edge of the thread, upward. To several, without circles."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="contributions", verbose_name="version"
    )
    serves = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="served_by", verbose_name="bidrar till")
    how = models.CharField("hur", max_length=300, blank=True)

    class Meta:
        verbose_name = "bidrag"
        verbose_name_plural = "bidrag"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "version", "serves"], name="contribution_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.serves_id}"


class Measurement(Owned):
    """That an indicator measures a version of an item, with its weight in a weighted roll-up."""

    version = models.ForeignKey(
        ItemVersion, on_delete=models.CASCADE, related_name="measurements", verbose_name="version"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measurements", verbose_name="indikator"
    )
    weight = models.DecimalField("vikt", max_digits=6, decimal_places=2, default=1)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "mätning av ett led"
        verbose_name_plural = "mätningar av led"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "version", "indicator"], name="measurement_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} → {self.version_id}"


class Governed(Owned):
    """That a governing document concerns an item (D4). It goes for the document in every wording, whichever is named
    here, and for the item in every version."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="governed_by", verbose_name="led")
    document = models.ForeignKey(
        GoverningDocument, on_delete=models.CASCADE, related_name="governs", verbose_name="styrdokument"
    )
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "styrdokument som gäller ett led"
        verbose_name_plural = "styrdokument som gäller led"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "item", "document"], name="governed_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.item_id}"


class Answer(Owned):
    """The answer to one of the model's questions about a version: H's seven, or a letter of SMART.

    `met` is the judgement of a quality criterion (null where the question is no criterion or not yet judged);
    `text` is the answer or the reason.
    """

    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="answers", verbose_name="version")
    question = models.CharField("fråga", max_length=60)
    met = models.BooleanField("uppfyllt", null=True, blank=True)
    text = models.TextField("svar", blank=True)
    text_folded = FoldedField(of="text", max_length=8000)

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "version", "question"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.question}"


class ProgressState(models.TextChoices):
    """Where an activity or an assignment stands. Not versioned: doing is not deciding."""

    PLANNED = "planned", _("planerad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("klar")
    PAUSED = "paused", _("pausad")
    CANCELLED = "cancelled", _("utgår")


class LatestQuerySet(OwnedQuerySet[Row]):
    """Rows of which the latest one speaks."""

    def current(self) -> Self:
        return self.filter(superseded_at=None)


class Progress(Owned):
    """How far an activity or assignment has come, as somebody reported it. The latest one speaks."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="progress", verbose_name="led")
    state = models.CharField("läge", max_length=9, choices=ProgressState)
    percent = models.PositiveSmallIntegerField("procent klart", null=True, blank=True)
    note = models.TextField("vad som gjorts", blank=True)
    reported_on = models.DateField("per")
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    example = models.BooleanField("exempel", default=False)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)

    objects = OwnedManager.from_queryset(LatestQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "läge"
        verbose_name_plural = "lägen"
        ordering: ClassVar = ["-reported_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "item"],
                condition=models.Q(superseded_at=None),
                name="one_progress_speaks",
            ),
            models.CheckConstraint(
                condition=models.Q(percent=None) | models.Q(percent__lte=100), name="percent_is_at_most_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.state}"


class Assessment(Owned):
    """A person's assessment of an item for a period (M4), with its reason. The rule's proposal is never stored.

    `unit` is who assessed: each floor keeps its own. `closing` tells fulfilment at annual closing from the
    outcome so far and forecast of a year that runs.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="assessments", verbose_name="led")
    period = PeriodField("period")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="bedömt av")
    value = models.CharField("bedömning", max_length=60)
    closing = models.BooleanField("vid bokslut", default=False)
    reason = models.TextField("motivering")
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    example = models.BooleanField("exempel", default=False)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)

    objects = OwnedManager.from_queryset(LatestQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        ordering: ClassVar = ["-period", "-entered_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "item", "period", "unit"],
                condition=models.Q(superseded_at=None),
                name="one_assessment_speaks",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.period}: {self.value}"
