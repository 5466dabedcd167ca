"""What a year came to, as rows: each indicator's figures and status, and the scorecard. Out only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain

from rodatraden.indicators.models import Breakdown, Indicator, TargetForm
from rodatraden.indicators.rows import Figures, OutcomeRow, TargetRow, evidence_for, read_figures
from rodatraden.indicators.rules_of import is_closed, judge_indicator
from rodatraden.indicators.sight import sight_of
from rodatraden.lib import clock
from rodatraden.lib.numbers import trimmed
from rodatraden.lib.periods import Period, is_within
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.thread.gather import Figure, Node, Thread, gather
from rodatraden.web.tables import Value

INDICATOR_COLUMNS = (
    "indicator", "key", "unit_of_measure", "organisation_unit", "breakdown", "direction", "period",
    "measured_period", "target", "outcome", "preliminary", "example", "status", "status_reason", "item", "source",
)  # fmt: skip
SCORECARD_COLUMNS = {
    "level": "Nivå", "item_key": "Ledets nyckel", "item": "Led", "organisation_unit": "Organisationsenhet",
    "perspective": "Perspektiv", "item_status": "Ledets bedömning", "item_status_reason": "Varför ledet bedöms så",
    "indicator": "Indikator", "key": "Indikatorns nyckel", "unit_of_measure": "Måttenhet", "direction": "Riktning",
    "outcome_before": "Utfall året före", "target": "Målvärde", "outcome": "Utfall", "measured_period": "Mätt",
    "preliminary": "Preliminärt", "forecast": "Prognos", "target_next": "Målvärde nästa år",
    "target_after_next": "Målvärde året därpå", "status": "Bedömning", "status_reason": "Varför", "example": "Exempel",
}  # fmt: skip
"""Keys, and what they are called in Excel and CSV. The rows of indicators keep their keys: programs read them."""
NUMBERS = frozenset({"target", "outcome", "forecast", "outcome_before", "target_next", "target_after_next"})
Row = Mapping[str, Value]
Whose = tuple[int, int, str]


def thread_of(actor: Actor, year: int) -> Thread:
    """The thread that holds today, judged for a year: what the scorecard's page shows."""
    return gather(actor, clock.today(), Period.year_of(year))


def plain_number(value: Decimal | None) -> Decimal | None:
    """A number without the zeros that the database fills up with."""
    return None if value is None else trimmed(value)


def _seen(outcome: OutcomeRow | None, why: Text | None) -> Value:
    """An outcome as a number, or why it is hidden from the reader."""
    return why or (plain_number(outcome.value) if outcome else None)


def target_value(row: TargetRow | None) -> Value:
    """A target as a number where it is one, else in words."""
    if row is None:
        return None
    if row.form == TargetForm.AS_BEFORE:
        return say("minst som perioden före")
    if row.form == TargetForm.INTERVAL:
        return say("{low} till {high}", low=plain_number(row.low), high=plain_number(row.high))
    return plain_number(row.value)


def holds(row: Indicator, day: date) -> bool:
    """Whether an indicator is used on a day."""
    return is_within(day, row.valid_from, row.valid_to)


@dataclass
class Summary:
    """One year's figures, with whose they are and what they measure."""

    thread: Thread
    figures: Figures
    units: Mapping[int, str]
    indicators: Mapping[int, Indicator]
    measured: dict[tuple[int, int], list[Node]] = field(default_factory=dict)

    def items_of(self, indicator: int, unit: int) -> list[Node]:
        """What the indicator measures for the unit; where it measures nothing there, all that it measures."""
        own = self.measured.get((indicator, unit))
        return own or list(chain(*(nodes for key, nodes in self.measured.items() if key[0] == indicator)))

    def periods(self) -> Iterator[tuple[Whose, set[Period]]]:
        """Whose figures there are, and for which periods of the year. No indicator is left out."""
        year = self.thread.period
        found: dict[Whose, set[Period]] = {}
        for source in (self.figures.outcomes, self.figures.forecasts, self.figures.targets, self.figures.hidden):
            for key, by_period in source.items():
                inside = {period for period in by_period if year.contains(period)}
                if inside:
                    found.setdefault(key, set()).update(inside)
        for indicator, unit in self.measured:
            found.setdefault((indicator, unit, Breakdown.TOTAL), set()).add(year)
        named = {key[0] for key in found}
        for pk, row in self.indicators.items():
            if pk not in named and holds(row, self.thread.day):
                found[pk, row.owner_id, Breakdown.TOTAL] = {year}
        order = {pk: place for place, pk in enumerate(self.indicators)}
        for key in sorted(found, key=lambda key: (order.get(key[0], 0), self.units.get(key[1], ""), key[2])):
            yield key, found[key]


def summary(actor: Actor, year: int) -> Summary:
    """Reads what the rows of a year are made of, in a fixed number of queries."""
    thread = thread_of(actor, year)
    made = Summary(
        thread,
        read_figures(sight=sight_of(actor, thread.model)),
        dict(Unit.objects.values_list("pk", "name")),
        {row.pk: row for row in Indicator.objects.all()},
    )
    for node in thread.nodes.values():
        for figure in node.figures:
            made.measured.setdefault((figure.indicator.pk, node.version.unit_id), []).append(node)
    return made


