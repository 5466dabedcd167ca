"""Whoever waits for a load is told how far it has come: often enough, ever further, and never past the end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodatraden.exchange import imports
from rodatraden.exchange.grid import Sheet
from rodatraden.exchange.layouts import OUTCOMES, Known
from rodatraden.exchange.reading import TOLD_AT_LEAST, TOLD_EACH, counted, lines_of
from rodatraden.exchange.tests import files
from rodatraden.exchange.tests.place import OUTCOME_HEAD, Place
from rodatraden.indicators.models import Outcome

Heard = list[tuple[int, int]]


def sheet(rows: int, heard: Heard) -> Known:
    lines = [(number, ("x",)) for number in range(2, rows + 2)]
    told = lambda done, of: heard.append((done, of))  # noqa: E731
    return Known(OUTCOMES, Sheet("", ("Indikator",), 1, lines), {0: OUTCOMES.columns[0]}, (), told)


@given(st.integers(0, 400), st.integers(0, 400), st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted))
def test_a_pass_tells_only_of_its_own_share(rows: int, things: int, share: list[int]) -> None:
    heard: Heard = []
    assert list(counted(sheet(rows, heard), range(things), *share)) == list(range(things))
    assert all(rows * share[0] // 100 <= done <= rows * share[1] // 100 and of == rows for done, of in heard)
    assert heard == sorted(heard)


@pytest.mark.parametrize(
    ("things", "times"),
    [(0, 0), (1, 0), (2, 1), (100, 99), (5_000, 99), (100_000, 99), (150_000, 149)],
)
def test_it_is_told_every_per_cent_or_every_thousand(things: int, times: int) -> None:
    heard: Heard = []
    for _ in counted(sheet(1000, heard), range(things)):
        pass
    assert len(heard) == times
    assert (TOLD_EACH, TOLD_AT_LEAST) == (1000, 100)


def test_reading_the_lines_is_a_pass_of_its_own() -> None:
    heard: Heard = []
    assert len(lines_of(sheet(300, heard), 20)) == 300
    assert heard[0] == (0, 300)
    assert heard[-1] == (59, 300)


def heard_of(place: Place, content: bytes, name: str = "fil.csv") -> Heard:
    heard: Heard = []
    found = imports.preview(place.operator, name, content, lambda done, of: heard.append((done, of)))
    assert not found.problem
    return heard


def test_figures_are_told_from_the_first_row_to_the_last(place: Place) -> None:
    rows = [("trygghet", "kf", f"{year}", year % 97, "") for year in range(1950, 2017)]
    heard = heard_of(place, files.csv(OUTCOME_HEAD, *rows))
    assert heard == sorted(heard)
    assert {of for _, of in heard} == {67}
    assert heard[0][0] < 7 and heard[-1][0] >= 60


@pytest.mark.parametrize("what", ["thread", "definitions", "decisions", "governing", "organisation", "roles"])
def test_what_is_written_row_by_row_is_told_too(place: Place, what: str) -> None:
    heard = heard_of(place, place.out(what, "csv"))
    assert heard
    assert heard == sorted(heard)


def test_several_sheets_are_told_as_one_file(place: Place) -> None:
    heard = heard_of(place, place.out("organisation", "xlsx"), "fil.xlsx")
    rows = sum(imports.rows_in("fil.xlsx", place.out("organisation", "xlsx")).values())
    assert {of for _, of in heard} == {rows}
    assert heard == sorted(heard)
    assert all(one <= other for (one, _), (other, _) in itertools.pairwise(heard))


def test_the_rows_of_a_file_are_counted_by_layout(place: Place) -> None:
    found = imports.rows_in("fil.xlsx", place.out("organisation", "xlsx"))
    assert found["units"] == 5 and found["roles"] == 5
    assert imports.rows_in("a.csv", files.csv(OUTCOME_HEAD, ("trygghet", "kf", "2018", "1", ""))) == {"outcomes": 1}


def test_whoever_is_told_may_stop_the_load_and_nothing_is_kept(place: Place) -> None:
    rows = [("trygghet", "kf", f"{year}", year % 97, "") for year in range(1950, 2017)]
    content = files.csv(OUTCOME_HEAD, *rows)
    found, before = imports.preview(place.operator, "a.csv", content), Outcome.objects.count()

    def stop(done: int, of: int) -> None:
        if done > 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.load(place.operator, "a.csv", content, found.fingerprint, stop)
    assert Outcome.objects.count() == before
