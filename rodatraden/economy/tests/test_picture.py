"""How the forecast has moved, as a picture: where there is something to see, and said in words too."""

from datetime import date

from rodatraden.economy.picture import Picture, picture
from rodatraden.economy.rows import Entered
from rodatraden.economy.tests.places import AUGUST, INVESTMENTS, JULY, OPERATIONS, SN, entered, ledger
from rodatraden.steering.schema import EconomyLine

MAY = date(2018, 5, 31)


def drawn(found: Entered, line: EconomyLine = OPERATIONS) -> Picture | None:
    book = ledger({SN: found}, line.key)
    return picture(book.row(SN, line), book.forecasts(SN, line), 2018)


def test_one_forecast_is_no_picture() -> None:
    assert drawn(entered(100, None, {JULY: 105})) is None
    assert drawn(entered(100, {JULY: 50, AUGUST: 60})) is None


def test_forecasts_stand_at_their_months_beside_the_level_frame() -> None:
    found = drawn(entered(152_600, None, {MAY: 153_900, AUGUST: 155_000}))
    assert found is not None
    assert "153,9" in found.svg
    assert found.svg.count("152,6") >= 2
    assert "Den senaste: underskott 2,4" in found.svg
    assert str(found.title) == "Drift 2018: prognosen för hela året och ramen"
    assert [[str(cell) for cell in row[1:]] for row in found.table.rows] == [["155.0", "152.6"], ["153.9", "152.6"]]


def test_small_amounts_are_drawn_in_thousands() -> None:
    found = drawn(entered(600, None, {MAY: 620, AUGUST: 630}), INVESTMENTS)
    assert found is not None
    assert "630" in found.svg
    assert "över ramen" in found.svg


def test_without_a_frame_only_the_forecasts_are_drawn() -> None:
    found = drawn(entered(None, None, {MAY: 620, AUGUST: 630}))
    assert found is not None
    assert "2 prognoser är gjorda." in found.svg


def test_what_is_all_made_up_is_marked_once_and_else_at_its_point() -> None:
    all_of_it = drawn(entered(600, None, {MAY: 620, AUGUST: 630}, example=True))
    assert all_of_it is not None
    assert all_of_it.example
    assert ">exempel<" not in all_of_it.svg
    mixed = entered(600, None, {MAY: 620, JULY: 625})
    mixed.forecasts[AUGUST] = entered(None, None, {AUGUST: 630}, example=True).forecasts[AUGUST]
    some = drawn(mixed)
    assert some is not None
    assert not some.example
    assert "exempel" in some.svg.casefold()
