"""What every console command says and reads alike."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rodatraden.steering.findings import Finding

FINE, FINDINGS, BAD = 0, 1, 2
Command = Callable[[argparse.Namespace], int]


class BadInput(Exception):
    """What was asked for cannot be done; the message is for whoever typed it."""


def out(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"”{text}” är inget datum. Skriv till exempel 2018-09-10.") from fault


def told_of(fault: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be read or written, without the system's own words where there are better."""
    if isinstance(fault, UnicodeDecodeError):
        return "den är inte text i UTF-8"
    if isinstance(fault, FileNotFoundError):
        return "den eller mappen finns inte"
    if isinstance(fault, IsADirectoryError):
        return "det är en mapp"
    if isinstance(fault, PermissionError):
        return "du har inte rätt till den"
    return fault.strerror or "det är okänt varför"


def read_text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"{path}: filen går inte att läsa: {told_of(fault)}.") from fault


def write_file(path: str, body: bytes) -> None:
    """Writes a file whole or not at all, in the place of one that is there. Raises BadInput where it cannot be written.

    First beside, then under its name: whoever is interrupted, or has no room, keeps the former one. What is no
    file, as a pipe, is written to as it is.
    """
    place = Path(path).resolve()
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(body)
            return
        beside = place.with_name(f".rodatraden-{os.getpid()}")
        try:
            beside.write_bytes(body)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as fault:
        raise BadInput(f"{path}: går inte att skriva: {told_of(fault)}.") from fault


SEVERITY_WORDS: dict[str, str] = {"error": "fel", "warning": "varning", "remark": "anmärkning"}


def say_findings(found: Sequence[tuple[str, Finding]], to: Callable[[str], None]) -> None:
    """Each finding with its place in the file, and what to do about it."""
    for path, finding in found:
        line = f":{finding.line}" if finding.line else ""
        said = (f"{path}{line}", SEVERITY_WORDS[finding.severity], finding.path, str(finding.message))
        to(": ".join(word for word in said if word))
        if finding.proposal:
            to(f"    {finding.proposal}")
