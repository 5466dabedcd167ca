"""One row, one try: what it would change, and why it cannot be."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rodatraden.exchange.layouts import Fault, Layout
from rodatraden.exchange.lookup import faults_of
from rodatraden.exchange.steps import Change, Step
from rodatraden.exchange.values import Value, same, shown
from rodatraden.lib.text import say
from rodatraden.tenancy.edits import Refused, Stale

Values = Mapping[str, Value]


def differing(layout: Layout, said: Values, stored: Values) -> dict[str, Value]:
    """What the file says otherwise than what is stored, by column key, in the order of the columns."""
    return {
        column.key: said[column.key]
        for column in layout.columns
        if column.key in said and column.key in stored and not same(said[column.key], stored[column.key])
    }


def changes(layout: Layout, differences: Values, stored: Values) -> tuple[Change, ...]:
    """Differences as the preview shows them, with words instead of keys where there are words."""
    found = []
    for key, after in differences.items():
        column = layout.column(key)
        before, now = (column.words.get(str(value), shown(value)) for value in (stored[key], after))
        found.append(Change(column.name, before, now))
    return tuple(found)


def attempt(step: Step, layout: Layout, work: Callable[[], object]) -> Step:
    """The step, done; or refused, undone, with the reason at its column."""
    columns = {column.key: column.name for column in layout.columns}
    try:
        with transaction.atomic():
            work()
    except Refused as fault:
        return step.refused(*faults_of(fault.reasons, columns))
    except Stale:
        return step.refused(Fault("", say("Någon annan har ändrat samtidigt. Läs in filen på nytt.")))
    except PermissionDenied:
        return step.refused(Fault("", say("Du har inte rätt att ändra det här.")))
    return step
