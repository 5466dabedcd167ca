from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "rodatraden.exchange"
    label = "exchange"
