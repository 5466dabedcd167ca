"""Figures that a goal states in its text, with their units: "lägst 2 %", "högst 25 dagar", "fem procent"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from rodatraden.lib.numbers import SPACE, parse_number

COUNTING = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
TENS = {"tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "hundra": 100, "ett": 1}
WORDS = {word: Decimal(number) for word, number in [*((w, n) for n, w in enumerate(COUNTING)), *TENS.items()]}
# Each way to write a unit, longest first where one begins like another, and the unit it stands for.
UNITS = (
    ("procentenheter", "procentenheter", 1),
    ("procentenhet", "procentenheter", 1),
    ("procent", "%", 1),
    ("%", "%", 1),
    ("miljarder kronor", "kr", 10**9),
    ("miljoner kronor", "kr", 10**6),
    ("mnkr", "kr", 10**6),
    ("mkr", "kr", 10**6),
    ("tusen kronor", "kr", 1000),
    ("tkr", "kr", 1000),
    ("kronor", "kr", 1),
    ("kr", "kr", 1),
    ("kwh", "kwh", 1),
    ("ton", "ton", 1),
    ("minuter", "minuter", 1),
    ("timmar", "timmar", 1),
    ("dagar", "dagar", 1),
    ("veckor", "veckor", 1),
    ("meter", "meter", 1),
    ("kilometer", "km", 1),
    ("km", "km", 1),
    ("hektar", "hektar", 1),
    ("bostäder", "bostäder", 1),
    ("lägenheter", "bostäder", 1),
    ("tomter", "tomter", 1),
    ("arbetstillfällen", "arbetstillfällen", 1),
)
_MEANING = {written: (unit, Decimal(times)) for written, unit, times in UNITS}
_NUMBER = rf"\d{{1,3}}(?:[ {SPACE}]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\b(?:{'|'.join(WORDS)})\b"
_FIGURE = re.compile(
    rf"(?<![\w.,§])({_NUMBER})[\s{SPACE}]*({'|'.join(re.escape(written) for written, _, _ in UNITS)})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stated:
    """A figure as it stands in the text, and what it means: 1,5 mkr is 1 500 000 kr."""

    written: str
    value: Decimal
    unit: str


def stated_figures(text: str) -> tuple[Stated, ...]:
    """Every figure with a unit, in order. A number without unit (a year, an age) is none."""
    found = []
    for match in _FIGURE.finditer(text):
        number, written = match.groups()
        unit, times = _MEANING[written.lower()]
        value = WORDS[number.lower()] if number.lower() in WORDS else parse_number(number)
        found.append(Stated(" ".join(match.group().split()), value * times, unit))
    return tuple(found)


def unit_family(unit_of_measure: str) -> tuple[str, Decimal]:
    """The unit that an indicator counts in, as `Stated` names it, and how many of it one of its own is."""
    words = unit_of_measure.strip().lower()
    for written, unit, times in UNITS:
        if words == written or re.match(rf"{re.escape(written)}(?![\w])", words):
            return unit, Decimal(times)
    return words, Decimal(1)
