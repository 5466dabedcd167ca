"""The texts of the demo's plans, told in a file: made up, by what a section's heading speaks of."""

import tomllib
from collections.abc import Mapping
from functools import cache

from rodatraden.demo.rows import DATA


@cache
def _texts() -> Mapping[str, str]:
    told: dict[str, str] = tomllib.loads((DATA / "plan_texts.toml").read_text(encoding="utf-8"))
    return told


def made_up(heading: str) -> str:
    """A made-up text that fits a section's heading; empty where none does."""
    words = heading.lower()
    return next((text.strip() for key, text in _texts().items() if key in words), "")
