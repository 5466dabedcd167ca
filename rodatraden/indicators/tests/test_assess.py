from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.assess import FUNCTIONS, judge
from rodatraden.indicators.evidence import Evidence, TargetValue
from rodatraden.indicators.judgement import Judgement
from rodatraden.indicators.parts import Made, make
from rodatraden.indicators.tests.scales import ARROWS, COMBINED, LIGHTS, by_from, by_within, threshold
from rodatraden.lib.periods import Period
from rodatraden.steering.schema.rules import Compare, ThresholdRule

YEAR = Period.year_of(2018)
DECIMALS = ("start", "previous", "forecast")
BEFORE = Period.year_of(2017)
SHARE = threshold("share-of-target", *by_from(100, 80))
WAY = threshold("share-of-way", *by_from(100, 50))
REACHED = threshold("reached", {"value": "gron"}, {"value": "rod"})
RULES: list[ThresholdRule] = [
    SHARE,
    WAY,
    REACHED,
    threshold("band", *by_within(0, 5)),
    threshold("band", *by_within(0, 5), tolerance="per-cent"),
    threshold("change", *by_from(1, -1)),
    threshold("change", *by_from(1, -1), change="per-cent"),
    threshold("rank", *by_within(25, 75)),
    threshold("rank", *by_within(10, 100), count="place"),
    threshold("level", *by_from(90, 80)),
    threshold("level", *by_within(5, 7)),
]


def number(text: str | int | None) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def evidence(outcome: str | int | None, target: str | int | None = None, **more: Any) -> Evidence:
    aim = None if target is None else TargetValue(number(target))
    values: dict[str, Any] = {name: number(value) if name in DECIMALS else value for name, value in more.items()}
    return Evidence(period=YEAR, outcome=number(outcome), target=aim, **values)


def told(judgement: Judgement) -> tuple[str | None, str]:
    return judgement.value_key, str(judgement.reason).replace("\N{NO-BREAK SPACE}", " ")


def test_each_word_of_the_schema_has_its_function() -> None:
    assert set(FUNCTIONS) == set(get_args(Compare))


@pytest.mark.parametrize(
    ("outcome", "target", "more", "expected"),
    [
        (52, 55, {}, ("gul", "Uppfylls delvis: 52 mot minst 55, 94,5 % av målvärdet")),
        (55, 55, {}, ("gron", "Uppfylls: 55 mot minst 55, 100 % av målvärdet")),
        (44, 55, {}, ("gul", "Uppfylls delvis: 44 mot minst 55, 80 % av målvärdet")),
        ("43.99", 55, {}, ("rod", "Uppfylls inte: 43,99 mot minst 55, 79,9 % av målvärdet")),
        (-3, 55, {}, ("rod", "Uppfylls inte: −3 mot minst 55, −5,5 % av målvärdet")),
        ("57.5", 75, {"unit_of_measure": "%"}, ("rod", "Uppfylls inte: 57,5 % mot minst 75 %, 76,7 % av målvärdet")),
        ("4.8", "4.7", {"direction": "lower"}, ("gul", "Uppfylls delvis: 4,8 mot högst 4,7, måluppfyllelse 97,9 %")),
        (0, 5, {"direction": "lower"}, ("gron", "Uppfylls: 0 mot högst 5")),
        (
            228,
            175,
            {"rank_of": 290},
            ("rod", "Uppfylls inte: plats 228 mot plats 175 eller bättre, måluppfyllelse 76,8 %"),
        ),
        (10, 0, {}, (None, "Målvärdet är noll, och en andel av det har ingen mening")),
        (10, -5, {}, (None, "Målvärdet är negativt, och en andel av det har ingen mening")),
        (10, 0, {"direction": "lower"}, (None, "Målvärdet är noll, och en andel av det har ingen mening")),
        (52, None, {}, (None, "Målvärde saknas för 2018")),
    ],
)
def test_a_share_of_the_target(outcome: str, target: str, more: dict[str, Any], expected: tuple[str, str]) -> None:
    assert told(judge(SHARE, LIGHTS, evidence(outcome, target, **more), closed=True)) == expected


