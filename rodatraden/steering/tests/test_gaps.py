from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rodatraden.steering.schema.gaps import gaps, scale_gaps
from rodatraden.steering.schema.rules import RollUpRule, Rule, Scale, ThresholdRule

RULES: TypeAdapter[ThresholdRule | RollUpRule] = TypeAdapter(Rule)
GREEN: dict[str, Any] = {"key": "gron", "word": "Ja", "word_forecast": "Troligen", "tone": "met", "symbol": "disc"}
YELLOW = {**GREEN, "key": "gul", "word": "Delvis", "tone": "partly", "symbol": "diamond"}
RED = {**GREEN, "key": "rod", "word": "Nej", "tone": "missed", "symbol": "square"}
RING = {**GREEN, "key": "ejmatt", "word": "Ej mätt", "tone": "unmeasured", "symbol": "ring"}
LIGHTS = Scale.model_validate({"values": [GREEN, YELLOW, RED, RING]})


def found(**rule: Any) -> list[tuple[str, str]]:
    return [(gap.code, gap.path) for gap in gaps(RULES.validate_python({"scale": "s", **rule}), LIGHTS)]


def steps(name: str, *bounds: int | None, values: str = "gron gul rod") -> list[dict[str, Any]]:
    return [
        {"value": value} if bound is None else {"value": value, name: bound}
        for value, bound in zip(values.split(), bounds, strict=True)
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"compare": "share-of-way", "steps": steps("from", 100, 50, None)}, []),
        ({"compare": "share-of-way", "steps": steps("from", 100, 50, 0)}, [("gap", "steps[2]")]),
        ({"compare": "share-of-way", "steps": steps("from", 50, 100, None)}, [("overlap", "steps[1]")]),
        ({"compare": "share-of-way", "steps": steps("from", 50, 50, None)}, [("overlap", "steps[1]")]),
        ({"compare": "share-of-way", "steps": steps("from", 100, None, None)}, [("overlap", "steps[1]")]),
        ({"compare": "band", "steps": steps("within", 0, 5, None)}, []),
        ({"compare": "band", "steps": steps("within", 5, 0, None)}, [("overlap", "steps[1]")]),
        ({"compare": "band", "steps": steps("within", -1, 5, None)}, [("unreachable", "steps[0].within")]),
        (
            {"compare": "rank", "count": "place", "steps": steps("within", 0, 5, None)},
            [("unreachable", "steps[0].within")],
        ),
        ({"compare": "level", "steps": steps("within", 5, 7, None)}, []),
        ({"compare": "change", "steps": steps("from", 1, -1, None)}, []),
        (
            {"compare": "change", "steps": steps("from", 1, -1, None, values="rod gul gron")},
            [("wrong-order", "steps[1].value"), ("wrong-order", "steps[2].value")],
        ),
        ({"compare": "reached", "steps": steps("from", None, None, values="gron rod")}, [("unused-value", "steps")]),
        (
            {"compare": "reached", "steps": steps("from", 50, None, values="gron rod")},
            [("unused-value", "steps"), ("unreachable", "steps[0].from")],
        ),
        (
            {"compare": "change", "steps": steps("from", 1, -1, None, values="gron gul lila")},
            [("unknown-value", "steps[2].value"), ("unused-value", "steps")],
        ),
        ({"compare": "change", "steps": steps("from", 1, -1, None), "missing": "lila"}, [("unknown-value", "missing")]),
    ],
)
def test_threshold_rules(rule: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(**rule) == expected


SHARES: list[dict[str, Any]] = [
    {"value": "gron", "share_of": "gron", "from": 80},
    {"value": "gul", "share_of": ["gron", "gul"], "from": 50},
    {"value": "rod"},
]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"roll_up": "worst"}, []),
        ({"roll_up": "by-hand"}, []),
        ({"roll_up": "share", "steps": SHARES}, []),
        ({"roll_up": "share", "steps": SHARES[:2]}, [("unused-value", "steps"), ("gap", "steps[1]")]),
        ({"roll_up": "share", "steps": [SHARES[0], {**SHARES[1], "from": 90}, SHARES[2]]}, []),
        (
            {"roll_up": "share", "steps": [SHARES[0], {**SHARES[1], "share_of": "gron", "from": 90}, SHARES[2]]},
            [("overlap", "steps[1]")],
        ),
        (
            {"roll_up": "share", "steps": [{**SHARES[0], "share_of": "lila"}, *SHARES[1:]]},
            [("unknown-value", "steps[0].share_of")],
        ),
        (
            {"roll_up": "two-step", "measured_from": 60, "then": {"roll_up": "share", "steps": SHARES[:2]}},
            [("unused-value", "then.steps"), ("gap", "then.steps[1]")],
        ),
        ({"roll_up": "group-and-share", "group": "f", "steps": [{**SHARES[0], "all_of": "gron"}, *SHARES[1:]]}, []),
        ({"roll_up": "group-and-share", "group": "f", "steps": SHARES}, [("gap", "steps")]),
        (
            {
                "roll_up": "group-and-share",
                "group": "f",
                "steps": [{"value": "gron", "all_of": ["gron", "gul"]}, {"value": "gul", "all_of": "gron"}, SHARES[2]],
            },
            [("overlap", "steps[1]")],
        ),
        (
            {"roll_up": "weighted", "points": {"gron": 100, "rod": 0}, "steps": steps("from", 75, 50, None)},
            [("gap", "points")],
        ),
        (
            {
                "roll_up": "weighted",
                "points": {"gron": 9, "gul": 5, "rod": 0, "lila": 1},
                "steps": steps("from", 7, 5, None),
            },
            [("unknown-value", "points.lila")],
        ),
    ],
)
def test_roll_up_rules(rule: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(**rule) == expected


def test_a_level_cannot_mix_bounds() -> None:
    mixed = [{"value": "gron", "from": 9}, {"value": "gul", "within": 5}, {"value": "rod"}]
    with pytest.raises(ValueError, match="within"):
        RULES.validate_python({"scale": "s", "compare": "level", "steps": mixed})


def test_each_gap_is_one_sentence_with_a_proposal() -> None:
    rule = RULES.validate_python({"scale": "s", "compare": "share-of-way", "steps": steps("from", 50, 100, 0)})
    assert [(str(gap.text), str(gap.proposal)) for gap in gaps(rule, LIGHTS)] == [
        (
            "Sista steget har en gräns, så det som faller utanför den får ingen status.",
            "Ta bort gränsen i sista steget, eller lägg till ett sista steg utan gräns.",
        ),
        (
            "Steget ”gul” används aldrig, för ”gron” tar allt det skulle ta.",
            "Skriv stegen så att kravet blir lägre för varje steg.",
        ),
    ]


def scale_codes(*values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(gap.code, gap.path) for gap in scale_gaps(Scale.model_validate({"values": values}))]


def test_a_scale_that_can_be_told_apart_without_colour_has_no_gap() -> None:
    assert scale_codes(GREEN, YELLOW, RED, RING) == []


def test_values_that_look_alike_are_found() -> None:
    assert scale_codes(GREEN, {**YELLOW, "symbol": "disc"}) == [("look-alike", "values[1].symbol")]
    assert scale_codes(GREEN, {**YELLOW, "word": "JA"}) == [("look-alike", "values[1].word")]


def test_a_scale_with_the_worst_first_is_found() -> None:
    assert scale_codes(RED, GREEN) == [("wrong-order", "values")]


def test_a_value_without_words_for_a_forecast_is_found() -> None:
    assert scale_codes(GREEN, {**RED, "word_forecast": ""}) == [("no-forecast-word", "values[1].word_forecast")]


@given(st.lists(st.integers(-200, 200), min_size=2, max_size=2), st.integers(-300, 300))
def test_without_a_gap_every_step_can_be_chosen(bounds: list[int], other: int) -> None:
    rule = {"compare": "share-of-way", "steps": steps("from", *bounds, None)}
    chosen = {
        next(s["value"] for s in rule["steps"] if "from" not in s or Decimal(figure) >= s["from"])  # type: ignore[index]
        for figure in (*bounds, other, min(bounds) - 1)
    }
    assert (found(**rule) == []) == (chosen == {"gron", "gul", "rod"})
