"""A line of the thread's list as it is written."""

import pytest

from rodatraden.tenancy.links import here
from rodatraden.thread.breaking import breaks_of
from rodatraden.thread.picture import outline
from rodatraden.thread.templatetags.outlines import outline as written
from rodatraden.thread.tests.cast import Town

pytestmark = pytest.mark.django_db


def test_a_line_has_its_level_whose_it_is_how_it_stands_and_what_is_broken(town: Town) -> None:
    vision = town.decided("Vision", "vision", town.council)
    goal = town.decided("Trygg", "fullmaktigemal", town.council, serves=(vision.item,))
    town.decided("Trygga <vägar>", serves=(goal.item,), number="1")
    thread = town.thread()
    shown = written(outline(thread, breaks_of(thread), thread.nodes))
    assert shown.count("<li") == 3
    address = here("thread:item", "trygga-vagar")
    assert '<li class="deep-2 broken"><span class="level">Nämndmål, Barn- och utbildningsnämnden</span>' in shown
    assert f'<a href="{address}">1 Trygga &lt;vägar&gt;</a>' in shown
    assert '<span class="status">' in shown and "<b>Brister: " in shown
    assert '<span class="level">Vision</span>' in shown
