from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "rodatraden.thread"
    label = "thread"
