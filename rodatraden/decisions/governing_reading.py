"""Governing documents read for a list or a page, with how they stand, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from rodatraden.decisions.deciders import Decider, may_decide_kind
from rodatraden.decisions.models import Concern, Decision, GoverningDocument, GoverningQuerySet
from rodatraden.decisions.standing import FINDINGS, STATES, Cited, Facts, Finding, State, findings_of, state_of
from rodatraden.lib.text import capital, in_words
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Role, Unit
from rodatraden.steering.schema import Document, Model
from rodatraden.web.marks import Mark, Symbol

GRAVE: frozenset[Finding] = frozenset({"revise", "wrong-body", "undecided"})
UNRANKED = 99
RESPONSIBLE = GoverningDocument._meta.get_field("responsible_unit")
BODY = Decision._meta.get_field("body")


class Entry(NamedTuple):
    """A document as far as the rules and the whole register ask of it. `hit` is whether the search finds it."""

    pk: int
    kind: str
    valid_from: date | None
    valid_to: date | None
    revise_by: date | None
    follow_up_by: date | None
    adopted_on: date | None
    unit_id: int | None
    role: str
    decision_id: int | None
    body_id: int | None
    position: str | None
    annulled_on: date | None
    is_replaced: bool
    hit: bool


COLUMNS = (
    *Entry._fields[:7], "responsible_unit_id", "responsible_kind", "decision_id", "decision__body_id",
    "decision__position", "decision__annulled_on", "is_replaced", "hit",
)  # fmt: skip
"""Where each of them is read."""


@dataclass(frozen=True)
class Standing:
    """How a document stands, by the model and the day. `body` decided it, `unit` answers for it, and `units` are those
    it concerns, empty for everybody."""

    entry: Entry
    kind: Document | None
    body: Unit | None
    unit: Unit | None
    units: Sequence[Unit]
    facts: Facts
    day: date

    @property
    def kind_name(self) -> str:
        """What the kind is called, without the examples that a model may name after a comma."""
        return self.kind.name.partition(",")[0] if self.kind else self.entry.kind

    @property
    def rank(self) -> int:
        return self.kind.rank or UNRANKED if self.kind else UNRANKED

    @cached_property
    def state(self) -> State:
        return state_of(self.facts, self.day)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return findings_of(self.facts, self.day)

    @property
    def mark(self) -> Mark:
        """All that is wrong with it, the gravest sign of them; else how it stands."""
        found = self.findings
        if not found:
            symbol: Symbol = "disc" if self.state == "holds" else "ring"
            return Mark("plain", symbol, capital(STATES[self.state]))
        told = capital(in_words([FINDINGS[each] for each in found]))
        return Mark("missed", "square", told) if GRAVE & set(found) else Mark("partly", "diamond", told)

    @property
    def looked_over(self) -> date | None:
        """The next day by which it is to be revised or followed up."""
        return min((day for day in (self.entry.revise_by, self.entry.follow_up_by) if day), default=None)


@dataclass(frozen=True)
class GoverningRow(Standing):
    """A document with how it stands, and who decided it and answers for it in words."""

    document: GoverningDocument
    decider: str
    responsible: str


def read_documents(actor: Actor, rows: GoverningQuerySet, day: date) -> list[GoverningRow]:
    """Some documents as they stand on a day. Four queries, and the model where it is another day's."""
    documents = list(rows.for_list().marked())
    return list(_rows(actor.model_on(day), _stand(actor, map(_entry_of, documents), day), documents))


def read_register(actor: Actor, day: date, query: str = "") -> list[Standing]:
    """How all documents stand on a day, each with whether a search finds it. Four queries, as above."""
    rows = GoverningDocument.objects.marked(query).values_list(*COLUMNS)
    return _stand(actor, map(Entry._make, rows), day)


def in_full(actor: Actor, standing: Sequence[Standing], day: date) -> list[GoverningRow]:
    """Some of the register with the documents themselves. One query."""
    documents = GoverningDocument.objects.for_list().filter(pk__in=[each.entry.pk for each in standing])
    by_pk = {document.pk: document for document in documents}
    return list(_rows(actor.model_on(day), standing, [by_pk[each.entry.pk] for each in standing]))


def _entry_of(document: GoverningDocument) -> Entry:
    decision = document.decision
    decider = (decision.body_id, decision.position, decision.annulled_on) if decision else (None, None, None)
    own = (getattr(document, name) for name in COLUMNS[:10])
    return Entry._make((*own, *decider, document.is_replaced, document.hit))


