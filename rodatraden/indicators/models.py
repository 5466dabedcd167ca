from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rodatraden.decisions.models import Decision
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.models import FoldedField, HeldQuerySet, Owned, OwnedManager, OwnedQuerySet, Row

if TYPE_CHECKING:
    PeriodText = models.CharField["Period | str", Any]
else:
    PeriodText = models.CharField


class PeriodField(PeriodText):
    """A `Period`, stored by its key."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 10, **options})

    def from_db_value(self, value: str | None, *_: object) -> Period | None:
        return Period.parse(value) if value else None

    def to_python(self, value: Any) -> Period | None:
        return Period.parse(value) if isinstance(value, str) and value else value or None

    def get_prep_value(self, value: Any) -> str | None:
        if isinstance(value, Period):
            return value.key
        return value if value or self.null else ""


class IndicatorKind(models.TextChoices):
    """What a number is for (M2); the municipality's own words for the kinds stand in its model."""

    TARGET = "target", _("indikator med målvärde")
    KEY_FIGURE = "key_figure", _("nyckeltal")
    VOLUME = "volume", _("verksamhetsmått")
    QUALITY = "quality", _("kvalitetsindikator")
    COMPARISON = "comparison", _("jämförelsetal")


class Direction(models.TextChoices):
    HIGHER = "higher", _("högre är bättre")
    LOWER = "lower", _("lägre är bättre")
    BAND = "band", _("inom ett intervall är bäst")


class Rhythm(models.TextChoices):
    """How often a value is published."""

    MONTH = "month", _("varje månad")
    QUARTER = "quarter", _("varje kvartal")
    TERTIAL = "tertial", _("varje tertial")
    HALF = "half", _("varje halvår")
    YEAR = "year", _("varje år")
    TWO_YEARS = "two_years", _("vartannat år")
    IRREGULAR = "irregular", _("oregelbundet")


class Parts(models.TextChoices):
    """How the outcomes of a year's parts (months, tertials …) make an outcome so far of the year."""

    NONE = "none", _("går inte att räkna ur årets delar")
    SUM = "sum", _("summan av årets delar")
    MEAN = "mean", _("medelvärdet av årets delar")
    LATEST = "latest", _("det senaste värdet under året")


class Breakdown(models.TextChoices):
    TOTAL = "total", _("totalt")
    WOMEN = "women", _("kvinnor")
    MEN = "men", _("män")


class IndicatorQuerySet(HeldQuerySet[Row]):
    """Indicators, by what the actor may see of them."""

    def visible_to(self, actor: Actor) -> Self:
        """All of them, to everybody signed in: an indicator is neither draft nor personal."""
        return self if actor.may("read", None) else self.none()


