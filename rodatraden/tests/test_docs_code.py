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


PAGES = sorted((ROOT.parent / "docs").rglob("*.md"))
OURS = {path.relative_to(ROOT.parent).as_posix() for top in (ROOT, ROOT.parent / "tests") for path in top.rglob("*.py")}


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_names_files_and_leads_to_pages_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.py)`", text))
    assert [said for said in named if not any(f"/{path}".endswith(f"/{said}") for path in OURS)] == []
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link}
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_names_code_at_every_step() -> None:
    steps = TRAVELS.split("\n## ")[1:]
    assert len(steps) == 6
    assert all("`" in step for step in steps)
