from typing import ClassVar

from django.db import models

from rodatraden.tenancy.models import Owned


class File(Owned):
    """A file that somebody uploaded or the system made. The bytes lie under DATA_DIR by their SHA-256."""

    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("filtyp", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("storlek")
    added_at = models.DateTimeField("tillagd")
    added_by = models.CharField("tillagd av", max_length=200)

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        indexes: ClassVar = [models.Index(fields=["municipality", "sha256"], name="file_by_content")]

    def __str__(self) -> str:
        return self.name

    def answering_unit(self) -> int | None:
        """Nobody's unit: a file is read through what points at it, and never changed."""
        return None
