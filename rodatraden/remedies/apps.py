from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "rodatraden.remedies"
    label = "remedies"
