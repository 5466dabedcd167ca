"""The thread from a file. What is decided does not move: a changed row becomes a draft for somebody to decide.

Whoever administers may decide in the same go: a row that names another decision than what holds, or another
day, is drafted and then decided. How far something has come is reported without any draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rodatraden.decisions.models import Decision
from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import changes, differing
from rodatraden.exchange.layouts import ANSWER, MET, Fault, Known, Layout, Line
from rodatraden.exchange.load_indicators import key_fault
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.reading import counted, lines_of
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.thread_values import (
    DECIDING,
    LINKS,
    REPORTING,
    content_of,
    decided_of,
    latest_progress,
    noted,
    progress_of,
    with_links,
)
from rodatraden.exchange.thread_writing import Wish, Work, decide, draft, link, report
from rodatraden.exchange.values import CellProblem, Value, number, shown
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import Text, fold, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Model
from rodatraden.thread.levels import letters
from rodatraden.thread.models import Item, ItemVersion

BECOMES_DRAFT = say("Blir ett utkast. Det beslutade gäller tills utkastet beslutas.")
NO_DECISION = say("Ange beslutet i kolumnen Beslut, eller skriv i Om beslutet vad källan säger.")
ENDS_ELSEWHERE = say("Ett led avslutas med beslut på sin sida, inte i filen.")

READ = 5
WRITES = {draft: 70, link: 80, decide: 95, report: 100}
"""What is done with every row, in turn, and how many percent of the work are done by then."""


@dataclass
class Registers:
    """What rows of the thread name, to be looked up."""

    units: Register[Unit]
    levels: Register[str]
    roles: Register[str]
    indicators: Register[Indicator]
    decisions: Register[Decision]
    by_title: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    coming: frozenset[str] = frozenset()


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Drafts first, then what they serve and what measures them: a row may serve one further down.

    Then decisions, when everything that must be there is, and last what is reported of what is decided.
    """
    model = active_model(clock.today())
    if model is None:
        return [
            faulty(line.number, [Fault("", say("Kommunen har ingen styrmodell som gäller i dag."))])
            for line in lines_of(known)
        ]
    lines = lines_of(known, READ)
    work, registers = _begin(actor, model, known.layout)
    registers.coming = frozenset(str(line.values["key"]) for line in lines if line.values.get("key"))
    found = [_wish(work, registers, line) for line in lines]
    before = READ
    for write, upto in WRITES.items():
        passed = counted(known, found, before, upto)
        found, before = [write(work, one) if isinstance(one, Wish) else one for one in passed], upto
    return [one.step if isinstance(one, Wish) else one for one in found]


def _begin(actor: Actor, model: Model, layout: Layout) -> tuple[Work, Registers]:
    work = Work(actor, model, layout, {item.key: item for item in Item.objects.all()}, latest_progress())
    versions = with_links(ItemVersion.objects.visible_to(actor))
    for version in versions.decided_on(clock.today()):
        work.decided[version.item.key] = version
    for version in versions.drafts():
        work.drafts[version.item.key] = version
    registers = Registers(
        lookup.units(), lookup.levels(model), lookup.role_kinds(model), lookup.indicators(), lookup.decisions()
    )
    for version in (*work.decided.values(), *work.drafts.values()):
        registers.by_title[version.level, fold(version.title)] = version.item.key
    return work, registers


def _wish(work: Work, registers: Registers, line: Line) -> Wish | Step:
    finder = Finder(list(line.faults))
    said: dict[str, Value] = dict(line.values)
    level = finder.find(registers.levels, said.get("level"), "Nivå")
    rows: dict[str, Any] = {
        "unit": finder.find(registers.units, said.get("unit"), "Ägare"),
        "responsible_unit": finder.find(registers.units, said.get("responsible_unit"), "Ansvarig enhet"),
        "decision": finder.find(registers.decisions, said.get("decision"), "Beslut"),
    }
    kind = finder.find(registers.roles, said.get("responsible_kind"), "Ansvarig roll")
    serves = finder.all(lambda typed: _item(work, registers, typed), _listed(said, "serves"), "Bidrar till")
    chosen = finder.all(registers.indicators.find, _listed(said, "indicators"), "Indikatorer")
    title = str(said.get("title") or "")
    key = str(said.get("key") or registers.by_title.get((level or "", fold(title)), ""))
    if fault := key_fault(key, registers.seen, line.number):
        finder.faults.append(fault)
    if key in work.items and key not in work.drafts and key not in work.decided:
        finder.faults.append(Fault("Nyckel", say("Nyckeln används av ett led som inte gäller i dag.")))
    if "weights" in said:
        said["weights"] = _weights(said["weights"], finder)
    if finder.faults:
        return faulty(line.number, finder.faults, title)
    said |= {"level": level, "responsible_kind": kind or "", "serves": tuple(serves)}
    said |= {name: row.key if row else "" for name, row in rows.items() if name in said}
    said["indicators"] = tuple(row.key for row in chosen)
    _leave_out(work, line, said, rows["unit"])
    return _compared(work, Wish(line.number, Step(line.number, "new", title or key), key, said, rows, chosen))


