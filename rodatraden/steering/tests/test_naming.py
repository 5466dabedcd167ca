"""A key path is told by the names that a reader knows."""

from pathlib import Path

import pytest

from rodatraden import steering
from rodatraden.steering.lint import check
from rodatraden.steering.load import parse
from rodatraden.steering.naming import named
from rodatraden.steering.tests.small import BUDGET_PLAN, PLAN, small
from rodatraden.steering.words import parts

PRESETS = Path(str(steering.__file__)).parent / "presets"
NAMES = ("perstorp", "hallsberg", "svenljunga", "exempelkommunen")
MODEL = small(plan=[PLAN, BUDGET_PLAN])


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("level[mal]", "Nivån ”mål”"),
        ("level[mal].decided_by", "Nivån ”mål”, vem som beslutar"),
        ("plan[budget].deadline", "Planen ”mål och budget”, tidpunkten"),
        ("event[2]", "Händelsen ”Budget”"),
        ("event", "Årets händelser"),
        ("economy.budget", "Ekonomin, budgeten"),
        ("rule.grans", "Regeln ”grans”"),
        ("rule.grans.steps[1]", "Regeln ”grans”, steget"),
        ("scale.ljus.values[gron]", "Skalan ”ljus”, värdet ”Ja”"),
        ("body[kf]", "Organet ”kommunfullmäktige”"),
        ("report[delar].period_ends[1]", "Rapporten ”delårsrapport”, periodens slut"),
        ("report[delar].climbs[1]", "Rapporten ”delårsrapport”, vägen"),
        ("event[99]", "Händelsen"),
        ("level[okand].limit", "Nivån, gränsen"),
        ("nagot.helt.annat", "nagot.helt.annat"),
        ("", ""),
    ],
)
def test_a_path_is_told_by_name(path: str, told: str) -> None:
    assert str(named(MODEL, path)) == told


@pytest.mark.parametrize("name", NAMES)
def test_no_part_and_no_finding_of_a_preset_is_told_by_its_path(name: str) -> None:
    model = parse((PRESETS / f"{name}.toml").read_text(encoding="utf-8"))
    paths = [path for path, _ in parts(model) if path] + [finding.path for finding in check(model)]
    assert [path for path in paths if path and str(named(model, path)) == path] == []
    assert [path for path in paths if "[" in str(named(model, path)).split("”")[0]] == []
