"""Every sentence of the economy, case by case: what boards, units and rows are said to have, lack and expect."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.economy import sentence
from rodatraden.economy.rows import Figure, Kind, LineRow
from rodatraden.economy.tests.places import AUGUST, INVESTMENTS, JULY, OPERATIONS, YEAR_END, figure
from rodatraden.lib.numbers import SPACE
from rodatraden.organisation.tree import Place
from rodatraden.steering.schema import EconomyLine

Case = tuple[int, int]
FRAME = 100_000
THREE = ("Socialnämnden", "Kulturnämnden", "IT-nämnden")
LAST = ("Byggnadsnämnden", "Miljönämnden")


def plain(text: object) -> str:
    return str(text).replace(SPACE, " ")


def row(frame: int | None, expected: int | None, line: EconomyLine = OPERATIONS, closed: bool = False) -> LineRow:
    framed = None if frame is None else figure(frame)
    told = None if expected is None else figure(expected, YEAR_END if closed else AUGUST)
    return LineRow(1, line, framed, told if closed else None, None if closed else told)


def page(short: int, line: EconomyLine, closed: bool, held: int = 0, silent: int = 0) -> str:
    """The page's sentence with so many boards 1 mkr short, so many that hold and so many without a forecast."""
    amounts = [FRAME + 1000] * short + [FRAME] * held + [None] * silent
    boards = [
        (Place(at, str(at), (*THREE, *LAST)[at], "board", None), row(FRAME, amount, line, closed))
        for at, amount in enumerate(amounts)
    ]
    return plain(sentence.page_sentence(boards, line, 2018))


# The page --------------------------------------------------------------------------------------------------------

ONE = "socialnämnden 1,0 mkr (1,0 %)"
TWO = f"{ONE} och kulturnämnden 1,0 mkr (1,0 %)"
ALL_THREE = f"{ONE}, kulturnämnden 1,0 mkr (1,0 %) och IT-nämnden 1,0 mkr (1,0 %)"


@pytest.mark.parametrize(
    ("short", "held", "silent", "told"),
    [
        (0, 1, 0, "Ingen nämnd väntar underskott 2018."),
        (0, 5, 0, "Ingen nämnd väntar underskott 2018."),
        (0, 1, 1, "Den enda nämnd som har lämnat prognos 2018 väntar inget underskott."),
        (0, 3, 1, "Ingen av de tre nämnder som har lämnat prognos 2018 väntar underskott."),
        (1, 0, 0, f"En nämnd väntar underskott: {ONE}."),
        (1, 2, 0, f"En nämnd väntar underskott: {ONE}."),
        (1, 0, 2, f"En nämnd väntar underskott: {ONE}."),
        (2, 0, 0, f"Alla två nämnder väntar underskott: {TWO}."),
        (2, 0, 1, f"Två nämnder väntar underskott: {TWO}."),
        (2, 1, 0, f"Två nämnder väntar underskott: {TWO}."),
        (3, 0, 0, f"Alla tre nämnder väntar underskott: {ALL_THREE}."),
        (3, 2, 0, f"Tre nämnder väntar underskott: {ALL_THREE}."),
        (4, 1, 0, f"Fyra nämnder väntar underskott, störst är {ALL_THREE}."),
        (5, 0, 0, f"Fem nämnder väntar underskott, störst är {ALL_THREE}."),
    ],
)
def test_a_year_that_runs_is_told_by_who_expects_a_deficit(short: int, held: int, silent: int, told: str) -> None:
    assert page(short, OPERATIONS, False, held, silent) == told


@pytest.mark.parametrize(
    ("short", "held", "silent", "told"),
    [
        (0, 2, 0, "Ingen nämnd fick underskott 2018."),
        (0, 1, 1, "Den enda nämnd som har fört in årets utfall fick inget underskott 2018."),
        (0, 2, 1, "Ingen av de två nämnder som har fört in årets utfall fick underskott 2018."),
        (1, 1, 0, f"En nämnd fick underskott 2018: {ONE}."),
        (2, 1, 0, f"Två nämnder fick underskott 2018: {TWO}."),
        (2, 0, 0, f"Alla två nämnder fick underskott 2018: {TWO}."),
        (4, 0, 0, f"Fyra nämnder fick underskott 2018, störst var {ALL_THREE}."),
    ],
)
def test_a_year_that_is_over_is_told_by_who_had_a_deficit(short: int, held: int, silent: int, told: str) -> None:
    assert page(short, OPERATIONS, True, held, silent) == told


