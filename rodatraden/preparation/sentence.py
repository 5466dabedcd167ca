"""What the pages of preparation say first. Pure but for the words."""

from datetime import date

from rodatraden.lib.text import NOTHING, Text, capital, say, say_many


def analysis_told(conclusions: int, nowhere: int, changes: int, unsettled: int) -> Text:
    """What the analysis has come to: "Sex slutsatser har gett tre förslag; två har inte lett till något." """
    if not conclusions and not changes:
        return say("Analysen är inte påbörjad.")
    many = say_many(conclusions, "En slutsats", "{n} slutsatser")
    if not changes:
        return _leading_nowhere(many, conclusions, nowhere)
    given = say_many(changes, "ett förslag", "{n} förslag")
    if not conclusions:
        return say("{given}, utan slutsatser bakom.", given=capital(given))
    if nowhere:
        left = say_many(nowhere, "en har inte lett till något", "{n} har inte lett till något")
        return say("{many} har gett {given}; {left}.", many=many, given=given, left=left)
    if unsettled:
        open_ones = say_many(unsettled, "ett är inte avgjort", "{n} är inte avgjorda")
        return say("{many} har gett {given}; {left}.", many=many, given=given, left=open_ones)
    return say("{many} har gett {given}, alla avgjorda.", many=many, given=given)


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
