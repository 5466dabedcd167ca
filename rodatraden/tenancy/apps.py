from django.apps import AppConfig
from django.db.backends.signals import connection_created

from rodatraden.tenancy.connections import prepare


class TenancyConfig(AppConfig):
    name = "rodatraden.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        connection_created.connect(prepare, dispatch_uid="rodatraden.tenancy.prepare")
