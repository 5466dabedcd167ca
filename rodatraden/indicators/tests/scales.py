"""Scales and rules that the tests judge by."""

from typing import Any

from pydantic import TypeAdapter

from rodatraden.steering.schema.rules import RollUpRule, Rule, Scale, ThresholdRule

LIGHTS = Scale.model_validate(
    {
        "values": [
            {
                "key": "gron",
                "word": "Uppfylls",
                "word_forecast": "Bedöms uppfyllas",
                "tone": "met",
                "symbol": "disc",
            },
            {
                "key": "gul",
                "word": "Uppfylls delvis",
                "word_forecast": "Bedöms uppfyllas delvis",
                "tone": "partly",
                "symbol": "diamond",
            },
            {"key": "rod", "word": "Uppfylls inte", "tone": "missed", "symbol": "square"},
            {"key": "ejmatt", "word": "Ej mätt", "tone": "unmeasured", "symbol": "ring"},
        ]
    }
)
ARROWS = Scale.model_validate(
    {
        "kind": "arrow",
        "values": [
            {"key": "upp", "word": "Bättre", "tone": "met", "symbol": "arrow-up"},
            {"key": "lika", "word": "Oförändrat", "tone": "partly", "symbol": "arrow-flat"},
            {"key": "ned", "word": "Sämre", "tone": "missed", "symbol": "arrow-down"},
        ],
    }
)
COMBINED = Scale.model_validate(
    {
        "values": [
            {"key": "ja", "word": "Nås", "tone": "met", "symbol": "disc"},
            {"key": "delvis", "word": "Nås delvis eller kan inte mätas", "tone": "partly", "symbol": "diamond"},
            {"key": "nej", "word": "Nås inte", "tone": "missed", "symbol": "square"},
        ]
    }
)
RULES: TypeAdapter[ThresholdRule | RollUpRule] = TypeAdapter(Rule)


def threshold(compare: str, *steps: dict[str, Any], **more: Any) -> ThresholdRule:
    rule = RULES.validate_python({"compare": compare, "scale": "trafikljus", "steps": list(steps), **more})
    assert isinstance(rule, ThresholdRule)
    return rule


def by_from(*bounds: int | str, values: tuple[str, ...] = ("gron", "gul", "rod")) -> list[dict[str, Any]]:
    """Steps with the values in order, each from its bound, the last one without."""
    return [{"value": value, **bound} for value, bound in zip(values, _bounds("from", bounds), strict=True)]


def by_within(*bounds: int | str, values: tuple[str, ...] = ("gron", "gul", "rod")) -> list[dict[str, Any]]:
    return [{"value": value, **bound} for value, bound in zip(values, _bounds("within", bounds), strict=True)]


def _bounds(name: str, bounds: tuple[int | str, ...]) -> list[dict[str, int | str]]:
    return [*({name: bound} for bound in bounds), {}]


def roll_up_rule(kind: str, **more: Any) -> RollUpRule:
    rule = RULES.validate_python({"roll_up": kind, "scale": "trafikljus", **more})
    assert isinstance(rule, RollUpRule)
    return rule
