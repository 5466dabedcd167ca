from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "rodatraden.jobs"
    label = "jobs"
