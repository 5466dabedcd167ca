from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "rodatraden.planning"
    label = "planning"
