"""A status as it is shown: colour, symbol and word, always the three together."""

from dataclasses import dataclass
from typing import Literal

from rodatraden.lib.text import Text

Tone = Literal["met", "partly", "missed", "unmeasured", "plain"]
Symbol = Literal[
    "disc", "disc-half", "diamond", "triangle", "square", "ring",
    "arrow-up", "arrow-up-right", "arrow-flat", "arrow-down-right", "arrow-down",
]  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """`word` is the municipality's own (a string) or a sentence of ours (a Text, translated when shown).
    `note` is said under it: why, or how many were measured."""

    tone: Tone
    symbol: Symbol
    word: Text | str
    note: Text | str = ""
