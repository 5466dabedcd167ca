"""Deviations and remedies read for a page or a report: with what they are about, how they stand, what came of them.

`deviations_for` and `remedies_for` are what the reports are made of; each takes a fixed number of queries.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.timezone import localdate

from rodatraden.indicators.evidence import Direction
from rodatraden.indicators.figure_rows import written
from rodatraden.indicators.models import Breakdown, Indicator, Outcome
from rodatraden.indicators.sight import read_hidden, sight_of
from rodatraden.indicators.small_groups import Spot
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, capital
from rodatraden.organisation.access import Actor
from rodatraden.organisation.tree import Place
from rodatraden.remedies.due import (
    Came,
    Count,
    Expected,
    Facts,
    Span,
    awaits_effect,
    brief,
    compared,
    days_late,
    outcome_at,
    standing,
    stays,
    verdict,
)
from rodatraden.remedies.economy_lines import line_told
from rodatraden.remedies.models import Deviation, DeviationState, HandedQuerySet, Remedy, RemedyEffect, RemedyState
from rodatraden.steering.schema import Model
from rodatraden.thread.models import ItemVersion, State
from rodatraden.web.marks import Mark

BEGUN = (RemedyState.KNOWN, RemedyState.CLOSED)
WITH = ("unit", "responsible_unit", "deviation", "deviation__unit", "decision", "effect_indicator")


@dataclass(frozen=True)
class About:
    """The item that a row is about, as it reads on the day: "nämndmål", its title and key."""

    key: str
    level: str
    title: str
    example: bool


@dataclass(frozen=True)
class RemedyRow:
    """A remedy as pages and reports show it. `deviation` is None where the reader may not see the one it answers;
    `line` is what the economy's line is called."""

    remedy: Remedy
    day: date
    board: Place | None
    responsible: str
    about: About | None
    deviation: Deviation | None
    effects: tuple[RemedyEffect, ...]
    expected: Expected | None
    measured: Came | None
    line: str = ""

    @property
    def facts(self) -> Facts:
        return facts_of(self.remedy)

    @property
    def late(self) -> int:
        """How many days late."""
        return days_late(self.facts, self.day)

    @property
    def awaits(self) -> bool:
        return awaits_effect(self.facts, self.day)

    @property
    def standing(self) -> Text:
        return standing(self.facts, self.day)

    @property
    def told(self) -> Came | None:
        """The latest value that somebody has told of the effect."""
        indicator = self.remedy.effect_indicator
        found = next((effect for effect in self.effects if effect.value is not None), None)
        if found is None or found.value is None or indicator is None:
            return None
        return Came(found.value, written(indicator).number(found.value))

    @property
    def compared(self) -> Text:
        """ "väntat 75, blev 72 (2018)"."""
        return compared(self.expected, self.measured, self.told)

    @property
    def verdict(self) -> Text:
        """Whether the effect came, once it is asked for or known."""
        asked = self.awaits or self.remedy.state in BEGUN
        return verdict(self.expected, self.measured, self.told) if asked else Text("")

    @property
    def mark(self) -> Mark:
        """How it stands, as a sign and a few words."""
        return self._mark(brief(self.facts, self.day))

    @property
    def whole_mark(self) -> Mark:
        """The same with the day that comes next."""
        return self._mark(self.standing)

    def _mark(self, told: Text) -> Mark:
        words = str(told)
        words = capital(words)
        if self.late:
            return Mark("missed", "square", words)
        if self.awaits:
            return Mark("partly", "diamond", words)
        if self.remedy.state == RemedyState.PROPOSED:
            return Mark("unmeasured", "ring", words)
        half = self.remedy.state in (RemedyState.DECIDED, RemedyState.ONGOING)
        return Mark("plain", "disc-half" if half else "disc", words)


@dataclass(frozen=True)
class DeviationRow:
    """A deviation as pages and reports show it, with how many remedies answer it and how many of them go on."""

    deviation: Deviation
    board: Place | None
    about: About | None
    remedies: int
    followed: int


