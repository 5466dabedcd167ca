"""No rule looks across a break in the series: not the status, not the signal, not what is reckoned ahead."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.assess import judge, way_gone
from rodatraden.indicators.evidence import Evidence, TargetValue, aim_of
from rodatraden.indicators.forecast import Forecast, NoForecast, foresee
from rodatraden.indicators.remarks import asked_of_target
from rodatraden.indicators.rows import evidence_for
from rodatraden.indicators.sentence import Facts, Measured, Promise, Unit, after_sentence
from rodatraden.indicators.signal import Point, read_signal
from rodatraden.indicators.tests.rows import year
from rodatraden.indicators.tests.scales import LIGHTS, by_from, threshold
from rodatraden.indicators.tests.test_rows import by_period, indicator, outcome, target
from rodatraden.indicators.tests.test_signal import STEADY, series
from rodatraden.lib.periods import Period
from rodatraden.lib.stretches import apart, stretch_of

NOW = year(2018)
WAY = threshold("share-of-way", *by_from(100, 50))
CHANGE = threshold("change", *by_from(1, -1))
REACHED = threshold("reached", {"value": "gron"}, {"value": "rod"})
NEW_YEAR, MIDSUMMER = date(2018, 1, 1), date(2017, 7, 1)


def seen(*breaks: date, start: str = "2014", **more: Any) -> Evidence:
    """2018 as a rule is given it, with outcomes of 2014, 2017 and 2018 and a target."""
    rows = by_period(outcome("2014", "40"), outcome("2017", "50", **more), outcome("2018", "52"))
    return evidence_for(indicator(start_period=Period.parse(start)), NOW, rows, {NOW: target("2018", "55")}, {}, breaks)


@pytest.mark.parametrize(
    ("breaks", "start", "previous"),
    [
        ((), "40", "50"),
        ((date(2010, 1, 1), date(2014, 1, 1), date(2019, 1, 1)), "40", "50"),
        ((date(2016, 1, 1),), None, "50"),
        ((NEW_YEAR,), None, None),
        ((date(2018, 7, 1),), None, None),
        ((MIDSUMMER,), None, None),
        ((date(2014, 7, 1),), None, "50"),
    ],
)
def test_what_lies_on_the_other_side_of_a_break_is_nothing_to_compare_with(
    breaks: tuple[date, ...], start: str | None, previous: str | None
) -> None:
    case = seen(*breaks)
    assert (case.start, case.previous) == tuple(None if each is None else Decimal(each) for each in (start, previous))
    assert (case.start_parted, case.previous_parted) == (start is None, previous is None)
    assert (case.outcome, case.previous_period) == (Decimal(52), year(2017))


def test_a_value_stands_where_it_was_measured_and_not_where_it_is_shown() -> None:
    assert seen(NEW_YEAR, measured_period=Period.parse("2018-02")).previous == 50
    assert seen(MIDSUMMER, measured_period=Period.parse("2017-10")).previous == 50
    assert seen(MIDSUMMER, measured_period=Period.parse("2017-03")).previous is None


def test_a_missing_value_is_missing_and_not_parted() -> None:
    case = evidence_for(indicator(), NOW, by_period(outcome("2018", "52")), {}, {}, [NEW_YEAR])
    assert (case.start, case.start_parted, case.previous, case.previous_parted) == (None, False, None, False)


@pytest.mark.parametrize(
    ("rule", "case", "why"),
    [
        (WAY, seen(NEW_YEAR), "Mätmetoden har ändrats sedan ingångsvärdet, så vägen till målvärdet går inte att räkna"),
        (CHANGE, seen(NEW_YEAR), "Mätmetoden har ändrats sedan perioden före, så förändringen går inte att räkna"),
        (
            REACHED,
            replace(seen(NEW_YEAR), target=TargetValue(as_before=True)),
            "Målvärdet utgår från perioden före, men mätmetoden har ändrats sedan dess",
        ),
    ],
)
def test_a_rule_that_would_have_to_look_across_gives_no_status_and_says_why(
    rule: Any, case: Evidence, why: str
) -> None:
    judgement = judge(rule, LIGHTS, case, closed=True)
    assert (judgement.value_key, judgement.hole, str(judgement.reason)) == (None, "refused", why)


def test_a_target_is_a_promise_and_is_held_against_what_is_measured_now() -> None:
    assert judge(REACHED, LIGHTS, seen(NEW_YEAR), closed=True).value_key == "rod"


def test_what_was_measured_before_the_break_is_still_told_as_the_latest() -> None:
    rows = by_period(outcome("2017", "50"))
    case = evidence_for(indicator(), NOW, rows, {NOW: target("2018", "55")}, {}, [NEW_YEAR])
    assert str(judge(REACHED, LIGHTS, case, closed=True).reason) == "Ej mätt 2018, senast 2017"
    parted = Evidence(NOW, previous_period=year(2017), previous_parted=True)
    assert str(judge(REACHED, LIGHTS, parted, closed=True).reason) == "Ej mätt 2018, senast 2017"


def test_a_target_below_a_value_of_another_method_is_not_asked_about() -> None:
    low = replace(seen(), target=TargetValue(Decimal(45)))
    assert len(asked_of_target(low)) == 1
    assert asked_of_target(replace(seen(NEW_YEAR), target=TargetValue(Decimal(45)))) == ()


days = st.dates(date(2009, 1, 1), date(2021, 12, 31))
breaks = st.lists(days, max_size=4, unique=True)
numbers = st.dictionaries(st.integers(2010, 2020), st.integers(0, 99), min_size=1, max_size=11)


@given(numbers, st.integers(2010, 2020), st.integers(2010, 2020), breaks)
def test_evidence_holds_a_start_and_a_value_before_only_within_the_same_stretch(
    values: dict[int, int], first: int, asked: int, known: list[date]
) -> None:
    rows = by_period(*(outcome(str(at), str(value)) for at, value in values.items()))
    here, held = year(asked), indicator(start_period=year(first))
    case = evidence_for(held, here, rows, {}, {}, known)
    free = evidence_for(held, here, rows, {}, {})
    for name, parted, at in (
        ("start", case.start_parted, year(first)),
        ("previous", case.previous_parted, here.previous()),
    ):
        without, within = getattr(free, name), getattr(case, name)
        assert parted is (without is not None and apart(at, here, known))
        assert within == (None if parted else without)
    assert (case.outcome, case.measured_period) == (free.outcome, free.measured_period)


@given(numbers, breaks, st.sampled_from([WAY, CHANGE]), st.booleans())
def test_a_status_across_a_break_does_not_depend_on_what_was_before_it(
    values: dict[int, int], known: list[date], rule: Any, closed: bool
) -> None:
    """Other figures of other stretches, the same answer."""
    here = year(2018)
    mine = {at: value for at, value in values.items() if stretch_of(year(at), known) == stretch_of(here, known)}
    changed = {at: mine.get(at, value + 7) for at, value in values.items()}
    answers = []
    for figures in (values, changed):
        rows = by_period(*(outcome(str(at), str(value)) for at, value in figures.items()))
        case = evidence_for(indicator(start_period=year(2012)), here, rows, {here: target("2018", "55")}, {}, known)
        answers.append((judge(rule, LIGHTS, case, closed), way_gone(case, closed)) if 2018 in values else None)
    assert answers[0] == answers[1]


@given(numbers, days)
def test_as_the_year_before_is_no_bound_across_a_break(values: dict[int, int], day: date) -> None:
    rows = by_period(*(outcome(str(at), str(value)) for at, value in values.items()))
    promise = {NOW: target("2018", None, form="as_before")}
    case = evidence_for(indicator(), NOW, rows, promise, {}, [day])
    assert (aim_of(case) is None) is (2017 not in values or apart(year(2017), NOW, [day]))


# The signal

points = st.lists(st.integers(-50, 50), max_size=30)
cut = st.lists(st.dates(date(1999, 1, 1), date(2032, 12, 31)), max_size=4, unique=True)


@given(points, cut)
def test_a_signal_is_that_of_the_stretch_after_the_last_break_alone(values: list[int], known: list[date]) -> None:
    whole = read_signal(series(values), "higher", known)
    after = [point for point in series(values) if stretch_of(point.period, known) == (len(known), len(known))]
    alone = read_signal(after, "higher")
    assert whole.state == alone.state
    assert whole.last.points == (tuple(after) if values else ())
    latest = after[-1].period if after else None
    assert [each for each in whole.specials if each.periods[-1] == latest] == [
        each for each in alone.specials if each.periods[-1] == latest
    ]


@given(points, cut)
def test_no_special_cause_reaches_across_a_break(values: list[int], known: list[date]) -> None:
    signal = read_signal(series(values), "higher", known)
    for special in signal.specials:
        assert len({stretch_of(period, known) for period in special.periods}) == 1
    told = [point for segment in signal.segments for point in segment.points]
    assert told == series(values)
    for segment in signal.segments:
        assert len({stretch_of(point.period, known) for point in segment.points}) <= 1


@given(points, cut, st.integers(-50, 50))
def test_what_was_measured_before_the_last_break_changes_nothing_of_the_signal(
    values: list[int], known: list[date], more: int
) -> None:
    last = (len(known), len(known))
    moved = [
        point if stretch_of(point.period, known) == last else Point(point.period, point.value + more)
        for point in series(values)
    ]
    one, other = read_signal(series(values), "higher", known), read_signal(moved, "higher", known)
    assert (one.state, str(one.text)) == (other.state, str(other.text))


def test_several_breaks_leave_the_last_stretch_to_speak() -> None:
    values = [*STEADY, *[value + 100 for value in STEADY], *[value + 200 for value in STEADY]]
    signal = read_signal(series(values), "higher", [date(2017, 1, 1), date(2009, 1, 1)])
    assert [len(segment.points) for segment in signal.segments] == [8, 8, 8]
    assert (signal.state, signal.last.limits is not None) == ("steady", True)


def test_where_nothing_is_measured_since_the_last_break_nothing_is_claimed() -> None:
    signal = read_signal(series([*STEADY, *STEADY, 90]), "higher", [date(2018, 1, 1)])
    assert (signal.state, signal.last.points) == ("too-few", ())
    assert str(signal.text) == "Ingen mätning sedan mätmetoden ändrades."
    assert str(read_signal([], "higher", [date(2018, 1, 1)]).text) == "Ingen mätning ännu."


def test_a_year_measured_in_two_ways_belongs_to_no_stretch_but_its_own() -> None:
    signal = read_signal(series([50] * 10), "higher", [date(2005, 7, 1)])
    assert [len(segment.points) for segment in signal.segments] == [4, 1, 5]


# What is reckoned ahead


def test_nothing_is_foreseen_past_a_break_to_come() -> None:
    ahead = series([50, 52, 53, 55, 56, 58, 60, 61])
    assert isinstance(foresee(ahead, year(2010)), Forecast)
    assert isinstance(foresee(ahead, year(2010), breaks=[date(2011, 1, 1)]), Forecast)
    for day in (date(2009, 1, 1), date(2010, 1, 1), date(2010, 6, 1)):
        found = foresee(ahead, year(2010), breaks=[day])
        assert isinstance(found, NoForecast)
        assert str(found.why) == f"Ingen prognos: mätmetoden ändras {day}."


@given(st.dates(date(2001, 1, 1), date(2015, 12, 31)), st.integers(2009, 2012))
def test_a_forecast_and_its_points_are_always_of_one_stretch(day: date, asked: int) -> None:
    found = foresee(series([50, 52, 53, 55, 56, 58, 60, 61]), year(asked), breaks=[day])
    assert isinstance(found, NoForecast) is apart(year(2008), year(asked), [day])


# The sentence


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (None, "det är 14 kvar till målvärdet år 2020."),
        (date(2015, 1, 1), "det är 14 kvar till målvärdet år 2020."),
        (date(2019, 1, 1), ""),
        (date(2018, 1, 1), ""),
    ],
)
def test_how_far_it_is_to_the_target_is_not_reckoned_across_a_break(day: date | None, told: str) -> None:
    facts = Facts(
        "tryggheten",
        Unit("index", 0),
        NOW,
        Measured(Decimal(51), year(2017)),
        (Promise(year(2020), Decimal(65)),),
        breaks=[day] if day else (),
    )
    assert str(after_sentence(facts)) == told
