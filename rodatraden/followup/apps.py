from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "rodatraden.followup"
    label = "followup"
