"""Perstorp's council goals as the annex prints them, and the breaks that can be found in it by rule."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rodatraden.indicators.evidence import Direction, TargetValue
from rodatraden.lib.periods import Period
from rodatraden.steering.schema.levels import Level
from rodatraden.thread.breaks import find_breaks
from rodatraden.thread.view import IndicatorView, ItemView, ThreadView

TODAY = date(2018, 9, 10)
KF, SOCIAL = "kf", "socialnamnden"
YEARS = [Period.year_of(year) for year in (2018, 2019, 2020)]
ANNEX: dict[str, tuple[int, str, str, tuple[str, ...]]] = {
    # key: goal, unit, outcome (and the year measured, where another), targets of 2018 to 2020
    "trygghet": (1, "index", "51", ("55", "60", "65")),
    "valdsbrott": (1, "per 1000 invånare", "12.6 2016", ("12.4", "12.2", "12.0")),
    "epost": (1, "%", "72", ("85", "90", "95")),
    "telefon": (1, "%", "35", ("50", "55", "60")),
    "webb": (1, "%", "57", ("60", "65", "70")),
    "foretagsklimat": (2, "plats", "228", ("175", "150", "130")),
    "nystartade": (2, "per 1000 invånare", "2.7", ("3.5", "4.0", "5.0")),
    "forvarvsarbetande": (2, "%", "69.4 2016", ("70", "70.5", "71")),
    "bistand": (2, "%", "14.7 2016", ("13.5", "13.0", "12.5")),
    "arbetsloshet": (2, "%", "9.6", ("9.0", "8.5", "8.0")),
    "utsatta": (4, "%", "14.1 2015", ("13.5", "13.0", "12.5")),
    "behoriga": (4, "%", "57.5", ("75", "77.5", "80")),
    "skoltrygghet": (4, "%", "87 2016", ("90", "92.5", "95")),
    "boende": (5, "%", "97", ("97", "98", "98")),
    "hemtjanst": (5, "%", "76", ("80", "83", "85")),
    "bemotande": (5, "plats", "290", ("200", "150", "75")),
    "ekologiskt": (6, "%", "25", ("30", "35", "40")),
    "miljobilar": (6, "%", "27", ("30", "35", "40")),
    "energi": (6, "kWh/m2", "106", ("104", "102", "100")),
    "tomter": (6, "tomter", "30", ("40", "45", "50")),
    "bredband": (6, "%", "53", ("70", "85", "95")),
    "delaktighet": (6, "%", "37", ("40", "45", "50")),
    "sjukfranvaro": (7, "%", "4.8", ("4.7", "4.6", "4.5")),
    "heltid": (7, "%", "59", ("61", "62", "64")),
    "nmi": (7, "index", "", ()),
    "soliditet": (8, "%", "47.9", ("52.8", "53.7", "55.3")),
    "resultat": (8, "kr/invånare", "1826", ("1131", "1170", "1170")),
    "eget-kapital": (8, "kr/invånare", "27103", ("28324", "29456", "30584")),
}
LOWER = {"valdsbrott", "bistand", "arbetsloshet", "utsatta", "energi", "sjukfranvaro"}
RESULT = "Resultatet ska varje år uppgå till lägst 2 % i förhållande till skatter"


def level(key: str, kind: str, serves: list[str], carries: list[str]) -> Level:
    words = {"serves": serves, "carries": carries, "decided_by": "kf"}
    return Level.model_validate({"key": key, "kind": kind, "name": {"one": key}, **words})


LEVELS = {
    each.key: each
    for each in (
        level("vision", "vision", [], []),
        level("malomrade", "direction", ["vision"], []),
        level("fullmaktigemal", "goal", ["malomrade"], ["responsible", "indicator", "target"]),
        level("namndmal", "goal", ["fullmaktigemal"], ["indicator"]),
    )
}


def read(key: str) -> IndicatorView:
    _, unit, printed, promised = ANNEX[key]
    direction: Direction = "lower" if key in LOWER else "higher"
    outcomes = {}
    if printed:
        shown = Period.year_of(2017)
        outcomes[KF, shown] = Period.parse(printed.split()[1]) if " " in printed else shown
    return IndicatorView(
        key,
        key.capitalize(),
        KF,
        unit,
        direction=direction,
        rank_of=290 if unit == "plats" else None,
        targets={(KF, year): TargetValue(Decimal(value)) for year, value in zip(YEARS, promised, strict=False)},
        outcomes=outcomes,
        first_measured=Period.year_of(2019) if key == "nmi" else None,
        next_measured=Period.year_of(2019) if key in ("nmi", "trygghet", "delaktighet") else None,
    )


def council() -> list[ItemView]:
    """Seven areas and eight goals; area 2 has two goals, and its five indicators stand with both."""
    area_of = {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7}
    areas = [ItemView(f"o{n}", "malomrade", f"Målområde {n}", unit=KF, serves=("vision",)) for n in range(1, 8)]
    goals = [
        ItemView(
            f"m{goal}",
            "fullmaktigemal",
            f"Fullmäktigemål {goal}",
            RESULT if goal == 8 else "",
            unit=KF,
            serves=(f"o{area}",),
            indicators=tuple(key for key, row in ANNEX.items() if row[0] == (2 if goal == 3 else goal)),
            responsible="Kommunstyrelsens ordförande",
        )
        for goal, area in area_of.items()
    ]
    return [ItemView("vision", "vision", "Vision 2030", unit=KF), *areas, *goals]


def thread(*more: ItemView, changed: dict[str, IndicatorView] | None = None) -> ThreadView:
    indicators = {key: read(key) for key in ANNEX} | (changed or {})
    names = {KF: "kommunfullmäktige", SOCIAL: "socialnämnden"}
    return ThreadView((*council(), *more), indicators, LEVELS, (SOCIAL,), names)


def found(view: ThreadView, today: date = TODAY) -> dict[str, list[str]]:
    by_code: dict[str, list[str]] = {}
    for broken in find_breaks(view, today):
        by_code.setdefault(broken.code, []).append(broken.indicator_key or broken.item_key)
    return by_code


def test_the_annex_is_whole() -> None:
    goals = [row[0] for row in ANNEX.values()]
    assert len(ANNEX) == 28
    assert [goals.count(goal) for goal in (1, 2, 4, 5, 6, 7, 8)] == [5, 5, 3, 3, 6, 3, 3]


def test_the_annex_has_just_these_breaks() -> None:
    assert found(thread()) == {
        "target-unmeasured": ["trygghet", "delaktighet"],
        "unmeasured-figure": ["m8"],
        "no-target": ["nmi"],
    }


def test_each_is_told_in_a_sentence() -> None:
    told = [str(broken.message) for broken in find_breaks(thread(), TODAY)]
    assert sorted(told) == [
        "”Delaktighet” har målvärde för 2018 men mäts inte förrän 2019.",
        "”Fullmäktigemål 8” anger 2 %, men ingen indikator mäter det.",
        "”Nmi” har inget målvärde för 2019.",
        "”Trygghet” har målvärde för 2018 men mäts inte förrän 2019.",
    ]


def test_the_social_boards_own_goal_disagrees_with_the_councils() -> None:
    own = ItemView(
        "s1", "namndmal", "Bland de 25 % bästa", unit=SOCIAL, board=SOCIAL, serves=("m5",), indicators=("bemotande",)
    )
    courtesy = read("bemotande")
    last = {(SOCIAL, YEARS[2]): TargetValue(Decimal(72))}
    view = thread(own, changed={"bemotande": replace(courtesy, targets={**courtesy.targets, **last})})
    assert found(view)["different-targets"] == ["bemotande"]
    assert found(view)["unmeasured-figure"] == ["m8"]
    alone = thread(own)
    assert found(alone)["unmeasured-figure"] == ["m8", "s1"]


def test_an_indicator_of_the_result_mends_area_7() -> None:
    result = replace(read("soliditet"), targets={(KF, year): TargetValue(Decimal(2)) for year in YEARS})
    assert "unmeasured-figure" not in found(thread(changed={"soliditet": result}))


@pytest.mark.parametrize(("today", "count"), [(date(2019, 3, 1), 0), (date(2019, 3, 2), 25)])
def test_when_the_year_is_out_every_promise_without_an_outcome_is_named(today: date, count: int) -> None:
    """27 targets of 2018, two of them for surveys that were never to be made."""
    breaks = found(thread(), today)
    assert len(breaks.get("no-outcome", [])) == count
    assert breaks["target-unmeasured"] == ["trygghet", "delaktighet"]


def test_a_goal_that_only_the_council_works_with_is_not_covered() -> None:
    own = ItemView("k1", "namndmal", "Kommunledningens mål", unit=KF, serves=("m1",), indicators=("epost",))
    assert found(thread(own))["not-covered"] == ["m1"]
    assert "not-covered" not in found(thread(own._replace(unit=SOCIAL, board=SOCIAL)))
