"""docs/models.md is tried as a reader would: its boxes, one after another, are a whole model file."""

import re
from pathlib import Path
from typing import get_args

import pytest

from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema.followup import Week, Weekday
from rodatraden.steering.schema.levels import Carries, LevelKind
from rodatraden.steering.schema.organisation import BodyKind, Right
from rodatraden.steering.schema.reports import Edge, ReportKind
from rodatraden.steering.schema.rules import Compare, Missing, RollUp, Symbol, Tone

TEXT = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
FILE = "\n".join(re.findall(r"```toml\n(.*?)```", TEXT, re.S))


def test_the_boxes_together_are_a_model_without_faults() -> None:
    assert check(parse(FILE)) == ()


def test_it_shows_another_number_of_levels_arrows_and_a_share_rule() -> None:
    model = parse(FILE)
    assert [level.kind for level in model.level] == ["vision", "direction", "goal", "activity"]
    assert model.scale["pilar"].kind == "arrow"
    assert model.rule["mal"].model_dump()["roll_up"] == "share"


@pytest.mark.parametrize(
    "words",
    [LevelKind, Carries, BodyKind, Right, ReportKind, Edge, Compare, RollUp, Missing, Symbol, Tone, Week, Weekday],
)
def test_every_word_that_the_schema_knows_is_explained(words: object) -> None:
    assert [word for word in get_args(words) if f"`{word}`" not in TEXT] == []


def test_the_boxes_that_only_show_are_no_part_of_the_file() -> None:
    assert "contradiction" not in FILE
    assert "rodatraden model check" not in FILE
