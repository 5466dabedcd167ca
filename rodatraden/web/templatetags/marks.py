"""Status and other signs in templates: colour, symbol and word in one place."""

from functools import lru_cache
from itertools import count
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from rodatraden.lib.text import Text
from rodatraden.web.charts.shapes import SHAPES, symbols
from rodatraden.web.charts.skin import TONES
from rodatraden.web.marks import Mark
from rodatraden.web.templatetags.figures import text

register = template.Library()
_numbers = count(1)


@register.simple_tag
def status(mark: Mark | None = None, tone: str = "", symbol: str = "", word: str | Text = "") -> SafeString:
    """`{% status mark %}` or `{% status tone="met" symbol="disc" word="Uppfylls" %}`; no mark, no output."""
    if mark:
        tone, symbol, word = mark.tone, mark.symbol, mark.word
    if not word:
        return SafeString("")
    return _status(tone, symbol, conditional_escape(text(word)))


@lru_cache(maxsize=512)
def _status(tone: str, symbol: str, word: SafeString) -> SafeString:
    """A page has the same few hundreds of times. The word comes escaped: a safe one equals an unsafe one."""
    return format_html('<span class="status">{} <b>{}</b></span>', _shape(tone, symbol), word)


@register.simple_tag
def example(show: Any = True) -> SafeString:
    """The word "exempel" beside what is made up for the demonstration."""
    return _example(get_language()) if show else SafeString("")


@lru_cache(maxsize=8)
def _example(_language: str | None) -> SafeString:
    why, word = gettext("Exempel: påhittad uppgift för visningen"), gettext("exempel")
    return format_html('<abbr class="example" title="{}">{}</abbr>', why, word)


@register.simple_tag
def sprite() -> SafeString:
    """The shapes that marks refer to; once on every page."""
    inner = mark_safe(symbols())  # noqa: S308 (made of constants)
    return format_html('<svg class="sprite" aria-hidden="true" focusable="false">{}</svg>', inner)


@register.simple_tag
def word(name: str | Text, meaning: str | Text = "", language: str = "") -> SafeString:
    """`{% word "nämndmål" "Mål som nämnden beslutar." %}`: a word that explains itself where it stands, by
    click or key and without script. Escape closes it. `language` is the meaning's, where not the page's."""
    if not meaning:
        return format_html("{}", text(name))
    ident = f"word-{next(_numbers)}"
    return format_html(
        '<button type="button" class="word" popovertarget="{}">{}</button>'
        '<span popover class="meaning" id="{}"{}>{}</span>',
        ident,
        text(name),
        ident,
        format_html(' lang="{}"', language) if language else "",
        text(meaning),
    )


@register.simple_tag
def guess(reason: str | Text = "") -> SafeString:
    """`{% guess part.assumed %}`: the word "antagande" beside what is assumed; it explains why."""
    if not reason:
        return SafeString("")
    return format_html('<span class="guess">{}</span>', word(gettext("antagande"), reason))


def _shape(tone: str, symbol: str) -> SafeString:
    return format_html(
        '<svg class="mark {}" aria-hidden="true"><use href="#m-{}"/></svg>',
        tone if tone in TONES else "plain",
        symbol if symbol in SHAPES else "ring",
    )
