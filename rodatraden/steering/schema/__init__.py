"""The steering model as a value: everything that a municipality says of how it steers."""

from rodatraden.steering.schema.base import Dated, Key, Keyed, Law, Month, Named, Part, Word
from rodatraden.steering.schema.levels import Letter, Level, LevelKind, Limit, Measure, Perspective, Quality, Question
from rodatraden.steering.schema.model import FORMAT, Head, Mandate, Model, Origin, Statement, ValueWord
from rodatraden.steering.schema.organisation import Body, Duty, Participation, Right, Role, Side, Split
from rodatraden.steering.schema.planning import (
    Control,
    Deadline,
    Document,
    Economy,
    FinancialGoal,
    Openness,
    Plan,
    SoundEconomy,
    Step,
)
from rodatraden.steering.schema.reports import Climb, PeriodEnd, Report, ReportKind
from rodatraden.steering.schema.year import Contradiction, Event, Term

__all__ = [
    "FORMAT", "Body", "Climb", "Contradiction", "Control", "Dated", "Deadline", "Document", "Duty", "Economy",
    "Event", "FinancialGoal", "Head", "Key", "Keyed", "Law", "Letter", "Level", "LevelKind", "Limit", "Mandate",
    "Measure", "Model", "Month", "Named", "Openness", "Origin", "Part", "Participation", "PeriodEnd", "Perspective",
    "Plan", "Quality", "Question", "Report", "ReportKind", "Right", "Role", "Side", "SoundEconomy", "Split",
    "Statement", "Step", "Term", "ValueWord", "Word",
]  # fmt: skip
