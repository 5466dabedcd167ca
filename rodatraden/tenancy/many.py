"""Many rows that one verb writes, chunk by chunk, all or none: what is told of each, and how the work goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, Literal, Protocol, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import override

from rodatraden.lib.text import Text
from rodatraden.tenancy.edits import Refused

AT_A_TIME = 2000
Effect = Literal["new", "changed", "unchanged", "refused"]
Entry = TypeVar("Entry")
Told = TypeVar("Told", bound="Report")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about the entry in place `at` (from 0), and about which field of it."""

    at: int
    field: str
    text: Text


@dataclass
class Report:
    """What became of the entries. `written` is False after a dry run, and where doubts must be answered first.

    `effects` has one word per entry.
    """

    written: bool = False
    effects: list[Effect] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)

    def count(self, effect: Effect) -> int:
        return self.effects.count(effect)


class Work(Protocol, Generic[Entry, Told]):
    """One call of a verb: it takes the entries, numbered from 0, and tells the log when all of them are written."""

    report: Told

    def take(self, chunk: list[tuple[int, Entry]]) -> None: ...

    def log(self) -> None: ...


def write_many(work: Work[Entry, Told], entries: Iterable[Entry], *, sure: bool, dry_run: bool, at_once: str) -> Told:
    """Lets the work take all entries, and undoes it where any is faulty, or doubtful and nobody is `sure`.

    Raises Refused with the place and the field as key ("17.reason") unless it is a dry run, and with `at_once` where
    somebody else wrote the same meanwhile. Memory does not grow with the number of entries.
    """
    report = work.report
    numbered = enumerate(entries)
    try:
        with transaction.atomic():
            for chunk in _chunks(numbered):
                work.take(chunk)
            report.written = not (dry_run or report.faults or (report.doubts and not sure))
            transaction.set_rollback(not report.written)
            if report.written:
                with override("sv"):
                    work.log()
    except IntegrityError as fault:
        raise Refused({"": at_once}) from fault
    if report.faults and not dry_run:
        raise Refused({f"{fault.at}.{fault.field}": str(fault.text) for fault in report.faults})
    return report


def _chunks(numbered: Iterator[tuple[int, Entry]]) -> Iterator[list[tuple[int, Entry]]]:
    while chunk := list(islice(numbered, AT_A_TIME)):
        yield chunk


def said(now: Any, before: Any) -> Any:
    """What a correction leaves unsaid is as it was."""
    return before if now is None else now
