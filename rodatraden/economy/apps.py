from django.apps import AppConfig


class EconomyConfig(AppConfig):
    name = "rodatraden.economy"
    label = "economy"
