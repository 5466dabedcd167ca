"""Motions and citizens' proposals: which are not prepared, since when, and the sentence about them (Q7). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import Text, say, say_many

WITHIN = 365
"""Days within which a motion should be prepared so that the council can decide (KL 5:35)."""


@dataclass(frozen=True)
class Facts:
    """What the rules see of a motion."""

    submitted: date
    prepared_on: date | None = None
    decided: bool = False

    def is_prepared(self, day: date) -> bool:
        """Whether it has been prepared by a day. What is decided has been, whether or not anybody wrote when."""
        return self.decided or (self.prepared_on is not None and self.prepared_on <= day)

    def is_late(self, day: date) -> bool:
        """Whether it should have been prepared before now."""
        return not self.is_prepared(day) and (day - self.submitted).days > WITHIN


def unfit_for_meeting(facts: Facts, day: date) -> Text | None:
    """Why it is not put on a meeting of the council, or None where it can be."""
    if facts.decided:
        return say("Den är redan avgjord.")
    return None if facts.is_prepared(day) else say("Bara det som är berett sätts upp på ett sammanträde.")


def motions_told(rows: Iterable[Facts], day: date, reported: date | None) -> Text:
    """ "3 motioner och medborgarförslag är inte beredda, ett sedan mer än ett år. De redovisas för fullmäktige …"."""
    listed = list(rows)
    if not listed:
        return say("Inga motioner eller medborgarförslag är införda än.")
    waiting = [row for row in listed if not row.is_prepared(day)]
    if not waiting:
        return say("Alla motioner och medborgarförslag är beredda.")
    many = say_many(
        len(waiting),
        "En motion eller ett medborgarförslag är inte berett",
        "{n} motioner och medborgarförslag är inte beredda",
    )
    late = sum(row.is_late(day) for row in waiting)
    told = many
    if late:
        told = say_many(
            late,
            "{many}, ett lämnades för mer än ett år sedan",
            "{many}, {n} lämnades för mer än ett år sedan",
            many=many,
        )
    if reported is None:
        return say("{told}.", told=told)
    return say("{told}. De redovisas för fullmäktige senast {day}.", told=told, day=reported)
