"""What the steering model says of a level: who decides it, what it may serve, what it must carry. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from rodatraden.lib.text import Text, say
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.levels import Carries, Letter

By = Literal["body", "role"]
DECIDING_BODIES = frozenset(
    {
        "council", "executive_board", "board", "committee", "company", "company_partly", "joint_authority",
        "joint_board", "foundation", "cooperation", "private_provider", "audit",
    }
)  # fmt: skip
ONE_OF_A_KIND = frozenset({"council", "executive_board", "audit"})
DOING = frozenset({"activity", "assignment", "strategy"})
"""Kinds of levels that are done, and so have a progress."""
ENDED = frozenset({"done", "cancelled"})
"""States of progress after which nothing more is to be done."""

MISSING: Mapping[Carries | Literal["serves"], Text] = {
    "responsible": say("ingen ansvarig"),
    "indicator": say("ingen indikator"),
    "target": say("inget målvärde"),
    "activity": say("ingen aktivitet"),
    "deadline": say("inget slutdatum"),
    "decision": say("inget beslut"),
    "served": say("inget som bidrar till det"),
    "serves": say("bidrar inte till något"),
}


@dataclass(frozen=True)
class Decider:
    """Who decides at a level: a body in a meeting, or a role by one click. `kind` is the body's kind.

    `owners` are the kinds of units that own what is decided, where the model says so.
    """

    by: By
    key: str
    name: str
    kind: str = ""
    owners: tuple[str, ...] = ()

    def is_met_by(self, unit_kind: str, is_own_authority: bool) -> bool:
        """Whether a unit of the kind is the body meant; of several boards only the item's own authority is."""
        if self.kind in ONE_OF_A_KIND:
            return unit_kind == self.kind
        return is_own_authority or (self.kind == "committee" and unit_kind == "committee")


def decider_of(model: Model, level: Level) -> Decider:
    """A management group or an administration is led by officials: there the decision is a role's."""
    body = model.body_of(level.decided_by)
    if body is not None and body.kind in DECIDING_BODIES:
        return Decider("body", body.key, body.name.one, body.kind, level.owned_by)
    return Decider("role", level.decided_by, model.who(level.decided_by), body.kind if body else "", level.owned_by)


def owner_kinds(model: Model, level: Level) -> tuple[str, ...]:
    """The kinds of units that may own an item at the level: as the model says, else the one body that decides.

    Empty where any unit may.
    """
    decider = decider_of(model, level)
    return level.owned_by or ((decider.kind,) if decider.by == "body" and decider.kind in ONE_OF_A_KIND else ())


def level_problem(model: Model, key: str) -> Text | None:
    """Why a key names no level, with the nearest that does."""
    if model.level_of(key):
        return None
    near = get_close_matches(key, [level.key for level in model.level], n=1)
    if near:
        return say("Nivån ”{key}” finns inte i styrmodellen. Menas ”{near}”?", key=key, near=near[0])
    return say("Nivån ”{key}” finns inte i styrmodellen.", key=key)


def missing(level: Level, has: Collection[str]) -> tuple[Text, ...]:
    """What the level must carry that is not in `has`, told. A level that serves others must serve something."""
    needed = [*level.carries, *(["serves"] if level.serves else [])]
    return tuple(MISSING[what] for what in needed if what not in has)  # type: ignore[index]


def letters(model: Model, level: Level) -> tuple[Letter, ...]:
    """The quality criteria that an item at the level is held against; none where the model has none for it."""
    found = next((quality for quality in model.quality if quality.key == level.quality), None)
    return found.letters if found else ()


def served_levels(model: Model, level: Level) -> tuple[Level, ...]:
    """The levels that the level may serve, in the order of the model."""
    return tuple(other for other in model.level if other.key in level.serves)


def serving_levels(model: Model, level: Level) -> tuple[Level, ...]:
    """The levels that may serve the level."""
    return tuple(other for other in model.level if level.key in other.serves)
