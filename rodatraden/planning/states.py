"""The way of a plan: which state follows which, and who may take it there. Pure.

What is decided does not move. After the decision only what happens to it is told: minutes approved, announced,
appealed. Whether it is in force is no state of its own: it follows from the days (`shown`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.lib.workdays import is_working_day, working_day_after

Verb = Literal[
    "write", "send_out", "give_view", "propose", "advise", "take_back", "refer_back", "table", "reject", "amend",
    "put_back", "reopen", "decide", "report", "approve_minutes", "announce", "appeal", "uphold", "annul", "replace",
    "restore", "end", "discard", "lay_down", "schedule",
]  # fmt: skip
Who = Literal["writer", "head", "asked", "executive", "decider", "board", "either"]
"""The writer enters, the head answers for the unit, who is asked gives a view, the executive board an opinion on
what the council decides (KL 5:28); the decider is the body or the official that the model names; the board is
the one that an official's decision is reported to. Either the head or the decider puts the plan on a meeting."""

WRITING = frozenset({"preparation", "out_for_views", "referred_back"})
"""The states in which a plan is being written, to be proposed."""
PROPOSED = frozenset({"proposed", "tabled"})
AMENDING = "amending"
"""The body has changed the proposal: the plan is written as it was decided, and then decided."""
WITH_BODY = PROPOSED | {AMENDING}
"""The states in which a plan lies with whoever decides it."""
WRITABLE = WRITING | {AMENDING}
OPEN = WRITING | WITH_BODY
"""The states before the decision."""
STANDING = frozenset({"decided", "minutes_approved", "announced", "appealed"})
"""The states of what is decided and not replaced, ended or annulled."""
TREATED: Mapping[str, Text] = {
    "proposed": say("Planen föreslogs {day}: dagen kan inte vara tidigare."),
    "taken_back": say("Planen togs tillbaka {day}: dagen kan inte vara tidigare."),
    "advised": say("Kommunstyrelsen yttrade sig {day}: dagen kan inte vara tidigare."),
    "tabled": say("Planen bordlades {day}: dagen kan inte vara tidigare."),
    "referred_back": say("Planen återremitterades {day}: dagen kan inte vara tidigare."),
    "minutes_approved": say("Protokollet justerades {day}: dagen kan inte vara tidigare."),
    "announced": say("Beslutet anslogs {day}: dagen kan inte vara tidigare."),
    "appealed": say("Beslutet överklagades {day}: dagen kan inte vara tidigare."),
}
"""The steps of a plan that what follows cannot come before, and how that is said. The day when it was begun, or
somebody was asked for views, is only when that was written down."""
MINUTES_DAYS = 14
"""Minutes are approved within so many days (KL 5:69)."""
APPEAL_DAYS = 21
"""A decision is appealed within three weeks from when the approved minutes were announced (KL 13:5)."""


@dataclass(frozen=True)
class Way:
    """From which states a verb goes, where to, and whose it is. `to` is empty where the state stays."""

    sources: frozenset[str]
    to: str
    who: Who
    refusal: Text


WAYS: Mapping[Verb, Way] = {
    "write": Way(WRITABLE, "", "writer", say("Planen skrivs inte längre. Ta tillbaka den först.")),
    "send_out": Way(
        frozenset({"preparation", "referred_back"}),
        "out_for_views",
        "head",
        say("Bara en plan som skrivs kan skickas på remiss."),
    ),
    "give_view": Way(frozenset({"out_for_views"}), "", "asked", say("Remissen är avslutad.")),
    "propose": Way(WRITING, "proposed", "head", say("Planen är redan föreslagen.")),
    "advise": Way(PROPOSED, "", "executive", say("Bara en föreslagen plan får ett yttrande.")),
    "take_back": Way(
        frozenset({"out_for_views", "proposed"}),
        "preparation",
        "head",
        say("Bara en plan på remiss, eller en föreslagen som ingen har behandlat, kan tas tillbaka."),
    ),
    "refer_back": Way(PROPOSED, "referred_back", "decider", say("Bara en föreslagen plan kan återremitteras.")),
    "table": Way(frozenset({"proposed"}), "tabled", "decider", say("Bara en föreslagen plan kan bordläggas.")),
    "reject": Way(PROPOSED, "rejected", "decider", say("Bara en föreslagen plan kan avslås.")),
    "amend": Way(
        PROPOSED, AMENDING, "decider", say("Bara en föreslagen plan som ännu inte är beslutad skrivs enligt beslutet.")
    ),
    "put_back": Way(frozenset({AMENDING}), "proposed", "decider", say("Planen skrivs inte enligt beslutet.")),
    "reopen": Way(frozenset({AMENDING}), "preparation", "decider", say("Planen skrivs inte enligt beslutet.")),
    "decide": Way(WITH_BODY, "decided", "decider", say("Bara en föreslagen plan kan beslutas.")),
    "report": Way(STANDING, "", "board", say("Bara en beslutad plan anmäls till nämnden.")),
    "approve_minutes": Way(
        frozenset({"decided"}), "minutes_approved", "decider", say("Protokollet kan justeras först efter beslutet.")
    ),
    "announce": Way(
        frozenset({"minutes_approved"}),
        "announced",
        "decider",
        say("Det justerade protokollet anslås: justera det först."),
    ),
    "appeal": Way(frozenset({"announced"}), "appealed", "decider", say("Bara ett anslaget beslut kan överklagas.")),
    "uphold": Way(frozenset({"appealed"}), "announced", "decider", say("Beslutet är inte överklagat.")),
    "annul": Way(frozenset({"appealed"}), "annulled", "decider", say("Beslutet är inte överklagat.")),
    "replace": Way(STANDING, "replaced", "decider", say("Bara en beslutad plan kan ersättas.")),
    "restore": Way(frozenset({"replaced"}), "decided", "decider", say("Bara en ersatt plan kan gälla igen.")),
    "end": Way(STANDING, "ended", "decider", say("Bara en beslutad plan kan upphöra.")),
    "schedule": Way(OPEN, "", "either", say("Bara en plan som inte är beslutad sätts upp på ett sammanträde.")),
    "discard": Way(frozenset({"preparation"}), "", "head", say("Bara en plan i förberedelse kan slängas.")),
    "lay_down": Way(frozenset({"preparation"}), "ended", "head", say("Bara en plan i förberedelse kan läggas ner.")),
}
BY_OFFICIAL: Mapping[Verb, frozenset[str]] = {"decide": OPEN}
"""What an official decides needs no proposal: it is the role's one click."""
OF_BODIES: frozenset[Verb] = frozenset(
    {"schedule", "table", "reject", "amend", "approve_minutes", "announce", "appeal", "uphold", "annul"}
)
"""What has no meaning where an official decides: there are no minutes."""
OFF_THE_MEETING: frozenset[Verb] = frozenset({"take_back", "refer_back", "table", "reject", "reopen"})
"""What takes the plan off the meeting that it was put on."""
OF_OFFICIALS: frozenset[Verb] = frozenset({"report"})
"""What has no meaning where a body decides: it knows already."""


