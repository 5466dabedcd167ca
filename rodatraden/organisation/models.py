from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.steering.schema.organisation import AUTHORITIES as AUTHORITY_KINDS
from rodatraden.tenancy.models import FoldedField, HeldQuerySet, Owned, OwnedManager, User


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


AUTHORITIES = frozenset(UnitKind(kind) for kind in AUTHORITY_KINDS)
BOARDS = frozenset({UnitKind.EXECUTIVE_BOARD, UnitKind.BOARD, UnitKind.JOINT_BOARD})


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
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Person(Owned):
    """Somebody who works or is elected in a municipality. In the demo a person is named by the role."""

    name = models.CharField("namn", max_length=200)
    name_folded = FoldedField(of="name")
    email = models.EmailField("e-post", blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons", verbose_name="konto"
    )
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
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
