from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rodatraden.audit"
    label = "audit"
