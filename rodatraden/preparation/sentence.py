"""What the pages of preparation say first. Pure but for the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce

from rodatraden.lib.text import NOTHING, Text, say, say_many


@dataclass(frozen=True)
class Counted:
    """How an analysis stands: its conclusions, those of them that gave proposals and those that led to nothing; its
    proposals, those without a conclusion behind them and those that are not settled."""

    conclusions: int
    led: int
    nowhere: int
    changes: int
    alone: int
    unsettled: int


def analysis_told(of: Counted) -> Text:
    """What the analysis has come to: "Fyra slutsatser har gett tre förslag; två har inte lett till något." """
    if not of.conclusions and not of.changes:
        return say("Analysen är inte påbörjad.")
    many = say_many(of.conclusions, "En slutsats", "{n} slutsatser")
    if not of.changes:
        return _leading_nowhere(many, of.conclusions, of.nowhere)
    if not of.conclusions:
        return say("{given}, utan slutsatser bakom.", given=say_many(of.changes, "Ett förslag", "{n} förslag"))
    told = list(_clauses(of, many))
    return say("{clauses}.", clauses=reduce(lambda first, then: say("{first}; {then}", first=first, then=then), told))


def _clauses(of: Counted, many: Text) -> Iterator[Text]:
    """What the conclusions gave, then what is loose of either; where nothing is, how the proposals are settled."""
    if of.led:
        led = say_many(of.led, "En slutsats", "{n} slutsatser")
        given = say_many(of.changes - of.alone, "ett förslag", "{n} förslag")
        yield say("{many} har gett {given}", many=led, given=given)
    elif not of.nowhere:
        yield say("{many} ska inte leda till något förslag", many=many)
    if of.nowhere and of.led:
        yield say_many(of.nowhere, "en har inte lett till något", "{n} har inte lett till något")
    elif of.nowhere:
        yield nowhere_told(of.nowhere)
    if of.alone:
        yield say_many(of.alone, "ett förslag har ingen slutsats bakom sig", "{n} förslag har ingen slutsats bakom sig")
    if of.nowhere or of.alone:
        return
    if of.unsettled:
        yield say_many(of.unsettled, "ett är inte avgjort", "{n} är inte avgjorda")
    else:
        yield say_many(of.changes, "det är avgjort", "alla är avgjorda")


def _leading_nowhere(many: Text, conclusions: int, nowhere: int) -> Text:
    """While nothing is proposed: what the conclusions wait for, if not each is set aside with a reason."""
    if not nowhere:
        return say("{many}, som inte ska leda till något förslag.", many=many)
    if nowhere < conclusions:
        return say("{many}; {n} av dem har ännu inte lett till något.", many=many, n=nowhere)
    return say("{many}, som ännu inte lett till något förslag.", many=many)


def meeting_told(proposed: int, agreed: int) -> Text:
    """What the meeting has come to."""
    if not proposed and not agreed:
        return say("Vad vill ni göra för att nå målen?")
    done = say_many(agreed, "En sak är bestämd", "{n} saker är bestämda") if agreed else say("Inget är bestämt än")
    if not proposed:
        return say("{done}.", done=done)
    waiting = say_many(proposed, "ett förslag att ta ställning till", "{n} förslag att ta ställning till")
    return say("{done}, {waiting}.", done=done, waiting=waiting)


def task_told(who: str, role: str, day: date | None) -> Text:
    """Who sees to it and by when: "Anna och Bo, ansvarig: enhetschef, klart senast 2018-11-30"."""
    answers = say("ansvarig: {role}", role=role) if role else say("ingen ansvarig")
    by = say("klart senast {day}", day=day.isoformat()) if day else say("inget slutdatum")
    if who:
        return say("{who}, {answers}, {by}", who=who, answers=answers, by=by)
    return say("{answers}, {by}", answers=answers, by=by)


def home_told(proposed: int) -> Text:
    """What the workplace meeting waits for, on the first page of who takes part in it."""
    if not proposed:
        return say("Målen framför er, och vad ni vill göra för att nå dem.")
    return say_many(proposed, "Ett förslag att ta ställning till.", "{n} förslag att ta ställning till.")


def nowhere_told(count: int) -> Text:
    """What is said beside the conclusions that led to nothing."""
    return (
        say_many(count, "En slutsats har inte lett till något", "{n} slutsatser har inte lett till något")
        if (count)
        else NOTHING
    )
