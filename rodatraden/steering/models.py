from typing import ClassVar

from django.db import models

from rodatraden.tenancy.models import HeldQuerySet, Owned, OwnedManager


class SteeringModel(Owned):
    """A version of the municipality's steering model: the text as given, and the days it holds.

    Rows elsewhere refer to parts of it by key. The dates are set at activation; at most one version holds on
    a day. What was read by it once is read by it for ever.
    """

    text = models.TextField("modellfil")
    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField("namn", max_length=200)
    valid_from = models.DateField("gäller från och med")
    valid_to = models.DateField("gäller till och med", null=True, blank=True)
    activated_by = models.CharField("aktiverad av", max_length=200)
    activated_at = models.DateTimeField("aktiverad")
    reason = models.CharField("varför", max_length=300, blank=True)
    example = models.BooleanField("exempel", default=False)

    objects = OwnedManager.from_queryset(HeldQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "styrmodell"
        verbose_name_plural = "styrmodeller"
        ordering: ClassVar = ["-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="one_model_begins_on_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.name} från {self.valid_from}"
