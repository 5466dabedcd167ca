from django.apps import AppConfig


class WheelConfig(AppConfig):
    name = "rodatraden.wheel"
    label = "wheel"