def indicator_rows(actor: Actor, year: int) -> Iterator[Row]:
    """One row per indicator, unit, breakdown and period that is the year or lies in it.

    A unit without figures of its own is judged by the owner's, but the figures stand on the owner's row alone:
    whoever adds up the file counts none twice.
    """
    made = summary(actor, year)
    for whose, periods in made.periods():
        indicator = made.indicators[whose[0]]
        outcomes = made.figures.outcomes_of(indicator, whose[1], whose[2])
        targets = made.figures.targets_of(indicator, whose[1], whose[2])
        forecasts = made.figures.forecasts_of(indicator, whose[1], whose[2])
        for period in sorted(periods):
            yield _indicator_row(made, indicator, whose, period, (outcomes, targets, forecasts))


def _indicator_row(
    made: Summary,
    indicator: Indicator,
    whose: Whose,
    period: Period,
    figures: tuple[Mapping[Period, OutcomeRow], Mapping[Period, TargetRow], Mapping[Period, OutcomeRow]],
) -> Row:
    outcomes, targets, forecasts = figures
    thread, nodes = made.thread, made.items_of(whose[0], whose[1])
    closed = is_closed(period, clock.today())
    level = nodes[0].level if nodes else None
    hidden = made.figures.hidden_of(indicator, whose[1], whose[2])
    breaks = made.figures.breaks_of(indicator)
    evidence = evidence_for(indicator, period, outcomes, targets, forecasts, breaks, hidden)
    status = judge_indicator(thread.model, indicator, evidence, closed, level)
    used = [row for row in (outcomes.get(period), targets.get(period)) if row is not None]
    outcome = made.figures.outcomes.get(whose, {}).get(period)
    target = made.figures.targets.get(whose, {}).get(period)
    forecast = forecasts.get(period)
    borrowed = next((row.unit_id for row in used if row.unit_id != whose[1]), None)
    return {
        "indicator": indicator.name,
        "key": indicator.key,
        "unit_of_measure": indicator.unit_of_measure,
        "organisation_unit": made.units.get(whose[1], ""),
        "breakdown": whose[2],
        "direction": indicator.direction,
        "period": period,
        "measured_period": measured_in(outcome),
        "target": target_value(target),
        "outcome": _seen(outcome, made.figures.hidden.get(whose, {}).get(period)),
        "preliminary": bool(outcome and outcome.preliminary),
        "example": _is_example(indicator, outcome, target) or bool(forecast and forecast.example),
        "status": status.word,
        "status_reason": _by_whose(status.reason, made.units.get(borrowed, "") if borrowed else ""),
        "item": "; ".join(dict.fromkeys(node.title for node in nodes)),
        "source": (outcome and outcome.source) or (target and target.source) or indicator.source,
    }


def _by_whose(reason: Text, owner: str) -> Text:
    """Why, and by whose figures where they are another unit's."""
    return say("{reason} (siffrorna gäller {owner})", reason=reason, owner=owner) if owner else reason


def measured_in(outcome: OutcomeRow | None) -> Period | None:
    """When an outcome was measured: its own period unless another is said."""
    return (outcome.measured_period or outcome.period) if outcome else None


def _is_example(indicator: Indicator, outcome: OutcomeRow | None, target: TargetRow | None) -> bool:
    """Whether anything that the row says of the period is made up."""
    return indicator.example or bool(outcome and outcome.example) or bool(target and target.example)


def scorecard_rows(actor: Actor, year: int) -> Iterator[Row]:
    """Every item that has a status or is measured, with its indicators; one row without figures has none."""
    thread = thread_of(actor, year)
    units = dict(Unit.objects.values_list("pk", "name"))
    for node in thread.nodes.values():
        about = _item_part(node, units)
        for figure in node.figures:
            yield {**about, **_figure_part(thread, figure, node)}
        if not node.figures and node.judgement is not None:
            yield {**about, "example": node.version.example}


def _item_part(node: Node, units: Mapping[int, str]) -> dict[str, Value]:
    status = node.judgement
    return {
        "level": node.level.name.one,
        "item_key": node.key,
        "item": node.title,
        "organisation_unit": units.get(node.version.unit_id, ""),
        "perspective": node.version.perspective,
        "item_status": status.word if status else None,
        "item_status_reason": status.reason if status else None,
    }


def _figure_part(thread: Thread, figure: Figure, node: Node) -> dict[str, Value]:
    indicator, targets, status, year = figure.indicator, figure.targets, figure.judgement, thread.period
    outcome, before, target = figure.outcome(year), figure.outcome(year.previous()), targets.get(year)
    forecast = figure.forecasts.get(year)
    return {
        "indicator": indicator.name,
        "key": indicator.key,
        "unit_of_measure": indicator.unit_of_measure,
        "direction": indicator.direction,
        "outcome_before": _seen(before, figure.why_hidden(year.previous())),
        "target": target_value(target),
        "outcome": _seen(outcome, figure.why_hidden(year)),
        "measured_period": measured_in(outcome),
        "preliminary": bool(outcome and outcome.preliminary),
        "forecast": plain_number(forecast.value) if forecast else None,
        "target_next": target_value(targets.get(year.next())),
        "target_after_next": target_value(targets.get(year.next().next())),
        "status": status.word,
        "status_reason": status.reason,
        "example": node.version.example
        or _is_example(indicator, outcome, target)
        or bool(forecast and forecast.example),
    }
