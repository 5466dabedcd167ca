"""The console command, for operators and scheduled work: the same verbs as the pages.

Exit code 0: fine, or remarks alone. 1: findings. 2: bad usage, bad input, or a file that cannot be read.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodatraden.settings")
try:
    django.setup()
except (ValueError, OSError, ImproperlyConfigured) as wrong:
    sys.stderr.write(f"Inställningarna går inte att använda: {wrong}\n")
    sys.exit(2)

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from rodatraden.audit.privileges import grant  # noqa: E402
from rodatraden.console import (  # noqa: E402
    BAD,
    FINDINGS,
    FINE,
    SEVERITY_WORDS,
    BadInput,
    Command,
    a_day,
    documents,
    followup,
    installation,
    out,
    planning,
    tell,
    told_of,
    write_file,
)
from rodatraden.console import model as models  # noqa: E402
from rodatraden.console.letters import letters  # noqa: E402
from rodatraden.console.parser import Parser  # noqa: E402
from rodatraden.console.running import serve, work  # noqa: E402
from rodatraden.console.tick import tick  # noqa: E402
from rodatraden.demo import build  # noqa: E402
from rodatraden.demo.frozen import freeze_demo  # noqa: E402
from rodatraden.exchange import exports, imports  # noqa: E402
from rodatraden.exchange.layouts import Told  # noqa: E402
from rodatraden.lib import clock  # noqa: E402
from rodatraden.lib.numbers import format_number  # noqa: E402
from rodatraden.organisation.access import Actor, system  # noqa: E402
from rodatraden.tenancy import scope  # noqa: E402
from rodatraden.tenancy.edits import Refused  # noqa: E402
from rodatraden.tenancy.models import Municipality  # noqa: E402
from rodatraden.thread.breaking import break_rows  # noqa: E402

TOLD_EVERY = 2.0
"""Seconds between lines about how far something has come."""


def a_port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"”{text}” är ingen port. Skriv ett tal mellan 1 och 65535.")
    return int(text)


def municipality_of(slug: str) -> Municipality:
    try:
        found = Municipality.objects.filter(slug=slug).first()
        known = list(Municipality.objects.values_list("slug", flat=True)) if found is None else []
    except DatabaseError as fault:
        raise BadInput(f"Databasen går inte att läsa: {fault}. Kör först: rodatraden migrate") from fault
    if found is None:
        raise BadInput(f"Kommunen ”{slug}” finns inte här. Det finns: {', '.join(known) or 'ingen ännu'}.")
    return found


def migrate(_: argparse.Namespace) -> int:
    """Brings the database up to date, as its owner, and lets the application's role use it."""
    call_command("migrate", verbosity=0, interactive=False)
    role = os.environ.get("DATABASE_ROLE", "")
    if connection.vendor == "postgresql" and role:
        grant(role)
    return FINE


def demo(given: argparse.Namespace) -> int:
    """Builds the demo where it is not built, and serves it until interrupted."""
    today = given.today or build.DAY
    if today < build.DAY:
        raise BadInput(
            f"Demon börjar {build.DAY} och kan inte stå på en tidigare dag. Välj den dagen eller en senare: "
            "det som är gjort behålls när demon flyttas framåt."
        )
    clock.stand_on(today)
    tell("Förbereder databasen …")
    migrate(given)
    if given.reset:
        tell("Tömmer exempelkommunerna …")
        build.reset()
    if build.is_built():
        tell("Exempelkommunerna finns redan (RESET=1 bygger om dem).")
    else:
        tell("Läser in fyra kommuner …")
        build.build_all(tell)
        tell("Fryser det som redan är behandlat …")
        freeze_demo(build.DAY)
    call_command("collectstatic", verbosity=0, interactive=False)
    return FINE if given.no_serve else serve(given.port, today)


def export(given: argparse.Namespace) -> int:
    """Writes the scorecard, the thread or the indicators of a year."""
    made = exports.export(actor(), given.what, given.year, given.format)
    if given.output:
        write_file(given.output, made)
    else:
        sys.stdout.buffer.write(made)
    return FINE


def load(given: argparse.Namespace) -> int:
    """Loads a file, or shows what it would change."""
    try:
        content = Path(given.file).read_bytes()
    except OSError as fault:
        raise BadInput(f"{given.file}: filen går inte att läsa: {told_of(fault)}.") from fault
    preview = imports.preview(actor(), Path(given.file).name, content, _counted("Granskat"))
    for line in preview.in_words():
        tell(line)
    if preview.refused:
        return BAD
    if preview.changes_anything and not given.dry_run:
        imports.apply(actor(), preview, _counted("Inläst"))
        tell("Inläst.")
    return FINE


