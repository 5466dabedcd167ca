"""A fifth municipality, written in one file: its model is accepted, and no code knows any municipality."""

import re
from pathlib import Path
from typing import get_args

import pytest

from rodatraden import steering
from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema.levels import LevelKind
from rodatraden.steering.words import assumed

HOUSE = Path(str(steering.__file__)).parents[1]
PRESETS = {path.stem: parse(path.read_text("utf-8")) for path in sorted((HOUSE / "steering/presets").glob("*.toml"))}
FIFTH = parse((Path(__file__).parent / "fifth.toml").read_text("utf-8"))
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen", "vansbro", "1275", "1861", "1465", "2021")
# Named as an example for the reader of a help text or a fault, never to decide by.
EXAMPLES = {("cli.py", "perstorp"): 1, ("steering/faults.py", "1275"): 1}


def test_it_is_accepted_without_a_finding() -> None:
    assert check(FIFTH) == ()


def test_it_is_steered_otherwise_than_the_presets() -> None:
    assert len(FIFTH.level) not in {len(model.level) for model in PRESETS.values()}
    assert {scale.kind for scale in FIFTH.scale.values()} == {"arrow"}
    assert FIFTH.scale["pilar"].unmeasured is None
    assert FIFTH.rule["intervall"].model_dump()["missing"] == "delvis"
    rule = FIFTH.rule["hushallning"].model_dump(by_alias=True)
    assert (rule["roll_up"], rule["group"], rule["steps"][0]["from"]) == ("group-and-share", "financial", 80)
    kinds = {body.kind for body in FIFTH.body}
    assert "committee" in kinds
    assert "board" not in kinds


def test_what_is_not_publicly_known_is_marked_as_assumed() -> None:
    assert [each.name.one for each in FIFTH.perspective] == [
        "medborgare och kunder", "framtidstro och utveckling", "förvaltningsutveckling", "medarbetare", "ekonomi",
    ]  # fmt: skip
    bare = [level.key for level in FIFTH.level if not level.assumed]
    bare += [key for key, part in {**FIFTH.rule, **FIFTH.scale}.items() if not part.assumed]
    assert bare == []
    assert len(list(assumed(FIFTH))) > 20


def sources() -> list[Path]:
    """Everything that the product runs: not its tests, its demo and the presets themselves."""
    outside = {"tests", "demo", "presets", "locale", "migrations", "web/sample.py", "web/sample_thread.py"}
    found = [path for kind in ("py", "html", "js", "css") for path in HOUSE.rglob(f"*.{kind}")]
    return [
        path
        for path in found
        if not outside & {*path.relative_to(HOUSE).parts, str(path.relative_to(HOUSE))} and path.stem != "conftest"
    ]


def spoken(path: Path) -> str:
    """What a file does: code without comments and docstrings, where an example may stand."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = re.sub(r'"""(?:.|\n)*?"""', "", text)
        return re.sub(r"(?m)#.*$", "", text)
    return re.sub(r"(?s)\{#.*?#\}|\{% comment.*?endcomment %\}|/\*.*?\*/|<!--.*?-->", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_source_file_names_a_municipality(name: str) -> None:
    assert len(sources()) > 150
    counted = {str(path.relative_to(HOUSE)): len(re.findall(rf"\b{name}", spoken(path).lower())) for path in sources()}
    allowed = {file: number for (file, word), number in EXAMPLES.items() if word == name}
    assert {file: number for file, number in counted.items() if number} == allowed


def test_no_source_file_names_a_key_of_a_municipalitys_level() -> None:
    """A level is asked for by what it is (its kind, its rules), never by what a municipality calls it."""
    words = {level.key for model in [*PRESETS.values(), FIFTH] for level in model.level} - set(get_args(LevelKind))
    assert len(words) > 15
    quoted = {
        (str(path.relative_to(HOUSE)), word)
        for path in sources()
        for word in re.findall(r"""["']([a-z0-9-]+)["']""", spoken(path))
        if path.suffix in {".py", ".html"} and word in words
    }
    assert quoted == set()
