from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.evidence import TargetValue
from rodatraden.lib.periods import Period
from rodatraden.steering.schema import Word
from rodatraden.steering.schema.levels import Level
from rodatraden.thread.break_kinds import MEANINGS, Break, Code
from rodatraden.thread.breaks import find_breaks
from rodatraden.thread.view import IndicatorView, ItemView, ThreadView

TODAY = date(2018, 9, 10)
KF, SN, BUN = "kf", "socialnamnden", "bun"
NAMES = {KF: "Kommunfullmäktige", SN: "Socialnämnden", BUN: "Barn- och utbildningsnämnden"}


def level(key: str, kind: str, serves: str = "", carries: str = "", **more: Any) -> Level:
    words = {"serves": serves.split(), "carries": carries.split()}
    return Level.model_validate({"key": key, "kind": kind, "name": {"one": key}, "decided_by": "kf", **words, **more})


LEVELS = {
    each.key: each
    for each in (
        level("vision", "vision"),
        level("omrade", "direction", "vision"),
        level("kfmal", "goal", "omrade", "responsible indicator target served"),
        level("namndmal", "goal", "kfmal", "responsible indicator target activity"),
        level("aktivitet", "activity", "namndmal", "responsible"),
        level("uppdrag", "assignment"),
    )
}


def years(*wanted: int) -> list[Period]:
    return [Period.year_of(year) for year in wanted]


def indicator(key: str = "i1", **more: Any) -> IndicatorView:
    """Measured in 2017 by the council, promised for 2018 to 2020."""
    base = IndicatorView(
        key,
        f"Indikator {key}",
        KF,
        "%",
        targets={(KF, period): TargetValue(Decimal(55 + period.year)) for period in years(2018, 2019, 2020)},
        outcomes={(KF, period): period for period in years(2017)},
    )
    return replace(base, **more)


VISION = ItemView("v", "vision", "Vision 2030", unit=KF)
AREA = ItemView("o1", "omrade", "En kommun för alla", unit=KF, serves=("v",))
GOAL = ItemView(
    "m1", "kfmal", "Gott bemötande", unit=KF, serves=("o1",), indicators=("i1",), responsible="Kommunchefen"
)
BOARD = ItemView(
    "n1", "namndmal", "Nöjda brukare", unit=SN, board=SN, serves=("m1",), indicators=("i2",), responsible="Ordföranden"
)
ACTIVITY = ItemView(
    "a1",
    "aktivitet",
    "Utbilda all personal",
    unit=SN,
    board=SN,
    serves=("n1",),
    responsible="Enhetschefen",
    deadline=date(2019, 12, 31),
    doing="ongoing",
)
WHOLE = (VISION, AREA, GOAL, BOARD, ACTIVITY)


def view(*items: ItemView, indicators: Iterable[IndicatorView] = (), **more: Any) -> ThreadView:
    known = {each.key: each for each in (indicator("i1"), indicator("i2"), *indicators)}
    return ThreadView(
        **{"items": items, "indicators": known, "levels": LEVELS, "boards": (SN, BUN), "unit_names": NAMES, **more}
    )


def found(*items: ItemView, today: date = TODAY, **more: Any) -> list[tuple[str, str]]:
    return [(broken.code, broken.item_key or broken.unit_key) for broken in find_breaks(view(*items, **more), today)]


def changed(key: str, **more: Any) -> tuple[ItemView, ...]:
    """The whole thread with one item changed."""
    return tuple(item._replace(**more) if item.key == key else item for item in WHOLE)


def without(key: str) -> tuple[ItemView, ...]:
    return tuple(item for item in WHOLE if item.key != key)


def texts(*items: ItemView, today: date = TODAY, **more: Any) -> list[str]:
    return [
        str(broken.message).replace("\N{NO-BREAK SPACE}", " ") for broken in find_breaks(view(*items, **more), today)
    ]