def facts_of(remedy: Remedy) -> Facts:
    return Facts(remedy.state, remedy.deadline, remedy.effect_on)  # type: ignore[arg-type]


def remedies_for(
    actor: Actor, units: Collection[int], day: date, since: date | None = None, *, responsible: bool = False
) -> list[RemedyRow]:
    """What a report says of the units' remedies on a day: those still followed, and those whose effect became known,
    or that were closed, since `since` (the first day of the year if none is said). With `responsible` also those of
    others that one of the units carries out. Four queries."""
    begins, wanted = since or date(day.year, 1, 1), answered_for(actor, units)
    whose = Q(unit__in=wanted) | Q(responsible_unit__in=wanted if responsible else ())
    rows = Remedy.objects.visible_to(actor).filter(whose, written_at__date__lte=day)
    found = read_remedies(actor, rows, day)
    return [row for row in found if stays(row.facts, _told_on(row), begins)]


def _told_on(row: RemedyRow) -> date | None:
    """The day when its effect became known, or it was closed."""
    if row.remedy.closed_at is not None:
        return localdate(row.remedy.closed_at)
    return row.effects[0].on if row.effects and row.remedy.state == RemedyState.KNOWN else None


def deviations_for(actor: Actor, units: Collection[int], since: date, until: date) -> list[DeviationRow]:
    """What a report of a time says of the units' deviations: those reported until its end that were still open when
    it began, the material ones first. Three queries."""
    rows = Deviation.objects.visible_to(actor).filter(unit__in=answered_for(actor, units))
    rows = rows.filter(reported_at__date__lte=until)
    rows = rows.filter(Q(state=DeviationState.OPEN) | Q(closed_at__date__gte=since))
    return sorted(read_deviations(actor, rows, until), key=lambda row: not row.deviation.material)


def answered_for(actor: Actor, units: Collection[int]) -> frozenset[int]:
    """The units, and those that have ended whose work one of them took over."""
    wanted = frozenset(units)
    return wanted | {ended for ended in actor.tree.heirs if actor.tree.standing(ended) in wanted}


def read_remedies(actor: Actor, rows: HandedQuerySet[Remedy], day: date) -> list[RemedyRow]:
    """Remedies that the actor may see, with all that is shown of them. Five queries."""
    remedies = list(rows.select_related(*WITH))
    effects: dict[int, list[RemedyEffect]] = {}
    for effect in RemedyEffect.objects.filter(remedy__in=[row.pk for row in remedies]):
        effects.setdefault(effect.remedy_id, []).append(effect)
    items = {pk for row in remedies for pk in (row.item_id, row.deviation.item_id if row.deviation else None)}
    about = items_told(actor, items, day)
    outcomes = _outcomes(actor, {row.effect_indicator_id for row in remedies})
    model = actor.model_on(day)
    return [_remedy_row(actor, model, row, day, about, tuple(effects.get(row.pk, ())), outcomes) for row in remedies]


def _remedy_row(
    actor: Actor,
    model: Model | None,
    row: Remedy,
    day: date,
    about: Mapping[int, About],
    effects: tuple[RemedyEffect, ...],
    outcomes: "Outcomes",
) -> RemedyRow:
    seen = row.deviation if row.deviation is not None and row.deviation.is_visible_to(actor) else None
    item = row.item_id or (seen.item_id if seen else None)
    return RemedyRow(
        row,
        day,
        actor.tree.authority_of(row.unit_id),
        role_told(model, row.responsible_kind, row.responsible_unit.name),
        about.get(item) if item else None,
        seen,
        effects,
        _expected(row),
        _came(row, outcomes, day),
        (line_told(model, row.line) or row.line) if row.line else "",
    )


def role_told(model: Model | None, kind: str, where: str) -> str:
    """ "enhetschef, Hemtjänsten", or the unit alone."""
    role = model.role_of(kind) if model and kind else None
    return ", ".join(part for part in (role.name.one if role else kind, where) if part)


