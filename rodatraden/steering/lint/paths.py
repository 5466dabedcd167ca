"""How rules say where something stands, which day it is, and how grave it is."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.steering.findings import Finding, Severity
from rodatraden.steering.schema import Dated, Event, Keyed, Part

K = TypeVar("K", bound=Keyed)


def month(number: int) -> Text:
    return MONTHS[number - 1]


def day_of(dated: Dated) -> Text:
    """ "30 april", or "april" where no day is given."""
    name = month(dated.month)
    return say("{day} {month}", day=dated.day, month=name) if dated.day else name


def when(dated: Dated) -> Text:
    """ "30 april", or "i april" where no day is given."""
    return day_of(dated) if dated.day else say("i {month}", month=month(dated.month))


def numbered(name: str, parts: Sequence[K]) -> Iterator[tuple[str, K]]:
    """Each part of a list with its path: `level[namndmal]`."""
    for part in parts:
        yield f"{name}[{part.key}]", part


def events(found: Sequence[Event]) -> Iterator[tuple[str, Event]]:
    """Each event with its path; events have no key and are counted from one."""
    for number, event in enumerate(found, start=1):
        yield f"event[{number}]", event


def graded(
    severity: Severity,
    code: str,
    path: str,
    message: Text,
    proposal: Text = NOTHING,
    law: str = "",
    *,
    rests_on: Sequence[Part] = (),
) -> Finding:
    """The finding; a warning is only a remark where it rests on a part that is assumed.

    A warning is the document's own contradiction. What we have assumed ourselves cannot contradict anything.
    """
    if severity == "warning" and any(part.assumed for part in rests_on):
        severity = "remark"
    return Finding(severity, code, path, message, proposal, law)
