from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.tests.scales import ARROWS, COMBINED, LIGHTS, by_from, roll_up_rule
from rodatraden.steering.schema.rules import RollUp, RollUpRule
from rodatraden.thread.rollup import FUNCTIONS, PartStatus, roll_up

SHARES: list[dict[str, Any]] = [
    {"value": "gron", "share_of": "gron", "from": 80},
    {"value": "gul", "share_of": ["gron", "gul"], "from": 50},
    {"value": "rod"},
]
FINANCIAL_FIRST = [{**SHARES[0], "all_of": "gron"}, {**SHARES[1], "all_of": ["gron", "gul"]}, SHARES[2]]
POINTS = {"gron": 100, "gul": 50, "rod": 0}
KEYS = ["gron", "gul", "rod"]
HALF = "uppfylls eller uppfylls delvis"
GROUP = "i gruppen ”financial”:"
WORST = "räknas som ”Uppfylls inte”"


def rule(kind: str, **more: Any) -> RollUpRule:
    steps = {"share": SHARES, "group-and-share": FINANCIAL_FIRST, "weighted": by_from(75, 50)}
    if kind in steps:
        more.setdefault("steps", steps[kind])
    if kind == "weighted":
        more["points"] = POINTS
    if kind == "group-and-share":
        more["group"] = "financial"
    return roll_up_rule(kind, **more)


def parts(letters: str) -> list[PartStatus]:
    """ "GYR-" is one green, one yellow, one red, one without status; lower case are in the financial group. "?" is
    measured, but no rule could judge it."""
    key = {"g": "gron", "y": "gul", "r": "rod", "-": None, "m": "ejmatt", "?": None}
    return [
        PartStatus(
            f"mål {place}", key[letter.lower()], group="financial" if letter.islower() else "", measured=letter == "?"
        )
        for place, letter in enumerate(letters, start=1)
    ]


def told(judgement: Judgement) -> tuple[str | None, str]:
    return judgement.value_key, str(judgement.reason).replace("\N{NO-BREAK SPACE}", " ")


def test_each_word_of_the_schema_has_its_function() -> None:
    assert set(FUNCTIONS) == set(get_args(RollUp))


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("GGG", ("gron", "Uppfylls: sämst är ”mål 1”, ”mål 2” och ”mål 3”")),
        ("GYG", ("gul", "Uppfylls delvis: sämst är ”mål 2”")),
        ("GYR", ("rod", "Uppfylls inte: sämst är ”mål 3”")),
        ("RRRRR", ("rod", "Uppfylls inte: sämst är ”mål 1”, ”mål 2” och 3 till")),
        ("GG-", ("gron", "Uppfylls: sämst är ”mål 1” och ”mål 2”; 1 del är ej mätt och räknas inte")),
        ("M-", ("ejmatt", "Ingen av 2 delar är mätt")),
        ("-", ("ejmatt", "Den enda delen är ej mätt")),
        ("?", (None, "Den enda delen går inte att bedöma")),
        ("?-", (None, "Ingen av 2 delar går att bedöma")),
        ("", ("ejmatt", "Inget att väga samman")),
    ],
)
def test_worst(letters: str, expected: tuple[str, str]) -> None:
    assert told(roll_up(rule("worst"), LIGHTS, parts(letters), closed=True)) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("GGGGR", ("gron", "Uppfylls: 4 av 5 uppfylls, 80 %")),
        ("GGGR", ("gul", "Uppfylls delvis: 3 av 4 uppfylls eller uppfylls delvis, 75 %")),
        ("YYRR", ("gul", "Uppfylls delvis: 2 av 4 uppfylls eller uppfylls delvis, 50 %")),
        ("GRR", ("rod", "Uppfylls inte: 1 av 3 uppfylls eller uppfylls delvis, 33,3 %")),
        ("GGGG--", ("gron", "Uppfylls: 4 av 4 uppfylls, 100 %; 2 delar är ej mätta och räknas inte")),
    ],
)
def test_a_share(letters: str, expected: tuple[str, str]) -> None:
    assert told(roll_up(rule("share"), LIGHTS, parts(letters), closed=True)) == expected


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("counted-out", ("gron", "Uppfylls: 4 av 4 uppfylls, 100 %; 1 del är ej mätt och räknas inte")),
        ("counts-as-worst", ("gron", f"Uppfylls: 4 av 5 uppfylls, 80 %; 1 del är ej mätt och {WORST}")),
        ("makes-unmeasured", ("ejmatt", "1 del är ej mätt, så ingen status ges")),
    ],
)
def test_what_is_missing_has_the_effect_that_the_rule_states(missing: str, expected: tuple[str, str]) -> None:
    assert told(roll_up(rule("share", missing=missing), LIGHTS, parts("GGGG-"), closed=True)) == expected


