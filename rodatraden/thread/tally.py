"""Counts of statuses, said in a sentence. Pure: statuses in, words out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.steering.schema.rules import Tone


@dataclass(frozen=True)
class Tally:
    """How many of each tone."""

    met: int = 0
    partly: int = 0
    missed: int = 0
    unmeasured: int = 0

    @classmethod
    def of(cls, tones: Iterable[Tone]) -> "Tally":
        counted = Counter(tones)
        return cls(counted["met"], counted["partly"], counted["missed"], counted["unmeasured"])

    @property
    def total(self) -> int:
        return self.met + self.partly + self.missed + self.unmeasured


What = Literal["indicator", "goal"]


def indicators_told(tally: Tally, year: int, closed: bool) -> Text:
    """The scorecard's answer: how many of the indicators reach (are expected to reach) this year's target."""
    if not tally.total:
        return say("Styrkortet har inga indikatorer än.")
    said = {"n": tally.total, "met": tally.met, "partly": tally.partly, "missed": tally.missed, "year": str(year)}
    if tally.unmeasured == tally.total:
        return say_many(
            tally.total,
            "Den enda indikatorn är inte mätt {year}.",
            "Ingen av de {n} indikatorerna är mätt {year}.",
            year=str(year),
        )
    if not (tally.met and tally.partly and tally.missed):
        told = _without_zeros(tally, year, closed)
    elif closed:
        told = say("Av {n} indikatorer uppfylldes {met} {year}, {partly} delvis och {missed} inte.", **said)
    else:
        told = say(
            "Av {n} indikatorer bedöms {met} uppfyllas {year}, {partly} uppfyllas delvis och {missed} inte.", **said
        )
    return say("{told} {rest}", told=told, rest=_not_measured(tally.unmeasured)) if tally.unmeasured else told


def _without_zeros(tally: Tally, year: int, closed: bool) -> Text:
    """The same of a card where one of the three is nought: what is nought is not told."""
    met = say("{n} helt", n=tally.met) if closed else say("{n} uppfyllas", n=tally.met)
    partly = say("{n} delvis", n=tally.partly) if closed else say("{n} uppfyllas delvis", n=tally.partly)
    missed = say("{n} inte", n=tally.missed) if closed else say("{n} inte uppfyllas", n=tally.missed)
    counted = ((tally.met, met), (tally.partly, partly), (tally.missed, missed))
    parts = in_words([told for count, told in counted if count])
    said = {"n": tally.total, "year": str(year), "parts": parts}
    if closed:
        return say("Av {n} indikatorer uppfylldes {parts} år {year}.", **said)
    return say("Av {n} indikatorer bedöms {parts} år {year}.", **said)


def _not_measured(count: int) -> Text:
    return say_many(count, "En är ej mätt.", "{n} är ej mätta.")


def goals_told(tally: Tally, goals: str, closed: bool, because: Text = NOTHING) -> Text:
    """The overview's answer: how many of the goals are not (expected to be) met, and what drags them down.

    `goals` is the municipality's own word for many of them.
    """
    if not tally.total:
        return say("Här finns inga {goals} än.", goals=goals)
    said = {"missed": tally.missed, "total": tally.total, "goals": goals}
    if not tally.missed:
        return _none_missed(tally, goals, closed)
    if closed:
        told = say("{missed} av {total} {goals} nåddes inte", **said)
    else:
        told = say("{missed} av {total} {goals} bedöms inte uppfyllas", **said)
    return say("{told}: {because}.", told=told, because=because) if because else say("{told}.", told=told)


def _none_missed(tally: Tally, goals: str, closed: bool) -> Text:
    said = {"met": tally.met, "total": tally.total, "goals": goals, "partly": tally.partly}
    if tally.unmeasured == tally.total:
        return say("Inget av {total} {goals} är mätt än.", **said)
    if tally.met == tally.total:
        return (
            say("Alla {total} {goals} nåddes.", **said)
            if closed
            else say("Alla {total} {goals} bedöms uppfyllas.", **said)
        )
    if not (tally.met and tally.partly):
        return _only_one_kind(tally, said, closed)
    if closed:
        return say("Av {total} {goals} nåddes {met} helt och {partly} delvis.", **said)
    return say("Av {total} {goals} bedöms {met} uppfyllas helt och {partly} delvis.", **said)


def _only_one_kind(tally: Tally, said: dict[str, Any], closed: bool) -> Text:
    """None missed, and those measured are all met or all partly met: what is nought is not told."""
    if tally.met:
        return (
            say("{met} av {total} {goals} nåddes.", **said)
            if closed
            else say("{met} av {total} {goals} bedöms uppfyllas.", **said)
        )
    if closed:
        return say("{partly} av {total} {goals} nåddes delvis.", **said)
    return say("{partly} av {total} {goals} bedöms uppfyllas delvis.", **said)


def rest_told(tally: Tally, closed: bool) -> Text:
    """What the key sentence left out, when some goals are missed: the partly met, the met, the unmeasured."""
    if not tally.missed:
        return _not_measured(tally.unmeasured) if 0 < tally.unmeasured < tally.total else NOTHING
    told = [
        part
        for part in (
            _whole_and_part(tally.met, tally.partly, closed),
            _goals_not_measured(tally.unmeasured) if tally.unmeasured else NOTHING,
        )
        if part
    ]
    return say("{first} {second}", first=told[0], second=told[1]) if len(told) > 1 else told[0] if told else NOTHING


def _whole_and_part(met: int, partly: int, closed: bool) -> Text:
    if met and partly:
        said = {"met": met, "partly": partly}
        return (
            say("Helt nåddes {met} och delvis {partly}.", **said)
            if closed
            else say("{met} bedöms uppfyllas helt och {partly} delvis.", **said)
        )
    if met:
        return say("{met} nåddes.", met=met) if closed else say("{met} bedöms uppfyllas.", met=met)
    if partly:
        return say("{n} nåddes delvis.", n=partly) if closed else say("{n} bedöms uppfyllas delvis.", n=partly)
    return NOTHING


def _goals_not_measured(count: int) -> Text:
    return say_many(count, "Ett är ej mätt.", "{n} är ej mätta.")


def breaks_told(errors: int, warnings: int, remarks: int) -> Text:
    """The answer of the page of breaks."""
    if not errors + warnings + remarks:
        return say("Tråden håller hela vägen.")
    if errors + warnings + remarks == 1:
        return say("Tråden brister på ett ställe, allvarligt.") if errors else say("Tråden brister på ett ställe.")
    total = say("Tråden brister på {n} ställen", n=errors + warnings + remarks)
    if not errors:
        return say("{total}, inget av dem allvarligt.", total=total)
    worst = say_many(errors, "ett av dem är allvarligt", "{n} av dem är allvarliga")
    return say("{total}, {worst}.", total=total, worst=worst)
