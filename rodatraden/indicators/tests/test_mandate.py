from datetime import date

from rodatraden.indicators.mandate import outlives
from rodatraden.lib.periods import Period


def test_a_target_for_after_the_council_that_set_it_is_pointed_out() -> None:
    told = "gäller efter mandatperioden då det sattes, som slutar 2018-10-14"
    assert str(outlives(Period.parse("2019"), date(2017, 11, 29))) == told
    assert not outlives(Period.parse("2018"), date(2017, 11, 29))
    assert not outlives(Period.parse("2019"), date(2018, 10, 15))
