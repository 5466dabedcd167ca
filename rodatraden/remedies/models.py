from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.indicators.models import Indicator, PeriodField
from rodatraden.organisation.access import Actor, Right
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import FoldedField, Owned, OwnedManager, OwnedQuerySet, Row
from rodatraden.thread.models import Item

WRITING: tuple[Right, ...] = ("enter", "assess")
"""Who reports deviations and writes remedies for a unit: whoever enters its figures, and whoever answers for it."""


def near(actor: Actor) -> frozenset[int]:
    """The units whose rows the actor reads before they are handed over: those of the own authority, and those that
    the actor writes or decides for (nobody writes what they may not read)."""
    return actor.same_authority.union(*(actor.reach.get(right, frozenset()) for right in (*WRITING, "decide")))


class HandedQuerySet(OwnedQuerySet[Row]):
    """Rows that are read within their authority until they are handed over, and by everybody after that."""

    def visible_to(self, actor: Actor) -> Self:
        """Those that are near the actor, and all that have been handed over.

        TF 2 kap. (O5): what is written within an authority is no official document before it leaves it. A material
        deviation leaves it the minute it is reported, to the executive board, and what answers it goes with it;
        other rows leave it with the report that carries them. From then on everybody signed in reads them.
        """
        if not actor.may("read", None):
            return self.none()
        return self.filter(models.Q(handed_over_at__isnull=False) | models.Q(unit__in=near(actor)))

    def hand_over(self, at: datetime) -> int:
        """Makes them official documents: for the verb that hands over the report which carries them. How many."""
        return self.filter(handed_over_at=None).update(handed_over_at=at)


class Handed(Owned):
    """A row of a unit that begins within its authority. `handed_over_at` is when it became an official document.

    `edit` counts changes, so that the second of two people is told.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    what = models.CharField("vad", max_length=300)
    handed_over_at = models.DateTimeField("lämnad", null=True, blank=True, editable=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.what

    def answering_unit(self) -> int | None:
        """The unit whose row it is: rights over it are rights over this."""
        return self.unit_id

    def is_visible_to(self, actor: Actor) -> bool:
        """The same as the rows' `visible_to`, of a row that is there already."""
        return actor.may("read", None) and (self.handed_over_at is not None or self.unit_id in near(actor))


class DeviationState(models.TextChoices):
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("avslutad")


class Deviation(Handed):
    """That something does not go as decided (F4, E8): what, why, and how much where it can be said in money.

    `amount` is in kronor against the frame or target: below zero is worse than decided. A `material` deviation is
    handed over to the executive board when it is reported, between ordinary follow-ups.
    """

    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, related_name="deviations", null=True, blank=True, verbose_name="led"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="deviations", null=True, blank=True, verbose_name="indikator"
    )
    analysis = models.TextField("analys", blank=True)
    amount = models.DecimalField("belopp i kronor", max_digits=16, decimal_places=2, null=True, blank=True)
    material = models.BooleanField("väsentlig", default=False)
    period = PeriodField("period")
    reported_by = models.CharField("rapporterad av", max_length=200)
    reported_at = models.DateTimeField("rapporterad")
    state = models.CharField("läge", max_length=6, choices=DeviationState, default=DeviationState.OPEN)
    closed_reason = models.TextField("varför den avslutades", blank=True)
    closed_at = models.DateTimeField("avslutad", null=True, blank=True)
    searched = FoldedField(of="what analysis", max_length=8000)

    objects = OwnedManager.from_queryset(HandedQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "avvikelse"
        verbose_name_plural = "avvikelser"
        ordering: ClassVar = ["-reported_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "unit"], name="deviation_by_unit"),
            models.Index(fields=["municipality", "item"], name="deviation_by_item"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == DeviationState.OPEN

    @property
    def reported_on(self) -> date:
        """The day in Sweden."""
        return localdate(self.reported_at)


class RemedyState(models.TextChoices):
    """How far a remedy has come. It is followed until its effect is known (F4)."""

    PROPOSED = "proposed", _("föreslagen")
    DECIDED = "decided", _("beslutad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("genomförd")
    KNOWN = "known", _("effekten känd")
    CLOSED = "closed", _("avslutad")


class Remedy(Handed):
    """What is done about a deviation, a goal or a forecast: it answers at least one of them (F4, Q5).

    `unit` writes it and stands for it; `responsible_unit` and `responsible_kind` name the role that carries it
    out, whoever holds it. `line` and `year` name a line of the economy that is forecast. `cost` is in kronor.
    `for_operations` and `for_economy` say what it means for both (K's boards that expect a deficit). The expected
    effect: in words, on which indicator, to which value, and the day when it is asked for.
    """

    deviation = models.ForeignKey(
        Deviation, on_delete=models.PROTECT, related_name="remedies", null=True, blank=True, verbose_name="avvikelse"
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, related_name="remedies", null=True, blank=True, verbose_name="led"
    )
    line = models.CharField("rad i ekonomin", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name="ansvarig enhet"
    )
    responsible_kind = models.CharField("ansvarig roll", max_length=60, blank=True)
    deadline = models.DateField("ska vara klar")
    cost = models.DecimalField("kostnad i kronor", max_digits=16, decimal_places=2, null=True, blank=True)
    for_operations = models.TextField("betyder för verksamheten", blank=True)
    for_economy = models.TextField("betyder för ekonomin", blank=True)
    effect_text = models.TextField("väntad effekt", blank=True)
    effect_indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="remedies", null=True, blank=True, verbose_name="syns på"
    )
    effect_value = models.DecimalField("väntat värde", max_digits=20, decimal_places=6, null=True, blank=True)
    effect_on = models.DateField("effekten väntas", null=True, blank=True)
    state = models.CharField("läge", max_length=8, choices=RemedyState, default=RemedyState.PROPOSED)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="remedies", null=True, blank=True, verbose_name="beslut"
    )
    closed_reason = models.TextField("varför den avslutades", blank=True)
    closed_at = models.DateTimeField("avslutad", null=True, blank=True)
    written_by = models.CharField("skriven av", max_length=200)
    written_at = models.DateTimeField("skriven")
    searched = FoldedField(of="what effect_text for_operations for_economy", max_length=8000)

    objects = OwnedManager.from_queryset(HandedQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"
        ordering: ClassVar = ["deadline", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "unit"], name="remedy_by_unit"),
            models.Index(fields=["municipality", "item"], name="remedy_by_item"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(deviation__isnull=False) | models.Q(item__isnull=False) | ~models.Q(line=""),
                name="remedy_answers_something",
                violation_error_message=_("En åtgärd svarar mot en avvikelse, ett mål eller en ekonomisk prognos."),
            ),
            models.CheckConstraint(
                condition=models.Q(line="", year__isnull=True) | (~models.Q(line="") & models.Q(year__isnull=False)),
                name="remedy_names_line_and_year",
                violation_error_message=_("En rad i ekonomin nämns med sitt år."),
            ),
        ]

    @property
    def written_on(self) -> date:
        """The day in Sweden."""
        return localdate(self.written_at)


class RemedyEffect(Owned):
    """What came of a remedy, as somebody told it on a day. Evidence: never changed, the latest speaks."""

    remedy = models.ForeignKey(Remedy, on_delete=models.CASCADE, related_name="effects", verbose_name="åtgärd")
    on = models.DateField("per")
    text = models.TextField("vad som kom av den")
    value = models.DecimalField("värde", max_digits=20, decimal_places=6, null=True, blank=True)
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "effekt av en åtgärd"
        verbose_name_plural = "effekter av åtgärder"
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.remedy_id} {self.on}"
