"""The thread from a file. What is decided does not move: a changed row becomes a draft for somebody to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rodatraden.exchange import lookup
from rodatraden.exchange.attempts import attempt, changes, differing
from rodatraden.exchange.layouts import THREAD, Fault, Known, Line, lines_of
from rodatraden.exchange.load_indicators import key_fault
from rodatraden.exchange.lookup import Finder, Register
from rodatraden.exchange.steps import Step, faulty
from rodatraden.exchange.values import Value
from rodatraden.indicators.models import Indicator
from rodatraden.lib import clock
from rodatraden.lib.text import Text, fold, say
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit
from rodatraden.steering.active import active_model
from rodatraden.steering.schema import Model
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Item, ItemVersion, State
from rodatraden.thread.services import change_draft, draft_version, measure, serve

PLAIN = ("number", "title", "text", "comment", "perspective", "sound_economy", "rule", "starts", "deadline", "source")
LINKS = ("serves", "indicators")
BECOMES_DRAFT = say("Blir ett utkast. Det beslutade gäller tills utkastet beslutas.")


@dataclass
class Work:
    """What a load knows of the thread as it goes along; drafts it makes are added."""

    actor: Actor
    units: Register[Unit]
    levels: Register[str]
    roles: Register[str]
    indicators: Register[Indicator]
    items: dict[str, Item] = field(default_factory=dict)
    decided: dict[str, ItemVersion] = field(default_factory=dict)
    drafts: dict[str, ItemVersion] = field(default_factory=dict)
    by_title: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


@dataclass
class Wish:
    """A row that may change something: what it says, and which version it is held against."""

    line: Line
    step: Step
    key: str
    said: dict[str, Value]
    rows: dict[str, Any]
    differences: Mapping[str, Value]
    chosen: list[Indicator]


def load(actor: Actor, known: Known, commit: bool) -> list[Step]:
    """Drafts first, then what they serve and what measures them: a row may serve one further down."""
    model = active_model(clock.today())
    if model is None:
        return [
            faulty(line.number, [Fault("", say("Kommunen har ingen styrmodell som gäller i dag."))])
            for line in lines_of(known)
        ]
    work = _begin(actor, model)
    lines = lines_of(known)
    coming = {str(line.values.get("key")) for line in lines if line.values.get("key")}
    found = [_wish(work, line, coming) for line in lines]
    drafted = [_draft(work, one) if isinstance(one, Wish) else one for one in found]
    return [_link(work, one) if isinstance(one, Wish) else one for one in drafted]


def _begin(actor: Actor, model: Model) -> Work:
    work = Work(actor, lookup.units(), lookup.levels(model), lookup.role_kinds(model), lookup.indicators())
    work.items = {item.key: item for item in Item.objects.all()}
    versions = ItemVersion.objects.visible_to(actor).select_related("item", "unit", "responsible_unit")
    linked = versions.prefetch_related("contributions__serves", "measurements__indicator")
    for version in linked.decided_on(clock.today()):
        work.decided[version.item.key] = version
    for version in linked.drafts():
        work.drafts[version.item.key] = version
    for version in (*work.decided.values(), *work.drafts.values()):
        work.by_title[version.level, fold(version.title)] = version.item.key
    return work


def values_of(version: ItemVersion) -> dict[str, Value]:
    """A version as the file has it."""
    found: dict[str, Value] = {name: version.__dict__[name] for name in PLAIN}
    responsible = version.responsible_unit
    return {
        **found,
        "level": version.level,
        "unit": version.unit.key,
        "responsible_unit": responsible.key if responsible else "",
        "responsible_kind": version.responsible_kind,
        "serves": tuple(link.serves.key for link in version.contributions.all()),
        "indicators": tuple(link.indicator.key for link in version.measurements.all()),
        "example": version.example,
    }


def _wish(work: Work, line: Line, coming: set[str]) -> Wish | Step:
    finder = Finder(list(line.faults))
    said: dict[str, Value] = dict(line.values)
    level = finder.find(work.levels, said.get("level"), "Nivå")
    rows = {
        "unit": finder.find(work.units, said.get("unit"), "Ägare"),
        "responsible_unit": finder.find(work.units, said.get("responsible_unit"), "Ansvarig enhet"),
    }
    kind = finder.find(work.roles, said.get("responsible_kind"), "Ansvarig roll")
    serves = finder.all(lambda typed: _item(work, typed, coming), _listed(said, "serves"), "Bidrar till")
    chosen = finder.all(work.indicators.find, _listed(said, "indicators"), "Indikatorer")
    title = str(said.get("title") or "")
    key = str(said.get("key") or work.by_title.get((level or "", fold(title)), ""))
    if fault := key_fault(key, work.seen, line.number):
        finder.faults.append(fault)
    version = work.drafts.get(key) or work.decided.get(key)
    if key in work.items and version is None:
        finder.faults.append(Fault("Nyckel", say("Nyckeln används av ett led som inte gäller i dag.")))
    if finder.faults:
        return faulty(line.number, finder.faults, title)
    said |= {"level": level, "responsible_kind": kind or "", "serves": tuple(serves)}
    said |= {name: row.key if row else "" for name, row in rows.items() if name in said}
    said["indicators"] = tuple(row.key for row in chosen)
    for name in ("responsible_kind", *LINKS, "sound_economy"):
        if name not in line.values or (name == "sound_economy" and not said.get(name)):
            said.pop(name, None)
    return _compared(work, line, key, said, rows, chosen)


def _listed(said: Mapping[str, Value], name: str) -> tuple[str, ...]:
    found = said.get(name)
    return found if isinstance(found, tuple) else ()


def _item(work: Work, typed: str, coming: set[str]) -> str | Text:
    if typed in work.items or typed in coming:
        return typed
    return say("Det finns inget led med nyckeln ”{typed}”, varken här eller i filen.", typed=typed)


def _compared(
    work: Work, line: Line, key: str, said: dict[str, Value], rows: dict[str, Any], chosen: list[Indicator]
) -> Wish | Step:
    """Unchanged where it says what is decided, or what the draft already says."""
    label = str(said.get("title") or key)
    versions = [found for found in (work.decided.get(key), work.drafts.get(key)) if found is not None]
    for version in versions:
        if not differing(THREAD, said, values_of(version)):
            return Step(line.number, "unchanged", label)
    if not versions:
        return Wish(line, Step(line.number, "new", label), key, said, rows, said, chosen)
    had = values_of(versions[-1])
    differences = differing(THREAD, said, had)
    step = Step(line.number, "changed", label, changes(THREAD, differences, had), mark=str(versions[-1].pk))
    step = replace(step, notes=(BECOMES_DRAFT,) if versions[-1].state == State.DECIDED else ())
    return Wish(line, step, key, said, rows, differences, chosen)


def _draft(work: Work, wish: Wish) -> Wish | Step:
    """Makes or changes the draft. A row whose verb refuses is done with."""

    def write() -> None:
        draft = work.drafts.get(wish.key)
        decided = work.decided.get(wish.key)
        names = [name for name in wish.differences if name not in (*LINKS, "key")]
        fields: dict[str, Any] = {name: wish.rows[name] if name in wish.rows else wish.said[name] for name in names}
        if draft is not None:
            made = change_draft(work.actor, draft, draft.edit, **fields) if fields else draft
        else:
            made = draft_version(work.actor, decided.item if decided else None, key=wish.key, **fields)
        wish.key = made.item.key
        work.drafts[wish.key] = made
        work.items[wish.key] = made.item

    step = attempt(wish.step, THREAD, write)
    return step if step.effect == "refused" else wish


def _link(work: Work, wish: Wish) -> Step:
    def write() -> None:
        draft = work.drafts[wish.key]
        if "serves" in wish.differences and (wish.step.effect == "changed" or wish.said["serves"]):
            serve(work.actor, draft, [_known_item(work, key) for key in _listed(wish.said, "serves")])
        if "indicators" in wish.differences and (wish.step.effect == "changed" or wish.chosen):
            measure(work.actor, draft, wish.chosen)

    return attempt(wish.step, THREAD, write)


def _known_item(work: Work, key: str) -> Item:
    """The item of a key; one that stands in the file but was refused there is not."""
    if key not in work.items:
        raise Refused({"serves": str(say("”{key}” går inte att läsa in.", key=key))})
    return work.items[key]
