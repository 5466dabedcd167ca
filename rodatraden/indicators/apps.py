from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "rodatraden.indicators"
    label = "indicators"
