"""Amounts as they stand, for pages and reports, in one query however many units and lines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from rodatraden.economy.lines import lines as lines_by
from rodatraden.economy.models import Amount, AmountKind
from rodatraden.economy.rows import Entered, Figure, Ledger, LineRow, Whose
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import EconomyLine, Model, Word

FIELDS = (
    "pk", "unit_id", "line", "kind", "as_of", "value", "preliminary", "example", "source",
    "decision__title", "decision__date",
)  # fmt: skip


def lines_of(
    units: Iterable[int], year: int, as_of: date, *, tree: UnitTree | None = None, model: Model | None = None
) -> Mapping[int, tuple[LineRow, ...]]:
    """Each unit's lines of a year as they stood on a day: the newest outcome and forecast up to it. One query.

    With a `tree`, what is not entered for a unit is summed from its parts; without one, only what is entered for
    the units themselves is read. The lines are the `model`'s, and any other that something was entered on. A line
    of operations is always there, one of investments where there is something on it.
    """
    wanted = list(dict.fromkeys(units))
    whole = tree or UnitTree.of(Place(unit, "", "", "unit", None) for unit in wanted)
    below = {place.id for unit in wanted for place in whole.downward(unit)} | set(wanted)
    entered = read(year, as_of, Q(unit__in=below))
    ledger = Ledger(whole, known_lines(model, entered), entered)
    return {unit: tuple(_rows(ledger, unit)) for unit in wanted}


def _rows(ledger: Ledger, unit: int) -> Iterable[LineRow]:
    for line in ledger.lines:
        if line.kind == "operations" or ledger.has(unit, line):
            yield ledger.row(unit, line)


def ledger_of(year: int, as_of: date, tree: UnitTree, model: Model | None) -> Ledger:
    """All that is entered for a year up to a day. One query."""
    entered = read(year, as_of)
    return Ledger(tree, known_lines(model, entered), entered)


def read(year: int, as_of: date, which: Q | None = None) -> dict[Whose, Entered]:
    """What is entered for a year up to a day, by unit and line. The frame is the whole year's, whatever the day."""
    rows = Amount.objects.current().filter(Q(kind=AmountKind.FRAME) | Q(as_of__lte=as_of), which or Q(), year=year)
    found: dict[Whose, Entered] = {}
    for row in rows.order_by("as_of").values(*FIELDS):
        entered = found.setdefault((row["unit_id"], row["line"]), Entered())
        figure = _figure(row)
        if row["kind"] == AmountKind.FRAME:
            entered.frame = figure
        elif row["kind"] == AmountKind.OUTCOME:
            entered.outcomes[figure.as_of] = figure
        else:
            entered.forecasts[figure.as_of] = figure
    return found


def _figure(row: Mapping[str, Any]) -> Figure:
    title, day = row["decision__title"], row["decision__date"]
    decided = f"{title}, {day.isoformat()}" if title and day else title or ""
    sources = tuple(dict.fromkeys(source for source in (decided, row["source"]) if source))
    return Figure(row["value"], row["as_of"], row["preliminary"], row["example"], sources, row["pk"])


def known_lines(model: Model | None, entered: Iterable[Whose]) -> Sequence[EconomyLine]:
    """The model's lines, and after them any other that something was entered on."""
    ours = lines_by(model)
    keys = {line.key for line in ours}
    others = sorted({line for _unit, line in entered} - keys)
    return [*ours, *(EconomyLine(key=key, name=Word(one=key), kind="investment") for key in others)]
