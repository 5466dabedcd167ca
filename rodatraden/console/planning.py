"""The console's words about plans: which there are, and one as a file."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from rodatraden.console import FINE, BadInput, out, tell, write_file
from rodatraden.console.followup import a_year
from rodatraden.documents import freezing
from rodatraden.documents.answering import BUILT
from rodatraden.documents.faults import DocumentFault
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.planning.contents import live
from rodatraden.planning.due import Due
from rodatraden.planning.kinds import time_of
from rodatraden.planning.listing import Group, plans_of
from rodatraden.planning.models import Plan
from rodatraden.planning.services.deciding import subject_of
from rodatraden.steering.schema import Model

_NUMBER = re.compile(r"(?:.*/planer/)?(\d{1,18})(?:/.*)?")
_SUBJECT = re.compile(r"(?:plan:)?(?P<kind>[\w-]+):(?P<starts>[0-9-]+):(?P<unit>[\w-]+)")


@dataclass(frozen=True)
class Listed:
    """A plan that there is or that is due, in plain values. `id` and `address` are null where it is not begun.

    `decided_by` is who decided it, or who is to by the model; `address` is what `plan build` takes.
    """

    id: int | None
    address: str | None
    type: str
    type_name: str
    unit: str
    unit_name: str
    starts: date
    ends: date
    state: str
    decided_by: str
    decided: date | None
    paragraph: str
    due: date | None
    late: bool
    example: bool

    @property
    def told(self) -> str:
        """ "17: Verksamhetsplan 2019, Socialnämnden: på remiss, beslutas av nämnden senast 2018-11-30" """
        number = f"{self.id}: " if self.id is not None else ""
        years = f"{self.starts.year}" if self.starts.year == self.ends.year else f"{self.starts.year}–{self.ends.year}"
        said = [f"{number}{self.type_name} {years}, {self.unit_name}: {self.state}"]
        paragraph = f" § {self.paragraph}" if self.paragraph else ""
        if self.decided is not None:
            said.append(f"beslutad av {self.decided_by} {self.decided}{paragraph}")
        elif self.due is not None:
            said.append(f"beslutas av {self.decided_by} senast {self.due}")
        if self.late:
            said.append("försenad")
        return ", ".join(said)


def plans(given: argparse.Namespace) -> int:
    """Lists the plans that begin a year, also those that are due and not begun; without a year, all years' plans."""
    actor = system()
    found = list(_listed(actor, [given.year] if given.year else _years()))
    if given.format == "json":
        out(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=2, default=str))
        return FINE
    for row in found:
        out(row.told)
    out(f"{len(found)} planer." if len(found) != 1 else "1 plan.")
    return FINE


def _years() -> list[int]:
    """The years that plans begin, and the next one: that is the one that is planned."""
    known = Plan.objects.order_by().values_list("starts__year", flat=True).distinct()
    return sorted({*known, clock.today().year + 1})


def _listed(actor: Actor, years: Sequence[int]) -> Iterator[Listed]:
    model = _model_of(actor)
    for year in years:
        for group in plans_of(actor, model, year).groups:
            for row in group.rows:
                yield _one(actor, group, row, year)


def _one(actor: Actor, group: Group, row: Due, year: int) -> Listed:
    plan = row.plan
    decision = plan.decision if plan is not None else None
    body = actor.tree.at(decision.body_id) if decision is not None else None
    starts, ends = (plan.starts, plan.ends) if plan is not None else time_of(group.kind, year)
    return Listed(
        id=plan.pk if plan is not None else None,
        address=subject_of(plan) if plan is not None else None,
        type=group.kind.key,
        type_name=row.name,
        unit=row.place.key,
        unit_name=row.place.name,
        starts=starts,
        ends=ends,
        state=str(row.state),
        decided_by=(body.name if body else decision.position if decision else "") or group.decided_by,
        decided=decision.date if decision is not None else None,
        paragraph=decision.paragraph if decision is not None else "",
        due=row.by,
        late=row.is_late,
        example=plan is not None and plan.example,
    )


def plan_build(given: argparse.Namespace) -> int:
    """Writes a plan as a file: the frozen one where there is one, else as it stands, marked as a draft."""
    actor = system()
    plan = _asked_for(actor, given.plan)
    try:
        if plan.frozen is not None:
            body = freezing.render(plan.frozen, given.format)
        else:
            body = BUILT[given.format](live(actor, plan))
            tell(f"{plan.title}: {'inte beslutad än, utkast' if plan.is_open else 'beslutad men inte fryst'}.")
    except DocumentFault as fault:
        raise BadInput(str(fault)) from fault
    if given.output:
        write_file(given.output, body)
    else:
        sys.stdout.buffer.write(body)
    return FINE


def _asked_for(actor: Actor, asked: str) -> Plan:
    """The plan meant: by its number, its page's address, or its type, first day and unit, as `plans` lists it."""
    rows = Plan.objects.visible_to(actor).select_related("unit", "decision__body", "replaces", "frozen")
    if numbered := _NUMBER.fullmatch(asked):
        found = rows.filter(pk=int(numbered[1])).first()
    elif subject := _SUBJECT.fullmatch(asked):
        kind, starts, unit = subject["kind"], subject["starts"], subject["unit"]
        beginning = {"starts__year": int(starts)} if re.fullmatch(r"[1-9]\d{3}", starts) else {"starts": _day(starts)}
        there = rows.filter(kind=kind, unit__key=unit, **beginning).order_by("pk")
        # What is in force is not what is meant where somebody writes on a change of it: that has a number of its own.
        found = next((plan for plan in there if plan.frozen_id and not plan.is_open), None) or there.last()
    else:
        raise BadInput(f"”{asked}” är ingen plan. Skriv numret eller adressen, som rodatraden plans visar dem.")
    if found is None:
        raise BadInput(f"Planen ”{asked}” finns inte i kommunen. rodatraden plans visar dem som finns.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise BadInput(f"”{text}” är inget datum. Skriv till exempel 2019-01-01, eller bara året.") from fault


def _model_of(actor: Actor) -> Model:
    model = actor.model_on(clock.today())
    if model is None:
        raise BadInput("Kommunen har ingen styrmodell som gäller.")
    return model


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands."""
    told = "Visar planerna: vad som är beslutat, vad som skrivs och vad som inte är påbörjat."
    one = commands.add_parser("plans", help=told, description=told)
    one.add_argument("--municipality", required=True, metavar="KOMMUN", help="namnet i kommunens adress")
    one.add_argument("--year", type=a_year, metavar="ÅR", help="planernas första år; annars alla år")
    one.add_argument("--format", choices=["text", "json"], default="text")
    one.set_defaults(run=plans)
    about = commands.add_parser("plan", help="Skriver en plan som fil.").add_subparsers(required=True, metavar="GÖR")
    told = "Skriver en plan som fil: som den beslutades, eller som utkast."
    one = about.add_parser("build", help=told, description=told)
    one.add_argument("--municipality", required=True, metavar="KOMMUN", help="namnet i kommunens adress")
    one.add_argument("--plan", required=True, metavar="PLAN", help="numret eller adressen, som plans visar dem")
    one.add_argument("--format", choices=list(BUILT), default="pdf")
    one.add_argument("-o", "--output", metavar="FIL")
    one.set_defaults(run=plan_build)
