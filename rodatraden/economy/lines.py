"""The lines of the economy: the model's own, or the two that every municipality has."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language

from rodatraden.lib import clock
from rodatraden.lib.periods import year_asked
from rodatraden.steering.language import english_of
from rodatraden.steering.schema import EconomyLine, Model, Word

USUAL = (
    EconomyLine(key="drift", name=Word(one="drift", en="operations")),
    EconomyLine(key="investeringar", name=Word(one="investeringar", en="investments"), kind="investment"),
)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def lines(model: Model | None) -> Sequence[EconomyLine]:
    """In the order that they are shown, the usual ones in the reader's language. Never none."""
    if model and model.economy_line:
        return model.economy_line
    return tuple(map(_in_english, USUAL)) if (get_language() or "").startswith("en") else USUAL


def _in_english(line: EconomyLine) -> EconomyLine:
    return line.model_copy(update={"name": line.name.model_copy(update=english_of(line.name))})


def line_of(model: Model | None, key: str) -> EconomyLine | None:
    return next((line for line in lines(model) if line.key == key), None)


def year_in(typed: str) -> int:
    """The year in an address, else the one that runs."""
    return min(max(year_asked(typed, clock.today().year), FIRST_YEAR), LAST_YEAR)


def day_in(year: int) -> date:
    """The day by which a year is read, its units and its model: today where it runs, else the nearest day in it."""
    return min(max(clock.today(), date(year, 1, 1)), date(year, 12, 31))