def test_a_whole_thread_has_no_break() -> None:
    assert found(*WHOLE) == []


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (changed("m1", serves=()), [("serves-nothing", "m1"), ("served-by-nothing", "o1")]),
        (changed("m1", serves=("gone",)), [("serves-nothing", "m1"), ("served-by-nothing", "o1")]),
        (changed("m1", serves=("m1",)), [("serves-nothing", "m1"), ("served-by-nothing", "o1")]),
        (changed("m1", indicators=()), [("no-indicator", "m1")]),
        (changed("m1", indicators=("gone",)), [("no-indicator", "m1")]),
        (changed("m1", responsible=""), [("no-responsible", "m1")]),
        (changed("m1", responsible_until=date(2018, 9, 9)), [("responsible-ended", "m1")]),
        (changed("m1", responsible_until=TODAY), []),
        (changed("m1", vacant=True), [("responsible-ended", "m1")]),
        (changed("a1", responsible="", doing="done"), []),
        (without("a1"), [("no-activity", "n1")]),
        (changed("a1", doing="cancelled"), [("no-activity", "n1")]),
        (changed("a1", doing="done", deadline=date(2018, 1, 1)), []),
        (changed("a1", deadline=date(2018, 9, 9)), [("overdue", "a1")]),
        (changed("a1", deadline=TODAY), []),
        ((VISION, AREA, GOAL), [("served-by-nothing", "m1")]),
        (changed("n1", unit=KF, board=""), []),
        (tuple(item._replace(board="", unit=KF) for item in WHOLE), [("not-covered", "m1")]),
        ((VISION,), [("served-by-nothing", "v")]),
        ((), []),
    ],
)
def test_each_missing_link_is_found_once_and_where_it_is(
    items: tuple[ItemView, ...], expected: list[tuple[str, str]]
) -> None:
    assert found(*items) == expected


def test_what_is_done_is_named_as_the_model_names_it_and_late_as_its_word_is() -> None:
    assert texts(*without("a1")) == ["Ingen aktivitet leder till ”Nöjda brukare”."]
    assert texts(*changed("a1", deadline=date(2018, 9, 9))) == ["”Utbilda all personal” skulle vara klar 2018-09-09."]
    words = Word(one="projekt", many="projekt", definite="projektet")
    levels = {**LEVELS, "aktivitet": LEVELS["aktivitet"].model_copy(update={"name": words})}
    assert texts(*without("a1"), levels=levels) == ["Inget projekt leder till ”Nöjda brukare”."]
    late = changed("a1", deadline=date(2018, 9, 9))
    assert texts(*late, levels=levels) == ["”Utbilda all personal” skulle vara klart 2018-09-09."]


def test_an_assignment_past_its_date_is_found() -> None:
    late = ItemView("u1", "uppdrag", "Ta fram indikatorer", unit=KF, deadline=date(2018, 3, 31), doing="ongoing")
    assert texts(*WHOLE, late) == ["”Ta fram indikatorer” skulle vara klar 2018-03-31."]
    assert found(*WHOLE, late._replace(doing="done")) == []


def test_what_the_model_does_not_ask_for_is_no_break() -> None:
    loose = {key: each.model_copy(update={"carries": (), "serves": ()}) for key, each in LEVELS.items()}
    bare = [item._replace(serves=(), responsible="", indicators=()) for item in WHOLE]
    assert found(*bare, levels=loose) == []
    assert found(GOAL._replace(level="okand", serves=())) == []


def test_a_council_without_boards_needs_nobody_to_cover_its_goals() -> None:
    assert found(*(item._replace(board="", unit=KF) for item in WHOLE), boards=()) == []


def test_a_missing_target_for_this_year_or_the_next_is_found() -> None:
    short = indicator("i1", targets={(KF, Period.year_of(2018)): TargetValue(Decimal(55))})
    assert texts(*WHOLE, indicators=[short]) == ["”Indikator i1” har inget målvärde för 2019."]
    none = indicator("i1", targets={})
    assert texts(*WHOLE, indicators=[none]) == ["”Indikator i1” har inget målvärde för 2018 och 2019."]
    assert texts(*WHOLE, indicators=[replace(none, needs_target=False)]) == []


