from datetime import date
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Person, Unit
from rodatraden.tenancy.models import Owned, OwnedManager, OwnedQuerySet, Row

ADDRESS = RegexValidator(
    r"\A(https?://[^\s\x00-\x1f\x7f]+|/(?![/\\])[^\s\x00-\x1f\x7f]*)\Z",
    _("Skriv en hel adress som börjar med https://, eller en sökväg i Röda tråden som börjar med /."),
)


class OwnKind(models.TextChoices):
    """What an own entry is: the kinds of all entries of the year, and the meeting at which a body decides."""

    SITTING = "sitting", _("organets sammanträde")
    MEETING = "meeting", _("möte")
    DEADLINE = "deadline", _("sista dag")
    REPORT = "report", _("rapport")
    PLAN = "plan", _("plan")
    REVIEW = "review", _("arbete eller granskning")
    OWN = "own", _("övrigt")


class OwnQuerySet(OwnedQuerySet[Row]):
    """Own entries, by year and by who sees them."""

    def visible_to(self, actor: Actor) -> Self:
        """Everybody who is signed in: what happens in a year is no draft and nobody's person."""
        return self.all() if actor.may("read", None) else self.none()

    def of_year(self, year: int) -> Self:
        """Those that touch the year, and those that come again each year since they began."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        lasting = models.Q(last=None, first__gte=first) | models.Q(last__gte=first)
        return self.filter(models.Q(first__lte=last) & (models.Q(yearly=True) | lasting))


class OwnEntry(Owned):
    """Something of the year that the model does not know, written by the unit whose it is (Y1).

    `first` is its day, or the first of its month where the day is not set (`whole_month`); `last` ends what lasts.
    `origin` says what an adopted entry was made of, so that it is adopted once. `edit` counts changes.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    what = models.CharField("vad", max_length=200)
    kind = models.CharField("slag", max_length=8, choices=OwnKind, default=OwnKind.OWN)
    first = models.DateField("dag")
    last = models.DateField("till och med", null=True, blank=True)
    whole_month = models.BooleanField("bara månaden är bestämd", default=False)
    yearly = models.BooleanField("återkommer varje år", default=False)
    link = models.CharField("länk", max_length=300, blank=True, validators=[ADDRESS])
    origin = models.CharField("antagen ur", max_length=200, blank=True, editable=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    written_by = models.CharField("skriven av", max_length=200)
    written_at = models.DateTimeField("skriven")
    example = models.BooleanField("exempel", default=False)

    objects = OwnedManager.from_queryset(OwnQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "egen tidpunkt"
        verbose_name_plural = "egna tidpunkter"
        ordering: ClassVar = ["first", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "first"], name="own_entry_by_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "origin"],
                condition=~models.Q(origin=""),
                name="own_entry_adopted_once",
                violation_error_message=_("Tidpunkten är redan antagen."),
            ),
            models.CheckConstraint(
                condition=models.Q(last=None) | models.Q(last__gte=models.F("first")),
                name="own_entry_ends_after_it_begins",
                violation_error_message=_("Den kan inte sluta innan den börjar."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def answering_unit(self) -> int | None:
        return self.unit_id


class FeedQuerySet(OwnedQuerySet[Row]):
    """Addresses of calendar feeds."""

    def open(self) -> Self:
        """Those that lead somewhere."""
        return self.filter(revoked_at=None)


class Feed(Owned):
    """A secret address where a person's calendar reads the year without signing in.

    Only the address' SHA-256 is kept: it is shown once. `read_on` is the last day on which it was read.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name="person")
    token_sha256 = models.CharField("adressens SHA-256", max_length=64, editable=False)
    made_at = models.DateTimeField("skapad")
    revoked_at = models.DateTimeField("återkallad", null=True, blank=True)
    read_on = models.DateField("senast läst", null=True, blank=True)

    objects = OwnedManager.from_queryset(FeedQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "kalenderadress"
        verbose_name_plural = "kalenderadresser"
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "token_sha256"], name="feed_address_once"),
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(revoked_at=None),
                name="feed_one_open_of_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
