"""The small municipality of the thread's tests, with a half-year report that climbs from the school to the council."""

from dataclasses import replace
from datetime import date

from rodatraden.decisions.models import Decision
from rodatraden.followup.acting import statuses_in
from rodatraden.followup.models import Report
from rodatraden.followup.reports import Address
from rodatraden.followup.round import Round, Slot, round_of
from rodatraden.followup.services import clear_report, submit_report, write_text
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor
from rodatraden.organisation.models import Unit, UnitKind
from rodatraden.thread.gather import gather
from rodatraden.thread.tests.cast import MODEL, Town

REPORTS = """
[[report]]
key = "halvar"
name = { one = "halvårsrapport", many = "halvårsrapporter", en = "half-year report", en_many = "half-year reports" }
kind = "half_year"
period_ends = [{ month = 6, day = 30 }]
assesses_sound_economy = true
climbs = [
  { sender = "enhetschef", receiver = "namnd", edge = "prepares" },
  { sender = "namnd", receiver = "kf", edge = "decides" },
  { sender = "ks", receiver = "kf", edge = "prepares" },
]
questions = [{ key = "var", text = "Var är vi?" }, { key = "sedan", text = "Vad gör vi sedan?" }]
contents = ["personal"]

[[report]]
key = "ars"
name = { one = "årsrapport", many = "årsrapporter" }
kind = "annual"
period_ends = [{ month = 12, day = 31 }]
climbs = [{ sender = "namnd", receiver = "kf", edge = "decides" }]
"""
CHAIR = """
[[role]]
key = "ordforande"
name = { one = "ordförande" }
kind = "elected"
rights = ["read", "assess", "decide"]
"""
HALF_YEAR = date(2018, 6, 30)


def reporting_model() -> str:
    """The small model with reports, and a role that reports from the school."""
    model = MODEL.replace('key = "enhetschef"\n', 'key = "enhetschef"\nbelongs_to = ["school"]\n', 1)
    return model + CHAIR + REPORTS


class ReportTown(Town):
    """With a chair of the board and of the executive board, and a goal of each floor."""

    def __init__(self, model: str = "") -> None:
        super().__init__(model or reporting_model())
        self.chair = self.person("Nämndens ordförande", "ordforande", self.board)
        self.leader = self.person("Styrelsens ordförande", "ordforande", self.executive)
        self.clerk = self.person("Kommunsekreterare", "sekreterare", self.council)
        self.other = self.unit("tn", "Tekniska nämnden", UnitKind.BOARD, self.council)
        self.other_head = self.person("Annan sekreterare", "sekreterare", self.other)

    def round(self, actor: Actor | None = None) -> Round:
        found = round_of(actor or self.operator, "halvar", HALF_YEAR)
        assert found is not None
        return found

    def slot(self, unit: Unit) -> Slot:
        return self.round().slots[unit.pk]

    def address(self, unit: Unit) -> Address:
        return Address("halvar", HALF_YEAR, unit.pk)

    def receiver(self, unit: Unit) -> int | None:
        return self.slot(unit).due.receiver

    def write(self, unit: Unit, text: str = "Vi är på väg.", part: str = "fraga-var", seen: int = 0) -> None:
        write_text(self.operator, self.address(unit), part, text, seen=seen, receiver=self.receiver(unit))

    def submit(self, unit: Unit, actor: Actor | None = None) -> Report:
        round = self.round()
        slot = round.slots[unit.pk]
        thread = gather(self.operator, clock.today(), round.year, progress=True)
        return submit_report(
            actor or self.operator,
            slot.address,
            statuses_in(round, thread, unit.pk),
            due=slot.by,
            receiver=slot.due.receiver,
        )

    def clear(self, unit: Unit) -> Report:
        return clear_report(self.operator, self.address(unit), receiver=self.receiver(unit))

    def treated_by(self, body: Unit, paragraph: str = "80") -> Decision:
        return Decision.objects.create(
            key=f"{body.key}-{paragraph}", title="Halvårsrapport", body=body, date=date(2018, 9, 3), paragraph=paragraph
        )


def named(actor: Actor, name: str) -> Actor:
    """The same rights under another name."""
    return replace(actor, by=replace(actor.by, name=name))
