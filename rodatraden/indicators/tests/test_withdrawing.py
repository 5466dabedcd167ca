"""An outcome that should never have been entered is taken back, and stays in the history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rodatraden.audit.log import entries
from rodatraden.indicators.models import Indicator, Outcome
from rodatraden.indicators.services import record_outcome, withdraw_outcome
from rodatraden.indicators.tests.rows import an_indicator, an_outcome, signed_in, somebody, year
from rodatraden.organisation.access import NOBODY, system
from rodatraden.organisation.models import Unit
from rodatraden.tenancy.edits import Refused


@pytest.fixture
def safety(house: dict[str, Unit]) -> Indicator:
    return an_indicator(house["kf"])


@pytest.fixture
def wrong(safety: Indicator) -> Outcome:
    return an_outcome(safety, 2017, "51")


def test_nothing_stands_where_it_stood_and_it_is_kept_with_the_reason(wrong: Outcome) -> None:
    withdraw_outcome(system(), wrong, " Hör till en annan indikator ")
    wrong.refresh_from_db()
    assert not Outcome.objects.current().exists()
    assert (wrong.withdrawn_by, wrong.withdrawn_because) == ("Konsolen", "Hör till en annan indikator")
    entry = entries().first()
    assert entry is not None and entry.verb == "återkallade utfall"
    assert entry.before is not None and entry.after is not None


def test_the_right_figure_may_be_entered_afterwards_without_a_reason(wrong: Outcome) -> None:
    withdraw_outcome(system(), wrong, "Fel år")
    report = record_outcome(
        system(), indicator=wrong.indicator_id, unit=wrong.unit_id, period=year(2017), value=wrong.value
    )
    assert (report.written, report.effects) == (True, ["new"])


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_is_never_taken_back_without_a_reason(wrong: Outcome, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        withdraw_outcome(system(), wrong, reason)
    assert set(caught.value.reasons) == {"reason"}
    assert Outcome.objects.current().exists()


def test_it_is_taken_back_once(wrong: Outcome) -> None:
    withdraw_outcome(system(), wrong, "Fel år")
    with pytest.raises(Refused, match="redan"):
        withdraw_outcome(system(), wrong, "Fel år")


def test_who_may_not_enter_may_not_take_back(wrong: Outcome) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_outcome(NOBODY, wrong, "Fel år")


@pytest.mark.usefixtures("own_pages")
def test_the_page_takes_back_and_the_history_tells(client: Client, house: dict[str, Unit], wrong: Outcome) -> None:
    somebody(house["kf"], username="samordnare")
    signed_in(client, "samordnare")
    page = "/perstorp/indikatorer/tryggheten/"
    form = client.get(f"{page}utfall/", {"period": "2017", "unit": str(wrong.unit_id)}).content.decode()
    address = f"{page}utfall/{wrong.pk}/aterkalla/"
    assert f'href="{address}"' in form
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Fel indikator"}).status_code == 302
    told = client.get(page).content.decode()
    assert "51 återkallades." in told
    assert "Fel indikator" in told
    assert client.get(address).status_code == 404
