"""What the rows of a file of the thread ask for, done by the thread's own verbs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from rodatraden.exchange.attempts import attempt
from rodatraden.exchange.layouts import ANSWER, MET, Layout
from rodatraden.exchange.steps import Step
from rodatraden.exchange.thread_values import DECIDING, LINKS, REPORTING, noted
from rodatraden.exchange.values import Value, number
from rodatraden.indicators.models import Indicator
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.steering.schema import Model
from rodatraden.tenancy.edits import Refused
from rodatraden.thread.models import Item, ItemVersion, Progress
from rodatraden.thread.services import (
    answer,
    change_draft,
    decide_version,
    draft_version,
    measure,
    report_progress,
    serve,
)

VERB_NAMES = {"state": "progress", "note": "progress_note"}
"""Fields of a report that have another column."""


@dataclass
class Work:
    """What a load knows of the thread as it goes along; what it drafts and decides is added."""

    actor: Actor
    model: Model
    layout: Layout
    items: dict[str, Item]
    progress: dict[int, Progress]
    decided: dict[str, ItemVersion] = field(default_factory=dict)
    drafts: dict[str, ItemVersion] = field(default_factory=dict)


@dataclass
class Wish:
    """A row that may change something: what it says, and what of that is otherwise than what is stored.

    `content` says that what is decided would be otherwise, so that a draft is needed; `decides` that the row
    names the decision.
    """

    number: int
    step: Step
    key: str
    said: dict[str, Value]
    rows: dict[str, Any]
    chosen: list[Indicator]
    differences: Mapping[str, Value] = field(default_factory=dict)
    content: bool = False
    decides: bool = False

    def listed(self, name: str) -> tuple[str, ...]:
        found = self.said.get(name)
        return found if isinstance(found, tuple) else ()


def _tried(work: Work, wish: Wish, write: Callable[[], object]) -> Wish | Step:
    """The wish, with this much of it done; or the refused step. A row whose verb refuses is done with."""
    wish.step = attempt(wish.step, work.layout, write)
    return wish.step if wish.step.effect == "refused" else wish


@contextmanager
def _as_columns(names: Mapping[str, str]) -> Iterator[None]:
    """A verb's refusals by the columns of the file."""
    try:
        yield
    except Refused as fault:
        raise Refused({names.get(name, name): why for name, why in fault.reasons.items()}) from fault


def draft(work: Work, wish: Wish) -> Wish | Step:
    """Makes or changes the draft, where what is decided would be otherwise or decided anew."""
    aside = {*LINKS, *REPORTING, *DECIDING, "key"}
    asked = (ANSWER, MET)

    def write() -> None:
        found, decided = work.drafts.get(wish.key), work.decided.get(wish.key)
        names = [name for name in wish.differences if name not in aside and not name.startswith(asked)]
        fields: dict[str, Any] = {name: wish.rows[name] if name in wish.rows else wish.said[name] for name in names}
        if wish.decides and "valid_to" in wish.said:
            fields["valid_to"] = wish.said["valid_to"]
        if found is not None:
            made = change_draft(work.actor, found, found.edit, **fields) if fields else found
        else:
            made = draft_version(work.actor, decided.item if decided else None, key=wish.key, **fields)
        wish.key = made.item.key
        work.drafts[wish.key] = made
        work.items[wish.key] = made.item

    return _tried(work, wish, write) if wish.content or wish.decides else wish


def link(work: Work, wish: Wish) -> Wish | Step:
    """What the draft serves, what measures it and what it answers; a judgement alone needs no draft."""

    def write() -> None:
        found = work.drafts[wish.key] if wish.content or wish.decides else _version_of(work, wish.key)
        if {"serves", "hows"} & set(wish.differences):
            items = [_known_item(work, key) for key in wish.listed("serves")]
            hows = noted(wish.said.get("hows")) if "hows" in wish.said else None
            ways = {item.pk: hows.get(item.key, "") for item in items} if hows is not None else None
            serve(work.actor, found, items, ways)
        if {"indicators", "weights"} & set(wish.differences):
            heavy = noted(wish.said.get("weights")) if "weights" in wish.said else None
            weights = {row.pk: _weight(heavy.get(row.key)) for row in wish.chosen} if heavy is not None else None
            measure(work.actor, found, wish.chosen, weights)
        _answer(work, wish, found)

    return _tried(work, wish, write)


def _version_of(work: Work, key: str) -> ItemVersion:
    return work.drafts.get(key) or work.decided[key]


def _weight(typed: str | None) -> Decimal:
    return number(typed) or Decimal(1)


def _answer(work: Work, wish: Wish, version: ItemVersion) -> None:
    """The answers that are otherwise. What the file does not say of one stays as it was."""
    asked = dict.fromkeys(
        name.removeprefix(ANSWER).removeprefix(MET) for name in wish.differences if name.startswith((ANSWER, MET))
    )
    for question in asked:
        had = version.answers.filter(question=question).first()
        text = wish.said.get(f"{ANSWER}{question}", had.text if had else "")
        met = wish.said.get(f"{MET}{question}", had.met if had else None)
        with _as_columns({question: f"{ANSWER}{question}"}):
            answer(work.actor, version, question, str(text), met if isinstance(met, bool) else None)


def _known_item(work: Work, key: str) -> Item:
    """The item of a key; one that stands in the file but was refused there is not."""
    if key not in work.items:
        raise Refused({"serves": str(say("”{key}” går inte att läsa in.", key=key))})
    return work.items[key]


def decide(work: Work, wish: Wish) -> Wish | Step:
    """Decides the draft by the decision that the row names. What is lacking is told, not refused."""
    notes: list[Text] = []

    def write() -> None:
        said: dict[str, Any] = {"note": str(wish.said.get("decision_note") or "")}
        whose: Any = (wish.rows["decision"], wish.said.get("valid_from"))
        version = work.drafts[wish.key]
        try:
            with transaction.atomic():
                made = decide_version(work.actor, version, *whose, **said)
        except Refused as fault:
            if "confirmed" not in fault.reasons:
                raise
            notes.append(say("{said}", said=fault.reasons["confirmed"]))
            made = decide_version(work.actor, version, *whose, **said, confirmed=True)
        work.decided[wish.key] = made
        del work.drafts[wish.key]

    if not wish.decides:
        return wish
    done = _tried(work, wish, write)
    if isinstance(done, Wish):
        done.step = replace(done.step, notes=(*done.step.notes, *notes))
    return done


def report(work: Work, wish: Wish) -> Wish | Step:
    """Reports how far it has come, where the file says otherwise. A day that is not changed is today."""

    def write() -> None:
        item = work.items[wish.key]
        said = {name: wish.said.get(name) for name in REPORTING}
        former = work.progress.get(item.pk)
        day = said["reported_on"] if "reported_on" in wish.differences else None
        percent = said["percent"] if "percent" in wish.said else former.percent if former else None
        note = said["progress_note"] if "progress_note" in wish.said else former.note if former else ""
        version = _version_of(work, wish.key)
        with _as_columns(VERB_NAMES):
            report_progress(
                work.actor,
                item,
                state=str(said["progress"]),
                percent=percent,  # type: ignore[arg-type]
                note=str(note or ""),
                reported_on=day,  # type: ignore[arg-type]
                example=version.example,
            )

    return _tried(work, wish, write) if set(REPORTING) & set(wish.differences) else wish
