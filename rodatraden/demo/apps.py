from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "rodatraden.demo"
    label = "demo"
