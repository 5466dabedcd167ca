"""The console's words about frozen documents: whether a file is one, and of what."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rodatraden.console import FINDINGS, FINE, BadInput, out, told_of
from rodatraden.documents.freezing import Proof, verify
from rodatraden.lib import clock
from rodatraden.tenancy import current_or_none, scope
from rodatraden.tenancy.models import Municipality

FORMAT_WORDS = {"json": "innehållet (JSON)", "pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def report_verify(given: argparse.Namespace) -> int:
    """Says whether a file is a frozen document, to the byte, and of what. 0: it is. 1: it is not. 2: unreadable."""
    try:
        data = Path(given.file).read_bytes()
    except OSError as fault:
        raise BadInput(f"{given.file}: filen går inte att läsa: {told_of(fault)}.") from fault
    proof = _found(data)
    if given.format == "json":
        out(json.dumps({"frozen": proof is not None, **(asdict(proof) if proof else {})}, default=str, indent=2))
        return FINE if proof else FINDINGS
    if proof is None:
        out(f"{given.file} är inte ett fryst dokument, eller har ändrats.")
        return FINDINGS
    for line in told(given.file, proof):
        out(line)
    return FINE


def told(name: str, proof: Proof) -> list[str]:
    """What a file is, in words."""
    when = clock.day_of(proof.made_at).isoformat()
    lines = [
        f"{name} är fryst, och oförändrad sedan {when}.",
        f"{proof.municipality}: {proof.title} ({proof.kind}), version {proof.version}, {FORMAT_WORDS[proof.format]}.",
        f"Avser: {proof.subject}",
        f"Fryst av: {proof.made_by}",
        f"SHA-256: {proof.sha256}",
    ]
    return [*lines, "En senare version har ersatt den här."] if proof.replaced else lines


def _found(data: bytes) -> Proof | None:
    """Among the municipality's documents; without one, among everybody's."""
    if current_or_none() is not None:
        return verify(data)
    for municipality in Municipality.objects.all():
        with scope(municipality):
            proof = verify(data)
        if proof is not None:
            return proof
    return None


def add_commands(reports: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of these commands, beneath `report`."""
    one = reports.add_parser("verify", help="Säger om en fil är ett fryst dokument, och av vad.")
    one.add_argument("file", metavar="FIL")
    one.add_argument("--municipality", metavar="KOMMUN", help="sök bara där")
    one.add_argument("--format", choices=["text", "json"], default="text")
    one.set_defaults(run=report_verify)
