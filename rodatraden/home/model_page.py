"""What the page "Så styrs …" shows besides rules and year: the chain, findings, what is assumed and stated."""

from collections.abc import Iterable
from dataclasses import dataclass

from rodatraden.lib.text import Text, capital, in_words, say
from rodatraden.steering.findings import ORDER, Finding
from rodatraden.steering.lint import check
from rodatraden.steering.naming import named
from rodatraden.steering.schema import Level, Model, Part, Plan, Report
from rodatraden.steering.words import Stated, chain, deadline_told, decided_in, report_told
from rodatraden.web.charts import ThreadColumn, ThreadLink, ThreadNode, ThreadPicture, stem, thread_picture


@dataclass(frozen=True)
class Found:
    """A finding, and what it is about in words."""

    finding: Finding
    about: Text


@dataclass(frozen=True)
class Place:
    """What is assumed or stated, by the name of the part."""

    about: Text
    words: str
    path: str


@dataclass(frozen=True)
class LevelRow:
    """A level of the chain: who decides it, where, and why something of it is assumed."""

    level: Level
    who: str
    document: str
    guesses: str


@dataclass(frozen=True)
class PlanRow:
    """A plan type. `guess_when` is why its time is assumed, where that is said by itself."""

    plan: Plan
    who: str
    when: Text
    guess_when: str


@dataclass(frozen=True)
class ReportRow:
    """A report type. `guess_when` is why a period's end is assumed."""

    report: Report
    when: Text
    guess_when: str


def levels(model: Model) -> list[LevelRow]:
    return [
        LevelRow(level, model.who(level.decided_by), decided_in(model, level), guesses([level, level.limit]))
        for level in model.level
    ]


def plans(model: Model) -> list[PlanRow]:
    return [
        PlanRow(plan, model.who(plan.decided_by), deadline_told(plan.deadline), guesses([plan.deadline]))
        for plan in model.plan
    ]


def reports(model: Model) -> list[ReportRow]:
    return [ReportRow(report, report_told(report), guesses(report.period_ends)) for report in model.report]


def guesses(parts: Iterable[Part | None]) -> str:
    """Why the parts are assumed, each reason once."""
    return " ".join(dict.fromkeys(part.assumed for part in parts if part is not None and part.assumed))


def findings(model: Model) -> list[Found]:
    found = sorted(check(model), key=lambda finding: ORDER[finding.severity])
    return [Found(finding, named(model, finding.path)) for finding in found]


def places(model: Model, listed: Iterable[Stated]) -> list[Place]:
    """What is assumed or stated, with the parts named."""
    return [Place(named(model, each.path), each.words, each.path) for each in listed]


def chain_picture(model: Model) -> str:
    """The levels as a thread from left to right, each with who decides it."""
    return thread_picture(_chain(model), "kedjan")


def chain_stem(model: Model) -> str:
    """The same standing up, for a narrow page."""
    return stem(_chain(model), "kedjan-smal")


def _chain(model: Model) -> ThreadPicture:
    steps = chain(model)
    column = {level.key: place for place, step in enumerate(steps) for level in step}
    ordered = [level for step in steps for level in step]
    told = [say("{level} ({who})", level=level.name.one, who=model.who(level.decided_by)) for level in ordered]
    return ThreadPicture(
        title=model.model.name,
        description=str(say("Uppifrån och ned: {levels}.", levels=in_words(told))),
        columns=[ThreadColumn("") for _step in steps],
        nodes=[
            ThreadNode(each.key, column[each.key], capital(each.name.one), notes=[model.who(each.decided_by)])
            for each in ordered
        ],
        links=[ThreadLink(up, each.key) for each in ordered for up in each.serves if up in column],
    )
