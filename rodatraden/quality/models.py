from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import GoverningDocument
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import FoldedField, HeldQuerySet, Owned, OwnedManager


class Process(Owned):
    """A process that a manager keeps: what is done at a unit, in which steps, by which routines (Q6).

    `owner_kind` is the role that answers for it at the unit, whoever holds it. `edit` counts changes.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    owner_kind = models.CharField("ansvarig roll", max_length=60, blank=True)
    name = models.CharField("namn", max_length=200)
    text = models.TextField("vad processen ska ge", blank=True)
    valid_from = models.DateField("från och med", null=True, blank=True)
    valid_to = models.DateField("till och med", null=True, blank=True)
    example = models.BooleanField("exempel", default=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    searched = FoldedField(of="name text", max_length=8000)

    objects = OwnedManager.from_queryset(HeldQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "process"
        verbose_name_plural = "processer"
        ordering: ClassVar = ["unit__position", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "unit", "name"],
                condition=models.Q(valid_to__isnull=True),
                name="process_once_at_a_unit",
                violation_error_message=_("Enheten har redan en process med det namnet."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def answering_unit(self) -> int | None:
        return self.unit_id


class Activity(Owned):
    """A step of a process, in its order, and the routine that says how it is done where there is one."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="activities", verbose_name="process")
    position = models.PositiveSmallIntegerField("ordning")
    name = models.CharField("vad som görs", max_length=200)
    routine = models.ForeignKey(
        GoverningDocument, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="rutin"
    )

    class Meta:
        verbose_name = "aktivitet i en process"
        verbose_name_plural = "aktiviteter i processer"
        ordering: ClassVar = ["process", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "process", "position"], name="activity_once_in_order")
        ]

    def __str__(self) -> str:
        return self.name


class Review(Owned):
    """That a process was looked over on a day. Evidence: never changed."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="reviews", verbose_name="process")
    on = models.DateField("genomgången")
    note = models.TextField("vad som kom fram", blank=True)
    by = models.CharField("av", max_length=200)
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "genomgång av en process"
        verbose_name_plural = "genomgångar av processer"
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.process_id} {self.on}"