class Indicator(Owned):
    """Something measured: definition, unit of measure, direction, method, source and who answers for it (M3).

    `printed_name` keeps what the document prints where our reading differs (`name`), and `reading` says why.
    `start_period` names the outcome that is the start value (ingångsvärde). `rank_of` is how many are ranked
    when the value is a place. `first_measured` and `next_measured` are periods: a target for a period in
    which nothing will be measured is a break (T12).
    """

    key = models.SlugField("nyckel", max_length=80)
    name = models.CharField("namn", max_length=300)
    name_folded = FoldedField(of="name")
    short_name = models.CharField("kort namn", max_length=120, blank=True)
    printed_name = models.CharField("namn i dokumentet", max_length=300, blank=True)
    reading = models.CharField("vår läsning", max_length=500, blank=True)
    kind = models.CharField("slag", max_length=12, choices=IndicatorKind, default=IndicatorKind.TARGET)
    unit_of_measure = models.CharField("enhet", max_length=60)
    decimals = models.PositiveSmallIntegerField("decimaler", default=0)
    direction = models.CharField("riktning", max_length=6, choices=Direction, default=Direction.HIGHER)
    rank_of = models.PositiveIntegerField("plats bland antal", null=True, blank=True)
    definition = models.TextField("definition", blank=True)
    method = models.TextField("mätmetod", blank=True)
    qualitative = models.BooleanField("kvalitativ metod", default=False)
    source = models.CharField("källa", max_length=200, blank=True)
    rhythm = models.CharField("mäts", max_length=10, choices=Rhythm, default=Rhythm.YEAR)
    parts = models.CharField("årets utfall ur delar", max_length=6, choices=Parts, default=Parts.NONE)
    first_measured = PeriodField("mäts första gången", blank=True, default="")
    next_measured = PeriodField("mäts nästa gång", blank=True, default="")
    by_gender = models.BooleanField("könsuppdelad", default=False)
    gender_reason = models.CharField("varför inte könsuppdelad", max_length=300, blank=True)
    start_period = PeriodField("ingångsvärdets period", blank=True, default="")
    rule = models.CharField("tröskelregel", max_length=60, blank=True, help_text="Nyckel i styrmodellen.")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators", verbose_name="ägare")
    responsible_kind = models.CharField("ansvarig roll", max_length=60, blank=True)
    position = models.PositiveIntegerField("ordning", default=0)
    valid_from = models.DateField("från och med", null=True, blank=True)
    valid_to = models.DateField("till och med", null=True, blank=True)
    example = models.BooleanField("exempel", default=False)
    edit = models.PositiveIntegerField("ändringsnummer", default=1, editable=False)
    searched = FoldedField(of="name short_name printed_name key reading definition method source", max_length=8000)

    objects = OwnedManager.from_queryset(IndicatorQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikatorer"
        ordering: ClassVar = ["position", "name_folded"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key"],
                name="indicator_key_once",
                violation_error_message=_("En indikator med den nyckeln finns redan."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def answering_unit(self) -> int | None:
        """The unit that answers for the indicator: whoever may `enter` over it changes its definition."""
        return self.owner_id


class SeriesBreak(Owned):
    """The first day whose figures are not comparable with those before, and why: "ny enkät 2014".

    An indicator may have several. Nothing is compared across one, and no trend is read across one.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breaks", verbose_name="indikator")
    day = models.DateField("från och med")
    reason = models.CharField("vad som ändrades", max_length=300)

    class Meta:
        verbose_name = "ny mätmetod"
        verbose_name_plural = "nya mätmetoder"
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "day"],
                name="one_break_a_day",
                violation_error_message=_("En ny mätmetod gäller redan från den dagen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"

    def answering_unit(self) -> int | None:
        """The unit that answers for the indicator."""
        return self.indicator.owner_id


class EvidenceQuerySet(OwnedQuerySet[Row]):
    """Targets or outcomes."""

    def current(self) -> Self:
        """Those that nothing has replaced."""
        return self.filter(superseded_at=None)


class Evidence(Owned):
    """A figure and everything that makes it traceable (M8). Never overwritten: a correction replaces it.

    Nothing is ever updated but `superseded_at`. Missing is a missing row, never a zero. One that should never have been
    entered, or whose decision is annulled, is withdrawn: superseded by nothing, with who and why.
    `decimals` is how many the source prints where that differs from the indicator's ("70" among "70,5").
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="indikator"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    period = PeriodField("period")
    breakdown = models.CharField("uppdelning", max_length=5, choices=Breakdown, default=Breakdown.TOTAL)
    source = models.CharField("källa", max_length=200, blank=True)
    note = models.CharField("anmärkning", max_length=500, blank=True)
    decimals = models.PositiveSmallIntegerField("decimaler i källan", null=True, blank=True)
    example = models.BooleanField("exempel", default=False)
    entered_by = models.CharField("infört av", max_length=200)
    entered_at = models.DateTimeField("infört")
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="ersätter",
    )
    reason = models.CharField("varför det ändrades", max_length=300, blank=True)
    superseded_at = models.DateTimeField("ersatt", null=True, blank=True, editable=False)
    withdrawn_by = models.CharField("återkallat av", max_length=200, blank=True)
    withdrawn_because = models.CharField("varför det återkallades", max_length=300, blank=True)

    objects = OwnedManager.from_queryset(EvidenceQuerySet)()  # type: ignore[assignment,misc]

    class Meta:
        abstract = True

    def answering_unit(self) -> int | None:
        """The unit whose figure it is."""
        return self.unit_id


class TargetForm(models.TextChoices):
    VALUE = "value", _("ett värde")
    INTERVAL = "interval", _("ett intervall")
    AS_BEFORE = "as_before", _("minst som perioden före")


class Target(Evidence):
    """The value that somebody has promised for a period. `unit` is whose promise it is (council, board …)."""

    form = models.CharField("form", max_length=10, choices=TargetForm, default=TargetForm.VALUE)
    value = models.DecimalField("målvärde", max_digits=20, decimal_places=6, null=True, blank=True)
    low = models.DecimalField("lägst", max_digits=20, decimal_places=6, null=True, blank=True)
    high = models.DecimalField("högst", max_digits=20, decimal_places=6, null=True, blank=True)
    mandate = models.BooleanField("mandatperiodens slutmål", default=False)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="targets",
        null=True,
        blank=True,
        verbose_name="beslut",
    )

    class Meta:
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "unit", "period", "breakdown"],
                condition=models.Q(superseded_at=None),
                name="one_target_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(form="value", value__isnull=False)
                | models.Q(form="interval", low__isnull=False, high__gte=models.F("low"))
                | models.Q(form="as_before"),
                name="target_says_what_its_form_needs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}: {self.value}"


class Outcome(Evidence):
    """What was measured, for the period it is shown for; `measured_period` where it was measured in another.

    A `forecast` is somebody's opinion during the period of what all of it will come to. It stands beside the
    outcome, never in its place: no fulfilment is stated from it. `people` is how many persons are behind the figure,
    where somebody has told: by it small groups are hidden (docs/rules/small_groups.md).
    """

    value = models.DecimalField("utfall", max_digits=20, decimal_places=6)
    measured_period = PeriodField("mätt", blank=True, default="")
    preliminary = models.BooleanField("preliminärt", default=False)
    forecast = models.BooleanField("prognos", default=False)
    people = models.PositiveIntegerField("antal personer", null=True, blank=True)

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "unit", "period", "breakdown", "forecast"],
                condition=models.Q(superseded_at=None),
                name="one_outcome_at_a_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "indicator"],
                condition=models.Q(superseded_at=None, people__isnull=False),
                name="outcomes_on_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}: {self.value}"
