"""Sweden's municipalities and their counties, by the four figures of the municipal code (kommunkod, SCB)."""

import csv
from functools import lru_cache
from pathlib import Path

REGISTER = Path(__file__).parent / "municipalities.csv"


@lru_cache(maxsize=1)
def register() -> dict[str, tuple[str, str]]:
    """Name and county (län) of each of the 290, by code."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], row["county"]) for row in csv.DictReader(file)}


def name_of(code: str) -> str:
    """The municipality's name without "kommun", or "" for a code that is none."""
    return register().get(code, ("", ""))[0]
