from typing import Any

import pytest
from pydantic import TypeAdapter

from rodatraden.steering.schema.rules import RollUpRule, Rule, Scale, ThresholdRule
from rodatraden.steering.schema.told import tell
from rodatraden.steering.tests.test_gaps import GREEN, LIGHTS, RED, SHARES, YELLOW, steps

RULES: TypeAdapter[ThresholdRule | RollUpRule] = TypeAdapter(Rule)
NONE = ("ejmatt", "utan utfall för perioden")
OUT = ("", "Det som inte är mätt räknas inte.")


def told(scale: Scale = LIGHTS, **rule: Any) -> list[tuple[str, str]]:
    read = RULES.validate_python({"scale": "s", **rule})
    return [(line.value_key, str(line.text)) for line in tell(read, scale)]


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ({"compare": "share-of-target", "steps": steps("from", 80, 50, None)}, "minst 80 % av målvärdet"),
        ({"compare": "share-of-target", "steps": steps("from", 100, 50, None)}, "målvärdet nås"),
        (
            {"compare": "share-of-way", "steps": steps("from", 75, 50, None)},
            "minst 75 % av vägen från ingångsvärdet till målvärdet",
        ),
        ({"compare": "share-of-way", "steps": steps("from", 100, 50, None)}, "målvärdet nås"),
        ({"compare": "band", "steps": steps("within", 0, 5, None)}, "målvärdet nås"),
        ({"compare": "band", "steps": steps("within", 2, 5, None)}, "högst 2 sämre än målvärdet"),
        (
            {"compare": "band", "tolerance": "per-cent", "steps": steps("within", 2, 5, None)},
            "högst 2 % sämre än målvärdet",
        ),
        ({"compare": "change", "steps": steps("from", 1, -1, None)}, "minst 1 bättre än perioden före"),
        ({"compare": "change", "steps": steps("from", 0, -1, None)}, "minst lika bra som perioden före"),
        ({"compare": "change", "steps": steps("from", -1, -2, None)}, "högst 1 sämre än perioden före"),
        (
            {"compare": "change", "change": "per-cent", "steps": steps("from", 1, -1, None)},
            "minst 1 % bättre än perioden före",
        ),
        (
            {"compare": "change", "change": "per-cent", "steps": steps("from", -1, -2, None)},
            "högst 1 % sämre än perioden före",
        ),
        ({"compare": "rank", "steps": steps("within", 25, 75, None)}, "bland de 25 % bästa"),
        ({"compare": "rank", "count": "place", "steps": steps("within", 25, 75, None)}, "plats 25 eller bättre"),
        ({"compare": "level", "steps": steps("from", 9, 5, None)}, "minst 9"),
        ({"compare": "level", "steps": steps("within", 5, 9, None)}, "högst 5"),
    ],
)
def test_a_threshold_rule_says_what_each_value_takes(rule: dict[str, Any], condition: str) -> None:
    lines = told(**rule)
    assert lines[0] == ("gron", condition)
    assert lines[2:] == [("rod", "annars"), NONE]


def test_reached_or_not() -> None:
    rule: dict[str, Any] = {"compare": "reached", "steps": steps("from", None, None, values="gron rod")}
    assert told(**rule) == [("gron", "målvärdet nås"), ("rod", "annars"), NONE]


def test_a_scale_without_a_value_for_not_measured_gives_no_status() -> None:
    bare = Scale.model_validate({"values": [GREEN, YELLOW, RED]})
    rule: dict[str, Any] = {"compare": "level", "steps": steps("from", 9, 5, None)}
    assert told(bare, **rule)[-1] == ("", "Utan utfall för perioden ges ingen status.")
    assert told(bare, **rule, missing="gul")[-1] == ("gul", "utan utfall för perioden")


GROUPED = [{**SHARES[0], "all_of": "gron"}, {"value": "gul", "all_of": ["gron", "gul"]}, SHARES[2]]


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ({"roll_up": "by-hand"}, [("", "Bedöms för hand, med motivering.")]),
        ({"roll_up": "worst"}, [("", "Den del som ligger sämst till avgör."), OUT]),
        (
            {"roll_up": "worst", "missing": "counts-as-worst"},
            [("", "Den del som ligger sämst till avgör."), ("", "Det som inte är mätt räknas som ”Nej”.")],
        ),
        (
            {"roll_up": "worst", "missing": "makes-unmeasured"},
            [("", "Den del som ligger sämst till avgör."), ("", "Är något inte mätt ges ingen status.")],
        ),
        (
            {"roll_up": "share", "steps": SHARES},
            [("gron", "minst 80 % ja"), ("gul", "minst 50 % ja eller delvis"), ("rod", "annars"), OUT],
        ),
        (
            {"roll_up": "weighted", "points": {}, "steps": steps("from", 75, 50, None)},
            [
                ("gron", "minst 75 poäng i vägt medelvärde"),
                ("gul", "minst 50 poäng i vägt medelvärde"),
                ("rod", "annars"),
                OUT,
            ],
        ),
        (
            {"roll_up": "group-and-share", "group": "financial", "steps": GROUPED},
            [
                ("gron", "alla i gruppen ”financial” ja, och av de övriga minst 80 % ja"),
                ("gul", "alla i gruppen ”financial” ja eller delvis"),
                ("rod", "annars"),
                OUT,
            ],
        ),
        (
            {"roll_up": "two-step", "measured_from": 60, "then": {"roll_up": "worst"}},
            [
                ("", "Minst 60 % av delarna ska vara mätta, annars ges ingen status."),
                ("", "Den del som ligger sämst till avgör."),
                OUT,
            ],
        ),
    ],
)
def test_a_roll_up_rule_says_what_each_value_takes(rule: dict[str, Any], lines: list[tuple[str, str]]) -> None:
    assert told(**rule) == lines
