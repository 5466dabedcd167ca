from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from rodatraden.lib.text import speak


class WebConfig(AppConfig):
    """The look of every page: templates, components, tables, charts, static files."""

    name = "rodatraden.web"
    label = "web"
    verbose_name = "Gränssnitt"

    def ready(self) -> None:
        """From here on a sentence of the rules is shown in the reader's language."""
        speak(translated, translated_many)


def is_written() -> bool:
    """Whether the reader's language is the one that our sentences are written in: no catalogue need be asked then."""
    return get_language() in (None, settings.LANGUAGE_CODE)


def translated(sentence: str) -> str:
    return sentence if is_written() else gettext(sentence)


def translated_many(one: str, many: str, count: int) -> str:
    if is_written():
        return one if count == 1 else many
    return ngettext(one, many, count)
