"""SMART helped by what can be seen (T5): a proposal for each of the municipality's letters, with a reason.

What is missing can be proved: without a target a goal is not measurable. What is there only speaks for it, and
what nobody can see is left to the one who judges. docs/rules/smart.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text, in_words, say, say_many
from rodatraden.steering.schema.levels import Letter


@dataclass(frozen=True)
class GoalFacts:
    """What is known of a goal: how many indicators, how many of them with a target, its dates, who answers.

    `unmeasured` are figures that the goal states and that no indicator has as a target.
    """

    indicators: int = 0
    with_target: int = 0
    last_target: Period | None = None
    deadline: date | None = None
    responsible: str = ""
    responsible_holds: bool = True
    unmeasured: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A proposal for one letter: met, not met, or None where it cannot be seen."""

    letter: Letter
    met: bool | None
    reason: Text


def suggest(letters: Sequence[Letter], facts: GoalFacts) -> tuple[Suggestion, ...]:
    """One suggestion per letter, in the municipality's own order."""
    return tuple(Suggestion(letter, *FUNCTIONS[letter.seen_by](facts)) for letter in letters)


def _unseen(facts: GoalFacts) -> tuple[bool | None, Text]:
    return None, say("Syns inte av uppgifterna: bedöm och motivera.")


def _by_indicator(facts: GoalFacts) -> tuple[bool | None, Text]:
    if not facts.indicators:
        return False, say("Ingen indikator mäter målet.")
    return True, say_many(facts.indicators, "{n} indikator mäter målet.", "{n} indikatorer mäter målet.")


def _by_target(facts: GoalFacts) -> tuple[bool | None, Text]:
    if not facts.indicators:
        return False, say("Ingen indikator mäter målet.")
    if not facts.with_target:
        return False, say("Ingen indikator har målvärde, så det går inte att säga när målet är nått.")
    if facts.unmeasured:
        return False, say("Målet anger {figures}, men ingen indikator mäter det.", figures=in_words(facts.unmeasured))
    if facts.with_target < facts.indicators:
        return True, say("{having} av {all} indikatorer har målvärde.", having=facts.with_target, all=facts.indicators)
    return True, say_many(facts.indicators, "Målets enda indikator har målvärde.", "Alla {n} indikatorer har målvärde.")


def _by_deadline(facts: GoalFacts) -> tuple[bool | None, Text]:
    if facts.deadline is not None:
        return True, say("Ska vara nått {day}.", day=facts.deadline)
    if facts.last_target is not None:
        return True, say("Det sista målvärdet gäller {period}.", period=facts.last_target.name)
    return False, say("Målet har varken slutdatum eller målvärde för någon period.")


def _by_responsible(facts: GoalFacts) -> tuple[bool | None, Text]:
    if not facts.responsible:
        return False, say("Ingen är utsedd att ansvara för målet.")
    if not facts.responsible_holds:
        return False, say("{role} ansvarar, men ingen har det uppdraget nu.", role=facts.responsible)
    return True, say("{role} ansvarar för målet.", role=facts.responsible)


FUNCTIONS: Mapping[str, Callable[[GoalFacts], tuple[bool | None, Text]]] = {
    "": _unseen,
    "indicator": _by_indicator,
    "target": _by_target,
    "deadline": _by_deadline,
    "responsible": _by_responsible,
}
