"""The figures of a scorecard's row. A large one has some thousand cells, and a template walks them slowly."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from rodatraden.thread.scorecard import Cell, Row, Scorecard
from rodatraden.web.templatetags.figures import figure, text
from rodatraden.web.templatetags.marks import example

register = template.Library()


@register.simple_tag
def cells(row: Row, card: Scorecard) -> SafeString:
    """`{% cells row card %}`: outcomes and targets, the targets of the card's year washed and later ones pale."""
    return mark_safe("\n        ".join(_cell(cell, card) for cell in row.cells))  # noqa: S308 (escaped in _cell)


def _cell(cell: Cell, card: Scorecard) -> str:
    look = "" if cell.kind == "outcome" else " now" if cell.year == card.year else " plan"
    shown = conditional_escape(text(cell.text)) if cell.text else figure(cell.value, cell.decimals, cell.sign)
    word = f'<span class="note">{conditional_escape(text(cell.word))}</span> ' if cell.word else ""
    made_up = f" {example()}" if cell.example and not card.example_outcomes else ""
    return f'<td role="cell" class="num{look}">{word}{shown}{made_up}</td>'
