"""The whole steering model of a municipality, as one frozen value."""

import re
from collections.abc import Mapping
from datetime import date

from pydantic import Field

from rodatraden.steering.schema.base import Part
from rodatraden.steering.schema.followup import Leads, Reminders, SmallGroup
from rodatraden.steering.schema.levels import Level, Measure, Perspective, Quality
from rodatraden.steering.schema.organisation import Body, Duty, Participation, Role, Split
from rodatraden.steering.schema.planning import Control, Document, Economy, EconomyLine, Openness, Plan, Step
from rodatraden.steering.schema.reports import Report
from rodatraden.steering.schema.rules import Rule, Scale
from rodatraden.steering.schema.year import Contradiction, Event, Term

FORMAT = 1


class Origin(Part):
    """The document that a model is read from: title, and the decision that it rests on where stated."""

    key: str
    title: str
    body: str = ""
    decided: date | None = None
    paragraph: str = ""
    revised: str = ""
    responsible: str = ""


class Head(Part):
    """What the file is about. `municipality` is the code of SCB, or X and three digits for one without name."""

    format: int = FORMAT
    municipality: str = Field(pattern=r"^(\d{4}|X\d{3})$")
    name: str
    en: str = ""
    about: str = ""


class Statement(Part):
    """A vision or slogan: what it is called and, where the document gives it, what it says."""

    title: str
    text: str = ""
    decided: str = ""


class ValueWord(Part):
    """A value word (ledord, värdeord) and what it stands for."""

    word: str
    text: str = ""


class Mandate(Part):
    """The mandate period: its length in years, and what is revised once in it (T7)."""

    years: int = 4
    revises: tuple[str, ...] = ()


CITED = re.compile(r"(?:^|(?<=; ))[\w-]+(?=[,:;]|$)")
"""What a source begins with, and each part of it after a semicolon: the key of a document, where it is one."""


class Model(Part):
    """How a municipality steers. Every reference in it is a key of another part; the linter checks them."""

    model: Head
    document: tuple[Origin, ...] = ()
    vision: Statement | None = None
    slogan: Statement | None = None
    value_word: tuple[ValueWord, ...] = ()
    purpose: tuple[str, ...] = ()
    mandate: Mandate = Mandate()
    level: tuple[Level, ...] = Field(min_length=2)
    perspective: tuple[Perspective, ...] = ()
    quality: tuple[Quality, ...] = ()
    measure: tuple[Measure, ...] = ()
    scale: Mapping[str, Scale] = {}
    rule: Mapping[str, Rule] = {}
    body: tuple[Body, ...] = ()
    role: tuple[Role, ...] = ()
    duty: tuple[Duty, ...] = ()
    split: Split | None = None
    participation: tuple[Participation, ...] = ()
    plan: tuple[Plan, ...] = ()
    step: tuple[Step, ...] = ()
    governing: tuple[Document, ...] = ()
    report: tuple[Report, ...] = ()
    event: tuple[Event, ...] = ()
    leads: Leads | None = None
    reminders: Reminders | None = None
    small_group: SmallGroup | None = None
    economy: Economy = Economy()
    economy_line: tuple[EconomyLine, ...] = ()
    control: Control = Control()
    openness: Openness = Openness()
    glossary: tuple[Term, ...] = ()
    contradiction: tuple[Contradiction, ...] = ()

    def level_of(self, key: str) -> Level | None:
        return next((level for level in self.level if level.key == key), None)

    def role_of(self, key: str) -> Role | None:
        return next((role for role in self.role if role.key == key), None)

    def body_of(self, key: str) -> Body | None:
        return next((body for body in self.body if body.key == key), None)

    def plan_of(self, key: str) -> Plan | None:
        return next((plan for plan in self.plan if plan.key == key), None)

    def governing_of(self, key: str) -> Document | None:
        return next((document for document in self.governing if document.key == key), None)

    def report_of(self, key: str) -> Report | None:
        return next((report for report in self.report if report.key == key), None)

    def cited(self, source: str) -> str:
        """A source with the titles of the model's documents for their keys: "003, s. 4" as "Bilaga 1, s. 4"."""
        titles = {document.key: document.title for document in self.document}
        return CITED.sub(lambda found: titles.get(found[0], found[0]), source)

    def who(self, key: str) -> str:
        """The name of a body or role, or the words themselves where they are no key."""
        found = self.body_of(key) or self.role_of(key)
        return found.name.one if found else key
