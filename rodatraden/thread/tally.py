"""Counts of statuses, said in a sentence. Pure: statuses in, words out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from rodatraden.indicators.judgement import Hole
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many
from rodatraden.steering.schema.rules import Tone


@dataclass(frozen=True)
class Tally:
    """How many of each tone and, of those without status, how many for each kind of reason."""

    met: int = 0
    partly: int = 0
    missed: int = 0
    unmeasured: int = 0
    aimless: int = 0
    refused: int = 0

    @classmethod
    def of(cls, standings: Iterable[Tone | Hole]) -> "Tally":
        counted = Counter(standings)
        tones = (counted["met"], counted["partly"], counted["missed"], counted["unmeasured"])
        return cls(*tones, counted["no-target"], counted["refused"])

    @property
    def unjudged(self) -> int:
        return self.unmeasured + self.aimless + self.refused

    @property
    def total(self) -> int:
        return self.met + self.partly + self.missed + self.unjudged


What = Literal["indicator", "goal"]


def indicators_told(tally: Tally, year: int, closed: bool) -> Text:
    """The scorecard's answer: how many of the indicators reach (are expected to reach) this year's target."""
    if not tally.total:
        return say("Styrkortet har inga indikatorer än.")
    said = {"n": tally.total, "met": tally.met, "partly": tally.partly, "missed": tally.missed, "year": str(year)}
    if tally.unjudged == tally.total:
        return _none_judged(tally, year)
    if not (tally.met and tally.partly and tally.missed):
        told = _without_zeros(tally, year, closed)
    elif closed:
        told = say("Av {n} indikatorer uppfylldes {met} {year}, {partly} delvis och {missed} inte.", **said)
    else:
        told = say(
            "Av {n} indikatorer bedöms {met} uppfyllas {year}, {partly} uppfyllas delvis och {missed} inte.", **said
        )
    return say("{told} {rest}", told=told, rest=_not_judged(tally)) if tally.unjudged else told


def _none_judged(tally: Tally, year: int) -> Text:
    if tally.unmeasured == tally.total:
        return say_many(
            tally.total,
            "Den enda indikatorn är inte mätt {year}.",
            "Ingen av de {n} indikatorerna är mätt {year}.",
            year=str(year),
        )
    if tally.aimless == tally.total:
        return say_many(
            tally.total,
            "Den enda indikatorn har inget målvärde {year} och går inte att bedöma.",
            "Ingen av de {n} indikatorerna har målvärde {year}, så ingen går att bedöma.",
            year=str(year),
        )
    told = say_many(
        tally.total,
        "Den enda indikatorn går inte att bedöma {year}.",
        "Ingen av de {n} indikatorerna går att bedöma {year}.",
        year=str(year),
    )
    return told if tally.total == 1 else say("{told} {rest}", told=told, rest=_not_judged(tally))


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


def _not_judged(tally: Tally) -> Text:
    """Why some indicators have no status, each reason by itself."""
    return _in_a_row(
        (tally.unmeasured, say_many(tally.unmeasured, "En är ej mätt.", "{n} är ej mätta.")),
        (tally.aimless, say_many(tally.aimless, "En saknar målvärde.", "{n} saknar målvärde.")),
        (tally.refused, say_many(tally.refused, "En går inte att bedöma.", "{n} går inte att bedöma.")),
    )


def _goals_not_judged(tally: Tally) -> Text:
    refused = tally.refused + tally.aimless
    return _in_a_row(
        (tally.unmeasured, say_many(tally.unmeasured, "Ett är ej mätt.", "{n} är ej mätta.")),
        (refused, say_many(refused, "Ett går inte att bedöma.", "{n} går inte att bedöma.")),
    )


def _in_a_row(*counted: tuple[int, Text]) -> Text:
    """The sentences whose count is not nought, one after the other."""
    told = [sentence for count, sentence in counted if count]
    row = told[0] if told else NOTHING
    for sentence in told[1:]:
        row = say("{first} {second}", first=row, second=sentence)
    return row


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
    if tally.unjudged == tally.total:
        return say("Inget av {total} {goals} går att bedöma än.", **said)
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
        return _goals_not_judged(tally) if 0 < tally.unjudged < tally.total else NOTHING
    judged = _whole_and_part(tally.met, tally.partly, closed)
    return _in_a_row((bool(judged), judged), (tally.unjudged, _goals_not_judged(tally)))


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