@pytest.mark.parametrize("kind", ["worst", "share", "weighted", "group-and-share"])
def test_missing_as_worst_never_helps(kind: str) -> None:
    judgement = roll_up(rule(kind, missing="counts-as-worst"), LIGHTS, parts("gGG----"), closed=True)
    assert judgement.value_key == "rod"


def test_a_weighted_mean() -> None:
    weights = [PartStatus("a", "gron", Decimal(3)), PartStatus("b", "rod", Decimal(1))]
    judgement = roll_up(rule("weighted"), LIGHTS, weights, closed=True)
    assert told(judgement) == ("gron", "Uppfylls: vägt medelvärde 75 poäng")
    assert judgement.figure == 75
    thirds = [PartStatus("a", "gron", Decimal(2)), PartStatus("b", "rod", Decimal(1))]
    assert told(roll_up(rule("weighted"), LIGHTS, thirds, closed=True)) == (
        "gul",
        "Uppfylls delvis: vägt medelvärde 66,7 poäng",
    )


@pytest.mark.parametrize("weight", [Decimal(0), Decimal(-1)])
def test_weights_that_mean_nothing_give_no_status(weight: Decimal) -> None:
    judgement = roll_up(rule("weighted"), LIGHTS, [PartStatus("a", "gron", weight)], closed=True)
    assert told(judgement) == (None, "Vikterna ska vara positiva tal")


def test_a_value_without_points_gives_no_status() -> None:
    short = roll_up_rule("weighted", points={"gron": 100}, steps=by_from(75, 50))
    assert roll_up(short, LIGHTS, parts("GR"), closed=True).value_key is None


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("ggGGGGR", ("gron", f"Uppfylls: {GROUP} 2 av 2 uppfylls, 100 %; övriga: 4 av 5 uppfylls, 80 %")),
        ("gyGGGGG", ("gul", f"Uppfylls delvis: {GROUP} 2 av 2 {HALF}, 100 %; övriga: 5 av 5 {HALF}, 100 %")),
        ("grGGGGG", ("rod", f"Uppfylls inte: {GROUP} 1 av 2 uppfylls, 50 %; övriga: 5 av 5 {HALF}, 100 %")),
        ("ggRRR", ("rod", f"Uppfylls inte: {GROUP} 2 av 2 uppfylls, 100 %; övriga: 0 av 3 {HALF}, 0 %")),
        ("GG", (None, "Ingen del i gruppen ”financial” har någon status")),
        ("gg", (None, "Ingen del utanför gruppen ”financial” har någon status")),
    ],
)
def test_all_in_one_group_and_a_share_of_the_others(letters: str, expected: tuple[str, str]) -> None:
    assert told(roll_up(rule("group-and-share"), LIGHTS, parts(letters), closed=True)) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("GG---", ("ejmatt", "2 av 5 är mätta, minst 60 % krävs")),
        ("GGG--", ("gron", "Uppfylls: 3 av 3 uppfylls, 100 %; 2 delar är ej mätta och räknas inte")),
        ("GGR--", ("gul", f"Uppfylls delvis: 2 av 3 {HALF}, 66,7 %; 2 delar är ej mätta och räknas inte")),
        ("---", ("ejmatt", "0 av 3 är mätta, minst 60 % krävs")),
        ("G??--", ("gron", "Uppfylls: 1 av 1 uppfylls, 100 %; 4 delar går inte att bedöma och räknas inte")),
    ],
)
def test_first_enough_measured_then_judged(letters: str, expected: tuple[str, str]) -> None:
    two = rule("two-step", measured_from=60, then={"roll_up": "share", "steps": SHARES})
    assert told(roll_up(two, LIGHTS, parts(letters), closed=True)) == expected


