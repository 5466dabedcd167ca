"""Report types: when, about what, and along which edges they climb (F1–F9)."""

from typing import Literal

from rodatraden.steering.schema.base import Dated, Day, Key, Month, Named, Part
from rodatraden.steering.schema.levels import Question

ReportKind = Literal["monthly", "short", "quarter", "tertial", "half_year", "forecast", "annual"]
Edge = Literal["decides", "prepares", "information"]


class Climb(Part):
    """An edge along which a report climbs: from and to are bodies; the receiver decides, prepares or is told."""

    sender: str
    receiver: str
    edge: Edge
    month: Month | None = None


class PeriodEnd(Dated):
    """The last day of what a report covers."""

    day: Day


class Report(Named):
    """A report type.

    `months` are the months reported on (monthly and short ones), or empty where `period_ends` say the same.
    `except_months` and `except_means` keep an exception as the document states it: the month reported on, or
    the month of treatment. `treated` are the months in which the receiving body treats it. `due_day` is the day of
    the month after the period by which boards and companies hand it over. `in_person` says who comes to give
    account, `common_day` on which day all meet to follow up together.
    """

    kind: ReportKind
    months: tuple[Month, ...] = ()
    except_months: tuple[Month, ...] = ()
    except_means: Literal["", "reported", "treated"] = ""
    period_ends: tuple[PeriodEnd, ...] = ()
    treated: tuple[Month, ...] = ()
    due_day: Day | None = None
    climbs: tuple[Climb, ...] = ()
    questions: tuple[Question, ...] = ()
    contents: tuple[str, ...] = ()
    assesses_sound_economy: bool = False
    action_plan: str = ""
    in_person: str = ""
    common_day: str = ""
    about: tuple[Key, ...] = ()
