"""What is politely pointed out before a report is handed in: where its words and its figures do not agree. Pure.

None of it stops anybody: the report can be sent all the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text, fold, say, say_many

RemarkKind = Literal["says-met", "same-as-before", "half-unmeasured", "no-remedy"]
_SENTENCE = re.compile(r"[.!?;\n]+")
_GOAL = re.compile(r"\b(mål|målet|målen|vi)\b")
_MET = re.compile(r"\b(nås|uppnås|uppfylls|nåddes|uppnåddes|uppfylldes|uppfyll(t|d|da|ts)|nåtts|nådd(a)?)\b")
_BUT = re.compile(r"\b(inte|ej|inget|inga|aldrig|knappast|delvis|om|ska|bör|kan|när|för att|utan att)\b")


@dataclass(frozen=True)
class Standing:
    """What the remarks need of one item: its name, tone, and how much of it is measured."""

    title: str
    tone: str
    word: Text | str = ""
    measured: int = 0
    indicators: int = 0
    remedies: int = 0
    by_hand: bool = False


@dataclass(frozen=True)
class Remark:
    kind: RemarkKind
    text: Text
    about: str = ""


def says_met(text: str) -> bool:
    """Whether a sentence claims that a goal is met, with no "inte", no condition and no wish in it."""
    sentences = _SENTENCE.split(text.lower())
    return any(_GOAL.search(one) and _MET.search(one) and not _BUT.search(one) for one in sentences)


def remarks_on(items: Sequence[Standing], texts: Sequence[tuple[str, str, str]]) -> tuple[Remark, ...]:
    """All remarks. `texts` are (label, what is written, what was written last time)."""
    found: list[Remark] = []
    missed = [item for item in items if item.tone == "missed"]
    for label, now, before in texts:
        if missed and says_met(now):
            told = say(
                "I ”{label}” står att mål nås, men bedömningen av ”{title}” är ”{word}”.",
                label=label,
                title=missed[0].title,
                word=missed[0].word,
            )
            found.append(Remark("says-met", told, label))
        if before.strip() and _plain(now) == _plain(before):
            found.append(Remark("same-as-before", say("”{label}” är samma text som förra gången.", label=label), label))
    for item in items:
        if item.tone == "met" and item.indicators and (item.indicators - item.measured) * 2 >= item.indicators:
            told = say_many(
                item.indicators - item.measured,
                "”{title}” har bedömningen ”{word}”, men {n} av {all} indikatorer är ej mätt.",
                "”{title}” har bedömningen ”{word}”, men {n} av {all} indikatorer är ej mätta.",
                title=item.title,
                word=item.word,
                all=item.indicators,
            )
            found.append(Remark("half-unmeasured", told, item.title))
        if item.tone == "missed" and not item.remedies:
            told = say("”{title}” har bedömningen ”{word}” men ingen åtgärd.", title=item.title, word=item.word)
            found.append(Remark("no-remedy", told, item.title))
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