def _leave_out(work: Work, line: Line, said: dict[str, Value], unit: Unit) -> None:
    """What the file does not say: a lacking column, an empty cell where a value must be, decisions of others."""
    for name in ("responsible_kind", *LINKS):
        if name not in line.values:
            said.pop(name, None)
    for name in ("sound_economy", "position"):
        if said.get(name) in (None, ""):
            said.pop(name, None)
    dropped = [] if said.get("progress") else list(REPORTING)
    dropped += [] if work.actor.may("administer", unit.pk) else list(DECIDING)
    for name in dropped:
        said.pop(name, None)


def _weights(said: Value, finder: Finder) -> Value:
    """The weights as they are written out; a weight of one is none."""
    found = []
    for key, typed in noted(said).items():
        try:
            weight = number(typed)
        except CellProblem as fault:
            finder.faults.append(Fault("Vikter", fault.text))
        else:
            found += [f"{key}: {shown(weight)}"] if weight not in (None, 1) else []
    return tuple(found)


def _listed(said: Mapping[str, Value], name: str) -> tuple[str, ...]:
    found = said.get(name)
    return found if isinstance(found, tuple) else ()


def _item(work: Work, registers: Registers, typed: str) -> str | Text:
    if typed in work.items or typed in registers.coming:
        return typed
    return say("Det finns inget led med nyckeln ”{typed}”, varken här eller i filen.", typed=typed)


def _compared(work: Work, wish: Wish) -> Wish | Step:
    """Unchanged where it says what is decided, or what the draft already says."""
    decided = work.decided.get(wish.key)
    wish.decides = _decides(wish.said, decided_of(decided))
    if fault := _undecided(wish, decided_of(decided)):
        return wish.step.refused(fault)
    if not wish.decides:
        wish.said = {name: value for name, value in wish.said.items() if name not in DECIDING}
    versions = [found for found in (decided, work.drafts.get(wish.key)) if found is not None]
    if not versions:
        wish.differences = {name: value for name, value in wish.said.items() if value not in (None, "", ())}
        wish.content = True
        return wish
    found = [_against(work, wish, version) for version in versions]
    differences, content = next((one for one in found if not one[1]), found[-1])
    if not differences:
        return replace(wish.step, effect="unchanged")
    base = versions[[one[0] for one in found].index(differences)]
    wish.differences, wish.content = differences, content
    notes = (BECOMES_DRAFT,) if content and base is decided and not wish.decides else ()
    told = changes(work.layout, differences, _stored(work, base))
    wish.step = replace(wish.step, effect="changed", changes=told, mark=str(base.pk), notes=notes)
    return wish


def _stored(work: Work, version: ItemVersion) -> dict[str, Value]:
    """What is stored of an item, by what a version of it says."""
    key = version.item.key
    progress = progress_of(work.progress.get(version.item_id))
    return {**content_of(version, work.layout), **decided_of(work.decided.get(key)), **progress}


def _against(work: Work, wish: Wish, version: ItemVersion) -> tuple[dict[str, Value], bool]:
    """What the row says otherwise than a version, and whether that is more than judgements and reports."""
    differences = differing(work.layout, wish.said, _stored(work, version))
    level = work.model.level_of(str(wish.said["level"]))
    judged = {
        f"{start}{letter.key}" for letter in (letters(work.model, level) if level else ()) for start in (MET, ANSWER)
    }
    return differences, bool(set(differences) - judged - set(DECIDING) - set(REPORTING))


def _decides(said: Mapping[str, Value], now: Mapping[str, Value]) -> bool:
    """Whether the row names a decision, and another one or another day than what holds."""
    named = said.get("decision") or said.get("decision_note")
    return bool(named) and _differ(said, now, ("decision", "decision_note", "valid_from"))


def _differ(said: Mapping[str, Value], now: Mapping[str, Value], names: Iterable[str]) -> bool:
    return any(name in said and (said[name] or None) != (now[name] or None) for name in names)


def _undecided(wish: Wish, now: Mapping[str, Value]) -> Fault | None:
    """A day without the decision that it rests on, or an end that the file cannot give."""
    if wish.decides:
        return None
    if wish.said.get("valid_from") and _differ(wish.said, now, ("valid_from",)):
        return Fault("Gäller från och med", NO_DECISION)
    return Fault("Gäller till och med", ENDS_ELSEWHERE) if _differ(wish.said, now, ("valid_to",)) else None
