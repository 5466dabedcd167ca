from pathlib import Path
from typing import get_args

import pytest

from rodatraden.indicators.signal import Rule
from rodatraden.steering.schema.rules import Compare, Missing, RollUp

DOCS = Path(__file__).parents[3] / "docs/rules"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("threshold-rules.md", get_args(Compare)),
        ("roll-up-rules.md", get_args(RollUp) + get_args(Missing)),
        ("signal.md", get_args(Rule)),
    ],
)
def test_every_rule_is_told_in_prose(page: str, words: tuple[str, ...]) -> None:
    told = (DOCS / page).read_text(encoding="utf8")
    assert [word for word in words if f"`{word}`" not in told] == []
