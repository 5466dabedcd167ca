"""The rows of a scorecard. A large one has some thousand cells, and a template walks them slowly."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from rodatraden.tenancy.links import here
from rodatraden.thread.scorecard import Cell, Group, Row, Scorecard
from rodatraden.web.templatetags.figures import figure, text
from rodatraden.web.templatetags.marks import example, status

register = template.Library()


@register.simple_tag
def rows(group: Group, card: Scorecard) -> SafeString:
    """`{% rows group card %}`: an indicator a row, with its figures, its curve and its status."""
    return mark_safe("".join(_row(row, card) for row in group.rows))  # noqa: S308 (escaped in _row and _cell)


def _row(row: Row, card: Scorecard) -> str:
    indicator = row.figure.indicator
    name, unit = escape(indicator.called), escape(indicator.unit_of_measure)
    link = f'<a href="{here("indicators:indicator", indicator.key)}">{name}</a>, <span class="soft">{unit}</span>'
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{link} {example(indicator.example)}</th>'
        f'<td role="cell" class="soft off">{escape(text(row.better))}</td>'
        + cells(row, card)
        + f'<td role="cell" class="pic">{row.curve}</td>'
        f'<td role="cell" class="state" title="{escape(text(row.reason))}">{status(row.mark)}</td></tr>'
    )


def cells(row: Row, card: Scorecard) -> SafeString:
    """Outcomes and targets, the targets of the card's year washed and later ones pale."""
    return mark_safe("".join(_cell(cell, card) for cell in row.cells))  # noqa: S308 (escaped in _cell)


def _cell(cell: Cell, card: Scorecard) -> str:
    look = "" if cell.kind == "outcome" else " now" if cell.year == card.year else " plan"
    noted = f"<sup>{escape(cell.sign)}</sup>" if cell.sign else ""
    shown = escape(text(cell.text)) + noted if cell.text else figure(cell.value, cell.decimals, cell.sign)
    word = f'<span class="note">{escape(text(cell.word))}</span> ' if cell.word else ""
    made_up = f" {example()}" if cell.example and not card.example_outcomes else ""
    return f'<td role="cell" class="num{look}">{word}{shown}{made_up}</td>'
