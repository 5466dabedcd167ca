"""Governing documents read for a list or a page, with how they stand, in a fixed number of queries."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

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


@dataclass(frozen=True)
class GoverningRow:
    """A document with what the model and the day say of it. `units` are those it concerns, empty for everybody;
    `hit` is whether the search finds it."""

    document: GoverningDocument
    kind: Document | None
    decider: str
    responsible: str
    units: tuple[Unit, ...]
    facts: Facts
    day: date
    hit: bool = True

    @property
    def kind_name(self) -> str:
        """What the kind is called, without the examples that a model may name after a comma."""
        return self.kind.name.partition(",")[0] if self.kind else self.document.kind

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
        return min((day for day in (self.document.revise_by, self.document.follow_up_by) if day), default=None)


def read_documents(actor: Actor, rows: GoverningQuerySet, day: date, query: str = "") -> list[GoverningRow]:
    """The rows as they stand on a day, each with whether a search finds it. Four queries, and the model where it is
    another day's."""
    model = actor.model_on(day)
    documents = list(rows.for_register(query))
    held = set(Role.objects.on(day).order_by().values_list("unit", "kind"))
    every = Unit.objects.in_bulk()
    units: dict[int, list[Unit]] = {}
    concerned = Concern.objects.order_by("unit__position", "unit__key").values_list("document_id", "unit_id")
    for pk, unit in concerned:
        units.setdefault(pk, []).append(every[unit])

    @cache
    def allowed(kind: str, who: Decider) -> bool | None:
        return may_decide_kind(model, kind, who) if model else None

    found = []
    for document in documents:
        _share(document, every)
        kind = model.governing_of(document.kind) if model else None
        facts = facts_of(actor, model, document, held, allowed)
        told = decider_told(document.decision), responsible_told(model, document)
        found.append(GoverningRow(document, kind, *told, tuple(units.get(document.pk, ())), facts, day, document.hit))
    return found


def _share(document: GoverningDocument, units: Mapping[int, Unit]) -> None:
    """Gives a document its units out of those that are read: two thousand documents have few between them."""
    RESPONSIBLE.set_cached_value(document, units.get(document.responsible_unit_id or 0))
    if document.decision is not None:
        BODY.set_cached_value(document.decision, units.get(document.decision.body_id or 0))


def facts_of(
    actor: Actor,
    model: Model | None,
    document: GoverningDocument,
    held: Collection[tuple[int, str]],
    allowed: Callable[[str, Decider], bool | None],
) -> Facts:
    """What the rules need to know. A role is held at the unit, or at the one that its work went on in."""
    unit, kind = document.responsible_unit_id, document.responsible_kind
    called = model.governing_of(document.kind) if model is not None else None
    places = {unit, actor.tree.standing(unit)} if unit else set()
    return Facts(
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        replaced=document.is_replaced,
        revise_by=document.revise_by,
        follow_up_by=document.follow_up_by,
        owned=bool(unit and kind),
        held=any((place, kind) in held for place in places if place),
        decided=document.decision is not None,
        allowed=allowed(document.kind, who_decided(document.decision)),
        known_kind=model is None or called is not None,
        adopted=document.adopted_on is not None or called is None or not called.binds_when_adopted,
    )


def who_decided(decision: Decision | None) -> Decider:
    if decision is None:
        return Decider()
    body = decision.body
    return Decider(body.kind, body.key, body.name) if body else Decider(position=decision.position)


def decider_told(decision: Decision | None) -> str:
    if decision is None:
        return ""
    return decision.body.name if decision.body else decision.position


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
