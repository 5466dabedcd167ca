"""What the documentation says of the code is there: a file that has moved or a verb that is renamed fails here."""

import re
from pathlib import Path

import pytest

from rodatraden import cli

ROOT = Path(cli.__file__).resolve().parent
TRAVELS = (ROOT.parent / "docs" / "how_a_figure_travels.md").read_text(encoding="utf-8")
QUOTED = sorted(set(re.findall(r"`([^`]+)`", TRAVELS)))
FILES = [each for each in QUOTED if each.endswith(".py")]
NAMES = [each for each in QUOTED if each.isidentifier()]
COLUMNS = {"superseded_at", "enter"}


def file_of(said: str) -> Path:
    """A file as the page names it: from its package, or below the services that were just named."""
    whole = ROOT / said
    return whole if whole.exists() else next(ROOT.glob(f"*/{said}"), whole)


@pytest.mark.parametrize("said", FILES)
def test_a_file_that_is_named_is_there(said: str) -> None:
    assert file_of(said).is_file()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in COLUMNS])
def test_a_name_that_is_told_is_defined_in_a_file_that_is_named(name: str) -> None:
    code = "\n".join(file_of(said).read_text(encoding="utf-8") for said in FILES)
    assert re.search(rf"^\s*(def|class) {name}\b|^\s+{name}(:| =)|\"{name}\"", code, re.MULTILINE), name


def test_the_page_names_code_at_every_step() -> None:
    steps = TRAVELS.split("\n## ")[1:]
    assert len(steps) == 6
    assert all("`" in step for step in steps)
