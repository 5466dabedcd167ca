"""What one can do with a plan is named as what one does; how a plan stands is named as a state."""

import pytest

from rodatraden.planning.models import State
from rodatraden.planning.plan_page import BUTTONS

DOES = (
    "Skicka ", "Yttra ", "Föreslå ", "För in ", "Sätt ", "Ta ", "Återremittera", "Bordlägg", "Avslå", "Skriv ",
    "Sluta ", "Besluta ", "Anmäl ", "Låt ", "Släng ", "Lägg ", "Ändra ",
)  # fmt: skip
"""How the steps begin: all tell what one does."""


@pytest.mark.parametrize("address", BUTTONS)
def test_a_step_is_named_by_what_one_does(address: str) -> None:
    name = str(BUTTONS[address])
    assert name.startswith(DOES)
    assert name.casefold() not in {str(label).casefold() for label in State.labels}


def test_what_happened_elsewhere_is_put_on_record_here() -> None:
    recorded = {address for address in BUTTONS if str(BUTTONS[address]).startswith("För in ")}
    assert recorded == {"kommunstyrelsen", "justera", "anslag", "overklagad", "star-fast", "upphavd"}
