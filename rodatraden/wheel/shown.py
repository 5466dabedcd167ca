"""A line of the year's list as a page shows it. Written in one piece, for a year may have more than a thousand."""

from datetime import date
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from rodatraden.web.templatetags import marks
from rodatraden.wheel.gathering import Line

DOT = '<span aria-hidden="true">•</span>'


def shown(line: Line, today: date, *, anchor: bool = False, month: bool = False) -> SafeString:
    """The line as an item of a list. `anchor` lets the wheel lead to it; `month` names the month of what has no day."""
    entry = line.entry
    what = escape(entry.what)
    if entry.url:
        what = f'<a href="{escape(entry.url)}">{what}</a>'
    if entry.example:
        what = f"{what} {marks.example()}"
    when = str(line.when) or (str(line.month) if month else "")
    notes = [when, str(line.who), _stands(line, today), *entry.notes]
    note = " · ".join([_linked(one) for one in notes if one])
    if line.expected:
        expected = marks.word(gettext("väntas"), " ".join(line.expected))
        note = f'{note} · <span class="guess">{expected}</span>'
    at = f' id="{line.anchor}"' if anchor and line.number else ""
    number = str(line.number) if line.number else DOT
    html = f'<li{at}><span class="no">{number}</span><div>{what}<span class="note">{note}</span></div></li>'
    return mark_safe(html)  # noqa: S308 (every part is escaped above)


def _linked(note: str) -> str:
    """A note, as a link where it is an address: only addresses that a verb has looked at begin so."""
    if not note.startswith(("https://", "http://", "/")):
        return escape(note)
    return f'<a href="{escape(note)}">{escape(gettext("länk"))}</a>'


def _stands(line: Line, today: date) -> str:
    """Whether it is done, or should have been; nothing where nobody can know, or the day has not passed."""
    if line.done is None or not line.done and not line.is_past(today):
        return ""
    return _word(line.done, get_language())


@lru_cache(maxsize=8)
def _word(done: bool, _language: str | None) -> str:
    return gettext("klart") if done else gettext("inte klart")
