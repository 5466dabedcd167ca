"""The steering model as a value: everything that a municipality says of how it steers."""

from rodatraden.steering.schema.base import Dated, Key, Keyed, Law, Month, Named, Part, Word
from rodatraden.steering.schema.followup import Days, Leads, Meets, Reminders, SmallGroup
from rodatraden.steering.schema.levels import Letter, Level, LevelKind, Limit, Measure, Perspective, Quality, Question
from rodatraden.steering.schema.model import FORMAT, Head, Mandate, Model, Origin, Statement, ValueWord
from rodatraden.steering.schema.organisation import Body, Duty, Participation, Right, Role, Side, Split
from rodatraden.steering.schema.planning import (
    Control,
    Deadline,
    Document,
    Economy,
    EconomyLine,
    FinancialGoal,
    LineKind,
    Openness,
    Plan,
    SoundEconomy,
    Step,
)
from rodatraden.steering.schema.reports import Climb, Edge, PeriodEnd, Report, ReportKind
from rodatraden.steering.schema.year import Contradiction, Event, Term

__all__ = [
    "Body", "Climb", "Contradiction", "Control", "Dated", "Days", "Deadline", "Document", "Duty", "Economy", "Edge",
    "Event", "FORMAT", "FinancialGoal", "Head", "Key", "Keyed", "Law", "Leads", "Letter", "Level", "LevelKind",
    "Limit", "Mandate", "Measure", "Meets", "Model", "Month", "Named", "Openness", "Origin", "Part", "Participation",
    "PeriodEnd", "Perspective", "Plan", "Quality", "Question", "Reminders", "Report", "ReportKind", "Right", "Role",
    "Side", "SmallGroup", "SoundEconomy", "Split", "Statement", "Step", "Term", "ValueWord", "Word",
    "EconomyLine", "LineKind",
]  # fmt: skip
