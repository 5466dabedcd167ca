"""The small municipality of the plans' tests, whose boards' plans wait for the unions."""

from datetime import date
from typing import Any

from rodatraden.planning.models import Plan
from rodatraden.planning.tests.cast import PlanTown, planning_model
from rodatraden.preparation.models import Change, Conclusion
from rodatraden.preparation.services import write_change, write_conclusion

WAITS = """
[[participation]]
key = "mbl"
what = "Förhandling enligt MBL"
who = "facken"
before = ["namndplan"]

[[participation]]
key = "risk"
what = "Riskbedömning"
who = "facken"
before = ["namndplan"]
when = "significant"

[[participation]]
key = "apt"
what = "Arbetsplatsen bestämmer"
decides = "aktivitet"

[[role]]
key = "medarbetare"
name = { one = "medarbetare" }
kind = "official"
rights = ["read"]

[[step]]
key = "analys"
what = "Nuläget beskrivs"
who = "ordforande"

[[step]]
key = "mbl"
what = "Facken förhandlar"
before = ["namndplan"]
"""
DAY = date(2018, 9, 3)


class PreparedTown(PlanTown):
    """With a board's plan for next year that is being written, and an employee of the school."""

    def __init__(self) -> None:
        super().__init__(planning_model() + WAITS)
        self.next = self.plan()
        self.employee = self.person("Lärare", "medarbetare", self.school)

    def conclusion(self, text: str = "Färre trivs.", plan: Plan | None = None, **said: Any) -> Conclusion:
        fields = {"subject": "situation", "text": text, **said}
        return write_conclusion(self.operator, plan or self.next, **fields)

    def change(self, what: str = "Slå ihop två skolor", plan: Plan | None = None, **said: Any) -> Change:
        return write_change(self.operator, plan or self.next, what=what, **said)
