"""Amounts are written here, one or a whole budget, all or none. Append-only.

A changed amount is a new row that replaces the old one and says why; the old one keeps everything but gets
`superseded_at`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.audit.log import Told
from rodatraden.decisions.named import with_decisions
from rodatraden.economy.held import Held, Holder, holders
from rodatraden.economy.models import Amount
from rodatraden.economy.rights import may_write, need_to_write
from rodatraden.economy.sentence import signed_told
from rodatraden.economy.services.checks import Checker, Problem
from rodatraden.economy.services.entries import AmountEntry, Key
from rodatraden.lib import clock
from rodatraden.lib.numbers import format_number
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.many import Remark, Report, write_many

MOST_LOGGED = 100
"""So many amounts of one verb are each told in the log, but not a file of thousands."""
SETTLED = "Slutligt belopp ersätter det preliminära."
KEY = ("unit_id", "line", "kind", "year", "as_of")
CONTENT = ("value", "preliminary", "source", "note", "decision_id", "example")
ENTERED, CORRECTED = gettext_noop("förde in belopp"), gettext_noop("rättade belopp")


def record_amount(actor: Actor, *, sure: bool = False, **fields: Any) -> Report:
    """Enters or corrects one amount: the fields of an AmountEntry, ids as such, the value in kronor.

    Where the report has doubts (a slip by a factor of 1,000, most of all) nothing is written until the same is said
    with `sure`. Needs `enter` over the unit, and for a frame over what lies above it. Raises Refused by field; a
    correction without a reason is refused.
    """
    entry = AmountEntry(**fields)
    need_to_write(actor, entry.kind, entry.unit)
    try:
        return record_amounts(actor, [entry], sure=sure)
    except Refused as refused:
        raise Refused({key.removeprefix("0."): why for key, why in refused.reasons.items()}) from refused


def record_amounts(
    actor: Actor, entries: Iterable[AmountEntry], *, sure: bool = False, dry_run: bool = False, allowed: bool = False
) -> Report:
    """Enters or corrects many amounts, all or none. A dry run tells what would happen and writes nothing.

    A frame that a plan decided changes only on a new decision that the entry names. `allowed` is said by the verb
    above that has asked already: the decision of such a plan.

    Raises Refused where an entry is faulty, with the place (from 0) and field as key: "17.reason"; and
    PermissionDenied where a unit is out of reach. A dry run reports both as faults.
    """
    at_once = _("Någon annan förde in samma belopp samtidigt. Öppna sidan igen och se vad.")
    return write_many(_Work(actor, dry_run, allowed), entries, sure=sure, dry_run=dry_run, at_once=at_once)


class _Work:
    """One call of a verb: what has been checked and written so far."""

    def __init__(self, actor: Actor, dry_run: bool, allowed: bool = False) -> None:
        self.actor, self.dry_run, self.allowed = actor, dry_run, allowed
        self.report = Report()
        self.now: datetime = clock.now()
        self.checker = Checker(actor, allowed)
        self.held: Mapping[Held, Holder] = {}
        self.written: list[tuple[AmountEntry, dict[str, Any], dict[str, Any]]] = []

    def take(self, chunk: list[tuple[int, AmountEntry]]) -> None:
        """Checks a chunk and, while nothing is wrong, writes it."""
        entries = [entry for _at, entry in chunk]
        asks = not (self.dry_run or self.allowed)
        if asks and not all(may_write(self.actor, entry.kind, entry.unit) for entry in entries):
            raise PermissionDenied
        self.checker.learn(entries)
        before = _before(entries)
        self.held = {} if self.allowed else holders(_changing(entries, before))
        fresh, replaced = [], []
        for at, entry in chunk:
            row = before.get(entry.key)
            made = self._judge(at, entry, row)
            if made is not None:
                fresh.append(Amount(**made))
                replaced += [row["id"]] if row else []
        if not (self.dry_run or self.report.faults):
            Amount.objects.filter(pk__in=replaced).update(superseded_at=self.now)
            Amount.objects.bulk_create(fresh)

    def _judge(self, at: int, entry: AmountEntry, before: dict[str, Any] | None) -> dict[str, Any] | None:
        """The fields of the row to write; None where nothing changes or something is wrong."""
        faults = list(self.checker.faults(entry))
        after = entry.content(before or {})
        changed = before is not None and any(before[name] != value for name, value in after.items())
        if before is not None and changed and not faults:
            faults += [*_unexplained(entry, before, after), *self._undecided(entry, before)]
        if faults:
            self.report.faults += [Remark(at, field, text) for field, text in faults]
            self.report.effects.append("refused")
            return None
        if before is not None and not changed:
            self.report.effects.append("unchanged")
            return None
        self.report.doubts += [Remark(at, "value", doubt) for doubt in self.checker.doubts(entry)]
        self.report.effects.append("changed" if before else "new")
        if len(self.written) < MOST_LOGGED:
            self.written.append((entry, before or {}, after))
        return {**after, **self._told(entry, before)}

    def _undecided(self, entry: AmountEntry, before: dict[str, Any]) -> Iterator[Problem]:
        """Why a frame that a plan decided stays as it is: the entry names no new decision."""
        holder = self.held.get((entry.unit, entry.line, entry.year)) if entry.kind == "frame" else None
        if holder is None or entry.value == before["value"]:
            return
        is_new = entry.decision is not None and entry.decision != before["decision_id"]
        if not (is_new and holder.yields_to(*self.checker.decisions.get(entry.decision or 0, (None, None)))):
            yield "value", holder.told

    def _told(self, entry: AmountEntry, before: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "municipality_id": current().pk,
            **dict(zip(KEY, entry.key, strict=True)),
            "entered_by": self.actor.by.name,
            "entered_at": self.now,
            "replaces_id": before["id"] if before else None,
            "reason": (entry.reason.strip() or SETTLED) if before else "",
        }

    def log(self) -> None:
        """An entry for each amount, in Swedish as all of the log, or one for them all where they are many."""
        new, changed = self.report.count("new"), self.report.count("changed")
        if new + changed <= len(self.written):
            told = with_decisions(self._entry(*written) for written in self.written)
            for verb, corrected in ((ENTERED, False), (CORRECTED, True)):
                log.record_all(self.actor.by, verb, "amount", (one for one in told if bool(one.before) == corrected))
            return
        label = f"{format_number(new + changed)} belopp"
        counted = {"nya": new, "ändrade": changed}
        log.record(self.actor.by, CORRECTED if changed else ENTERED, "amount", "", label, None, counted)

    def _entry(self, entry: AmountEntry, before: dict[str, Any], after: dict[str, Any]) -> Told:
        had = {name: before[name] for name in after if name in before}
        told = {**after, "reason": entry.reason} if entry.reason else after
        return Told(entry.unit, self.checker.name_of(entry), told, had)


def _before(entries: list[AmountEntry]) -> dict[Key, dict[str, Any]]:
    """The current amounts where something is to be written, held until the transaction ends."""
    units, years = {entry.unit for entry in entries}, {entry.year for entry in entries}
    rows = Amount.objects.current().filter(unit__in=units, year__in=years).select_for_update().order_by("pk")
    wanted = {entry.key for entry in entries}
    found = {tuple(row[name] for name in KEY): row for row in rows.values("id", *KEY, *CONTENT)}
    return {key: row for key, row in found.items() if key in wanted}


def _changing(entries: list[AmountEntry], before: Mapping[Key, dict[str, Any]]) -> set[Held]:
    """The frames that would be given another value."""
    return {
        (entry.unit, entry.line, entry.year)
        for entry in entries
        if entry.kind == "frame" and entry.key in before and before[entry.key]["value"] != entry.value
    }


def _unexplained(entry: AmountEntry, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Problem]:
    """Why a change may not be made: somebody else was first, or nobody says why. A final amount after a preliminary
    one explains itself."""
    had = signed_told(before["value"])
    if entry.seen is not None and entry.seen != before["id"]:
        yield "value", say("Någon annan har fört in {theirs} sedan du öppnade sidan.", theirs=had)
    elif not entry.reason.strip() and not (before["preliminary"] and not after["preliminary"]):
        yield "reason", say("Där står redan {before}. Skriv varför det ändras.", before=had)