def test_a_target_of_a_quarter_is_a_target_of_its_year() -> None:
    periods = [Period.parse("2018-Q4"), Period.parse("2019-Q4")]
    assert (
        found(*WHOLE, indicators=[indicator("i1", targets={(KF, p): TargetValue(Decimal(5)) for p in periods})]) == []
    )


def test_a_board_may_set_the_target_of_its_own_goal() -> None:
    own = indicator("i2", targets={(SN, period): TargetValue(Decimal(9)) for period in years(2018, 2019)})
    assert found(*WHOLE, indicators=[own]) == []


def test_nothing_is_asked_before_the_first_measurement() -> None:
    first = indicator("i1", targets={}, outcomes={}, first_measured=Period.year_of(2019))
    assert texts(*WHOLE, indicators=[first]) == ["”Indikator i1” har inget målvärde för 2019."]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2019, 3, 1), []), (date(2019, 3, 2), ["”Indikator i1” har inget utfall för 2018, fast perioden är slut."])],
)
def test_an_outcome_is_missed_when_its_time_is_out(today: date, expected: list[str]) -> None:
    measured = indicator("i2", outcomes={(KF, period): period for period in years(2017, 2018)})
    assert texts(*WHOLE, today=today, indicators=[measured]) == expected


def test_an_outcome_measured_earlier_is_no_outcome_of_the_period() -> None:
    old = indicator("i1", outcomes={(KF, Period.year_of(2018)): Period.year_of(2016)})
    measured = indicator("i2", outcomes={(KF, period): period for period in years(2018)})
    assert ("no-outcome", "m1") in found(*WHOLE, today=date(2019, 6, 1), indicators=[old, measured])


def test_an_indicator_without_targets_is_due_every_year() -> None:
    volume = indicator("i1", needs_target=False, targets={}, outcomes={(KF, p): p for p in years(2016)})
    assert texts(*WHOLE, indicators=[volume]) == ["”Indikator i1” har inget utfall för 2017, fast perioden är slut."]


def test_a_target_for_a_year_without_a_survey_is_found() -> None:
    safety = indicator("i1", next_measured=Period.year_of(2019))
    assert texts(*WHOLE, indicators=[safety]) == ["”Indikator i1” har målvärde för 2018 men mäts inte förrän 2019."]
    assert not find_breaks(view(*WHOLE, indicators=[safety]), TODAY, [2019, 2020]), "a plan for 2019 cannot mend it"
    measured = replace(safety, outcomes={**safety.outcomes, (KF, Period.year_of(2018)): Period.year_of(2018)})
    assert found(*WHOLE, indicators=[measured]) == []


def test_every_other_year_goes_on_every_other_year() -> None:
    survey = indicator("i1", next_measured=Period.year_of(2018), years_between=2)
    assert texts(*WHOLE, indicators=[survey]) == ["”Indikator i1” har målvärde för 2019 men mäts inte förrän 2020."]


def test_one_measure_with_two_targets_is_found() -> None:
    rank = indicator("i1", rank_of=290, unit_of_measure="plats")
    period = Period.year_of(2020)
    both = replace(
        rank,
        targets={**rank.targets, (KF, period): TargetValue(Decimal(75)), (SN, period): TargetValue(Decimal(72))},
    )
    assert texts(*WHOLE, indicators=[both]) == [
        "”Indikator i1” har olika målvärden för 2020: "
        "högst plats 75 (Kommunfullmäktige) och högst plats 72 (Socialnämnden)."
    ]
    same = replace(both, targets={**both.targets, (SN, period): TargetValue(Decimal("75.000000"))})
    assert found(*WHOLE, indicators=[same]) == []


def test_a_unit_with_outcomes_of_its_own_may_have_its_own_target() -> None:
    own = indicator("i1")
    period = Period.year_of(2018)
    own = replace(
        own,
        targets={**own.targets, (BUN, period): TargetValue(Decimal(1))},
        outcomes={**own.outcomes, (BUN, Period.year_of(2017)): Period.year_of(2017)},
    )
    assert found(*WHOLE, indicators=[own]) == []


