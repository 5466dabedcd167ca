from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.organisation.models import Person
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet

if TYPE_CHECKING:
    from rodatraden.organisation.access import Actor


class State(models.TextChoices):
    """How a job ended. Whether an open one waits, runs or was interrupted is not stored: see `standing`."""

    OPEN = "open", _("pågår")
    DONE = "done", _("klart")
    REFUSED = "refused", _("gick inte")
    FAILED = "failed", _("fel")
    CANCELLED = "cancelled", _("avbrutet")


class JobQuerySet(OwnedQuerySet["Job"]):
    def visible_to(self, actor: "Actor") -> Self:
        """One's own, everybody's for who administers; of the kinds that there still are."""
        known = self.filter(kind__in=settings.JOBS)
        return known if actor.may_anywhere("administer") else known.filter(person=actor.person_id)


class Job(Owned):
    """Work that somebody asked for and need not wait for.

    `kind` is a key of settings.JOBS. `person` is nobody where the system itself asked. `given` is what the work
    needs, `said` what came of it in the language of whoever asked, `url` where to look at it, `result` what a
    page of its own shows.
    """

    kind = models.CharField("slag", max_length=60)
    label = models.CharField("benämning", max_length=300)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True, verbose_name="beställt av"
    )
    asked_by = models.CharField("beställt av, namn", max_length=200)
    asked_at = models.DateTimeField("beställt")
    ended_at = models.DateTimeField("slut", null=True)
    language = models.CharField("språk", max_length=10)
    given = models.JSONField("underlag", default=dict)
    state = models.CharField("tillstånd", max_length=10, choices=State, default=State.OPEN)
    said = models.TextField("vad som blev av det", blank=True)
    url = models.CharField("adress", max_length=300, blank=True)
    result = models.JSONField("resultat", default=dict)
    task = models.UUIDField("uppgift i kön", null=True)

    objects = OwnedManager.from_queryset(JobQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "jobb"
        verbose_name_plural = "jobb"
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "-asked_at"], name="job_by_time")]

    def __str__(self) -> str:
        return self.label

    def answering_unit(self) -> int | None:
        """Nobody's unit: a job is of whoever asked for it."""
        return None
