"""Where a job stands, from what is known of it, and how that is said. Pure."""

from typing import Literal

from rodatraden.lib.text import NOTHING, Text, say

Phase = Literal["waiting", "unattended", "running", "interrupted", "done", "refused", "failed", "cancelled"]
ENDS: dict[str, Phase] = {"done": "done", "refused": "refused", "failed": "failed", "cancelled": "cancelled"}
NOTHING_CHANGED = say("Ingenting har ändrats.")


def phase_of(state: str, held: bool, queued: bool, attended: bool) -> Phase:
    """Where a job of a stored state stands: whether a process holds it, the queue has it, and any worker is there.

    One that has not ended, that nobody holds and that is in no queue lost its process half way.
    """
    if state in ENDS:
        return ENDS[state]
    if held:
        return "running"
    if queued:
        return "waiting" if attended else "unattended"
    return "interrupted"


def headline(phase: Phase, label: str, do: Text, doing: Text, ended: Text) -> Text:
    """The job in one sentence. `do`, `doing` and `ended` are its verb: "läsa in", "Läser in", "är inläst"."""
    if phase == "waiting":
        return say("Väntar på att {do} {label}.", do=do, label=label)
    if phase == "unattended":
        return say("Väntar på att {do} {label}, men ingenting arbetar i bakgrunden.", do=do, label=label)
    if phase == "running":
        return say("{doing} {label}.", doing=doing, label=label)
    if phase == "interrupted":
        return say("Arbetet med att {do} {label} avbröts.", do=do, label=label)
    if phase == "done":
        return say("{label} {ended}.", label=label, ended=ended)
    if phase == "cancelled":
        return say("{label} togs ur kön.", label=label)
    return say("Det gick inte att {do} {label}.", do=do, label=label)


def meaning(phase: Phase, name: Text) -> Text:
    """What that means for who waits; nothing where the work has its own words for it.

    `name` is the page that one comes from.
    """
    if phase in ("waiting", "running"):
        return say("Du kan lämna sidan. Arbetet fortsätter, och du hittar det igen under ”{name}”.", name=name)
    if phase == "unattended":
        return say("Den som sköter driften behöver starta ”rodatraden worker”. Då fortsätter det av sig självt.")
    if phase == "interrupted":
        return say("Programmet stannade mitt i. {nothing}", nothing=NOTHING_CHANGED)
    return NOTHING_CHANGED if phase == "cancelled" else NOTHING