@pytest.mark.parametrize(
    ("outcome", "target", "start", "more", "expected"),
    [
        (53, 55, 51, {}, ("gul", "Uppfylls delvis: 53 mot minst 55, 50 % av vägen från 51")),
        (52, 55, 51, {}, ("rod", "Uppfylls inte: 52 mot minst 55, 25 % av vägen från 51")),
        (50, 55, 51, {}, ("rod", "Uppfylls inte: 50 mot minst 55, längre bort än ingångsvärdet 51")),
        (60, 55, 51, {}, ("gron", "Uppfylls: 60 mot minst 55, 225 % av vägen från 51")),
        (
            175,
            175,
            228,
            {"rank_of": 290},
            ("gron", "Uppfylls: plats 175 mot plats 175 eller bättre, 100 % av vägen från plats 228"),
        ),
        (5, -10, -40, {}, ("gron", "Uppfylls: 5 mot minst −10, 150 % av vägen från −40")),
        (0, 0, 8, {"direction": "lower"}, ("gron", "Uppfylls: 0 mot högst 0, 100 % av vägen från 8")),
        (
            96,
            97,
            97,
            {},
            ("rod", "Uppfylls inte: 96 mot minst 97; ingångsvärdet 97 nådde redan målvärdet, så ingen väg räknas"),
        ),
        (52, 55, None, {}, (None, "Ingångsvärde saknas, så vägen till målvärdet går inte att räkna")),
    ],
)
def test_a_share_of_the_way(
    outcome: str, target: str, start: str, more: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert told(judge(WAY, LIGHTS, evidence(outcome, target, start=start, **more), closed=True)) == expected


@pytest.mark.parametrize(
    ("outcome", "target", "more", "expected"),
    [
        (55, 55, {}, "gron"),
        ("54.999999", 55, {}, "rod"),
        (0, 0, {"direction": "lower"}, "gron"),
        (-2, -1, {}, "rod"),
        (-1, -2, {}, "gron"),
        ("12.6", "12.4", {"direction": "lower"}, "rod"),
        (10, 10, {"direction": "band"}, "gron"),
        (11, 10, {"direction": "band"}, "rod"),
    ],
)
def test_reached_or_not_has_a_meaning_for_every_target(
    outcome: str, target: str, more: dict[str, Any], expected: str
) -> None:
    assert judge(REACHED, LIGHTS, evidence(outcome, target, **more), closed=True).value_key == expected


@pytest.mark.parametrize(
    ("direction", "outcome", "expected"),
    [
        ("band", 3, ("gron", "Uppfylls: 3 mot mellan 3 och 5")),
        ("band", 6, ("rod", "Uppfylls inte: 6 mot mellan 3 och 5")),
        ("band", 2, ("rod", "Uppfylls inte: 2 mot mellan 3 och 5")),
        ("higher", 6, ("gron", "Uppfylls: 6 mot minst 3")),
        ("lower", 2, ("gron", "Uppfylls: 2 mot högst 5")),
        ("lower", 6, ("rod", "Uppfylls inte: 6 mot högst 5")),
    ],
)
def test_an_interval_is_missed_on_the_side_that_the_direction_says(
    direction: Any, outcome: int, expected: tuple[str, str]
) -> None:
    case = Evidence(YEAR, direction, Decimal(outcome), TargetValue(low=Decimal(3), high=Decimal(5)))
    assert told(judge(REACHED, LIGHTS, case, closed=True)) == expected


def test_at_least_as_the_year_before() -> None:
    case = evidence(72, previous=72, previous_period=BEFORE)
    case = replace(case, target=TargetValue(as_before=True))
    assert told(judge(REACHED, LIGHTS, case, closed=True)) == ("gron", "Uppfylls: 72 mot minst 72")
    nothing_before = replace(case, previous=None)
    assert told(judge(REACHED, LIGHTS, nothing_before, closed=True)) == (
        None,
        "Målvärdet är minst som perioden före, men utfallet då saknas",
    )


@pytest.mark.parametrize(
    ("tolerance", "outcome", "target", "more", "expected"),
    [
        ("units", 56, 55, {}, ("gron", "Uppfylls: 56 mot minst 55")),
        ("units", 50, 55, {}, ("gul", "Uppfylls delvis: 50 mot minst 55, 5 sämre än målvärdet")),
        (
            "units",
            49,
            55,
            {"unit_of_measure": "%"},
            ("rod", "Uppfylls inte: 49 % mot minst 55 %, 6 procentenheter sämre än målvärdet"),
        ),
        ("units", -2, 0, {}, ("gul", "Uppfylls delvis: −2 mot minst 0, 2 sämre än målvärdet")),
        ("per-cent", "52.25", 55, {}, ("gul", "Uppfylls delvis: 52,25 mot minst 55, 5 % sämre än målvärdet")),
        ("per-cent", "52.24", 55, {}, ("rod", "Uppfylls inte: 52,24 mot minst 55, 5,1 % sämre än målvärdet")),
        ("per-cent", -104, -100, {}, ("gul", "Uppfylls delvis: −104 mot minst −100, 4 % sämre än målvärdet")),
        ("per-cent", 1, 0, {}, (None, "Målvärdet är noll, och en avvikelse i procent av noll har ingen mening")),
        ("per-cent", 110, 100, {"direction": "band"}, ("rod", "Uppfylls inte: 110 mot 100, 10 % från målvärdet")),
    ],
)
def test_a_band_with_tolerance(
    tolerance: str, outcome: str, target: str, more: dict[str, Any], expected: tuple[str, str]
) -> None:
    rule = threshold("band", *by_within(0, 5), tolerance=tolerance)
    assert told(judge(rule, LIGHTS, evidence(outcome, target, **more), closed=True)) == expected


@pytest.mark.parametrize(
    ("kind", "outcome", "before", "direction", "expected"),
    [
        ("units", 53, 51, "higher", ("upp", "Bättre: 53 mot 51 2017, 2 bättre")),
        ("units", 51, 51, "higher", ("lika", "Oförändrat: 51, oförändrat mot 51 2017")),
        ("units", 49, 51, "higher", ("ned", "Sämre: 49 mot 51 2017, 2 sämre")),
        ("units", 49, 51, "lower", ("upp", "Bättre: 49 mot 51 2017, 2 bättre")),
        ("per-cent", 99, 100, "higher", ("lika", "Oförändrat: 99 mot 100 2017, 1 % sämre")),
        ("per-cent", -90, -100, "higher", ("upp", "Bättre: −90 mot −100 2017, 10 % bättre")),
        (
            "per-cent",
            5,
            0,
            "higher",
            (None, "Utfallet före är noll, och en förändring i procent av noll har ingen mening"),
        ),
        ("units", 5, None, "higher", (None, "Utfall för perioden före saknas, så förändringen går inte att räkna")),
        ("units", 5, 9, "band", (None, "Målvärde saknas för 2018")),
    ],
)
def test_a_change_against_the_period_before(
    kind: str, outcome: int, before: int | None, direction: Any, expected: tuple[str | None, str]
) -> None:
    rule = threshold("change", *by_from(1, -1, values=("upp", "lika", "ned")), change=kind)
    case = evidence(outcome, previous=before, direction=direction, previous_period=BEFORE)
    assert told(judge(rule, ARROWS, case, closed=True)) == expected


@pytest.mark.parametrize(
    ("count", "place", "of", "expected"),
    [
        ("per-cent", 72, 290, ("gron", "Uppfylls: plats 72 av 290, bland de 24,9 % bästa")),
        ("per-cent", 73, 290, ("gul", "Uppfylls delvis: plats 73 av 290, bland de 25,2 % bästa")),
        ("per-cent", 290, 290, ("rod", "Uppfylls inte: plats 290 av 290, bland de 100 % bästa")),
        ("place", 25, 290, ("gron", "Uppfylls: plats 25 av 290")),
        ("per-cent", 291, 290, (None, "Plats 291 finns inte bland 290")),
        ("per-cent", 72, None, (None, "Indikatorn är ingen rangordning, så regeln för plats går inte att använda")),
    ],
)
def test_a_place_among_all(count: str, place: int, of: int | None, expected: tuple[str, str]) -> None:
    rule = threshold("rank", *by_within(25, 75), count=count)
    assert told(judge(rule, LIGHTS, evidence(place, rank_of=of), closed=True)) == expected


@pytest.mark.parametrize(
    ("steps", "outcome", "direction", "expected"),
    [
        (by_from(90, 80), 90, "higher", ("gron", "Uppfylls: 90, gränsen är minst 90")),
        (by_from(90, 80), 60, "higher", ("rod", "Uppfylls inte: 60, närmaste gräns är minst 80")),
        (by_within(5, 7), "4.8", "lower", ("gron", "Uppfylls: 4,8, gränsen är högst 5")),
        (by_within(5, 7), "7.1", "lower", ("rod", "Uppfylls inte: 7,1, närmaste gräns är högst 7")),
        (
            by_from(90, 80),
            60,
            "lower",
            (None, "Regeln räknar ett högre utfall som bättre, men för indikatorn är lägre bättre"),
        ),
        (
            by_within(5, 7),
            60,
            "higher",
            (None, "Regeln räknar ett lägre utfall som bättre, men för indikatorn är högre bättre"),
        ),
    ],
)
def test_a_level_set_in_advance_needs_no_target(
    steps: list[dict[str, Any]], outcome: str, direction: Any, expected: tuple[str, str]
) -> None:
    case = evidence(outcome, direction=direction)
    assert told(judge(threshold("level", *steps), LIGHTS, case, closed=True)) == expected


def test_a_missing_outcome_is_never_zero() -> None:
    case = evidence(None, 0, direction="lower")
    assert told(judge(REACHED, LIGHTS, case, closed=True)) == ("ejmatt", "Ej mätt 2018, inget utfall")
    assert told(judge(REACHED, LIGHTS, case, closed=False)) == ("ejmatt", "Inget utfall ännu för 2018")


@pytest.mark.parametrize("rule", RULES)
def test_an_outcome_measured_in_an_earlier_period_gives_no_status(rule: ThresholdRule) -> None:
    case = evidence("12.6", "12.4", start=13, previous=13, rank_of=290, measured_period=Period.year_of(2016))
    assert told(judge(rule, LIGHTS, case, closed=True)) == ("ejmatt", "Ej mätt 2018, senast 2016")


def test_an_outcome_measured_in_a_part_of_the_period_counts() -> None:
    case = evidence(55, 55, measured_period=Period.parse("2018-T2"))
    assert judge(REACHED, LIGHTS, case, closed=True).value_key == "gron"


def test_without_an_outcome_the_last_one_is_named() -> None:
    case = evidence(None, 55, previous=51, previous_period=BEFORE)
    assert told(judge(REACHED, LIGHTS, case, closed=False)) == ("ejmatt", "Ej mätt 2018, senast 2017")


def test_a_scale_without_a_value_for_not_measured_gives_none() -> None:
    judgement = judge(REACHED, ARROWS, evidence(None, 55), closed=True)
    assert (judgement.value_key, judgement.tone, str(judgement.word)) == (None, "unmeasured", "Ej mätt")


def test_a_model_may_have_one_value_for_partly_or_cannot_be_measured() -> None:
    rule = threshold("reached", {"value": "ja"}, {"value": "nej"}, missing="delvis")
    judgement = judge(rule, COMBINED, evidence(None, 55), closed=True)
    assert (judgement.value_key, judgement.tone) == ("delvis", "partly")
    without_target = judge(rule, COMBINED, evidence(55), closed=True)
    assert without_target.value_key is None


def test_before_closing_the_words_are_a_forecast() -> None:
    open_year = judge(SHARE, LIGHTS, evidence(52, 55), closed=False)
    assert str(open_year.reason).startswith("Bedöms uppfyllas delvis: 52 mot minst 55")
    assert not open_year.closed
    no_word = judge(SHARE, LIGHTS, evidence(2, 55), closed=False)
    assert str(no_word.word) == "Bedöms: uppfylls inte"


def test_a_forecast_counts_only_until_closing() -> None:
    case = evidence(30, 55, forecast=56, preliminary=True)
    during = judge(REACHED, LIGHTS, case, closed=False)
    assert told(during) == ("gron", "Bedöms uppfyllas: prognos 56 mot minst 55; utfall hittills 30")
    final = replace(case, preliminary=False)
    assert told(judge(REACHED, LIGHTS, final, closed=True)) == ("rod", "Uppfylls inte: 30 mot minst 55")


def test_a_final_outcome_goes_before_a_forecast_also_before_closing() -> None:
    judgement = judge(REACHED, LIGHTS, evidence(30, 55, forecast=56), closed=False)
    assert told(judgement) == ("rod", "Bedöms: uppfylls inte: 30 mot minst 55")


def test_no_fulfilment_is_stated_from_a_forecast_alone() -> None:
    judgement = judge(REACHED, LIGHTS, evidence(None, 55, forecast=56), closed=True)
    assert (judgement.hole, str(judgement.reason)) == ("unmeasured", "Ej mätt 2018, inget utfall")


@pytest.mark.parametrize("rule", RULES)
def test_no_fulfilment_is_stated_from_a_preliminary_outcome(rule: ThresholdRule) -> None:
    judgement = judge(rule, LIGHTS, evidence(55, 55, preliminary=True), closed=True)
    assert (judgement.is_judged, judgement.hole, str(judgement.word)) == (False, "refused", "Går inte att bedöma")
    assert str(judgement.reason) == "Utfallet 55 är preliminärt, så ingen uppfyllelse anges"


MONTHS = YEAR.parts("month")


def so_far(how: str, months: int, value: str = "10") -> Made:
    made = make({month: Decimal(value) for month in MONTHS[:months]}, YEAR, how)  # type: ignore[arg-type]
    assert made is not None
    return made


@pytest.mark.parametrize("how", ["mean", "latest"])
def test_an_outcome_so_far_is_judged_during_the_year_and_called_so(how: str) -> None:
    judgement = judge(REACHED, LIGHTS, evidence(10, 9, made=so_far(how, 8)), closed=False)
    assert told(judgement) == ("gron", "Bedöms uppfyllas: utfall hittills 10 mot minst 9")
    assert "augusti 2018" in str(judgement.remarks[0])


def test_a_sum_so_far_is_no_years_sum_and_waits_for_a_forecast() -> None:
    case = evidence(80, 90, made=so_far("sum", 8))
    judgement = judge(REACHED, LIGHTS, case, closed=False)
    assert (judgement.hole, str(judgement.reason)) == (
        "refused",
        "Summan till och med augusti 2018 är 80, och hela periodens går inte att bedöma utan prognos",
    )
    foreseen = judge(REACHED, LIGHTS, replace(case, forecast=Decimal(95)), closed=False)
    assert told(foreseen) == ("gron", "Bedöms uppfyllas: prognos 95 mot minst 90; utfall hittills 80")


def test_at_closing_the_parts_must_fill_the_year() -> None:
    some = judge(REACHED, LIGHTS, evidence(10, 9, made=so_far("mean", 8)), closed=True)
    assert str(some.reason) == "Utfall finns bara till och med augusti 2018, så ingen uppfyllelse anges"
    whole = judge(REACHED, LIGHTS, evidence(120, 90, made=so_far("sum", 12)), closed=True)
    assert told(whole) == ("gron", "Uppfylls: 120 mot minst 90")


def test_parts_that_nobody_has_said_how_to_put_together_are_no_lack_of_measurement() -> None:
    judgement = judge(REACHED, LIGHTS, evidence(None, 9, latest_part=MONTHS[7]), closed=False)
    assert (judgement.hole, str(judgement.reason)) == (
        "refused",
        "Inget utfall för hela 2018, bara för delar, senast augusti 2018",
    )


def test_what_kind_of_hole_there_is_can_be_counted() -> None:
    assert judge(REACHED, LIGHTS, evidence(55, 55), closed=True).standing == "met"
    assert judge(REACHED, LIGHTS, evidence(None, 55), closed=True).standing == "unmeasured"
    assert judge(REACHED, LIGHTS, evidence(55), closed=True).standing == "no-target"
    assert judge(WAY, LIGHTS, evidence(52, 55), closed=True).standing == "refused"


def test_a_forecast_stands_in_for_what_is_not_measured_yet() -> None:
    case = evidence(51, 55, forecast=56, measured_period=BEFORE)
    assert judge(REACHED, LIGHTS, case, closed=False).value_key == "gron"
    assert judge(REACHED, LIGHTS, case, closed=True).value_key == "ejmatt"


@pytest.mark.parametrize("rule", [REACHED, SHARE, WAY])
def test_a_target_below_the_present_outcome_is_pointed_out(rule: ThresholdRule) -> None:
    judgement = judge(rule, LIGHTS, evidence(1500, 1131, start=1826), closed=True)
    assert judgement.value_key == "gron"
    (remark,) = judgement.remarks
    assert str(remark).replace("\N{NO-BREAK SPACE}", " ") == (
        "Målvärdet 1 131 ligger under ingångsvärdet 1 826, fast högre är bättre. Är det avsett?"
    )


def test_a_target_that_allows_more_of_what_should_be_less_is_pointed_out() -> None:
    judgement = judge(REACHED, LIGHTS, evidence(240, 250, previous=228, rank_of=290), closed=True)
    assert str(judgement.remarks[0]).startswith("Målvärdet plats 250 ligger över utfallet före plats 228")


@pytest.mark.parametrize(("start", "target"), [(97, 97), (51, 55)])
def test_a_target_at_or_beyond_the_present_outcome_needs_no_remark(start: int, target: int) -> None:
    assert judge(REACHED, LIGHTS, evidence(97, target, start=start), closed=True).remarks == ()


def test_a_preliminary_outcome_is_said_to_be_so() -> None:
    judgement = judge(REACHED, LIGHTS, evidence(55, 55, preliminary=True), closed=False)
    assert judgement.value_key == "gron"
    assert [str(remark) for remark in judgement.remarks] == ["Utfallet är preliminärt."]


def test_a_rule_with_a_gap_says_so_instead_of_guessing() -> None:
    rule = threshold("level", {"value": "gron", "from": 90}, {"value": "rod", "from": 50})
    assert told(judge(rule, LIGHTS, evidence(10), closed=True)) == (None, "Regeln säger inget om 10")


def test_the_decimals_of_the_indicator_are_kept() -> None:
    judgement = judge(REACHED, LIGHTS, evidence("12.600000", 12, direction="lower", decimals=1), closed=True)
    assert told(judgement)[1] == "Uppfylls inte: 12,6 mot högst 12,0"


values = st.decimals(-10_000, 10_000, places=2)
maybe = st.none() | values
directions = st.sampled_from(["higher", "lower", "band"])
anything = st.builds(
    Evidence,
    period=st.just(YEAR),
    direction=directions,
    outcome=maybe,
    target=st.none()
    | st.builds(TargetValue, value=values)
    | st.builds(lambda low, size: TargetValue(low=low, high=low + abs(size)), values, values)
    | st.just(TargetValue(as_before=True)),
    forecast=maybe,
    start=maybe,
    previous=maybe,
    rank_of=st.none() | st.integers(1, 300),
    measured_period=st.none() | st.sampled_from([YEAR, BEFORE]),
)


@given(st.sampled_from(RULES), anything, st.booleans())
def test_every_judgement_has_a_value_of_the_scale_and_a_reason(
    rule: ThresholdRule, case: Evidence, closed: bool
) -> None:
    judgement = judge(rule, LIGHTS, case, closed)
    value = LIGHTS.value(judgement.value_key)
    assert (value is None) == (judgement.hole in {"no-target", "refused"})
    assert value is None or value.tone == judgement.tone
    assert str(judgement.reason)
    assert "{" not in str(judgement.reason)
    if case.outcome is None and (closed or case.forecast is None):
        assert judgement.value_key == "ejmatt"


@given(st.sampled_from(RULES), anything, values, st.booleans())
def test_a_better_outcome_never_gives_a_worse_status(
    rule: ThresholdRule, case: Evidence, more: Decimal, closed: bool
) -> None:
    if case.better == "band" or case.outcome is None or case.forecast is not None:
        return
    gain = abs(more) if case.better == "higher" else -abs(more)
    keys = [value.key for value in LIGHTS.judged]
    now = judge(rule, LIGHTS, case, closed)
    then = judge(rule, LIGHTS, replace(case, outcome=case.outcome + gain), closed)
    if now.is_judged and then.is_judged:
        assert keys.index(then.value_key or "") <= keys.index(now.value_key or "")


@given(anything)
def test_a_share_of_the_target_is_full_exactly_when_the_target_is_reached(case: Evidence) -> None:
    share, plain = judge(SHARE, LIGHTS, case, True), judge(REACHED, LIGHTS, case, True)
    if share.is_judged:
        assert (share.value_key == "gron") == (plain.value_key == "gron")


@given(anything)
def test_the_whole_way_is_walked_exactly_when_the_target_is_reached(case: Evidence) -> None:
    way, plain = judge(WAY, LIGHTS, case, True), judge(REACHED, LIGHTS, case, True)
    if way.is_judged:
        assert (way.value_key == "gron") == (plain.value_key == "gron")
