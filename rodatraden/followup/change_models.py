"""What a municipality changes in its calendar for one year. `models.py` brings it in; this knows nothing of that."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.followup.calendar import Change
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet, Row


class ChangeKind(models.TextChoices):
    ADDED = "added", _("lades till")
    MOVED = "moved", _("flyttades")
    CANCELLED = "cancelled", _("ställdes in")


class OccasionChangeQuerySet(OwnedQuerySet[Row]):
    """Changes of occasions."""

    def current(self) -> Self:
        """Those that hold: not replaced by a later one, and not taken back."""
        return self.filter(superseded_at=None)


class OccasionChange(Owned):
    """An occasion that is moved, cancelled or added for one year, and why (F2).

    `report` and `period_end` name the occasion as the model gives it, or the one that is added: what is written for
    it stays under that day. `unit` is the one that it is for, with those beneath it; null is all.
    """

    report = models.CharField("rapporttyp", max_length=60)
    kind = models.CharField("ändring", max_length=9, choices=ChangeKind)
    period_end = models.DateField("periodens slut")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="enhet"
    )
    new_end = models.DateField("nytt slut", null=True, blank=True)
    new_due = models.DateField("ny sista dag", null=True, blank=True)
    reason = models.TextField("varför")
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    example = models.BooleanField("exempel", default=False)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)

    objects = OwnedManager.from_queryset(OccasionChangeQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "ändrat rapporttillfälle"
        verbose_name_plural = "ändrade rapporttillfällen"
        ordering: ClassVar = ["period_end", "entered_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "report", "period_end", "kind"],
                condition=models.Q(superseded_at=None, unit=None),
                name="one_change_for_all_speaks",
            ),
            models.UniqueConstraint(
                fields=["municipality", "report", "period_end", "kind", "unit"],
                condition=models.Q(superseded_at=None, unit__isnull=False),
                name="one_change_for_a_unit_speaks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.period_end}: {self.kind}"

    def answering_unit(self) -> int | None:
        """Nobody's unit: the calendar is the municipality's."""
        return self.unit_id

    @property
    def value(self) -> Change:
        """As the calendar lays it over."""
        return Change(
            self.kind,  # type: ignore[arg-type]
            self.report,
            self.period_end,
            self.reason,
            unit=self.unit_id,
            new_end=self.new_end,
            new_due=self.new_due,
            pk=self.pk,
        )
