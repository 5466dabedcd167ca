from datetime import date
from typing import ClassVar, Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.lib.kept import recall
from rodatraden.lib.periods import is_within
from rodatraden.lib.text import Text
from rodatraden.steering.schema import organisation as kinds
from rodatraden.tenancy.models import FoldedField, HeldQuerySet, Owned, OwnedManager, OwnedQuerySet, User


class UnitKind(models.TextChoices):
    """What a unit is. Bodies and companies are authorities or legal persons of their own (R1)."""

    COUNCIL = "council", _("kommunfullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("kommunstyrelse")
    BOARD = "board", _("nämnd")
    COMMITTEE = "committee", _("utskott eller beredning")
    COMPANY = "company", _("helägt bolag")
    COMPANY_PARTLY = "company_partly", _("delägt bolag")
    JOINT_AUTHORITY = "joint_authority", _("kommunalförbund")
    JOINT_BOARD = "joint_board", _("gemensam nämnd")
    FOUNDATION = "foundation", _("stiftelse")
    COOPERATION = "cooperation", _("avtalssamverkan")
    PRIVATE_PROVIDER = "private_provider", _("privat utförare")
    AUDIT = "audit", _("revision")
    ADMINISTRATION = "administration", _("förvaltning")
    AREA = "area", _("område eller avdelning")
    SCHOOL = "school", _("skola")
    UNIT = "unit", _("enhet")


AUTHORITIES = frozenset(UnitKind(kind) for kind in kinds.AUTHORITIES)
BOARDS = frozenset(UnitKind(kind) for kind in kinds.BOARDS)


class Unit(Owned):
    """A part of the organisation, from the council down to the unit that meets the resident.

    Below the council stand boards and companies; an authority is the nearest unit upward of a kind in
    AUTHORITIES. `replaced_by` says where a merged unit's work went on.
    """

    key = models.SlugField("nyckel", max_length=80)
    name = models.CharField("namn", max_length=200)
    name_folded = FoldedField(of="name")
    kind = models.CharField("slag", max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="lyder under",
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    valid_from = models.DateField("från och med", null=True, blank=True)
    valid_to = models.DateField("till och med", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="gick upp i",
    )
    example = models.BooleanField("exempel", default=False)
    source = models.CharField("källa", max_length=200, blank=True)

    objects = OwnedManager.from_queryset(HeldQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "organisationsenhet"
        verbose_name_plural = "organisationsenheter"
        ordering: ClassVar = ["position", "name_folded"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key"],
                name="unit_key_once",
                violation_error_message=_("En enhet med den nyckeln finns redan."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message=_("Enheten kan inte upphöra innan den börjar."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def answering_unit(self) -> int | None:
        """The unit whose roles decide who may change the row."""
        return self.pk

    def holds_on(self, day: date) -> bool:
        return is_within(day, self.valid_from, self.valid_to)


class Person(Owned):
    """Somebody who works or is elected in a municipality. In the demo a person is named by the role."""

    name = models.CharField("namn", max_length=200)
    name_folded = FoldedField(of="name")
    email = models.EmailField("e-post", blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons", verbose_name="konto"
    )
    letters = models.BooleanField("brev", default=True, help_text="får brev även om det som inte är en skyldighet")
    example = models.BooleanField("exempel", default=False)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering: ClassVar = ["name_folded"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "user"],
                name="user_is_one_person_in_a_municipality",
                violation_error_message=_("Kontot hör redan till en annan person i kommunen."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def answering_unit(self) -> int | None:
        """Nobody's unit: a person is of the municipality."""
        return None


class Role(Owned):
    """A person's role on a unit between two days. `kind` is a role's key in the steering model (R2).

    What is due goes with (unit, kind), not with the person, so that nothing has to be moved when people do.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles", verbose_name="person")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles", verbose_name="enhet")
    kind = models.CharField("roll", max_length=60)
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name="ersätter",
    )
    valid_from = models.DateField("från och med", null=True, blank=True)
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects = OwnedManager.from_queryset(HeldQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "roll"
        verbose_name_plural = "roller"
        ordering: ClassVar = ["unit__position", "kind", "valid_from"]
        indexes: ClassVar = [models.Index(fields=["municipality", "unit", "kind"], name="role_by_unit")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"

    def answering_unit(self) -> int | None:
        return self.unit_id

    def holds_on(self, day: date) -> bool:
        return is_within(day, self.valid_from, self.valid_to)


Row = TypeVar("Row", bound=models.Model)


class NoticeQuerySet(OwnedQuerySet[Row]):
    """Notices, by whether they are still open and read."""

    def open(self) -> Self:
        """Those whose matter is not done."""
        return self.filter(done_at=None)

    def asking(self, person: int) -> Self:
        """Those that still ask something of a person: unread, or with something to do that is not done."""
        to_do = models.Q(duty=True) | models.Q(due__isnull=False)
        return self.open().filter(to_do | ~models.Q(self.read_by(person)))

    def read_by(self, person: "int | models.OuterRef") -> models.Exists:
        """The condition that a person has read the notice."""
        return models.Exists(NoticeRead.objects.filter(notice=models.OuterRef("pk"), person=person))


OWN_PATH = RegexValidator(r"\A/(?![/\\])[^\s\x00-\x1f\x7f]*\Z", _("Länken ska vara en sökväg i Röda tråden."))
FIRST_DUE = (models.F("due").asc(nulls_last=True), "-made_at", "-pk")


class Notice(Owned):
    """A message to whom it concerns: a role on a unit, whoever holds it the day it is read, or one person (Y2).

    `key` makes telling it twice the same as once. `about` names the matter ("report:delar:2018-07-31:sn"): when
    that is done, so is every notice about it. A duty reaches also who wants no letters. `text` is a kept sentence,
    `link` a path of this installation.
    """

    key = models.CharField("nyckel", max_length=200)
    kind = models.CharField("slag", max_length=60)
    to_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="till enhet"
    )
    to_role = models.CharField("till roll", max_length=60, blank=True)
    to_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="till person"
    )
    text = models.JSONField("text")
    link = models.CharField(
        "länk",
        max_length=300,
        validators=[OWN_PATH],
    )
    about = models.CharField("ärende", max_length=200, blank=True)
    duty = models.BooleanField("skyldighet", default=False)
    due = models.DateField("senast", null=True, blank=True)
    made_at = models.DateTimeField("när")
    made_by = models.CharField("av", max_length=200)
    done_at = models.DateTimeField("klart", null=True, blank=True)

    objects = OwnedManager.from_queryset(NoticeQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "meddelande"
        verbose_name_plural = "meddelanden"
        ordering: ClassVar = [*FIRST_DUE]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "key"], name="notice_told_once"),
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=False, to_unit=None, to_role="")
                | (models.Q(to_person=None, to_unit__isnull=False) & ~models.Q(to_role="")),
                name="notice_is_to_a_role_or_a_person",
                violation_error_message=_("Ett meddelande går till en roll på en enhet eller till en person."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "to_unit", "to_role"],
                condition=models.Q(done_at=None),
                name="notice_open_to_role",
            ),
            models.Index(
                fields=["municipality", "to_person"], condition=models.Q(done_at=None), name="notice_open_to_person"
            ),
            models.Index(fields=["municipality", "about"], name="notice_by_matter"),
        ]

    def __str__(self) -> str:
        return str(self.said)

    @property
    def said(self) -> Text:
        """The sentence, for whoever reads it."""
        return recall(self.text)

    def answering_unit(self) -> int | None:
        """Nobody's unit: whoever it is addressed to may read it."""
        return None

    def is_late_on(self, day: date) -> bool:
        return self.done_at is None and self.due is not None and self.due < day


class NoticeRead(Owned):
    """That a person has read a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads", verbose_name="meddelande")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="person")
    at = models.DateTimeField("när")

    class Meta:
        verbose_name = "läst meddelande"
        verbose_name_plural = "lästa meddelanden"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "notice", "person"], name="notice_read_once")
        ]


class LetterState(models.TextChoices):
    """Where a letter is. What may have been sent is never sent again by itself."""

    TO_SEND = "to_send", _("ska skickas")
    SENDING = "sending", _("skickas")
    SENT = "sent", _("skickat")
    UNSURE = "unsure", _("osäkert om det kom i väg")
    FAILED = "failed", _("gick inte att skicka")


class Letter(Owned):
    """What waits for a person, in one letter a day (Y2). Written when it is sent: `body` is empty until then.

    `claim` is the mark of the process that sends it; `next_at` when it may be tried again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="person")
    day = models.DateField("dag")
    address = models.EmailField("e-post", blank=True)
    subject = models.CharField("ämne", max_length=200, blank=True)
    body = models.TextField("text", blank=True)
    state = models.CharField("läge", max_length=10, choices=LetterState, default=LetterState.TO_SEND)
    attempts = models.PositiveIntegerField("försök", default=0)
    next_at = models.DateTimeField("nästa försök", null=True, blank=True)
    claim = models.CharField("märke", max_length=32, blank=True)
    claimed_at = models.DateTimeField("började skickas", null=True, blank=True)
    sent_at = models.DateTimeField("skickat", null=True, blank=True)
    fault = models.CharField("fel", max_length=300, blank=True)

    class Meta:
        verbose_name = "brev"
        verbose_name_plural = "brev"
        ordering: ClassVar = ["-day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "person", "day"], name="letter_once_a_day")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state"], name="letter_by_state"),
            models.Index(fields=["municipality", "day"], name="letter_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.person_id}: {self.state}"


class LetterLine(Owned):
    """That a letter tells a person of a notice: no other letter to the same person does."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="lines", verbose_name="brev")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lines", verbose_name="meddelande")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="person")

    class Meta:
        verbose_name = "rad i brev"
        verbose_name_plural = "rader i brev"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "notice", "person"], name="notice_in_one_letter")
        ]
