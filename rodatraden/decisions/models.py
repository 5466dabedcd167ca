from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.documents.models import File
from rodatraden.lib.text import fold
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import FoldedField, Owned, OwnedManager, OwnedQuerySet

MOST_TEXT = 400_000
"""Signs of a document that can be searched: some two hundred pages."""


class Decision(Owned):
    """What a body or an official has decided (D3). Others point at it; it points at nothing but its body.

    A body decides with a date and a paragraph; an official with a position and the delegation or duty that
    the decision rests on. A date that the document does not state is null, and `note` says so. `annulled_on` is the
    day on which a court annulled it (KL 13 kap.): from then on it is as if it had never been made, and it is kept.
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
    annulled_on = models.DateField("upphävt", null=True, blank=True, editable=False)
    example = models.BooleanField("exempel", default=False)
    searched = FoldedField(of="title paragraph reference position delegation note")

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        ordering: ClassVar = [models.F("date").desc(nulls_last=True), "key"]
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

    @property
    def by_whom(self) -> str:
        """Who decided: the body, else the official's position."""
        return self.body.name if self.body else self.position

    @property
    def cited(self) -> str:
        """Who decided, when and under which paragraph, as far as it is known."""
        paragraph = f"§ {self.paragraph}" if self.paragraph else ""
        return " ".join(part for part in (self.by_whom, self.date.isoformat() if self.date else "", paragraph) if part)


UNSHOWN = ("title", "title_folded", "delegation", "link", "file", "note", "source", "example", "searched")
"""What the register does not say of the decision of a document."""


class GoverningQuerySet(OwnedQuerySet["GoverningDocument"]):
    """Governing documents are everybody's who is signed in: they are published (O2)."""

    def without_text(self) -> Self:
        """Rows for a list: what can be searched stays in the database."""
        return self.defer("text", "file_text", "searched")

    def unreplaced(self) -> Self:
        """Those that no other replaces."""
        return self.filter(replaced_by=None)

    def marked(self, query: str = "") -> Self:
        """All of them, each with `hit`, whether `holding` finds it, and `is_replaced`. What is searched is long, and so
        is read together with the rest and not once more."""
        later = GoverningDocument.objects.filter(replaces=models.OuterRef("pk"))
        hit = models.ExpressionWrapper(_holds(query), models.BooleanField())
        return self.annotate(hit=hit, is_replaced=models.Exists(later))

    def for_list(self) -> Self:
        """Rows with what a list says of the decision of each."""
        rows = self.without_text().select_related("decision")
        return rows.defer(*(f"decision__{name}" for name in UNSHOWN))

    def holding(self, query: str) -> Self:
        """Those where every word occurs in the title, the text or the text of the file."""
        return self.filter(_holds(query))


def _holds(query: str) -> models.Q:
    return models.Q(*(("searched__contains", word) for word in fold(query).split()))


class GoverningDocument(Owned):
    """A document that governs (D4): policy, reglemente, rutin … as the model calls its kinds.

    What was decided does not move: a revision is a row of its own, by its own decision, that `replaces` this one.
    `responsible_kind` is the model's role that answers for it, at `responsible_unit`. `law_printed` is the section
    that the document cites, of the act `law_act`; `law_current` the one in force. `file_text` is what could be read
    in the file, and `file_unread` why it could not. `adopted_on` is when a company's general meeting adopted it, where
    the model says that its kind binds only then. `hit` and `is_replaced` are there where `marked` asked.
    """

    key = models.SlugField("nyckel", max_length=80)
    kind = models.CharField("slag", max_length=60)
    title = models.CharField("titel", max_length=300)
    title_sorted = FoldedField(of="title", how="sort")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="governing", null=True, blank=True, verbose_name="beslut"
    )
    responsible_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ansvarig enhet"
    )
    responsible_kind = models.CharField("ansvarig roll", max_length=60, blank=True)
    valid_from = models.DateField("gäller från och med", null=True, blank=True)
    valid_to = models.DateField("gäller till och med", null=True, blank=True)
    revise_by = models.DateField("ska revideras senast", null=True, blank=True)
    follow_up_by = models.DateField("ska följas upp senast", null=True, blank=True)
    followed_up_on = models.DateField("senast uppföljt", null=True, blank=True)
    adopted_on = models.DateField("antaget av bolagsstämman", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True, verbose_name="ersätter"
    )
    law_printed = models.CharField("tryckt lagrum", max_length=60, blank=True)
    law_act = models.CharField("författning", max_length=20, blank=True)
    law_current = models.CharField("gällande lagrum", max_length=60, blank=True)
    law_note = models.CharField("om lagrummet", max_length=300, blank=True)
    file = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fil"
    )
    file_unread = models.CharField("varför filens text inte lästes", max_length=20, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)
    source = models.CharField("källa", max_length=200, blank=True)
    example = models.BooleanField("exempel", default=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    text = models.TextField("lydelse", blank=True)
    file_text = models.TextField("filens text", blank=True)
    searched = FoldedField(of="title note text file_text", max_length=MOST_TEXT)

    hit: bool
    is_replaced: bool

    objects = OwnedManager.from_queryset(GoverningQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "styrdokument"
        verbose_name_plural = "styrdokument"
        ordering: ClassVar = ["title_sorted", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind"], name="governing_by_kind")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key"],
                name="governing_key_once",
                violation_error_message=_("Ett styrdokument med den nyckeln finns redan."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="governing_ends_after_it_begins",
                violation_error_message=_("Sista dagen ligger före den första."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def answering_unit(self) -> int | None:
        return self.responsible_unit_id


class Concern(Owned):
    """A unit that a governing document concerns. One without any concerns the whole municipality."""

    document = models.ForeignKey(
        GoverningDocument, on_delete=models.CASCADE, related_name="concerns", verbose_name="styrdokument"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")

    class Meta:
        verbose_name = "enhet som berörs"
        verbose_name_plural = "enheter som berörs"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "document", "unit"], name="concern_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.unit_id}"


class MotionKind(models.TextChoices):
    MOTION = "motion", _("motion")
    PROPOSAL = "proposal", _("medborgarförslag")


class Motion(Owned):
    """A motion or a citizens' proposal to the council (Q7).

    `by` is who submitted it, as written. It lies `at` a body until it is prepared, and is settled by a decision.
    `meeting` is the day on which the council is to treat it, and `meeting_why` why the calendar has no meeting then.
    """

    kind = models.CharField("slag", max_length=10, choices=MotionKind, default=MotionKind.MOTION)
    title = models.CharField("rubrik", max_length=300)
    by = models.CharField("lämnad av", max_length=200, blank=True)
    submitted = models.DateField("lämnad")
    reference = models.CharField("diarienummer", max_length=60, blank=True)
    at = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="bereds av"
    )
    prepared_on = models.DateField("beredd", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="motions", null=True, blank=True, verbose_name="beslut"
    )
    why = models.TextField("varför den inte är beredd", blank=True)
    meeting = models.DateField("sammanträde", null=True, blank=True)
    meeting_why = models.CharField("varför den dagen", max_length=300, blank=True)
    example = models.BooleanField("exempel", default=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    searched = FoldedField(of="title by reference why", max_length=8000)

    class Meta:
        verbose_name = "motion eller medborgarförslag"
        verbose_name_plural = "motioner och medborgarförslag"
        ordering: ClassVar = ["submitted", "pk"]

    def __str__(self) -> str:
        return self.title

    def answering_unit(self) -> int | None:
        return self.at_id