RESULT = "Resultatet ska varje år uppgå till lägst 2 % i förhållande till skatter"


def test_a_goal_whose_figure_no_indicator_measures_is_found() -> None:
    economy = changed("m1", title="God ekonomi", text=RESULT)
    assert texts(*economy) == ["”God ekonomi” anger 2 %, men ingen indikator mäter det."]
    measured = indicator("i1", targets={(KF, p): TargetValue(Decimal(2)) for p in years(2018, 2019)})
    assert found(*economy, indicators=[measured]) == []
    crowns = replace(measured, unit_of_measure="kr")
    assert found(*economy, indicators=[crowns]) == [("unmeasured-figure", "m1")]


def test_the_best_quarter_of_all_is_a_place() -> None:
    best = changed("n1", title="Bland de 25 % bästa i landet")
    place = indicator("i2", rank_of=290, targets={(SN, p): TargetValue(Decimal(72)) for p in years(2018, 2019)})
    assert found(*best, indicators=[place]) == []
    worse = replace(place, targets={(SN, p): TargetValue(Decimal(75)) for p in years(2018, 2019)})
    assert found(*best, indicators=[worse]) == [("unmeasured-figure", "n1")]


@pytest.mark.parametrize(
    ("marks", "missing"),
    [
        (("financial", "operational"), []),
        (("financial", "neither"), ["Inget kfmal är märkt som verksamhetsmål för god ekonomisk hushållning."]),
        (("neither", "operational"), ["Inget kfmal är märkt som finansiellt mål för god ekonomisk hushållning."]),
    ],
)
def test_goals_of_both_kinds_are_asked_for_where_goals_are_marked(marks: tuple[str, str], missing: list[str]) -> None:
    levels = {**LEVELS, "kfmal": LEVELS["kfmal"].model_copy(update={"sound_economy": True})}
    goal = next(item for item in WHOLE if item.level == "kfmal")
    second = goal._replace(key="m9", sound_economy=marks[1])
    served = tuple(item._replace(serves=(*item.serves, "m9")) if goal.key in item.serves else item for item in WHOLE)
    items = (*(item._replace(sound_economy=marks[0]) if item is goal else item for item in served), second)
    assert texts(*items, levels=levels) == missing


def with_limit(at_most: int, *counting: str, per: str = "unit") -> dict[str, Level]:
    limit = {"at_most": at_most, "counting": counting, "per": per}
    return {**LEVELS, "namndmal": level("namndmal", "goal", "kfmal", limit=limit)}


def test_too_many_goals_of_a_board_are_counted_with_the_councils() -> None:
    councils = [GOAL._replace(key=f"k{number}") for number in range(3)]
    goals = [BOARD._replace(key=f"b{number}", serves=(f"k{number % 3}",)) for number in range(5)]
    items = (VISION, AREA, *councils, *goals)
    assert found(*items, levels=with_limit(8, "namndmal", "kfmal")) == []
    assert texts(*items, levels=with_limit(7, "namndmal", "kfmal")) == [
        "Socialnämnden har 8 mål, varav 3 är fullmäktiges. Styrmodellen tillåter högst 7."
    ]
    assert texts(*items, levels=with_limit(4)) == ["Socialnämnden har 5 mål. Styrmodellen tillåter högst 4."]
    assert found(*items, levels=with_limit(5)) == []


def test_a_limit_may_be_for_the_whole_municipality() -> None:
    goals = [BOARD._replace(key=f"b{number}") for number in range(3)]
    items = (VISION, AREA, GOAL, *goals)
    assert texts(*items, levels=with_limit(2, per="municipality")) == [
        "Det finns 3 mål. Styrmodellen tillåter högst 2."
    ]


