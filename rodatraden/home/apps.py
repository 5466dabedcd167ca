from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rodatraden.home"
    label = "home"