def read_deviations(actor: Actor, rows: HandedQuerySet[Deviation], day: date) -> list[DeviationRow]:
    """Deviations that the actor may see, with all that is shown of them in a list. Three queries."""
    deviations = list(rows.select_related("unit", "indicator"))
    about = items_told(actor, {row.item_id for row in deviations}, day)
    states: dict[int, list[str]] = {}
    answers = Remedy.objects.visible_to(actor).filter(deviation__in=[row.pk for row in deviations])
    for deviation, state in answers.order_by().values_list("deviation_id", "state"):
        states.setdefault(deviation, []).append(state)
    return [
        DeviationRow(
            row,
            actor.tree.authority_of(row.unit_id),
            about.get(row.item_id) if row.item_id else None,
            len(states.get(row.pk, ())),
            sum(state not in BEGUN for state in states.get(row.pk, ())),
        )
        for row in deviations
    ]


def items_told(actor: Actor, items: Iterable[int | None], day: date) -> dict[int, About]:
    """The items by id, as they read on the day or last read, where the actor may see them. One query."""
    model = actor.model_on(day)
    words = {level.key: level.name.one for level in model.level} if model else {}
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    rows = ItemVersion.objects.visible_to(actor).filter(begun, item__in={pk for pk in items if pk}, state=State.DECIDED)
    told = rows.oldest_first().values_list("item", "item__key", "level", "title", "example")
    return {item: About(key, words.get(level, level), title, example) for item, key, level, title, example in told}


def count_of(rows: Iterable[RemedyRow], day: date) -> Count:
    return Count.of([row.facts for row in rows], day)


# What was expected against what it came to


@dataclass(frozen=True)
class Measured:
    """An outcome: when it was measured, its value, and the decimals that its source prints."""

    period: Period
    value: Decimal
    decimals: int | None


Outcomes = Mapping[tuple[int, int], list[Measured]]
"""By indicator and unit."""


def _outcomes(actor: Actor, indicators: Iterable[int | None]) -> Outcomes:
    """The current outcomes of the indicators that anybody may see. Two queries: what a remedy came to is told in
    reports, so small groups are hidden as from anybody."""
    wanted = {pk for pk in indicators if pk}
    hidden = read_hidden(sight_of(actor, public=True), wanted)
    rows = Outcome.objects.current().filter(indicator__in=wanted, forecast=False, breakdown=Breakdown.TOTAL)
    found: dict[tuple[int, int], list[Measured]] = {}
    names = ("indicator_id", "unit_id", "period", "measured_period", "value", "decimals")
    for indicator, unit, period, measured, value, decimals in rows.order_by("pk").values_list(*names):
        known = found.setdefault((indicator, unit), [])
        if Spot(unit, Breakdown.TOTAL, period) not in hidden.get(indicator, {}):
            known.append(Measured(measured or period, value, decimals))
    return found


def _expected(row: Remedy) -> Expected | None:
    if row.effect_indicator is None or row.effect_value is None:
        return None
    shown = written(row.effect_indicator).number(row.effect_value)
    return Expected(row.effect_value, shown, _better(row.effect_indicator))


def _better(indicator: Indicator) -> Direction:
    return "lower" if indicator.rank_of else indicator.direction  # type: ignore[return-value]


def _came(row: Remedy, outcomes: Outcomes, day: date) -> Came | None:
    """The outcome that tells of the effect: of who carries it out, or of the unit, or of the indicator's owner."""
    indicator = row.effect_indicator
    if indicator is None:
        return None
    units = (row.responsible_unit_id, row.unit_id, indicator.owner_id)
    figures = next((known for unit in units if (known := outcomes.get((indicator.pk, unit))) is not None), [])
    spans = [Span(each.period.start, each.period.end, place) for place, each in enumerate(figures)]
    found = outcome_at(spans, facts_of(row).asked_on, day)
    if found is None:
        return None
    span, proof = found
    figure = figures[span.place]
    shown = written(indicator).number(figure.value, figure.decimals)
    return Came(figure.value, shown, figure.period.name, proof)
