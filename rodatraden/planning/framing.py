"""What the steering model says of a plan's frames: which plans decide any, on which lines, for whom. Pure.

A plan decides frames where the model says that its type is a budget (`kind = "budget"`), or where whoever decides the
frames (`frames_decided_by`) decides it and its required contents name them. It divides the frame of the
unit whose plan it is among the units right beneath: the council's among the boards, a board's among what it runs. It
decides those of its first year; the years after are an outlook, which the budget of each decides.

The model's words, not a key of it, say what the required contents ask: a budget all of whose contents speak of
investments decides those alone, and then the other budgets of the same owner do not. Of the sections, one whose heading
speaks of frames, budget, economy, resources or investments is shown with the frames where nobody has written it.
"""

import re
from collections.abc import Sequence

from rodatraden.economy.rows import APART
from rodatraden.organisation.tree import Place, UnitTree
from rodatraden.steering.schema import EconomyLine, Model
from rodatraden.steering.schema.planning import LineKind
from rodatraden.steering.schema.planning import Plan as Kind

KINDS: tuple[LineKind, ...] = ("operations", "investment")
_FRAMES = re.compile(r"\b(ram|ramen|ramar|ramarna|\w*budget|\w*budgeten|ekonomi|ekonomin|resurser|resurserna)\b")
_NAMED = re.compile(r"\b(ram|ramar|ramarna)\b")
_INVESTMENTS = re.compile(r"\binvester")
_OPERATIONS = re.compile(r"\bdrift")


def has_frames(model: Model, kind: Kind) -> bool:
    """Whether plans of the type decide frames."""
    if kind.kind == "budget":
        return True
    decides = bool(kind.decided_by) and kind.decided_by == model.economy.frames_decided_by
    return decides and any(_NAMED.search(words.lower()) for words in kind.contents)


def framed_lines(model: Model, kind: Kind, lines: Sequence[EconomyLine]) -> tuple[EconomyLine, ...]:
    """The lines that plans of the type decide frames on."""
    if not has_frames(model, kind):
        return ()
    apart = any(_only_investments(each) for each in model.plan if has_frames(model, each) and each.owner == kind.owner)
    if not apart:
        return tuple(lines)
    wanted: LineKind = "investment" if _only_investments(kind) else "operations"
    return tuple(line for line in lines if line.kind == wanted)


def _only_investments(kind: Kind) -> bool:
    return bool(kind.contents) and all(_INVESTMENTS.search(words.lower()) for words in kind.contents)


def divided_among(tree: UnitTree, unit: int) -> tuple[Place, ...]:
    """The units that a unit's frame is divided among: those right beneath that have no economy of their own. Where
    that is one administration, what lies under it."""
    found = tuple(place for place in tree.children.get(unit, ()) if place.kind not in APART)
    if len(found) == 1 and found[0].kind == "administration" and tree.children.get(found[0].id):
        return divided_among(tree, found[0].id)
    return found


def sets_the_whole(tree: UnitTree, unit: int) -> bool:
    """Whether the plan says itself how much there is to divide: nobody above the unit has given it a frame."""
    place = tree.at(unit)
    return place is not None and place.parent is None


def kinds_for(heading: str) -> tuple[LineKind, ...]:
    """The kinds of lines whose frames belong in a section, by its heading; none where it is about something else."""
    words = heading.lower()
    invests, operates = bool(_INVESTMENTS.search(words)), bool(_OPERATIONS.search(words))
    if invests != operates:
        return ("investment",) if invests else ("operations",)
    return KINDS if invests or _FRAMES.search(words) else ()