def refusal_of(verb: Verb, state: str, *, by_official: bool = False) -> Text | None:
    """Why the verb cannot be done in the state, or None where it can."""
    way = WAYS[verb]
    if by_official and verb in OF_BODIES:
        return say("Planen beslutas av en tjänsteperson: det finns inget protokoll.")
    if not by_official and verb in OF_OFFICIALS:
        return say("Planen beslutas av ett organ: det finns inget att anmäla.")
    sources = BY_OFFICIAL.get(verb, way.sources) if by_official else way.sources
    if state in sources:
        return None
    return written_no_more(state) if verb == "write" else way.refusal


def written_no_more(state: str) -> Text:
    """Why a plan in the state is not written, and what one does instead where something can be done."""
    if state in STANDING:
        return say("Planen är beslutad. En ändring är ett nytt beslut: revidera planen.")
    return WAYS["write"].refusal if state in WAYS["take_back"].sources else say("Planen skrivs inte längre.")


def after(verb: Verb, state: str) -> str:
    """The state that the verb leads to from another."""
    return WAYS[verb].to or state


def back_from_amending(differs: bool) -> Verb:
    """What leaving it means. What was changed is nobody's proposal: it has to be proposed anew by whoever answers."""
    return "reopen" if differs else "put_back"


def change_fault(state: str, differs: bool, told: bool) -> Text:
    """Why a body's decision does not fit the plan: a change is told where there is none, or made and not told."""
    if told and not differs:
        return say("Inget i planen skiljer sig från förslaget. Skriv in ändringen i planen först.")
    if differs and not told:
        if state == AMENDING:
            return say("Planen skiljer sig från förslaget. Skriv vad som ändrades.")
        return say(
            "Planen har ändrats sedan den föreslogs. Välj ”Skriv planen enligt beslutet” och säg vad som ändrades, "
            "eller återremittera den."
        )
    return NOTHING


def last_treated(steps: Iterable[tuple[str, date]]) -> tuple[str, date] | None:
    """The latest step that the next one cannot come before, and its day; of two on a day the later written."""
    found = None
    for kind, day in steps:
        if kind in TREATED and (found is None or day >= found[1]):
            found = (kind, day)
    return found


def shown(state: str, valid_from: date | None, valid_to: date | None, today: date) -> str:
    """The state as a reader meets it: what is decided is in force from its first day to its last, and what another
    replaces or a decision ends is so until that day is over."""
    if state in ("replaced", "ended") and valid_to is not None and today <= valid_to:
        return "in_force" if valid_from is None or valid_from <= today else state
    if state not in STANDING:
        return state
    if valid_to is not None and valid_to < today:
        return "ended"
    in_force = valid_from is None or valid_from <= today
    return "in_force" if in_force and state != "appealed" else state


TOLD_BY: Mapping[str, str] = {
    "decided": "decided", "decided_changed": "decided", "minutes_approved": "minutes_approved",
    "announced": "announced", "appealed": "appealed", "upheld": "announced",
}  # fmt: skip
"""The state of what is decided, by the step that took it there."""


def state_told_by(steps: Iterable[str]) -> str:
    """How far a plan had come after its decision, by its steps: what a plan that is in force again goes back to."""
    return [TOLD_BY[kind] for kind in steps if kind in TOLD_BY][-1]


def minutes_due(decided: date) -> date:
    """The last day for approving the minutes."""
    return decided + timedelta(days=MINUTES_DAYS)


def appeal_until(announced: date) -> date:
    """The last day for appeal; on a holiday the next workday counts (lagen 1930:173)."""
    last = announced + timedelta(days=APPEAL_DAYS)
    return last if is_working_day(last) else working_day_after(last)
