"""Lines of the year in templates."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from rodatraden.lib import clock
from rodatraden.wheel.gathering import Line
from rodatraden.wheel.shown import shown

register = template.Library()


@register.simple_tag
def year_lines(lines: Iterable[Line], anchor: bool = False, month: bool = False) -> SafeString:
    """`{% year_lines month.numbered anchor=True %}`: lines as items of a list; `month` says the month of what has no
    day."""
    today = clock.today()
    return mark_safe("".join(shown(line, today, anchor=anchor, month=month) for line in lines))  # noqa: S308 (escaped there)
