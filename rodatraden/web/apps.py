from django.apps import AppConfig
from django.utils.translation import gettext, ngettext

from rodatraden.lib.text import speak


class WebConfig(AppConfig):
    """The look of every page: templates, components, tables, charts, static files."""

    name = "rodatraden.web"
    label = "web"
    verbose_name = "Gränssnitt"

    def ready(self) -> None:
        """From here on a sentence of the rules is shown in the reader's language."""
        speak(gettext, ngettext)
