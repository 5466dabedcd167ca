"""Which consultations a plan waits for before it can be decided (D2). Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rodatraden.lib.text import NOTHING, Text, in_words, say
from rodatraden.steering.schema import Model
from rodatraden.steering.schema.organisation import Participation


@dataclass(frozen=True)
class Held:
    """A consultation that was held: its kind, and the change that it was about (None: the whole plan)."""

    kind: str
    change: int | None = None


@dataclass(frozen=True)
class Weighty:
    """A significant change that is not turned down."""

    pk: int
    what: str


def wanted(model: Model, plan_kind: str) -> tuple[Participation, ...]:
    """What the model asks for before plans of the type are decided."""
    return tuple(part for part in model.participation if plan_kind in part.before)


def is_held(part: Participation, held: Collection[Held], changes: Sequence[Weighty]) -> bool:
    """Whether a consultation is done with: held for the whole plan, or for each significant change of it."""
    kinds = {one.change for one in held if one.kind == part.key}
    if None in kinds:
        return True
    return part.when == "significant" and all(change.pk in kinds for change in changes)


def unheard(part: Participation, held: Collection[Held], changes: Sequence[Weighty]) -> tuple[str, ...]:
    """The significant changes whose consultation is missing."""
    kinds = {one.change for one in held if one.kind == part.key}
    if part.when != "significant" or None in kinds:
        return ()
    return tuple(change.what for change in changes if change.pk not in kinds)


def missing_told(
    parts: Sequence[Participation], held: Collection[Held], changes: Sequence[Weighty], *, is_decided: bool = False
) -> Text:
    """What a decision waits for or, of a plan that is decided, was taken without; nothing where all is held."""
    lacking = [part for part in parts if not is_held(part, held, changes)]
    if not lacking:
        return NOTHING
    told = [_told(part, unheard(part, held, changes)) for part in lacking]
    what = in_words([str(each) for each in told])
    if is_decided:
        return say("Beslutet togs utan det här: {what}.", what=what)
    return say("Det här saknas före beslutet: {what}.", what=what)


def _told(part: Participation, changes: Sequence[str]) -> Text:
    what = part.what[:1].lower() + part.what[1:] if part.what[1:2].islower() else part.what
    if not changes:
        return say("{what}", what=what)
    return say("{what} ({changes})", what=what, changes=in_words([f"”{change}”" for change in changes]))
