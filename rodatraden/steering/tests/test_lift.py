from collections.abc import Callable

import pytest

from rodatraden.steering import lift as module
from rodatraden.steering.lift import STEPS, Content, lift
from rodatraden.steering.load import parse
from rodatraden.steering.schema import FORMAT

FIRST = """
[model]
format = 1
municipality = "1275"
name = "Det första formatet"

[[level]]
key = "vision"
name = { one = "vision" }
kind = "vision"
decided_by = "kf"

[[level]]
key = "mal"
name = { one = "mål" }
kind = "goal"
serves = ["vision"]
decided_by = "kf"
"""


def test_every_format_that_was_released_can_be_read() -> None:
    assert parse(FIRST).level_of("mal") is not None


def test_there_is_a_step_from_every_format_before_the_present_one() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_the_present_format_is_not_touched() -> None:
    content: Content = {"model": {"format": FORMAT}}
    assert lift(content, FORMAT) == content


def test_steps_are_taken_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    def add(word: str) -> Callable[[Content], Content]:
        return lambda content: {**content, "steps": [*content.get("steps", []), word]}

    monkeypatch.setattr(module, "STEPS", {1: add("to 2"), 2: add("to 3")})
    assert lift({}, 1) == {"steps": ["to 2", "to 3"]}
    assert lift({}, 2) == {"steps": ["to 3"]}
    assert lift({}, 3) == {}
