"""Sentences that can be translated, and Swedish text handling.

Pure modules return `Text`: a Swedish template and its values. Whoever shows it fills it in, by `str()`, in the
language that the process has said it speaks (`speak`); until somebody has, that is Swedish.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from rodatraden.lib.digits import format_number

Translate = Callable[[str], str]
TranslateMany = Callable[[str, str, int], str]
Language = tuple[Translate, TranslateMany]


def _either(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


AS_WRITTEN: Language = (str, _either)


@dataclass
class _Spoken:
    """How a sentence is translated when it is shown. Asked once of each, with all the sentences in it."""

    language: Callable[[], Language] = lambda: AS_WRITTEN


_spoken = _Spoken()


def speak(language: Callable[[], Language]) -> None:
    """Says how the whole process translates what it shows: by the gettext and ngettext of whoever reads."""
    _spoken.language = language


@dataclass(frozen=True)
class Text:
    """A sentence: the Swedish template (the msgid), its plural where it has one, and the values in it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 1

    def render(self, translate: Translate = str, translate_many: TranslateMany = _either) -> str:
        """The sentence in the language of `translate` (gettext) and `translate_many` (ngettext)."""
        template = translate_many(self.template, self.plural, self.count) if self.plural else translate(self.template)
        if not self.values:
            return template
        shown: dict[str, object] = {}
        for name, value in self.values.items():
            if isinstance(value, Text):
                value = value.render(translate, translate_many)
            elif isinstance(value, Decimal):
                value = format_number(value)
            shown[name] = value
        return template.format_map(shown)

    def __str__(self) -> str:
        return self.render(*_spoken.language())

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


AND, OR = say("och"), say("eller")


def in_words(things: Sequence[Text | str], last: Text = AND) -> Text:
    """`["a", "b", "c"]` becomes "a, b och c". A Text among them is translated, and so is the last word between."""
    if not things:
        return NOTHING
    names = [f"{{thing{place}}}" for place in range(len(things))]
    template = f"{', '.join(names[:-1])} {{last}} {names[-1]}" if names[1:] else names[0]
    return Text(template, {"last": last, **{f"thing{place}": thing for place, thing in enumerate(things)}})


def capital(words: Text | str) -> str:
    """The words with a big first letter and the rest as it is: "KF beslutar" stays so."""
    shown = str(words)
    return shown[:1].upper() + shown[1:]


def within(name: str) -> str:
    """A name or a sentence inside another: "socialnämnden", but "IT-nämnden"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def shortened(words: str, most: int) -> str:
    """At most so many signs: it ends after a whole word with " …", or within one that has no room with "…"."""
    if len(words) <= most:
        return words
    whole = words[: most - 1].rpartition(" ")[0].rstrip(" ,;–-")
    return f"{whole} …" if whole else f"{words[: most - 1]}…"


def storable(text: str) -> str:
    """What somebody wrote without the sign NUL, which PostgreSQL keeps in no text and nobody can see."""
    return text.replace("\x00", "")


def fold(text: str) -> str:
    """Text as searched: lower case, composed, spaces made one; å, ä and ö stay letters of their own."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


_ALPHABET = str.maketrans({"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3", "z": "z0", "é": "e", "ü": "y"})


def swedish_key(text: str) -> str:
    """Text as sorted by the Swedish alphabet (å, ä, ö last, in that order), with numbers by their size."""
    return re.sub(r"\d+", lambda found: found.group().zfill(12), fold(text).translate(_ALPHABET))


def slug(text: str) -> str:
    """A key made of the letters of a title: "Öppen & modern" becomes "oppen-modern"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
