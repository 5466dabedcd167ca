"""What the steering model says of a level: who decides it, what it may serve, what it must carry. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from rodatraden.lib.text import OR, Text, in_words, say
from rodatraden.steering.schema import Level, Model
from rodatraden.steering.schema.levels import Carries, Letter
from rodatraden.steering.schema.organisation import ONE_OF_ITS_KIND

By = Literal["body", "role"]
DECIDING_BODIES = frozenset(
    {
        "council", "executive_board", "board", "committee", "company", "company_partly", "joint_authority",
        "joint_board", "foundation", "cooperation", "private_provider", "audit",
    }
)  # fmt: skip
DOING = frozenset({"activity", "assignment", "strategy"})
"""Kinds of levels that are done, and so have a progress."""
ENDED = frozenset({"done", "cancelled"})
"""States of progress after which nothing more is to be done."""

MISSING: Mapping[Carries | Literal["serves"], Text] = {
    "responsible": say("ingen ansvarig"),
    "indicator": say("ingen indikator"),
    "target": say("inget målvärde"),
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
        if self.kind in ONE_OF_ITS_KIND:
            return unit_kind == self.kind
        return is_own_authority or (self.kind == "committee" and unit_kind == "committee")


def decider_of(model: Model, level: Level) -> Decider:
    """Who decides what is at the level."""
    return decider_named(model, level.decided_by, level.owned_by)


def decider_named(model: Model, key: str, owners: tuple[str, ...] = ()) -> Decider:
    """Who decides, by the key of a body or a role.

    A management group or an administration is led by officials: there the decision is a role's.
    """
    body = model.body_of(key)
    if body is not None and body.kind in DECIDING_BODIES:
        return Decider("body", body.key, body.name.one, body.kind, owners)
    return Decider("role", key, model.who(key), body.kind if body else "", owners)


def owner_kinds(model: Model, level: Level) -> tuple[str, ...]:
    """The kinds of units that may own an item at the level: as the model says, else the one body that decides.

    Empty where any unit may.
    """
    decider = decider_of(model, level)
    return level.owned_by or ((decider.kind,) if decider.by == "body" and decider.kind in ONE_OF_ITS_KIND else ())


def level_problem(model: Model, key: str) -> Text | None:
    """Why a key names no level, with the nearest that does."""
    if model.level_of(key):
        return None
    near = get_close_matches(key, [level.key for level in model.level], n=1)
    if near:
        return say("Nivån ”{key}” finns inte i styrmodellen. Menas ”{near}”?", key=key, near=near[0])
    return say("Nivån ”{key}” finns inte i styrmodellen.", key=key)


def missing(model: Model, level: Level, has: Collection[str]) -> tuple[Text, ...]:
    """What the level must carry that is not in `has`, told. A level that serves others must serve something."""
    needed = [*level.carries, *(["serves"] if level.serves else [])]
    told = {**MISSING, "activity": no_such(activity_levels(model.level))}
    return tuple(told[what] for what in needed if what not in has)  # type: ignore[index]


def activity_levels(levels: Iterable[Level]) -> tuple[Level, ...]:
    """The levels of what is done for goals, whatever the municipality calls them."""
    return tuple(level for level in levels if level.kind == "activity")


def no_such(levels: Sequence[Level]) -> Text:
    """ "ingen aktivitet", "inget projekt eller uppdrag": in the levels' own words, the first of which says which."""
    if not levels:
        return say("inget som görs")
    words = in_words([level.name.one for level in levels], OR)
    return say("inget {word}", word=words) if levels[0].name.neuter else say("ingen {word}", word=words)


def none_leads(levels: Sequence[Level], title: str) -> Text:
    """ "Ingen aktivitet leder till ”Tryggare skolväg”.", in the levels' own words."""
    if not levels:
        return say("Inget som görs leder till ”{title}”.", title=title)
    said: dict[str, object] = {"word": in_words([level.name.one for level in levels], OR), "title": title}
    if levels[0].name.neuter:
        return say("Inget {word} leder till ”{title}”.", **said)
    return say("Ingen {word} leder till ”{title}”.", **said)


def many_of(levels: Iterable[Level]) -> Text:
    """ "strategier och aktiviteter": the levels' own words in plural."""
    return in_words([level.name.many or level.name.one for level in levels])


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