def _counted(word: str) -> Told:
    """Tells how far a long load has come, on the stream that is not the answer; nothing of a short one."""
    last = time.monotonic()

    def told(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= TOLD_EVERY:
            tell(f"{word}: {format_number(done)} av {format_number(of)} rader")
            last = time.monotonic()

    return told


def breaks(given: argparse.Namespace) -> int:
    """Lists where the thread is broken."""
    rows = break_rows(actor(), clock.today())
    if given.format == "json":
        out(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
    else:
        for row in rows:
            out(f"{SEVERITY_WORDS[str(row['severity'])]}: {row['where']}: {row['message']}")
        out(f"{len(rows)} brister." if len(rows) != 1 else "1 brist.")
    return FINDINGS if any(row["severity"] != "remark" for row in rows) else FINE


def actor() -> Actor:
    return system()


def parser() -> argparse.ArgumentParser:
    """The command's words and options."""
    top: argparse.ArgumentParser = Parser(
        "rodatraden", description="Röda tråden: hur en kommun styr med mål och resultat."
    )
    commands = top.add_subparsers(required=True, metavar="KOMMANDO")

    def add(name: str, run: Command, help_text: str, *, municipal: bool = False) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, description=help_text)
        made.set_defaults(run=run)
        if municipal:
            made.add_argument("--municipality", required=True, metavar="KOMMUN", help="till exempel perstorp")
        return made

    one = add("demo", demo, "Startar produkten med fyra kommuner.")
    one.add_argument("--port", type=a_port, default=8000)
    one.add_argument(
        "--today", type=a_day, help="dagen som demon står på, 2018-09-10 eller senare (2018-09-10 om inget anges)"
    )
    one.add_argument("--no-serve", action="store_true", help="bygg data men starta ingen server")
    one.add_argument("--reset", action="store_true", help="bygg om exempelkommunerna")
    add("migrate", migrate, "Gör databasen klar för den här versionen.")
    one = add("worker", work, "Gör det som väntar i bakgrunden, tills det avslutas.")
    one.add_argument("--once", action="store_true", help="gör det som väntar nu, och sluta sedan")
    models.add_commands(commands)
    installation.add_commands(commands)
    reports = commands.add_parser("report", help="Skriver en rapport, eller prövar en fryst.")
    about_reports = reports.add_subparsers(required=True, metavar="GÖR")
    documents.add_commands(about_reports)
    followup.add_report_commands(about_reports)
    followup.add_commands(commands)
    planning.add_commands(commands)
    one = add("export", export, "Skriver styrkort, tråd eller indikatorer.", municipal=True)
    one.add_argument("what", choices=["scorecard", "thread", "indicators"])
    one.add_argument("--year", type=int, required=True)
    one.add_argument("--format", choices=["csv", "xlsx", "json"], default="csv")
    one.add_argument("-o", "--output", metavar="FIL")
    one = add("import", load, "Läser in en Excel- eller CSV-fil.", municipal=True)
    one.add_argument("file", metavar="FIL")
    one.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras")
    one = add("tick", tick, "Gör det som är dags: skickar brev och påminner. Körs varje minut.")
    one.add_argument("--municipality", metavar="KOMMUN", help="bara en kommun")
    one = add("letters", letters, "Visar brev som inte är skickade.", municipal=True)
    one.add_argument("--again", type=int, metavar="NUMMER", help="skicka ett brev en gång till, som det var")
    one = add("breaks", breaks, "Visar var tråden brister.", municipal=True)
    one.add_argument("--format", choices=["text", "json"], default="text")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; never a traceback for bad input."""
    given = parser().parse_args(arguments)
    slug = vars(given).get("municipality")
    try:
        municipality = municipality_of(slug) if slug else None
        if municipality and municipality.is_demo and not os.environ.get("RODATRADEN_TODAY"):
            clock.stand_on(build.DAY)
        with scope(municipality):
            code = int(given.run(given))
        sys.stdout.flush()
    except (BadInput, Refused) as fault:
        tell(str(fault))
        return BAD
    except DatabaseError as fault:
        tell(f"Databasen går inte att använda: {fault}. Är den klar för den här versionen? Kör: rodatraden migrate")
        return BAD
    except BrokenPipeError:
        # Whoever read the answer has had enough (`| head`); nothing more may be written, not even on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    return code


if __name__ == "__main__":
    sys.exit(main())