@pytest.mark.parametrize(
    ("short", "held", "silent", "told"),
    [
        (0, 2, 0, "Ingen nämnd väntar gå över ramen för investeringar 2018."),
        (0, 1, 1, "Den enda nämnd som har prognos för investeringar 2018 väntar hålla ramen."),
        (0, 2, 1, "Ingen av de två nämnder som har prognos för investeringar 2018 väntar gå över ramen."),
        (1, 1, 0, f"En nämnd väntar gå över ramen för investeringar: {ONE}."),
        (2, 1, 0, f"Två nämnder väntar gå över ramen för investeringar: {TWO}."),
        (2, 0, 0, f"Alla två nämnder väntar gå över ramen för investeringar: {TWO}."),
        (4, 0, 0, f"Fyra nämnder väntar gå över ramen för investeringar, mest {ALL_THREE}."),
    ],
)
def test_investments_are_told_by_who_goes_over_the_frame(short: int, held: int, silent: int, told: str) -> None:
    assert page(short, INVESTMENTS, False, held, silent) == told


@pytest.mark.parametrize(
    ("short", "held", "silent", "told"),
    [
        (0, 2, 0, "Ingen nämnd gick över ramen för investeringar 2018."),
        (0, 1, 1, "Den enda nämnd som har fört in årets investeringar höll ramen 2018."),
        (0, 2, 1, "Ingen av de två nämnder som har fört in årets investeringar gick över ramen 2018."),
        (1, 1, 0, f"En nämnd gick över ramen för investeringar 2018: {ONE}."),
        (2, 1, 0, f"Två nämnder gick över ramen för investeringar 2018: {TWO}."),
        (2, 0, 0, f"Alla två nämnder gick över ramen för investeringar 2018: {TWO}."),
        (4, 0, 0, f"Fyra nämnder gick över ramen för investeringar 2018, mest {ALL_THREE}."),
    ],
)
def test_investments_that_are_over_are_told_by_who_went_over(short: int, held: int, silent: int, told: str) -> None:
    assert page(short, INVESTMENTS, True, held, silent) == told


def test_a_year_where_one_board_alone_is_closed_is_not_over() -> None:
    boards = [
        (Place(1, "a", "Socialnämnden", "board", None), row(FRAME, FRAME, closed=True)),
        (Place(2, "b", "Kulturnämnden", "board", None), row(FRAME, FRAME)),
    ]
    assert plain(sentence.page_sentence(boards, OPERATIONS, 2018)) == "Ingen nämnd väntar underskott 2018."


# The unit --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (row(0, 500), "Skolan väntar underskott 2018: 500 tkr."),
        (row(0, -500), "Skolan väntar överskott 2018: 500 tkr."),
        (row(0, 0), "Skolan väntas hålla sin ram 2018."),
        (row(-900, -880), "Skolan väntar underskott 2018: 20 tkr (2,2 %)."),
        (row(-900, -950), "Skolan väntar överskott 2018: 50 tkr (5,6 %)."),
        (row(FRAME, FRAME - 2400, closed=True), "Skolan fick överskott 2018: 2,4 mkr (2,4 %)."),
        (row(FRAME, FRAME + 10), "Skolan väntar underskott 2018: 10 tkr (under 0,1 %)."),
        (row(800, None), "Skolan har 800 tkr i ram 2018. Prognosen saknas."),
        (row(0, None), "Skolan har 0 kr i ram 2018. Prognosen saknas."),
        (row(None, 0), "Skolan har ingen ram införd för 2018."),
    ],
)
def test_a_unit_is_told_by_its_own_frame(found: LineRow, told: str) -> None:
    assert plain(sentence.unit_sentence("Skolan", found, 2018)) == told


@pytest.mark.parametrize("name", ["{year}", "{name}", "Skolan {0}", "100 %", "{", "}"])
def test_a_name_with_braces_is_only_a_name(name: str) -> None:
    assert plain(sentence.unit_sentence(name, row(FRAME, FRAME), 2018)) == f"{name} väntas hålla sin ram 2018."


@pytest.mark.parametrize(
    ("outcome", "unshared", "told"),
    [
        (None, None, ""),
        (figure(50_000, JULY), None, "Utfallet är 50 % av ramen efter 7 av 12 månader."),
        (figure(50_000, date(2018, 9, 10)), None, "Utfallet är 50 % av ramen till och med 2018-09-10."),
        (figure(50_000, YEAR_END), None, ""),
        (None, Decimal(2_000_000), "2,0 mkr av ramen är inte fördelade."),
        (None, Decimal(-300_000), "Ramarna under är 300 tkr mer än ramen."),
        (
            figure(120_000, AUGUST),
            Decimal(1_000),
            "Utfallet är 120 % av ramen efter 8 av 12 månader. 1 tkr av ramen är inte fördelade.",
        ),
    ],
)
def test_under_it_stands_what_is_used_and_handed_out(
    outcome: Figure | None, unshared: Decimal | None, told: str
) -> None:
    assert plain(sentence.unit_then(LineRow(1, OPERATIONS, figure(FRAME), outcome, unshared=unshared))) == told


