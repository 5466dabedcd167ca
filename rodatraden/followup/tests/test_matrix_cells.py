"""The cells of the matrix as they are written."""

from typing import Any, cast

import pytest

from rodatraden.followup.matrix import MatrixCell, MatrixRow, Stood
from rodatraden.followup.templatetags.matrices import cells
from rodatraden.lib.text import NOTHING, Text, say
from rodatraden.tenancy.models import Municipality
from rodatraden.web.marks import Mark
from rodatraden.web.templatetags.marks import status

MET = Mark("met", "disc", "Uppfylls")


class Goal:
    key, title = "mal", 'Trygga "gator"'


def stood(reported: bool = True, change: Text = NOTHING) -> Stood:
    return Stood(cast(Any, Goal()), MET, reported, change)


def written(*shown: MatrixCell) -> str:
    return cells(MatrixRow(cast(Any, None), shown, 0, late=False, returned=False))


def test_where_a_unit_has_nothing_for_a_goal_there_is_a_dash() -> None:
    assert written(MatrixCell()) == '<td role="cell"><span class="soft">–</span></td>'


@pytest.mark.parametrize(("reported", "look"), [(True, "one"), (False, "one soon")])
def test_an_item_leads_to_its_page_and_says_how_it_stands(perstorp: Municipality, reported: bool, look: str) -> None:
    named = 'title="Trygga &quot;gator&quot;" aria-label="Trygga &quot;gator&quot;: Uppfylls"'
    link = f'<a class="{look}" href="/perstorp/led/mal/" {named}>{status(MET)}</a>'
    assert link in written(MatrixCell([stood(reported)]))


def test_what_changed_what_there_is_no_room_for_and_what_is_done_are_told(perstorp: Municipality) -> None:
    shown = written(MatrixCell([stood(change=say("bättre än förra gången"))] * 6, say("3 av 5 klara")))
    assert shown.count("<a ") == 4
    assert '<span class="note">bättre än förra gången</span>' in shown
    assert '<span class="note">och 2 till</span><span class="note">3 av 5 klara</span></td>' in shown
