import pytest

from rodatraden.lib.text import say
from rodatraden.steering.findings import Finding
from rodatraden.steering.lines import Step, line_of, place, steps_of

TEXT = """# Kommentar
[model]
name = "Modellen"

[[level]]
key = "vision"
kind = "vision"

[[level]]   # den andra
key = "mal"
name = { one = "mål", many = "mål" }
limit = { at_most = 7 }
serves = [
  "vision",
]

[scale.ljus]
kind = "light"
values = [
  { key = "gron", word = "Ja" },
  { key = "rod", word = "Nej" },
]

[[event]]
month = 3
what = "Ett"

[[event]]
month = 4
what = "Två"
actor = "ks"

[economy]
budget = { month = 11 }
"""
LINES = TEXT.splitlines()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("model.name", 'name = "Modellen"'),
        ("model.format", "[model]"),
        ("level[vision].kind", 'kind = "vision"'),
        ("level[mal]", "[[level]]   # den andra"),
        ("level[mal].serves", "serves = ["),
        ("level[mal].limit.at_most", "limit = { at_most = 7 }"),
        ("level[mal].decided_by", "[[level]]   # den andra"),
        ("level[2].name", 'name = { one = "mål", many = "mål" }'),
        ("scale.ljus.values[rod].word", '  { key = "rod", word = "Nej" },'),
        ("scale.ljus.kind", 'kind = "light"'),
        ("event[2].what", 'what = "Två"'),
        ("event[2].actor", 'actor = "ks"'),
        ("economy.budget.month", "budget = { month = 11 }"),
        ("economy", "[economy]"),
        ("scale.ljus.values[2].word", '  { key = "rod", word = "Nej" },'),
        ("scale.ljus.values[7].word", '  { key = "gron", word = "Ja" },'),
    ],
)
def test_the_line_of_a_path(path: str, line: str) -> None:
    number = line_of(path, LINES)
    assert number is not None
    assert LINES[number - 1] == line


@pytest.mark.parametrize("path", ["", "perspective[x]", "level[finns-inte].kind", "level[9]", "event[0]"])
def test_a_path_that_is_not_in_the_file_has_no_line(path: str) -> None:
    assert line_of(path, LINES) is None


def test_a_key_path_is_taken_apart() -> None:
    assert steps_of("level[mal].limit.at_most") == (Step("level", "mal"), Step("limit"), Step("at_most"))
    assert steps_of("") == ()


def test_findings_get_their_line_and_keep_one_that_they_have() -> None:
    without = Finding("error", "x", "model.name", say("Fel."))
    having = Finding("error", "x", "model.name", say("Fel."), line=99)
    everywhere = Finding("error", "x", "", say("Fel."))
    assert [finding.line for finding in place([without, having, everywhere], TEXT)] == [3, 99, None]
    assert [finding.line for finding in place([without], "")] == [None]
