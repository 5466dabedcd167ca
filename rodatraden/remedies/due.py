"""When a remedy is late, when its effect is asked for, what is asked of whom, and the sentences about it (F4). Pure.

A remedy is followed until its effect is known: it stays in every report until then, or until somebody closes it
with a reason. Its effect is asked for on the day when it is expected, or when the remedy was to be carried out
where no day is said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.thread.sentence import late_told

State = Literal["proposed", "decided", "ongoing", "done", "known", "closed"]
Step = Literal["decide", "start", "finish", "effect", "close"]
Ask = Literal["decide", "start", "finish", "effect"]
Proof = Literal["after", "so_far", "before"]
"""Whether a figure is of a period after the day when an effect was expected, of one that runs still, or from before."""
STATES: tuple[State, ...] = ("proposed", "decided", "ongoing", "done", "known", "closed")
TO_DO: frozenset[State] = frozenset({"proposed", "decided", "ongoing"})
"""Not carried out yet."""
FOLLOWED: frozenset[State] = frozenset({*TO_DO, "done"})
"""Neither is the effect known nor has anybody closed it."""
WORDS: Mapping[State, Text] = {
    "proposed": say("föreslagen"),
    "decided": say("beslutad"),
    "ongoing": say("pågår"),
    "done": say("genomförd"),
    "known": say("effekten är känd"),
    "closed": say("avslutad"),
}
STEPS: Mapping[State, tuple[Step, ...]] = {
    "proposed": ("decide", "start", "close"),
    "decided": ("start", "finish", "effect", "close"),
    "ongoing": ("finish", "effect", "close"),
    "done": ("effect", "close"),
    "known": ("effect", "close"),
    "closed": (),
}
"""What can be done next, what is nearest first."""


@dataclass(frozen=True)
class Facts:
    """What the rules see of a remedy. `effect_on` is None where nobody has said when the effect is expected."""

    state: State
    deadline: date
    effect_on: date | None = None

    @property
    def asked_on(self) -> date:
        """The day from which the effect is asked for."""
        return self.effect_on or self.deadline

    @property
    def is_followed(self) -> bool:
        """Whether it stays in every report."""
        return self.state in FOLLOWED


def days_late(facts: Facts, day: date) -> int:
    """How many days ago it should have been carried out; 0 where it is, or is not yet to be."""
    return max((day - facts.deadline).days, 0) if facts.state in TO_DO else 0


def awaits_effect(facts: Facts, day: date) -> bool:
    """Whether the effect is asked for and not known. Of what nobody has decided no effect is asked."""
    return facts.is_followed and facts.state != "proposed" and facts.asked_on <= day


def stays(facts: Facts, told_on: date | None, since: date) -> bool:
    """Whether it belongs in a report that begins on `since`: as long as it is followed, and once more when its effect
    became known or it was closed (`told_on`)."""
    return facts.is_followed or (told_on is not None and told_on >= since)


def ask(facts: Facts, day: date) -> Ask | None:
    """What somebody should do about it now; None where there is only to go on."""
    if awaits_effect(facts, day):
        return "effect" if facts.state == "done" else "finish"
    if facts.state == "proposed":
        return "decide"
    if days_late(facts, day):
        return "finish" if facts.state == "ongoing" else "start"
    return None


ASKED: Mapping[Ask, Text] = {
    "decide": say("Besluta om den ska genomföras"),
    "start": say("Börja, eller ändra datum"),
    "finish": say("Säg om den är genomförd"),
    "effect": say("Redovisa effekten"),
}
"""What is asked of whom it concerns."""
WAITS: Mapping[Ask, Text] = {
    "decide": say("Ingen har beslutat om den ska genomföras."),
    "start": say("Den är beslutad men har inte börjat."),
    "finish": say("Ingen har sagt om den är genomförd."),
    "effect": say("Effekten är inte redovisad."),
}
"""The same, told to everybody."""


def standing(facts: Facts, day: date) -> Text:
    """Where it stands, in a few words: "pågår, 12 dagar sen", "genomförd, effekten väntas 2018-12-31"."""
    late = days_late(facts, day)
    if facts.state not in FOLLOWED:
        return WORDS[facts.state]
    if facts.state == "done":
        asked = facts.asked_on.isoformat()
        if awaits_effect(facts, day):
            return say("genomförd, effekten skulle redovisas {asked}", asked=asked)
        return say("genomförd, effekten redovisas {asked}", asked=asked)
    if late:
        return say("{state}, {late}", state=WORDS[facts.state], late=late_told(late))
    return say("{state}, ska vara klar {deadline}", state=WORDS[facts.state], deadline=facts.deadline.isoformat())


def brief(facts: Facts, day: date) -> Text:
    """The same in a list, where the days stand in columns of their own: "pågår, 12 dagar sen"."""
    late = days_late(facts, day)
    if late:
        return say("{state}, {late}", state=WORDS[facts.state], late=late_told(late))
    if not awaits_effect(facts, day):
        return WORDS[facts.state]
    if facts.state == "done":
        return say("effekten ska redovisas")
    return say("{state}, effekten ska redovisas", state=WORDS[facts.state])


# The effect against what was expected


@dataclass(frozen=True)
class Expected:
    """The value that a remedy is to bring an indicator to. `direction` is which way is better ("band": neither)."""

    value: Decimal
    shown: str
    direction: Literal["higher", "lower", "band"] = "higher"


@dataclass(frozen=True)
class Came:
    """What an indicator came to. `when` names its period; only what is `after` the day when the effect was expected
    proves anything."""

    value: Decimal
    shown: str
    when: str = ""
    proof: Proof = "after"


@dataclass(frozen=True)
class Span:
    """The days of a period, and the figure of it by its place in a list."""

    start: date
    end: date
    place: int = 0


def outcome_at(spans: Iterable[Span], on: date, day: date) -> tuple[Span, Proof] | None:
    """Which of the periods tells of an effect expected on a day, as known on `day`, and what it proves.

    The shortest that holds the day and is over; else the first after it that is over; else the one that holds it and
    runs still; else the latest before it.
    """
    known = [span for span in spans if span.start <= day]
    holding = [span for span in known if span.start <= on <= span.end]
    whole = [span for span in holding if span.end <= day]
    after = [span for span in known if on < span.start and span.end <= day]
    before = [span for span in known if span.end < on]
    if whole:
        return min(whole, key=_shortest), "after"
    if after:
        return min(after, key=lambda span: (span.start, span.end, span.place)), "after"
    if holding:
        return min(holding, key=_shortest), "so_far"
    return (max(before, key=lambda span: (span.end, span.start, -span.place)), "before") if before else None


def _shortest(span: Span) -> tuple[timedelta, int]:
    return span.end - span.start, span.place


def reached(expected: Expected, value: Decimal) -> bool | None:
    """Whether a value is as good as expected; None where neither way is better and it is another."""
    if value == expected.value:
        return True
    if expected.direction == "band":
        return None
    return (value > expected.value) is (expected.direction == "higher")


def compared(expected: Expected | None, measured: Came | None, told: Came | None = None) -> Text:
    """The effect against what was expected: "väntat 75, blev 72 (2018)".

    `measured` is the indicator's own outcome, `told` what somebody has said that it came to. Nothing is said where
    no value was expected.
    """
    if expected is None:
        return NOTHING
    said = {"expected": expected.shown, "told": told.shown if told else ""}
    said |= {"value": measured.shown, "when": measured.when} if measured else {}
    if measured is not None and measured.proof == "after":
        if told is None or told.value == measured.value:
            return say("väntat {expected}, blev {value} ({when})", **said)
        return say("väntat {expected}, redovisat {told}, utfallet {value} ({when})", **said)
    if told is not None:
        return say("väntat {expected}, blev {told}", **said)
    if measured is not None and measured.proof == "so_far":
        return say("väntat {expected}, hittills {value} ({when})", **said)
    if measured is not None:
        return say("väntat {expected}, senast {value} ({when})", **said)
    return say("väntat {expected}, inget utfall än", **said)


def verdict(expected: Expected | None, measured: Came | None, told: Came | None = None) -> Text:
    """Whether the effect came, by the indicator's outcome or else by what was told; nothing where neither says."""
    came = measured if measured is not None and measured.proof == "after" else told
    if expected is None or came is None:
        return NOTHING
    found = reached(expected, came.value)
    if found is None:
        return NOTHING
    return say("effekten nåddes") if found else say("effekten nåddes inte")


