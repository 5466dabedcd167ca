from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "rodatraden.documents"
    label = "documents"
