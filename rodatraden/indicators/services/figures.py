"""Outcomes and targets are written here, one or fifty thousand, all or none. Append-only.

A changed figure is a new row that replaces the old one and says why; the old one keeps everything but gets
`superseded_at`. Work goes chunk by chunk, so that memory does not grow with the number of rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rodatraden.audit import log
from rodatraden.audit.log import Told
from rodatraden.decisions.named import with_decisions
from rodatraden.indicators.doubts import doubts_about
from rodatraden.indicators.models import Outcome, Target
from rodatraden.indicators.services.checks import Checker
from rodatraden.indicators.services.entries import Entry, OutcomeEntry, Report, TargetEntry
from rodatraden.indicators.sight import logged_value
from rodatraden.lib import clock
from rodatraden.lib.numbers import format_number
from rodatraden.lib.periods import Period
from rodatraden.organisation.access import Actor, need
from rodatraden.tenancy import current
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.many import AT_A_TIME, Remark, write_many

MOST_LOGGED = 100
"""So many figures of one verb are each told in the log: what a grid holds, but not a file of thousands."""
SETTLED = "Slutligt värde ersätter det preliminära."
FORESEEN = "Ny prognos."
Written = TypeVar("Written", bound=Entry)


@dataclass(frozen=True)
class Kind:
    """What differs between the two sorts of figures."""

    model: type[Outcome] | type[Target]
    content: tuple[str, ...]
    name: str
    verbs: tuple[str, str]


OUTCOMES = Kind(
    Outcome,
    ("value", "measured_period", "preliminary", "forecast", "people"),
    "utfall",
    (gettext_noop("förde in utfall"), gettext_noop("rättade utfall")),
)
TARGETS = Kind(
    Target,
    ("form", "value", "low", "high", "mandate", "decision_id"),
    "målvärden",
    (gettext_noop("satte målvärde"), gettext_noop("ändrade målvärde")),
)
SHARED = ("source", "note", "decimals", "example")
KEY = ("indicator_id", "unit_id", "period", "breakdown")


def record_outcome(actor: Actor, *, sure: bool = False, **fields: Any) -> Report:
    """Enters or corrects one outcome: the fields of an OutcomeEntry, ids as such.

    Where the report has doubts nothing is written until the same is said with `sure`. Needs `enter` over the
    unit. Raises Refused by field.
    """
    return _one(OUTCOMES, actor, OutcomeEntry(**fields), sure)


def set_target(actor: Actor, *, sure: bool = False, **fields: Any) -> Report:
    """Sets or changes one target: the fields of a TargetEntry. As `record_outcome`."""
    return _one(TARGETS, actor, TargetEntry(**fields), sure)


def record_outcomes(
    actor: Actor, entries: Iterable[OutcomeEntry], *, sure: bool = False, dry_run: bool = False
) -> Report:
    """Enters or corrects many outcomes, all or none. A dry run tells what would happen and writes nothing.

    Raises Refused where an entry is faulty, with the place (from 0) and field as key: "17.reason"; and
    PermissionDenied where a unit is out of reach. A dry run reports both as faults.
    """
    return _many(OUTCOMES, actor, entries, sure, dry_run)


def set_targets(
    actor: Actor, entries: Iterable[TargetEntry], *, sure: bool = False, dry_run: bool = False, allowed: bool = False
) -> Report:
    """Sets or changes many targets. As `record_outcomes`, unless the verb above has asked already (`allowed`)."""
    return _many(TARGETS, actor, entries, sure, dry_run, allowed)


def _one(kind: Kind, actor: Actor, entry: Written, sure: bool) -> Report:
    need(actor, "enter", entry.unit)
    try:
        return _many(kind, actor, [entry], sure, dry_run=False)
    except Refused as refused:
        raise Refused({key.removeprefix("0."): why for key, why in refused.reasons.items()}) from refused


def _many(
    kind: Kind, actor: Actor, entries: Iterable[Written], sure: bool, dry_run: bool, allowed: bool = False
) -> Report:
    at_once = _("Någon annan förde in samma värde samtidigt. Öppna sidan igen och se vad.")
    return write_many(_Work(kind, actor, dry_run, allowed), entries, sure=sure, dry_run=dry_run, at_once=at_once)


class _Work:
    """One call of a verb: what has been checked and written so far."""

    def __init__(self, kind: Kind, actor: Actor, dry_run: bool, allowed: bool = False) -> None:
        self.kind, self.actor, self.dry_run, self.allowed = kind, actor, dry_run, allowed
        self.report = Report()
        self.now: datetime = clock.now()
        self.checker = Checker(actor, allowed)
        self.written: list[tuple[Entry, dict[str, Any], dict[str, Any]]] = []
        self.indicators: set[int] = set()

    def take(self, chunk: list[tuple[int, Written]]) -> None:
        """Checks a chunk and, while nothing is wrong, writes it."""
        self._need({entry.unit for _at, entry in chunk})
        self.checker.learn([entry for _at, entry in chunk])
        before = self._before([entry for _at, entry in chunk])
        fresh, replaced = [], []
        for at, entry in chunk:
            row = before.get(entry.key)
            made = self._judge(at, entry, row)
            if made is not None:
                fresh.append(made)
                if row:
                    replaced.append(row["id"])
        if not (self.dry_run or self.report.faults):
            rows: Any = self.kind.model.objects
            rows.filter(pk__in=replaced).update(superseded_at=self.now)
            rows.bulk_create([self.kind.model(**made) for made in fresh])

    def _need(self, units: set[int]) -> None:
        """Out of reach is a closed door, but in a dry run a fault that the checker tells."""
        if not (self.dry_run or self.allowed) and not all(self.actor.may("enter", unit) for unit in units):
            raise PermissionDenied

    def _before(self, entries: list[Written]) -> dict[tuple[Any, ...], dict[str, Any]]:
        """The current figures where something is to be written, held until the transaction ends."""
        wanted = {entry.key for entry in entries}
        indicators, units, periods, *_others = (set(part) for part in zip(*wanted, strict=True))
        rows = (
            self.kind.model.objects.filter(
                superseded_at=None, indicator__in=indicators, unit__in=units, period__in=periods
            )
            .select_for_update()
            .order_by("pk")
            .values("id", *KEY, *self.kind.content, *SHARED)
        )
        found = {}
        for row in rows.iterator(chunk_size=AT_A_TIME):
            key = (*(row[name] for name in KEY), bool(row.get("forecast")))
            if key in wanted:
                found[key] = {**row, "measured_period": row.get("measured_period") or ""}
        return found

    def _judge(self, at: int, entry: Written, before: dict[str, Any] | None) -> dict[str, Any] | None:
        """The fields of the row to write; None where nothing changes or something is wrong."""
        faults = list(self.checker.faults(entry))
        after = self._after(entry, before)
        changed = before is not None and any(before[name] != value for name, value in after.items())
        if before is not None and changed and not faults:
            if entry.seen is not None and entry.seen != before["id"]:
                faults.append(self.checker.overtaken(entry, before))
            elif not entry.reason and not _settles(before, after):
                faults.append(self.checker.unexplained(entry, before))
            elif _changes_what_was_decided(before, after) and not self.actor.may("administer", entry.unit):
                faults.append(self.checker.decided(entry, before))
        if faults:
            self.report.faults += [Remark(at, field, text) for field, text in faults]
            self.report.effects.append("refused")
            return None
        if before is not None and not changed:
            self.report.effects.append("unchanged")
            return None
        self._ask(at, entry)
        self.report.effects.append("changed" if before else "new")
        if before:
            self.report.was[at] = before.get("value")
        if len(self.written) < MOST_LOGGED:
            self.written.append((entry, before or {}, after))
        self.indicators.add(entry.indicator)
        return {**after, **self._told(entry, before)}

    def _after(self, entry: Written, before: dict[str, Any] | None) -> dict[str, Any]:
        """What the figure says now. How it is printed and whether it is made up goes with the value."""
        had = before or {}
        after: dict[str, Any] = entry.content(had)
        same = before is not None and all(before[name] == after[name] for name in after if name in _VALUES)
        for name in SHARED:
            said = getattr(entry, name)
            kept = had.get(name) if same or name in ("source", "note") else None
            after[name] = said if said is not None else kept if kept is not None else _USUAL[name]
        return after

    def _told(self, entry: Written, before: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "municipality_id": current().pk,
            "indicator_id": entry.indicator,
            "unit_id": entry.unit,
            "period": entry.period,
            "breakdown": entry.breakdown,
            "entered_by": self.actor.by.name,
            "entered_at": self.now,
            "replaces_id": before["id"] if before else None,
            "reason": (entry.reason or (FORESEEN if entry.is_forecast else SETTLED)) if before else "",
        }

    def _ask(self, at: int, entry: Written) -> None:
        """The doubts about each number of the entry; what is believed is what the next is compared with."""
        measure = self.checker.measures[entry.indicator]
        for value in entry.values:
            if value is not None:
                known = self.checker.known_of(entry)
                self.report.doubts += [Remark(at, "value", doubt) for doubt in doubts_about(value, measure, known)]
                self.checker.remember(entry, value)

    def log(self) -> None:
        """An entry for each figure, in Swedish as all of the log, or one for them all where they are many."""
        count = self.report.count("new") + self.report.count("changed")
        if count <= len(self.written):
            told = with_decisions(self._entry(*written) for written in self.written)
            for verb, corrected in zip(self.kind.verbs, (False, True), strict=True):
                log.record_all(self.actor.by, verb, "indicator", (one for one in told if bool(one.before) == corrected))
            return
        one = next(iter(self.indicators)) if len(self.indicators) == 1 else ""
        name = self.checker.names[self.written[0][0].indicator] if one else _("flera indikatorer")
        label = f"{name}: {format_number(count)} {self.kind.name}"
        verb = self.kind.verbs[bool(self.report.count("changed"))]
        counted = {"nya": self.report.count("new"), "ändrade": self.report.count("changed")}
        log.record(self.actor.by, verb, "indicator", one, label, None, counted)

    def _entry(self, entry: Entry, before: dict[str, Any], after: dict[str, Any]) -> Told:
        label = f"{self.checker.names[entry.indicator]} {entry.period.name}"
        had = {key: before[key] for key in after if key in before}
        told = _logged(self.actor, entry.unit, after, entry.reason)
        return Told(entry.indicator, label, told, _logged(self.actor, entry.unit, had))


_VALUES = frozenset({"value", "form", "low", "high"})
_USUAL = {"source": "", "note": "", "decimals": None, "example": False}


def _settles(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """A final value after a preliminary one explains itself, and so does a forecast after another."""
    return bool(after.get("forecast")) or (bool(before.get("preliminary")) and not after.get("preliminary"))


def _changes_what_was_decided(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a decision would be said to have decided something else than it did (M8)."""
    same_ground = before.get("decision_id") is not None and after.get("decision_id") == before["decision_id"]
    return same_ground and any(before[name] != after[name] for name in after if name in _VALUES)


def _logged(actor: Actor, unit: int, figure: dict[str, Any], reason: str = "") -> dict[str, Any]:
    """A figure as the log keeps it: periods by key, few people's figure left out, and why it was changed."""
    told: dict[str, Any] = {name: value.key if isinstance(value, Period) else value for name, value in figure.items()}
    if told.get("people") is None:
        told.pop("people", None)
    else:
        told["value"] = logged_value(actor, unit, told["value"], told["people"])
    return {**told, "reason": reason} if reason else told
