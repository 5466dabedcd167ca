"""Sentences that can be translated, and Swedish text handling.

Pure modules return `Text`: a Swedish template and its values. The page translates the template and fills
it in; everybody else reads the Swedish by `str()`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rodatraden.lib.numbers import format_number


@dataclass(frozen=True)
class Text:
    """A sentence: the Swedish template (the msgid), its plural where it has one, and the values in it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 1

    def render(
        self,
        translate: Callable[[str], str] = str,
        translate_many: Callable[[str, str, int], str] | None = None,
    ) -> str:
        """The sentence in the language of `translate` (gettext) and `translate_many` (ngettext)."""
        if self.plural:
            choose = translate_many or (lambda one, many, count: one if count == 1 else many)
            template = choose(self.template, self.plural, self.count)
        else:
            template = translate(self.template) if self.template else ""
        shown = {name: self._shown(value, translate, translate_many) for name, value in self.values.items()}
        return template.format_map(shown) if shown else template

    @staticmethod
    def _shown(
        value: object,
        translate: Callable[[str], str],
        translate_many: Callable[[str, str, int], str] | None,
    ) -> str:
        if isinstance(value, Text):
            return value.render(translate, translate_many)
        if isinstance(value, Decimal):
            return format_number(value)
        return str(value)

    def __str__(self) -> str:
        return self.render()

    def __bool__(self) -> bool:
        return bool(self.template)


NOTHING = Text("")


def say(template: str, /, **values: object) -> Text:
    """A sentence. Decimals in `values` are written the Swedish way; a Text among them is translated too."""
    return Text(template, values)


def say_many(count: int, one: str, many: str, /, **values: object) -> Text:
    """A sentence that depends on a number, which fills `{n}`."""
    return Text(one, {"n": count, **values}, plural=many, count=count)


def verbatim(words: str) -> Text:
    """A municipality's own words, which nobody translates."""
    return Text("{words}", {"words": words}) if words else NOTHING


def in_words(things: Sequence[str], last: str = "och") -> str:
    """`["a", "b", "c"]` becomes "a, b och c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def fold(text: str) -> str:
    """Text as searched: lower case, composed, spaces made one; å, ä and ö stay letters of their own."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


_ALPHABET = str.maketrans(
    {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3", "z": "z0", "é": "e", "ü": "y"}
)


def swedish_key(text: str) -> str:
    """Text as sorted by the Swedish alphabet (å, ä, ö last, in that order), with numbers by their size."""
    return re.sub(r"\d+", lambda found: found.group().zfill(12), fold(text).translate(_ALPHABET))


def slug(text: str) -> str:
    """A key made of the letters of a title: "Öppen & modern" becomes "oppen-modern"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
