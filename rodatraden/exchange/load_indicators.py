"""The definitions of indicators from a file."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import INDICATORS, Fault, Known, Line
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.indicators.models import Indicator
from rodatraden.indicators.services import save_indicator, set_series_breaks
from rodatraden.lib.text import say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit

KEY = re.compile(r"[A-Za-z0-9_-]+")
NEVER_EMPTY = ("kind", "direction", "rhythm", "decimals")


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Makes and changes indicators, row by row; a refused row is told and leaves no trace."""
    units = lookup.units()
    stored = {row.key: row for row in Indicator.objects.select_related("owner").prefetch_related("breaks")}
    seen: dict[str, int] = {}
    return [_load(actor, line, units, stored, seen) for line in counted(known, lines_of(known))]


def values_of(row: Indicator) -> dict[str, Value]:
    """An indicator, read with its breaks, as the file has it."""
    found = {column.key: row.__dict__.get(column.key) for column in INDICATORS.columns if not column.told}
    breaks = tuple(sorted(f"{each.day.isoformat()}: {each.reason}" for each in row.breaks.all()))
    return {**found, "owner": row.owner.key, "breaks": breaks}


def key_fault(key: object, seen: dict[str, int], row: int) -> Fault | None:
    """Why a key cannot be used; remembers the row it stands in."""
    typed = str(key or "")
    if typed and not KEY.fullmatch(typed):
        return Fault("Nyckel", say("”{key}” kan inte vara en nyckel: bara a–z, 0–9, - och _.", key=typed))
    if typed in seen:
        return Fault("Nyckel", say("”{key}” står redan på rad {row}.", key=typed, row=seen[typed]))
    if typed:
        seen[typed] = row
    return None


def _load(actor: Actor, line: Line, units: Register[Unit], stored: dict[str, Indicator], seen: dict[str, int]) -> Step:
    finder = Finder(list(line.faults))
    said: dict[str, Value] = dict(line.values)
    key = str(said.get("key") or "")
    owner = finder.find(units, said.get("owner"), "Ägare")
    if fault := key_fault(key, seen, line.number):
        finder.faults.append(fault)
    label = str(said.get("name") or key)
    if finder.faults or owner is None:
        return faulty(line.number, finder.faults, label)
    said["owner"] = owner.key
    for name in NEVER_EMPTY:
        if said.get(name) in (None, ""):
            said.pop(name, None)
    row = stored.get(key)
    had = values_of(row) if row else {}
    differences = differing(INDICATORS, said, had)
    if row and not differences:
        return Step(line.number, "unchanged", label)
    wanted: dict[str, Any] = {name: value for name, value in said.items() if name != "key"}
    if row:
        wanted = dict(differences)
    if "owner" in wanted:
        wanted["owner"] = owner
    breaks = wanted.pop("breaks", None)
    step = Step(line.number, "changed" if row else "new", label, changes(INDICATORS, differences, had))
    return attempt(step, INDICATORS, lambda: _save(actor, row, key, wanted, breaks))


def _save(
    actor: Actor, row: Indicator | None, key: str, wanted: Mapping[str, Any], breaks: Sequence[str] | None
) -> None:
    """The definition, and where the series breaks if the file says anything of it."""
    saved = save_indicator(actor, row, row.edit, **wanted) if row else save_indicator(actor, None, key=key, **wanted)
    if breaks or (row and breaks is not None):
        said = (line.partition(": ") for line in breaks)
        set_series_breaks(actor, saved, {date.fromisoformat(day): reason for day, _colon, reason in said})
