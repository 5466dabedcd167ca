from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "rodatraden.preparation"
    label = "preparation"
