"""Signs that cannot be shown where they are to be: written as their code, `[U+1F600]`, never lost. Pure.

No format takes the control signs that XML 1.0 forbids, nor those that turn the order of what follows around
unseen. The PDF moreover takes only what the bundled fonts have: a single sign without a shape would make it
unfit for the archive.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "typst" / "fonts"
COVERAGE = FONTS / "coverage.txt"
_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNREADABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
"""Signs without a shape of their own, that only join or part others: PDF does without."""


def code(sign: str) -> str:
    """`[U+0007]`: a sign as its number."""
    return f"[U+{ord(sign):04X}]"


def readable(text: str) -> str:
    """Text as any format can hold it: in NFC, one kind of line end, signs that XML forbids as their codes."""
    if text.isascii() and text.isprintable():
        return text
    lined = _NEWLINES.sub("\n", text)
    safe = _UNREADABLE.sub(lambda found: code(found.group()), lined)
    return safe if safe.isascii() else unicodedata.normalize("NFC", safe)


@dataclass
class Printer:
    """Makes text fit for the bundled fonts and remembers which signs it could not.

    `strict` keeps to the one main font: a sign and its accent that no single font has together have no shape
    either, and only setting the text tells.
    """

    strict: bool = False
    missing: Counter[str] = field(default_factory=Counter)

    def text(self, text: str) -> str:
        safe = readable(text).replace("\t", " ")
        if safe.isascii():
            return safe
        return _unknown(self.strict).sub(self._coded, _UNSEEN.sub("", safe))

    def _coded(self, found: re.Match[str]) -> str:
        self.missing[found.group()] += 1
        return code(found.group())

    def codes(self) -> list[str]:
        """The signs that were written as codes, those of most use first."""
        return [code(sign) for sign, _ in self.missing.most_common()]


@cache
def _unknown(strict: bool) -> re.Pattern[str]:
    lines = COVERAGE.read_text(encoding="ascii").splitlines()
    kept = [line.partition(" ")[2] for line in lines if not line.startswith("#")]
    ranges = " ".join(kept[:1] if strict else kept).split()
    return re.compile(f"[^\n{''.join(_class(one) for one in ranges)}]")


def _class(written: str) -> str:
    first, _, last = written.partition("-")
    return f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}"
