from typing import Any, ClassVar, NoReturn

from django.db import models


class EntryQuerySet(models.QuerySet["Entry"]):
    """Rows that are only ever added, on databases without privileges too."""

    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("The log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The log is append-only.")


class Entry(models.Model):
    """One thing that somebody did. Holds values, no foreign keys: it outlives what it tells of.

    UPDATE and DELETE are revoked from the application's role on PostgreSQL.
    """

    municipality_id = models.BigIntegerField("kommun", null=True, editable=False)
    at = models.DateTimeField("när")
    actor_id = models.CharField("vem, id", max_length=40, blank=True)
    actor = models.CharField("vem", max_length=200)
    verb = models.CharField("vad", max_length=60)
    kind = models.CharField("slag", max_length=60)
    object_id = models.CharField("id", max_length=100)
    label = models.CharField("benämning", max_length=300)
    before = models.JSONField("före", null=True)
    after = models.JSONField("efter", null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        indexes: ClassVar = [
            models.Index(fields=["municipality_id", "-at"], name="audit_by_time"),
            models.Index(fields=["municipality_id", "kind", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.verb} {self.label}"
