import tomllib
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from rodatraden.steering.schema.rules import (
    Compare,
    FromStep,
    GroupAndShare,
    LevelReached,
    RollUp,
    RollUpRule,
    Rule,
    Scale,
    Share,
    ShareOfWay,
    ThresholdRule,
    TwoStep,
    WithinStep,
)

RULES: TypeAdapter[ThresholdRule | RollUpRule] = TypeAdapter(Rule)
FILE = """
[scale.trafikljus]
values = [
  { key = "gron", word = "Uppfylls", tone = "met", symbol = "disc" },
  { key = "gul", word = "Uppfylls delvis", tone = "partly", symbol = "diamond" },
  { key = "rod", word = "Uppfylls inte", tone = "missed", symbol = "square" },
  { key = "ejmatt", word = "Ej mätt", tone = "unmeasured", symbol = "ring" },
]

[rule.indikator]
scale = "trafikljus"
compare = "share-of-way"
steps = [{ value = "gron", from = 100 }, { value = "gul", from = 49.5 }, { value = "rod" }]
missing = "ejmatt"
assumed = "Dokumentet anger färgerna men inte gränserna."

[rule.mal]
scale = "trafikljus"
roll_up = "share"
steps = [
  { value = "gron", share_of = "gron", from = 80 },
  { value = "gul", share_of = ["gron", "gul"], from = 50 },
  { value = "rod" },
]

[rule.hushallning]
scale = "trafikljus"
roll_up = "two-step"
measured_from = 60

[rule.hushallning.then]
roll_up = "group-and-share"
group = "financial"
missing = "counts-as-worst"
steps = [{ value = "gron", all_of = "gron", share_of = "gron", from = 80 }, { value = "rod" }]
"""
MODEL: dict[str, Any] = tomllib.loads(FILE, parse_float=Decimal)
LIGHTS: dict[str, Any] = MODEL["scale"]["trafikljus"]


def test_a_scale_is_read_best_value_first() -> None:
    scale = Scale.model_validate(LIGHTS)
    assert [value.key for value in scale.judged] == ["gron", "gul", "rod"]
    assert scale.unmeasured is not None
    assert scale.unmeasured.word == "Ej mätt"
    assert scale.value("gul") == scale.values[1]
    assert scale.value(None) is None


def test_thresholds_are_read_as_decimals() -> None:
    rule = RULES.validate_python(MODEL["rule"]["indikator"])
    assert isinstance(rule, ShareOfWay)
    assert [step.at_least for step in rule.steps] == [Decimal(100), Decimal("49.5"), None]
    assert rule.assumed == "Dokumentet anger färgerna men inte gränserna."


def test_one_key_may_be_written_without_brackets() -> None:
    rule = RULES.validate_python(MODEL["rule"]["mal"])
    assert isinstance(rule, Share)
    assert [step.share_of for step in rule.steps] == [("gron",), ("gron", "gul"), None]
    assert rule.missing == "counted-out"


def test_a_two_step_rule_holds_the_rule_that_judges() -> None:
    rule = RULES.validate_python(MODEL["rule"]["hushallning"])
    assert isinstance(rule, TwoStep)
    assert isinstance(rule.then, GroupAndShare)
    assert rule.then.missing == "counts-as-worst"


@pytest.mark.parametrize(
    ("step", "kind"), [({"value": "gron", "from": 90}, FromStep), ({"value": "gron", "within": 5}, WithinStep)]
)
def test_a_level_counts_upwards_or_downwards(step: dict[str, Any], kind: type) -> None:
    rule = RULES.validate_python({"scale": "s", "compare": "level", "steps": [step, {"value": "rod"}]})
    assert isinstance(rule, LevelReached)
    assert {type(each) for each in rule.steps} == {kind}


@pytest.mark.parametrize("rule", MODEL["rule"].values())
def test_a_rule_survives_the_way_out_and_in(rule: dict[str, Any]) -> None:
    read = RULES.validate_python(rule)
    assert RULES.validate_json(RULES.dump_json(read, by_alias=True)) == read


def test_a_rule_is_frozen() -> None:
    rule = RULES.validate_python(MODEL["rule"]["mal"])
    with pytest.raises(ValidationError):
        rule.scale = "annan"  # type: ignore[misc]


@pytest.mark.parametrize(
    "rule",
    [
        {"compare": "levl"},
        {"compare": "reached", "roll_up": "worst"},
        {"scale": "trafikljus"},
        "reached",
    ],
)
def test_a_rule_that_says_nothing_known_is_told_the_words(rule: object) -> None:
    with pytest.raises(ValidationError) as fault:
        RULES.validate_python(rule)
    message = fault.value.errors()[0]["msg"]
    assert all(word in message for word in get_args(Compare) + get_args(RollUp))


@pytest.mark.parametrize(
    ("key", "value", "where"),
    [
        ("steps", [{"value": "gron"}], ("share", "steps")),
        ("missing", "ignored", ("share", "missing")),
        ("stepps", [], ("share", "stepps")),
        (
            "steps",
            [{"value": "gron", "share_of": "gron", "from": 101}, {"value": "rod"}],
            ("share", "steps", 0, "from"),
        ),
        ("steps", [{"value": "gron", "from": 80}, {"value": "rod"}], ("share", "steps", 0)),
    ],
)
def test_a_fault_says_where_it_is(key: str, value: object, where: tuple[str | int, ...]) -> None:
    with pytest.raises(ValidationError) as fault:
        RULES.validate_python({**MODEL["rule"]["mal"], key: value})
    assert [error["loc"] for error in fault.value.errors()] == [where]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (LIGHTS["values"][:1], "2 till 5"),
        ([LIGHTS["values"][0], LIGHTS["values"][3]], "2 till 5"),
        ([{**LIGHTS["values"][0], "key": f"v{place}"} for place in range(6)], "2 till 5"),
        ([*LIGHTS["values"], {**LIGHTS["values"][3], "key": "oklart"}], "högst ett värde"),
        ([*LIGHTS["values"], LIGHTS["values"][0]], "samma nyckel"),
    ],
)
def test_a_scale_has_two_to_five_values_and_each_key_once(values: list[dict[str, str]], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Scale.model_validate({"values": values})


def test_five_values_share_tones() -> None:
    tones, symbols = (
        ["met", "met", "partly", "missed", "missed"],
        ["disc", "disc-half", "diamond", "triangle", "square"],
    )
    values = [
        {"key": f"v{place}", "word": f"Nivå {place}", "tone": tone, "symbol": symbol}
        for place, (tone, symbol) in enumerate(zip(tones, symbols, strict=True))
    ]
    assert len(Scale.model_validate({"values": values}).judged) == 5
