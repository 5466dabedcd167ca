from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "rodatraden.steering"
    label = "steering"
