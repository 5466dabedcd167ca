"""The cells of a scorecard's row: which are washed, what is marked as made up, what is escaped."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from rodatraden.indicators.models import Indicator
from rodatraden.lib.text import say
from rodatraden.tenancy.models import Municipality
from rodatraden.thread.scorecard import Cell
from rodatraden.thread.templatetags.scorecards import cells, rows
from rodatraden.web.marks import Mark

YEAR = 2018


def shown(cell: Cell, *, example_outcomes: bool = False) -> str:
    row: Any = SimpleNamespace(cells=(cell,))
    card: Any = SimpleNamespace(year=YEAR, example_outcomes=example_outcomes)
    return cells(row, card)


@pytest.mark.parametrize(
    ("kind", "year", "look"),
    [
        ("outcome", 2017, "num"),
        ("outcome", 2018, "num"),
        ("target", 2018, "num now"),
        ("target", 2019, "num plan"),
    ],
)
def test_the_targets_of_the_year_are_washed_and_later_ones_pale(kind: Any, year: int, look: str) -> None:
    assert f'class="{look}"' in shown(Cell(Decimal(1), 0, kind=kind, year=year))


def test_a_figure_has_its_decimals_and_its_footnote() -> None:
    assert '12<span class="d">,5<sup>a</sup></span>' in shown(Cell(Decimal("12.5"), 1, "a"))


def test_a_target_in_words_stands_instead_of_a_figure_and_is_escaped() -> None:
    cell = Cell(None, None, kind="target", year=YEAR, text=say("mellan {low} och {high}", low="<1", high="2"))
    assert shown(cell) == '<td role="cell" class="num now">mellan &lt;1 och 2</td>'


def test_what_is_missing_is_a_dash() -> None:
    assert "–" in shown(Cell(None, 1))


def test_what_is_made_up_is_marked_unless_the_head_says_it_of_all() -> None:
    cell = Cell(Decimal(1), 0, example=True)
    assert 'class="example"' in shown(cell)
    assert 'class="example"' not in shown(cell, example_outcomes=True)


def test_cells_stand_in_the_order_of_the_columns() -> None:
    row: Any = SimpleNamespace(cells=tuple(Cell(Decimal(at), 0) for at in range(5)))
    card: Any = SimpleNamespace(year=YEAR, example_outcomes=False)
    written = cells(row, card)
    assert [written.index(f">{at}<") for at in range(5)] == sorted(written.index(f">{at}<") for at in range(5))
    assert written.count("<td") == written.count("</td>") == 5


def test_a_row_names_its_indicator_escaped_and_leads_to_it(perstorp: Municipality) -> None:
    indicator = Indicator(key="trygghet", name="Trygghet <b>", unit_of_measure="%", example=True)
    mark = Mark("met", "disc", "Uppfylls")
    row: Any = SimpleNamespace(
        figure=SimpleNamespace(indicator=indicator),
        better=say("högre"),
        cells=(Cell(Decimal(1), 0),),
        curve="<svg></svg>",
        reason=say("1 av {aim}", aim='"2"'),
        mark=mark,
    )
    card: Any = SimpleNamespace(year=YEAR, example_outcomes=False)
    group: Any = SimpleNamespace(rows=(row, row))
    written = rows(group, card)
    assert '<a href="/perstorp/indikatorer/trygghet/">Trygghet &lt;b&gt;</a>, <span class="soft">%</span>' in written
    assert 'title="1 av &quot;2&quot;"' in written and "Uppfylls" in written and 'class="example"' in written
    assert written.count("<tr") == written.count("</tr>") == 2
