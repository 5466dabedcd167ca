"""What holds for every preset. What each document says is tested in test_<municipality>_preset."""

from pathlib import Path

import pytest

from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.schema.rules import RollUpRule, ThresholdRule
from rodatraden.steering.words import parts

PRESETS = sorted((Path(__file__).parent.parent / "presets").glob("*.toml"))


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_can_be_run(path: Path) -> None:
    model = parse(path.read_text(encoding="utf-8"))
    assert [finding for finding in check(model) if finding.severity == "error"] == []


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_warns_only_of_what_its_document_says(path: Path) -> None:
    """A warning about something that we have assumed would be our own contradiction.

    What a report excepts can be read in two ways, and the document contradicts itself by either.
    """
    model = parse(path.read_text(encoding="utf-8"))
    assumed = {where for where, part in parts(model) if part.assumed}
    ours = {"excepted-month", "month-without-event"}
    assert [f for f in check(model) if f.severity == "warning" and f.path in assumed and f.code not in ours] == []


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_says_of_every_level_and_rule_where_it_stands_or_why_it_is_assumed(path: Path) -> None:
    model = parse(path.read_text(encoding="utf-8"))
    bare = [level.key for level in model.level if not level.source and not level.assumed]
    bare += [key for key, rule in model.rule.items() if not rule.source and not rule.assumed]
    bare += [report.key for report in model.report if not report.source and not report.assumed]
    assert bare == []


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_has_rules_for_figures_and_for_what_hangs_together(path: Path) -> None:
    rules = parse(path.read_text(encoding="utf-8")).rule.values()
    assert any(isinstance(rule, ThresholdRule) for rule in rules)
    assert any(isinstance(rule, RollUpRule) for rule in rules)


def test_perstorp_is_among_the_presets() -> None:
    assert "perstorp" in {path.stem for path in PRESETS}
