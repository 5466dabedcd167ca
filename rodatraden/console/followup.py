"""The console's words about follow-up."""

import argparse
import json
import sys

from rodatraden.console import FINE, BadInput, tell, write_file
from rodatraden.documents import freezing
from rodatraden.documents.answering import BUILT
from rodatraden.followup.document_views import live
from rodatraden.followup.freezing import subject_of
from rodatraden.followup.groups import grouped
from rodatraden.followup.ics import as_ics
from rodatraden.followup.round import Round, Slot, rounds_of_year
from rodatraden.followup.rows import due_objects, due_table
from rodatraden.followup.way import title_of
from rodatraden.followup.year import Year, year_of
from rodatraden.lib import clock
from rodatraden.organisation.access import Actor, system
from rodatraden.organisation.models import UnitKind
from rodatraden.steering.schema import Model
from rodatraden.tenancy import current

FIRST_YEAR, LAST_YEAR = 1990, 2100


def a_year(text: str) -> int:
    if not text.isdigit() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"”{text}” är inget år. Skriv till exempel 2018.")
    return int(text)


def occasions(given: argparse.Namespace) -> int:
    """Writes who is to report by when, for all periods that end in a year."""
    actor = system()
    body = FORMS[given.format](actor, year_of(actor, given.year))
    if not given.output:
        sys.stdout.buffer.write(body)
        return FINE
    write_file(given.output, body)
    return FINE


def _csv(actor: Actor, year: Year) -> bytes:
    return due_table(year.models, actor.tree, year.dues).csv()


def _json(actor: Actor, year: Year) -> bytes:
    objects = due_objects(year.models, actor.tree, year.dues)
    return json.dumps(objects, ensure_ascii=False, indent=2).encode() + b"\n"


def _ics(actor: Actor, year: Year) -> bytes:
    town = current()
    groups = grouped(year.models, actor.tree, year.dues)
    return as_ics(groups, name=f"Rapporter {year.year}, {town.name}", place=town.slug, at=clock.now())


FORMS = {"csv": _csv, "json": _json, "ics": _ics}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands."""
    told = "Skriver årets rapporttillfällen: vem som lämnar vad, och senast när."
    one = commands.add_parser("occasions", help=told, description=told)
    one.add_argument("--municipality", required=True, metavar="KOMMUN", help="namnet i kommunens adress")
    one.add_argument("--year", type=a_year, required=True, metavar="ÅR", help="året som perioderna slutar i")
    one.add_argument("--format", choices=list(FORMS), default="csv")
    one.add_argument("-o", "--output", metavar="FIL")
    one.set_defaults(run=occasions)


def report_build(given: argparse.Namespace) -> int:
    """Writes a report as a file: the frozen one where there is one, else as it stands, marked as a draft."""
    actor = system()
    round, slot = _asked_for(actor, given)
    versions = list(freezing.versions(subject_of(slot.address, slot.place.key)))
    if versions:
        body = freezing.render(versions[-1], given.format)
    else:
        body = BUILT[given.format](live(actor, round, slot))
        tell(f"{title_of(round, slot)}: inte fastställd än, utkast.")
    write_file(given.output, body)
    return FINE


def _asked_for(actor: Actor, given: argparse.Namespace) -> tuple[Round, Slot]:
    """The report meant: by type (its key or its kind) and period, of a unit or of the whole municipality."""
    rounds = [
        one for one in rounds_of_year(actor, _year_in(given.period)) if given.type in (one.type.key, one.type.kind)
    ]
    if not rounds:
        known = ", ".join(report.key for report in (actor.model_on(clock.today()) or _no_model()).report)
        raise BadInput(f"Ingen rapport av slaget ”{given.type}” {given.period}. Rapporttyperna heter: {known}.")
    fitting = [one for one in rounds if given.period in (one.occasion.period, one.occasion.end.isoformat())] or rounds
    if len(fitting) > 1:
        known = ", ".join(one.occasion.end.isoformat() for one in fitting)
        raise BadInput(f"Det finns flera sådana rapporter {given.period}. Ange vilken: {known}.")
    slots = {slot.place.key: slot for slot in fitting[0].slots.values()}
    whole = next((slot.place.key for slot in slots.values() if slot.place.kind == UnitKind.COUNCIL), "")
    key = given.unit or whole
    if key not in slots:
        raise BadInput(f"Enheten ”{key}” rapporterar inte då. De som gör det: {', '.join(slots)}.")
    return fitting[0], slots[key]


def _year_in(period: str) -> int:
    """The year that a period ends in: "2017", "2018-H1", "2018-01/2018-07", "2018-08-31"."""
    last = period.rpartition("/")[2][:4]
    if not last.isdigit():
        raise BadInput(f"”{period}” är ingen period. Skriv till exempel 2017, 2018-08 eller 2018-08-31.")
    return int(last)


def _no_model() -> Model:
    raise BadInput("Kommunen har ingen styrmodell som gäller.")


def add_report_commands(reports: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands, beneath `report`."""
    one = reports.add_parser("build", help="Skriver en rapport som fil.")
    one.add_argument("--municipality", required=True, metavar="KOMMUN", help="namnet i kommunens adress")
    one.add_argument(
        "--type", required=True, metavar="TYP", help="rapporttypens nyckel eller slag, till exempel annual"
    )
    one.add_argument("--period", required=True, metavar="PERIOD", help="till exempel 2017 eller 2018-08-31")
    one.add_argument("--unit", default="", metavar="ENHET", help="enhetens nyckel; annars hela kommunen")
    one.add_argument("--format", choices=list(BUILT), default="pdf")
    one.add_argument("-o", "--output", required=True, metavar="FIL")
    one.set_defaults(run=report_build)
