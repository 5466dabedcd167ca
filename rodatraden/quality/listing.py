"""The list of processes: how each stands, narrowed as asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from rodatraden.lib import clock
from rodatraden.lib.text import Text, say
from rodatraden.organisation.access import Actor
from rodatraden.quality.models import Process
from rodatraden.quality.sentence import Facts, processes_told
from rodatraden.quality.services import may_write
from rodatraden.tenancy.links import here
from rodatraden.web.marks import Mark
from rodatraden.web.tables import Choice, Column, Example, Link, Table, Value


@dataclass(frozen=True)
class Row:
    """A process, how it stands, and who answers for it."""

    process: Process
    facts: Facts
    owner: str

    def mark(self, year: int) -> Mark:
        if not self.facts.is_reviewed_in(year):
            return Mark("partly", "diamond", say("Inte genomgången {year}", year=year))
        return Mark("plain", "disc", say("Genomgången {day}", day=self.facts.reviewed))


def read_processes(actor: Actor, day: date) -> list[Row]:
    """The processes of a day, with their latest review. One query."""
    model = actor.model_on(day)
    rows: Any = (
        Process.objects.on(day)
        .select_related("unit")
        .annotate(
            reviewed=Max("reviews__on"),
            steps=Count("activities", distinct=True),
            bare=Count("activities", filter=Q(activities__routine=None), distinct=True),
        )
    )
    names = {role.key: role.name.one for role in model.role} if model else {}
    return [
        Row(row, Facts(row.reviewed, row.steps, row.bare), names.get(row.owner_kind, row.owner_kind)) for row in rows
    ]


@dataclass(frozen=True)
class ProcessesPage:
    """The list as asked for. `total` is how many there are at all."""

    sentence: Text
    choices: Sequence[Choice]
    table: Table
    total: int
    may_write: bool


def processes_page(actor: Actor, asked: Mapping[str, str]) -> ProcessesPage:
    """Which processes there are, narrowed by unit and by what remains to be looked over this year. One query."""
    day = clock.today()
    found = read_processes(actor, day)
    unit, state = asked.get("enhet", ""), asked.get("lage", "")
    mine = {role.unit.id for role in actor.roles}
    rows = [
        row
        for row in found
        if (not unit or row.process.unit.key == unit)
        and (state != "kvar" or not row.facts.is_reviewed_in(day.year))
        and (state != "mina" or row.process.unit_id in mine)
    ]
    table = Table(_("Processer"), _columns(), [_line(row, day.year) for row in rows], name=_("processer"))
    units = {row.process.unit.key: row.process.unit.name for row in found}
    return ProcessesPage(
        sentence=processes_told([row.facts for row in found], day.year),
        choices=[
            Choice("enhet", _("Enhet"), [("", _("Alla")), *units.items()], unit),
            Choice("lage", _("Vilka"), [("", _("Alla")), ("mina", _("Mina")), ("kvar", _("Inte genomgångna"))], state),
        ],
        table=table.asked(asked),
        total=len(found),
        may_write=may_write(actor),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Process"), "link"),
        Column("unit", _("Enhet")),
        Column("owner", _("Ansvarig")),
        Column("steps", _("Aktiviteter"), "number", decimals=0),
        Column("bare", _("Utan rutin"), "number", decimals=0),
        Column("mark", _("Läge"), "status"),
    )


def _line(row: Row, year: int) -> dict[str, Value]:
    link = Link(row.process.name, here("quality:process", row.process.pk))
    return {
        "name": Example(link) if row.process.example else link,
        "unit": row.process.unit.name,
        "owner": row.owner or None,
        "steps": row.facts.steps,
        "bare": row.facts.without_routine,
        "mark": row.mark(year),
    }
