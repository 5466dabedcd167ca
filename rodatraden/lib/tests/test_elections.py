from datetime import date

import pytest

from rodatraden.lib.elections import is_election_year, last_day_of, new_council_from, years_since_election


def test_councils_are_elected_every_fourth_year() -> None:
    assert [year for year in range(2010, 2027) if is_election_year(year)] == [2010, 2014, 2018, 2022, 2026]
    assert [years_since_election(year) for year in (2017, 2018, 2019, 2022)] == [3, 0, 1, 0]


def test_the_new_council_begins_on_the_fifteenth_of_october() -> None:
    assert new_council_from(2018) == date(2018, 10, 15)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2018, 9, 10), date(2018, 10, 14)),
        (date(2018, 10, 14), date(2018, 10, 14)),
        (date(2018, 10, 15), date(2022, 10, 14)),
        (date(2017, 11, 29), date(2018, 10, 14)),
        (date(2021, 1, 1), date(2022, 10, 14)),
        (date(2014, 10, 15), date(2018, 10, 14)),
        (date(2012, 3, 1), date(2014, 10, 14)),
    ],
)
def test_a_council_sits_four_years_from_the_fifteenth_of_october(day: date, last: date) -> None:
    assert last_day_of(day) == last
