"""The year: every event with its month and actor, and the words of the glossary (Y1–Y4, O3)."""

from typing import Literal

from pydantic import Field

from rodatraden.steering.schema.base import Key, Part

EventKind = Literal["meeting", "decision", "deadline", "report", "plan", "review", "work", "dialogue", "publication"]


class Event(Part):
    """Something that happens each year.

    `actor` is a body or role. `report` and `period` (a month number, the month reported on) tie an event to a
    report type; `plan` to a plan type. `until` is the last month of work that goes on.
    """

    month: int = Field(ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    until: int | None = Field(default=None, ge=1, le=12)
    what: str
    en: str = ""
    actor: str
    kind: EventKind = "deadline"
    report: Key | None = None
    reports_on: int | None = Field(default=None, ge=1, le=12)
    plan: Key | None = None
    companies: bool = False
    election_year: bool = False


class Term(Part):
    """A word of the model's own vocabulary, and what it means here."""

    word: str
    meaning: str
    en: str = ""


class Contradiction(Part):
    """Two statements of the document that cannot both hold and that no other part of the file can show.

    The linter shows each as a warning: it is the document's, not the file's.
    """

    subject: str
    one: str
    other: str
    chosen: str = ""
