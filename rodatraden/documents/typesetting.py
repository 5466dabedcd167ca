"""Typst at arm's length: a process of its own, with a limit on time and memory, that is told content and no source."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from rodatraden.documents.canonical import Json, canonical
from rodatraden.documents.faults import TypesetterFailed, TypesetterMissing, TypesetterSlow

SCRIPT = Path(__file__).parent / "typst" / "typesetter.py"
COMMAND: Sequence[str] = (sys.executable, "-I", str(SCRIPT))
"""Isolated: neither the environment nor the folder that the server stands in can change what is run."""
SECONDS = 60
MEMORY = 2 * 2**30
MISSING, REFUSED = 3, 4
Template = Literal["document.typ", "pictures.typ", "poster.typ"]


def typeset(template: Template, form: Literal["pdf", "png"], content: Json) -> bytes:
    """The file that typst makes of the content. Raises a DocumentFault where it cannot."""
    command = [*COMMAND, template, form, str(SECONDS), str(MEMORY)]
    try:
        ran = subprocess.run(command, input=canonical(content), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as fault:
        raise TypesetterSlow(f"more than {SECONDS} s") from fault
    except OSError as fault:
        raise TypesetterFailed(str(fault)) from fault
    said = ran.stderr.decode(errors="replace")
    if ran.returncode == MISSING:
        raise TypesetterMissing(said)
    if ran.returncode < 0 or "memory allocation" in said or "MemoryError" in said:
        raise TypesetterSlow(f"ended by {ran.returncode}: {said}")
    if ran.returncode:
        raise TypesetterFailed(said)
    return ran.stdout


def pages(made: bytes) -> list[bytes]:
    """The pictures of a PNG answer: each stands after its length in eight bytes."""
    found, at = [], 0
    while at < len(made):
        length = int.from_bytes(made[at : at + 8], "big")
        found.append(made[at + 8 : at + 8 + length])
        at += 8 + length
    return found
