from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet, Row


class AmountKind(models.TextChoices):
    FRAME = "frame", _("ram")
    OUTCOME = "outcome", _("utfall")
    FORECAST = "forecast", _("prognos")


class AmountQuerySet(OwnedQuerySet[Row]):
    """Amounts, by what the actor may see of them."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, to everybody signed in: an amount is neither draft nor personal."""
        return self if actor.may("read", None) else self.none()

    def current(self) -> Self:
        """Those that nothing has replaced and nobody has taken back."""
        return self.filter(superseded_at=None)


class Amount(Owned):
    """A unit's frame, outcome or forecast of a year on a line of the model, in kronor of net cost (E1, E7).

    Evidence like an indicator's outcome (M8): never overwritten, a correction replaces it and says why, and missing
    is a missing row, never a zero. It is of the unit with everything beneath it. `as_of` is the year's last day of
    a frame, the last day included of an outcome, which is accumulated from the year's first, and the day by which
    a forecast of the whole year was made. One that should never have been entered is withdrawn: superseded by
    nothing, with who and why.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    line = models.CharField("rad", max_length=60, help_text="Nyckel i styrmodellen.")
    kind = models.CharField("slag", max_length=8, choices=AmountKind)
    year = models.PositiveSmallIntegerField("år")
    as_of = models.DateField("per")
    value = models.DecimalField("belopp", max_digits=17, decimal_places=2)
    preliminary = models.BooleanField("preliminärt", default=False)
    source = models.CharField("källa", max_length=200, blank=True)
    note = models.CharField("anmärkning", max_length=500, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="frames", null=True, blank=True, verbose_name="beslut"
    )
    example = models.BooleanField("exempel", default=False)
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )
    reason = models.CharField("varför det ändrades", max_length=300, blank=True)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)
    withdrawn_by = models.CharField("återkallat av", max_length=200, blank=True)
    withdrawn_because = models.CharField("varför det återkallades", max_length=300, blank=True)

    objects = OwnedManager.from_queryset(AmountQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "belopp"
        verbose_name_plural = "belopp"
        indexes: ClassVar = [models.Index(fields=["municipality", "year", "unit"], name="amount_by_year")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "unit", "line", "kind", "year", "as_of"],
                condition=models.Q(superseded_at=None),
                name="one_amount_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="frame") | models.Q(preliminary=False), name="a_frame_is_final"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.line} {self.kind} {self.as_of}: {self.value}"

    def answering_unit(self) -> int | None:
        """The unit whose amount it is."""
        return self.unit_id
