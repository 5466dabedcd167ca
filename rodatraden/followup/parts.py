"""Which texts a report is made of: the model's questions, the analysis of each floor, and what the type requires.

Pure. A unit answers the questions; whoever has reports beneath adds an analysis of them (F3); bodies write the
required contents of the report type (F2), and the report of the whole municipality states the overall
assessment of sound economic management where the type does (T13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import NOTHING, Text, capital, in_words, say, slug, verbatim
from rodatraden.steering.schema import Report

PartKind = Literal["question", "analysis", "content", "sound_economy", "action_plan", "adopted"]
ANALYSIS, SOUND_ECONOMY, SUMMARY, PLAN, UNREPORTED = (
    "analys",
    "god-ekonomisk-hushallning",
    "sammanfattning",
    "atgardsplan",
    "utan-utfall",
)
NAMED = 8


@dataclass(frozen=True)
class Part:
    """A text to be written. `key` is where it is kept, `needed` whether the report is unfinished without it."""

    key: str
    label: Text
    kind: PartKind
    hint: Text = NOTHING
    needed: bool = False


def parts_of(
    report: Report,
    *,
    has_beneath: bool,
    is_body: bool,
    is_whole: bool,
    shortfalls: int = 0,
    unreported: Sequence[Text] = (),
) -> tuple[Part, ...]:
    """The texts of one unit's report.

    `has_beneath` says that others report to it, `is_body` that it is an authority or a legal person, `is_whole`
    that it is the municipality's own; `shortfalls` is how many of its goals indicate that they will not be met,
    for which some models ask for an action plan (F8). `unreported` is what was decided and has no outcome at the
    year's closing (F7).
    """
    found = [_question(question.key, question.text) for question in report.questions]
    if has_beneath or not found:
        found.append(_analysis(has_beneath))
    if report.action_plan and shortfalls:
        found.append(Part(PLAN, say("Åtgärdsplan"), "action_plan", verbatim(report.action_plan), needed=True))
    if unreported:
        hint = say("Det här är beslutat men inte redovisat: {what}. Skriv varför.", what=in_words(unreported[:NAMED]))
        found.append(Part(UNREPORTED, say("Mål och målvärden utan utfall"), "adopted", hint, needed=True))
    if is_body:
        contents = [words for words in report.contents if slug(words) != ANALYSIS]
        found += [Part(f"del-{slug(words)}"[:80], verbatim(capital(words)), "content") for words in contents]
    if is_whole and report.assesses_sound_economy:
        hint = say("En samlad bedömning av om målen för god ekonomisk hushållning nås (kommunallagen 11:6).")
        found.append(Part(SOUND_ECONOMY, say("God ekonomisk hushållning"), "sound_economy", hint, needed=True))
    return tuple(found)


def _question(key: str, words: str) -> Part:
    return Part(f"fraga-{key}"[:80], verbatim(words), "question", needed=True)


def _analysis(has_beneath: bool) -> Part:
    if has_beneath:
        hint = say("Vad säger rapporterna under er, sedda tillsammans? De finns kvar och går att läsa var för sig.")
        return Part(ANALYSIS, say("Er analys"), "analysis", hint, needed=True)
    return Part(ANALYSIS, say("Kommentar"), "analysis", say("Vad behöver den som läser veta?"), needed=True)


def unwritten(parts: Sequence[Part], written: Sequence[str]) -> list[Part]:
    """The needed texts that nobody has written; `written` are the keys of those that are not empty."""
    return [part for part in parts if part.needed and part.key not in written]
