from datetime import date

import pytest

from rodatraden.indicators.mandate import last_day_of, outlives
from rodatraden.lib.periods import Period


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


def test_a_target_for_after_the_council_that_set_it_is_pointed_out() -> None:
    told = "gäller efter mandatperioden då det sattes, som slutar 2018-10-14"
    assert str(outlives(Period.parse("2019"), date(2017, 11, 29))) == told
    assert not outlives(Period.parse("2018"), date(2017, 11, 29))
    assert not outlives(Period.parse("2019"), date(2018, 10, 15))
