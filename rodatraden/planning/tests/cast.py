"""The small municipality of the thread's tests, with plans of the council, of boards and of units."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.planning.models import Plan, PlanItem, PlanText
from rodatraden.planning.opinion import opinion_given
from rodatraden.planning.services import Deciding, Minutes, begin_plan, decide_plan, propose
from rodatraden.planning.services.rows import reading_mark
from rodatraden.thread.models import Item
from rodatraden.thread.tests.cast import MODEL, Town

PLANS = """
[[plan]]
key = "budget"
name = { one = "budget", many = "budgetar" }
owner = "kf"
decided_by = "kf"
deadline = { month = 6, year = -1 }
horizon = 3
kind = "budget"
contents = ["mål för kommunen", "ekonomi"]

[[plan]]
key = "namndplan"
name = { one = "nämndplan", many = "nämndplaner" }
owner = "namnd"
decided_by = "namnd"
deadline = { month = 11, year = -1 }
contents = ["uppdraget", "nämndens mål", "ekonomi"]
builds_on = ["budget"]
informs = ["kf", "ks"]

[[plan]]
key = "enhetsplan"
name = { one = "enhetsplan", many = "enhetsplaner" }
owner = "enhetschef"
decided_by = "enhetschef"
deadline = { month = 1 }
contents = ["aktiviteter"]
builds_on = ["namndplan"]

[[duty]]
key = "mal"
what = "Besluta om mål"
body = "kf"
law = { printed = "3:9", act = "1991:900", current = "5:1" }
[[duty]]
key = "budgeten"
what = "Besluta om budget"
body = "kf"
law = { current = "11:5" }
[[duty]]
key = "kontroll"
what = "Ha kontroll"
body = "namnd"
law = { current = "6:6" }

[[role]]
key = "ordforande"
name = { one = "ordförande" }
kind = "elected"
rights = ["read", "assess", "decide"]
"""
IN_PLANS = {"fullmaktigemal": "budget", "namndmal": "namndplan", "strategi": "namndplan", "aktivitet": "enhetsplan"}
YEAR = 2019
PROPOSED = date(2018, 9, 1)
"""The day of every proposal: it is decided after that, and registered later."""


def planning_model() -> str:
    """The small model with plan types, and the levels that each of them decides."""
    model = MODEL
    for level, plan in IN_PLANS.items():
        before = f'[[level]]\nkey = "{level}"\n'
        model = model.replace(before, f'{before}decided_in = "{plan}"\n', 1)
    belongs = 'key = "enhetschef"\nname = { one = "enhetschef" }\n'
    return model.replace(belongs, f'{belongs}belongs_to = ["unit", "school"]\n', 1) + PLANS


class PlanTown(Town):
    """With an executive board's chair, a clerk of the council, a second board and a second school; goals since 2018."""

    def __init__(self, model: str = "") -> None:
        super().__init__(model or planning_model())
        self.chair = self.person("Nämndens ordförande", "ordforande", self.board)
        self.leader = self.person("Styrelsens ordförande", "ordforande", self.executive)
        self.clerk = self.person("Kommunsekreterare", "sekreterare", self.council)
        self.other = self.unit("tn", "Tekniska nämnden", UnitKind.BOARD, self.council)
        self.other_head = self.person("Annan sekreterare", "sekreterare", self.other)
        self.other_school = self.unit("lunden", "Lundens skola", UnitKind.SCHOOL, self.board)
        self.vision = self.decided("En kommun för alla", "vision", self.council)
        self.council_goal = self.decided("Tryggare skolor", "fullmaktigemal", self.council, (self.vision.item,))
        self.goal = self.decided("Fler trivs i skolan", "namndmal", self.board, (self.council_goal.item,))
        self.other_goal = self.decided("Fler läser", "namndmal", self.board, (self.council_goal.item,))

    def plan(self, kind: str = "namndplan", unit: Unit | None = None, year: int = YEAR) -> Plan:
        return begin_plan(self.operator, kind, unit or self.board, year)

    def row(self, plan: Plan, item: Item) -> PlanItem:
        return plan.items.get(item=item)

    def section(self, plan: Plan, key: str = "uppdraget") -> PlanText:
        return plan.texts.select_related("plan__unit").get(section=key)

    def proposed(self, plan: Plan, *, confirmed: bool = False) -> Plan:
        propose(self.operator, plan, day=PROPOSED, confirmed=confirmed)
        plan.refresh_from_db()
        return plan

    def decide(self, plan: Plan, actor: Actor | None = None, **said: Any) -> Plan:
        told: dict[str, Any] = {
            "seen": reading_mark(Plan.objects.get(pk=plan.pk)),
            "day": date(2018, 9, 3),
            "paragraph": "88",
        }
        told |= {"confirmed": True, **said}
        if opinion_given(self.operator, plan):
            told = {"anyhow": "Kommunstyrelsen avstår.", **told}
        return decide_plan(actor or self.operator, plan, Deciding(**told))

    def decided_plan(self, kind: str = "namndplan", unit: Unit | None = None, year: int = YEAR, **said: Any) -> Plan:
        return self.decide(self.proposed(self.plan(kind, unit, year)), **said)


def queries_to_decide(town: PlanTown, made: Callable[[], Plan]) -> int:
    """How many queries it costs to decide a plan, which is gone afterwards."""
    with transaction.atomic():
        plan = made()
        with CaptureQueriesContext(connection) as asked:
            town.decide(plan)
        transaction.set_rollback(True)
    return len(asked)


def minutes(day: int = 3, paragraph: str = "41", **said: Any) -> Minutes:
    """What the minutes of a day in September say."""
    return Minutes(date(2018, 9, day), paragraph, **said)


def named(actor: Actor, name: str) -> Actor:
    """The same rights under another name."""
    return replace(actor, by=replace(actor.by, name=name))
