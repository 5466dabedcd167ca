"""What has no indicator of its own, but is weighed together of what leads to it."""

import pytest

from rodatraden.thread.breaks import find_breaks
from rodatraden.thread.tests.test_breaks import BOARD, LEVELS, TODAY, changed, view


@pytest.mark.parametrize(
    ("rule", "below", "code", "severity"),
    [
        ("mal", BOARD.indicators, "no-own-indicator", "warning"),
        ("mal", (), "no-indicator", "error"),
        ("", BOARD.indicators, "no-indicator", "error"),
    ],
)
def test_what_is_judged_by_what_leads_to_it_only_lacks_an_indicator_of_its_own(
    rule: str, below: tuple[str, ...], code: str, severity: str
) -> None:
    levels = {**LEVELS, "kfmal": LEVELS["kfmal"].model_copy(update={"status": rule})}
    items = [
        item._replace(indicators=below) if item.key == BOARD.key else item for item in changed("m1", indicators=())
    ]
    found = [each for each in find_breaks(view(*items, levels=levels), TODAY) if each.item_key == "m1"]
    assert [(each.code, each.severity) for each in found] == [(code, severity)]
