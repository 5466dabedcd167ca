"""What the pages of preparation say first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.preparation.sentence import Counted, analysis_told, home_told, meeting_told, nowhere_told, task_told

FEW = st.integers(min_value=0, max_value=50)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        (Counted(0, 0, 0, 0, 0, 0), "Analysen är inte påbörjad."),
        (Counted(1, 0, 1, 0, 0, 0), "En slutsats, som ännu inte lett till något förslag."),
        (Counted(4, 0, 4, 0, 0, 0), "4 slutsatser, som ännu inte lett till något förslag."),
        (Counted(4, 0, 1, 0, 0, 0), "4 slutsatser; 1 av dem har ännu inte lett till något."),
        (Counted(4, 0, 0, 0, 0, 0), "4 slutsatser, som inte ska leda till något förslag."),
        (Counted(1, 1, 0, 1, 0, 0), "En slutsats har gett ett förslag; det är avgjort."),
        (Counted(1, 1, 0, 1, 0, 1), "En slutsats har gett ett förslag; ett är inte avgjort."),
        (Counted(6, 4, 2, 3, 0, 0), "4 slutsatser har gett 3 förslag; 2 har inte lett till något."),
        (Counted(6, 4, 2, 3, 0, 3), "4 slutsatser har gett 3 förslag; 2 har inte lett till något."),
        (Counted(6, 6, 0, 3, 0, 2), "6 slutsatser har gett 3 förslag; 2 är inte avgjorda."),
        (Counted(6, 6, 0, 3, 0, 0), "6 slutsatser har gett 3 förslag; alla är avgjorda."),
        (Counted(0, 0, 0, 1, 1, 1), "Ett förslag, utan slutsatser bakom."),
        (Counted(0, 0, 0, 4, 4, 0), "4 förslag, utan slutsatser bakom."),
        (Counted(1, 0, 1, 1, 1, 1), "En slutsats har inte lett till något; ett förslag har ingen slutsats bakom sig."),
        (Counted(2, 0, 2, 3, 3, 1), "2 slutsatser har inte lett till något; 3 förslag har ingen slutsats bakom sig."),
        (
            Counted(2, 0, 0, 1, 1, 0),
            "2 slutsatser ska inte leda till något förslag; ett förslag har ingen slutsats bakom sig.",
        ),
        (
            Counted(4, 2, 1, 2, 1, 1),
            "2 slutsatser har gett ett förslag; en har inte lett till något; ett förslag har ingen slutsats bakom sig.",
        ),
    ],
)
def test_the_analysis_is_summed_up(counted: Counted, told: str) -> None:
    assert str(analysis_told(counted)) == told


@pytest.mark.parametrize(
    ("proposed", "agreed", "told"),
    [
        (0, 0, "Vad vill ni göra för att nå målen?"),
        (1, 0, "Inget är bestämt än, ett förslag att ta ställning till."),
        (3, 0, "Inget är bestämt än, 3 förslag att ta ställning till."),
        (0, 1, "En sak är bestämd."),
        (0, 4, "4 saker är bestämda."),
        (1, 1, "En sak är bestämd, ett förslag att ta ställning till."),
        (2, 5, "5 saker är bestämda, 2 förslag att ta ställning till."),
    ],
)
def test_a_meeting_is_summed_up(proposed: int, agreed: int, told: str) -> None:
    assert str(meeting_told(proposed, agreed)) == told


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, ""), (1, "En slutsats har inte lett till något"), (7, "7 slutsatser har inte lett till något")],
)
def test_what_led_to_nothing_is_told_where_there_is_any(count: int, told: str) -> None:
    assert str(nowhere_told(count)) == told


@given(led=FEW, nowhere=FEW, aside=FEW, grounded=FEW, alone=FEW, unsettled=FEW)
def test_every_analysis_is_one_sentence_that_begins_big(
    led: int, nowhere: int, aside: int, grounded: int, alone: int, unsettled: int
) -> None:
    grounded = max(min(grounded, led), min(led, 1))
    counted = Counted(led + nowhere + aside, led, nowhere, grounded + alone, alone, min(unsettled, grounded + alone))
    told = str(analysis_told(counted))
    assert told.endswith(".")
    assert told[0].isupper() or told[0].isdigit()
    assert "{" not in told
    assert ("har gett" in told) is (led > 0)


@given(proposed=FEW, agreed=FEW)
def test_a_meeting_never_speaks_of_what_is_not_there(proposed: int, agreed: int) -> None:
    told = str(meeting_told(proposed, agreed))
    assert ("ta ställning" in told) is (proposed > 0)
    assert ("är bestäm" in told) is (agreed > 0 or proposed > 0)


@pytest.mark.parametrize(
    ("who", "role", "day", "told"),
    [
        ("Anna", "rektor", date(2018, 11, 30), "Anna, ansvarig: rektor, klart senast 2018-11-30"),
        ("", "rektor", date(2018, 11, 30), "ansvarig: rektor, klart senast 2018-11-30"),
        ("", "", None, "ingen ansvarig, inget slutdatum"),
    ],
)
def test_a_task_says_who_and_by_when_and_what_is_missing(who: str, role: str, day: date | None, told: str) -> None:
    assert str(task_told(who, role, day)) == told


@pytest.mark.parametrize(
    ("proposed", "told"),
    [
        (0, "Målen framför er, och vad ni vill göra för att nå dem."),
        (1, "Ett förslag att ta ställning till."),
        (3, "3 förslag att ta ställning till."),
    ],
)
def test_the_first_page_says_what_the_meeting_waits_for(proposed: int, told: str) -> None:
    assert str(home_told(proposed)) == told
