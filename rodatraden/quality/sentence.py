"""Which processes have been looked over this year, and the sentences about it (Q6). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rodatraden.lib.text import Text, in_words, say, say_many


@dataclass(frozen=True)
class Facts:
    """What the rules see of a process: when it was last looked over, and how many of its steps lack a routine."""

    reviewed: date | None = None
    steps: int = 0
    without_routine: int = 0

    def is_reviewed_in(self, year: int) -> bool:
        return self.reviewed is not None and self.reviewed.year >= year


def processes_told(rows: Iterable[Facts], year: int) -> Text:
    """ "12 processer: 4 är inte genomgångna i år och 3 har aktiviteter utan rutin"."""
    listed = list(rows)
    if not listed:
        return say("Inga processer är införda än.")
    many = say_many(len(listed), "En process", "{n} processer")
    waiting = sum(not row.is_reviewed_in(year) for row in listed)
    bare = sum(bool(row.without_routine) for row in listed)
    parts = []
    if waiting:
        parts.append(say_many(waiting, "en är inte genomgången {year}", "{n} är inte genomgångna {year}", year=year))
    if bare:
        parts.append(say_many(bare, "en har aktiviteter utan rutin", "{n} har aktiviteter utan rutin"))
    if not parts:
        return say("{many}: alla är genomgångna {year} och har sina rutiner.", many=many, year=year)
    return say("{many}: {what}.", many=many, what=in_words(parts))
