"""The cells of a matrix. A large one has thousands, nearly all of them with something in them."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rodatraden.followup.matrix import MatrixCell, MatrixRow, Stood
from rodatraden.tenancy.links import here
from rodatraden.web.templatetags.figures import text
from rodatraden.web.templatetags.marks import status

register = template.Library()


@register.simple_tag
def cells(row: MatrixRow) -> SafeString:
    """`{% cells row %}`: for each goal how the unit's items stand, the worst first, and how far its work has come."""
    return mark_safe("".join(f'<td role="cell">{_cell(cell)}</td>' for cell in row.cells))  # noqa: S308 (escaped below)


def _cell(cell: MatrixCell) -> str:
    if cell.empty:
        return '<span class="soft">–</span>'
    stood = "".join(map(_stood, cell.shown))
    more = _note(_("och %(n)s till") % {"n": cell.more}) if cell.more else ""
    return stood + more + (_note(text(cell.doing)) if cell.doing else "")


def _stood(each: Stood) -> str:
    look, page = "one" if each.reported else "one soon", here("thread:item", each.node.key)
    change = _note(text(each.change)) if each.change else ""
    title = escape(each.node.title)
    name = f"{title}: {escape(text(each.mark.word))}"
    return f'<a class="{look}" href="{page}" title="{title}" aria-label="{name}">{status(each.mark)}</a>{change}'


def _note(words: str) -> str:
    return f'<span class="note">{escape(words)}</span>'