# Many at once


@dataclass(frozen=True)
class Count:
    """How many remedies there are, how many are followed, late, and waiting for somebody to tell the effect."""

    total: int
    followed: int
    late: int
    awaiting: int

    @classmethod
    def of(cls, facts: Iterable[Facts], day: date) -> "Count":
        found = list(facts)
        return cls(
            len(found),
            sum(each.is_followed for each in found),
            sum(days_late(each, day) > 0 for each in found),
            sum(awaits_effect(each, day) for each in found),
        )


def many_told(count: Count) -> Text:
    """ "12 åtgärder följs: 2 är sena och av 3 ska effekten redovisas." """
    if not count.total:
        return say("Inga åtgärder än.")
    if not count.followed:
        return say("Inga åtgärder följs just nu: effekten av alla är känd, eller så är de avslutade.")
    followed = say_many(count.followed, "En åtgärd följs", "{n} åtgärder följs")
    parts = []
    if count.late:
        parts.append(say_many(count.late, "en är sen", "{n} är sena"))
    if count.awaiting:
        parts.append(say_many(count.awaiting, "av en ska effekten redovisas nu", "av {n} ska effekten redovisas nu"))
    if not parts:
        return say("{followed}, ingen är sen.", followed=followed)
    return say("{followed}: {what}.", followed=followed, what=in_words(parts))


def deviations_told(open_ones: int, material: int, unanswered: int) -> Text:
    """ "5 avvikelser är öppna, en av dem väsentlig. 2 saknar åtgärd." `unanswered` are open ones without remedy."""
    if not open_ones:
        return say("Inga öppna avvikelser.")
    what = say_many(open_ones, "En avvikelse är öppen", "{n} avvikelser är öppna")
    if material:
        more = say_many(material, "{what}, en av dem väsentlig.", "{what}, {n} av dem väsentliga.", what=what)
        if open_ones == 1:
            more = say("{what} och väsentlig.", what=what)
    else:
        more = (
            say("{what}, ingen väsentlig.", what=what) if open_ones > 1 else say("{what}, inte väsentlig.", what=what)
        )
    if not unanswered:
        return more
    lacking = say_many(unanswered, "{n} saknar åtgärd.", "{n} saknar åtgärd.")
    return say("{more} {lacking}", more=more, lacking=lacking)