def test_a_circle_of_contributions_ends() -> None:
    ring = (GOAL._replace(key="x", serves=("y",)), GOAL._replace(key="y", serves=("x",)))
    assert {code for code, _ in found(*ring)} <= {"not-covered"}


def test_a_long_title_is_cut_at_80_signs() -> None:
    (text,) = texts(*changed("m1", title="Perstorp " * 40, indicators=()))
    assert text.startswith("”Perstorp Perstorp")
    assert text.endswith("…” har ingen indikator.")
    assert len(text) < 110


def test_every_kind_of_break_has_a_meaning() -> None:
    assert set(MEANINGS) == set(get_args(Code))


def test_every_kind_of_break_is_documented() -> None:
    told = (Path(__file__).parents[3] / "docs/rules/breaks.md").read_text(encoding="utf8")
    assert [code for code in get_args(Code) if f"`{code}`" not in told] == []


def test_the_most_severe_comes_first() -> None:
    broken = find_breaks(view(*changed("m1", serves=(), responsible_until=date(2018, 1, 1))), TODAY)
    order = ["error", "warning", "remark"]
    assert [order.index(each.severity) for each in broken] == sorted(order.index(each.severity) for each in broken)
    assert all(str(each.why) and each.mend for each in broken)


def a_big_thread(size: int) -> ThreadView:
    goals = [BOARD._replace(key=f"n{number}", serves=("m1",)) for number in range(size)]
    activities = [ACTIVITY._replace(key=f"a{number}", serves=(f"n{number}",)) for number in range(size)]
    return view(VISION, AREA, GOAL, *goals, *activities)


def test_a_thread_as_deep_as_it_is_long_is_walked() -> None:
    chain = [BOARD._replace(key=f"c{n}", serves=(f"c{n + 1}",)) for n in range(5000)]
    last = BOARD._replace(key="c5000", serves=("m1",))
    start = ACTIVITY._replace(serves=("c0",))
    assert find_breaks(view(VISION, AREA, GOAL, *chain, last, start), TODAY) == ()


def test_a_big_whole_thread_has_no_break() -> None:
    assert find_breaks(a_big_thread(1000), TODAY) == ()


keys = st.sampled_from(["v", "o1", "m1", "n1", "a1", "gone"])
some_items = st.lists(
    st.builds(
        ItemView,
        key=keys,
        level=st.sampled_from([*LEVELS, "okand"]),
        title=st.text(max_size=20),
        unit=st.sampled_from([KF, SN]),
        board=st.sampled_from(["", SN]),
        serves=st.lists(keys, max_size=3, unique=True).map(tuple),
        indicators=st.lists(st.sampled_from(["i1", "i2", "gone"]), max_size=2, unique=True).map(tuple),
        responsible=st.sampled_from(["", "Chefen"]),
        responsible_until=st.none() | st.dates(date(2017, 1, 1), date(2019, 1, 1)),
        deadline=st.none() | st.dates(date(2017, 1, 1), date(2019, 1, 1)),
        doing=st.sampled_from(["", "planned", "done", "cancelled"]),
    ),
    max_size=6,
    unique_by=lambda item: item.key,
)


def told(breaks: tuple[Break, ...]) -> set[tuple[str, str, str, str]]:
    return {(each.code, each.item_key, each.indicator_key, each.unit_key) for each in breaks}


@given(some_items, st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_decide_what_is_broken(items: list[ItemView], random: Any) -> None:
    mixed = random.sample(items, len(items))
    ours, theirs = (find_breaks(view(*each), TODAY) for each in (items, mixed))
    assert {(c, i or k, u) for c, k, i, u in told(ours)} == {(c, i or k, u) for c, k, i, u in told(theirs)}


@given(some_items)
def test_every_break_says_where_and_is_told_once(items: list[ItemView]) -> None:
    breaks = find_breaks(view(*items), TODAY)
    assert len({(*each, str(b.message)) for each, b in zip(map(str, breaks), breaks, strict=True)}) == len(breaks)
    for broken in breaks:
        assert broken.item_key in {item.key for item in items}
        assert str(broken.message)
