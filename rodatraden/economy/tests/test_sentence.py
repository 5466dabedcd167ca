"""What the pages say first, case by case."""

from datetime import date
from decimal import Decimal

import pytest

from rodatraden.economy import sentence
from rodatraden.economy.rows import Figure, LineRow
from rodatraden.economy.tests.places import AUGUST, INVESTMENTS, JULY, OPERATIONS, TREE, YEAR_END, figure
from rodatraden.lib.numbers import SPACE
from rodatraden.lib.text import within
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import EconomyLine

NAMES = ("Socialnämnden", "Kommunstyrelsen", "IT-nämnden", "Byggnadsnämnden", "Kulturnämnden")


def plain(text: object) -> str:
    return str(text).replace(SPACE, " ")


def row(frame: int | None, forecast: int | None, line: EconomyLine = OPERATIONS, closed: bool = False) -> LineRow:
    framed = figure(frame) if frame is not None else None
    expected = figure(forecast, YEAR_END if closed else AUGUST) if forecast is not None else None
    if closed:
        return LineRow(1, line, framed, expected)
    return LineRow(1, line, framed, None, expected)


def boards(
    *deviations: int | None, line: EconomyLine = OPERATIONS, closed: bool = False
) -> list[tuple[Place, LineRow]]:
    """A board for each deviation in thousands from a frame of 100 mkr; None has no forecast."""
    return [
        (
            Place(place, str(place), NAMES[place], "board", None),
            row(100_000, None if deviation is None else 100_000 - deviation, line, closed),
        )
        for place, deviation in enumerate(deviations)
    ]


@pytest.mark.parametrize(
    ("deviations", "told"),
    [
        ((0, 0), "Ingen nämnd väntar underskott 2018."),
        ((0, None), "Den enda nämnd som har lämnat prognos 2018 väntar inget underskott."),
        ((0, 5, None), "Ingen av de två nämnder som har lämnat prognos 2018 väntar underskott."),
        ((-2400, 0), "En nämnd väntar underskott: socialnämnden 2,4 mkr (2,4 %)."),
        (
            (-400, -2400, 0),
            "Två nämnder väntar underskott: kommunstyrelsen 2,4 mkr (2,4 %) och socialnämnden 400 tkr (0,4 %).",
        ),
        (
            (-400, -2400),
            "Alla två nämnder väntar underskott: kommunstyrelsen 2,4 mkr (2,4 %) och socialnämnden 400 tkr (0,4 %).",
        ),
        (
            (-1, -2, -3, -4000, 0),
            "Fyra nämnder väntar underskott, störst är byggnadsnämnden 4,0 mkr (4,0 %), "
            "IT-nämnden 3 tkr (under 0,1 %) och kommunstyrelsen 2 tkr (under 0,1 %).",
        ),
        ((None, None), "Ingen nämnd har både ram och prognos för drift 2018 än."),
        ((), "Inget är infört om drift 2018."),
    ],
)
def test_the_page_says_which_boards_expect_a_deficit(deviations: tuple[int | None, ...], told: str) -> None:
    assert plain(sentence.page_sentence(boards(*deviations), OPERATIONS, 2018)) == told


@pytest.mark.parametrize(
    ("deviations", "told"),
    [
        ((0, 0), "Ingen nämnd väntar gå över ramen för investeringar 2018."),
        ((0, None), "Den enda nämnd som har prognos för investeringar 2018 väntar hålla ramen."),
        ((0, 0, None), "Ingen av de två nämnder som har prognos för investeringar 2018 väntar gå över ramen."),
        ((-2400, 0), "En nämnd väntar gå över ramen för investeringar: socialnämnden 2,4 mkr (2,4 %)."),
    ],
)
def test_investments_go_over_their_frame_and_are_no_deficit(deviations: tuple[int | None, ...], told: str) -> None:
    found = sentence.page_sentence(boards(*deviations, line=INVESTMENTS), INVESTMENTS, 2018)
    assert plain(found) == told
    assert "underskott" not in str(found)


@pytest.mark.parametrize(
    ("deviations", "told"),
    [
        ((0, 0), "Ingen nämnd fick underskott 2017."),
        ((0, None), "Den enda nämnd som har fört in årets utfall fick inget underskott 2017."),
        ((-2400, 0), "En nämnd fick underskott 2017: socialnämnden 2,4 mkr (2,4 %)."),
    ],
)
def test_a_year_that_is_over_is_told_as_it_became(deviations: tuple[int | None, ...], told: str) -> None:
    assert plain(sentence.page_sentence(boards(*deviations, closed=True), OPERATIONS, 2017)) == told


def test_investments_of_a_year_that_is_over_are_told_as_they_became() -> None:
    found = boards(-2400, 0, line=INVESTMENTS, closed=True)
    told = plain(sentence.page_sentence(found, INVESTMENTS, 2017))
    assert told == "En nämnd gick över ramen för investeringar 2017: socialnämnden 2,4 mkr (2,4 %)."


def test_every_case_has_its_words_in_every_table() -> None:
    tables = (sentence.SHORT, sentence.SHORT_AFTER, sentence.OVER, sentence.OVER_AFTER)
    assert len({frozenset(table) for table in tables}) == 1