# What is known and what is waited for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "outcome", "forecast", "told"),
    [
        (None, None, None, "Ingen ram är införd."),
        (figure(52_300), None, None, "Ramen är 52,3 mkr."),
        (figure(-900), None, None, "Ramen är −900 tkr."),
        (None, figure(5, JULY), None, "Ingen ram är införd. Utfallet är 5 tkr till och med 2018-07-31."),
        (
            figure(0),
            None,
            figure(5, AUGUST),
            "Ramen är 0 kr. Senaste prognosen är 5 tkr, gjord per 2018-08-31.",
        ),
        (
            figure(2_000),
            figure(-700, JULY),
            figure(1_900, AUGUST),
            "Ramen är 2,0 mkr. Utfallet är −700 tkr till och med 2018-07-31. "
            "Senaste prognosen är 1,9 mkr, gjord per 2018-08-31.",
        ),
    ],
)
def test_who_enters_more_reads_what_is_entered_already(
    frame: Figure | None, outcome: Figure | None, forecast: Figure | None, told: str
) -> None:
    assert plain(sentence.known_told(LineRow(1, OPERATIONS, frame, outcome, forecast))) == told


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ({}, ""),
        ({"frame": ("Hemtjänsten",)}, "Ram saknas för Hemtjänsten."),
        ({"outcome": ("Hemtjänsten",)}, "Utfall saknas för Hemtjänsten."),
        ({"forecast": ("Hemtjänsten",)}, "Prognos saknas för Hemtjänsten."),
        ({"frame": ("A", "B")}, "Ram saknas för A och B."),
        ({"frame": ("A", "B", "C")}, "Ram saknas för A, B och C."),
        ({"frame": ("A", "B", "C", "D")}, "Ram saknas för 4 enheter."),
        ({"frame": ("A",), "forecast": ("B",)}, "Ram saknas för A. Prognos saknas för B."),
        (
            {"frame": ("A",), "outcome": ("B", "C"), "forecast": ("D",)},
            "Ram saknas för A. Utfall saknas för B och C. Prognos saknas för D.",
        ),
    ],
)
def test_what_a_sum_waits_for_is_told_kind_by_kind(missing: dict[Kind, tuple[str, ...]], told: str) -> None:
    assert plain(sentence.missing_told(LineRow(1, OPERATIONS, missing=missing))) == told


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ((), ""),
        (("Socialnämnden",), "Prognos saknas för socialnämnden."),
        (THREE[:2], "Prognos saknas för socialnämnden och kulturnämnden."),
        (THREE, "Prognos saknas för socialnämnden, kulturnämnden och IT-nämnden."),
        ((*THREE, *LAST), "Prognos saknas för 5 nämnder."),
    ],
)
def test_boards_that_have_said_nothing_are_named_or_counted(without: tuple[str, ...], told: str) -> None:
    assert plain(sentence.together_sentence(None, without)) == told


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        (row(FRAME, FRAME), "Tillsammans: i nivå med ramen."),
        (row(FRAME, FRAME - 1500), "Tillsammans: överskott 1,5 mkr, 1,5 %."),
        (row(FRAME, FRAME + 1500, INVESTMENTS), "Tillsammans: 1,5 mkr över ramen, 1,5 %."),
        (row(FRAME, FRAME - 1500, INVESTMENTS), "Tillsammans: 1,5 mkr under ramen, 1,5 %."),
        (row(FRAME, None), ""),
        (row(None, FRAME), ""),
    ],
)
def test_what_all_come_to_is_told_where_it_is_known(whole: LineRow, told: str) -> None:
    assert plain(sentence.together_sentence(whole, ())) == told


@pytest.mark.parametrize(
    ("kronor", "told"),
    [("-2400000", "−2,4 mkr"), ("2400000", "2,4 mkr"), ("-350", "−350 kr"), ("0", "0 kr"), ("-1000", "−1 tkr")],
)
def test_income_has_a_minus_before_it(kronor: str, told: str) -> None:
    assert plain(sentence.signed_told(Decimal(kronor))) == told


@given(st.integers(-200_000, 200_000), st.integers(-200_000, 200_000), st.booleans())
def test_a_unit_is_never_told_to_have_both_deficit_and_surplus(frame: int, expected: int, closed: bool) -> None:
    told = plain(sentence.unit_sentence("Skolan", row(frame, expected, closed=closed), 2018))
    assert ("underskott" in told, "överskott" in told, "ram" in told).count(True) == 1
    assert ("underskott" in told) is (expected > frame)
    assert told.endswith(".")
