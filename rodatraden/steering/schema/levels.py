"""The thread: levels, what each must carry, perspectives and the letters of SMART (T1–T11)."""

from typing import Literal

from rodatraden.steering.schema.base import Key, Keyed, Named, Part

LevelKind = Literal["vision", "direction", "goal", "priority", "strategy", "activity", "assignment"]
Carries = Literal["responsible", "indicator", "target", "activity", "deadline", "decision", "served"]
MeasureKind = Literal["target", "key_figure", "volume", "quality", "comparison"]


class Question(Keyed):
    """A question that an item or a report answers."""

    text: str
    en: str = ""


class Limit(Part):
    """At most so many, counted per unit; `counting` names the levels that count, the own one if empty."""

    at_most: int
    per: Literal["unit", "municipality"] = "unit"
    counting: tuple[Key, ...] = ()


class Level(Named):
    """A level of the thread.

    `serves` names the levels that it may serve; `decided_by` a body or a role; `decided_in` a plan type or,
    where no plan is meant, `document` says what the document calls it (several names are a contradiction that
    the linter shows). What it `carries` must be there: "served" is something beneath that works for it.
    `status` is a roll-up rule, `measure` the threshold rule of its indicators. `personal`
    items (an employee's goals) are read by the person and the manager alone.
    """

    kind: LevelKind
    serves: tuple[Key, ...] = ()
    decided_by: Key
    decided_in: str = ""
    document: tuple[str, ...] = ()
    owned_by: tuple[str, ...] = ()
    carries: tuple[Carries, ...] = ()
    quality: str = ""
    limit: Limit | None = None
    status: str = ""
    measure: str = ""
    questions: tuple[Question, ...] = ()
    perspectives: bool = False
    sound_economy: bool = False
    personal: bool = False
    reported: bool = True


class Perspective(Named):
    """A perspective that scorecards group by (T9)."""


class Letter(Keyed):
    """A criterion of a good goal: its letter, its word, what it asks, and what can be seen of it by itself."""

    letter: str
    word: str
    asks: str = ""
    en: str = ""
    en_asks: str = ""
    seen_by: Literal["", "indicator", "target", "deadline", "responsible"] = ""


class Quality(Keyed):
    """The letters that a goal is held against: SMART or SMARTA (T5)."""

    letters: tuple[Letter, ...]


class Measure(Named):
    """The municipality's own word for a kind of measure (M2)."""

    kind: MeasureKind
