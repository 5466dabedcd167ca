"""What was adopted held against what is reported (F7): nothing that was decided may fall away in silence.

Pure. Audits of annual reports have found decided indicators that were missing in them, or reworded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rodatraden.lib.text import Text, say

Sort = Literal["no-outcome", "no-indicator", "reworded", "added", "ended"]


@dataclass(frozen=True)
class Promise:
    """An indicator of a goal, and whether the year has a target and an outcome for it."""

    name: str
    has_target: bool
    has_outcome: bool


@dataclass(frozen=True)
class Goal:
    """A goal as it was decided at the year's end."""

    key: str
    title: str
    indicators: tuple[Promise, ...] = ()
    judged_by_hand: bool = False
    needs_indicator: bool = False


@dataclass(frozen=True)
class Worded:
    """A decided version of a goal: what it said and when it held; None is open."""

    key: str
    title: str
    text: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True)
class Difference:
    """One difference between what was adopted and what is reported. `blocks` until somebody says why."""

    sort: Sort
    title: str
    told: Text

    @property
    def blocks(self) -> bool:
        return self.sort in ("no-outcome", "no-indicator")


def unreported(goals: Iterable[Goal]) -> list[Difference]:
    """The goals and targets that have no outcome. A goal that somebody has judged by hand, with a reason, has one."""
    found = []
    for goal in goals:
        for each in goal.indicators:
            if each.has_target and not each.has_outcome:
                told = say("”{indicator}” har målvärde men inget utfall", indicator=each.name)
                found.append(Difference("no-outcome", goal.title, told))
        if not goal.indicators and goal.needs_indicator and not goal.judged_by_hand:
            found.append(Difference("no-indicator", goal.title, say("målet mäts inte och är inte bedömt")))
    return found


def changed(versions: Sequence[Worded], first: date, last: date) -> list[Difference]:
    """The goals that were reworded, added or ended between two days, both included."""
    by_key: dict[str, list[Worded]] = {}
    for version in sorted(versions, key=lambda each: each.begins or date.min):
        by_key.setdefault(version.key, []).append(version)
    found: list[Difference] = []
    for chain in by_key.values():
        for before, after in zip(chain, chain[1:], strict=False):
            if after.begins and first < after.begins <= last and _words(before) != _words(after):
                told = say("omformulerat {day}; förut ”{title}”", day=after.begins.isoformat(), title=before.title)
                found.append(Difference("reworded", after.title, told))
        begun, end = chain[0].begins, chain[-1].ends
        if begun and first < begun <= last:
            found.append(Difference("added", chain[0].title, say("tillkom {day}", day=begun.isoformat())))
        if end and first <= end < last:
            found.append(Difference("ended", chain[-1].title, say("upphörde {day}", day=end.isoformat())))
    return found


def _words(version: Worded) -> tuple[str, str]:
    return " ".join(version.title.split()), " ".join(version.text.split())
