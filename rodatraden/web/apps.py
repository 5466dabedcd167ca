from django.apps import AppConfig


class WebConfig(AppConfig):
    """The look of every page: templates, components, tables, charts, static files."""

    name = "rodatraden.web"
    label = "web"
    verbose_name = "Gränssnitt"
