"""Figures in templates: numbers as in a printed budget, periods, per cent, sentences made by rules."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from rodatraden.lib.numbers import SPACE, format_number
from rodatraden.lib.periods import Period
from rodatraden.lib.text import Text
from rodatraden.web.charts.table import Cell

register = template.Library()
MISSING = "–"


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`{{ value|number }}`, `{{ value|number:1 }}`: "1 234,5"; – where it is missing."""
    return MISSING if value is None or value == "" else format_number(value, decimals)


@register.filter
def percent(share: Decimal | None, decimals: int = 0) -> str:
    """A share (0.8) as "80 %" with a no-break space; – where it is missing."""
    return MISSING if share is None else f"{format_number(share * 100, decimals)}{SPACE}%"


@register.filter
def period(value: Period | str | None) -> str:
    """A period's Swedish name, also from its key: "2018-T2" gives "tertial 2 2018"."""
    if not value:
        return MISSING
    return (Period.parse(value) if isinstance(value, str) else value).name


@register.filter
def day(value: date | None) -> str:
    return value.isoformat() if value else MISSING


@register.filter
def text(value: Text | str | None) -> str:
    """A sentence made by a rule, in the reader's language. Plain words pass as they are."""
    return str(value or "")


@register.simple_tag
def figure(value: Decimal | int | None, decimals: int | None = None, sign: str = "", places: int = 1) -> SafeString:
    """A number whose decimals hang to the right of the comma in the whole column; `sign` is a footnote's.

    `places` is how many decimals the column has room for (1 to 3). Only within `<td class="num">`.
    """
    whole, _, decimal = (MISSING if value is None or value == "" else format_number(value, decimals)).partition(",")
    room = "d" if places < 2 else f"d d{min(places, 3)}"
    hanging = f",{decimal}" if decimal else ""
    raised = f"<sup>{escape(sign)}</sup>" if sign else ""
    # The sign is escaped and the rest are digits; format_html would look for more ten thousand times a page.
    return SafeString(f'{whole}<span class="{room}">{hanging}{raised}</span>')


@register.filter
def cell_text(value: Cell) -> str:
    """A cell of a chart's table in words: numbers and periods the Swedish way, – where it is missing."""
    if value is None:
        return MISSING
    if isinstance(value, Decimal):
        return format_number(value)
    return value.name if isinstance(value, Period) else value
