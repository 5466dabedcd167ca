"""The console's words about steering models: what is wrong in files, and what a municipality steers by."""

import argparse
import json
from collections.abc import Iterator

from rodatraden.console import (
    BAD,
    FINDINGS,
    FINE,
    BadInput,
    out,
    read_text,
    say_findings,
    tell,
)
from rodatraden.lib import clock
from rodatraden.lib.text import in_words
from rodatraden.steering.active import active_model
from rodatraden.steering.facts import climb_told
from rodatraden.steering.findings import Finding
from rodatraden.steering.lines import place
from rodatraden.steering.lint import check
from rodatraden.steering.load import read
from rodatraden.steering.schema import Event, Level, Model, Report
from rodatraden.steering.words import month_name, report_told

RIGHTS = {
    "read": "läser",
    "enter": "för in",
    "assess": "bedömer",
    "decide": "beslutar",
    "administer": "administrerar",
}


def finding_as_data(file: str, finding: Finding) -> dict[str, object]:
    return {
        "file": file,
        "severity": finding.severity,
        "code": finding.code,
        "path": finding.path,
        "line": finding.line,
        "message": str(finding.message),
        "proposal": str(finding.proposal),
        "law": finding.law,
    }


def model_check(given: argparse.Namespace) -> int:
    """Says what is wrong or contradictory in model files. A file that cannot be read hides nothing of the others."""
    found: list[tuple[str, Finding]] = []
    unread = 0
    for path in given.files:
        try:
            text = read_text(path)
        except BadInput as fault:
            tell(str(fault))
            unread += 1
            continue
        reading = read(text)
        findings = [*reading.findings, *(check(reading.model) if reading.model else ())]
        found += [(path, finding) for finding in place(findings, text)]
    if unread < len(given.files):
        _tell_findings(found, len(given.files) - unread, given.format)
    severities = {finding.severity for _, finding in found}
    if unread or "error" in severities:
        return BAD
    return FINDINGS if "warning" in severities else FINE


def _tell_findings(found: list[tuple[str, Finding]], files: int, form: str) -> None:
    if form == "json":
        out(json.dumps([finding_as_data(*one) for one in found], ensure_ascii=False, indent=2))
        return
    say_findings(found, out)
    out(f"{files} filer lästa, {len(found)} fynd." if files > 1 else f"{len(found)} fynd.")


def model_show(given: argparse.Namespace) -> int:
    """Shows the model that a municipality steers by."""
    model = active_model(clock.today())
    if model is None:
        raise BadInput("Kommunen har ingen styrmodell som gäller i dag.")
    if given.format == "json":
        out(json.dumps(model.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=2))
        return FINE
    out(model.model.name)
    for head, lines in _parts(model):
        if lines:
            out(f"\n{head}")
            for line in lines:
                out(f"  {line}")
    return FINE


def _parts(model: Model) -> Iterator[tuple[str, list[str]]]:
    """What a model comes to in short: a line for each level, role, report and event."""
    yield "Nivåer", [_level(model, level) for level in model.level]
    yield "Roller", [f"{role.name.one}: {in_words([RIGHTS[right] for right in role.rights])}" for role in model.role]
    yield "Rapporter", [_report(model, report) for report in model.report]
    events = sorted(model.event, key=lambda event: (event.month, event.day or 0))
    yield "Årshjul", [_event(model, event) for event in events]


def _level(model: Model, level: Level) -> str:
    upward = ", ".join(above.name.one for above in map(model.level_of, level.serves) if above) or "–"
    return f"{level.name.one}: beslutas av {model.who(level.decided_by)}, bidrar till {upward}"


def _report(model: Model, report: Report) -> str:
    when, way = str(report_told(report)), [str(climb_told(model, climb)) for climb in report.climbs]
    return f"{report.name.one} {when}".strip() + (f": {'; '.join(way)}" if way else "")


def _event(model: Model, event: Event) -> str:
    day = f"{event.day} " if event.day else ""
    return f"{day}{month_name(event.month)}: {event.what} ({model.who(event.actor)})"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands."""
    model = commands.add_parser("model", help="Granskar eller visar en styrmodell.")
    about = model.add_subparsers(required=True, metavar="GÖR")
    one = about.add_parser("check", help="Granskar modellfiler.")
    one.add_argument("files", nargs="+", metavar="FIL")
    one.add_argument("--format", choices=["text", "json"], default="text")
    one.set_defaults(run=model_check)
    one = about.add_parser("show", help="Visar modellen som en kommun styr efter.")
    one.add_argument("--municipality", required=True, metavar="KOMMUN")
    one.add_argument("--format", choices=["text", "json"], default="text")
    one.set_defaults(run=model_show)
