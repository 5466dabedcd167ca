from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "rodatraden.organisation"
    label = "organisation"
