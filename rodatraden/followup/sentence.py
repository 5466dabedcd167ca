"""The answers that the pages of follow-up begin with, made of data. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import NOTHING, Text, capital, in_words, say, say_many, verbatim


@dataclass(frozen=True)
class Left:
    """What remains before a report can be handed in whole."""

    figures: int = 0
    texts: int = 0
    judgements: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.figures or self.texts or self.judgements)

    def told(self) -> Text:
        """ "en siffra och två texter" """
        found = []
        if self.figures:
            found.append(say_many(self.figures, "en siffra", "{n} siffror"))
        if self.judgements:
            found.append(say_many(self.judgements, "en bedömning", "{n} bedömningar"))
        if self.texts:
            found.append(say_many(self.texts, "en text", "{n} texter"))
        return in_words(found)


def left_told(left: Left) -> Text:
    """What the unit's head must still do."""
    if left.nothing:
        return say("Allt är ifyllt: du kan lämna in.")
    count = left.figures + left.texts + left.judgements
    return say_many(
        count,
        "{what} återstår, sedan kan du lämna in.",
        "{what} återstår, sedan kan du lämna in.",
        what=capital(left.told()),
    )


def returned_told(left: Left) -> Text:
    """What whoever got the report back must do."""
    if left.nothing:
        return say("Rapporten kom tillbaka: komplettera den och lämna in igen.")
    return say("Rapporten kom tillbaka, och {what} saknas.", what=left.told())


STATES: Mapping[str, Text] = {
    "": say("inte påbörjad"),
    "draft": say("påbörjad"),
    "returned": say("åter för komplettering"),
    "submitted": say("inlämnad"),
    "cleared": say("klarmarkerad"),
    "treated": say("behandlad"),
    "frozen": say("fastställd"),
}


def state_told(state: str, day: date | None, by: str) -> Text:
    """How a report stands that one cannot write on: "Rapporten är inlämnad 2018-09-07 av …"."""
    word = STATES.get(state, NOTHING)
    if day is None:
        return say("Rapporten är {state}.", state=word)
    if not by:
        return say("Rapporten är {state} {day}.", state=word, day=day.isoformat())
    return say("Rapporten är {state}. {who} lämnade in den {day}.", state=word, day=day.isoformat(), who=by)


def slot_told(state: str, due: date, submitted: date | None, *, late: bool) -> Text:
    """How one unit's report stands in a list: "inlämnad 2018-09-07", "sen: skulle ha lämnats 2018-09-01"."""
    word = STATES[state]
    if submitted is not None and state not in ("draft", "returned"):
        day = submitted.isoformat()
        return say("{state} {day}, sent", state=word, day=day) if late else say("{state} {day}", state=word, day=day)
    if late:
        return say("{state}, skulle ha lämnats {due}", state=word, due=due.isoformat())
    return say("{state}, lämnas senast {due}", state=word, due=due.isoformat())


def due_told(due: date, today: date) -> Text:
    """ "Lämnas senast 2018-09-14, om 4 dagar." """
    days = (due - today).days
    if days < 0:
        return say_many(
            -days,
            "Skulle ha lämnats {due}, för en dag sedan.",
            "Skulle ha lämnats {due}, för {n} dagar sedan.",
            due=due.isoformat(),
        )
    if days == 0:
        return say("Lämnas senast i dag, {due}.", due=due.isoformat())
    return say_many(days, "Lämnas senast {due}, i morgon.", "Lämnas senast {due}, om {n} dagar.", due=due.isoformat())


def reported_told(done: int, late: Sequence[str], total: int) -> Text:
    """The controller's answer: "41 av 60 har lämnat in; 4 är sena: …"."""
    if not total:
        return say("Ingen enhet rapporterar hit vid det här tillfället.")
    if done == total:
        return say_many(total, "Den enda rapporten är inlämnad.", "Alla {n} har lämnat in.")
    first = say("{done} av {total} har lämnat in", done=done, total=total)
    if not late:
        return say("{first}; ingen är sen än.", first=first)
    if len(late) <= NAMED:
        return say_many(
            len(late),
            "{first}; {names} är sen.",
            "{first}; {names} är sena.",
            first=first,
            names=in_words(list(map(verbatim, late))),
        )
    return say("{first}; {n} är sena.", first=first, n=len(late))


NAMED = 3
