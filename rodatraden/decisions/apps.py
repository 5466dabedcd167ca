from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "rodatraden.decisions"
    label = "decisions"
