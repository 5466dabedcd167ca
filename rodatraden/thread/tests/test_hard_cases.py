"""Ways to judge that real municipalities use, written as they would write them, from figure to goal."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from rodatraden.indicators.assess import judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.lib.periods import Period
from rodatraden.steering.schema.gaps import gaps, scale_gaps
from rodatraden.steering.schema.rules import RollUpRule, Rule, Scale, ThresholdRule
from rodatraden.thread.rollup import PartStatus, roll_up

RULES: TypeAdapter[ThresholdRule | RollUpRule] = TypeAdapter(Rule)
FILE = """
[scale.pilar]
kind = "arrow"
values = [
  { key = "battre", word = "Bättre", word_forecast = "Blir bättre", tone = "met", symbol = "arrow-up" },
  { key = "lika", word = "Oförändrat", word_forecast = "Blir lika", tone = "partly", symbol = "arrow-flat" },
  { key = "samre", word = "Sämre", word_forecast = "Blir sämre", tone = "missed", symbol = "arrow-down" },
]

[scale.ljus]
values = [
  { key = "nas", word = "Nås", word_forecast = "Kommer att nås", tone = "met", symbol = "disc" },
  { key = "delvis", word = "Delvis eller ej mätbart", word_forecast = "Oklart", tone = "partly", symbol = "diamond" },
  { key = "nas-ej", word = "Nås inte", word_forecast = "Kommer inte att nås", tone = "missed", symbol = "square" },
]

[rule.pil]
scale = "pilar"
compare = "change"
change = "per-cent"
steps = [{ value = "battre", from = 0.5 }, { value = "lika", from = -0.5 }, { value = "samre" }]

[rule.intervall]
scale = "ljus"
compare = "band"
tolerance = "per-cent"
steps = [{ value = "nas", within = 0 }, { value = "delvis", within = 10 }, { value = "nas-ej" }]
missing = "delvis"

[rule.hushallning]
scale = "ljus"
roll_up = "two-step"
measured_from = 75

[rule.hushallning.then]
roll_up = "group-and-share"
group = "financial"
steps = [
  { value = "nas", all_of = "nas", share_of = "nas", from = 80 },
  { value = "delvis", all_of = "nas" },
  { value = "nas-ej" },
]
"""
MODEL: dict[str, Any] = tomllib.loads(FILE, parse_float=Decimal)
SCALES = {key: Scale.model_validate(value) for key, value in MODEL["scale"].items()}
READ = {key: RULES.validate_python(value) for key, value in MODEL["rule"].items()}


def judged(rule: str, outcome: str | None, **more: Any) -> str | None:
    read = READ[rule]
    assert isinstance(read, ThresholdRule)
    value = None if outcome is None else Decimal(outcome)
    return judge(read, SCALES[read.scale], Evidence(Period.year_of(2024), outcome=value, **more), True).value_key


def test_the_file_has_neither_gap_nor_overlap() -> None:
    assert [gap for scale in SCALES.values() for gap in scale_gaps(scale)] == []
    assert [gap for rule in READ.values() for gap in gaps(rule, SCALES[rule.scale])] == []


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("100.5", "battre"), ("100.4", "lika"), ("99.5", "lika"), ("99.4", "samre"), (None, None)],
)
def test_arrows_instead_of_lights(outcome: str | None, expected: str | None) -> None:
    assert judged("pil", outcome, previous=Decimal(100)) == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("20", "nas"), ("25", "nas"), ("27.5", "delvis"), ("27.6", "nas-ej"), ("18", "delvis"), (None, "delvis")],
)
def test_an_interval_as_target_and_one_value_for_partly_or_cannot_be_measured(
    outcome: str | None, expected: str
) -> None:
    target = TargetValue(low=Decimal(20), high=Decimal(25))
    assert judged("intervall", outcome, direction="band", target=target) == expected


@pytest.mark.parametrize(
    ("financial", "others", "expected"),
    [
        ("nas nas", "nas nas nas nas nas-ej", "nas"),
        ("nas nas", "nas nas nas nas-ej", "delvis"),
        ("nas delvis", "nas nas nas nas nas", "nas-ej"),
        ("nas nas", "nas - - -", None),
        ("nas nas", "nas nas nas -", "nas"),
        ("nas nas", "nas-ej nas-ej", "delvis"),
    ],
)
def test_all_financial_goals_and_80_per_cent_of_the_others_when_enough_is_measured(
    financial: str, others: str, expected: str | None
) -> None:
    rule = READ["hushallning"]
    assert isinstance(rule, RollUpRule)
    parts = [
        PartStatus(f"{group} {place}", None if value == "-" else value, group=group)
        for group, values in (("financial", financial), ("operational", others))
        for place, value in enumerate(values.split())
    ]
    assert roll_up(rule, SCALES["ljus"], parts, closed=True).value_key == expected
