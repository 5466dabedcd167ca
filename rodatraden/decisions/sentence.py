"""A decision in words: who, when, which paragraph, and what the source does not say. Knows no Django."""

from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import NOTHING, Text, capital, say, say_many


@dataclass(frozen=True)
class Said:
    """What is known of a decision; empty is not stated."""

    body: str = ""
    position: str = ""
    day: date | None = None
    paragraph: str = ""
    delegation: str = ""


def decided_told(said: Said) -> Text:
    """ "Kommunfullmäktige beslutade 2017-11-29, § 112." and never a date that nobody has stated."""
    who = said.body or said.position
    if not who:
        return say("Vem som beslutade framgår inte.")
    if said.day is None:
        return say("{who} beslutade. Datum framgår inte.", who=capital(who))
    if said.body and not said.paragraph:
        return say("{who} beslutade {day}. Paragraf framgår inte.", who=capital(who), day=said.day.isoformat())
    if said.paragraph:
        return say(
            "{who} beslutade {day}, § {paragraph}.",
            who=capital(who),
            day=said.day.isoformat(),
            paragraph=said.paragraph,
        )
    return say("{who} beslutade {day}.", who=capital(who), day=said.day.isoformat())


def delegation_told(said: Said) -> Text:
    """On what an official's decision rests."""
    return say("Beslutet vilar på {what}.", what=said.delegation) if said.delegation else NOTHING


def list_told(number: int, undated: int, latest: date | None) -> Text:
    """What a list of decisions holds."""
    if not number:
        return say("Inga beslut är införda än.")
    many = say_many(number, "Ett beslut är infört", "{n} beslut är införda")
    if latest is None:
        return say("{many}.", many=many)
    if not undated:
        return say("{many}, det senaste från {day}.", many=many, day=latest.isoformat())
    without = say_many(undated, "ett saknar datum", "{n} saknar datum")
    return say("{many}, det senaste från {day}; {without}.", many=many, day=latest.isoformat(), without=without)