def test_the_inner_rule_has_its_own_effect_of_what_is_missing() -> None:
    two = rule("two-step", measured_from=50, then={"roll_up": "worst", "missing": "counts-as-worst"})
    assert roll_up(two, LIGHTS, parts("GG-"), closed=True).value_key == "rod"


def test_by_hand_proposes_nothing_but_tells_how_the_parts_stand() -> None:
    judgement = roll_up(rule("by-hand"), LIGHTS, parts("GGY-"), closed=True)
    assert told(judgement) == (
        None,
        "Bedöms för hand, med motivering. Delarna: 2 uppfylls, 1 uppfylls delvis, 0 uppfylls inte och 1 ej mätt",
    )


def test_before_closing_the_words_are_a_forecast() -> None:
    judgement = roll_up(rule("share"), LIGHTS, parts("GGGGR"), closed=False)
    assert told(judgement) == ("gron", "Bedöms uppfyllas: 4 av 5 bedöms uppfyllas, 80 %")


def test_other_scales_work_alike() -> None:
    arrows = [PartStatus("a", "upp"), PartStatus("b", "ned")]
    assert roll_up(rule("worst"), ARROWS, arrows, closed=True).value_key == "ned"
    assert roll_up(rule("worst"), ARROWS, [PartStatus("a", None)], closed=True).value_key is None
    combined = [PartStatus("a", "ja"), PartStatus("b", "delvis")]
    assert roll_up(rule("worst"), COMBINED, combined, closed=True).value_key == "delvis"


some = st.lists(st.sampled_from("GYRgyr-M"), max_size=12).map("".join)
kinds = st.sampled_from(["worst", "share", "weighted", "group-and-share", "by-hand"])
missing = st.sampled_from(["counted-out", "counts-as-worst", "makes-unmeasured"])


def made(kind: str, effect: str) -> RollUpRule:
    return rule(kind) if kind == "by-hand" else rule(kind, missing=effect)


@given(kinds, missing, some, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_parts_does_not_matter(
    kind: str, effect: str, letters: str, random: Any, closed: bool
) -> None:
    known = parts(letters)
    mixed = random.sample(known, len(known))
    assert roll_up(made(kind, effect), LIGHTS, mixed, closed) == roll_up(made(kind, effect), LIGHTS, known, closed)


@given(kinds, missing, some, st.booleans())
def test_every_answer_is_a_value_of_the_scale_with_a_reason(kind: str, effect: str, letters: str, closed: bool) -> None:
    judgement = roll_up(made(kind, effect), LIGHTS, parts(letters), closed)
    value = LIGHTS.value(judgement.value_key)
    assert (value is None) == (judgement.hole == "refused")
    assert value is None or value.tone == judgement.tone
    assert "{" not in str(judgement.reason)


@given(some)
def test_worst_is_exactly_the_worst_part(letters: str) -> None:
    judgement = roll_up(rule("worst"), LIGHTS, parts(letters), closed=True)
    given_keys = [part.value_key for part in parts(letters) if part.value_key in KEYS]
    assert judgement.value_key == (max(given_keys, key=KEYS.index) if given_keys else "ejmatt")


@given(kinds, some, st.integers(0, 11))
def test_a_better_part_never_makes_the_whole_worse(kind: str, letters: str, place: int) -> None:
    known = parts(letters)
    if place >= len(known) or known[place].value_key not in KEYS:
        return
    part = known[place]
    better = [*known]
    better[place] = PartStatus(part.label, "gron", part.weight, part.group)
    now, then = (roll_up(rule(kind), LIGHTS, each, closed=True) for each in (known, better))
    if now.is_judged:
        assert KEYS.index(then.value_key or "") <= KEYS.index(now.value_key or "")
