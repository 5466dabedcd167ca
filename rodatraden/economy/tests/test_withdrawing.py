"""An amount that should never have been entered is taken back, and stays in the history."""

import pytest
from django.core.exceptions import PermissionDenied

from rodatraden.audit.log import entries
from rodatraden.economy.models import Amount
from rodatraden.economy.services import record_amount, withdraw
from rodatraden.economy.tests.house import AUGUST, House
from rodatraden.organisation.access import NOBODY, system
from rodatraden.tenancy import scope
from rodatraden.tenancy.edits import Refused
from rodatraden.tenancy.models import Municipality


@pytest.fixture
def wrong(house: House) -> Amount:
    return house.amount(house.board, "forecast", 149_000, AUGUST)


def test_nothing_stands_where_it_stood_and_it_is_kept_with_the_reason(wrong: Amount) -> None:
    withdraw(system(), wrong, " Hör till en annan nämnd ")
    wrong.refresh_from_db()
    assert not Amount.objects.current().exists()
    assert (wrong.withdrawn_by, wrong.withdrawn_because) == ("Konsolen", "Hör till en annan nämnd")
    entry = entries().get()
    assert entry.verb == "återkallade belopp"
    assert entry.label == "Socialnämnden, drift: prognos 2018 per 2018-08-31"


def test_the_right_amount_may_be_entered_afterwards_without_a_reason(house: House, wrong: Amount) -> None:
    withdraw(system(), wrong, "Fel nämnd")
    assert record_amount(system(), **house.told(house.board)).effects == ["new"]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_it_is_never_taken_back_without_a_reason_that_can_be_kept(wrong: Amount, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        withdraw(system(), wrong, reason)
    assert set(caught.value.reasons) == {"reason"}
    assert Amount.objects.current().exists()


def test_it_is_taken_back_once(wrong: Amount) -> None:
    withdraw(system(), wrong, "Fel nämnd")
    with pytest.raises(Refused, match="redan"):
        withdraw(system(), wrong, "Fel nämnd")


def test_who_may_not_enter_may_not_take_back(house: House, wrong: Amount) -> None:
    for actor in (NOBODY, house.actor("ledamot"), house.actor("chef")):
        with pytest.raises(PermissionDenied):
            withdraw(actor, wrong, "Fel nämnd")


def test_another_municipalitys_amount_is_not_ours_to_take_back(wrong: Amount, hallsberg: Municipality) -> None:
    with scope(hallsberg), pytest.raises(Refused):
        withdraw(system(), wrong, "Fel kommun")
