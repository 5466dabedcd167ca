from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "rodatraden.quality"
    label = "quality"
