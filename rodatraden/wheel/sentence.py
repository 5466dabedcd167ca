"""The year in a sentence: what a month holds, what is next, how much of the year is left. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from rodatraden.lib.periods import MONTHS
from rodatraden.lib.text import NOTHING, Text, in_words, say, say_many, within
from rodatraden.wheel.entries import Kind
from rodatraden.wheel.gathering import Line, coming

ORDER: Sequence[Kind] = ("meeting", "report", "deadline", "plan", "review", "own")


def counted(lines: Iterable[Line]) -> Text:
    """ "4 möten, 3 rapporter och en plan". A report that several hand over, and that somebody treats, is one."""
    matters = {(line.entry.kind, *_matter(line)) for line in lines}
    found = [matter[0] for matter in matters]
    told = [_many(kind, found.count(kind)) for kind in ORDER if kind in found]
    return in_words(told)


def _matter(line: Line) -> tuple[object, ...]:
    """What a line is counted as: itself, or the report that it is about."""
    entry = line.entry
    if entry.kind == "report" and entry.report:
        return entry.report, entry.covers
    return entry.what, entry.first, entry.who


def _many(kind: Kind, count: int) -> Text:
    pairs: dict[Kind, Text] = {
        "meeting": say_many(count, "ett möte", "{n} möten"),
        "report": say_many(count, "en rapport", "{n} rapporter"),
        "deadline": say_many(count, "en sista dag", "{n} sista dagar"),
        "plan": say_many(count, "en plan", "{n} planer"),
        "review": say_many(count, "ett arbete eller en granskning", "{n} arbeten och granskningar"),
        "own": say_many(count, "en övrig tidpunkt", "{n} övriga tidpunkter"),
    }
    return pairs[kind]


def year_told(lines: Sequence[Line], year: int, today: date) -> Text:
    """ "I september: 4 möten, 3 rapporter och en plan." Of another year, what it holds in all."""
    if not lines:
        return say("Inget står i årshjulet för {year} med det här urvalet.", year=year)
    if year != today.year:
        return say("{year} har {what}.", year=year, what=counted(lines))
    month = [line for line in lines if line.first.month == today.month]
    if not month:
        return say("I {month} står inget i årshjulet.", month=MONTHS[today.month - 1])
    return say("I {month}: {what}.", month=MONTHS[today.month - 1], what=counted(month))


def next_told(lines: Sequence[Line], mine: Sequence[Line], year: int, today: date) -> Text:
    """What is next for whoever looks, or else for all, and how much of the year is left."""
    if year != today.year or not lines:
        return NOTHING
    own, whole = coming(mine, today, 1, monthly=True), coming(lines, today, 1)
    numbered = [line for line in lines if line.number]
    remaining = sum(not line.is_past(today) and line.done is not True for line in numbered)
    left = _left(remaining, len(numbered))
    if own:
        return say("Nästa för dig: {what}. {left}", what=_when_and_what(own[0]), left=left)
    if whole:
        return say("Nästa tidpunkt: {what}. {left}", what=_when_and_what(whole[0]), left=left)
    return left


def _left(left: int, total: int) -> Text:
    """ "Av årets 12 tidpunkter återstår 4." """
    if not left:
        return say_many(total, "Årets enda tidpunkt har varit.", "Av årets {n} tidpunkter återstår ingen.")
    if total == 1:
        return say("Årets enda tidpunkt återstår.")
    return say_many(
        left, "Av årets {all} tidpunkter återstår en.", "Av årets {all} tidpunkter återstår {n}.", all=total
    )


def held(lines: Iterable[Line]) -> Text:
    """ "58 tidpunkter och 98 rader om det som kommer varje månad": what a year has, counted as its numbers are."""
    numbers = [line.number for line in lines]
    monthly = numbers.count(0)
    told = [
        say_many(len(numbers) - monthly, "En tidpunkt", "{n} tidpunkter"),
        say_many(monthly, "en rad om det som kommer varje månad", "{n} rader om det som kommer varje månad"),
    ]
    return in_words([one for one, count in zip(told, (len(numbers) - monthly, monthly), strict=True) if count])


def assumed_told(lines: Iterable[Line]) -> Text:
    """How many of those that have a number rest on an assumption; nothing where none does."""
    numbered = [line for line in lines if line.number]
    assumed = sum(bool(line.expected) for line in numbered)
    if not assumed:
        return NOTHING
    if len(numbered) == 1:
        return say("Tidpunkten är märkt ”väntas”: styrmodellens dokument säger den inte. Raden säger varför.")
    return say_many(
        assumed,
        "En av {all} tidpunkter är märkt ”väntas”: styrmodellens dokument säger den inte. Raden säger varför.",
        "{n} av {all} tidpunkter är märkta ”väntas”: styrmodellens dokument säger dem inte. Varje rad säger varför.",
        all=len(numbered),
    )


def _when_and_what(line: Line) -> Text:
    when = line.entry.when or say("under {month}", month=MONTHS[line.first.month - 1])
    return say("{when}, {what}", when=when, what=within(line.entry.what))
