"""The way of a report: which state follows which, and who may take it there. Pure.

A report climbs within its authority by being cleared, and leaves it by being treated. What a body has treated
nobody returns: the executive board advises, asks for completion (KL 6:12) or takes it to the council.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text, say

Verb = Literal["write", "submit", "take_back", "return", "clear", "treat", "reopen"]
Who = Literal["writer", "head", "manager", "body"]
"""The writer enters, the head answers for the unit, the manager for the one it reports to; a body decides."""


@dataclass(frozen=True)
class Way:
    """From which states a verb goes, where to, and whose it is."""

    sources: frozenset[str]
    to: str
    who: Who
    refusal: Text


NOT_BEGUN = ""
WAYS: Mapping[Verb, Way] = {
    "write": Way(
        frozenset({NOT_BEGUN, "draft", "returned"}),
        "draft",
        "writer",
        say("Rapporten är inlämnad och går inte att ändra. Ta tillbaka den först."),
    ),
    "submit": Way(
        frozenset({NOT_BEGUN, "draft", "returned"}), "submitted", "head", say("Rapporten är redan inlämnad.")
    ),
    "take_back": Way(
        frozenset({"submitted"}),
        "draft",
        "head",
        say("Bara en inlämnad rapport som ingen har behandlat kan tas tillbaka."),
    ),
    "return": Way(
        frozenset({"submitted", "cleared"}),
        "returned",
        "manager",
        say("Bara en inlämnad rapport kan skickas tillbaka."),
    ),
    "clear": Way(frozenset({"submitted"}), "cleared", "manager", say("Bara en inlämnad rapport kan klarmarkeras.")),
    "treat": Way(
        frozenset({"submitted", "cleared"}), "treated", "body", say("Bara en inlämnad rapport kan behandlas.")
    ),
    "reopen": Way(
        frozenset({"treated", "frozen"}), "draft", "body", say("Bara en behandlad rapport kan öppnas för rättelse.")
    ),
}


def refusal_of(verb: Verb, state: str) -> Text | None:
    """Why the verb cannot be done in the state, or None where it can."""
    way = WAYS[verb]
    return None if state in way.sources else way.refusal


def after_treatment(treatment: str) -> str:
    """Where a report stands after a body has treated it: one referred back is written again, a tabled one waits."""
    return {"referred_back": "returned", "tabled": "submitted"}.get(treatment, "treated")


JUDGING, REPLYING = frozenset({"sufficient", "insufficient"}), frozenset({"plan_accepted", "plan_rejected"})
"""What the supervision says of a report that is handed in, and of a plan that has come."""


def step_refusal(kind: str, state: str, plan: str) -> Text | None:
    """Why a step of the supervision does not fit a report as it stands, or None where it does. `plan` is the latest
    step about its action plan: what may be asked for at any time can be judged only when it has come."""
    if kind in JUDGING and state in WAYS["write"].sources:
        return say("Rapporten är inte inlämnad än, och går inte att bedöma.")
    if kind in REPLYING and plan in ("", "plan_asked"):
        return say("Ingen åtgärdsplan är lämnad.")
    return None
