"""Plans, governing documents, economy and internal control (D1–D6, E1–E8, Q1–Q7, T13)."""

from typing import Literal

from pydantic import Field

from rodatraden.steering.schema.base import Dated, Key, Keyed, Law, Month, Named, Part

LineKind = Literal["operations", "investment"]


class Deadline(Dated):
    """A day of the year: month 1–12, the day if the document gives one, and which year counted from the plan's.

    November of the year before the plan's is `{ month = 11, year = -1 }`.
    """

    year: int = 0
    as_printed: str = ""


class Plan(Named):
    """A plan type: owner, decider, deadline, horizon in years, required contents, what it builds on.

    `short` is its abbreviation.
    """

    owner: str
    decided_by: Key
    deadline: Deadline | None = None
    horizon: int = 1
    every: Literal["year", "mandate", "when-needed"] = "year"
    contents: tuple[str, ...] = ()
    builds_on: tuple[Key, ...] = ()
    informs: tuple[str, ...] = ()
    short: str = ""
    kind: Literal["plan", "budget", "scorecard"] = "plan"


class Step(Keyed):
    """A step of preparing a plan or a goal: who does what (D2).

    `before` names the plan types that it prepares; without it all of them. A step with the key of a participation is
    that negotiation or assessment, and is done when that has been held.
    """

    what: str
    en: str = ""
    who: str = ""
    month: Month | None = None
    before: tuple[Key, ...] = ()


class Document(Keyed):
    """A kind of governing document: who decides it, who answers for it, when it is revised and followed up (D4).

    `rank` is its place in the hierarchy, 1 the highest; 0 where the document says none. `also_decided_by` may decide
    it too, where the decider has authorised them. `law` is what the kind rests on. `binds_when_adopted` says that it
    binds a company first when the company's general meeting has adopted it (R1).
    """

    name: str
    en: str = ""
    rank: int = Field(default=0, ge=0, le=20)
    decided_by: str
    also_decided_by: tuple[str, ...] = ()
    prepared_by: str = ""
    responsible: str = ""
    revised: str = ""
    followed_up: str = ""
    binds_when_adopted: bool = False
    law: tuple[Law, ...] = ()


class SoundEconomy(Part):
    """Sound economic management: which levels hold the financial and the operational goals (T13, KL 11:6).

    `by_item` says instead that each goal is marked, at the levels that have `sound_economy`. `status` is the rule that
    weighs those goals together, where a report assesses them as a whole; its groups are financial and operational.
    """

    financial: tuple[Key, ...] = ()
    operational: tuple[Key, ...] = ()
    by_item: bool = False
    assessed_in: tuple[Key, ...] = ()
    status: str = ""


class FinancialGoal(Keyed):
    """A financial goal that the document states, with its figure where it gives one (E4)."""

    what: str
    figure: str = ""


class EconomyLine(Named):
    """A line that frames, outcomes and forecasts are told on: the net cost of operations, investments (E1, E6, E7).

    A model without lines has these two. On a line of operations every unit takes part; on one of investments
    only those that have something there.
    """

    kind: LineKind = "operations"


class Economy(Part):
    """How frames are decided, split, followed and mended (E1–E8).

    `budget_election_year` is when the newly elected council decides the budget (KL 11:10).
    """

    frames_decided_by: str = ""
    frames: Deadline | None = None
    budget: Deadline | None = None
    budget_election_year: Deadline | None = None
    tax_rate: Deadline | None = None
    budget_proposal: Deadline | None = None
    reopened: str = ""
    distribution: tuple[str, ...] = ()
    secured_first: tuple[str, ...] = ()
    investments: tuple[str, ...] = ()
    deviation: str = ""
    deficit_measures: str = ""
    sound: SoundEconomy | None = None
    goals: tuple[FinancialGoal, ...] = ()
    law: tuple[Law, ...] = ()


class Control(Part):
    """Internal control and self-check, complaints, audit reports and improvement (Q1–Q7)."""

    plan_decided_by: str = ""
    plan: Deadline | None = None
    report_to: str = ""
    report: Deadline | None = None
    self_checks: tuple[str, ...] = ()
    complaints: str = ""
    audit: str = ""
    improvements: str = ""
    processes: str = ""
    cycle: tuple[str, ...] = ()


class Openness(Part):
    """What residents can see and do, and from how many persons a figure is shown, if the document says (O1–O5)."""

    published: tuple[str, ...] = ()
    residents: tuple[str, ...] = ()
    small_group: int | None = None