def test_a_board_without_a_frame_is_named_without_per_cent() -> None:
    found = [(Place(1, "sn", "Socialnämnden", "board", None), row(0, 500))]
    told = plain(sentence.page_sentence([*found, *boards(0)], OPERATIONS, 2018))
    assert told == "En nämnd väntar underskott: socialnämnden 500 tkr."


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Socialnämnden", "socialnämnden"),
        ("IT-nämnden", "IT-nämnden"),
        ("X", "X"),
        ("", ""),
        ("Äldrenämnden", "äldrenämnden"),
    ],
)
def test_a_board_inside_a_sentence_begins_small_unless_it_is_an_abbreviation(name: str, inside: str) -> None:
    assert within(name) == inside


def test_what_all_come_to_stands_under_the_sentence() -> None:
    whole = LineRow(1, OPERATIONS, figure(440_000), figure(290_000, AUGUST), figure(441_500, JULY))
    told = plain(sentence.together_sentence(whole, ["Socialnämnden"]))
    assert told == (
        "Tillsammans: underskott 1,5 mkr, 0,3 %. Utfallet är 66 % av ramen efter 8 av 12 månader. "
        "Prognos saknas för socialnämnden."
    )


def test_many_without_a_forecast_are_counted() -> None:
    assert plain(sentence.together_sentence(None, NAMES)) == "Prognos saknas för 5 nämnder."
    assert plain(sentence.together_sentence(None, ())) == ""


def test_the_share_is_not_told_of_a_year_that_is_over() -> None:
    assert plain(sentence.together_sentence(row(100, 101, closed=True), ())) == "Tillsammans: underskott 1 tkr, 1,0 %."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (row(100_000, 102_400), "Hemtjänsten väntar underskott 2018: 2,4 mkr (2,4 %)."),
        (row(100_000, 97_600), "Hemtjänsten väntar överskott 2018: 2,4 mkr (2,4 %)."),
        (row(100_000, 100_000), "Hemtjänsten väntas hålla sin ram 2018."),
        (row(100_000, 102_400, closed=True), "Hemtjänsten fick underskott 2018: 2,4 mkr (2,4 %)."),
        (row(100_000, 100_000, closed=True), "Hemtjänsten höll sin ram 2018."),
        (row(100_000, None), "Hemtjänsten har 100,0 mkr i ram 2018. Prognosen saknas."),
        (row(None, 5), "Hemtjänsten har ingen ram införd för 2018."),
        (row(None, None), "Inget är infört om ekonomin 2018 för Hemtjänsten."),
    ],
)
def test_a_units_page_says_how_it_stands(found: LineRow, told: str) -> None:
    assert plain(sentence.unit_sentence("Hemtjänsten", found, 2018)) == told


@pytest.mark.parametrize(
    ("unshared", "told"),
    [
        (Decimal(1_800_000), "1,8 mkr av ramen är inte fördelade."),
        (Decimal(-1_800_000), "Ramarna under är 1,8 mkr mer än ramen."),
        (Decimal(0), ""),
        (None, ""),
    ],
)
def test_a_frame_that_does_not_add_up_is_told(unshared: Decimal | None, told: str) -> None:
    assert plain(sentence.shared_told(unshared)) == told


def test_what_a_sum_waits_for_is_named_or_counted() -> None:
    few = LineRow(1, OPERATIONS, missing={"forecast": ("Hemtjänsten", "Särskilt boende")})
    many = LineRow(1, OPERATIONS, missing={"frame": ("A", "B", "C", "D"), "outcome": ("A",)})
    assert plain(sentence.missing_told(few)) == "Prognos saknas för Hemtjänsten och Särskilt boende."
    assert plain(sentence.missing_told(many)) == "Ram saknas för 4 enheter. Utfall saknas för A."


def test_a_forecast_is_not_missed_when_the_year_is_over() -> None:
    closed = LineRow(1, OPERATIONS, None, figure(5, YEAR_END), missing={"forecast": ("A",)})
    assert plain(sentence.missing_told(closed)) == ""


@pytest.mark.parametrize(
    ("kind", "found", "told"),
    [
        ("outcome", figure(1, JULY), "utfall till och med 2018-07-31"),
        ("forecast", figure(1, JULY), "prognos per 2018-07-31"),
        ("outcome", figure(1, AUGUST), ""),
        ("forecast", None, ""),
    ],
)
def test_a_day_is_told_where_it_is_not_the_columns(kind: str, found: Figure | None, told: str) -> None:
    assert plain(sentence.day_told(kind, found, AUGUST)) == told


def test_who_is_to_enter_more_is_told_what_there_is() -> None:
    full = LineRow(1, OPERATIONS, figure(52_300), figure(-35_000, AUGUST), figure(53_000, JULY))
    assert plain(sentence.known_told(full)) == (
        "Ramen är 52,3 mkr. Utfallet är −35,0 mkr till och med 2018-08-31. "
        "Senaste prognosen är 53,0 mkr, gjord per 2018-07-31."
    )
    assert plain(sentence.known_told(LineRow(1, OPERATIONS))) == "Ingen ram är införd."


def test_a_day_inside_a_year_is_no_closing() -> None:
    assert not LineRow(1, OPERATIONS, figure(1), figure(1, date(2018, 12, 30))).is_closed
    assert TREE.places[1].kind == "council"
