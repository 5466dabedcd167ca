"""Decisions by their title, for the log: it holds values and no keys, and is read when the rows are gone."""

from collections.abc import Iterable, Mapping

from rodatraden.audit.log import Told, Values
from rodatraden.decisions.models import Decision


def with_decisions(told: Iterable[Told]) -> list[Told]:
    """What is told, with a decision's title where its id stands (`decision_id`). One query, none where nobody decided
    anything."""
    told = list(told)
    figures = [values for each in told for values in (each.before, each.after) if values]
    ids = {values["decision_id"] for values in figures if values.get("decision_id") is not None}
    titles = dict(Decision.objects.filter(pk__in=ids).values_list("pk", "title")) if ids else {}
    return [each._replace(before=_named(each.before, titles), after=_named(each.after, titles)) for each in told]


def _named(values: Values | None, titles: Mapping[int, str]) -> Values | None:
    if not values or "decision_id" not in values:
        return values
    kept = {name: value for name, value in values.items() if name != "decision_id"}
    return {**kept, "decision": titles.get(values["decision_id"])}
