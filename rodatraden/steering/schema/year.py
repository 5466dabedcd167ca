"""The year: every event with its month and actor, and the words of the glossary (Y1–Y4, O3)."""

from typing import Literal

from rodatraden.steering.schema.base import Dated, Key, Month, Part, Section

EventKind = Literal[
    "meeting", "decision", "deadline", "report", "closing", "plan", "review", "work", "dialogue", "publication"
]


class Event(Dated):
    """Something that happens each year, or once in a mandate period.

    `actor` is a body or role. `report` and `reports_on` (the month reported on, or the last month of a longer
    period) tie an event to a report type; `plan` to a plan type. `until` is the last month of work that goes
    on. A `closing` is the last day of a period. `election_year` and `year_after_election` say that it happens in
    that year of the mandate period only. `law` is the section of the Local Government Act that asks for
    the event (11:10 for the council's budget); the linter holds the day against it.
    """

    until: Month | None = None
    what: str
    en: str = ""
    actor: str
    kind: EventKind = "deadline"
    report: Key | None = None
    reports_on: Month | None = None
    plan: Key | None = None
    companies: bool = False
    election_year: bool = False
    year_after_election: bool = False
    law: Section | None = None


class Term(Part):
    """A word of the model's own vocabulary, and what it means here."""

    word: str
    meaning: str
    en: str = ""


class Contradiction(Part):
    """Two statements that cannot both hold and that no other part of the file can show.

    Both are the document's, or one is the law's. The linter shows each as a warning: it is the document's, not
    the file's.
    """

    subject: str
    one: str
    other: str
    chosen: str = ""
