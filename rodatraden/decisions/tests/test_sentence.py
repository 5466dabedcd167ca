"""A decision in words, and never a date that nobody has stated."""

from datetime import date

import pytest

from rodatraden.decisions.sentence import Said, decided_told, delegation_told, list_told

DAY = date(2017, 11, 29)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said("Kommunfullmäktige", day=DAY, paragraph="112"), "Kommunfullmäktige beslutade 2017-11-29, § 112."),
        (Said("Kommunfullmäktige", day=DAY), "Kommunfullmäktige beslutade 2017-11-29. Paragraf framgår inte."),
        (Said("Kommunfullmäktige"), "Kommunfullmäktige beslutade. Datum framgår inte."),
        (Said("Kommunfullmäktige", paragraph="3"), "Kommunfullmäktige beslutade. Datum framgår inte."),
        (Said(position="enhetschef", day=DAY), "Enhetschef beslutade 2017-11-29."),
        (Said(), "Vem som beslutade framgår inte."),
    ],
)
def test_a_decision_is_told_by_what_is_stated(said: Said, told: str) -> None:
    assert str(decided_told(said)) == told


def test_an_officials_decision_says_what_it_rests_on() -> None:
    assert str(delegation_told(Said(position="chef", delegation="punkt 4.2"))) == "Beslutet vilar på punkt 4.2."
    assert not delegation_told(Said("Kommunfullmäktige"))


@pytest.mark.parametrize(
    ("number", "undated", "latest", "told"),
    [
        (0, 0, None, "Inga beslut är införda än."),
        (1, 0, DAY, "Ett beslut är infört, det senaste från 2017-11-29."),
        (3, 1, DAY, "3 beslut är införda, det senaste från 2017-11-29; ett saknar datum."),
        (5, 2, DAY, "5 beslut är införda, det senaste från 2017-11-29; 2 saknar datum."),
        (2, 2, None, "2 beslut är införda."),
    ],
)
def test_a_list_is_told_by_number_latest_and_what_lacks_a_date(
    number: int, undated: int, latest: date | None, told: str
) -> None:
    assert str(list_told(number, undated, latest)) == told
