from typing import ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from rodatraden.organisation.access import Actor
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet


class FileQuerySet(OwnedQuerySet["File"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those that a row points at which the actor's pages show. What points at files `settings.FILES` says; a file
        that nothing points at is nobody's to read."""
        if not actor.may("read", None):
            return self.none()
        shown = models.Q(pk__in=())
        for pointer, rule in settings.FILES.items():
            label, _dot, field = pointer.rpartition(".")
            rows = import_string(rule)(actor) if rule else apps.get_model(label)._default_manager.all()
            shown |= models.Q(models.Exists(rows.filter(**{field: models.OuterRef("pk")})))
        return self.filter(shown)


class FrozenQuerySet(OwnedQuerySet["Frozen"]):
    def of(self, *subjects: str) -> Self:
        """Every version of these subjects."""
        return self.filter(subject__in=subjects)

    def current(self) -> Self:
        """The versions that no later one replaces."""
        return self.filter(replaced_by=None)


class File(Owned):
    """A file that somebody uploaded or the system made. The bytes lie under DATA_DIR by their SHA-256."""

    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("filtyp", max_length=100)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("storlek")
    added_at = models.DateTimeField("tillagd")
    added_by = models.CharField("tillagd av", max_length=200)

    objects = OwnedManager.from_queryset(FileQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        indexes: ClassVar = [models.Index(fields=["municipality", "sha256"], name="file_by_content")]

    def __str__(self) -> str:
        return self.name

    def answering_unit(self) -> int | None:
        """Nobody's unit: a file is read through what points at it (`visible_to`), and never changed."""
        return None


class Frozen(Owned):
    """A document as it was at a moment: its canonical JSON lies by its SHA-256, and never changes.

    `subject` says of what, as a plain key of those who froze it ("report:delar:2018-07-31:socialnamnden"): what
    it was about may change or go. Whoever shows it asks first who may read; no page of this floor serves it.
    """

    kind = models.CharField("slag", max_length=100)
    title = models.CharField("rubrik", max_length=300)
    subject = models.CharField("avser", max_length=300)
    version = models.PositiveIntegerField("version")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("storlek")
    made_at = models.DateTimeField("fryst")
    made_by = models.CharField("fryst av", max_length=200)
    reason = models.TextField("skäl till ny version", blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ersätter"
    )

    objects = OwnedManager.from_queryset(FrozenQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "fryst dokument"
        verbose_name_plural = "frysta dokument"
        ordering: ClassVar = ["subject", "version"]
        indexes: ClassVar = [models.Index(fields=["municipality", "sha256"], name="frozen_by_content")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "subject", "version"], name="frozen_version_once")
        ]

    def __str__(self) -> str:
        return self.title


class FrozenFile(Owned):
    """A file made of a frozen document. Its bytes lie by their SHA-256: once made, it is never made anew."""

    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="files", verbose_name="dokument")
    format = models.CharField("format", max_length=10)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("storlek")
    made_at = models.DateTimeField("gjord")

    class Meta:
        verbose_name = "fryst fil"
        verbose_name_plural = "frysta filer"
        indexes: ClassVar = [models.Index(fields=["municipality", "sha256"], name="frozen_file_by_content")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "frozen", "format"], name="frozen_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.frozen_id}.{self.format}"
