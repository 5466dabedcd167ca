"""The sentences of an indicator's page, for every case that the annex has and those that it lacks."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.indicators.parts import make
from rodatraden.indicators.sentence import (
    Facts,
    Foreseen,
    Measured,
    Promise,
    Tally,
    Unit,
    after_sentence,
    key_sentence,
    list_sentence,
)
from rodatraden.indicators.tests.rows import year
from rodatraden.lib.numbers import SPACE
from rodatraden.lib.periods import Period

INDEX = Unit("index", 0)
NOW = year(2018)


def promises(**values: str) -> tuple[Promise, ...]:
    return tuple(Promise(Period.parse(at[1:]), Decimal(value)) for at, value in values.items())


SAFETY = Facts(
    "tryggheten",
    INDEX,
    NOW,
    Measured(Decimal(51), year(2017)),
    promises(y2018="55", y2019="60", y2020="65"),
    measured_this_year=False,
    next_measured=year(2019),
)


def facts(**changed: Any) -> Facts:
    return Facts(**{"name": "Trygghet", "unit": INDEX, "year": NOW, **changed})


def said(**changed: Any) -> str:
    return str(key_sentence(facts(**changed)))


def test_a_year_without_measurement_is_told_beside_its_target() -> None:
    assert str(key_sentence(SAFETY)) == (
        "Tryggheten: 51 år 2017. Målvärdet är 55 i år och 65 år 2020, men i år görs ingen mätning."
    )
    assert str(after_sentence(SAFETY)) == ("nästa mätning kommer år 2019; det är 14 kvar till målvärdet år 2020.")


def test_nothing_measured_and_nothing_promised() -> None:
    assert said() == "Trygghet är inte mätt än. Målvärde saknas."
    assert str(after_sentence(facts())) == ""


def test_what_will_be_measured_for_the_first_time_says_when() -> None:
    assert said(first_measured=year(2019)) == "Trygghet mäts första gången år 2019. Målvärde saknas."


def test_a_first_measurement_that_should_have_been_made_is_not_promised_again() -> None:
    assert said(first_measured=year(2016)) == "Trygghet är inte mätt än. Målvärde saknas."


def test_a_volume_needs_no_target() -> None:
    assert said(latest=Measured(Decimal(9), year(2017)), needs_target=False) == "Trygghet: 9 år 2017."


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        ({"y2018": "55"}, "Målvärdet är 55 i år."),
        ({"y2020": "65"}, "Målvärdet är 65 år 2020."),
        ({"y2018": "55", "y2019": "60"}, "Målvärdet är 55 i år och 60 år 2019."),
        ({"y2018": "55", "y2019": "60", "y2020": "65"}, "Målvärdet är 55 i år och 65 år 2020."),
    ],
)
def test_one_two_or_many_targets(targets: dict[str, str], told: str) -> None:
    latest = Measured(Decimal(51), year(2017))
    assert said(latest=latest, promises=promises(**targets)) == f"Trygghet: 51 år 2017. {told}"


def test_an_interval_and_as_the_period_before_are_said_in_words() -> None:
    band = (Promise(NOW, low=Decimal(50), high=Decimal(60)), Promise(year(2019)))
    assert said(promises=band).endswith("Målvärdet är mellan 50 och 60 i år och minst som perioden före år 2019.")


def test_a_rank_is_a_place_among_all() -> None:
    climate = facts(
        unit=Unit("plats", 0, rank_of=290, direction="lower"),
        latest=Measured(Decimal(228), year(2017)),
        promises=promises(y2018="175", y2020="130"),
    )
    assert str(key_sentence(climate)) == (
        "Trygghet: plats 228 av 290 år 2017. Målvärdet är plats 175 i år och plats 130 år 2020."
    )
    assert str(after_sentence(climate)) == "det är 98 platser kvar till målvärdet år 2020."


def test_one_place_left_is_one_place() -> None:
    near = facts(
        unit=Unit("plats", 0, rank_of=290, direction="lower"),
        latest=Measured(Decimal(131), year(2017)),
        promises=promises(y2020="130"),
    )
    assert str(after_sentence(near)) == "det är en plats kvar till målvärdet år 2020."


def test_a_value_from_another_year_than_its_column_says_both() -> None:
    crime = facts(
        unit=Unit("per 1 000 invånare", 1, direction="lower"),
        latest=Measured(Decimal("12.6"), year(2016), shown_for=year(2017)),
        promises=promises(y2018="12.4", y2020="12"),
    )
    assert str(key_sentence(crime)) == (
        "Trygghet: 12,6 per 1 000 invånare år 2016. Målvärdet är 12,4 i år och 12,0 år 2020."
    )
    assert str(after_sentence(crime)) == (
        "värdet är mätt år 2016 och visas för år 2017; det är 0,6 kvar till målvärdet år 2020."
    )


def test_per_cent_is_left_in_percentage_points() -> None:
    mail = facts(unit=Unit("%", 0), latest=Measured(Decimal(72), year(2017)), promises=promises(y2018="85", y2020="95"))
    assert str(key_sentence(mail)) == (
        f"Trygghet: 72{SPACE}% år 2017. Målvärdet är 85{SPACE}% i år och 95{SPACE}% år 2020."
    )
    assert str(after_sentence(mail)) == "det är 23 procentenheter kvar till målvärdet år 2020."


def test_decimals_are_those_that_the_source_prints() -> None:
    work = facts(
        unit=Unit("index", 1),
        latest=Measured(Decimal("69.4"), year(2016)),
        promises=(Promise(NOW, Decimal(70), decimals=0), Promise(year(2019), Decimal("70.5"))),
    )
    assert "Målvärdet är 70 i år och 70,5 år 2019." in str(key_sentence(work))


def test_a_target_below_the_outcome_is_said_to_be_reached_already() -> None:
    result = facts(
        unit=Unit("kr/invånare", 0),
        latest=Measured(Decimal(1826), year(2017)),
        promises=promises(y2018="1131", y2020="1170"),
    )
    assert str(after_sentence(result)) == "målvärdet år 2020 är redan nått."


def test_a_preliminary_value_is_called_so() -> None:
    assert said(latest=Measured(Decimal(5), year(2017), preliminary=True)).startswith(
        "Trygghet: preliminärt 5 år 2017."
    )


def test_of_the_year_that_runs_a_preliminary_value_is_only_so_far() -> None:
    told = said(latest=Measured(Decimal(5), year(2018), preliminary=True))
    assert told.startswith("Trygghet: hittills 5 i år, preliminärt.")


def test_what_parts_make_is_told_with_how_far_they_reach() -> None:
    made = make({Period.parse("2018-01"): Decimal(4), Period.parse("2018-02"): Decimal(6)}, year(2018), "mean")
    told = said(latest=Measured(Decimal(5), year(2018), so_far=made))
    assert told.startswith("Trygghet: hittills 5 i år, till och med februari 2018.")


def test_a_forecast_is_told_beside_the_outcome() -> None:
    told = said(latest=Measured(Decimal(5), year(2017)), forecast=Foreseen(Decimal(6)))
    assert told.startswith("Trygghet: 5 år 2017. Prognosen för i år är 6.")


@pytest.mark.parametrize(
    ("period", "words"),
    [("2018-04", "i april 2018"), ("2018-T2", "tertial 2 2018"), ("2018-H1", "första halvåret 2018")],
)
def test_periods_shorter_than_a_year_are_said_as_a_swede_says_them(period: str, words: str) -> None:
    latest = Measured(Decimal(5), Period.parse(period))
    assert said(latest=latest, needs_target=False) == f"Trygghet: 5 {words}."


def test_a_next_measurement_that_is_past_or_this_year_is_not_announced() -> None:
    for when in (year(2017), NOW):
        assert str(after_sentence(facts(next_measured=when))) == ""


def test_within_an_interval_no_distance_is_told() -> None:
    band = facts(
        unit=Unit("index", 0, direction="band"),
        latest=Measured(Decimal(5), year(2017)),
        promises=promises(y2018="7"),
    )
    assert str(after_sentence(band)) == ""


@given(
    st.none() | st.decimals(-1000, 1000, places=1),
    st.lists(st.decimals(-1000, 1000, places=1), max_size=4),
    st.booleans(),
    st.sampled_from(["higher", "lower", "band"]),
    st.none() | st.integers(1, 300),
)
def test_every_sentence_ends_once_and_never_shows_a_none(
    value: Decimal | None, targets: list[Decimal], measured: bool, way: Any, rank: int | None
) -> None:
    told = facts(
        unit=Unit("index", 1, rank, way),
        latest=Measured(value, year(2017)) if value is not None else None,
        promises=tuple(Promise(year(2018 + at), target) for at, target in enumerate(targets)),
        measured_this_year=measured,
    )
    for sentence in (str(key_sentence(told)), str(after_sentence(told))):
        assert "None" not in sentence
        assert ".." not in sentence
        assert not sentence or sentence.endswith(".")


def test_a_unit_of_many_words_stands_in_brackets_and_an_equal_target_is_said_once() -> None:
    unit = Unit("andel av maxpoäng", 0)
    assert str(unit.written(Decimal(37))) == "37 (andel av maxpoäng)"
    facts = Facts("resultat", Unit("%", 1), NOW, promises=[Promise(NOW, Decimal(2)), Promise(NOW.next(), Decimal(2))])
    assert f"Målvärdet är 2,0{SPACE}% både i år och år 2019." in str(key_sentence(facts))


def test_as_before_is_at_most_where_lower_is_better() -> None:
    facts = Facts("sjukfrånvaro", Unit(direction="lower"), NOW, promises=[Promise(NOW)])
    assert "högst som perioden före" in str(key_sentence(facts))


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(0), "Ingen indikator finns än."),
        (Tally(1), "1 indikator. Den går inte att bedöma i år än."),
        (Tally(2), "2 indikatorer. Ingen av dem går att bedöma i år än."),
        (Tally(3, met=1, missed=2), "3 indikatorer. 3 går att bedöma i år: 1 bedöms nå målvärdet och 2 inte."),
        (
            Tally(5, met=1, hidden=2),
            "5 indikatorer. 1 går att bedöma i år: 1 bedöms nå målvärdet. 2 visas inte, för att skydda små grupper.",
        ),
        (
            Tally(2, hidden=1),
            "2 indikatorer. Ingen av dem går att bedöma i år än. 1 visas inte, för att skydda små grupper.",
        ),
        (Tally(1, hidden=1), "1 indikator. 1 visas inte, för att skydda små grupper."),
    ],
)
def test_the_list_tells_what_is_hidden_apart_from_what_is_not_judged(tally: Tally, said: str) -> None:
    assert str(list_sentence(tally)) == said
