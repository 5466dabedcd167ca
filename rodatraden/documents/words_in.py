"""The words of an uploaded file, so that it can be searched: read at arm's length, within limits, once.

What cannot be read is kept all the same; `unread` says why, and a page says it in words.
"""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from rodatraden.documents.models import File
from rodatraden.documents.services import path_of
from rodatraden.lib.text import Text, say

SCRIPT = Path(__file__).parent / "reader" / "reader.py"
COMMAND = (sys.executable, "-I", str(SCRIPT))
FORMS = {".pdf": "pdf", ".docx": "docx", ".txt": "txt"}
SECONDS = 10
MEMORY = 1 * 2**30
MOST_SIGNS = 200_000
Unread = Literal["", "other", "broken", "locked", "slow", "empty", "reader"]
UNREAD: Mapping[str, Text] = {
    "other": say("Filens text kan inte sökas: bara PDF, Word (.docx) och ren text läses."),
    "broken": say("Filens text kunde inte läsas: filen är skadad. Den går ändå att hämta."),
    "locked": say("Filens text kunde inte läsas: filen är låst med lösenord. Den går ändå att hämta."),
    "slow": say("Filens text kunde inte läsas: det tog för lång tid eller för mycket minne. Den går ändå att hämta."),
    "empty": say("Filen har ingen text att söka i. Är den inskannad som bild?"),
    "reader": say("Filens text kunde inte läsas här: läsaren är inte installerad."),
}
CODES: Mapping[int, Unread] = {3: "reader", 4: "broken", 5: "locked", 6: "slow"}
_LINE_END = re.compile(r"\r\n?")
_BROKEN_WORD = re.compile(r"(?<=[a-zåäö])-\n(?=[a-zåäö])(?!(?:och|eller|samt|respektive)\b)")
"""The end of a line within a word; not that of "barn- och ungdomsplan", whose hyphen is its own."""
_UNSHOWN = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True)
class Words:
    """What was read, and why not where nothing was."""

    text: str = ""
    unread: Unread = ""


def words_in(file: File) -> Words:
    """The text of a file that is kept. Takes at most some seconds, whatever the file is."""
    form = FORMS.get(PurePath(file.name).suffix.lower())
    if form is None:
        return Words("", "other")
    command = [*COMMAND, str(path_of(file.sha256)), form, str(SECONDS), str(MEMORY), str(MOST_SIGNS)]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=SECONDS + 2, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        return Words("", "slow")
    text = plain_words(ran.stdout.decode("utf-8", "replace"))
    if ran.returncode:
        why = CODES.get(ran.returncode, "slow")
        return Words(text, why)
    return Words(text) if text else Words("", "empty")


def plain_words(text: str) -> str:
    """Text without signs that no database keeps, with a word that a line ends in the middle of made whole."""
    whole = _BROKEN_WORD.sub("", _LINE_END.sub("\n", text))
    return re.sub(r"\n\s*\n+", "\n\n", _UNSHOWN.sub(" ", whole)).strip()
