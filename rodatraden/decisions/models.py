from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.documents.models import File
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import FoldedField, Owned


class Decision(Owned):
    """What a body or an official has decided (D3). Others point at it; it points at nothing but its body.

    A body decides with a date and a paragraph; an official with a position and the delegation or duty that
    the decision rests on. A date that the document does not state is null, and `note` says so.
    """

    key = models.SlugField("nyckel", max_length=80)
    title = models.CharField("vad som beslutades", max_length=300)
    title_folded = FoldedField(of="title")
    body = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        verbose_name="beslutat av",
    )
    date = models.DateField("datum", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=20, blank=True)
    reference = models.CharField("diarienummer", max_length=60, blank=True)
    position = models.CharField("befattning", max_length=200, blank=True)
    delegation = models.CharField("delegation eller verkställighet", max_length=200, blank=True)
    link = models.URLField("länk", blank=True)
    file = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fil"
    )
    note = models.CharField("anmärkning", max_length=300, blank=True)
    source = models.CharField("källa", max_length=200, blank=True)
    example = models.BooleanField("exempel", default=False)
    searched = FoldedField(of="title paragraph reference position delegation note")

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering: ClassVar = ["-date", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key"],
                name="decision_key_once",
                violation_error_message=_("Ett beslut med den nyckeln finns redan."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "body", "date", "paragraph"],
                condition=~models.Q(paragraph="") & models.Q(date__isnull=False),
                name="decision_paragraph_once",
                violation_error_message=_("Paragrafen är redan använd av samma organ den dagen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def answering_unit(self) -> int | None:
        return self.body_id
