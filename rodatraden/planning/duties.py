"""The legal sections that a decision on a plan rests on, as the model states its duties (R4). Pure."""

import re
from collections.abc import Mapping, Sequence

from rodatraden.steering.schema import Model
from rodatraden.steering.schema.organisation import Duty
from rodatraden.steering.schema.planning import Plan
from rodatraden.thread.levels import decider_named

CHAPTERS: Mapping[str, frozenset[str]] = {
    "council": frozenset({"5", "11"}),
    "executive_board": frozenset({"6"}),
    "board": frozenset({"6"}),
    "joint_board": frozenset({"6"}),
}
"""The chapters of the Local Government Act on what a body decides of goals, budget and its own activities."""
IN_FORCE = "2017:725"
"""The Local Government Act in force."""
PLANNING = frozenset({"5:1", "5:4", "6:6"})
"""The sections that concern plans of every kind; the others of these chapters concern the budget."""


def duties_for(model: Model, kind: Plan) -> Sequence[Duty]:
    """The duties of whoever decides plans of the type that concern the plan, with a legal section."""
    decider = decider_named(model, kind.decided_by)
    chapters = CHAPTERS.get(decider.kind, frozenset())
    return [
        duty
        for duty in model.duty
        if duty.law is not None
        and duty.body == decider.key
        and (duty.law.current in PLANNING or (kind.kind == "budget" and duty.law.current.partition(":")[0] in chapters))
    ]


def law_told(duty: Duty) -> str:
    """The section in force, and what is printed where that is another: "kommunallagen 5:1 (tryckt 3:9)"."""
    if duty.law is None:
        return ""
    chapter, _colon, section = duty.law.current.partition(":")
    told = f"kommunallagen {chapter} kap. {section} §"
    same = duty.law.act == IN_FORCE and re.findall(r"[0-9]+", duty.law.printed) == [chapter, section]
    return told if same or not duty.law.printed else f"{told} (i dokumentet: {duty.law.printed})"