def _rows(
    model: Model | None, standing: Iterable[Standing], documents: Iterable[GoverningDocument]
) -> Iterable[GoverningRow]:
    """Each document gets its units out of those that are read."""
    for each, document in zip(standing, documents, strict=True):
        RESPONSIBLE.set_cached_value(document, each.unit)
        if document.decision is not None:
            BODY.set_cached_value(document.decision, each.body)
        decided = document.decision.by_whom if document.decision is not None else ""
        told = decided, responsible_told(model, document)
        stands = (each.entry, each.kind, each.body, each.unit, each.units, each.facts, each.day)
        yield GoverningRow(*stands, document, *told)


def _stand(actor: Actor, entries: Iterable[Entry], day: date) -> list[Standing]:
    """How documents stand. What many of them have in common is looked up once: two thousand have few units and kinds
    between them."""
    model, entries = actor.model_on(day), list(entries)
    roles = set(Role.objects.on(day).order_by().values_list("unit", "kind"))
    every = Unit.objects.in_bulk()
    units: dict[int, list[Unit]] = {}
    concerned = Concern.objects.order_by("unit__position", "unit__key").values_list("document_id", "unit_id")
    for pk, concerns in concerned:
        units.setdefault(pk, []).append(every[concerns])

    @cache
    def called(kind: str) -> Document | None:
        return model.governing_of(kind) if model is not None else None

    @cache
    def held(unit: int, role: str) -> bool:
        return is_held(actor, roles, unit, role)

    @cache
    def allowed(kind: str, body: int | None, position: str | None) -> bool | None:
        return may_decide_kind(model, kind, _decider(every.get(body or 0), position)) if model is not None else None

    found = []
    for entry in entries:
        kind = called(entry.kind)
        facts = Facts(
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            replaced=entry.is_replaced,
            revise_by=entry.revise_by,
            follow_up_by=entry.follow_up_by,
            owned=bool(entry.unit_id and entry.role),
            held=entry.unit_id is not None and held(entry.unit_id, entry.role),
            decided=entry.decision_id is not None and entry.annulled_on is None,
            allowed=allowed(entry.kind, entry.body_id, entry.position),
            known_kind=model is None or kind is not None,
            adopted=entry.adopted_on is not None or kind is None or not kind.binds_when_adopted,
        )
        body, unit = every.get(entry.body_id or 0), every.get(entry.unit_id or 0)
        found.append(Standing(entry, kind, body, unit, units.get(entry.pk, ()), facts, day))
    return found


def is_held(actor: Actor, roles: Collection[tuple[int, str]], unit: int, role: str) -> bool:
    """Whether somebody has the role at the unit, or at the one that its work went on in."""
    return any((place, role) in roles for place in {unit, actor.tree.standing(unit)} if place)


def _decider(body: Unit | None, position: str | None) -> Decider:
    return Decider(body.kind, body.key, body.name) if body else Decider(position=position or "")


def responsible_told(model: Model | None, document: GoverningDocument) -> str:
    """ "enhetschef, Hemtjänsten"."""
    role = model.role_of(document.responsible_kind) if model else None
    name = role.name.one if role else document.responsible_kind
    unit = document.responsible_unit.name if document.responsible_unit else ""
    return ", ".join(part for part in (name, unit) if part)


def references_of(row: GoverningRow) -> list[Cited]:
    """What the document itself cites, then what its kind rests on by the model; each once."""
    own = row.document
    found = [Cited(own.law_current, own.law_printed, own.law_act, own.law_note)]
    for law in row.kind.law if row.kind else ():
        cited = Cited(f"KL {law.current}", law.printed, law.act if law.printed else "", law.note)
        found.append(cited)
    return list({each.current or each.printed: each for each in found if each}.values())


def line_of(document: int, replaces: Mapping[int, int | None]) -> list[int]:
    """The ids of all wordings of a document, the latest first; `replaces` names what each replaces, by id."""
    after = {old: new for new, old in replaces.items() if old is not None}
    later = _steps(document, after)
    return [*reversed(later), document, *_steps(document, replaces)]


def _steps(start: int, to: Mapping[int, int | None]) -> list[int]:
    """The ids that one leads to by another, from the nearest."""
    found: list[int] = []
    at = to.get(start)
    while at is not None and at not in found:
        found.append(at)
        at = to.get(at)
    return found


def replacements() -> dict[int, int | None]:
    """What each document replaces, by id. One query."""
    return dict(GoverningDocument.objects.order_by().values_list("pk", "replaces"))
