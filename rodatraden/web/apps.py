import re

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from rodatraden.lib.text import AS_WRITTEN, Language, speak

BARE = re.compile(r"(\{\w+\})?")


class WebConfig(AppConfig):
    """The look of every page: templates, components, tables, charts, static files."""

    name = "rodatraden.web"
    label = "web"
    verbose_name = "Gränssnitt"

    def ready(self) -> None:
        """From here on a sentence of the rules is shown in the reader's language."""
        speak(readers_language)


def readers_language() -> Language:
    """No catalogue need be asked where the reader's language is the one that our sentences are written in."""
    return AS_WRITTEN if get_language() in (None, settings.LANGUAGE_CODE) else (translated, ngettext)


def translated(template: str) -> str:
    """Nor where there are no words of ours to translate: to ask takes longer than to fill it in."""
    return template if BARE.fullmatch(template) else gettext(template)
